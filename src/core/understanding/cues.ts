import { spaceHan } from "./clean-text.ts";

/**
 * Cues are phrases that show a reading. In a phrase, `*` ends a word openly ("label*": label, labels, labelling), `|` in
 * brackets offers words ("[our|my] own server*"), `~` allows up to three words between ("train ~ model"). Phrases are written folded:
 * lower case, no accents. Chinese stands as it is, for its words are not separated.
 */
export type Cue = {
	phrase: string;
	readonly pattern: RegExp;
	/** One of these stands in every text in which the cue occurs: looked for first, for a pattern costs far more. */
	oneOf: readonly string[];
	/** Its place among all cues. */
	number: number;
};

const han = /\p{Script=Han}/u;
const escapeRegExp = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");

/** Reads one phrase. The pattern finds every occurrence (flag `g`) in folded text. */
export function cue(phrase: string): Cue {
	if (han.test(phrase)) return compiled(phrase, escapeRegExp(spaceHan(phrase)), [spaceHan(phrase)], register([spaceHan(phrase)]));
	let oneOf: readonly string[] = [];
	let mustStand: readonly string[] = [];
	let opened = false;
	const body = (phrase.match(/\[[^\]]*\][*?]*|\S+/g) ?? [])
		.map((part) => {
			if (part === "~") return "(?: [^\\s.,;!?]+){0,3}?";
			const optional = part.length > 1 && part.endsWith("?");
			const core = optional ? part.slice(0, -1) : part;
			const group = /^\[(.*)\](\*?)$/.exec(core);
			const words = group === null ? [core] : (group[1] ?? "").split("|").map((word) => word + group[2]);
			const any = `(?:${words.map((word) => escapeRegExp(word).replace(/\*/g, "[\\p{L}\\p{N}'-]*")).join("|")})`;
			// Before the first word that must be there, what may be left out takes its space along.
			if (optional) return opened ? `(?: ${any})?` : `(?:${any} )?`;
			const literals = moreTelling(oneOf, words.map(longestLiteral));
			if (literals !== oneOf) [oneOf, mustStand] = [literals, words];
			const space = opened ? " " : "";
			opened = true;
			return space + any;
		})
		.join("");
	if (!opened) throw new Error(`Expected a word that must be there, got the cue "${phrase}"`);
	return compiled(phrase, `(?<=[ /-])${body}(?=[ /,.;:!?)'"-])`, oneOf, register(mustStand));
}

/** The pattern is made when it is first looked for: most cues never are, and making them all takes a tenth of a second at each start. */
function compiled(phrase: string, source: string, oneOf: readonly string[], number: number): Cue {
	let pattern: RegExp | undefined;
	return {
		phrase,
		oneOf,
		number,
		get pattern() {
			pattern ??= new RegExp(source, "gu");
			return pattern;
		},
	};
}

/** What of a word is written out: the longest piece between its asterisks. */
const longestLiteral = (word: string): string => word.split("*").reduce((longest, piece) => (piece.length > longest.length ? piece : longest), "");

/** The choice whose shortest literal is longer says more: it is looked for first. */
function moreTelling(before: readonly string[], now: readonly string[]): readonly string[] {
	const shortest = (choice: readonly string[]): number => (choice.length === 0 ? 0 : Math.min(...choice.map(({ length }) => length)));
	return shortest(now) > shortest(before) ? now : before;
}

/**
 * All cues by the first three letters of a word that must stand in the text, Chinese ones by their first character. A text is gone
 * through once, and every list of cues is then looked up in what was found; the last texts are remembered, for they are read by many lists.
 */
const byBeginning = new Map<string, number[]>();
const byHan = new Map<string, number[]>();
/** Cues whose words begin openly or are too short to be looked up. */
const always: number[] = [];
let cueCount = 0;

/** @param words what stands in the text, as it is written in the phrase: with asterisks */
function register(words: readonly string[]): number {
	const number = cueCount++;
	const enter = (index: Map<string, number[]>, keys: readonly string[]) => {
		for (const key of new Set(keys)) index.set(key, [...(index.get(key) ?? []), number]);
	};
	if (words.length > 0 && words.every((word) => han.test(word.charAt(0))))
		enter(
			byHan,
			words.map((word) => word.charAt(0)),
		);
	else if (words.length > 0 && words.every((word) => /^[^*]{3}/.test(word)))
		enter(
			byBeginning,
			words.map((word) => word.slice(0, 3)),
		);
	else always.push(number);
	return number;
}

const rememberedTexts = 16;
type Possible = { folded: string; numbers: Int32Array; ofCues: number };
const remembered = new Map<string, Possible>();
/** Most lists are asked of the text that the list before was asked of. */
let last: Possible | undefined;

/** The numbers of the cues that may occur in the text, rising. */
function possibleCues(folded: string): Int32Array {
	if (last?.folded === folded && last.ofCues === cueCount) return last.numbers;
	const known = remembered.get(folded);
	if (known?.ofCues === cueCount) {
		last = known;
		return known.numbers;
	}
	const numbers = byWordsOf(folded);
	if (remembered.size >= rememberedTexts) remembered.delete(remembered.keys().next().value as string);
	last = { folded, numbers, ofCues: cueCount };
	remembered.set(folded, last);
	return numbers;
}

function byWordsOf(folded: string): Int32Array {
	if (lastSeen.length < cueCount) lastSeen = new Int32Array(cueCount);
	const text = ++texts;
	const found: number[] = [...always];
	let begins = true;
	for (let at = 0; at < folded.length; at++) {
		const code = folded.charCodeAt(at);
		const cues = code >= firstHan ? byHan.get(folded.charAt(at)) : begins ? byBeginning.get(folded.slice(at, at + 3)) : undefined;
		if (cues !== undefined)
			for (const number of cues) {
				if (lastSeen[number] === text) continue;
				lastSeen[number] = text;
				found.push(number);
			}
		begins = code === space || code === slash || code === hyphen;
	}
	return Int32Array.from(found).sort();
}
/** For each cue, the number of the text in which its beginning was seen last. */
let lastSeen = new Int32Array(0);
let texts = 0;
const [space, slash, hyphen] = [32, 47, 45];
/** Where the characters of East Asian writing begin in Unicode. */
const firstHan = 0x2e80;

const standsIn = (folded: string, { oneOf }: Cue): boolean => oneOf.length === 0 || oneOf.some((literal) => folded.includes(literal));

/** Those of a list that may occur in the text. The cues of a list are numbered one after the other. */
function mayOccur(folded: string, list: readonly Cue[]): Cue[] {
	const found: Cue[] = [];
	const first = list[0]?.number ?? 0;
	const possible = possibleCues(folded);
	let [low, high] = [0, possible.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((possible[middle] as number) < first) low = middle + 1;
		else high = middle;
	}
	for (let at = low; at < possible.length; at++) {
		const cue = list[(possible[at] as number) - first];
		if (cue === undefined) break;
		if (standsIn(folded, cue)) found.push(cue);
	}
	return found;
}

/** Reads phrases that are separated by semicolons; line breaks don't matter. */
export const cues = (phrases: string): Cue[] =>
	phrases
		.split(";")
		.map((phrase) => phrase.replace(/\s+/g, " ").trim())
		.filter((phrase) => phrase !== "")
		.map(cue);

/** Where a cue occurs: the words themselves and their place in the folded text. */
export type Hit = { words: string; start: number; end: number };

/** Every place at which one of `list` occurs, in the order of the text; overlapping hits keep the longer one. */
export function findCues(folded: string, list: readonly Cue[]): Hit[] {
	const hits: Hit[] = [];
	for (const { pattern } of mayOccur(folded, list)) {
		pattern.lastIndex = 0;
		// Not matchAll, which makes a new pattern for each text.
		for (let match = pattern.exec(folded); match !== null; match = pattern.exec(folded)) {
			hits.push({ words: match[0].trim(), start: match.index, end: match.index + match[0].length });
			if (match[0] === "") pattern.lastIndex++;
		}
	}
	if (hits.length <= 1) return hits;
	hits.sort((a, b) => a.start - b.start || b.end - a.end);
	return hits.filter((hit, index) => !hits.some((other, at) => at !== index && other.start <= hit.start && other.end >= hit.end && (other.end - other.start > hit.end - hit.start || at < index)));
}

export function hasCue(folded: string, list: readonly Cue[]): boolean {
	for (const { pattern } of mayOccur(folded, list)) {
		pattern.lastIndex = 0;
		if (pattern.test(folded)) return true;
	}
	return false;
}

/** Whether a cue stands in a piece of a text that is read by no other list: not worth remembering. */
export const hasCueInPiece = (piece: string, list: readonly Cue[]): boolean =>
	list.some((cue) => {
		if (!standsIn(piece, cue)) return false;
		cue.pattern.lastIndex = 0;
		return cue.pattern.test(piece);
	});

const clauseMarks = [" . ", " ; ", " ! ", " ? ", " : ", " , ", " but ", " pero ", " aber ", " mais ", " mas ", "。", "，", "；"];

/** The part of the clause that stands before `at`: a negation there turns what follows. */
export function clauseBefore(folded: string, at: number): string {
	const before = folded.slice(0, at);
	let cut = -1;
	for (const mark of clauseMarks) cut = Math.max(cut, before.lastIndexOf(mark));
	return ` ${before.slice(cut < 0 ? 0 : cut + 1)}`;
}

/** The clause's rest after `at`, for what takes a statement back ("SaaS is fine too"). */
export function clauseAfter(folded: string, at: number): string {
	const after = folded.slice(at);
	const cut = [" . ", " ; ", " ! ", " ? ", " : ", " , ", " but ", "。", "，", "；"].map((mark) => after.indexOf(mark)).filter((found) => found >= 0);
	return `${after.slice(0, cut.length === 0 ? after.length : Math.min(...cut) + 1)} `;
}
