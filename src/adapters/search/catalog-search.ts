import MiniSearch from "minisearch";
import type { Catalog } from "../../core/catalog/catalog.ts";
import type { Search } from "../../core/recommend.ts";

const stopWords = new Set(
	"a an and any are as at be but by can do does for from has have how i in is it its me my need not of on one or our should so some something that the them there they this to us use want we what when which who will with without would you your tool tools".split(
		" ",
	),
);

/** A word that so many tools share says nothing about one of them. */
const tooCommon = 0.15;

/** BM25+ over what the catalog says of each tool; scores are the library's own, best first, to two decimals. */
export function searchCatalog(catalog: Catalog): Search {
	const documents = [...catalog.tools.values()].map((tool) => ({
		id: tool.id,
		asked: tool.asked_for.join(". "),
		does: [tool.summary, ...Object.values(tool.categories)].join(" "),
		says: [...tool.facts.map(({ text }) => text), ...Object.values(tool.serves).flatMap((says) => Object.values(says ?? {})), ...tool.frameworks, ...tool.requires].join(" "),
	}));
	const index = new MiniSearch<(typeof documents)[number]>({ fields: ["asked", "does", "says"], processTerm: stemOf });
	index.addAll(documents);
	const common = commonStems(documents.map(({ asked, does, says }) => `${asked} ${does} ${says}`));
	const tokenize = MiniSearch.getDefault("tokenize") as Tokenize;
	/** What each word finds by itself: the catalog stays as it is, and people write the same words again and again. */
	const known = new Map<string, Hits>();
	const hitsOf = (stem: string): Hits => {
		const before = known.get(stem);
		if (before !== undefined) return before;
		const hits = index.search(stem, { boost: { asked: 4, does: 1.5 }, tokenize: (whole) => [whole], processTerm: (term) => term }).map(({ id, score }) => [id as string, score] as const);
		// Of what finds nothing there is no end.
		if (hits.length > 0) known.set(stem, hits);
		return hits;
	};
	return (text) => {
		const found = new Map<string, { sum: number; words: number }>();
		const seen = new Set<string>();
		for (const stem of tokenize(text).map(stemOf)) {
			if (stem === null || common.has(stem)) continue;
			const isNew = !seen.has(stem);
			seen.add(stem);
			for (const [id, score] of hitsOf(stem)) {
				const one = found.get(id) ?? { sum: 0, words: 0 };
				one.sum += score;
				if (isNew) one.words++;
				found.set(id, one);
			}
		}
		// As the library combines words: each adds its score, and who has several of them counts so many times.
		const scored = [...found].map(([id, { sum, words }]) => [id, sum * words] as const);
		return new Map(scored.sort(([, a], [, b]) => b - a).map(([id, score]) => [id, Math.round(score * 100) / 100]));
	};
}

type Hits = readonly (readonly [id: string, score: number])[];
type Tokenize = (text: string) => string[];

function stemOf(term: string): string | null {
	const word = term.toLowerCase();
	return word.length < 2 || stopWords.has(word) ? null : word.replace(/(?<=.{4})(?:ing|ed|es|s|al)$/, "");
}

function commonStems(texts: readonly string[]): ReadonlySet<string> {
	const counts = new Map<string, number>();
	const tokenize = MiniSearch.getDefault("tokenize") as Tokenize; // typed as any option's value
	for (const text of texts) {
		const stems = new Set(tokenize(text).map(stemOf));
		for (const stem of stems) if (stem !== null) counts.set(stem, (counts.get(stem) ?? 0) + 1);
	}
	return new Set([...counts].filter(([, count]) => count > texts.length * tooCommon).map(([stem]) => stem));
}
