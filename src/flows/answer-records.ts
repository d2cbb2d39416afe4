import { z } from "zod";
import { type Answer, answerKinds } from "../core/answer/answer.ts";
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
	/** Asked about another's message, which the answer says. */
	credited: z.literal(true).optional(),
	threadTs: z.string(),
	need: needSchema,
	/** What kind of answer it is, and the ids of the tools that it recommends. */
	kind: z.enum(answerKinds),
	picks: z.array(z.string()),
	/** Tool's id → how much its entry speaks of what was asked. */
	relevance: z.record(z.string(), z.number()),
	/** Version of the catalog that it was answered by. */
	catalog: z.string(),
	/** Hash of the prompt, where a model wrote it. */
	prompt: z.string().optional(),
	/** Milliseconds since the epoch. */
	at: z.int(),
});
export type AnswerRecord = z.infer<typeof recordSchema>;

export type Message = Pick<AskedQuestion, "workspace" | "channel"> & { ts: string };
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
export const understoodFor = ({ need, relevance, answer }: Pick<Understood, "need" | "relevance"> & { answer: Answer }): Pick<AnswerRecord, "need" | "relevance" | "kind" | "picks"> => ({
	need,
	relevance: Object.fromEntries(relevance),
	kind: answer.kind,
	picks: answer.picks.map(({ tool }) => tool.id),
});

/** What every answer of a workspace came from, with the message that it is. */
export async function* answersWithPlaces(store: Pick<Store, "entries">, workspace: string): AsyncGenerator<{ key: string; message: Message; record: AnswerRecord }> {
	for await (const [key, value] of store.entries(`answer:${workspace}:`)) {
		const [, , channel, ts] = key.split(":");
		const parsed = recordSchema.safeParse(value);
		if (parsed.success && channel !== undefined && ts !== undefined) yield { key, message: { workspace, channel, ts }, record: parsed.data };
	}
}

/** What every answer of a workspace came from, or of all of them. */
export async function* allAnswers(store: Pick<Store, "entries">, workspace?: string): AsyncGenerator<AnswerRecord> {
	for await (const [, value] of store.entries(workspace === undefined ? "answer:" : `answer:${workspace}:`)) {
		const parsed = recordSchema.safeParse(value);
		if (parsed.success) yield parsed.data;
	}
}
