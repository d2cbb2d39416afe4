import { z } from "zod";
import type { Answer } from "../core/answer/answer.ts";
import type { Turn } from "../core/need.ts";
import { type Recommendation, recommend, type Search } from "../core/recommend.ts";
import type { Reader } from "../core/understanding/understand.ts";
import type { AskedQuestion, Clock, Delivered, DeliveryFailure, Inbox, Log, Messenger, People, Store } from "../ports.ts";
import { mayReadOverlay } from "./shared-channels.ts";

/** What questions are read and answered by. */
export type Knowledge = { reader: Reader; search: Search };
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
};

/** What became of a question. Where it is not done: when to take it up again, and what is known of it by then. */
export type Outcome = { done: true; reason: "answered" | "answered_privately" | "found_answered" | "undeliverable" } | { done: false; retryAfterMs: number; question: AskedQuestion };

/** A question whose thread is open. */
type Threaded = AskedQuestion & { threadTs: string };

const threadTtlMs = 30 * 24 * 60 * 60 * 1000;
/** Turns of a thread that are kept. */
const mostTurns = 20;
const turnsSchema = z.array(z.strictObject({ from: z.enum(["user", "bot"]), text: z.string() }));

/** A question that is taken up after a restart: nobody knows how far its answer had come. */
export const afterRestart = (question: AskedQuestion): AskedQuestion => ({ ...question, mayBePosted: true });

/**
 * Answers one question, once. After a restart, or a post whose outcome is unknown, Slack is asked for the message before
 * anything is posted again. Never rejects.
 */
export async function answerQuestion(deps: AnswerDeps, question: AskedQuestion, attempt: number): Promise<Outcome> {
	let known = question;
	try {
		const opened = await openThread(deps, question, attempt);
		if ("done" in opened) return opened;
		known = opened;
		return await answerInThread(deps, opened, attempt);
	} catch (error) {
		return afterError(deps, known, error, attempt);
	}
}

async function answerInThread(deps: AnswerDeps, question: Threaded, attempt: number): Promise<Outcome> {
	const { inbox, messenger, log, clock } = deps;
	const started = clock.now();
	const found = question.mayBePosted !== true ? undefined : await messenger.find(question, "answer");
	const turns = await readTurns(deps, question);
	const { answer, violations } = await recommendFor(deps, question, turns);
	const ids = { question: question.id, kind: question.kind };
	if (found === undefined) {
		if (violations.length > 0)
			log.warn(
				{ ...ids, violations: violations.map(({ code, at, detail }) => ({ code, at, ...(code === "foreign_tool" ? { tool: detail } : {}) })) },
				"left out of the answer what the catalog does not bear out",
			);
		const delivered = await messenger.postAnswer(question, answer);
		if (!delivered.ok) return afterFailure(deps, question, delivered.failure, attempt);
	}
	await Promise.all([noteTurn(deps, question, turns, answer), deps.noteAsked(question, answer), inbox.finish(question.id, clock.now())]);
	if (found !== undefined) {
		log.info(ids, "answer found in the thread after an interruption");
		return { done: true, reason: "found_answered" };
	}
	log.info({ ...ids, answer: answer.kind, intent: answer.need.intent, picks: answer.picks.map(({ tool }) => tool.id), ms: clock.now() - started, waited: started - question.receivedAt }, "answered");
	return { done: true, reason: "answered" };
}

/** Opens the thread to answer in; a slash command's question is posted first, so that the channel sees what was asked. */
async function openThread(deps: AnswerDeps, question: AskedQuestion, attempt: number): Promise<Threaded | Outcome> {
	const { inbox, messenger } = deps;
	const { threadTs } = question;
	if (threadTs !== undefined) return { ...question, threadTs };
	if (question.kind === "mention") throw new Error(`Expected a mention to have a thread, got none (${question.id})`);
	const found = question.mayBePosted !== true ? undefined : await messenger.find(question, "question");
	if (found !== undefined) {
		await inbox.openThread(question.id, found.ts);
		// Its answer may stand there too.
		return { ...question, threadTs: found.ts };
	}
	const posted = await messenger.postQuestion(question);
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

async function recommendFor(deps: AnswerDeps, question: AskedQuestion, thread: readonly Turn[]): Promise<Recommendation> {
	const { people, clock, store } = deps;
	const hasOverlay = deps.withoutOverlay.reader !== deps.reader;
	const { reader, search } = hasOverlay && !(await mayReadOverlay(store, question)) ? deps.withoutOverlay : deps;
	const title = await people.titleOf(question.workspace, question.user);
	const today = new Date(clock.now()).toISOString().slice(0, 10);
	return recommend(reader, search, { text: question.text, thread, ...(title === undefined ? {} : { title }) }, today);
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
	return { done: false, retryAfterMs, question: failure.kind === "unknown" ? { ...question, mayBePosted: true } : notPosted(question) };
}

/** Something of ours failed, such as the disk: nobody knows how far it came, and the next attempt asks Slack. */
function afterError({ log }: AnswerDeps, question: AskedQuestion, error: unknown, attempt: number): Outcome {
	log.error({ question: question.id, attempt, error: error instanceof Error ? error.message : String(error) }, "answering failed; trying again");
	return { done: false, retryAfterMs: Math.min(longestPauseMs, 500 * 2 ** Math.min(attempt, 7)), question: { ...question, mayBePosted: true } };
}

/** Nothing of this question's is on its way: the next attempt need not ask Slack for it. */
function notPosted<Q extends AskedQuestion>({ mayBePosted: _, ...question }: Q): Omit<Q, "mayBePosted"> {
	return question;
}

const threadKey = ({ workspace, channel, threadTs }: AskedQuestion): string => `thread:${workspace}:${channel}:${threadTs}`;

async function readTurns({ store }: AnswerDeps, question: AskedQuestion): Promise<Turn[]> {
	const stored = turnsSchema.safeParse(await store.get(threadKey(question)));
	return stored.success ? stored.data : [];
}

/** Adds a question and its answer to what the thread remembers; once, also when an interruption brings the question back. */
async function noteTurn({ store }: AnswerDeps, question: AskedQuestion, turns: readonly Turn[], answer: Answer): Promise<void> {
	if (turns.findLast(({ from }) => from === "user")?.text === question.text) return;
	const all: Turn[] = [...turns, { from: "user", text: question.text }, { from: "bot", text: answer.headline }];
	await store.set(threadKey(question), all.slice(-mostTurns), threadTtlMs);
}
