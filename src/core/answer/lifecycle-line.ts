import type { Catalog } from "../catalog/catalog.ts";
import type { Tool } from "../catalog/tool.ts";
import { type CategoryId, type StageId, stageIds } from "../catalog/vocabulary.ts";
import { capitalise, joinWords } from "./words.ts";

/** "Model training and model evaluation, in the model loop." Where both loops are touched, it says so. */
export function lifecyclePlace(catalog: Catalog, categories: readonly CategoryId[]): string {
	const touched = new Set(categories.flatMap((id) => catalog.categories[id].stages));
	// In the order in which the loops run, however they were asked for.
	const stages = stageIds.filter((id) => touched.has(id));
	const { framework } = catalog;
	if (stages.length === 0) return "";
	const loops = [...new Set(stages.map((id) => framework.stages[id].loop))];
	const where = loops.length === 2 ? "across both loops" : `in the ${framework.loops[loops[0] ?? "model"].name}`;
	if (stages.length >= 6) return `The whole lifecycle, ${where}.`;
	if (stages.length > 3) return `${capitalise(framework.stages[stages[0] as StageId].name)} to ${framework.stages[stages.at(-1) as StageId].name.toLowerCase()}, ${where}.`;
	return `${capitalise(joinWords(stages.map((id) => framework.stages[id].name.toLowerCase())))}, ${where}.`;
}

/** What a tool's ring asks of the team, in a few words: "Trial means: one low-risk project first." */
/** What the organisation standardises on needs no first step. */
export const adoptionLine = (catalog: Catalog, tool: Tool): string =>
	catalog.organisation?.standards.has(tool.id) === true ? "" : `${capitalise(tool.ring.value)} means: ${catalog.framework.rings[tool.ring.value].short}.`;
