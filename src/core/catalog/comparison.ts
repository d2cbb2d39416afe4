import { z } from "zod";
import { nameable, type proseNames } from "./check-prose.ts";
import type { FiledTool } from "./check-references.ts";
import type { Problem } from "./problem.ts";
import { line, sentence, slug } from "./tool.ts";

/**
 * Two tools that people weigh against each other (`catalog/comparisons.yaml`): who should take which, and the facts on
 * which they differ. `take` and `facts` are keyed by the two tools' ids.
 */
export const comparisonSchema = z.strictObject({
	tools: z.tuple([slug, slug]),
	/** Read after "take <name>": "for a team that must keep its runs on software of its own." */
	take: z.record(slug, sentence(20)),
	decides: z.array(z.strictObject({ aspect: line(5), facts: z.record(slug, slug) })).min(1),
	/** What neither offers. */
	both_lack: sentence(20).optional(),
});
export const comparisonsSchema = z.array(comparisonSchema);

export type Comparison = z.infer<typeof comparisonSchema>;

/**
 * Both tools exist, each side is said for both, every fact is that tool's own, and no pair or aspect stands twice.
 * @param unread ids of tools whose own file does not hold: nothing is said of what refers to them
 */
export function checkComparisons(file: string, comparisons: readonly Comparison[], tools: ReadonlyMap<string, FiledTool>, unread: ReadonlySet<string>, find: ReturnType<typeof proseNames>): Problem[] {
	const problems: Problem[] = [];
	const pairs = new Set<string>();
	for (const [at, { tools: pair, take, decides, both_lack }] of comparisons.entries()) {
		const say = (field: string, message: string) => problems.push({ file, field: `${at}.${field}`, message });
		const keyed = (field: string, of: Record<string, string>) => {
			const got = Object.keys(of);
			if (got.length !== 2 || !pair.every((id) => got.includes(id))) say(field, `expected ${pair.join(" and ")}, got ${got.join(" and ")}`);
		};
		if (pair[0] === pair[1]) say("tools", `expected two tools, got ${JSON.stringify(pair[0])} twice`);
		const key = [...pair].sort().join(" ");
		if (pairs.has(key)) say("tools", `expected a pair of its own, got ${pair.join(" and ")} again`);
		pairs.add(key);
		for (const id of pair) if (!tools.has(id) && !unread.has(id)) say("tools", `expected tools of the catalog, got ${JSON.stringify(id)}`);
		keyed("take", take);
		const aspects = new Set<string>();
		for (const [row, { aspect, facts }] of decides.entries()) {
			if (aspects.has(aspect)) say(`decides.${row}.aspect`, `expected an aspect of its own, got ${JSON.stringify(aspect)} twice`);
			aspects.add(aspect);
			keyed(`decides.${row}.facts`, facts);
			for (const [id, fact] of Object.entries(facts)) {
				const tool = tools.get(id)?.tool;
				if (tool !== undefined && !tool.facts.some((one) => one.id === fact)) say(`decides.${row}.facts.${id}`, `expected a fact of ${id}, got ${JSON.stringify(fact)}`);
			}
		}
		const allowed = nameable(...pair.flatMap((id) => tools.get(id)?.tool ?? []));
		for (const [field, text] of [...Object.entries(take).map(([id, said]) => [`take.${id}`, said] as const), ["both_lack", both_lack ?? ""] as const]) {
			for (const { id, words } of find(text)) if (!allowed.has(id)) say(field, `expected no third product's name, got ${JSON.stringify(words)} (${id})`);
		}
	}
	return problems;
}
