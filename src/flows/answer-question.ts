import { z } from "zod";
import type { Answer } from "../core/answer/answer.ts";
import type { Turn } from "../core/need.ts";
import { recommend, type Search } from "../core/recommend.ts";
import type { Reader } from "../core/understanding/understand.ts";
import type { AskedQuestion, Clock, Delivered, DeliveryFailure, Inbox, Log, Messenger, Store } from "../ports.ts";

export type AnswerDeps = { reader: Reader; search: Search; inbox: Inbox; messenger: Messenger; store: Store; clock: Clock; log: Log };

/** What became of a question. `retry` says when to take it up again. */
export type Outcome = { done: true; reason: "answered" | "answered_privately" | "found_answered" | "undeliverable" } | { done: false; retryAfterMs: number };

const threadTtlMs = 30 * 24 * 60 * 60 * 1000;
/** Turns of a thread that are kept. */
const mostTurns = 20;
const turnsSchema = z.array(z.strictObject({ from: z.enum(["user", "bot"]), text: z.string() }));

/**
 * Answers one question, once. Each step that Slack sees is noted before it is taken, so that after a crash, or a post
 * whose outcome is unknown, Slack is asked for the message before anything is posted again.
 */
export async function answerQuestion(deps: AnswerDeps, question: AskedQuestion, attempt: number): Promise<Outcome> {
	const { inbox, log, clock } = deps;
	const ids = { question: question.id, kind: question.kind };
	const started = clock.now();
	const thread = await openThread(deps, question, attempt);
	if ("done" in thread) return thread;
	const inThread = { ...question, threadTs: thread.ts };

	if (question.postingSince !== undefined || attempt > 1) {
		const found = await deps.messenger.find(inThread, "answer");
		if (found !== undefined) {
			await inbox.finish(question.id, clock.now());
			log.info(ids, "answer found in the thread after an interruption");
			return { done: true, reason: "found_answered" };
		}
	}
	const turns = await readTurns(deps, inThread);
	const { answer, violations } = recommendFor(deps, inThread, turns);
	if (violations.length > 0) log.warn({ ...ids, violations: violations.map(({ code, at, detail }) => ({ code, at, ...(code === "foreign_tool" ? { tool: detail } : {}) })) }, "left out of the answer what the catalog does not bear out");
	await inbox.startPosting(question.id, clock.now());
	const delivered = await deps.messenger.postAnswer(inThread, answer);
	if (!delivered.ok) return afterFailure(deps, question, delivered.failure, attempt);
	await writeTurns(deps, inThread, [...turns, { from: "user", text: question.text }, { from: "bot", text: answer.headline }]);
	await inbox.finish(question.id, clock.now());
	log.info({ ...ids, answer: answer.kind, intent: answer.need.intent, picks: answer.picks.map(({ tool }) => tool.id), ms: clock.now() - started, waited: started - question.receivedAt }, "answered");
	return { done: true, reason: "answered" };
}

/** The thread to answer in; a slash command's question is posted first, so that the channel sees what was asked. */
async function openThread(deps: AnswerDeps, question: AskedQuestion, attempt: number): Promise<{ ts: string } | Outcome> {
	const { inbox, messenger, clock } = deps;
	if (question.threadTs !== undefined) return { ts: question.threadTs };
	if (question.kind === "mention") throw new Error(`Expected a mention to have a thread, got none (${question.id})`);
	if (question.postingSince !== undefined || attempt > 1) {
		const found = await messenger.find(question, "question");
		if (found !== undefined) {
			await inbox.openThread(question.id, found.ts);
			return found;
		}
	}
	await inbox.startPosting(question.id, clock.now());
	const posted = await messenger.postQuestion(question);
	if (posted.ok) {
		await inbox.openThread(question.id, posted.ts);
		return { ts: posted.ts };
	}
	return posted.failure.kind === "refused" ? answerPrivately(deps, question, posted.failure.code) : afterFailure(deps, question, posted.failure, attempt);
}

/** In a channel that the bot may not write to, the asker alone gets the answer. */
async function answerPrivately(deps: AnswerDeps, question: AskedQuestion, code: string): Promise<Outcome> {
	const { answer } = recommendFor(deps, question, []);
	const delivered: Delivered = await deps.messenger.respondPrivately(question, answer);
	await deps.inbox.finish(question.id, deps.clock.now());
	deps.log.info({ question: question.id, code, delivered: delivered.ok }, "answered privately, for the channel is closed to the bot");
	return { done: true, reason: delivered.ok ? "answered_privately" : "undeliverable" };
}

function recommendFor({ reader, search, clock }: AnswerDeps, question: AskedQuestion, thread: readonly Turn[]): { answer: Answer; violations: readonly { code: string; at: string; detail: string }[] } {
	const today = new Date(clock.now()).toISOString().slice(0, 10);
	return recommend(reader, search, { text: question.text, thread }, today);
}

/** Longest pause between two attempts; a question is never given up while Slack may still take its answer. */
const longestPauseMs = 60_000;

async function afterFailure({ inbox, clock, log }: AnswerDeps, question: AskedQuestion, failure: DeliveryFailure, attempt: number): Promise<Outcome> {
	if (failure.kind === "refused") {
		await inbox.finish(question.id, clock.now());
		log.warn({ question: question.id, code: failure.code }, "Slack refused the answer for good");
		return { done: true, reason: "undeliverable" };
	}
	const retryAfterMs = failure.kind === "later" ? failure.afterMs : Math.min(longestPauseMs, 250 * 2 ** Math.min(attempt, 10));
	log.warn({ question: question.id, ...failure, attempt, retryAfterMs }, "the answer did not get through; trying again");
	return { done: false, retryAfterMs };
}

const threadKey = ({ workspace, channel, threadTs }: AskedQuestion): string => `thread:${workspace}:${channel}:${threadTs}`;

async function readTurns({ store }: AnswerDeps, question: AskedQuestion): Promise<Turn[]> {
	const stored = turnsSchema.safeParse(await store.get(threadKey(question)));
	return stored.success ? stored.data : [];
}

const writeTurns = ({ store }: AnswerDeps, question: AskedQuestion, turns: readonly Turn[]): Promise<void> =>
	store.set(threadKey(question), turns.slice(-mostTurns), threadTtlMs);
