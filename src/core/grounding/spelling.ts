import { fold } from "../understanding/clean-text.ts";

/** A piece of prose in the forms in which it is looked at. */
export type Spelt = {
	/** As it was written. */
	written: string;
	/** Compatibility forms (full-width, mathematical letters) made plain, what nobody sees taken out, letters of other scripts that look like Latin ones replaced. */
	plain: string;
	/** `plain` as cues are looked up in it. */
	folded: string;
	tokens: readonly Token[];
};

/** A word as it stands in `plain`; a hyphen or full stop within a word parts tokens, an apostrophe does not. */
export type Token = { text: string; start: number; end: number; opensSentence: boolean };

/** Letters of other scripts that pass for Latin ones. */
const lookalikes: Record<string, string> = Object.fromEntries(
	(
		"аa еe оo рp сc уy хx іi јj ѕs ԁd ԛq ԝw һh ӏl кk мm тt нh вb гr зz пn ьb ѵv ёe ӧo ӓa АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ԌG Ԛ Q ԜW ЗZ ҮY " +
		"αa βb γy εe ηn ιi κk νv οo ρp σo τt υu χx ωw ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX " +
		"ɑa ɡg ıi ȷj ʟl ɴn ʀr ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ᴍm ᴏo ᴘp ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ℓl ƒf øo łl đd ħh ŧt"
	)
		.split(" ")
		.filter((pair) => pair.length === 2)
		.map((pair) => [pair.charAt(0), pair.charAt(1)]),
);
const lookalike = new RegExp(`[${Object.keys(lookalikes).join("")}]`, "gu");

/** Characters without a shape of their own: zero-width ones, soft hyphens, directions, fillers, variation selectors, tags. */
const unseen = /\p{Cf}|\p{Cc}|\p{Default_Ignorable_Code_Point}|\u2800/gu;
/** What may stand between the letters of a name that somebody broke up: taken out when names are looked for. */
const markup = /[*_~`|[\]<>{}\\^#=+•]/g;

/** Accents on letters are no homoglyphs: "é" stays, but several marks on one letter, or one on a letter that never has it, do not. */
const plainOf = (text: string): string =>
	text
		.normalize("NFKC")
		.replace(unseen, "")
		.replace(lookalike, (letter) => lookalikes[letter] ?? letter);

const word = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const opens = /(?:^|[.!?;:。！？；：…][)"”»'’]*\s*|["“„«(（「『‚‘¿¡–—]\s*|\s[-–—]\s)$/u;

export function spell(written: string): Spelt {
	const plain = plainOf(written);
	const tokens = [...plain.matchAll(word)].map(({ 0: text, index }) => ({ text, start: index, end: index + text.length, opensSentence: opens.test(plain.slice(Math.max(0, index - 8), index)) }));
	return { written, plain, folded: fold(plain), tokens };
}

/** Letters and digits in lower case, accents gone, digits that stand for letters kept: what names are compared by. */
export const keyOf = (text: string): string =>
	text
		.toLowerCase()
		.normalize("NFD")
		.replace(/[^\p{L}\p{N}]+/gu, "");

/** The same text with markup taken out, as a reader of Slack would see it. */
export const withoutMarkup = (text: string): string => text.replace(markup, "");

const latin = "A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸĀāĒēĪīŌōŪū";
const punctuation = " .,;:!?'’\"“”„‚‘«»()/&%+–—…¿¡·$€£¥₱-";
const hanPunctuation = "，。；：！？（）“”‘’「」『』《》、…—·％";
const allowedInLatin = new RegExp(`^[${latin}0-9${punctuation.replace(/[-\]]/g, "\\$&")}]$`, "u");
const allowedInHan = new RegExp(`^(?:[\\p{Script=Han}${hanPunctuation}]|[A-Za-z0-9 .,;:!?'"()/&%+$€£¥-])$`, "u");
const markupCharacter = /[*_~`|[\]<>{}\\^#=@•\n\r\t]/;

/** Characters that prose in this language doesn't need: markup apart from everything else, which is there to deceive or by mistake. */
export function strangeCharacters(written: string, inHan: boolean): { markup: string[]; unusual: string[] } {
	const allowed = inHan ? allowedInHan : allowedInLatin;
	const strange = new Set([...written].filter((character) => !allowed.test(character)));
	const found = { markup: [] as string[], unusual: [] as string[] };
	for (const character of strange) (markupCharacter.test(character) ? found.markup : found.unusual).push(character);
	return found;
}

/** "K u b e", "K.u.b.e", "K-u-b-e", "k, u, b, e": three or more letters apart, as nobody writes who means a word. */
const apart = /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[^\p{L}\p{N}]{1,3}[\p{L}\p{N}]){2,}(?![\p{L}\p{N}])/gu;
/** Words of one letter in the languages that have them: "il y a à faire". */
const wordsOfOneLetter = /^(?:[aàâeéoóuyiæ0-9]|[^\p{L}\p{N}])+$/iu;
export const spelledOut = (plain: string): string | undefined => plain.match(apart)?.find((letters) => !wordsOfOneLetter.test(letters) && !/\p{Script=Han}/u.test(letters));
