import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { AskedModel } from "../support/model-peer.ts";

const prose = z.string().min(1);
const id = z.string().min(1);
const wordsSchema = z.strictObject({
	/** What was asked, as it stands in the conversation. */
	question: prose,
	headline: prose.optional(),
	picks: z.record(id, z.strictObject({ facts: z.array(id).min(1), trade_off: id, serves: prose, why: prose })).optional(),
	takes: z.record(id, prose).optional(),
	decides: z.array(z.strictObject({ about: prose, facts: z.record(id, id) })).optional(),
	when: prose.optional(),
	when_not: prose.optional(),
	steps: z.array(prose).optional(),
	lifecycle: prose.optional(),
	ask: prose.nullable().optional(),
});
/** What a model says to one question, said by us: what is about a tool under the tool's id, so that the order of the tools doesn't matter. */
export type ModelWords = z.infer<typeof wordsSchema>;

export const wordsFile = "tests/examples/model-words.yaml";

/** Throws where the file is not in this shape. */
export function readModelWords(): readonly ModelWords[] {
	const read = z.array(wordsSchema).safeParse(parse(readFileSync(join(import.meta.dirname, "../..", wordsFile), "utf8")));
	if (!read.success) throw new Error(`${wordsFile}:\n${z.prettifyError(read.error)}`);
	return read.data;
}

/**
 * What the model is to be played with: its words for a question, in the shape that the request asks for. `missing` names the
 * parts, and the tools that they are about, for which there are none.
 */
export function outputFor(words: ModelWords, { schema, messages }: AskedModel): { output: Record<string, unknown>; missing: string[] } {
	const tools = toolsOfParts(messages.map(({ content }) => content).join("\n"));
	const parts = Object.keys((schema?.properties ?? {}) as object).map((part) => ({ part, tool: tools.get(part), said: wordsFor(words, part, tools) }));
	return {
		output: Object.fromEntries(parts.map(({ part, said }) => [part, said])),
		missing: parts.filter(({ said }) => said === undefined).map(({ part, tool }) => (tool === undefined ? part : `${part} (${tool})`)),
	};
}

/** Which tool a part is about, from the lines of the prompt that begin a tool: "pick_1 take_2 MLflow (mlflow): …". */
const toolsOfParts = (prompt: string): ReadonlyMap<string, string> =>
	new Map(
		[...prompt.matchAll(/^((?:(?:pick|take)_\d+ )+).*? \(([a-z0-9-]+)\): /gm)].flatMap(([, parts = "", tool = ""]) =>
			parts
				.trim()
				.split(" ")
				.map((part) => [part, tool] as const),
		),
	);

function wordsFor(words: ModelWords, part: string, tools: ReadonlyMap<string, string>): unknown {
	const [kind, number] = part.split("_");
	const tool = tools.get(part) ?? "";
	switch (kind) {
		case "pick": {
			const said = words.picks?.[tool];
			return said === undefined ? undefined : { tool, ...said };
		}
		case "take":
			return words.takes?.[tool];
		case "step":
			return words.steps?.[Number(number) - 1];
		case "decides":
			return words.decides?.map(({ about, facts }) => ({ about, ...factsInOrder(facts, tools) }));
		case "question":
			return words.ask;
		default:
			return words[part as "headline" | "when" | "when_not" | "lifecycle"]; // these are the other parts
	}
}

/** The facts of a row under the keys that a comparison wants, in the order of its tools. */
const factsInOrder = (facts: Readonly<Record<string, string>>, tools: ReadonlyMap<string, string>): Record<string, string | null> =>
	Object.fromEntries([...tools].filter(([part]) => part.startsWith("take_")).map(([part, tool]) => [part.replace("take", "fact"), facts[tool] ?? null]));
