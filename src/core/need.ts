import { z } from "zod";
import { categoryId, cloudIds, complianceIds, focusIds, languageIds, modalityIds, personaId, stageId } from "./catalog/vocabulary.ts";

/** What somebody wants from us. The meaning of each stands in `tests/evals/README.md`, with the rules for labelling. */
export const intents = ["choose", "compare", "explain", "adopt", "follow-up", "vague", "off-topic", "injection", "no-answer"] as const;
export const intentId = z.enum(intents);
export type Intent = z.infer<typeof intentId>;

/** Each kind of constraint with its closed set of values; `tool` stands for any tool's id, `vendor` for whom the catalog names as one. */
export const constraintValues = {
	licence: ["open-source", "commercial-ok"],
	hosting: ["self-hosted", "managed", "air-gapped", "library"],
	kubernetes: ["yes", "no"],
	cloud: [...cloudIds, "multi"],
	language: languageIds,
	budget: ["free", "low", "enterprise"],
	compliance: complianceIds,
	"team-size": ["small", "large"],
	scale: ["small", "large", "very-large"],
	existing: "tool",
	exclude: "tool",
	"exclude-vendor": "vendor",
	modality: modalityIds,
} as const satisfies Record<string, readonly string[] | "tool" | "vendor">;

export type ConstraintKind = keyof typeof constraintValues;
export const constraintKinds = Object.keys(constraintValues) as ConstraintKind[];

export const constraintSchema = z.strictObject({ kind: z.enum(constraintKinds as [ConstraintKind, ...ConstraintKind[]]), value: z.string(), words: z.string() }).refine(({ kind, value }) => {
	const values: readonly string[] | "tool" | "vendor" = constraintValues[kind];
	return typeof values === "string" || values.includes(value);
}, "expected a value of that kind's closed set");

/** One thing that the answer must respect, with the asker's words that showed it. */
export type Constraint = z.infer<typeof constraintSchema>;

/** What people ask about a tool that they have before them; what else they ask is looked for in its facts. */
export const aspectIds = ["price", "licence", "hosting", "kubernetes", "vendor", "age", "upkeep", "effort", "leaving", "limits", "requirements", "ring", "users", "overview"] as const;
export type AspectId = (typeof aspectIds)[number];

const aboutSchema = z.strictObject({
	/** Ids of the tools that it is about. */
	tools: z.array(z.string()).min(1),
	aspects: z.array(z.enum(aspectIds)),
	/** Conditions that are asked about, not stated: "is it open source?" */
	conditions: z.array(constraintSchema),
	/** Words to look for in facts, where no field is asked about. */
	words: z.array(z.string()),
});
/** A question about tools that were shown or named, in place of a wish. */
export type About = z.infer<typeof aboutSchema>;

export const languageCodes = ["en", "es", "de", "fr", "pt", "zh", "tl"] as const;
export type LanguageCode = (typeof languageCodes)[number];
/** Languages that are recognised, and not read. */
export const unreadLanguages = ["ja", "ko", "ru", "it", "other"] as const;
export type UnreadLanguage = (typeof unreadLanguages)[number];

export const needSchema = z.strictObject({
	intent: intentId,
	persona: z.strictObject({
		id: personaId,
		/** 0 to 1; below the threshold the persona is `unknown`. */
		confidence: z.number().min(0).max(1),
		/** The words, or the profile title, that showed it. */
		words: z.array(z.string()),
		/** `wording`: no word says it, but all of them together speak for it. */
		from: z.enum(["told", "words", "wording", "title", "nothing"]),
	}),
	categories: z.array(z.strictObject({ id: categoryId, words: z.array(z.string()) })),
	stages: z.array(stageId),
	constraints: z.array(constraintSchema),
	/**
	 * Tools that the asker named or pointed at: by id, as they wrote it, whether the catalog holds it, whether the question is about that
	 * very tool, whether this message says it, and whether it asks why that one is not to be taken.
	 */
	mentions: z.array(
		z.strictObject({
			id: z.string(),
			name: z.string(),
			words: z.string(),
			inCatalog: z.boolean(),
			asked: z.literal(true).optional(),
			now: z.literal(true).optional(),
			whyNot: z.literal(true).optional(),
		}),
	),
	/** What it is to be made for, where that was asked: for models, or for software of any kind. */
	focus: z.enum(focusIds).optional(),
	/** Wishes of this message that no field of the catalog can judge, as an answer calls them: it says so. */
	unjudged: z.array(z.strictObject({ what: z.string(), words: z.string() })).optional(),
	/** They share machines that are there, and ask who gives them out. */
	machines: z.literal("shared").optional(),
	/** It names language models, and no kind of tool. */
	onlyModels: z.literal(true).optional(),
	/** What this message asks about tools that were shown or named. */
	about: aboutSchema.optional(),
	/** What the thread was shown last, for an answer that goes on from it. */
	after: z
		.strictObject({
			tools: z.array(z.string()),
			/** What this message adds to what must hold. */
			added: z.array(constraintSchema),
			/** It says nothing else that could change the answer. */
			stands: z.literal(true).optional(),
			/** It asks for others than those: every tool that the thread was shown. */
			besides: z.array(z.string()).optional(),
			/** It asks who was left out, which one of them to take, whether such a tool is needed at all, what the rings mean; or it says that it was misread. */
			wants: z.enum(["left-out", "one", "whether", "meaning", "rings"]).optional(),
		})
		.optional(),
	language: z.enum(languageCodes),
	/** A language that is not read, where the message is in one. */
	unread: z.enum(unreadLanguages).optional(),
});

/** A question as understood. Everything in it was said by the asker; `words` show where. */
export type Need = z.infer<typeof needSchema>;

export const valuesOf = (need: Pick<Need, "constraints">, kind: ConstraintKind): string[] => need.constraints.filter((constraint) => constraint.kind === kind).map(({ value }) => value);

/** Nothing can be both run by its vendor and cut off from the outside. */
export const wantsManagedAndCutOff = (need: Pick<Need, "constraints">): boolean => ["managed", "air-gapped"].every((value) => valuesOf(need, "hosting").includes(value));

/** Whether the question is about this tool: "is it any good?", "why not that one?" */
export const isAsked = ({ asked, whyNot }: Need["mentions"][number]): boolean => asked === true || whyNot === true;
