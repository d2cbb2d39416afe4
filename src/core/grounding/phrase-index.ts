/** A phrase of one or more folded words; the last may end in `*`, for any ending. */
type Phrase = { row: number; words: readonly string[]; anyEnding: boolean };
export type PhraseHit = { row: number; words: string };

/**
 * Looks many rows of phrases up in a text at once: one pass over its words, however many rows there are.
 * @param rows phrases that are separated by semicolons, folded as texts are; what is in Chinese is found anywhere in a text
 * @returns a function from folded text to the first hit of each row in it
 */
export function phraseIndex(rows: readonly string[]): (folded: string) => PhraseHit[] {
	const byWord = new Map<string, Phrase[]>();
	const byBeginning = new Map<string, Phrase[]>();
	const inHan: { row: number; words: string }[] = [];
	for (const [row, phrases] of rows.entries()) {
		for (const written of phrases.split(";").map((phrase) => phrase.trim())) {
			if (/\p{Script=Han}/u.test(written)) {
				inHan.push({ row, words: written });
				continue;
			}
			const anyEnding = written.endsWith("*");
			const words = written.replace(/\*$/, "").split(" ");
			const [first = ""] = words;
			const index = anyEnding && words.length === 1 ? byBeginning : byWord;
			const key = index === byBeginning ? first.slice(0, shortest) : first;
			if (index === byBeginning && first.length < shortest) throw new Error(`Expected at least ${shortest} letters before the *, got ${JSON.stringify(written)}`);
			index.set(key, [...(index.get(key) ?? []), { row, words, anyEnding }]);
		}
	}
	return (folded) => {
		const hits = new Map<number, PhraseHit>();
		const words = folded.trim().split(" ");
		const note = ({ row, words: phrase, anyEnding }: Phrase, at: number): void => {
			if (hits.has(row)) return;
			const last = phrase.length - 1;
			const fits = phrase.every((word, offset) => (offset === last && anyEnding ? words[at + offset]?.startsWith(word) === true : words[at + offset] === word));
			if (fits) hits.set(row, { row, words: words.slice(at, at + phrase.length).join(" ") });
		};
		for (const [at, word] of words.entries()) {
			for (const phrase of byWord.get(word) ?? []) note(phrase, at);
			for (const phrase of byBeginning.get(word.slice(0, shortest)) ?? []) note(phrase, at);
		}
		for (const { row, words: phrase } of inHan) if (!hits.has(row) && folded.includes(phrase)) hits.set(row, { row, words: phrase });
		return [...hits.values()];
	};
}
/** A word is looked up by so many letters of its beginning. */
const shortest = 3;
