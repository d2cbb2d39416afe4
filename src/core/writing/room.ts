import type { AnswerPart } from "../answer/answer.ts";
import { keepShort, mostWords, wordsOf } from "../answer/length.ts";
import type { GroundingProblem } from "../grounding/problem.ts";
import { type Given, planSteps } from "./given.ts";
import { mergeWritten } from "./merge-written.ts";
import type { WrittenAnswer, WrittenPart } from "./written-answer.ts";

const lengthOf = (given: Given, written: WrittenAnswer): number => wordsOf(given.catalog, keepShort(given.catalog, mergeWritten(given, written)));

/** Words that a step is asked to have. */
const stepWords = 24;
const words = (count: number): string => "word ".repeat(count).trim();

/** Words that a model may have more than the composer, where that one has too many already. */
const beyond = 12;

/** Stands for the parts that are still missing: the composer's own words, except for steps, which a model says in fewer. */
function reserved({ answer }: Given, accepted: WrittenAnswer): WrittenAnswer {
	const missing: WrittenAnswer = {};
	for (const [at, step] of (answer.kind === "adoption" ? planSteps(answer) : []).entries()) {
		if (!(`step_${at + 1}` in accepted)) missing[`step_${at + 1}`] = words(Math.min(step.split(/\s+/).length - 1, stepWords));
	}
	return missing;
}

/**
 * Whether there is room for one more part beside those that have passed and what the missing ones need: an answer keeps to its
 * length, or at least grows no longer. So a verbose model can't make it longer part by part.
 */
export function problemsOfRoom(given: Given, accepted: WrittenAnswer, part: AnswerPart, value: WrittenPart): GroundingProblem[] {
	if (given.answer.picks.length === 0 || given.answer.kind === "comparison" || part === "decides") return [];
	// What has to be said of a tool that has ended, and the like, can make an answer longer than that by itself.
	const composed = lengthOf(given, {});
	const most = composed <= mostWords ? mostWords : composed + beyond;
	const after = { ...accepted, [part]: value };
	const total = lengthOf(given, { ...reserved(given, after), ...after });
	if (total <= most || total <= lengthOf(given, { ...reserved(given, accepted), ...accepted })) return [];
	return [{ code: "too_long", at: part, detail: `expected the whole answer to keep to ${most} words, got ${total - most} too many with this part` }];
}
