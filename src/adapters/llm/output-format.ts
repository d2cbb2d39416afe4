import type { ChatCompletionCreateParamsStreaming } from "openai/resources/chat/completions";
import type { z } from "zod";
import type { LlmMessage, LlmRequest } from "../../ports.ts";

/** How a server is made to answer in JSON, the surest way first. Whichever it is, the output is checked by the schema. */
export const outputModes = ["json_schema", "json_object", "text"] as const;
export type OutputMode = (typeof outputModes)[number];

type JsonSchema = { [keyword: string]: unknown; description?: string };
type Asked = Pick<ChatCompletionCreateParamsStreaming, "messages" | "response_format">;

/** What of a request depends on the mode. */
export async function inMode(mode: OutputMode, { messages, schema, schemaName }: Pick<LlmRequest<unknown>, "messages" | "schema" | "schemaName">): Promise<Asked> {
	const { zodResponseFormat } = await import("openai/helpers/zod");
	const { schema: strict = {} } = zodResponseFormat(schema as z.ZodType, schemaName).json_schema;
	if (mode === "json_schema") {
		const asked = { name: schemaName, strict: true, schema: withoutLimits(strict) as JsonSchema };
		return { messages: [...messages], response_format: { type: "json_schema", json_schema: asked } };
	}
	const told = withNote(messages, `Reply with one JSON object and nothing else. It fits this JSON Schema:\n${JSON.stringify(strict)}`);
	return mode === "json_object" ? { messages: told, response_format: { type: "json_object" } } : { messages: told };
}

/** Some servers want their only system message first. */
function withNote(messages: readonly LlmMessage[], note: string): LlmMessage[] {
	const [first, ...rest] = messages;
	return first?.role === "system" ? [{ role: "system", content: `${first.content}\n\n${note}` }, ...rest] : [{ role: "system", content: note }, ...messages];
}

/** Limits that some servers refuse in a strict schema, each with how it is told instead. */
const limits: Readonly<Record<string, (value: unknown) => string>> = {
	minLength: (value) => `at least ${value} characters`,
	maxLength: (value) => `at most ${value} characters`,
	minItems: (value) => `at least ${value}`,
	maxItems: (value) => `at most ${value}`,
	uniqueItems: () => "each once",
	minimum: (value) => `${value} or more`,
	maximum: (value) => `${value} or less`,
	exclusiveMinimum: (value) => `more than ${value}`,
	exclusiveMaximum: (value) => `less than ${value}`,
	multipleOf: (value) => `a multiple of ${value}`,
	pattern: (value) => `matching ${value}`,
	format: (value) => `a ${value}`,
};

/** The same schema with its limits in its descriptions. */
function withoutLimits(schema: unknown): unknown {
	if (Array.isArray(schema)) return schema.map(withoutLimits);
	if (typeof schema !== "object" || schema === null) return schema;
	const told: string[] = [];
	const kept: JsonSchema = {};
	for (const [keyword, value] of Object.entries(schema)) {
		const tell = limits[keyword];
		if (keyword === "$schema") continue;
		if (keyword === "properties" || keyword === "$defs" || keyword === "definitions")
			kept[keyword] = Object.fromEntries(Object.entries(value as object).map(([name, of]) => [name, withoutLimits(of)]));
		else if (keyword === "enum" || keyword === "const" || keyword === "required") kept[keyword] = value;
		else if (tell === undefined) kept[keyword] = withoutLimits(value);
		// A safe integer's range says nothing.
		else if (!(typeof value === "number" && Math.abs(value) >= Number.MAX_SAFE_INTEGER)) told.push(tell(value));
	}
	if (told.length > 0) kept.description = [kept.description, told.join(", ")].filter((part) => part !== undefined).join("; ");
	return kept;
}
