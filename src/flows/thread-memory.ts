import { z } from "zod";
import { type Turn, turnSchema } from "../core/understanding/turn.ts";
import type { AskedQuestion, Store } from "../ports.ts";

/** How long a thread is remembered after its last question. */
const ttlMs = 30 * 24 * 60 * 60 * 1000;
/** Questions of a thread that are remembered; the oldest go first. */
export const mostTurns = 20;

/** A question that was answered in the thread: who asked it, when, and what it said. Never its text. */
const answeredSchema = z.strictObject({
	question: z.string(),
	user: z.string(),
	at: z.int(),
	turn: turnSchema,
	/** Ids of the messages that were answered along with it. */
	along: z.array(z.string()).optional(),
	/** Nobody asked it: it was said before we were first asked here. */
	before: z.literal(true).optional(),
});
export type Answered = z.infer<typeof answeredSchema>;
const threadSchema = z.array(answeredSchema);

type Place = Pick<AskedQuestion, "workspace" | "channel"> & { threadTs: string };
const keyOf = ({ workspace, channel, threadTs }: Place): string => `thread:${workspace}:${channel}:${threadTs}`;

/** What was asked and answered in a thread, oldest first; empty where nothing is remembered. */
export async function recallThread(store: Store, place: Place): Promise<Answered[]> {
	const stored = threadSchema.safeParse(await store.get(keyOf(place)));
	return stored.success ? stored.data : [];
}

/**
 * What the asker asked before this question, and what was heard of others: what they said counts, who they are does not. The
 * question itself may be noted already where an interruption brought it back.
 */
export function turnsBefore(thread: readonly Answered[], { id, user }: AskedQuestion): { heard: Turn[]; earlier: Turn[] } {
	const said = thread.filter(({ question }) => question !== id);
	const isOwn = (one: Answered): boolean => one.before !== true && one.user === user;
	return { heard: said.filter((one) => !isOwn(one)).map(({ turn }) => turn), earlier: said.filter(isOwn).map(({ turn }) => turn) };
}

/** Adds an answered question to its thread; once, also when an interruption brings it back. */
export async function rememberTurn(store: Store, place: Place, thread: readonly Answered[], answered: Answered): Promise<void> {
	if (thread.some(({ question }) => question === answered.question)) return;
	await writeThread(store, place, [...thread, answered]);
}

/** Every thread of a workspace that is remembered. */
export async function* threadsWithPlaces(store: Pick<Store, "entries">, workspace: string): AsyncGenerator<{ place: Place; thread: Answered[] }> {
	for await (const [key, value] of store.entries(`thread:${workspace}:`)) {
		const [, , channel, threadTs] = key.split(":");
		const parsed = threadSchema.safeParse(value);
		if (parsed.success && channel !== undefined && threadTs !== undefined) yield { place: { workspace, channel, threadTs }, thread: parsed.data };
	}
}

/** Puts a whole thread's memory in place of what was kept of it. */
export async function writeThread(store: Store, place: Place, thread: readonly Answered[]): Promise<void> {
	if (thread.length === 0) await store.delete(keyOf(place));
	else await store.set(keyOf(place), thread.slice(-mostTurns), ttlMs);
}
