import { expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import { emptyTalkModel, likelyForUs, restoreTalkModel, storeTalkModel, talkFeatures } from "../../src/core/conversation/talk-model.ts";
import { labelledTalk, talkExamples, trainTalkModel } from "../../src/core/conversation/talk-training.ts";
import { readMessage } from "../../src/core/understanding/understand.ts";

const { reader } = loadKnowledge();
const file = `# A remark.
tech = Docker|Redis
+ and without {tech}?
+ [does it|can it] run on {tech}?
- [see|meet] you [tomorrow|at lunch]
+ which one is cheaper?
- lunch at noon?
`;

test("patterns are filled from their choices and lists, the same way each time", () => {
	const { written, made } = labelledTalk(file, "f.txt");
	expect(written).toEqual([
		{ text: "which one is cheaper?", forUs: true },
		{ text: "lunch at noon?", forUs: false },
	]);
	const texts = made.map(({ text }) => text.toLowerCase());
	expect(texts).toEqual(expect.arrayContaining(["and without docker?", "can it run on redis?", "meet you at lunch"]));
	expect(made.filter(({ forUs }) => !forUs).every(({ text }) => /you/.test(text))).toBe(true);
	expect(labelledTalk(file, "f.txt").made).toEqual(made);
});

test.each([
	["what now?", /^f\.txt:1: expected "\+ …"/],
	["+ and {nothing}?", /^f\.txt:1: expected a list named before, got \{nothing\}/],
])("%j is told with its place", (line, error) => expect(() => labelledTalk(line, "f.txt")).toThrow(error));

test("a model learns whom messages are meant for, the same one from the same messages, and comes back from its file as it was", () => {
	const { written, made } = labelledTalk(file, "f.txt");
	const train = () => trainTalkModel(talkExamples(reader, written), talkExamples(reader, made));
	const model = train();
	const likely = (text: string, by = model) => likelyForUs(by, talkFeatures(reader, readMessage(reader, text)));
	expect(likely("does it run without Redis?")).toBeGreaterThan(0.9);
	expect(likely("see you at noon")).toBeLessThan(0.1);
	expect(storeTalkModel(train(), "x")).toEqual(storeTalkModel(model, "x"));
	const restored = restoreTalkModel(JSON.parse(JSON.stringify(storeTalkModel(model, "x"))));
	for (const text of ["does it run without Redis?", "see you at noon", "hm"]) expect(likely(text, restored)).toBeCloseTo(likely(text), 1);
	expect(likely("does it run without Redis?", emptyTalkModel)).toBe(0.5);
});
