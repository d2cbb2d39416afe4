import { z } from "zod";
import { byId, type Catalog, type Checked, parseTools } from "./catalog.ts";
import { checkProse, proseNames } from "./check-prose.ts";
import { checkNames, checkReferences, type FiledTool } from "./check-references.ts";
import { checkFacts, type Licences } from "./check-tool.ts";
import type { KnownName } from "./known-name.ts";
import { nameKey } from "./name-key.ts";
import type { Problem } from "./problem.ts";
import { parseRaw, type RawFile } from "./raw-file.ts";
import { factSchema, isTradeOff, type Ring, slug, type Tool, toolSchema, unique } from "./tool.ts";

/** `overlay.yaml`: what an organisation decides about tools of the catalog. */
export const overlaySchema = z.strictObject({
	/** Its name. */
	organisation: z.string().min(1),
	/** Its own ring for a tool, with the reason, which an answer reads after "because". */
	rings: z.record(slug, toolSchema.shape.ring).default({}),
	/** Tools that it doesn't want to be shown. */
	hide: unique(slug).default([]),
	/** Facts by tool: a fact with the id of one that is there replaces it, the others are added. */
	facts: z.record(slug, z.array(factSchema).min(1)).default({}),
});

type Overlay = z.infer<typeof overlaySchema>;

/** An organisation's overlay as its files hold it: `overlay.yaml` where there is one, and whole tools of its own. */
export type RawOverlay = { overlay?: RawFile; tools: RawFile[] };

/** How an organisation is called that added tools and no `overlay.yaml`. */
const unnamed = "your organisation";

/**
 * The catalog with an organisation's overlay merged in, validated by the same schemas; all problems at once. A tool of its
 * own may take the id of one that it hides. Hidden tools stay known by name, so that a question which names them is still
 * understood.
 */
export function mergeOverlay(catalog: Catalog, raw: RawOverlay, licences: Licences): Checked {
	const problems: Problem[] = [];
	const overlay = raw.overlay === undefined ? overlaySchema.parse({ organisation: unnamed }) : parseRaw(overlaySchema, raw.overlay, problems);
	const { tools: own, unread } = parseTools(raw.tools, licences, problems);
	if (overlay === undefined) return { ok: false, problems };
	if (raw.overlay !== undefined) problems.push(...checkOverlay(raw.overlay.file, overlay, catalog, new Set([...own.keys(), ...unread])));

	const hidden = new Set(overlay.hide);
	for (const { file, tool } of own.values()) {
		if (catalog.tools.has(tool.id) && !hidden.has(tool.id)) {
			problems.push({ file, field: "id", message: `expected an id of its own, got that of the catalog's ${catalog.tools.get(tool.id)?.name}; change its ring or facts in overlay.yaml, or hide it` });
		}
	}
	const kept: FiledTool[] = [...catalog.tools.values()]
		.filter(({ id }) => !hidden.has(id))
		.map((tool) => ({ file: `catalog/tools/${tool.id}.yaml`, tool: withOverlay(withoutReferences(tool, new Set([...hidden].filter((id) => !own.has(id)))), overlay) }));
	const merged = new Map(withBackReferences([...kept, ...own.values()]).map((one) => [one.tool.id, one]));
	const knownNames = knownAfter(catalog, hidden, own);
	problems.push(
		...checkReferences(merged, unread).filter(({ file }) => raw.tools.some((one) => one.file === file)),
		...checkNames(merged.values(), knownNames, raw.overlay?.file ?? ""),
		...checkProse(
			own.values(),
			proseNames(
				[...merged.values()].map(({ tool }) => tool),
				knownNames,
			),
		),
	);
	if (problems.length > 0) return { ok: false, problems };

	const rings = new Map<string, Ring>([...Object.entries(overlay.rings), ...[...own.values()].map(({ tool }) => [tool.id, tool.ring] as const)]);
	return {
		ok: true,
		catalog: {
			...catalog,
			tools: byId([...merged.values()].map(({ tool }) => tool)),
			knownNames,
			comparisons: catalog.comparisons.filter(({ tools }) => !tools.some((id) => hidden.has(id))),
			organisation: { name: overlay.organisation, standards: new Set([...rings].filter(([, { value }]) => value === "adopt").map(([id]) => id)), rings },
		},
	};
}

/** Everything that `overlay.yaml` refers to is there, and facts hold as they do in a tool's own file. */
function checkOverlay(file: string, overlay: Overlay, catalog: Catalog, own: ReadonlySet<string>): Problem[] {
	const problems: Problem[] = [];
	const say = (field: string, message: string) => problems.push({ file, field, message });
	for (const [index, id] of overlay.hide.entries()) {
		if (!catalog.tools.has(id)) say(`hide.${index}`, `expected a tool of the catalog, got ${JSON.stringify(id)}`);
	}
	for (const field of ["rings", "facts"] as const) {
		for (const id of Object.keys(overlay[field])) {
			if (own.has(id)) say(`${field}.${id}`, "expected it in the tool's own file, for the overlay adds the whole tool");
			else if (!catalog.tools.has(id)) say(`${field}.${id}`, `expected a tool of the catalog, got ${JSON.stringify(id)}`);
			else if (overlay.hide.includes(id)) say(`${field}.${id}`, "expected a tool that is shown, got one that the overlay hides");
		}
	}
	for (const [id, facts] of Object.entries(overlay.facts)) {
		problems.push(...checkFacts(file, `facts.${id}`, facts));
		const tool = catalog.tools.get(id);
		if (tool !== undefined && !withOverlay(tool, overlay).facts.some(isTradeOff)) say(`facts.${id}`, "expected at least one limit or requirement to be left");
	}
	return problems;
}

/** A tool with the organisation's ring and facts; the order of the facts stays, new ones come last. */
function withOverlay(tool: Tool, { rings, facts }: Overlay): Tool {
	const own = facts[tool.id] ?? [];
	const ring = rings[tool.id] ?? tool.ring;
	if (own.length === 0) return { ...tool, ring };
	const replaced = tool.facts.map((fact) => own.find(({ id }) => id === fact.id) ?? fact);
	return { ...tool, ring, facts: [...replaced, ...own.filter(({ id }) => !tool.facts.some((fact) => fact.id === id))] };
}

/** Tools that are gone are neither alternatives nor successors. */
const withoutReferences = (tool: Tool, gone: ReadonlySet<string>): Tool => ({
	...tool,
	alternatives: tool.alternatives.filter((id) => !gone.has(id)),
	status: { ...tool.status, successors: tool.status.successors.filter((id) => !gone.has(id)) },
});

/** An organisation can't edit the catalog's files: where its tool names an alternative, that one points back by itself. */
function withBackReferences(tools: readonly FiledTool[]): FiledTool[] {
	const naming = new Map<string, string[]>();
	for (const { tool } of tools) for (const id of tool.alternatives) naming.set(id, [...(naming.get(id) ?? []), tool.id]);
	return tools.map(({ file, tool }) => ({ file, tool: { ...tool, alternatives: [...new Set([...tool.alternatives, ...(naming.get(tool.id) ?? []).filter((id) => id !== tool.id)])] } }));
}

/** Names that are read but not recommended: those of before and the hidden tools', except what the organisation added itself. */
function knownAfter(catalog: Catalog, hidden: ReadonlySet<string>, own: ReadonlyMap<string, FiledTool>): KnownName[] {
	const taken = new Set([...own.values()].flatMap(({ tool }) => [tool.id, tool.name, ...tool.aliases].map(nameKey)));
	const gone = [...catalog.tools.values()].filter(({ id }) => hidden.has(id)).map(({ id, name, aliases, ordinary_words }): KnownName => ({ id, name, aliases, ordinary_words }));
	return [...catalog.knownNames, ...gone].filter(({ id, name, aliases }) => ![id, name, ...aliases].map(nameKey).some((key) => taken.has(key)));
}
