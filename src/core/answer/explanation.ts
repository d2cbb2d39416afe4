import type { Catalog } from "../catalog/catalog.ts";
import type { Need } from "../need.ts";
import type { Answer } from "./answer.ts";
import { lifecyclePlace } from "./lifecycle-line.ts";
import { capitalise, withArticle } from "./words.ts";

/** How the two sentences begin that a model may say for this asker instead. */
export const needIt = "When you need it: ";
export const dontNeedIt = "When you don't: ";

/** What something is, from the framework and the catalog, with when not to use it. Names no pick. */
export function explainNeed(catalog: Catalog, need: Need): Answer {
	const [first, second] = need.categories.map(({ id }) => ({ id, category: catalog.categories[id] }));
	const tool = need.mentions.flatMap(({ id }) => catalog.tools.get(id) ?? []).at(0);
	const paragraphs: string[] = [];
	// Of one that has ended, what became of it is told beside the answer.
	const hasEnded = tool?.status.state === "sunset" && tool.status.note !== undefined;
	if (tool !== undefined && !hasEnded) {
		paragraphs.push(
			`${tool.name}: ${tool.summary}`,
			...tool.facts
				.filter(({ kind }) => kind === "strength" || kind === "limit")
				.slice(0, 2)
				.map(({ text }) => text),
		);
	}
	for (const one of [first, second]) {
		if (one === undefined) continue;
		if (one !== first) paragraphs.push(`${capitalise(one.category.name)}: ${one.category.what}`);
		paragraphs.push(`${needIt}${one.category.when}`, `${dontNeedIt}${one.category.when_not}`);
	}
	const leans = first?.category.leans;
	const forWhom = leans === undefined || leans === "both" ? "researchers and engineers alike" : `${catalog.framework.personas[leans].plural} most`;
	return {
		kind: "explanation",
		headline: hasEnded ? `Don't build on ${tool.name} any more: it has ended.` : first === undefined ? (tool?.summary ?? "") : `${capitalise(first.category.name)}: ${first.category.what}`,
		need,
		picks: [],
		paragraphs,
		leftOut: [],
		lifecycle:
			first === undefined
				? ""
				: `${lifecyclePlace(
						catalog,
						need.categories.map(({ id }) => id),
					)} It serves ${forWhom}.`,
		...(first === undefined ? {} : { question: `Shall I name ${withArticle(first.category.tool)} or two? Say what must hold.` }),
		writtenBy: "catalog",
	};
}
