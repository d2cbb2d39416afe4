import type { AnswerPart } from "../answer/answer.ts";
import { detectLanguage } from "../understanding/language.ts";
import { type Check, type Place, problem } from "./place.ts";
import { strangeCharacters } from "./spelling.ts";

/** Words that each part may have at most; a word of Chinese counts two characters. What is asked for is less; this is where a part is turned down. */
const mostWords: Record<string, number> = { headline: 26, pick: 36, take: 26, when: 34, step: 30, lifecycle: 26, question: 20 };
/** With three picks each has less room. */
const mostWordsOfThree = 26;
export const wordLimit = (part: AnswerPart, picks: number): number => (part.startsWith("pick_") && picks >= 3 ? mostWordsOfThree : (mostWords[part.split("_")[0] ?? ""] ?? 30));

/** One word that has no end is no word; the longest in a catalog sentence has 24 letters. */
const longestWord = 40;

/** Plain prose on one line, in the letters of the asker's language, no longer than its part may be. */
export const checkForm: Check = (place) => {
	const { written, plain, tokens } = place.spelt;
	const inHan = place.need.language === "zh";
	if (!/[\p{L}]/u.test(plain)) return [problem(place, "empty", "expected a sentence, got no word")];
	const { markup, unusual } = strangeCharacters(written, inHan);
	const han = [...plain].filter((character) => /\p{Script=Han}/u.test(character)).length;
	const words = han / 2 + tokens.filter(({ text }) => !/\p{Script=Han}/u.test(text)).length;
	const most = wordLimit(place.part, place.given.length);
	return [
		...(markup.length > 0 || /^\s|\s$|\s{2,}|^\s*(?:[-–—]|\d+[.)])\s|[.,;:!?&%·–—-]{2,}|\s[.–—-]+\s[.–—-]/u.test(written)
			? [problem(place, "markup", markup.map((character) => JSON.stringify(character)).join(" ") || "expected one line of prose")]
			: []),
		...(unusual.length > 0 ? [problem(place, "unusual_character", unusual.map(codePoint).join(" "))] : []),
		...(words > most ? [problem(place, "too_long", `expected at most ${most} words, got ${Math.ceil(words)}`)] : []),
		...(tokens.some(({ text }) => text.length > longestWord && !/\p{Script=Han}/u.test(text)) ? [problem(place, "too_long", `expected words of at most ${longestWord} letters`)] : []),
		...(place.part === "question" && !/^[^.!?。！？…]+[?？]$/u.test(plain.replace(/^[¿"“«]+/u, "")) ? [problem(place, "malformed", "expected one question and nothing else")] : []),
		...(place.part === "question" || isWhole(place) ? [] : [problem(place, "malformed", "expected whole sentences, from a capital to a full stop")]),
		...(isOtherLanguage(place.spelt.folded, han, tokens.length, place.need.language) ? [problem(place, "wrong_language", `expected ${place.need.language}`)] : []),
	];
};

/**
 * Sentences that begin in one part and end in the next say together what neither says alone. Some tools' names have no capital.
 */
function isWhole({ spelt: { plain }, given }: Place): boolean {
	const lower = plain.toLowerCase();
	const begins = /^[¿¡"“«„'‘(]*[\p{Lu}\p{Lo}\p{N}]/u.test(plain) || given.some(({ name, aliases }) => [name, ...aliases].some((one) => lower.startsWith(one.toLowerCase())));
	return begins && /(?<![.…])[.!?。！？]["”»'’)」』]*$/u.test(plain) && !/(?:^|\s)(?:and|or|with|the|to|of|y|o|con|und|oder|mit|et|ou|avec|e|com|at|ang)[.!?]$/iu.test(plain);
}

const codePoint = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/** A sentence of some length whose words are plainly another language's; English is understood by everybody who asks about these tools. */
function isOtherLanguage(folded: string, han: number, count: number, language: string): boolean {
	if (language === "zh") return han < count / 2 && count >= 6 && detectLanguage(folded) !== "en";
	if (han > 0) return true;
	if (count < 8) return false;
	const detected = detectLanguage(folded);
	return detected !== language && detected !== "en";
}
