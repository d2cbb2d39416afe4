import type { z } from "zod";
import { type Category, categoriesSchema } from "./category.ts";
import { type Framework, frameworkSchema } from "./framework.ts";
import { type KnownName, knownNamesSchema } from "./known-name.ts";
import { type Problem, problemsOf } from "./problem.ts";
import { type Fact, sourcedFields, type Tool, toolSchema } from "./tool.ts";
import type { CategoryId } from "./vocabulary.ts";

/** A file of the catalog, parsed from YAML and not yet believed. */
export type RawFile = { file: string; data: unknown };
export type RawCatalog = { framework: RawFile; categories: RawFile; knownNames: RawFile; tools: RawFile[] };

/** SPDX identifier → whether the Open Source Initiative approved that licence. */
export type Licences = ReadonlyMap<string, { osiApproved: boolean }>;

export type Catalog = {
	framework: Framework;
	categories: Record<CategoryId, Category>;
	/** By id, in the order of ids. */
	tools: ReadonlyMap<string, Tool>;
	/** Names that are read but never recommended. */
	knownNames: readonly KnownName[];
	/** Whether a licence counts as open source, which is strict: approved by the OSI. */
	isOpenSource: (tool: Tool) => boolean;
};

export type Checked = { ok: true; catalog: Catalog } | { ok: false; problems: Problem[] };

const wordsThatSell =
	/\b(leading|powerful|seamless(?:ly)?|best-in-class|cutting-edge|world-class|robust|blazing|effortless(?:ly)?|revolutionary|state-of-the-art|industry-standard|next-generation|innovative)\b/i;

/** Letters and digits only, in lower case: "Weights & Biases" and "weights-biases" are one name. */
export const nameKey = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** Validates the whole catalog: each file by its schema, then what files say of each other. All problems at once. */
export function checkCatalog(raw: RawCatalog, licences: Licences): Checked {
	const problems: Problem[] = [];
	const parse = <T>(schema: z.ZodType<T>, { file, data }: RawFile): T | undefined => {
		const result = schema.safeParse(data);
		if (result.success) return result.data;
		problems.push(...problemsOf(file, result.error, data));
		return undefined;
	};

	const framework = parse(frameworkSchema, raw.framework);
	const categories = parse(categoriesSchema, raw.categories);
	const knownNames = parse(knownNamesSchema, raw.knownNames);
	const tools = new Map<string, { file: string; tool: Tool }>();
	for (const rawTool of raw.tools) {
		const tool = parse(toolSchema, rawTool);
		if (tool === undefined) continue;
		const { file } = rawTool;
		const earlier = tools.get(tool.id);
		if (earlier !== undefined) problems.push({ file, field: "id", message: `expected an id of its own, got that of ${earlier.file}` });
		else tools.set(tool.id, { file, tool });
		if (!file.endsWith(`/${tool.id}.yaml`)) problems.push({ file, field: "id", message: `expected the file's name, got ${JSON.stringify(tool.id)}` });
		problems.push(...checkTool(file, tool, licences));
	}
	problems.push(...checkReferences(tools), ...checkNames(tools, knownNames ?? [], raw.knownNames.file), ...checkRepeats(tools));

	if (problems.length > 0 || framework === undefined || categories === undefined || knownNames === undefined) {
		return { ok: false, problems };
	}
	const sorted = [...tools.values()].map(({ tool }) => tool).sort((a, b) => (a.id < b.id ? -1 : 1));
	return {
		ok: true,
		catalog: {
			framework,
			categories,
			tools: new Map(sorted.map((tool) => [tool.id, tool])),
			knownNames,
			isOpenSource: (tool) => licences.get(tool.licence)?.osiApproved === true,
		},
	};
}

function checkTool(file: string, tool: Tool, licences: Licences): Problem[] {
	const problems: Problem[] = [];
	const say = (field: string, message: string) => problems.push({ file, field, message });
	if (tool.licence !== "Proprietary" && !licences.has(tool.licence)) {
		say("licence", `expected an SPDX identifier or "Proprietary", got ${JSON.stringify(tool.licence)}`);
	}
	for (const field of sourcedFields) {
		const filled = tool[field] !== undefined;
		const sourced = tool.sources[field] !== undefined;
		if (filled && !sourced) say(`sources.${field}`, `expected the page that ${field} was read from, got none`);
		if (!filled && sourced) say(`sources.${field}`, `expected no source, for ${field} is not filled`);
	}
	if (tool.facts.length < 4) say("facts", `expected at least 4, got ${tool.facts.length}`);
	if (!tool.facts.some(isTradeOff)) say("facts", "expected at least one limit or requirement");
	const seen = new Set<string>();
	for (const [index, fact] of tool.facts.entries()) {
		if (seen.has(fact.id)) say(`facts.${index}.id`, `expected an id of its own, got ${JSON.stringify(fact.id)} twice`);
		seen.add(fact.id);
		const sold = wordsThatSell.exec(fact.text);
		if (sold !== null) say(`facts.${index}.text`, `expected something that can be checked, got the word "${sold[0]}"`);
	}
	if (tool.status.state !== "active" && tool.status.note === undefined) {
		say("status.note", "expected what happened and what to do, for the tool is not active");
	}
	return problems;
}

function checkReferences(tools: ReadonlyMap<string, { file: string; tool: Tool }>): Problem[] {
	const problems: Problem[] = [];
	for (const { file, tool } of tools.values()) {
		for (const id of tool.alternatives) {
			const other = tools.get(id);
			if (other === undefined) problems.push({ file, field: "alternatives", message: `expected tools of the catalog, got ${JSON.stringify(id)}` });
			else if (!other.tool.alternatives.includes(tool.id)) {
				problems.push({ file: other.file, field: "alternatives", message: `expected ${JSON.stringify(tool.id)}, which names it as an alternative` });
			}
		}
		for (const id of tool.status.successors) {
			if (!tools.has(id)) problems.push({ file, field: "status.successors", message: `expected tools of the catalog, got ${JSON.stringify(id)}` });
		}
	}
	return problems;
}

function checkNames(tools: ReadonlyMap<string, { file: string; tool: Tool }>, knownNames: readonly KnownName[], namesFile: string): Problem[] {
	const problems: Problem[] = [];
	const owners = new Map<string, string>();
	const claim = (file: string, id: string, names: readonly string[]) => {
		for (const key of new Set(names.map(nameKey))) {
			const owner = owners.get(key);
			if (owner !== undefined && owner !== id) {
				problems.push({ file, field: "aliases", message: `expected names of its own, got "${key}", which is ${owner}'s` });
			}
			owners.set(key, id);
		}
	};
	for (const { file, tool } of tools.values()) claim(file, tool.id, [tool.id, tool.name, ...tool.aliases]);
	for (const known of knownNames) claim(namesFile, known.id, [known.id, known.name, ...known.aliases]);
	return problems;
}

function checkRepeats(tools: ReadonlyMap<string, { file: string; tool: Tool }>): Problem[] {
	const places = new Map<string, string[]>();
	for (const { file, tool } of tools.values()) {
		for (const { text } of tool.facts) places.set(text, [...(places.get(text) ?? []), file]);
	}
	return [...places]
		.filter(([, files]) => files.length > 2)
		.map(([text, files]) => ({ file: files[2] ?? "", field: "facts", message: `expected words of its own, got "${text}" at ${files.length} tools` }));
}

export const isTradeOff = (fact: Fact): boolean => fact.kind === "limit" || fact.kind === "requirement";
