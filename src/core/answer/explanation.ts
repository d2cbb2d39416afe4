import type { Catalog } from "../catalog/catalog.ts";
import type { Tool } from "../catalog/tool.ts";
import type { CategoryId } from "../catalog/vocabulary.ts";
import type { Need } from "../need.ts";
import type { Answer } from "./answer.ts";
import { onceEach, sidesOf } from "./aspects.ts";
import { lifecyclePlace } from "./lifecycle-line.ts";
import { capitalise, withArticle } from "./words.ts";

/** How the two sentences begin that a model may say for this asker instead. */
export const needIt = "When you need it: ";
export const dontNeedIt = "When you don't: ";

/** What something is, from the framework and the catalog, with when not to use it. Names no pick. */
export function explainNeed(catalog: Catalog, need: Need): Answer {
	const alone = aloneAskedAbout(catalog, need);
	if (alone !== undefined) return explainTool(catalog, need, alone);
	const [first, second] = need.categories.map(({ id }) => ({ id, category: catalog.categories[id] }));
	// What somebody runs beside the thing that is asked about is not explained to them.
	const tool = need.mentions.flatMap(({ id }) => catalog.tools.get(id) ?? []).find(({ categories }) => first === undefined || need.categories.some(({ id }) => categories[id] !== undefined));
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

/** The one tool that is named where nothing else is: no word of the question stands for the kind of tool that it is. */
function aloneAskedAbout(catalog: Catalog, { mentions, categories }: Need): Tool | undefined {
	const [only, ...others] = mentions;
	if (only === undefined || others.length > 0 || categories.some(({ words }) => words.some((word) => word !== only.words))) return undefined;
	const tool = catalog.tools.get(only.id);
	// Of one that has ended, what to do now is what matters.
	return tool?.status.state === "sunset" ? undefined : tool;
}

/** What the catalog holds on one tool: what is asked about first, then, in the order in which people ask, what it is, terms, ring, strength, limits, and when not; each with the page that says so. */
function explainTool(catalog: Catalog, need: Need, tool: Tool): Answer {
	const [main] = Object.keys(tool.categories) as CategoryId[];
	return {
		kind: "explanation",
		headline: `${tool.name}: ${tool.summary}`,
		need,
		picks: [],
		said: onceEach([
			...sidesOf(catalog, tool, need.about?.aspects ?? []),
			...sidesOf(catalog, tool, ["licence", "hosting", "kubernetes"]),
			...sidesOf(catalog, tool, ["price"]).slice(0, 1),
			...sidesOf(catalog, tool, ["ring"]),
			...sidesOf(catalog, tool, ["upkeep"]).slice(0, 1),
			...tool.facts
				.filter(({ kind }) => kind === "strength")
				.slice(0, 1)
				.map((one) => ({ text: one.text, source: one })),
			...sidesOf(catalog, tool, ["limits"]),
		]),
		paragraphs: [],
		leftOut: [],
		lifecycle: lifecyclePlace(catalog, main === undefined ? [] : [main]),
		question: `Shall I weigh ${tool.name} against others? Say what must hold.`,
		writtenBy: "catalog",
	};
}
