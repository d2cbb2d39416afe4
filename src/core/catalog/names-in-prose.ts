import { nameKey } from "./name-key.ts";

type Named = { id: string; name: string; aliases: readonly string[]; ordinary_words: readonly string[] };
type Spelling = { id: string; text: string; lead: number; anyCase: boolean };

const wordPattern = /[\p{L}\p{N}]+/gu;
const isWordCharacter = /[\p{L}\p{N}]/u;

/**
 * Finds which tools a piece of prose names, by name or alias, as whole words. Names that are also ordinary words, and names
 * of at most three letters, count only as they are written, capital and all; the others in any case.
 * @returns a function from prose to each named tool's id with the words that name it and where they start
 */
export function namesInProse(all: Iterable<Named>): (prose: string) => { id: string; words: string; start: number }[] {
	// By the first word of each spelling, so that a word of prose is looked up once instead of being tried with every name.
	const byFirstWord = new Map<string, Spelling[]>();
	for (const { id, name, aliases, ordinary_words } of all) {
		const ordinary = new Set(ordinary_words.map(nameKey));
		for (const written of new Set([name, ...aliases])) {
			const lead = written.search(wordPattern);
			const first = written.match(wordPattern)?.[0]?.toLowerCase();
			if (first === undefined) continue;
			const anyCase = !ordinary.has(nameKey(written)) && written.length > 3;
			const spelling = { id, text: anyCase ? written.toLowerCase() : written, lead, anyCase };
			const others = byFirstWord.get(first);
			if (others === undefined) byFirstWord.set(first, [spelling]);
			else others.push(spelling);
		}
	}
	return (prose) =>
		[...prose.matchAll(wordPattern)].flatMap(({ 0: word, index }) =>
			(byFirstWord.get(word.toLowerCase()) ?? []).flatMap(({ id, text, lead, anyCase }) => {
				const start = index - lead;
				const words = prose.slice(Math.max(0, start), start + text.length);
				if ((anyCase ? words.toLowerCase() : words) !== text) return [];
				if (isWordCharacter.test(prose.charAt(start + text.length)) || (start > 0 && isWordCharacter.test(prose.charAt(start - 1)))) return [];
				return [{ id, words, start }];
			}),
		);
}
