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
	const processTerm = (term: string): string | null => {
		const stem = stemOf(term);
		return stem === null || common.has(stem) ? null : stem;
	};
	return (text) => {
		const hits = index.search(text, { boost: { asked: 4, does: 1.5 }, combineWith: "OR", processTerm });
		return new Map(hits.map(({ id, score }) => [id as string, Math.round(score * 100) / 100]));
	};
}

function stemOf(term: string): string | null {
	const word = term.toLowerCase();
	return word.length < 2 || stopWords.has(word) ? null : word.replace(/(?<=.{4})(?:ing|ed|es|s|al)$/, "");
}

function commonStems(texts: readonly string[]): ReadonlySet<string> {
	const counts = new Map<string, number>();
	const tokenize = MiniSearch.getDefault("tokenize") as (text: string) => string[]; // typed as any option's value
	for (const text of texts) {
		const stems = new Set(tokenize(text).map(stemOf));
		for (const stem of stems) if (stem !== null) counts.set(stem, (counts.get(stem) ?? 0) + 1);
	}
	return new Set([...counts].filter(([, count]) => count > texts.length * tooCommon).map(([stem]) => stem));
}
