import type { Need } from "../need.ts";

/** All that decides what a model is to write. */
export type Writing = {
	need: Need;
	/** Ids of the recommended tools, in their order. */
	picks: readonly string[];
	/** Version of the catalog, with the overlay that was read. */
	catalog: string;
	/** Hash of the prompts. */
	prompts: string;
	model: string;
};

/**
 * The same text for the same writing, however the asker put it: constraints and stages count as sets, and the words that
 * showed something don't count, nor how sure we are of the persona. The order of categories and tools does: the first is
 * the main one.
 */
export function writingIdentity({ need, picks, catalog, prompts, model }: Writing): string {
	const { intent, persona, categories, stages, constraints, mentions, language } = need;
	return JSON.stringify([
		intent,
		persona.id,
		categories.map(({ id }) => id),
		asSet(stages),
		asSet(constraints.map(({ kind, value }) => `${kind}:${value}`)),
		mentions.map(({ id, name, inCatalog, asked, whyNot }) => [inCatalog ? id : name.toLowerCase(), inCatalog, asked === true, whyNot === true]),
		language,
		picks,
		catalog,
		prompts,
		model,
	]);
}

const asSet = (values: readonly string[]): string[] => [...new Set(values)].sort();
