import { describe, expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import type { Answer } from "../../src/core/answer/answer.ts";
import { keepShort, mostWords, wordsOf } from "../../src/core/answer/length.ts";
import type { Tool } from "../../src/core/catalog/tool.ts";
import { recommend } from "../../src/core/recommend.ts";

const { reader, search } = loadKnowledge();
const { catalog } = reader;
const tool = (id: string): Tool => catalog.tools.get(id) as Tool;
const usual = recommend(reader, search, { text: "which experiment tracker should five researchers use on-prem, no Kubernetes?" }, "2026-11-24").answer;
const words = (count: number): string => "word ".repeat(count).trim();
/** An answer that says so many words more than usual, about one who was asked for and one who was not. */
const longer = (by: number): Answer => ({
	...usual,
	need: { ...usual.need, mentions: [{ id: "neptune", name: "Neptune.ai", words: "neptune", inCatalog: true }] },
	paragraphs: [words(by)],
	leftOut: [
		{ tool: tool("neptune"), because: "ended" },
		{ tool: tool("kueue"), because: "needs Kubernetes" },
	],
	lifecycle: "Model training, in the model loop. Trial means: one low-risk project first.",
});

describe("an answer with picks", () => {
	test("that fits is left as it is", () => {
		expect(wordsOf(catalog, usual)).toBeLessThanOrEqual(mostWords);
		expect(keepShort(catalog, usual)).toBe(usual);
	});
	test("that is a little too long first loses whom nobody asked about", () => {
		const answer = longer(mostWords - wordsOf(catalog, longer(0)) + 3);
		expect(wordsOf(catalog, answer)).toBeGreaterThan(mostWords);
		expect(keepShort(catalog, answer)).toEqual({ ...answer, leftOut: answer.leftOut.slice(0, 1) });
	});
	test("that is too long keeps why not the one that the question is about", () => {
		const answer = longer(300);
		const asked = { ...answer, need: { ...answer.need, mentions: answer.need.mentions.map((mention) => ({ ...mention, asked: true as const })) } };
		expect(keepShort(catalog, asked).leftOut).toEqual(answer.leftOut.slice(0, 1));
	});
	test("in a model's words keeps what a reader may have seen of them", () => {
		const answer: Answer = { ...longer(300), writtenBy: "model", unwritten: [] };
		expect(keepShort(catalog, answer).lifecycle).toBe(answer.lifecycle);
	});
	test("that is far too long loses all that stands elsewhere, and no pick, fact or question", () => {
		const answer = longer(300);
		expect(keepShort(catalog, answer)).toEqual({ ...answer, leftOut: [], lifecycle: "Model training, in the model loop." });
	});
});

test("what cites is not read as a word, nor is the list of sources", () => {
	const [pick] = usual.picks;
	if (pick === undefined) throw new Error("Expected a pick, got none");
	const bare: Answer = { kind: "recommendation", headline: "Take it.", need: usual.need, picks: [], paragraphs: [], leftOut: [], writtenBy: "model" };
	const said = wordsOf(catalog, { ...bare, picks: [pick] }) - wordsOf(catalog, bare);
	expect(said).toBeLessThan(60);
	expect(said).toBeGreaterThan(15);
});
