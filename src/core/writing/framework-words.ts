import { type Framework, quadrantOf } from "../catalog/framework.ts";
import type { Tool } from "../catalog/tool.ts";
import { type ServedPersona, servedPersonas } from "../catalog/vocabulary.ts";
import type { Need } from "../need.ts";
import type { Given } from "./given.ts";

/** The personas whose wishes matter to an asker: their own, or both where they are both, or nobody knows. */
export const personasFor = ({ persona }: Pick<Need, "persona">): readonly ServedPersona[] => {
	const own = servedPersonas.find((id) => id === persona.id);
	return own === undefined ? servedPersonas : [own];
};

/** Whose want, frustration and need: "ML researcher: wants …". */
export const personaLines = (framework: Framework, need: Need): string[] =>
	personasFor(need).map((id) => {
		const { name, want, frustration, need: needs } = framework.personas[id];
		return `${name}: want: ${want}; frustration: ${frustration}; need: ${needs}`;
	});

/** Where the asked categories sit: stage, loop, and what the category is for and when it is not needed. */
export const categoryLines = ({ catalog, answer }: Given): string[] =>
	answer.need.categories.map(({ id }) => {
		const { name, what, when, when_not, stages } = catalog.categories[id];
		const where = stages.map((stage) => `${catalog.framework.stages[stage].name.toLowerCase()} (${catalog.framework.loops[catalog.framework.stages[stage].loop].name})`).join(", ");
		return `${name}: ${what} Stages: ${where}. Needed when: ${when} Not when: ${when_not}`;
	});

/** A tool's ring with what it asks, its quadrant and its group. */
export function placeOfTool({ framework }: Given["catalog"], tool: Tool): string {
	const ring = framework.rings[tool.ring.value];
	return `ring ${tool.ring.value} (${ring.asks}; first step: ${ring.first_step}); ${framework.quadrants[quadrantOf(framework, tool)].name}; ${framework.groups[tool.group].name}`;
}

export const buildOrBuyLines = (framework: Framework): string[] => framework.build_or_buy.map(({ rule }) => rule);

/** All that the prompt says of the framework for this answer, line by line: what prose may repeat, numbers and all. */
export function frameworkWords(given: Given): readonly string[] {
	const known = byGiven.get(given);
	if (known !== undefined) return known;
	const { catalog, answer, tools } = given;
	const shorts = personasFor(answer.need).flatMap((id) => Object.values(catalog.framework.personas[id].short));
	const plan = answer.kind === "adoption" ? answer.paragraphs : [];
	const words: readonly string[] = [
		...personaLines(catalog.framework, answer.need),
		...shorts,
		...categoryLines(given),
		...tools.map((tool) => placeOfTool(catalog, tool)),
		...buildOrBuyLines(catalog.framework),
		...plan,
		answer.lifecycle ?? "",
	];
	byGiven.set(given, words);
	return words;
}
const byGiven = new WeakMap<Given, readonly string[]>();
