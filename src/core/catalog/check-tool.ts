import { nameKey } from "./name-key.ts";
import type { Problem } from "./problem.ts";
import { type Fact, isTradeOff, sourcedFields, type Tool } from "./tool.ts";

/** SPDX identifier → whether the Open Source Initiative approved that licence. */
export type Licences = ReadonlyMap<string, { osiApproved: boolean }>;

const wordsThatSell =
	/\b(leading|powerful|seamless(?:ly)?|best-in-class|cutting-edge|world-class|robust|blazing|effortless(?:ly)?|revolutionary|state-of-the-art|industry-standard|next-generation|innovative)\b/i;

const fewestFacts = 4;

/** What one tool's file says that its schema can't see: licence, sources, facts, names, what happened to it. */
export function checkTool(file: string, tool: Tool, licences: Licences): Problem[] {
	const problems: Problem[] = [];
	const say = (field: string, message: string) => problems.push({ file, field, message });
	if (!file.endsWith(`/${tool.id}.yaml`)) say("id", `expected the file's name, got ${JSON.stringify(tool.id)}`);
	if (tool.licence !== "Proprietary" && !licences.has(tool.licence)) {
		say("licence", `expected an SPDX identifier or "Proprietary", got ${JSON.stringify(tool.licence)}`);
	}
	for (const field of sourcedFields) {
		const filled = tool[field] !== undefined;
		const sourced = tool.sources[field] !== undefined;
		if (filled && !sourced) say(`sources.${field}`, `expected the page that ${field} was read from, got none`);
		if (!filled && sourced) say(`sources.${field}`, `expected no source, for ${field} is not filled`);
	}
	if (tool.facts.length < fewestFacts) say("facts", `expected at least ${fewestFacts}, got ${tool.facts.length}`);
	if (!tool.facts.some(isTradeOff)) say("facts", "expected at least one limit or requirement");
	const names = new Set([tool.id, tool.name, ...tool.aliases].map(nameKey));
	for (const word of tool.ordinary_words) {
		if (!names.has(nameKey(word))) say("ordinary_words", `expected its id, its name or one of its aliases, got ${JSON.stringify(word)}`);
	}
	if (tool.status.state !== "active" && tool.status.note === undefined) {
		say("status.note", "expected what happened and what to do, for the tool is not active");
	}
	return [...problems, ...checkFacts(file, "facts", tool.facts)];
}

/** Each fact of one list has an id of its own and says something that can be checked. */
export function checkFacts(file: string, field: string, facts: readonly Fact[]): Problem[] {
	const problems: Problem[] = [];
	const seen = new Set<string>();
	for (const [index, fact] of facts.entries()) {
		if (seen.has(fact.id)) problems.push({ file, field: `${field}.${index}.id`, message: `expected an id of its own, got ${JSON.stringify(fact.id)} twice` });
		seen.add(fact.id);
		const sold = wordsThatSell.exec(fact.text);
		if (sold !== null) problems.push({ file, field: `${field}.${index}.text`, message: `expected something that can be checked, got the word "${sold[0]}"` });
	}
	return problems;
}
