import { z } from "zod";
import type { AnswerPart } from "../answer/answer.ts";
import { type Benefit, benefits, factKinds, type ServedPersona, servedPersonas } from "../catalog/vocabulary.ts";
import type { GroundingProblem } from "../grounding/problem.ts";
import { factsGiven, type Given, servesOf, toolsOfPart } from "./given.ts";

/** One pick as a model explains it. Ids are checked against the pick; `why` is the only prose. */
export type WrittenPick = { tool: string; facts: string[]; trade_off: string; serves: `${ServedPersona}/${Benefit}`; why: string };

/** One row of a comparison: which facts to print side by side; `null` where a tool has none on it. Keys `fact_1` … follow the compared tools. */
export type WrittenRow = { about: (typeof factKinds)[number] } & Record<`fact_${number}`, string | null>;

type PartValues = {
	[part: `pick_${number}`]: WrittenPick;
	[part: `take_${number}` | `step_${number}`]: string;
	headline: string;
	decides: WrittenRow[];
	when: string;
	when_not: string;
	lifecycle: string;
	question: string | null;
};

/** What a model wrote: whole, or the parts of it that are complete. */
export type WrittenAnswer = Partial<PartValues>;
export type WrittenPart<Part extends AnswerPart = AnswerPart> = PartValues[Part];

export const mostCitedFacts = 3;
export const mostRows = 4;

const prose = z.string();
/** Enums of at least one value, which JSON Schema asks for. */
const oneOf = (values: readonly string[]) => z.enum(values as [string, ...string[]]);

/**
 * The shape of one part. Nothing but given ids passes. Lengths are refinements, so that they are validated but stay out of
 * the JSON Schema: not every server that knows `json_schema` takes `minItems` and `maxItems`.
 */
function schemaOf(given: Given, part: AnswerPart): z.ZodType {
	if (part === "question") return prose.nullable();
	if (part === "decides") {
		const compared = given.answer.comparison?.tools ?? [];
		const facts = Object.fromEntries(compared.map((tool, at) => [`fact_${at + 1}`, oneOf(factsGiven(given, tool).facts.map(({ id }) => id)).nullable()]));
		return z.array(z.strictObject({ about: z.enum(factKinds), ...facts })).refine((rows) => rows.length >= 1 && rows.length <= mostRows, `expected 1 to ${mostRows} rows`);
	}
	if (!part.startsWith("pick_")) return prose;
	const [tool] = toolsOfPart(given, part);
	if (tool === undefined) throw new Error(`Expected a tool for ${part}, got none`);
	const { facts, tradeOffs } = factsGiven(given, tool);
	return z.strictObject({
		tool: oneOf([tool.id]),
		facts: z
			.array(oneOf(facts.map(({ id }) => id)))
			.refine((ids) => ids.length >= 1 && ids.length <= mostCitedFacts, `expected 1 to ${mostCitedFacts} facts`)
			.refine((ids) => new Set(ids).size === ids.length, "expected no fact twice"),
		trade_off: oneOf(tradeOffs.map(({ id }) => id)),
		serves: oneOf(servesOf(tool)),
		why: prose,
	});
}

/** The schema of everything that a model writes for this answer: one key per part, in order, so that nothing can be added, dropped or reordered. */
export const writtenSchema = (given: Given): z.ZodType<WrittenAnswer> =>
	z.strictObject(Object.fromEntries(given.parts.map((part) => [part, schemaOf(given, part)]))) as unknown as z.ZodType<WrittenAnswer>; // the parts are PartValues' own keys

/** The same as JSON Schema, within what structured output takes in strict mode: every field required, nothing additional, null instead of absent. */
export function writtenJsonSchema(given: Given): Record<string, unknown> {
	const { $schema: _, ...schema } = z.toJSONSchema(writtenSchema(given), { target: "draft-7" }) as Record<string, unknown>;
	return schema;
}

/** Reads one part; an id that is not among the given ones is a foreign fact, anything else of another shape is malformed. */
export function readPart(given: Given, part: AnswerPart, raw: unknown): { value: WrittenPart } | { problems: GroundingProblem[] } {
	const parsed = schemaOf(given, part).safeParse(raw);
	if (parsed.success) return { value: parsed.data as WrittenPart }; // the schema is that part's
	return {
		problems: parsed.error.issues.map(({ path, code, message }) => ({
			code:
				code === "invalid_value" && path.some((key) => typeof key === "string" && /^(?:facts|trade_off|fact_)/.test(key))
					? "foreign_fact"
					: code === "invalid_value" && path[0] === "tool"
						? "not_a_pick"
						: "malformed",
			at: [part, ...path].join("."),
			detail: message,
		})),
	};
}

/** Whose benefit, apart: `["ml-researcher", "need"]`. */
export const servesParts = (serves: WrittenPick["serves"]): [ServedPersona, Benefit] => {
	const persona = servedPersonas.find((id) => serves.startsWith(`${id}/`));
	const benefit = benefits.find((id) => serves.endsWith(`/${id}`));
	if (persona === undefined || benefit === undefined) throw new Error(`Expected a persona and a benefit, got ${JSON.stringify(serves)}`);
	return [persona, benefit];
};
