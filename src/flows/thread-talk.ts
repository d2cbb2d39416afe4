import { isAddition } from "../core/conversation/addition.ts";
import { type Decision, decideAddressed } from "../core/conversation/addressed.ts";
import type { Reader } from "../core/understanding/understand.ts";
import type { AskedQuestion, Inbox, Store } from "../ports.ts";
import { recallSettings } from "./channel-settings.ts";
import { type Answered, recallThread } from "./thread-memory.ts";

type Place = Pick<AskedQuestion, "workspace" | "channel"> & { threadTs: string };

const mutedTtlMs = 30 * 24 * 60 * 60 * 1000;
const mutedKey = ({ workspace, channel, threadTs }: Place): string => `muted:${workspace}:${channel}:${threadTs}`;

/** From now on only mentions are answered in this thread. */
export const muteThread = (store: Store, place: Place): Promise<void> => store.set(mutedKey(place), true, mutedTtlMs);
const isMuted = async (store: Store, place: Place): Promise<boolean> => (await store.get(mutedKey(place))) === true;

/**
 * Whether we have a part in a thread: something was answered there, or is about to be. What is written in other threads is
 * not ours to keep, not even for a moment.
 */
export async function hasPartIn(store: Store, inbox: Inbox, place: Place): Promise<boolean> {
	const [thread, waiting] = await Promise.all([recallThread(store, place), inbox.pendingIn(place)]);
	return thread.some(({ before }) => before === undefined) || waiting.length > 0;
}

/** Decides from what is stored whether a message that doesn't mention us is meant for us. */
export async function decideOverheard(reader: Reader, store: Store, thread: readonly Answered[], { text, user, receivedAt, ...place }: AskedQuestion & { threadTs: string }): Promise<Decision> {
	const asked = thread.filter(({ before }) => before === undefined);
	const [muted, { followUps }] = await Promise.all([isMuted(store, place), recallSettings(store, place.workspace, place.channel)]);
	const askers = Object.fromEntries(asked.map((one) => [one.user, one.at]));
	return decideAddressed(reader, { text, user, at: receivedAt }, { askers, answeredAt: asked.at(-1)?.at, muted }, followUps);
}

/**
 * Messages of the same asker that came after this question, wait behind it in its thread, and hold no question of their own:
 * they are answered with it. Whatever comes later is not waited for.
 */
export async function additionsTo(inbox: Inbox, reader: Reader, question: AskedQuestion & { threadTs: string }): Promise<AskedQuestion[]> {
	if (question.kind === "command" || question.kind === "shortcut") return [];
	const waiting = await inbox.pendingIn(question);
	return waiting.filter(({ id, kind, user, receivedAt, text }) => {
		const follows = id !== question.id && user === question.user && receivedAt >= question.receivedAt;
		return follows && (kind === "overheard" || kind === "message") && isAddition(reader, text);
	});
}
