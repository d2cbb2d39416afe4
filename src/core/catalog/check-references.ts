import type { KnownName } from "./known-name.ts";
import { nameKey } from "./name-key.ts";
import type { Problem } from "./problem.ts";
import type { Tool } from "./tool.ts";

/** A tool with the file that it was read from. */
export type FiledTool = { file: string; tool: Tool };

/**
 * Alternatives and successors exist, and alternatives point back.
 * @param unread ids of tools whose own file does not hold: they are there, so nothing is said of those who name them
 */
export function checkReferences(tools: ReadonlyMap<string, FiledTool>, unread: ReadonlySet<string>): Problem[] {
	const problems: Problem[] = [];
	const missing = (id: string): boolean => !tools.has(id) && !unread.has(id);
	for (const { file, tool } of tools.values()) {
		for (const id of tool.alternatives) {
			const other = tools.get(id);
			if (id === tool.id) problems.push({ file, field: "alternatives", message: "expected other tools, got itself" });
			else if (missing(id)) problems.push({ file, field: "alternatives", message: `expected tools of the catalog, got ${JSON.stringify(id)}` });
			else if (other !== undefined && !other.tool.alternatives.includes(tool.id)) {
				problems.push({ file: other.file, field: "alternatives", message: `expected ${JSON.stringify(tool.id)}, which names it as an alternative` });
			}
		}
		for (const id of tool.status.successors) {
			if (missing(id)) problems.push({ file, field: "status.successors", message: `expected tools of the catalog, got ${JSON.stringify(id)}` });
		}
	}
	return problems;
}

/** No name belongs to two: the later one is told. */
export function checkNames(tools: Iterable<FiledTool>, knownNames: readonly KnownName[], namesFile: string): Problem[] {
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
	for (const { file, tool } of tools) claim(file, tool.id, [tool.id, tool.name, ...tool.aliases]);
	for (const known of knownNames) claim(namesFile, known.id, [known.id, known.name, ...known.aliases]);
	return problems;
}

/** No fact stands at more than two tools in the same words: it would say nothing about any of them. */
export function checkRepeats(tools: Iterable<FiledTool>): Problem[] {
	const places = new Map<string, string[]>();
	for (const { file, tool } of tools) {
		for (const { text } of tool.facts) {
			const files = places.get(text);
			if (files === undefined) places.set(text, [file]);
			else files.push(file);
		}
	}
	return [...places]
		.filter(([, files]) => files.length > 2)
		.map(([text, files]) => ({ file: files[2] ?? "", field: "facts", message: `expected words of its own, got "${text}" at ${files.length} tools` }));
}
