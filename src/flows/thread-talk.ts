import { z } from "zod";
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

const alongTtlMs = 24 * 60 * 60 * 1000;
const alongKey = ({ workspace, id }: AskedQuestion): string => `along:${workspace}:${id}`;
const alongSchema = z.array(z.string());

/**
 * The messages that are answered along with a question: those that wait when its answer is begun. They are noted before
 * anything of it is posted, so that a later attempt that finds the answer knows what it is about.
 * @param stands whether the answer, or a part of it, stands in the thread already: what came after that was never in it
 */
export async function answeredAlong(store: Store, inbox: Inbox, reader: Reader, question: AskedQuestion & { threadTs: string }, stands: boolean): Promise<AskedQuestion[]> {
	if (stands) {
		const noted = alongSchema.safeParse(await store.get(alongKey(question)));
		return noted.success ? (await inbox.pendingIn(question)).filter(({ id }) => noted.data.includes(id)) : [];
	}
	const additions = await additionsTo(inbox, reader, question);
	if (additions.length > 0)
		await store.set(
			alongKey(question),
			additions.map(({ id }) => id),
			alongTtlMs,
		);
	return additions;
}
