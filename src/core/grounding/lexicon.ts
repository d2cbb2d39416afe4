import type { LanguageCode } from "../need.ts";

/** The languages that are written in Latin letters: words of Chinese are not kept apart. */
export type SpelledLanguage = Exclude<LanguageCode, "zh">;
export const spelledLanguages = ["en", "es", "de", "fr", "pt", "tl"] as const satisfies readonly SpelledLanguage[];

/** Each language's common words, folded: what is none of them, nor of the catalog or the asker, may be a product that doesn't exist. */
export type Lexicon = Record<SpelledLanguage, ReadonlySet<string>>;

/** A file of the lexicon: per language its words in order, each as the number of letters that it shares with the one before ("A" is none) and the rest. */
export type StoredLexicon = { inputs: string; words: Record<SpelledLanguage, string> };

/** Lower case without accents, as words are looked up: "Überwachung" is "uberwachung". */
export function foldWord(word: string): string {
	const lower = word.toLowerCase().replaceAll("’", "'");
	return /^[a-z0-9']*$/.test(lower)
		? lower
		: lower
				.replaceAll("ß", "ss")
				.normalize("NFD")
				.replace(/\p{M}+/gu, "");
}

const firstLetter = "A".charCodeAt(0);
/** Longest beginning that two words can share in a stored list: "Z" is 25. */
const mostShared = 25;

export function packWords(words: Iterable<string>): string {
	let previous = "";
	return [...new Set(words)]
		.sort()
		.map((word) => {
			let shared = 0;
			while (shared < mostShared && shared < previous.length && previous[shared] === word[shared]) shared++;
			previous = word;
			return String.fromCharCode(firstLetter + shared) + word.slice(shared);
		})
		.join("");
}

export function unpackWords(packed: string): ReadonlySet<string> {
	const words = new Set<string>();
	let previous = "";
	for (const [, shared = "A", rest = ""] of packed.matchAll(/([A-Z])([^A-Z]*)/g)) {
		previous = previous.slice(0, shared.charCodeAt(0) - firstLetter) + rest;
		words.add(previous);
	}
	return words;
}

export const restoreLexicon = ({ words }: StoredLexicon): Lexicon => Object.fromEntries(spelledLanguages.map((language) => [language, unpackWords(words[language])])) as Lexicon;

/** Whether a folded word that opens a sentence is common: nothing but a plural or a tense is taken off, for "Nimly" is no word. */
export const isCommonOpening = (lexicon: Lexicon, word: string): boolean =>
	lexicon.en.has(word) ||
	["s", "es", "d", "ed", "ing"].some(
		(ending) => word.endsWith(ending) && word.length - ending.length >= 4 && (lexicon.en.has(word.slice(0, -ending.length)) || (ending === "ing" && lexicon.en.has(`${word.slice(0, -3)}e`))),
	);

/** Whether a folded word is common in a language, in this form or as an inflection of one that is. */
export function isCommonWord(lexicon: Lexicon, language: SpelledLanguage, word: string): boolean {
	const words = lexicon[language];
	if (words.has(word)) return true;
	return language === "en" ? isInflected(words, word) : language === "de" ? isGermanForm(words, word) : endings[language].some((ending) => hasStem(words, word, ending));
}

/** English: "autoscales", "retried", "bigger", "reproducibly", "unversioned". */
function isInflected(words: ReadonlySet<string>, word: string): boolean {
	const forms = [
		word.replace(/(?:'s|s')$/, ""),
		word.replace(/s$/, ""),
		word.replace(/es$/, ""),
		word.replace(/ies$/, "y"),
		word.replace(/(?:ed|ing)$/, ""),
		word.replace(/(?:ed|ing)$/, "e"),
		word.replace(/ied$/, "y"),
		word.replace(/(.)\1(?:ed|ing|er)$/, "$1"),
		word.replace(/(?:er|ers)$/, ""),
		word.replace(/(?:er|ers)$/, "e"),
		word.replace(/(?<=al|ive|ous|ic|ful|ent|ant|ar|less|ing|ed)ly$/, ""),
		word.replace(/(?:able|ability|ness|less|ful|ment)$/, ""),
		word.replace(/ably$/, "able"),
		word.replace(/ability$/, "able"),
	];
	if (forms.some((form) => form !== word && form.length >= 3 && words.has(form))) return true;
	const bare = word.replace(/^(?:un|re|pre|non|over|under|multi|auto|self|sub|co|mis|out|inter|super)(?=.{4})/, "");
	return bare !== word && (words.has(bare) || isInflected(words, bare));
}

/** German: inflected, or put together of common words: "Modellregister", "Versuchsverfolgung". */
function isGermanForm(words: ReadonlySet<string>, word: string, depth = 0): boolean {
	const isForm = (part: string): boolean => part.length >= 3 && (words.has(part) || germanEndings.some((ending) => hasStem(words, part, ending)));
	if (isForm(word)) return true;
	if (depth >= 3) return false;
	for (let at = 3; at <= word.length - 3; at++) {
		const first = word.slice(0, at);
		if (!isForm(first) && !(/(?:s|es|n|en)$/.test(first) && isForm(first.replace(/(?:es|en|s|n)$/, "")))) continue;
		if (isForm(word.slice(at)) || isGermanForm(words, word.slice(at), depth + 1)) return true;
	}
	return false;
}
const germanEndings = ["e", "en", "er", "em", "es", "n", "s", "st", "t", "te", "ten", "ern", "nen", "innen", "ere", "eren", "ung", "ungen"];

/** A common word shares all but its own ending with this one: "modelos" and "modelo", "déployez" and "déployer". */
function hasStem(words: ReadonlySet<string>, word: string, ending: string): boolean {
	if (ending === "" || !word.endsWith(ending) || word.length - ending.length < 3) return false;
	const stem = word.slice(0, -ending.length);
	return words.has(stem) || citationEndings.some((one) => words.has(stem + one));
}
const citationEndings = ["e", "o", "a", "ar", "er", "ir", "re", "en", "n"];
const endings: Record<Exclude<SpelledLanguage, "en" | "de">, readonly string[]> = {
	es: ["s", "es", "a", "as", "o", "os", "an", "en", "e", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ando", "iendo", "amos", "emos", "imos", "mente", "lo", "la", "los", "las"],
	pt: ["s", "es", "a", "as", "o", "os", "am", "em", "e", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ando", "endo", "indo", "amos", "emos", "imos", "mente"],
	fr: ["s", "x", "e", "es", "ee", "ees", "ent", "ez", "ons", "ant", "ment", "er", "r", "t", "nt", "it", "issent", "ait"],
	tl: ["ng", "g", "an", "in", "han", "hin", "s"],
};
