import { z } from "zod";
import { constraintKinds, intentId, languageCodes } from "../../core/need.ts";
import { shown } from "./evidence.ts";

/** What the page asks for: the answer, by its channel and timestamp. */
export const explainQuery = z.strictObject({ channel: z.string().regex(/^[CDG][A-Z0-9]+$/, "expected a channel's id"), ts: z.string().regex(/^\d+\.\d{6}$/, "expected a message's timestamp") });

const stage = z.strictObject({ name: z.string(), asked: z.boolean() });

/** What each check of the grounding looks for, by the code of its violation. */
export const checkCodes = ["not_a_pick", "breaks_constraint", "foreign_fact", "foreign_tool", "link", "mention"] as const;

export const stepIds = ["understand", "search", "rank", "write", "check", "draw"] as const;
export type StepId = (typeof stepIds)[number];

/** How an answer was made, as the page shows it: in words where a person reads it, in ids where the page decides by it. */
export const explanationSchema = z.strictObject({
	asked: z.strictObject({
		by: z.string(),
		/** The asker's messages in the thread, oldest first; the last one is the question that is answered. */
		turns: z.array(z.strictObject({ parts: z.array(z.strictObject({ text: z.string(), shows: z.array(z.enum(shown)) })) })).min(1),
	}),
	understood: z.strictObject({
		intent: z.strictObject({ id: intentId, says: z.string() }),
		persona: z.strictObject({ name: z.string(), confidence: z.number().min(0).max(1), from: z.enum(["told", "words", "wording", "title", "nothing"]), words: z.array(z.string()) }),
		categories: z.array(z.strictObject({ name: z.string(), words: z.array(z.string()) })),
		/** The two loops of the lifecycle, each with its stages in order. */
		lifecycle: z.strictObject({ model: z.array(stage), software: z.array(stage) }),
		/** `filters`: a tool that does not meet it is left out; the others weigh. */
		constraints: z.array(z.strictObject({ kind: z.enum(constraintKinds as [string, ...string[]]), says: z.string(), words: z.string(), filters: z.boolean() })),
		mentions: z.array(z.strictObject({ name: z.string(), words: z.string(), inCatalog: z.boolean() })),
		language: z.enum(languageCodes),
	}),
	/** How many tools there were at each step. */
	funnel: z.strictObject({ catalog: z.int(), considered: z.int(), fitting: z.int(), picked: z.int() }),
	/** Best first. `place` counts from 1 among the picks; `null` for a tool that the answer does not recommend. */
	ranked: z.array(z.strictObject({ name: z.string(), category: z.string(), place: z.int().nullable(), score: z.number(), reasons: z.array(z.strictObject({ points: z.number(), why: z.string() })) })),
	/** Tools by the reason for which they were left out. `filter` is what the asker said, where that is the reason. */
	leftOut: z.array(z.strictObject({ because: z.string(), filter: z.string().nullable(), unknown: z.boolean(), tools: z.array(z.string()).min(1) })),
	answer: z.strictObject({
		kind: z.string(),
		writtenBy: z.enum(["catalog", "model"]),
		/** Of each tool in it: which of the persona's need, want and frustration it serves, and the facts that are printed word for word. */
		tools: z.array(
			z.strictObject({
				name: z.string(),
				serves: z.array(z.strictObject({ whose: z.string(), benefit: z.string(), short: z.string() })),
				facts: z.array(z.strictObject({ text: z.string(), source: z.url(), asOf: z.string().nullable() })),
			}),
		),
		/** What was worked out again is, word for word, what was posted; or it has the same tools, and a model's words; or neither. */
		same: z.enum(["words", "tools", "no"]),
	}),
	checks: z.array(z.strictObject({ code: z.enum(checkCodes), says: z.string(), looked: z.string(), failed: z.array(z.string()) })),
	/** Milliseconds per step, measured while this was worked out. */
	steps: z.array(z.strictObject({ id: z.enum(stepIds), ms: z.number().min(0) })),
	/** Version of the catalog. */
	catalog: z.string(),
});

export type Explanation = z.infer<typeof explanationSchema>;
