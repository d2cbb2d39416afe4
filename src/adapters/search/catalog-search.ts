import MiniSearch from "minisearch";
import type { Catalog } from "../../core/catalog/catalog.ts";
import type { Search } from "../../core/recommend.ts";

const stopWords = new Set(
	"a an and any are as at be but by can do does for from has have how i in is it its me my need not of on one or our should so some something that the them there they this to us use want we what when which who will with without would you your tool tools".split(
		" ",
	),
);

/** BM25+ over what the catalog says of each tool; scores are shares of the best hit's, 0 to 1. */
export function searchCatalog(catalog: Catalog): Search {
	const index = new MiniSearch<{ id: string; does: string; says: string }>({
		fields: ["does", "says"],
		processTerm: (term) => {
			const word = term.toLowerCase();
			return word.length < 2 || stopWords.has(word) ? null : word.replace(/(?<=.{4})(?:ing|ed|es|s)$/, "");
		},
	});
	index.addAll(
		[...catalog.tools.values()].map((tool) => ({
			id: tool.id,
			does: [tool.summary, ...Object.values(tool.categories)].join(" "),
			says: [...tool.facts.map(({ text }) => text), ...Object.values(tool.serves).flatMap((says) => Object.values(says ?? {})), ...tool.frameworks, ...tool.requires].join(" "),
		})),
	);
	return (text) => {
		const hits = index.search(text, { boost: { does: 1.5 }, combineWith: "OR" });
		const best = hits[0]?.score ?? 1;
		return new Map(hits.map(({ id, score }) => [id as string, score / best]));
	};
}
