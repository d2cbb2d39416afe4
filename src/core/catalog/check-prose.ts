import type { FiledTool } from "./check-references.ts";
import type { KnownName } from "./known-name.ts";
import { namesInProse } from "./names-in-prose.ts";
import type { Problem } from "./problem.ts";
import type { Tool } from "./tool.ts";
import { servedPersonas } from "./vocabulary.ts";

/** What a tool's prose may name besides itself: what it works with, what it needs, and Kubernetes, which is a condition. */
export const nameable = (...tools: readonly Tool[]): ReadonlySet<string> => new Set(["kubernetes", ...tools.flatMap(({ id, integrations, requires }) => [id, ...integrations, ...requires])]);

/** The finder for {@link checkProse}, over every name that grounding knows. */
export const proseNames = (tools: Iterable<Tool>, knownNames: readonly KnownName[]): ReturnType<typeof namesInProse> => namesInProse([...tools, ...knownNames]);

/**
 * The sentences that an answer prints name no other product: an answer names its picks only, and grounding would take the
 * sentence out.
 */
export function checkProse(tools: Iterable<FiledTool>, find: ReturnType<typeof proseNames>): Problem[] {
	const problems: Problem[] = [];
	for (const { file, tool } of tools) {
		const allowed = nameable(tool);
		for (const { field, text } of printedLines(tool)) {
			for (const { id, words } of find(text)) {
				if (!allowed.has(id)) problems.push({ file, field, message: `expected no other product's name, got ${JSON.stringify(words)} (${id}); name what it works with under integrations or requires` });
			}
		}
	}
	return problems;
}

function printedLines(tool: Tool): { field: string; text: string }[] {
	const lines = (field: string, says: Readonly<Record<string, string | undefined>>) => Object.entries(says).flatMap(([key, text]) => (text === undefined ? [] : [{ field: `${field}.${key}`, text }]));
	return [...lines("categories", tool.categories), ...servedPersonas.flatMap((persona) => lines(`serves.${persona}`, tool.serves[persona] ?? {}))];
}
