import { expect, test } from "vitest";
import { readCatalog } from "../../src/adapters/catalog/read-catalog.ts";
import type { Answer } from "../../src/core/answer/answer.ts";
import { findViolations } from "../../src/core/answer/grounding.ts";
import { chooseTradeOff } from "../../src/core/answer/pick.ts";
import type { CategoryId } from "../../src/core/catalog/vocabulary.ts";
import type { Need } from "../../src/core/need.ts";

test("whatever sentence of a tool an answer prints, grounding lets it stand", () => {
	const loaded = readCatalog();
	if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
	const { catalog } = loaded;
	const need: Need = { intent: "choose", persona: { id: "unknown", confidence: 0, words: [], from: "nothing" }, categories: [], stages: [], constraints: [], mentions: [], language: "en" };
	const taken = [...catalog.tools.values()].flatMap((tool) => {
		const category = Object.keys(tool.categories)[0] as CategoryId; // a tool has at least one
		const lines = [
			...Object.values(tool.categories),
			...Object.values(tool.serves)
				.flatMap((says) => Object.values(says ?? {}))
				.filter((line) => line !== undefined),
		];
		return lines.flatMap((why) => {
			const answer: Answer = {
				kind: "recommendation",
				headline: "",
				need,
				picks: [{ tool, category, why, saysBenefit: true, serves: [], tradeOff: chooseTradeOff(tool), notes: [] }],
				paragraphs: [],
				leftOut: [],
				writtenBy: "catalog",
			};
			return findViolations(catalog, { picks: [], ranked: [{ tool, category, score: 1, reasons: [] }], leftOut: [] }, answer);
		});
	});
	expect(taken).toEqual([]);
});
