import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogDir, readLicences } from "../../src/adapters/catalog/read-catalog.ts";
import { parseTexts, readTexts } from "../../src/adapters/catalog/yaml-files.ts";
import { type Catalog, checkCatalog, type RawCatalog, type RawFile } from "../../src/core/catalog/catalog.ts";
import { toolSchema } from "../../src/core/catalog/tool.ts";
import { groupIds, stageIds } from "../../src/core/catalog/vocabulary.ts";

/** What a YAML file holds before it is believed: a test plants its fault in it. */
export type Data = Record<string, unknown>;
export const licences = readLicences();

const [framework, categories] = parseTexts(readTexts(["framework.yaml", "categories.yaml"].map((name) => ({ path: join(catalogDir, name), label: `catalog/${name}` })))).map(({ data }) => data) as [
	Data,
	Record<string, Data>,
];

/** A tool that holds in every way. */
export function tool(id: string, more: Data = {}): Data {
	const source = `https://example.org/${id}`;
	return {
		id,
		name: `The ${id} tool`,
		aliases: [],
		summary: "A tool for tests.",
		homepage: source,
		licence: "Apache-2.0",
		hosting: { modes: ["library"] },
		categories: { "experiment-tracking": "Records what is tried." },
		stages: ["model-training"],
		focus: "model",
		scope: "piecemeal",
		group: "single-component-tools",
		ring: { value: "trial", rationale: "It is small." },
		serves: { "ml-researcher": { want: "Nothing has to be written down by hand." } },
		not_for: ["People who want no tests."],
		status: { state: "active" },
		sources: { licence: { url: source }, hosting: { url: source } },
		facts: [
			fact("needs-python", { kind: "requirement", text: `The ${id} tool needs an interpreter.` }),
			fact("reads-files", { text: `The ${id} tool reads files.` }),
			fact("writes-files", { text: `The ${id} tool writes files.` }),
			fact("prints", { text: `The ${id} tool prints.` }),
		],
		reviewed: "2026-11-01",
		...more,
	};
}

export const fact = (id: string, more: Data = {}): Data => ({ id, kind: "strength", text: "It does what it does.", source: "https://example.org/fact", ...more });

export const toolFile = (data: Data): RawFile => ({ file: `catalog/tools/${data.id}.yaml`, data });

/**
 * The smallest catalog that holds, on the project's own framework: one tool per group, `alpha` and `beta` weighed against each
 * other, and `known` known by name only. Each call gives a copy of its own.
 */
export function smallCatalog(): RawCatalog & { data: { framework: Data; categories: Record<string, Data>; knownNames: Data[]; comparisons: Data[]; tools: Map<string, Data> } } {
	const data = {
		framework: structuredClone(framework),
		// All tools are experiment trackers, and the other categories say why they have none.
		categories: Object.fromEntries(
			Object.entries(structuredClone(categories)).map(([id, category]) => [id, id === "experiment-tracking" ? category : { ...category, few: "It is a catalog for tests." }]),
		),
		knownNames: [{ id: "known", name: "Knownware", aliases: ["kw suite"] }] as Data[],
		comparisons: [
			{
				tools: ["alpha", "beta"],
				take: { alpha: "for those who start.", beta: "for those who go on." },
				decides: [{ aspect: "Output", facts: { alpha: "prints", beta: "writes-files" } }],
			},
		] as Data[],
		tools: new Map(
			[
				tool("alpha", { name: "Alphalyze", aliases: ["alpha lyzer"], stages: stageIds, alternatives: ["beta"] }),
				tool("beta", { name: "Betamax", ordinary_words: ["betamax"], alternatives: ["alpha"] }),
				...groupIds.map((group, index) => tool(`in-${group}`, { group, focus: index % 2 === 0 ? "software" : "model", scope: index % 4 < 2 ? "piecemeal" : "all-in-one" })),
			].map((one) => [one.id as string, one]),
		),
	};
	return {
		data,
		framework: { file: "catalog/framework.yaml", data: data.framework },
		categories: { file: "catalog/categories.yaml", data: data.categories },
		knownNames: { file: "catalog/known-names.yaml", data: data.knownNames },
		comparisons: { file: "catalog/comparisons.yaml", data: data.comparisons },
		tools: [...data.tools.values()].map(toolFile),
	};
}

/** The small catalog, checked; it holds, or the test fails here with what doesn't. */
export function checkedSmallCatalog(raw: RawCatalog = smallCatalog()): Catalog {
	const checked = checkCatalog(raw, licences);
	if (!checked.ok) throw new Error(`Expected the small catalog to hold, got ${JSON.stringify(checked.problems)}`);
	return checked.catalog;
}

/** Writes a catalog into a folder as the project's own is laid out; what YAML reads, JSON is. */
export function writeCatalog(dir: string, raw: RawCatalog): void {
	mkdirSync(join(dir, "tools"), { recursive: true });
	const named = { "framework.yaml": raw.framework, "categories.yaml": raw.categories, "known-names.yaml": raw.knownNames, "comparisons.yaml": raw.comparisons };
	for (const [name, file] of Object.entries(named)) if (file !== undefined) writeFileSync(join(dir, name), JSON.stringify(file.data, null, 1));
	for (const { file, data } of raw.tools) writeFileSync(join(dir, "tools", file.replace(/^.*\//, "")), toolText(data));
}

export const toolText = (data: unknown): string => `# yaml-language-server: $schema=../tool.schema.json\n${JSON.stringify(data, null, 1)}\n`;

/** A parsed tool for tests of what reads tools. */
export const parsedTool = (id: string, more: Data = {}) => toolSchema.parse(tool(id, more));
