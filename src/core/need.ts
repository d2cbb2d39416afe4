import { z } from "zod";
import { categoryId, cloudIds, complianceIds, focusIds, languageIds, modalityIds, personaId, stageId } from "./catalog/vocabulary.ts";

/** What somebody wants from us. The meaning of each stands in `tests/evals/README.md`, with the rules for labelling. */
export const intents = ["choose", "compare", "explain", "adopt", "follow-up", "vague", "off-topic", "injection", "no-answer"] as const;
export const intentId = z.enum(intents);
export type Intent = z.infer<typeof intentId>;

/** Each kind of constraint with its closed set of values; `tool` stands for any tool's id. */
export const constraintValues = {
	licence: ["open-source", "commercial-ok"],
	hosting: ["self-hosted", "managed", "air-gapped"],
	kubernetes: ["yes", "no"],
	cloud: [...cloudIds, "multi"],
	language: languageIds,
	budget: ["free", "low", "enterprise"],
	compliance: complianceIds,
	"team-size": ["small", "large"],
	scale: ["small", "large", "very-large"],
	existing: "tool",
	exclude: "tool",
	modality: modalityIds,
} as const satisfies Record<string, readonly string[] | "tool">;

export type ConstraintKind = keyof typeof constraintValues;
export const constraintKinds = Object.keys(constraintValues) as ConstraintKind[];

export const constraintSchema = z.strictObject({ kind: z.enum(constraintKinds as [ConstraintKind, ...ConstraintKind[]]), value: z.string(), words: z.string() }).refine(({ kind, value }) => {
	const values: readonly string[] | "tool" = constraintValues[kind];
	return values === "tool" || values.includes(value);
}, "expected a value of that kind's closed set");

/** One thing that the answer must respect, with the asker's words that showed it. */
export type Constraint = z.infer<typeof constraintSchema>;

export const languageCodes = ["en", "es", "de", "fr", "pt", "zh", "tl"] as const;
export type LanguageCode = (typeof languageCodes)[number];

export const needSchema = z.strictObject({
	intent: intentId,
	persona: z.strictObject({
		id: personaId,
		/** 0 to 1; below the threshold the persona is `unknown`. */
		confidence: z.number().min(0).max(1),
		/** The words, or the profile title, that showed it. */
		words: z.array(z.string()),
		from: z.enum(["told", "words", "title", "nothing"]),
	}),
	categories: z.array(z.strictObject({ id: categoryId, words: z.array(z.string()) })),
	stages: z.array(stageId),
	constraints: z.array(constraintSchema),
	/** Tools that the asker named: by id, as they wrote it, whether the catalog holds it, and whether the question is about that very tool. */
	mentions: z.array(z.strictObject({ id: z.string(), name: z.string(), words: z.string(), inCatalog: z.boolean(), asked: z.literal(true).optional() })),
	/** What it is to be made for, where that was asked: for models, or for software of any kind. */
	focus: z.enum(focusIds).optional(),
	/** Wishes of this message that no field of the catalog can judge, as an answer calls them: it says so. */
	unjudged: z.array(z.strictObject({ what: z.string(), words: z.string() })).optional(),
	language: z.enum(languageCodes),
});

/** A question as understood. Everything in it was said by the asker; `words` show where. */
export type Need = z.infer<typeof needSchema>;

export const valuesOf = (need: Pick<Need, "constraints">, kind: ConstraintKind): string[] => need.constraints.filter((constraint) => constraint.kind === kind).map(({ value }) => value);

/** Nothing can be both run by its vendor and cut off from the outside. */
export const wantsManagedAndCutOff = (need: Pick<Need, "constraints">): boolean => ["managed", "air-gapped"].every((value) => valuesOf(need, "hosting").includes(value));
