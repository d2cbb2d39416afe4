import type { Category } from "./category.ts";
import { coverageOf } from "./coverage.ts";
import type { Framework } from "./framework.ts";
import type { Problem } from "./problem.ts";
import type { Tool } from "./tool.ts";
import { type CategoryId, categoryIds, groupIds } from "./vocabulary.ts";

const fewestTools = 5;

/**
 * No part of the framework is left without tools. A category has at least five that have not ended, or says why there are
 * fewer; groups that the framework puts into no quadrant are named in it without tools, and may have none here.
 */
export function checkCoverage(framework: Framework, categories: Record<CategoryId, Category>, tools: readonly Tool[], files: { framework: string; categories: string }): Problem[] {
	const problems: Problem[] = [];
	for (const id of categoryIds) {
		const count = tools.filter((tool) => tool.categories[id] !== undefined && tool.status.state !== "sunset").length;
		const { few } = categories[id];
		if (count < fewestTools && few === undefined) {
			problems.push({ file: files.categories, field: id, message: `expected at least ${fewestTools} tools that have not ended, or the reason under "few", got ${count}` });
		}
		if (count >= fewestTools && few !== undefined) problems.push({ file: files.categories, field: `${id}.few`, message: `expected no reason for few tools, for there are ${count}` });
	}
	const coverage = coverageOf(framework, categories, tools);
	const named = new Set<string>(groupIds.filter((id) => framework.groups[id].quadrant !== undefined));
	const wanted = { stages: coverage.stage, quadrants: coverage.quadrant, groups: coverage.group.filter(({ id }) => named.has(id)) };
	for (const [field, rows] of Object.entries(wanted)) {
		for (const { id, tools: count } of rows) {
			if (count === 0) problems.push({ file: files.framework, field: `${field}.${id}`, message: "expected at least one tool, got none" });
		}
	}
	return problems;
}
