import { readFileSync } from "node:fs";
import { join } from "node:path";
import { foldWord, type Lexicon, restoreLexicon, type SpelledLanguage, type StoredLexicon } from "../../core/grounding/lexicon.ts";
import { catalogDir } from "./read-catalog.ts";

/** Where `npm run train` puts the common words of each language. */
export const lexiconFile = join(catalogDir, "common-words.json");
/** The lists that people write: one file per language, words apart by spaces, accents left out or not, `#` before a remark. */
export const wordListFile = (language: SpelledLanguage): string => join(catalogDir, "words", `${language}.txt`);

export const readLexicon = (): Lexicon => restoreLexicon(readStoredLexicon());
export const readStoredLexicon = (): StoredLexicon => JSON.parse(readFileSync(lexiconFile, "utf8")) as StoredLexicon;

/** The words of one of the written lists, folded. */
export const readWordList = (language: SpelledLanguage): string[] =>
	readFileSync(wordListFile(language), "utf8")
		.split("\n")
		.filter((line) => !line.startsWith("#"))
		.flatMap((line) => line.split(/\s+/))
		.filter((word) => word !== "")
		.map(foldWord);
