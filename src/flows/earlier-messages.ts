import { understandQuestion } from "../core/recommend.ts";
import type { AskedQuestion, Messenger, Store } from "../ports.ts";
import type { Knowledge } from "./knowledge.ts";
import { type Answered, mostTurns, writeThread } from "./thread-memory.ts";

const readTtlMs = 30 * 24 * 60 * 60 * 1000;

/** What is known of a thread for an answer, and what of it is kept. */
export type KnownThread = { known: Answered[]; kept: Answered[] };

/**
 * A thread's memory with what people wrote before we were first asked there: read from Slack once. A reading that does not
 * reach the thread's beginning counts for this answer alone; it, and one that fails, never replaces what is stored.
 */
export async function withEarlierMessages(
	{ store, messenger }: { store: Store; messenger: Messenger },
	{ reader, search }: Knowledge,
	question: AskedQuestion & { threadTs: string },
	thread: Answered[],
): Promise<KnownThread> {
	const asStored = { known: thread, kept: thread };
	const { kind, workspace, channel, ts, threadTs } = question;
	if (kind !== "mention" || ts === threadTs || thread.length > 0) return asStored;
	const key = `read:${workspace}:${channel}:${threadTs}`;
	if ((await store.get(key)) === true) return asStored;
	const read = await messenger.readThread(question);
	if (read === undefined) return asStored;
	const before = read.messages
		.filter(({ text }) => text.trim() !== "")
		.slice(-mostTurns)
		.map((message): Answered => {
			const { turn } = understandQuestion(reader, search, { text: message.text });
			return { question: `${workspace}.${channel}.${message.ts}`, user: message.user, at: Math.round(Number(message.ts) * 1000), turn, before: true };
		});
	if (!read.whole) return { known: before, kept: thread };
	await Promise.all([writeThread(store, question, before), store.set(key, true, readTtlMs)]);
	return { known: before, kept: before };
}
