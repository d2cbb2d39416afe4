import { expect, test } from "vitest";
import { answerMessage } from "../../src/adapters/slack/answer-blocks.ts";
import { loadKnowledge } from "../../src/bot.ts";
import { plainText } from "../../src/core/answer/plain-text.ts";
import { recommend } from "../../src/core/recommend.ts";
import { draftOf } from "../../src/core/writing/draft.ts";
import { type Given, givenFor } from "../../src/core/writing/given.ts";
import { mergeWritten } from "../../src/core/writing/merge-written.ts";
import { type WrittenAnswer, writtenJsonSchema, writtenSchema } from "../../src/core/writing/written-answer.ts";
import { goodAnswer } from "../support/good-model.ts";

const { reader, search } = loadKnowledge();
const { catalog } = reader;
const questions = ["which experiment tracker should five researchers use on-prem?", "MLflow or Weights & Biases?", "what is a feature store?", "we chose Kubeflow, how do we roll it out?"];
const givenOf = (text: string): Given => {
	const given = givenFor(catalog, recommend(reader, search, { text }, "2026-11-24").answer);
	if (given === undefined) throw new Error(`Expected something to write for ${JSON.stringify(text)}`);
	return given;
};
const linesOf = (text: string): string[] => text.split("\n").filter((line) => line !== "" && !/^\[\d+\]|^Still being written|^One moment|^Without a language model|^Written without/.test(line));
const withoutMarks = (line: string): string => line.replace(/\[\d+\]/g, "").trim();

test.each(questions)("whatever stands in a draft stands in the answer that comes of it: %s", (text) => {
	const given = givenOf(text);
	const whole = writtenSchema(given).parse(goodAnswer({ schema: writtenJsonSchema(given) }));
	const final = plainText(catalog, mergeWritten(given, whole)).split("\n").map(withoutMarks);
	for (let count = 0; count <= given.parts.length; count++) {
		const written = Object.fromEntries(given.parts.slice(0, count).map((part) => [part, whole[part]])) as WrittenAnswer; // parts of it
		const draft = draftOf(given, written);
		for (const line of linesOf(plainText(catalog, draft)).map(withoutMarks)) expect(final).toContain(line);
		expect(plainText(catalog, draft)).toContain("Still being written…");
	}
});

test("a draft has nothing to press: neither feedback nor corrections", () => {
	const given = givenOf(questions[0] ?? "");
	const blocks = answerMessage(catalog, draftOf(given, {}), { thumbs: "slack" }).blocks.map(({ type }) => type);
	expect(blocks).not.toContain("actions");
	expect(blocks).not.toContain("context_actions");
});
