import type { Answer, AnswerPart } from "../answer/answer.ts";
import { dontNeedIt, needIt } from "../answer/explanation.ts";
import type { Given } from "./given.ts";
import { mergeWritten } from "./merge-written.ts";
import type { WrittenAnswer } from "./written-answer.ts";

/** Stands where the headline will, until it is written. */
const opening = "One moment: I'm writing down what fits.";

/**
 * An answer that is still being written: for whom, the parts that are there, and of the picks as many as follow each other
 * from the first. Whatever stands in it stands in the whole answer too.
 */
export function draftOf(given: Given, written: WrittenAnswer): Answer {
	const has = (part: AnswerPart): boolean => part in written;
	const { lifecycle, question, comparison, languageNote: _, unwritten: __, ...merged } = mergeWritten(given, written);
	const firstMissing = given.answer.picks.findIndex((_, at) => !has(`pick_${at + 1}`));
	const picks = firstMissing < 0 ? merged.picks : merged.picks.slice(0, firstMissing);
	return {
		...merged,
		headline: written.headline ?? opening,
		// Of a comparison the table stands for them.
		picks: comparison === undefined ? picks : [],
		...(comparison === undefined || !has("decides") ? {} : { comparison: { ...comparison, takeIf: comparison.takeIf.filter((_, at) => has(`take_${at + 1}`)) } }),
		paragraphs: merged.paragraphs.filter((paragraph) => isWritten(paragraph, has)),
		leftOut: [],
		...(lifecycle !== undefined && has("lifecycle") ? { lifecycle } : {}),
		...(question !== undefined && has("question") ? { question } : {}),
		unfinished: true,
	};
}

/** Of an explanation and a plan, what a model may still put in other words waits for it. */
function isWritten(paragraph: string, has: (part: AnswerPart) => boolean): boolean {
	if (paragraph.startsWith(needIt)) return false;
	if (paragraph.startsWith(dontNeedIt)) return false;
	const [, step] = /^(\d)\. /.exec(paragraph) ?? [];
	return step === undefined || has(`step_${Number(step)}`);
}
