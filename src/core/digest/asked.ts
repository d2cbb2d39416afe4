import { z } from "zod";
import type { Answer } from "../answer/answer.ts";
import { categoryId, personaId, stageId } from "../catalog/vocabulary.ts";
import { constraintKinds, intentId } from "../need.ts";

/** What became of a question. `aside` is small talk and what is none of ours. */
export const outcomes = ["answered", "nothing-fits", "cannot-answer", "asked-back", "aside"] as const;

/** What is remembered of a question for the digests: nothing of its words, and not who asked. */
export const askedSchema = z.strictObject({
	/** The question's. */
	id: z.string(),
	workspace: z.string(),
	channel: z.string(),
	/** The thread that it was answered in, where everybody can see it. */
	thread: z.string().optional(),
	/** Whether it was asked where not everybody in the workspace can read. */
	isPrivate: z.boolean(),
	/** Milliseconds since the epoch. */
	at: z.number(),
	outcome: z.enum(outcomes),
	intent: intentId,
	persona: personaId,
	categories: z.array(categoryId),
	stages: z.array(stageId),
	/** From closed sets: "hosting" and "air-gapped". */
	constraints: z.array(z.strictObject({ kind: z.enum(constraintKinds as [string, ...string[]]), value: z.string() })),
	/** Whether it named a product that the catalog does not hold. */
	namedUnknown: z.boolean(),
	/** Ids of the tools that were recommended. */
	picks: z.array(z.string()),
	/** Thumbs up less thumbs down. */
	rating: z.int(),
});
export type Asked = z.infer<typeof askedSchema>;

export type AskedWhere = Pick<Asked, "id" | "workspace" | "channel" | "thread" | "isPrivate" | "at">;

/** What is remembered of an answer. */
export const askedOf = (where: AskedWhere, answer: Answer): Asked => ({
	...where,
	outcome: outcomeOf(answer),
	intent: answer.need.intent,
	persona: answer.need.persona.id,
	categories: answer.need.categories.map(({ id }) => id),
	stages: answer.need.stages,
	// Which tools somebody runs or refuses is more than a digest has to know.
	constraints: answer.need.constraints.filter(({ kind }) => kind !== "existing" && kind !== "exclude").map(({ kind, value }) => ({ kind, value })),
	namedUnknown: answer.need.mentions.some(({ inCatalog }) => !inCatalog),
	picks: answer.picks.map(({ tool }) => tool.id),
	rating: 0,
});

function outcomeOf({ kind, need }: Answer): Asked["outcome"] {
	if (kind === "greeting" || need.intent === "off-topic" || need.intent === "injection") return "aside";
	if (kind === "decline") return "cannot-answer";
	if (kind === "nothing-fits") return "nothing-fits";
	return kind === "ask-back" ? "asked-back" : "answered";
}

/** Where a digest is read. */
export type Readers = {
	channel: string;
	/** Whether another organisation reads along, or nobody knows. */
	isShared: boolean;
};

/**
 * What a digest may count: its own channel's questions, and those of channels that everybody in the workspace can read, as
 * long as nobody else reads along.
 */
export const readableFor = ({ channel, isShared }: Readers, asked: readonly Asked[]): Asked[] => asked.filter((one) => one.channel === channel || (!one.isPrivate && !isShared));

/** One question with its follow-ups: each thread once, as it was understood in the end. */
export function conversations(asked: readonly Asked[]): Asked[] {
	const byThread = new Map<string, Asked>();
	for (const one of asked.toSorted((a, b) => a.at - b.at)) {
		if (one.outcome === "aside") continue;
		const key = `${one.channel} ${one.thread ?? one.id}`;
		byThread.set(key, { ...one, rating: one.rating + (byThread.get(key)?.rating ?? 0) });
	}
	return [...byThread.values()];
}
