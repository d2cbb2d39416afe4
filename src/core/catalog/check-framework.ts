import type { Category } from "./category.ts";
import type { Framework } from "./framework.ts";
import type { Problem } from "./problem.ts";
import { type CategoryId, categoryIds, focusIds, scopeIds, stageIds } from "./vocabulary.ts";

/**
 * Framework and categories fit each other and the closed sets of `vocabulary.ts`. That no id is missing or unknown is the
 * schemas' part; here is what they can't see.
 */
export function checkFramework(framework: Framework, categories: Record<CategoryId, Category>, files: { framework: string; categories: string }): Problem[] {
	const problems: Problem[] = [];
	const say = (field: string, message: string) => problems.push({ file: files.framework, field, message });
	const { model, software } = framework.loops;
	for (const id of stageIds) {
		const { loop } = framework.stages[id];
		if (!framework.loops[loop].path.includes(id)) say(`stages.${id}.loop`, `expected a loop whose path has the stage, got ${JSON.stringify(loop)}`);
		const onBoth = model.path.includes(id) && software.path.includes(id);
		if (onBoth && framework.meet_at[id] === undefined) say(`meet_at.${id}`, "expected why the loops meet there, for both paths have the stage");
		if (!onBoth && framework.meet_at[id] !== undefined) say(`meet_at.${id}`, "expected a stage that both paths have");
		if (!categoryIds.some((category) => categories[category].stages.includes(id))) {
			problems.push({ file: files.categories, field: "", message: `expected a category at the stage ${JSON.stringify(id)}, got none` });
		}
	}
	for (const focus of focusIds) {
		for (const scope of scopeIds) {
			const count = Object.values(framework.quadrants).filter((quadrant) => quadrant.focus === focus && quadrant.scope === scope).length;
			if (count !== 1) say("quadrants", `expected one for ${focus} and ${scope}, got ${count}`);
		}
	}
	for (const id of categoryIds) {
		if (categories[id].next.category === id) problems.push({ file: files.categories, field: `${id}.next.category`, message: "expected another category, got itself" });
	}
	return problems;
}
