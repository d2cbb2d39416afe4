import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import type { Tool } from "../catalog/tool.ts";
import { type RingId, ringId } from "../catalog/vocabulary.ts";

/** What a digest leaves behind of the catalog that it was written from: enough to tell what is new in a later one. */
export const catalogStateSchema = z.strictObject({
	/** Whose overlay was merged in; empty where none was. */
	organisation: z.string(),
	/** Each tool's ring, and whether it had ended, by id. */
	tools: z.record(z.string(), z.strictObject({ ring: ringId, ended: z.boolean() })),
});
export type CatalogState = z.infer<typeof catalogStateSchema>;

const hasEnded = (tool: Tool): boolean => tool.status.state === "sunset";

export const stateOf = (catalog: Catalog): CatalogState => ({
	organisation: catalog.organisation?.name ?? "",
	tools: Object.fromEntries([...catalog.tools].map(([id, tool]) => [id, { ring: tool.ring.value, ended: hasEnded(tool) }])),
});

/** Something that changed in the catalog. */
export type News = { kind: "ended"; tool: Tool; successors: Tool[] } | { kind: "ring"; tool: Tool; from: RingId } | { kind: "new"; tool: Tool };

/**
 * What changed between an earlier state of the catalog and today's: what ended, then whose ring changed, then what is new.
 * Two catalogs of which only one holds an organisation's overlay are not compared: the difference would be the overlay.
 */
export function newsSince(before: CatalogState, catalog: Catalog): News[] {
	if (before.organisation !== (catalog.organisation?.name ?? "")) return [];
	const ended: News[] = [];
	const moved: News[] = [];
	const added: News[] = [];
	for (const [id, tool] of catalog.tools) {
		const was = before.tools[id];
		if (was === undefined) {
			if (!hasEnded(tool)) added.push({ kind: "new", tool });
		} else if (hasEnded(tool)) {
			if (!was.ended) ended.push({ kind: "ended", tool, successors: tool.status.successors.flatMap((successor) => catalog.tools.get(successor) ?? []) });
		} else if (was.ring !== tool.ring.value) moved.push({ kind: "ring", tool, from: was.ring });
	}
	return [...ended, ...moved, ...added];
}
