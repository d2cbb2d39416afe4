/** What some words of a question showed. */
export const shown = ["persona", "category", "constraint", "tool"] as const;
export type Shown = (typeof shown)[number];

export type Evidence = { shows: Shown; words: string };
/** A stretch of a question, with what it showed; nothing where it showed nothing. */
export type Part = { text: string; shows: Shown[] };

/**
 * Splits a question where its words became evidence, so that they can be marked in it. Evidence is folded (lower case, no
 * accents, other spaces), so it is looked for in the question folded alike; words that the question does not hold so, such
 * as those of another turn, mark nothing.
 */
export function markEvidence(text: string, evidence: readonly Evidence[]): Part[] {
	const folded = foldWithPlaces(text);
	const found = evidence.flatMap(({ shows, words }) => {
		const at = find(text, folded, words);
		return at === undefined ? [] : [{ ...at, shows }];
	});
	const cuts = [...new Set([0, text.length, ...found.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
	return cuts.slice(0, -1).map((start, at) => {
		const end = cuts[at + 1] ?? text.length;
		const over = found.filter((one) => one.start <= start && one.end >= end);
		return { text: text.slice(start, end), shows: shown.filter((one) => over.some(({ shows }) => shows === one)) };
	});
}

type Folded = { letters: string; places: number[] };

/** Without case, accents and spaces; `places` says which character of the text each letter came from. */
function foldWithPlaces(text: string): Folded {
	let letters = "";
	const places: number[] = [];
	let at = 0;
	for (const character of text) {
		const folded = character.toLowerCase().replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "").replace(/\s/g, "");
		letters += folded;
		for (let unit = 0; unit < folded.length; unit++) places.push(at);
		at += character.length;
	}
	places.push(text.length);
	return { letters, places };
}

/** The first place where these words stand as words of their own. */
function find(text: string, { letters, places }: Folded, words: string): { start: number; end: number } | undefined {
	const wanted = foldWithPlaces(words).letters;
	if (wanted === "") return undefined;
	for (let from = letters.indexOf(wanted); from >= 0; from = letters.indexOf(wanted, from + 1)) {
		const start = places[from] ?? 0;
		const last = places[from + wanted.length - 1] ?? 0;
		const end = last + String.fromCodePoint(text.codePointAt(last) ?? 0).length;
		if (isEdge(text.slice(0, start), text.slice(start)) && isEdge(text.slice(0, end), text.slice(end))) return { start, end };
	}
	return undefined;
}

/** Whether a word may end between the two; Chinese is written without spaces. */
const isEdge = (before: string, after: string): boolean => !/[\p{L}\p{N}]$/u.test(before) || !/^[\p{L}\p{N}]/u.test(after) || /\p{Script=Han}$/u.test(before) || /^\p{Script=Han}/u.test(after);
