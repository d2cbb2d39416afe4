import { saysStop } from "../core/conversation/addressed.ts";
import type { AskedQuestion, Delivered } from "../ports.ts";
import { rememberAnswer, understoodFor } from "./answer-records.ts";
import type { AnswerDeps, AttemptDeps, Threaded } from "./answering.ts";
import { rememberAsked } from "./asked-questions.ts";
import type { EndReason, Outcome, Slot } from "./attempt.ts";
import { afterError, afterFailure, afterSighting, apologise, endUnsure, turnAway } from "./attempt-ends.ts";
import { correctAnswer } from "./correct-answer.ts";
import { deliverAnswer, wordAnswer } from "./deliver-answer.ts";
import { withEarlierMessages } from "./earlier-messages.ts";
import { forgetAgain } from "./forget-me.ts";
import { knowledgeFor } from "./knowledge.ts";
import { afterUnknown, lookFor, notPosted } from "./late-post.ts";
import { type Recommended, recommendFor } from "./recommend-for.ts";
import { recallThread, rememberTurn } from "./thread-memory.ts";
import { answeredAlong, decideOverheard, muteThread } from "./thread-talk.ts";

/** What is older than this is no longer answered, for things may have moved on: its asker gets an apology. */
const staleMs = 60 * 60 * 1000;

/** How long Slack takes answers at a command's `response_url`. */
const responseUrlMs = 30 * 60 * 1000;

/** Where nobody else needs the place. */
const noSlot: Slot = { leaveFor: (wait) => wait(), opened: () => {} };

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
		if (question.kind === "correction") return await correct(deps, question, attempt);
		if (question.mayBeShown === true) return await endUnsure(deps, question, "shown_or_not", attempt);
		const unneeded = question.threadTs === undefined ? undefined : await withoutAnswer(deps, { ...question, threadTs: question.threadTs }, attempt);
		if (unneeded !== undefined) return unneeded;
		const admission = await deps.limit.admit(question);
		if (!admission.admitted) return await turnAway(deps, question, admission.againInMs);
		if (question.kind === "private") return await answerPrivately(deps, question, "asked_privately", attempt);
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
	const knowledge = await knowledgeFor(deps, question);
	const { known, kept } = await withEarlierMessages(deps, knowledge, question, await recallThread(store, question));
	let additions = await answeredAlong(store, inbox, knowledge.reader, question, sighting.kind === "found");
	const together = (along: readonly AskedQuestion[]): Threaded => (along.length === 0 ? question : { ...question, text: [question, ...along].map(({ text }) => text).join(". ") });
	let recommended = await recommendFor(deps, knowledge, together(additions), known);
	/** Short messages that came while the answer waited for its turn are answered with it. */
	const atPosting = async (): Promise<Recommended | undefined> => {
		const waiting = await answeredAlong(store, inbox, knowledge.reader, question, false);
		if (waiting.length === additions.length) return undefined;
		// Nobody waits for a model once more.
		const anew = await recommendFor({ ...deps, writer: undefined }, knowledge, together(waiting), known);
		[additions, recommended] = [waiting, anew];
		return anew;
	};
	const ids = { question: question.id, kind: question.kind };
	const wasFound = sighting.kind === "found" && sighting.unfinished !== true;
	let { answer } = recommended;
	let ts = sighting.kind === "found" ? sighting.ts : undefined;
	if (ts === undefined || !wasFound) {
		deps.metrics.note({ what: "stage", stage: "composing", ms: clock.now() - started });
		const { delivered, answer: worded, stands } = await deliverAnswer(deps, together(additions), recommended, ts, atPosting);
		if (!delivered.ok && delivered.failure.kind === "refused" && question.responseUrl !== undefined) return answerPrivately(deps, question, delivered.failure.code, attempt);
		if (!delivered.ok) return afterFailure(deps, question, delivered.failure, attempt, stands);
		answer = worded;
		({ ts } = delivered);
	}
	const now = clock.now();
	const { id, user, threadTs, workspace, channel } = question;
	try {
		await Promise.all([
			rememberTurn(store, question, kept, { question: id, user, at: now, turn: recommended.turn, ...(additions.length === 0 ? {} : { along: additions.map((one) => one.id) }) }),
			rememberAnswer(
				store,
				{ workspace, channel, ts },
				{
					question: id,
					user,
					...(question.kind === "shortcut" ? { credited: true } : {}),
					threadTs,
					...understoodFor({ ...recommended, answer }),
					...(answer.writtenBy === "model" && deps.writer !== undefined ? { prompt: deps.writer.hash } : {}),
					catalog: knowledge.version,
					at: now,
				},
			),
			rememberAsked(store, workspace, user, { channel, threadTs, ts, at: now }),
			deps.noteAsked(question, answer),
		]);
		await forgetAgain(store, question, question, known);
		await Promise.all([inbox.finish(id, now), ...additions.map((one) => inbox.finish(one.id, now))]);
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

/**
 * Ends what needs no answer: what was answered along with the message before it, what tells us to stop, and what is said in
 * a thread of ours and not meant for us. `undefined` where it is to be answered.
 */
async function withoutAnswer(deps: AnswerDeps, question: Threaded, attempt: number): Promise<Outcome | undefined> {
	const { inbox, messenger, store, clock, log, reader } = deps;
	const { id, kind } = question;
	const isUntagged = kind === "overheard" || kind === "message";
	const end = async (reason: EndReason, why: string): Promise<Outcome> => {
		await inbox.finish(id, clock.now());
		log.debug({ question: id, kind, reason: why }, "nothing to answer");
		return { done: true, reason };
	};
	if (kind === "mention" && saysStop(question.text)) return stopTalking();
	if (!isUntagged) return undefined;
	const thread = await recallThread(store, question);
	if (thread.some(({ along }) => along?.includes(id) === true)) return end("answered_along", "answered_along");
	if (kind !== "overheard" || thread.some((one) => one.question === id)) return undefined;
	const decision = await decideOverheard(reader, store, thread, question);
	if (decision.answer) return undefined;
	// Each post is noted before it is sent; after a power cut whatever waits is noted so, what was never meant for us as well.
	if (question.postingSince !== undefined) {
		const sighting = await lookFor(deps, question, "answer");
		if (sighting.kind === "found") return undefined;
		if (sighting.kind === "unsettled" || sighting.kind === "not_asked") return afterSighting(deps, question, sighting, attempt);
	}
	return decision.reason === "told_to_stop" ? stopTalking() : end("left_alone", decision.reason);

	async function stopTalking(): Promise<Outcome> {
		await muteThread(store, question);
		await messenger.tellAsker(question, "I'll stay out of this thread. Mention me when you want me back.");
		return end("told_to_stop", "told_to_stop");
	}
}

/** Changes an answer that stands already, which can be tried as often as it takes. */
async function correct(deps: AnswerDeps, question: AskedQuestion, attempt: number): Promise<Outcome> {
	const { inbox, messenger, clock, log } = deps;
	const delivered = await correctAnswer(deps, question);
	const isLost = typeof delivered === "string" || (!delivered.ok && delivered.failure.kind === "refused");
	if (!isLost && !delivered.ok) return afterFailure(deps, question, delivered.failure, attempt);
	if (isLost) await messenger.tellAsker(question, "I couldn't change that answer any more. Ask again, and I'll answer anew.");
	await inbox.finish(question.id, clock.now());
	log.info({ question: question.id, kind: question.kind, corrected: !isLost }, "corrected");
	return { done: true, reason: isLost ? "undeliverable" : "corrected" };
}

/** Opens the thread to answer in; a slash command's question is posted first, so that the channel sees what was asked. */
async function openThread(deps: AttemptDeps, question: AskedQuestion, attempt: number): Promise<Threaded | Outcome> {
	const { inbox, messenger, slot } = deps;
	const { threadTs } = question;
	if (threadTs !== undefined) return { ...question, threadTs };
	if (question.kind !== "command") throw new Error(`Expected a ${question.kind} to have a thread, got none (${question.id})`);
	const sighting = await lookFor(deps, question, "question");
	if (sighting.kind === "found") {
		slot.opened(sighting.ts);
		await inbox.openThread(question.id, sighting.ts);
		// Its answer may stand there too.
		return { ...question, threadTs: sighting.ts };
	}
	if (sighting.kind !== "absent") return afterSighting(deps, question, sighting, attempt);
	await inbox.notePosting(question.id, deps.clock.now());
	const posted = await slot.leaveFor(() => messenger.postQuestion(question));
	if (!posted.ok) return posted.failure.kind === "refused" ? answerPrivately(deps, question, posted.failure.code, attempt) : afterFailure(deps, question, posted.failure, attempt);
	slot.opened(posted.ts);
	try {
		await inbox.openThread(question.id, posted.ts);
	} catch (error) {
		return afterError(deps, afterUnknown(question, true, deps.clock.now()), error, attempt);
	}
	return { ...notPosted(question), threadTs: posted.ts };
}

/**
 * The asker alone gets the answer: where they want it so, or the bot may not write to the channel. What only one person sees
 * can't be looked for: it is noted before it is sent, and sent again only where it surely was not shown.
 */
async function answerPrivately(deps: AnswerDeps, question: AskedQuestion, code: string, attempt: number): Promise<Outcome> {
	const recommended = await recommendFor(deps, await knowledgeFor(deps, question), question, []);
	const answer = await wordAnswer(deps, question, recommended);
	await deps.inbox.noteShowing(question.id, true);
	const delivered: Delivered = await deps.messenger.respondPrivately(question, answer);
	if (!delivered.ok && delivered.failure.kind === "unknown") return endUnsure(deps, { ...question, mayBeShown: true }, delivered.failure.code, attempt);
	if (!delivered.ok && delivered.failure.kind === "later" && deps.clock.now() - question.receivedAt < responseUrlMs) {
		await deps.inbox.noteShowing(question.id, false);
		return afterFailure(deps, question, delivered.failure, attempt);
	}
	try {
		await forgetAgain(deps.store, question);
		await deps.inbox.finish(question.id, deps.clock.now());
	} catch (error) {
		const { responseUrl: _, ...spent } = question;
		return afterError(deps, spent, error, attempt);
	}
	deps.log.info({ question: question.id, code, delivered: delivered.ok }, "answered privately");
	return { done: true, reason: delivered.ok ? "answered_privately" : "undeliverable" };
}
