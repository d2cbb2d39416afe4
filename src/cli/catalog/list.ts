import { plural } from "../../core/answer/words.ts";
import type { Catalog } from "../../core/catalog/catalog.ts";
import { type Tool, toolSchema } from "../../core/catalog/tool.ts";
import { categoryIds, stageIds } from "../../core/catalog/vocabulary.ts";
import { didYouMean } from "../../core/nearest.ts";
import { Mistake } from "./mistake.ts";
import { table } from "./table.ts";

type Filters = { category?: string | undefined; stage?: string | undefined; status?: string | undefined };

/** Tools by id, those only that every given filter lets through. @throws Mistake where a filter's value doesn't exist */
export function listCommand(catalog: Catalog, { category, stage, status }: Filters, json: boolean): string {
	const wanted = { category: oneOf("category", categoryIds, category), stage: oneOf("stage", stageIds, stage), status: oneOf("status", toolSchema.shape.status.shape.state.options, status) };
	const tools = [...catalog.tools.values()].filter(
		(tool) =>
			(wanted.category === undefined || tool.categories[wanted.category] !== undefined) &&
			(wanted.stage === undefined || tool.stages.includes(wanted.stage)) &&
			(wanted.status === undefined || tool.status.state === wanted.status),
	);
	const entries = tools.map(asEntry);
	if (json) return JSON.stringify(entries, null, 2);
	const rows = entries.map(({ id, name, ring, licence, status, categories: [main = ""] }) => [id, name, ring, licence, status, main]);
	const count = `${plural(tools.length, "tool")}.`;
	return rows.length === 0 ? count : `${table(["Id", "Name", "Ring", "Licence", "Status", "Main category"], rows)}\n\n${count}`;
}

const asEntry = (tool: Tool) => ({
	id: tool.id,
	name: tool.name,
	ring: tool.ring.value,
	licence: tool.licence,
	status: tool.status.state,
	categories: Object.keys(tool.categories),
	stages: tool.stages,
	facts: tool.facts.length,
	reviewed: tool.reviewed,
});

function oneOf<T extends string>(flag: string, values: readonly T[], given: string | undefined): T | undefined {
	if (given === undefined) return undefined;
	const found = values.find((value) => value === given);
	if (found === undefined) throw new Mistake(`Expected --${flag} to be one of ${values.join(", ")}, got ${JSON.stringify(given)}.${didYouMean(given, values)}`);
	return found;
}
