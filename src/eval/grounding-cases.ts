import { readFileSync } from "node:fs";
import { z } from "zod";
import type { AnswerPart } from "../core/answer/answer.ts";
import { compose } from "../core/answer/compose.ts";
import type { CategoryId } from "../core/catalog/vocabulary.ts";
import type { Lexicon } from "../core/grounding/lexicon.ts";
import { type GroundingCode, groundingCodes } from "../core/grounding/problem.ts";
import type { GroundingContext } from "../core/grounding/prose-grounding.ts";
import type { Candidate } from "../core/ranking/shortlist.ts";
import { shortlist } from "../core/ranking/shortlist.ts";
import { type Reader, readMessage, understand } from "../core/understanding/understand.ts";
import { givenFor } from "../core/writing/given.ts";

/** An answer as a good model would write it: `tools` are the picks where a shortlist decides them, so that the case outlives a change of the ranking. */
export const validCaseSchema = z.strictObject({
	id: z.string(),
	question: z.string(),
	tools: z.array(z.string()).optional(),
	written: z.record(
		z.string(),
		z.union([z.string(), z.null(), z.strictObject({ facts: z.array(z.string()), trade_off: z.string(), serves: z.string(), why: z.string() }), z.array(z.record(z.string(), z.string().nullable()))]),
	),
});
export type ValidCase = z.infer<typeof validCaseSchema>;

/** An output that must not pass: one part of a case's answer, replaced, and at least which codes it must be turned down for. */
export const adversarialCaseSchema = z.strictObject({
	id: z.string(),
	/** What is wrong with it, in the issue's own kinds: "foreign-tool", "price". */
	kind: z.string(),
	/** The valid case whose question and picks it answers. */
	of: z.string(),
	part: z.string(),
	raw: z.unknown(),
	codes: z.array(z.enum(groundingCodes as unknown as [GroundingCode, ...GroundingCode[]])).min(1),
});
export type AdversarialCase = z.infer<typeof adversarialCaseSchema>;

const readLines = <T>(schema: z.ZodType<T>, file: string): T[] =>
	readFileSync(file, "utf8")
		.split("\n")
		.filter((line) => line !== "")
		.map((line, at) => {
			const parsed = schema.safeParse(JSON.parse(line));
			if (!parsed.success) throw new Error(`${file}:${at + 1}: ${z.prettifyError(parsed.error)}`);
			return parsed.data;
		});
export const readValidCases = (file: string): ValidCase[] => readLines(validCaseSchema, file);
export const readAdversarialCases = (file: string): AdversarialCase[] => readLines(adversarialCaseSchema, file);

/** What a case's prose is held against: its question, read by the rules, and its own picks. */
export function contextOf(reader: Reader, lexicon: Lexicon, prompts: readonly string[], { id, question, tools }: ValidCase, today: string): GroundingContext {
	const { catalog } = reader;
	const need = understand(reader, readMessage(reader, question));
	const list = shortlist(catalog, need);
	const picks: Candidate[] | undefined = tools?.map((tool) => {
		const known = catalog.tools.get(tool);
		if (known === undefined) throw new Error(`${id}: expected a tool of the catalog, got ${JSON.stringify(tool)}`);
		const category = need.categories.map((one) => one.id).find((one) => known.categories[one] !== undefined) ?? (Object.keys(known.categories)[0] as CategoryId);
		return { tool: known, category, score: 1, reasons: [] };
	});
	const answer = compose({
		catalog,
		need: picks === undefined ? need : { ...need, intent: "choose" },
		shortlist: picks === undefined ? list : { ...list, picks, ranked: [...picks, ...list.ranked] },
		today,
	});
	const given = givenFor(catalog, answer);
	if (given === undefined) throw new Error(`${id}: expected an answer that a model may write, got ${answer.kind}`);
	return { given, lexicon, askedText: question, prompts };
}

/** A pick as a model would return it: with the tool's id, which a case leaves to its place. */
export function withTool({ given }: GroundingContext, part: string, raw: unknown): unknown {
	const tool = part.startsWith("pick_") && typeof raw === "object" && raw !== null && !Array.isArray(raw) ? given.answer.picks[Number(part.slice(5)) - 1]?.tool.id : undefined;
	return tool === undefined ? raw : { tool, ...(raw as object) };
}

/** A case's parts as a model would return them. */
export const partsOf = (context: GroundingContext, { written }: ValidCase): { part: AnswerPart; raw: unknown }[] =>
	Object.entries(written).map(([key, raw]) => ({ part: key as AnswerPart, raw: withTool(context, key, raw) })); // a key that is no part is found by the schema
