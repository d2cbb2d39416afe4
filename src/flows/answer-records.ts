import { z } from "zod";
import { needSchema } from "../core/need.ts";
import type { Understood } from "../core/recommend.ts";
import type { AskedQuestion, Store } from "../ports.ts";

/** How long what an answer came from is kept, for "Details", corrections and feedback. */
const ttlMs = 30 * 24 * 60 * 60 * 1000;

/**
 * What an answer came from: enough to work it out again, to correct it, and to say what it was about. Never the question's
 * text, only the words that showed something.
 */
const recordSchema = z.strictObject({
	/** Id of the question. */
	question: z.string(),
	/** Who asked. */
	user: z.string(),
	threadTs: z.string(),
	need: needSchema,
	/** Tool's id → how much its entry speaks of what was asked. */
	relevance: z.record(z.string(), z.number()),
	/** Version of the catalog that it was answered by. */
	catalog: z.string(),
	/** Milliseconds since the epoch. */
	at: z.int(),
});
export type AnswerRecord = z.infer<typeof recordSchema>;

type Message = Pick<AskedQuestion, "workspace" | "channel"> & { ts: string };
const keyOf = ({ workspace, channel, ts }: Message): string => `answer:${workspace}:${channel}:${ts}`;

/** What the answer in this message came from; `undefined` where it is not, or no longer, known. */
export async function recallAnswer(store: Store, message: Message): Promise<AnswerRecord | undefined> {
	const stored = recordSchema.safeParse(await store.get(keyOf(message)));
	return stored.success ? stored.data : undefined;
}

export async function rememberAnswer(store: Store, message: Message, record: AnswerRecord): Promise<void> {
	await store.set(keyOf(message), record, ttlMs);
}

/** What a question was understood as, in the form in which it is kept. */
export const understoodFor = ({ need, relevance }: Pick<Understood, "need" | "relevance">): Pick<AnswerRecord, "need" | "relevance"> => ({ need, relevance: Object.fromEntries(relevance) });
