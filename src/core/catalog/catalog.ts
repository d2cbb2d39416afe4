import { type Category, categoriesSchema } from "./category.ts";
import { checkCoverage } from "./check-coverage.ts";
import { checkFramework } from "./check-framework.ts";
import { checkProse, proseNames } from "./check-prose.ts";
import { checkNames, checkReferences, checkRepeats, type FiledTool } from "./check-references.ts";
import { checkTool, type Licences } from "./check-tool.ts";
import { type Comparison, checkComparisons, comparisonsSchema } from "./comparison.ts";
import { type Framework, frameworkSchema } from "./framework.ts";
import { type KnownName, knownNamesSchema } from "./known-name.ts";
import type { Problem } from "./problem.ts";
import { parseRaw, type RawFile } from "./raw-file.ts";
import { type Ring, type Tool, toolSchema } from "./tool.ts";
import type { CategoryId } from "./vocabulary.ts";

export type { Licences } from "./check-tool.ts";
export { nameKey } from "./name-key.ts";
export type { RawFile } from "./raw-file.ts";
export { isTradeOff } from "./tool.ts";

/** `comparisons` is absent where there is no such file. */
export type RawCatalog = { framework: RawFile; categories: RawFile; knownNames: RawFile; comparisons?: RawFile; tools: RawFile[] };

/** What the files of a catalog hold, once they have been checked. */
export type CatalogData = {
	framework: Framework;
	categories: Record<CategoryId, Category>;
	/** Names that are read but never recommended. */
	knownNames: readonly KnownName[];
	/** Pairs that people weigh against each other, each pair once. */
	comparisons: readonly Comparison[];
	tools: readonly Tool[];
};

export type Catalog = Omit<CatalogData, "tools"> & {
	/** By id, in the order of ids. */
	tools: ReadonlyMap<string, Tool>;
	/** Whether a licence counts as open source, which is strict: approved by the OSI. */
	isOpenSource: (tool: Tool) => boolean;
	/** Whose overlay was merged into this catalog; absent in the catalog as it comes. */
	organisation?: Organisation;
};

/** What an organisation decided for itself. Never to be shown to another one. */
export type Organisation = {
	name: string;
	/** Tools that it adopted: the ones whose ring it set to adopt. */
	standards: ReadonlySet<string>;
	/** Every ring that it set, by tool: overridden ones, and those of the tools that it added. */
	rings: ReadonlyMap<string, Ring>;
};

export type Checked = { ok: true; catalog: Catalog } | { ok: false; problems: Problem[] };

/**
 * Validates the whole catalog: each file by its schema, then what files say of each other. All problems at once; what rests
 * on a file that doesn't hold is left unsaid.
 */
export function checkCatalog(raw: RawCatalog, licences: Licences): Checked {
	const problems: Problem[] = [];
	const framework = parseRaw(frameworkSchema, raw.framework, problems);
	const categories = parseRaw(categoriesSchema, raw.categories, problems);
	const knownNames = parseRaw(knownNamesSchema, raw.knownNames, problems);
	const comparisons = raw.comparisons === undefined ? [] : parseRaw(comparisonsSchema, raw.comparisons, problems);
	const { tools, unread } = parseTools(raw.tools, licences, problems);

	const all = [...tools.values()];
	const find = proseNames(
		all.map(({ tool }) => tool),
		knownNames ?? [],
	);
	problems.push(...checkReferences(tools, unread), ...checkNames(all, knownNames ?? [], raw.knownNames.file), ...checkRepeats(all), ...checkProse(all, find));
	if (raw.comparisons !== undefined && comparisons !== undefined) problems.push(...checkComparisons(raw.comparisons.file, comparisons, tools, unread, find));
	if (framework !== undefined && categories !== undefined) {
		const files = { framework: raw.framework.file, categories: raw.categories.file };
		problems.push(...checkFramework(framework, categories, files));
		// With tools unread the counts would be wrong.
		if (unread.size === 0) {
			problems.push(
				...checkCoverage(
					framework,
					categories,
					all.map(({ tool }) => tool),
					files,
				),
			);
		}
	}

	if (problems.length > 0 || framework === undefined || categories === undefined || knownNames === undefined || comparisons === undefined) {
		return { ok: false, problems };
	}
	return { ok: true, catalog: catalogOf({ framework, categories, knownNames, comparisons, tools: all.map(({ tool }) => tool) }, licences) };
}

/** The catalog that was checked, ready for use. */
export const catalogOf = (data: CatalogData, licences: Licences): Catalog => ({
	...data,
	tools: byId(data.tools),
	isOpenSource: (tool) => licences.get(tool.licence)?.osiApproved === true,
});

/** Tools by id, with each file's own problems told; `unread` holds the ids of those whose file does not hold. */
export function parseTools(files: readonly RawFile[], licences: Licences, problems: Problem[]): { tools: Map<string, FiledTool>; unread: Set<string> } {
	const tools = new Map<string, FiledTool>();
	const unread = new Set<string>();
	for (const raw of files) {
		const { file } = raw;
		const tool = parseRaw(toolSchema, raw, problems);
		if (tool === undefined) {
			unread.add(file.replace(/^.*\/|\.yaml$/g, ""));
			continue;
		}
		const earlier = tools.get(tool.id);
		if (earlier !== undefined) problems.push({ file, field: "id", message: `expected an id of its own, got that of ${earlier.file}` });
		else tools.set(tool.id, { file, tool });
		problems.push(...checkTool(file, tool, licences));
	}
	return { tools, unread };
}

/** Tools in the order of their ids. */
export const byId = (tools: readonly Tool[]): ReadonlyMap<string, Tool> => new Map(tools.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((tool) => [tool.id, tool]));
