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
	test("the best first, and what two messages say adds up", () => {
		const whole = search("spectrograms of a sound, for JAX");
		expect([...whole.values()]).toEqual([...whole.values()].sort((a, b) => b - a));
		const [one, other] = [search("spectrograms of a sound"), search("for JAX")];
		for (const [id, score] of whole) expect(score).toBeCloseTo((one.get(id) ?? 0) + (other.get(id) ?? 0), 1);
	});
});

test("words that everybody uses, and that most tools share, find nobody", () => {
	for (const text of ["", "which tool should we use for it", "the interpreter", "tests", "🤷 ? !"]) expect(found(text)).toEqual([]);
});

test("whatever is written, scores are positive, and the same words find the same", () => {
	const real = searchCatalog(loadKnowledge().reader.catalog);
	const words = fc.array(fc.oneof(fc.string({ unit: "binary", maxLength: 10 }), fc.constantFrom("lineage", "drift", "Kubernetes", "GPU", "notebook", "*", "~2", "+", "AND")), { maxLength: 8 });
	fc.assert(
		fc.property(words, (pieces) => {
			const text = pieces.join(" ");
			const hits = real(text);
			for (const score of hits.values()) expect(score).toBeGreaterThan(0);
			expect([...real(text)]).toEqual([...hits]);
		}),
		{ numRuns: 60 },
	);
});
