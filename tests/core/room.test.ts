import { join } from "node:path";
import { expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import type { AnswerPart } from "../../src/core/answer/answer.ts";
import { keepShort, mostWords, wordsOf } from "../../src/core/answer/length.ts";
import { recommend } from "../../src/core/recommend.ts";
import { type Given, givenFor } from "../../src/core/writing/given.ts";
import { mergeWritten } from "../../src/core/writing/merge-written.ts";
import { problemsOfRoom } from "../../src/core/writing/room.ts";
import type { WrittenAnswer, WrittenPart } from "../../src/core/writing/written-answer.ts";
import { questionOf, readCases } from "../../src/eval/cases.ts";
import { longestAnswer } from "../support/verbose-model.ts";

const { reader, search } = loadKnowledge();
const given = ["dev", "second"]
	.flatMap((name) => readCases(join(import.meta.dirname, `../evals/${name}.jsonl`)))
	.flatMap((one) => givenFor(reader.catalog, recommend(reader, search, questionOf(reader, search, one), "2026-11-24").answer) ?? [])
	.filter(({ answer }) => answer.kind === "recommendation");
const lengthOf = (of: Given, written: WrittenAnswer): number => wordsOf(reader.catalog, keepShort(reader.catalog, mergeWritten(of, written)));
/** What of it is taken, part by part. */
function taken(of: Given, written: WrittenAnswer): WrittenAnswer {
	const accepted: WrittenAnswer = {};
	for (const [part, value] of Object.entries(written) as [AnswerPart, WrittenPart][]) if (problemsOfRoom(of, accepted, part, value).length === 0) Object.assign(accepted, { [part]: value });
	return accepted;
}

test("a model that is as verbose as each part lets it be makes no answer longer than it may be, unless the composer's is already", () => {
	expect(given.length).toBeGreaterThan(80);
	const tooLong = given.filter((of) => lengthOf(of, longestAnswer(of)) > mostWords);
	expect(tooLong.length).toBeGreaterThan(40);
	expect(given.filter((of) => lengthOf(of, {}) > mostWords).length / given.length).toBeLessThan(0.05);
	for (const of of given) expect(lengthOf(of, taken(of, longestAnswer(of))), of.answer.headline).toBeLessThanOrEqual(lengthOf(of, {}) <= mostWords ? mostWords : lengthOf(of, {}) + 12);
});

test("an answer with two picks takes a reason of usual length, and says of the one too many by how much", () => {
	const [of] = given.filter(({ answer }) => answer.picks.length === 2);
	if (of === undefined) throw new Error("Expected an answer with two picks");
	const { pick_1 } = longestAnswer(of);
	if (pick_1 === undefined) throw new Error("Expected a first pick");
	expect(problemsOfRoom(of, {}, "pick_1", { ...pick_1, why: "It keeps every run where you can find it." })).toEqual([]);
	expect(problemsOfRoom(of, {}, "pick_1", { ...pick_1, why: `${"word ".repeat(200)}.` })).toEqual([
		{ code: "too_long", at: "pick_1", detail: expect.stringMatching(/^expected the whole answer to keep to 180 words, got \d+ too many/) },
	]);
});
