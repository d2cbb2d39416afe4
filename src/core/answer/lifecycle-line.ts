import type { Catalog } from "../catalog/catalog.ts";
import type { Tool } from "../catalog/tool.ts";
import type { CategoryId, StageId } from "../catalog/vocabulary.ts";
import { capitalise, joinWords, withoutStop } from "./words.ts";

/** "Model training and model evaluation, in the model loop." Where both loops are touched, it says so. */
export function lifecyclePlace(catalog: Catalog, categories: readonly CategoryId[]): string {
	const stages = [...new Set(categories.flatMap((id) => catalog.categories[id].stages))] as StageId[];
	const { framework } = catalog;
	if (stages.length === 0) return "";
	const loops = [...new Set(stages.map((id) => framework.stages[id].loop))];
	const where = loops.length === 2 ? "across both loops" : `in the ${framework.loops[loops[0] ?? "model"].name}`;
	if (stages.length >= 6) return `The whole lifecycle, ${where}.`;
	if (stages.length > 3) return `${capitalise(framework.stages[stages[0] as StageId].name)} to ${framework.stages[stages.at(-1) as StageId].name.toLowerCase()}, ${where}.`;
	return `${capitalise(joinWords(stages.map((id) => framework.stages[id].name.toLowerCase())))}, ${where}.`;
}

/** What a tool's ring asks of the team first, and what leaving costs. */
export function adoptionLine(catalog: Catalog, tool: Tool): string {
	const step = catalog.framework.rings[tool.ring.value].first_step;
	const exit =
		tool.exit_cost === undefined
			? ""
			: ` Leaving costs ${{ none: "nothing", low: "little", medium: "some work", high: "a lot" }[tool.exit_cost.level]}: ${lowerFirst(withoutStop(tool.exit_cost.why))}.`;
	return `${capitalise(tool.ring.value)} means: ${lowerFirst(step)}${exit}`;
}

/** Lower-cases a sentence's first letter, unless it starts with a name. */
function lowerFirst(sentence: string): string {
	const first = sentence.split(" ")[0] ?? "";
	return /^[A-Z][a-z']*$/.test(first) && common.has(first.toLowerCase()) ? sentence.slice(0, 1).toLowerCase() + sentence.slice(1) : sentence;
}
const common = new Set(
	"a an the its it your you each every all write run check don't plan runs data models pipelines code features metrics notebooks labels files images prompts traces vectors jobs workflows experiments logs definitions moving leaving standard plain nothing only there results work requests".split(
		" ",
	),
);
