import type { Catalog } from "../core/catalog/catalog.ts";
import { prominenceOf } from "../core/ranking/fit.ts";
import type { Search } from "../core/recommend.ts";
import type { Picker } from "./run-cases.ts";

/**
 * What the ranking is compared with, both without looking at constraints: the best-known tools of the categories that were
 * read, and a full-text search over what the catalog says. Popularity is how many tools name one as their alternative.
 */
export const baselines = (catalog: Catalog, search: Search): Record<"popular" | "bm25", Picker> => ({
	popular: (_, need) =>
		[...catalog.tools.values()]
			.filter((tool) => need.categories.some(({ id }) => tool.categories[id] !== undefined))
			.sort((a, b) => prominenceOf(catalog, b.id) - prominenceOf(catalog, a.id))
			.slice(0, 3)
			.map(({ id }) => id),
	bm25: (question) =>
		[...search(question)]
			.sort((a, b) => b[1] - a[1])
			.slice(0, 3)
			.map(([id]) => id),
});
