import type { Answer } from "../core/answer/answer.ts";
import { type Recommendation, recommend, type Search } from "../core/recommend.ts";
import type { Turn } from "../core/understanding/turn.ts";
import type { Reader } from "../core/understanding/understand.ts";
import type { AskedQuestion, Clock, Delivered, DeliveryFailure, Inbox, Log, Messenger, Metrics, People, Store } from "../ports.ts";
import { rememberAnswer, understoodFor } from "./answer-records.ts";
import { afterUnknown, lookFor, notPosted, type Sighting } from "./late-post.ts";
import { limitNotice, unsureNotice } from "./notices.ts";
import type { Slot } from "./question-queue.ts";
import { mayReadOverlay } from "./shared-channels.ts";
import { recallThread, rememberTurn, turnsBefore } from "./thread-memory.ts";
import type { UserLimit } from "./user-limit.ts";

/** What questions are read and answered by; `version` names the catalog. */
export type Knowledge = { reader: Reader; search: Search; version: string };
export type AnswerDeps = Knowledge & {
	/** The same without the organisation's overlay, for channels that another organisation reads. */
	withoutOverlay: Knowledge;
	inbox: Inbox;
	messenger: Messenger;
	people: People;
	store: Store;
	/** Notes for the digests what was asked and answered. Never rejects. */
	noteAsked: (question: AskedQuestion & { threadTs: string }, answer: Answer) => Promise<void>;
	clock: Clock;
	log: Log;
	metrics: Metrics;
	/** How long Slack may take with a post whose response never came, in milliseconds. */
	settleMs: number;
	/** What one person may ask. */
	limit: UserLimit;
};
/** For one attempt, with its place among those that are worked on. */
type AttemptDeps = AnswerDeps & { slot: Slot };
const noSlot: Slot = { leaveFor: (wait) => wait() };

/** What became of a question for good. */
export type EndReason = "answered" | "answered_privately" | "found_answered" | "apologised" | "limited" | "unsure" | "undeliverable";
/** What became of a question. Where it is not done: when to take it up again, and what is known of it by then. */
export type Outcome = { done: true; reason: EndReason } | { done: false; retryAfterMs: number; question: AskedQuestion };

/** A question whose thread is open. */
type Threaded = AskedQuestion & { threadTs: string };

/** What is older than this is no longer answered, for things may have moved on: its asker gets an apology. */
const staleMs = 60 * 60 * 1000;

/**
 * Answers one question, once. After a restart, or a post whose outcome is unknown, Slack is asked for the message before
 * anything is posted again. Never rejects.
 */
export async function answerQuestion(deps: AnswerDeps, question: AskedQuestion, attempt: number, slot: Slot = noSlot): Promise<Outcome> {
	const outcome = await attemptAnswer({ ...deps, slot }, question, attempt);
	if (outcome.done) {
		deps.metrics.note({ what: "outcome", reason: outcome.reason });
		deps.metrics.note({ what: "stage", stage: "whole", ms: deps.clock.now() - question.receivedAt });
	}
	return outcome;
}

async function attemptAnswer(deps: AttemptDeps, question: AskedQuestion, attempt: number): Promise<Outcome> {
	let known = question;
	try {
		const admission = await deps.limit.admit(question);
		if (!admission.admitted) return await turnAway(deps, question, admission.againInMs);
		const opened = await openThread(deps, question, attempt);
		if ("done" in opened) return opened;
		known = opened;
		return await answerInThread(deps, opened, attempt);
	} catch (error) {
		return afterError(deps, known, error, attempt);
	}
}

async function answerInThread(deps: AttemptDeps, question: Threaded, attempt: number): Promise<Outcome> {
	const { inbox, messenger, slot, store, log, clock } = deps;
	const started = clock.now();
	const sighting = await lookFor(deps, question, "answer");
	if (sighting.kind !== "absent" && sighting.kind !== "found") return afterSighting(deps, question, sighting, attempt);
	if (sighting.kind === "absent" && started - question.receivedAt > staleMs) return apologise(deps, question, attempt);
	const thread = await recallThread(store, question);
	const { catalog, ...recommendation } = await recommendFor(deps, question, turnsBefore(thread, question));
	const { answer, violations, turn } = recommendation;
	let ts = sighting.kind === "found" ? sighting.ts : undefined;
	const ids = { question: question.id, kind: question.kind };
	if (ts === undefined) {
		for (const { code } of violations) deps.metrics.note({ what: "grounding_rejection", code });
		if (violations.length > 0)
			log.warn(
				{ ...ids, violations: violations.map(({ code, at, detail }) => ({ code, at, ...(code === "foreign_tool" ? { tool: detail } : {}) })) },
				"left out of the answer what the catalog does not bear out",
			);
		const composed = clock.now();
		deps.metrics.note({ what: "stage", stage: "composing", ms: composed - started });
		await inbox.notePosting(question.id, composed);
		const delivered = await slot.leaveFor(() => messenger.postAnswer(question, answer));
		if (!delivered.ok) return afterFailure(deps, question, delivered.failure, attempt);
		ts = delivered.ts;
		deps.metrics.note({ what: "stage", stage: "delivering", ms: clock.now() - composed });
	}
	const now = clock.now();
	const { id, user, threadTs, workspace, channel } = question;
	try {
		await Promise.all([
			rememberTurn(store, question, thread, { question: id, user, at: now, turn }),
			rememberAnswer(store, { workspace, channel, ts }, { question: id, user, threadTs, ...understoodFor(recommendation), catalog, at: now }),
			deps.noteAsked(question, answer),
			inbox.finish(id, now),
		]);
	} catch (error) {
		return afterError(deps, afterUnknown(question, true, now), error, attempt);
	}
	if (sighting.kind === "found") {
		log.info(ids, "answer found in the thread after an interruption");
		return { done: true, reason: "found_answered" };
	}
	log.info({ ...ids, answer: answer.kind, intent: answer.need.intent, picks: answer.picks.map(({ tool }) => tool.id), ms: clock.now() - started, waited: started - question.receivedAt }, "answered");
	return { done: true, reason: "answered" };
}

/** Opens the thread to answer in; a slash command's question is posted first, so that the channel sees what was asked. */
async function openThread(deps: AttemptDeps, question: AskedQuestion, attempt: number): Promise<Threaded | Outcome> {
	const { inbox, messenger, slot } = deps;
	const { threadTs } = question;
	if (threadTs !== undefined) return { ...question, threadTs };
	if (question.kind === "mention") throw new Error(`Expected a mention to have a thread, got none (${question.id})`);
	const sighting = await lookFor(deps, question, "question");
	if (sighting.kind === "found") {
		await inbox.openThread(question.id, sighting.ts);
		// Its answer may stand there too.
		return { ...question, threadTs: sighting.ts };
	}
	if (sighting.kind !== "absent") return afterSighting(deps, question, sighting, attempt);
	await inbox.notePosting(question.id, deps.clock.now());
	const posted = await slot.leaveFor(() => messenger.postQuestion(question));
	if (!posted.ok) return posted.failure.kind === "refused" ? answerPrivately(deps, question, posted.failure.code, attempt) : afterFailure(deps, question, posted.failure, attempt);
	await inbox.openThread(question.id, posted.ts);
	return { ...notPosted(question), threadTs: posted.ts };
}

/** In a channel that the bot may not write to, the asker alone gets the answer. */
async function answerPrivately(deps: AnswerDeps, question: AskedQuestion, code: string, attempt: number): Promise<Outcome> {
	const { answer } = await recommendFor(deps, question, []);
	const delivered: Delivered = await deps.messenger.respondPrivately(question, answer);
	// What only one person sees cannot be searched for: it is sent again only where it surely was not shown.
	if (!delivered.ok && delivered.failure.kind === "later") return afterFailure(deps, question, delivered.failure, attempt);
	try {
		await deps.inbox.finish(question.id, deps.clock.now());
	} catch (error) {
		const { responseUrl: _, ...spent } = question;
		return afterError(deps, spent, error, attempt);
	}
	deps.log.info({ question: question.id, code, delivered: delivered.ok }, "answered privately, for the channel is closed to the bot");
	return { done: true, reason: delivered.ok ? "answered_privately" : "undeliverable" };
}

async function recommendFor(deps: AnswerDeps, question: AskedQuestion, earlier: readonly Turn[]): Promise<Recommendation & { catalog: string }> {
	const { people, clock, store } = deps;
	const hasOverlay = deps.withoutOverlay.reader !== deps.reader;
	const { reader, search, version } = hasOverlay && !(await mayReadOverlay(store, question)) ? deps.withoutOverlay : deps;
	const title = await people.titleOf(question.workspace, question.user);
	const today = new Date(clock.now()).toISOString().slice(0, 10);
	return { ...recommend(reader, search, { text: question.text, earlier, ...(title === undefined ? {} : { title }) }, today), catalog: version };
}

/** Longest pause between two attempts; a question is never given up while Slack may still take its answer. */
const longestPauseMs = 60_000;

const pauseMs = (attempt: number): number => Math.min(longestPauseMs, 250 * 2 ** Math.min(attempt, 10));

async function afterFailure({ inbox, clock, log, metrics }: AnswerDeps, question: AskedQuestion, failure: DeliveryFailure, attempt: number): Promise<Outcome> {
	metrics.note({ what: "slack_error", code: failure.kind === "later" ? "later" : failure.code });
	if (failure.kind === "refused") {
		await inbox.finish(question.id, clock.now());
		log.warn({ question: question.id, code: failure.code }, "Slack refused the answer for good");
		return { done: true, reason: "undeliverable" };
	}
	const retryAfterMs = failure.kind === "later" ? failure.afterMs : pauseMs(attempt);
	log.warn({ question: question.id, ...failure, attempt, retryAfterMs }, "the answer did not get through; trying again");
	return { done: false, retryAfterMs, question: failure.kind === "unknown" ? afterUnknown(question, failure.settled === true, clock.now()) : notPosted(question) };
}

/** Nobody can say yet, or ever, whether a message stands there: nothing is posted. */
async function afterSighting(deps: AnswerDeps, question: AskedQuestion, sighting: Exclude<Sighting, { kind: "absent" | "found" }>, attempt: number): Promise<Outcome> {
	const { inbox, messenger, clock, log, metrics } = deps;
	if (sighting.kind === "invisible") {
		metrics.note({ what: "slack_error", code: sighting.code });
		log.error({ question: question.id, code: sighting.code }, "an answer may stand in the thread, and Slack won't show it; its asker is told");
		const told = await messenger.tellAsker(question, unsureNotice(question.id));
		if (!told.ok && told.failure.kind === "later") return { done: false, retryAfterMs: told.failure.afterMs, question };
		await inbox.finish(question.id, clock.now());
		return { done: true, reason: "unsure" };
	}
	if (sighting.kind === "unsettled") return { done: false, retryAfterMs: Math.min(sighting.leftMs, pauseMs(attempt)), question };
	const { failure } = sighting;
	metrics.note({ what: "slack_error", code: failure.kind === "later" ? "later" : failure.code });
	const retryAfterMs = failure.kind === "later" ? failure.afterMs : pauseMs(attempt);
	log.warn({ question: question.id, ...failure, attempt, retryAfterMs }, "Slack could not be asked for an answer that may stand there; asking again");
	return { done: false, retryAfterMs, question };
}

/** Who asks more than one person may is told so, and nobody else. */
async function turnAway({ inbox, messenger, limit, clock, log }: AnswerDeps, question: AskedQuestion, againInMs: number): Promise<Outcome> {
	const told = await messenger.tellAsker(question, limitNotice(limit.most, againInMs));
	if (!told.ok && told.failure.kind === "later") return { done: false, retryAfterMs: told.failure.afterMs, question };
	await inbox.finish(question.id, clock.now());
	log.info({ question: question.id, told: told.ok, againInMs }, "one person's questions are more than are taken");
	return { done: true, reason: "limited" };
}

/** Ends a question that nobody may be waiting for any more, in one message that repeats it. */
async function apologise(deps: AttemptDeps, question: Threaded, attempt: number): Promise<Outcome> {
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
function afterError({ log }: AnswerDeps, question: AskedQuestion, error: unknown, attempt: number): Outcome {
	log.error({ question: question.id, attempt, error: error instanceof Error ? error.message : String(error) }, "answering failed; trying again");
	return { done: false, retryAfterMs: Math.min(longestPauseMs, 500 * 2 ** Math.min(attempt, 7)), question: { ...question, mayBePosted: true } };
}
