import { z } from "zod";
import { type Turn, turnSchema } from "../core/understanding/turn.ts";
import type { AskedQuestion, Store } from "../ports.ts";

/** How long a thread is remembered after its last question. */
const ttlMs = 30 * 24 * 60 * 60 * 1000;
/** Questions of a thread that are remembered; the oldest go first. */
export const mostTurns = 20;

/** A question that was answered in the thread: who asked it, when, and what it said. Never its text. */
const answeredSchema = z.strictObject({ question: z.string(), user: z.string(), at: z.int(), turn: turnSchema });
export type Answered = z.infer<typeof answeredSchema>;
const threadSchema = z.array(answeredSchema);

type Place = Pick<AskedQuestion, "workspace" | "channel"> & { threadTs: string };
const keyOf = ({ workspace, channel, threadTs }: Place): string => `thread:${workspace}:${channel}:${threadTs}`;

/** What was asked and answered in a thread, oldest first; empty where nothing is remembered. */
export async function recallThread(store: Store, place: Place): Promise<Answered[]> {
	const stored = threadSchema.safeParse(await store.get(keyOf(place)));
	return stored.success ? stored.data : [];
}

/** What was said before this question; the question itself may be noted already where an interruption brought it back. */
export const turnsBefore = (thread: readonly Answered[], { id }: AskedQuestion): Turn[] => thread.filter(({ question }) => question !== id).map(({ turn }) => turn);

/** Adds an answered question to its thread; once, also when an interruption brings it back. */
export async function rememberTurn(store: Store, place: Place, thread: readonly Answered[], answered: Answered): Promise<void> {
	if (thread.some(({ question }) => question === answered.question)) return;
	await store.set(keyOf(place), [...thread, answered].slice(-mostTurns), ttlMs);
}
