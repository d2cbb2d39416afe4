import { cleanText } from "../understanding/clean-text.ts";
import { detectLanguage } from "../understanding/language.ts";
import { findMentions } from "../understanding/tool-mentions.ts";
import type { Reader } from "../understanding/understand.ts";
import { foldWord, type SpelledLanguage, spelledLanguages } from "./lexicon.ts";

/** In English, where lists are long, a word of the questions must stand in this many of them: rarer ones are slips of the keyboard. */
const leastInEnglish = 3;

/** The words of example questions by language, names of tools left out: how people really speak of the field. */
export function wordsOfQuestions(reader: Reader, texts: readonly string[]): Record<SpelledLanguage, Set<string>> {
	const counts = Object.fromEntries(spelledLanguages.map((language) => [language, new Map<string, number>()])) as Record<SpelledLanguage, Map<string, number>>;
	for (const text of texts) {
		const clean = cleanText(text);
		const language = detectLanguage(clean.folded);
		if (language === "zh") continue;
		const named = new Set(findMentions(clean, reader.names, reader.isWord).flatMap(({ words }) => words.split(/[^\p{L}\p{N}]+/u)));
		for (const word of new Set(clean.plain.match(/(?<![\p{L}\p{N}])\p{L}\p{Ll}{2,}(?![\p{L}\p{N}])/gu) ?? [])) {
			// A capital is a name's, except in German.
			if (language !== "de" && word !== word.toLowerCase()) continue;
			const folded = foldWord(word);
			if (!named.has(folded)) counts[language].set(folded, (counts[language].get(folded) ?? 0) + 1);
		}
	}
	return Object.fromEntries(
		spelledLanguages.map((language) => [language, new Set([...counts[language]].filter(([, count]) => count >= (language === "en" ? leastInEnglish : 1)).map(([word]) => word))]),
	) as Record<SpelledLanguage, Set<string>>;
}
