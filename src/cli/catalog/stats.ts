import { plural } from "../../core/answer/words.ts";
import type { Catalog } from "../../core/catalog/catalog.ts";
import { type Tool, toolSchema } from "../../core/catalog/tool.ts";
import { isFilled } from "./filled.ts";
import { bold, table } from "./table.ts";

type Share = { count: number; percent: number };
type Stats = {
	tools: number;
	facts: { total: number; fewest: number; median: number; most: number };
	licence: Record<string, number>;
	ring: Record<string, number>;
	hosting: Record<string, number>;
	kubernetes: Record<string, number>;
	filled: Record<string, Share>;
};

/** What the catalog consists of: counts by licence, ring, hosting and Kubernetes, facts per tool, and how much is filled in. */
export function statsCommand(catalog: Catalog, json: boolean): string {
	const stats = statsOf([...catalog.tools.values()]);
	if (json) return JSON.stringify(stats, null, 2);
	const counts = (heading: string, of: Record<string, number>): string => table([heading, "Tools"], Object.entries(of));
	const { fewest, median, most, total } = stats.facts;
	const filled = Object.entries(stats.filled).map(([field, { count, percent }]) => [field, count, `${percent}%`]);
	return [
		`${bold(`${plural(stats.tools, "tool")}, ${plural(total, "fact")}`)}\nFacts per tool: from ${fewest} to ${most}, half of them have ${median} or more.`,
		counts("Licence", stats.licence),
		counts("Ring", stats.ring),
		counts("Hosting", stats.hosting),
		counts("Kubernetes", stats.kubernetes),
		table(["Field", "Filled", "Share"], filled),
	].join("\n\n");
}

function statsOf(tools: readonly Tool[]): Stats {
	const facts = tools.map((tool) => tool.facts.length).sort((a, b) => a - b);
	return {
		tools: tools.length,
		facts: { total: facts.reduce((sum, count) => sum + count, 0), fewest: facts[0] ?? 0, median: facts[Math.floor(facts.length / 2)] ?? 0, most: facts.at(-1) ?? 0 },
		licence: countBy(tools, ({ licence }) => [licence]),
		ring: countBy(tools, ({ ring }) => [ring.value]),
		hosting: countBy(tools, ({ hosting }) => [...hosting.modes, ...(hosting.air_gapped === true ? ["shown without a connection"] : [])]),
		kubernetes: countBy(tools, ({ kubernetes }) => [kubernetes ?? "not known"]),
		filled: Object.fromEntries(
			optionalFields.map((field) => {
				const count = tools.filter((tool) => isFilled(tool[field])).length;
				return [field, { count, percent: tools.length === 0 ? 0 : Math.round((100 * count) / tools.length) }];
			}),
		),
	};
}

/** Fields that a tool may leave out: those that the schema takes without. */
const optionalFields = (Object.keys(toolSchema.shape) as (keyof Tool)[]).filter((field) => toolSchema.shape[field].safeParse(undefined).success);

/** How often each value comes, most often first. */
function countBy(tools: readonly Tool[], valuesOf: (tool: Tool) => string[]): Record<string, number> {
	const counts = new Map<string, number>();
	for (const value of tools.flatMap(valuesOf)) counts.set(value, (counts.get(value) ?? 0) + 1);
	return Object.fromEntries([...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)));
}
