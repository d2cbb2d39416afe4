import type { Category } from "./category.ts";
import { type Framework, quadrantIds, quadrantOf } from "./framework.ts";
import type { Tool } from "./tool.ts";
import { type CategoryId, categoryIds, groupIds, servedPersonas, stageIds } from "./vocabulary.ts";

/** How much of the catalog stands at one category, stage, quadrant, group or persona. */
export type CoverageRow = { id: string; name: string; tools: number; facts: number };
export const coverageKinds = ["category", "stage", "quadrant", "group", "persona"] as const;
export type Coverage = Record<(typeof coverageKinds)[number], CoverageRow[]>;

/** Counts tools and facts, ended tools included. `both` counts who serves both personas, as an ML engineer needs. */
export function coverageOf(framework: Framework, categories: Record<CategoryId, Category>, tools: Iterable<Tool>): Coverage {
	const all = [...tools];
	const row = (id: string, name: string, belongs: (tool: Tool) => boolean): CoverageRow => {
		const own = all.filter(belongs);
		return { id, name, tools: own.length, facts: own.reduce((sum, { facts }) => sum + facts.length, 0) };
	};
	return {
		category: categoryIds.map((id) => row(id, categories[id].name, (tool) => tool.categories[id] !== undefined)),
		stage: stageIds.map((id) => row(id, framework.stages[id].name, (tool) => tool.stages.includes(id))),
		quadrant: quadrantIds.map((id) => row(id, framework.quadrants[id].name, (tool) => quadrantOf(framework, tool) === id)),
		group: groupIds.map((id) => row(id, framework.groups[id].name, (tool) => tool.group === id)),
		persona: [
			...servedPersonas.map((id) => row(id, framework.personas[id].name, (tool) => tool.serves[id] !== undefined)),
			row("both", "both of them", (tool) => servedPersonas.every((id) => tool.serves[id] !== undefined)),
		],
	};
}
