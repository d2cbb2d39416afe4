import type { AskedQuestion, Delivered } from "../ports.ts";
import { rememberAnswer, understoodFor } from "./answer-records.ts";
import type { AnswerDeps, AttemptDeps, Outcome, Threaded } from "./answering.ts";
import { afterError, afterFailure, afterSighting, apologise, turnAway } from "./attempt-ends.ts";
import { deliverAnswer, wordAnswer } from "./deliver-answer.ts";
import { afterUnknown, lookFor, notPosted } from "./late-post.ts";
import type { Slot } from "./question-queue.ts";
import { recommendFor } from "./recommend-for.ts";
import { recallThread, rememberTurn, turnsBefore } from "./thread-memory.ts";

/** What is older than this is no longer answered, for things may have moved on: its asker gets an apology. */
const staleMs = 60 * 60 * 1000;

/** Where nobody else needs the place. */
const noSlot: Slot = { leaveFor: (wait) => wait() };

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
	const { inbox, store, log, clock } = deps;
	const started = clock.now();
	const sighting = await lookFor(deps, question, "answer");
	if (sighting.kind !== "absent" && sighting.kind !== "found") return afterSighting(deps, question, sighting, attempt);
	if (sighting.kind === "absent" && started - question.receivedAt > staleMs) return apologise(deps, question, attempt);
	const thread = await recallThread(store, question);
	const recommended = await recommendFor(deps, question, turnsBefore(thread, question));
	const { knowledge, turn } = recommended;
	const ids = { question: question.id, kind: question.kind };
	const wasFound = sighting.kind === "found" && sighting.unfinished !== true;
	let { answer } = recommended;
	let ts = sighting.kind === "found" ? sighting.ts : undefined;
	if (!wasFound) {
		deps.metrics.note({ what: "stage", stage: "composing", ms: clock.now() - started });
		const end = await deliverAnswer(deps, question, recommended, ts);
		if (!end.delivered.ok) return afterFailure(deps, question, end.delivered.failure, attempt);
		({ answer } = end);
		({ ts } = end.delivered);
	}
	const now = clock.now();
	const { id, user, threadTs, workspace, channel } = question;
	try {
		await Promise.all([
			rememberTurn(store, question, thread, { question: id, user, at: now, turn }),
			ts === undefined ? undefined : rememberAnswer(store, { workspace, channel, ts }, { question: id, user, threadTs, ...understoodFor(recommended), catalog: knowledge.version, at: now }),
			inbox.finish(id, now),
		]);
	} catch (error) {
		return afterError(deps, afterUnknown(question, true, now), error, attempt);
	}
	if (wasFound) {
		log.info(ids, "answer found in the thread after an interruption");
		return { done: true, reason: "found_answered" };
	}
	log.info(
		{ ...ids, answer: answer.kind, by: answer.writtenBy, intent: answer.need.intent, picks: answer.picks.map(({ tool }) => tool.id), ms: clock.now() - started, waited: started - question.receivedAt },
		"answered",
	);
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
	const answer = await wordAnswer(deps, question, await recommendFor(deps, question, []));
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
