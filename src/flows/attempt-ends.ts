import type { AskedQuestion, DeliveryFailure } from "../ports.ts";
import type { AnswerDeps, AttemptDeps, Threaded } from "./answering.ts";
import type { Outcome } from "./attempt.ts";
import { afterUnknown, notPosted, type Sighting } from "./late-post.ts";
import { limitNotice, unsureNotice } from "./notices.ts";

/**
 * Longest pause between two attempts. A question is never given up while Slack may still take its answer, and somebody is
 * waiting for it: after an outage, however long, nobody waits much longer than this. Where Slack names a pause, it holds.
 */
const longestPauseMs = 15_000;

const pauseMs = (attempt: number): number => Math.min(longestPauseMs, 250 * 2 ** Math.min(attempt, 10));

/**
 * Slack did not take a message: for good, for now, or nobody knows.
 * @param stands whether a part of it stands there already, so that the next attempt looks for it and goes on from there
 */
export async function afterFailure({ inbox, clock, log, metrics }: AnswerDeps, question: AskedQuestion, failure: DeliveryFailure, attempt: number, stands = false): Promise<Outcome> {
	metrics.note({ what: "slack_error", code: failure.kind === "later" ? "later" : failure.code });
	if (failure.kind === "refused") {
		await inbox.finish(question.id, clock.now());
		log.warn({ question: question.id, code: failure.code }, "Slack refused the answer for good");
		return { done: true, reason: "undeliverable" };
	}
	const retryAfterMs = failure.kind === "later" ? failure.afterMs : pauseMs(attempt);
	log.warn({ question: question.id, ...failure, attempt, retryAfterMs }, "the answer did not get through; trying again");
	if (stands) return { done: false, retryAfterMs, question: afterUnknown(question, true, clock.now()) };
	return { done: false, retryAfterMs, question: failure.kind === "unknown" ? afterUnknown(question, failure.settled === true, clock.now()) : notPosted(question) };
}

/** Nobody can say yet, or ever, whether a message stands there: nothing is posted. */
export async function afterSighting(deps: AnswerDeps, question: AskedQuestion, sighting: Exclude<Sighting, { kind: "absent" | "found" }>, attempt: number): Promise<Outcome> {
	const { log, metrics } = deps;
	if (sighting.kind === "invisible") return endUnsure(deps, question, sighting.code, attempt);
	if (sighting.kind === "unsettled") return { done: false, retryAfterMs: Math.min(sighting.leftMs, pauseMs(attempt)), question: { ...question, postingSince: sighting.since } };
	const { failure } = sighting;
	metrics.note({ what: "slack_error", code: failure.kind === "later" ? "later" : failure.code });
	const retryAfterMs = failure.kind === "later" ? failure.afterMs : pauseMs(attempt);
	log.warn({ question: question.id, ...failure, attempt, retryAfterMs }, "Slack could not be asked for an answer that may stand there; asking again");
	return { done: false, retryAfterMs, question };
}

/** So often a notice is sent whose fate nobody knows: to read it twice is better than to hear nothing. */
const mostNotices = 4;

/** The answer may be there, and nobody can see whether it is: its asker is told, and it is not sent again. */
export async function endUnsure(deps: AnswerDeps, question: AskedQuestion, code: string, attempt: number): Promise<Outcome> {
	const { inbox, messenger, clock, log, metrics } = deps;
	metrics.note({ what: "slack_error", code });
	log.error({ question: question.id, code }, "an answer may have come through, and Slack won't show it; its asker is told");
	const told = await messenger.tellAsker(question, unsureNotice(question.id));
	if (!told.ok && told.failure.kind === "later") return { done: false, retryAfterMs: told.failure.afterMs, question };
	if (!told.ok && told.failure.kind === "unknown" && attempt < mostNotices) return { done: false, retryAfterMs: pauseMs(attempt), question };
	try {
		await inbox.finish(question.id, clock.now());
	} catch (error) {
		// With what is known of it: without that, it would be sent again.
		return afterError(deps, question, error, attempt);
	}
	return { done: true, reason: "unsure" };
}

/** Who asks more than one person may is told so, and nobody else. */
export async function turnAway({ inbox, messenger, limit, clock, log }: AnswerDeps, question: AskedQuestion, againInMs: number): Promise<Outcome> {
	const told = await messenger.tellAsker(question, limitNotice(limit.most, againInMs));
	if (!told.ok && told.failure.kind === "later") return { done: false, retryAfterMs: told.failure.afterMs, question };
	await inbox.finish(question.id, clock.now());
	log.info({ question: question.id, told: told.ok, againInMs }, "one person's questions are more than are taken");
	return { done: true, reason: "limited" };
}

/** Ends a question that nobody may be waiting for any more, in one message that repeats it. */
export async function apologise(deps: AttemptDeps, question: Threaded, attempt: number): Promise<Outcome> {
	const { inbox, messenger, slot, clock, log } = deps;
	await inbox.notePosting(question.id, clock.now());
	const delivered = await slot.leaveFor(() => messenger.postApology(question));
	if (!delivered.ok) return afterFailure(deps, question, delivered.failure, attempt);
	try {
		await inbox.finish(question.id, clock.now());
	} catch (error) {
		return afterError(deps, afterUnknown(question, true, clock.now()), error, attempt);
	}
	log.warn({ question: question.id, waited: clock.now() - question.receivedAt }, "apologised for a question that had waited for more than an hour");
	return { done: true, reason: "apologised" };
}

/** Something of ours failed, such as the disk: nobody knows how far it came, and the next attempt asks Slack. */
export function afterError({ log }: AnswerDeps, question: AskedQuestion, error: unknown, attempt: number): Outcome {
	log.error({ question: question.id, attempt, error: error instanceof Error ? error.message : String(error) }, "answering failed; trying again");
	return { done: false, retryAfterMs: Math.min(longestPauseMs, 500 * 2 ** Math.min(attempt, 7)), question: { ...question, mayBePosted: true } };
}
