import { describe, expect, test } from "vitest";
import { readLexicon } from "../../src/adapters/catalog/read-lexicon.ts";
import { readSampleWeek, sampleChannel } from "../../src/adapters/catalog/read-sample-week.ts";
import { readDigestPrompts } from "../../src/adapters/prompts/read-prompts.ts";
import { composeDigest, type Digest } from "../../src/core/digest/digest.ts";
import { groundedDigest, proseOf } from "../../src/core/digest/digest-grounding.ts";
import { groundWords, type WrittenWords } from "../../src/core/digest/digest-words.ts";
import { writeWords } from "../../src/flows/digest-writer.ts";
import type { Llm, LlmEvent, LlmFailure, LlmMessage } from "../../src/ports.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { askedAbout, digestOf, projectCatalog } from "../support/digests.ts";

const catalog = projectCatalog();
const lexicon = readLexicon();
const prompts = readDigestPrompts();
const sample = readSampleWeek(catalog);
const digest = composeDigest({
	catalog,
	readers: { channel: sampleChannel, isShared: false },
	asked: sample.asked,
	past: sample.past,
	period: { from: sample.from, until: sample.until, zone: "UTC" },
});
const tool = digest.worthALook?.tool.name ?? "";
const good: WrittenWords = {
	headline: "A week about getting models into production: 12 of 23 questions touched deployment.",
	picture: "Deployment glows brightest, with 12 questions.",
	reason: `${tool} gives each team its own keys and budgets, which is what those who deploy asked about.`,
};

/** A model that gives these, one after the other; what it was asked is kept. */
function modelThatGives(...outputs: (WrittenWords | LlmFailure)[]): Llm & { asked: (readonly LlmMessage[])[] } {
	const asked: (readonly LlmMessage[])[] = [];
	return {
		model: "test",
		asked,
		write: async function* <T>({ messages }: { messages: readonly LlmMessage[] }): AsyncGenerator<LlmEvent<T>> {
			const output = outputs[asked.length];
			asked.push(messages);
			if (output === undefined) throw new Error("Expected no further request");
			if ("code" in output) yield { kind: "failed", failure: output };
			else yield { kind: "done", value: output as T, usage: { model: "test", inputTokens: 1, outputTokens: 1 } }; // as the request's schema has it
		},
	} satisfies Llm & { asked: (readonly LlmMessage[])[] };
}
const write = (llm: Llm, of: Digest = digest) => writeWords({ llm, prompts, lexicon }, "T1", catalog, of, { clock: { now: () => 0 }, log: recordingLog() });

describe("a model that puts the digest into words", () => {
	test("is taken at its word where the digest bears it out, from the first try", async () => {
		const llm = modelThatGives(good);
		const words = await write(llm);
		expect(words).toEqual(good);
		expect(proseOf(groundedDigest({ catalog, past: sample.past }, digest, words).digest)).toEqual(good);
	});
	test("is told of everything that the digest says, and of nothing that somebody said", async () => {
		const llm = modelThatGives(good);
		await write(llm);
		const told = llm.asked[0]?.map(({ content }) => content).join("\n") ?? "";
		for (const words of ["Experiment tracking", "LLM serving", "12 of 23 questions", tool, digest.worthALook?.tradeOff.text ?? "?", "fields to write: headline, picture, reason"])
			expect(told).toContain(words);
		expect(told).not.toMatch(/https?:|<@/);
	});
	test("is asked once more for what does not hold, and what held stays", async () => {
		const llm = modelThatGives({ ...good, headline: "Everybody asked about Feast." }, { headline: "Deployment led the week.", picture: "Another sentence.", reason: "Another one." });
		expect(await write(llm)).toEqual({ ...good, headline: "Deployment led the week." });
		expect(llm.asked).toHaveLength(2);
		expect(llm.asked[1]?.at(-1)?.content).toContain("headline: foreign_tool");
	});
	test("leaves to the composer what does not hold a second time", async () => {
		const lie = { ...good, picture: "Deployment grew by 40 percent." };
		const words = await write(modelThatGives(lie, lie));
		expect(words).toEqual({ headline: good.headline, reason: good.reason });
	});
	test("is asked once more where its output can't be read", async () => {
		expect(await write(modelThatGives({ code: "invalid_output", at: ["headline: missing"] }, good))).toEqual(good);
	});
	test.each<LlmFailure>([{ code: "timeout" }, { code: "unavailable" }, { code: "budget" }, { code: "refused" }])("is not asked again where it fails: $code", async (failure) => {
		const llm = modelThatGives(failure);
		expect(await write(llm)).toEqual({});
		expect(llm.asked).toHaveLength(1);
	});
	test("writes only what the digest has", async () => {
		const gapsOnly = digestOf(catalog, [askedAbout(catalog, [], { outcome: "cannot-answer" })]);
		expect(await write(modelThatGives({ ...good, headline: "One question stayed open." }), gapsOnly)).toEqual({ headline: "One question stayed open." });
	});
});

describe("what a model may not say of a week", () => {
	test.each([
		["a tool that is not in the digest", { headline: "Feast was on everybody's mind." }, "foreign_tool"],
		["a product that does not exist", { headline: "Deployment led, and Zorbatron came up." }, "unknown_product"],
		["a number that nobody counted", { picture: "Deployment had 99 questions." }, "number"],
		["a share", { headline: "Half of all questions were about deployment, or 52 percent." }, "number"],
		["that something is the best", { reason: `${tool} is the best choice for every team.` }, "superlative"],
		["an address", { headline: "Read more at www.example.org today." }, "link"],
		["what it was told", { headline: "As an AI language model I saw many questions on deployment." }, "self_talk"],
		["a licence that is another's", { reason: `${tool} is under the GPL licence.` }, "licence"],
	])("%s", (_, change, code) => {
		const { words, problems } = groundWords(catalog, lexicon, prompts, digest, { ...good, ...change });
		expect(problems.map((one) => one.code)).toContain(code);
		const [at] = Object.keys(change);
		expect(Object.keys(words).sort()).toEqual(["headline", "picture", "reason"].filter((one) => one !== at));
	});
});
