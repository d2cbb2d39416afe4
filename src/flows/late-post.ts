import type { AskedQuestion, Clock, DeliveryFailure, Messenger } from "../ports.ts";

/**
 * How long Slack may take with a post whose response never came, in milliseconds: until then, that a message is not there
 * says nothing. Gateways give up after at most half a minute.
 */
export const defaultSettleMs = 30_000;

/** What is known of a message that may have been posted before. */
export type Sighting =
	/** Nothing is on its way, and nothing stands there: it may be posted. */
	| { kind: "absent" }
	| { kind: "found"; ts: string; unfinished?: true }
	/** It is not there, and may still appear within `leftMs`: it may have been on its way `since`. */
	| { kind: "unsettled"; since: number; leftMs: number }
	/** Slack could not be asked this time. */
	| { kind: "not_asked"; failure: Exclude<DeliveryFailure, { kind: "refused" }> }
	/** One may stand there, and Slack won't ever let us see it. */
	| { kind: "invisible"; code: string };

/**
 * A question that is taken up after a restart, at `now`: what the life before this one had sent, it sent before.
 * @param notesHold whether every note of a post that was made is there: a server that took over from another may lack some, and after a power cut whatever waits is noted anew
 */
export function afterRestart(question: AskedQuestion, now: number, notesHold = false): AskedQuestion {
	if (question.postingSince !== undefined) return { ...question, mayBePosted: true, postingSince: now };
	return notesHold ? question : { ...question, mayBePosted: true };
}

/** A question whose post failed at `now`, which leaves open whether it took effect; and, unless that is settled, whether it still will. */
export const afterUnknown = (question: AskedQuestion, settled: boolean, now: number): AskedQuestion => ({ ...question, mayBePosted: true, postingSince: settled ? 0 : now });

/** A question of which nothing is on its way: the next attempt need not ask Slack for it. */
export function notPosted<Q extends AskedQuestion>({ mayBePosted: _, postingSince: __, ...question }: Q): Omit<Q, "mayBePosted" | "postingSince"> {
	return question;
}

/** Looks for what an earlier attempt, or an earlier life, may have posted; right before each post. */
export async function lookFor({ messenger, clock, settleMs }: { messenger: Messenger; clock: Clock; settleMs: number }, question: AskedQuestion, what: "question" | "answer"): Promise<Sighting> {
	const { mayBePosted, postingSince } = question;
	// Who was to note that it may stand there may have lost what it knew: that a post was about to be sent is noted before each.
	if (mayBePosted !== true && postingSince === undefined) return { kind: "absent" };
	// A message that appears while Slack is asked may be missed: it counts as not there at the time before.
	const asked = clock.now();
	const searched = await messenger.find(question, what);
	if (!searched.ok) {
		const { failure } = searched;
		if (failure.kind !== "refused") return { kind: "not_asked", failure };
		// Each post is noted first: where there is no note there is nothing to see.
		return postingSince === undefined ? { kind: "absent" } : { kind: "invisible", code: failure.code };
	}
	if (searched.message !== undefined) return { kind: "found", ...searched.message };
	const { since, leftMs } = onItsWay(question, settleMs, asked);
	return leftMs > 0 ? { kind: "unsettled", since, leftMs } : { kind: "absent" };
}

/** Since when a post may be on its way, and for how long it may still appear, in milliseconds: where that is not above 0, it won't. */
export function onItsWay({ postingSince = 0 }: Pick<AskedQuestion, "postingSince">, settleMs: number, now: number): { since: number; leftMs: number } {
	// A time that lies ahead was noted before the clock was set back.
	const since = Math.min(postingSince, now);
	return { since, leftMs: since + settleMs - now };
}
