import { describe, expect, test } from "vitest";
import { readLexicon } from "../../src/adapters/catalog/read-lexicon.ts";
import { readPrompts } from "../../src/adapters/prompts/read-prompts.ts";
import { loadKnowledge } from "../../src/bot.ts";
import type { AnswerPart } from "../../src/core/answer/answer.ts";
import { groundPart } from "../../src/core/grounding/prose-grounding.ts";
import { recommend } from "../../src/core/recommend.ts";
import { givenFor } from "../../src/core/writing/given.ts";
import { mergeWritten } from "../../src/core/writing/merge-written.ts";
import { promptFor } from "../../src/core/writing/prompt.ts";

const { reader, search } = loadKnowledge();
const { prompts } = readPrompts();
const text = "why not Weights & Biases? we are five researchers, experiment tracker on-prem, no Kubernetes";
const { answer } = recommend(reader, search, { text }, "2026-11-24");
const given = givenFor(reader.catalog, answer);
if (given === undefined) throw new Error("Expected an answer that a model may write");
const context = { given, lexicon: readLexicon(), askedText: text, prompts: Object.values(prompts) };
const codesOf = (headline: string, part: AnswerPart = "headline"): string[] => groundPart(context, part, headline).problems.map(({ code }) => code);
const [first] = answer.picks;
const name = first?.tool.name ?? "";

describe("a tool that the question is about, and that can't be it", () => {
	test("is given with the reason, and the prompt tells it", () => {
		expect(given.turnedDown).toEqual([{ tool: reader.catalog.tools.get("weights-and-biases"), because: "its server runs on Kubernetes" }]);
		expect(promptFor(prompts, given, text)[1]?.content).toContain("asked about and out: Weights & Biases: its server runs on Kubernetes");
	});
	test.each([
		`Not Weights & Biases, whose server runs on Kubernetes: take ${name}.`,
		`Weights & Biases is out because its server runs on Kubernetes; start with ${name}.`,
		`Weights & Biases needs Kubernetes for its server, so start with ${name}.`,
	])("may be named in the headline, to say so: %s", (headline) => expect(codesOf(headline)).toEqual([]));
	test.each([
		["recommended all the same", `Take Weights & Biases, or ${name} without Kubernetes.`, "recommends_other"],
		["named without saying that it is out", `Weights & Biases and ${name} both fit five researchers.`, "recommends_other"],
		["said to be out for what it isn't", `Not Weights & Biases, which has been discontinued: take ${name}.`, "unsupported_claim"],
		["the reason said of the pick", `Not Weights & Biases: take ${name}, which runs on Kubernetes.`, "breaks_constraint"],
		["another tool that is out, which nobody asked about", `Not Comet, whose server runs on Kubernetes: take ${name}.`, "foreign_tool"],
	])("may not be %s", (_, headline, code) => expect(codesOf(headline)).toContain(code));
	test("is not told below once the headline has said why, and is where it has not", () => {
		const below = (headline: string): string[] => mergeWritten(given, { headline }).leftOut.map(({ tool }) => tool.id);
		expect(below(`Not Weights & Biases, whose server runs on Kubernetes: take ${name}.`)).not.toContain("weights-and-biases");
		expect(below(`Not Weights & Biases: take ${name}.`)).toContain("weights-and-biases");
	});
	test("is named nowhere else", () => expect(codesOf("Not Weights & Biases here: this is model training.", "lifecycle")).not.toEqual([]));
});
