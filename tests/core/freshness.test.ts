import { expect, test } from "vitest";
import { describePick } from "../../src/core/answer/pick.ts";
import { daysBetween, freshnessOf } from "../../src/core/catalog/freshness.ts";
import type { Need } from "../../src/core/need.ts";
import { checkedSmallCatalog, parsedTool } from "../support/small-catalog.ts";

const dayMs = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

test("days between two dates are counted as the calendar has them, leap days and turns of centuries included", () => {
	for (let start = Date.UTC(1896, 0, 1); start < Date.UTC(2110, 0, 1); start += 37 * dayMs) {
		for (const days of [0, 1, 58, 59, 60, 365, 366, 1461]) expect(daysBetween(iso(start), iso(start + days * dayMs))).toBe(days);
	}
	expect(daysBetween("2026-11-24", "2026-11-23")).toBe(-1);
});

test("a review of 180 days ago is fresh, one of 181 days is stale, one of 366 days is outdated; the oldest comes first", () => {
	const today = "2026-11-24";
	const ago = (id: string, days: number) => parsedTool(id, { reviewed: iso(Date.parse(today) - days * dayMs) });
	const { stale, outdated } = freshnessOf([ago("a", 180), ago("b", 181), ago("c", 365), ago("d", 366)], today);
	expect(stale.map(({ id, days }) => [id, days])).toEqual([
		["d", 366],
		["c", 365],
		["b", 181],
	]);
	expect(outdated.map(({ id }) => id)).toEqual(["d"]);
});

test("an answer says of a pick that its review is old", () => {
	const catalog = checkedSmallCatalog();
	const need: Need = { intent: "choose", persona: { id: "unknown", confidence: 0, words: [], from: "nothing" }, categories: [], stages: [], constraints: [], mentions: [], language: "en" };
	const notesOn = (today: string): string[] => describePick({ catalog, need, today }, parsedTool("alpha"), "experiment-tracking", new Set()).notes;
	expect(notesOn("2027-04-30")).toEqual([]);
	expect(notesOn("2027-05-01")).toEqual(["Last reviewed 2026-11-01: check that it still holds."]);
});
