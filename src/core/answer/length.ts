import type { Catalog } from "../catalog/catalog.ts";
import { isAsked } from "../need.ts";
import type { Answer, AnswerPart } from "./answer.ts";
import { plainText } from "./plain-text.ts";

/** Words of an answer with three picks that fit a phone screen or two. */
export const mostWords = 180;

/** Words that a person reads of an answer: the list of sources and the marks of citation are not among them. */
export const wordsOf = (catalog: Catalog, answer: Answer): number =>
	plainText(catalog, answer)
		.split("\n")
		.filter((line) => !/^\[\d+\] /.test(line))
		.join(" ")
		.split(/\s+/)
		.filter((word) => /[\p{L}\p{N}]/u.test(word) && !/^\[\d+\]$/.test(word)).length;

/** What can be looked up elsewhere, in the order in which it goes: who was left out unasked, then anybody left out that the question is not about, then what the ring asks of a team. */
const shed: readonly ((answer: Answer) => Answer)[] = [
	(answer) => ({ ...answer, leftOut: answer.leftOut.filter(({ tool }) => answer.need.mentions.some(({ id }) => id === tool.id)) }),
	(answer) => ({ ...answer, leftOut: answer.leftOut.filter(({ tool }) => answer.need.mentions.some((mention) => mention.id === tool.id && isAsked(mention))) }),
	// What a model wrote may have been seen already, and stays.
	(answer) => (answer.lifecycle === undefined || isWritten(answer, "lifecycle") ? answer : { ...answer, lifecycle: answer.lifecycle.replace(/(?<=\.) .*$/, "") }),
];

const isWritten = ({ writtenBy, unwritten }: Answer, part: AnswerPart): boolean => writtenBy === "model" && unwritten?.includes(part) !== true;

/** An answer with picks that is too long loses what matters least, step by step, until it fits. A comparison is as long as its table. */
export function keepShort(catalog: Catalog, answer: Answer): Answer {
	if (answer.picks.length === 0 || answer.kind === "comparison") return answer;
	let short = answer;
	for (const step of shed) {
		if (wordsOf(catalog, short) <= mostWords) break;
		short = step(short);
	}
	return short;
}
