import { describe, expect, test } from "vitest";
import { bareNeeds } from "../../src/core/understanding/bare-needs.ts";
import { cleanText } from "../../src/core/understanding/clean-text.ts";

const needs = (text: string): string[] => bareNeeds(cleanText(text).folded).needs.map(({ id }) => id);

describe("kinds of tools that are named and nothing else", () => {
	test.each([
		["serving?", ["model-serving"]],
		["monitoring", ["model-monitoring"]],
		["labelling, tracking, serving", ["data-labeling", "experiment-tracking", "model-serving"]],
		["we need monitoring", ["model-monitoring"]],
		["start with the registry only", ["model-registry"]],
		["fine-tune llama", ["distributed-training"]],
		["deploy LLMs", ["llm-serving"]],
		["Quel outil pour déployer des LLM ?", ["llm-serving"]],
	])("%s", (text, ids) => expect(needs(text)).toEqual(ids));
});

test("where more is said, the whole message says what it is for", () => {
	for (const text of ["monitoring of our office plants", "our serving layer melts under load", "which tool tells me why the model said no?", "hello"]) expect(needs(text), text).toEqual([]);
});

test("language models alone are no tools", () => {
	expect(bareNeeds(cleanText("Claude or GPT?").folded)).toEqual({ needs: [], onlyModels: true });
	expect(bareNeeds(cleanText("evals for Claude").folded).onlyModels).toBe(false);
});
