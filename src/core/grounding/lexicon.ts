import type { LanguageCode } from "../need.ts";

/** The languages that are written in Latin letters: words of Chinese are not kept apart. */
export type SpelledLanguage = Exclude<LanguageCode, "zh">;
export const spelledLanguages = ["en", "es", "de", "fr", "pt", "tl"] as const satisfies readonly SpelledLanguage[];

/**
 * Each language's common words, folded: what is none of them, nor of the catalog or the asker, may be a product that doesn't
 * exist. `anywhere` holds words in small letters that are common in some language, whichever it is: no invented name is.
 */
export type Lexicon = Record<SpelledLanguage | "anywhere", ReadonlySet<string>>;

/** A file of the lexicon: per language its words in order, each as the number of letters that it shares with the one before ("A" is none) and the rest. */
export type StoredLexicon = { inputs: string; words: Record<keyof Lexicon, string> };

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

export const restoreLexicon = ({ words }: StoredLexicon): Lexicon => Object.fromEntries(Object.entries(words).map(([list, packed]) => [list, unpackWords(packed)])) as Lexicon;

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
	if (language === "en") return isInflected(words, word);
	if (lexicon.anywhere.has(word) || isDerived(language, word)) return true;
	if (language === "de") return isGermanForm(words, word) || germanEndings.some((ending) => hasStem(lexicon.anywhere, word, ending, leastStemAnywhere));
	if (language === "tl") return isTagalogForm(lexicon, word);
	return endings[language].some((ending) => hasStem(words, word, ending) || hasStem(lexicon.anywhere, word, ending, leastStemAnywhere));
}

/** Whether a word is put together of the same letters as the language's words are: no list has them all, and a made-up name mostly gives itself away. */
export function isPlausibleWord(lexicon: Lexicon, language: Exclude<SpelledLanguage, "en">, word: string): boolean {
	const words = lexicon[language];
	let runs = runsOfLetters.get(words);
	if (runs === undefined) {
		runs = new Set([...words, ...lexicon.anywhere].flatMap(runsIn));
		runsOfLetters.set(words, runs);
	}
	return runsIn(word).every((run) => runs.has(run)) && !productEnding.test(word);
}
const runsOfLetters = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();
/** Its stretches of four letters, the ends of the word counted as letters. */
const runsIn = (word: string): string[] => Array.from({ length: Math.max(1, word.length - 1) }, (_, at) => `^${word}$`.slice(at, at + 4));
/** Makers of names like these; words that end so are in the lists. */
const productEnding = /(?:[aeiou]x|ly|ify|hub|flow|ml|db|ops|forge|stack|lytics|kit|wise|nest|bird|labs?|ora|oria|alia|elia|ila|ita|ino|io|ify|werk|pilot|scope|mind|base|tron)$/;

/** A German noun has a capital, as a name has: only its own list vouches for it, and what is put together of that. */
export const isGermanNoun = (lexicon: Lexicon, word: string): boolean => lexicon.de.has(word) || isGermanForm(lexicon.de, word) || isDerived("de", word);

/** A stem of a word of whatever language says little where it is short. */
const leastStemAnywhere = 4;

/** Ends as only words of that language do, and no product: "etiquetado" and "Auswertung" may be new to the list. */
const derived: Partial<Record<SpelledLanguage, RegExp>> = {
	es: /.{4}(?:ciones|cion|siones|sion|mente|idades|idad|amiento|imiento|amientos|imientos|arlos|arlas|arlo|arla|arse|erlo|irlo|aremos|areis|arian)$/,
	pt: /.{4}(?:coes|cao|soes|sao|mente|idades|idade|amento|imento|amentos|imentos|ariam|aremos|aria)$/,
	fr: /.{4}(?:tions|tion|sions|sion|ements|ement|euses|euse|ites|eraient|erait|erions)$/,
	de: /.{4}(?:ungen|ung|heiten|heit|keiten|keit|lich|liche|lichen|licher|liches|isch|ische|ischen|ischer|bar|bare|baren|ieren|ierte|ierten|iert)$/,
};
const isDerived = (language: SpelledLanguage, word: string): boolean => derived[language]?.test(word) === true;

/** Tagalog puts its affixes before, into and behind a stem, so that no list has all forms; but its own words do without these letters. */
const isTagalogForm = (lexicon: Lexicon, word: string): boolean =>
	endings.tl.some((ending) => hasStem(lexicon.tl, word, ending)) || (/^(?:ng|[abdeghiklmnoprstuwy'])+$/.test(word) && !/([bdghklmnprstwy])\1|^[bdghklmnprstwy]{2}|[bdhklmprstwy]{3}/.test(word));

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
		word.replace(/(?<=...)est$/, ""),
		word.replace(/(?<=...)est$/, "e"),
		word.replace(/(?<=..)iest$/, "y"),
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
function hasStem(words: ReadonlySet<string>, word: string, ending: string, least = 3): boolean {
	if (ending === "" || !word.endsWith(ending) || word.length - ending.length < least) return false;
	const stem = word.slice(0, -ending.length);
	return words.has(stem) || citationEndings.some((one) => words.has(stem + one));
}
const citationEndings = ["e", "o", "a", "ar", "er", "ir", "re", "en", "n"];
const endings: Record<Exclude<SpelledLanguage, "en" | "de">, readonly string[]> = {
	es: [
		"s",
		"es",
		"a",
		"as",
		"o",
		"os",
		"an",
		"en",
		"e",
		"ado",
		"ada",
		"ados",
		"adas",
		"ido",
		"ida",
		"idos",
		"idas",
		"ando",
		"iendo",
		"amos",
		"emos",
		"imos",
		"mente",
		"lo",
		"la",
		"los",
		"las",
		"ais",
		"eis",
		"is",
		"ad",
		"ed",
		"id",
		"aba",
		"aban",
		"ia",
		"ian",
		"ara",
		"aran",
		"era",
		"eran",
		"ase",
	],
	pt: [
		"s",
		"es",
		"a",
		"as",
		"o",
		"os",
		"am",
		"em",
		"e",
		"ado",
		"ada",
		"ados",
		"adas",
		"ido",
		"ida",
		"idos",
		"idas",
		"ando",
		"endo",
		"indo",
		"amos",
		"emos",
		"imos",
		"mente",
		"ava",
		"avam",
		"ia",
		"iam",
		"ar",
		"er",
		"ir",
		"ara",
		"arem",
		"asse",
	],
	fr: ["s", "x", "e", "es", "ee", "ees", "ent", "ez", "ons", "ant", "ment", "er", "r", "t", "nt", "it", "issent", "ait", "aient", "era", "erez", "erons", "eront", "a", "ai", "iez", "ir", "is", "re"],
	tl: ["ng", "g", "an", "in", "han", "hin", "s"],
};
