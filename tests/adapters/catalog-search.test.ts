import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { searchCatalog } from "../../src/adapters/search/catalog-search.ts";
import { loadKnowledge } from "../../src/bot.ts";
import type { Catalog } from "../../src/core/catalog/catalog.ts";
import { checkedSmallCatalog, type Data, fact, parsedTool } from "../support/small-catalog.ts";

const says = (id: string, text: string, more: Data = {}) => parsedTool(id, { facts: [fact("says", { text })], ...more });
const catalog: Catalog = {
	...checkedSmallCatalog(),
	tools: new Map(
		[
			says("pelican", "Checkpoints are kept in a bucket.", { frameworks: ["jax"] }),
			says("heron", "Sound is cut into spectrograms."),
			says("stork", "Spectrograms are drawn beside sound.", { summary: "Draws spectrograms for those who listen." }),
			...Array.from({ length: 20 }, (_, at) => says(`other-${at}`, "It reads what it is given.")),
		].map((tool) => [tool.id, tool]),
	),
};
const search = searchCatalog(catalog);
const found = (text: string): string[] => [...search(text).keys()];

describe("tools are found by the words of a question", () => {
	test("by what their facts say, in other forms of the word too", () => {
		expect(found("where do I keep checkpoint files")).toEqual(["pelican"]);
		expect(found("bucketed")).toEqual(["pelican"]);
	});
	test("by the frameworks that they work with", () => expect(found("for JAX")).toEqual(["pelican"]));
	test("and what a tool is for counts more than what else is said of it", () => expect(found("spectrogram")).toEqual(["stork", "heron"]));
	test("the best is worth one, the others a share of it", () => {
		const scores = [...search("spectrograms of a sound").values()];
		expect(scores[0]).toBe(1);
		for (const score of scores) expect(score > 0 && score <= 1).toBe(true);
	});
});

test("words that everybody uses, and that most tools share, find nobody", () => {
	for (const text of ["", "which tool should we use for it", "the interpreter", "tests", "🤷 ? !"]) expect(found(text)).toEqual([]);
});

test("whatever is written, scores are shares, and the same words find the same", () => {
	const real = searchCatalog(loadKnowledge().reader.catalog);
	const words = fc.array(fc.oneof(fc.string({ unit: "binary", maxLength: 10 }), fc.constantFrom("lineage", "drift", "Kubernetes", "GPU", "notebook", "*", "~2", "+", "AND")), { maxLength: 8 });
	fc.assert(
		fc.property(words, (pieces) => {
			const text = pieces.join(" ");
			const hits = real(text);
			for (const score of hits.values()) expect(score > 0 && score <= 1).toBe(true);
			expect([...real(text)]).toEqual([...hits]);
		}),
		{ numRuns: 60 },
	);
});
