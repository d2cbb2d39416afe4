import type { Answer } from "../core/answer/answer.ts";
import { type Correction, chosenAmong, correctNeed } from "../core/conversation/correction.ts";
import { correctionWords } from "../core/conversation/correction-words.ts";
import type { Constraint } from "../core/need.ts";
import { answerNeed, withShown } from "../core/recommend.ts";
import type { AskedQuestion, Delivered, Store } from "../ports.ts";
import { recallAnswer, rememberAnswer, understoodFor } from "./answer-records.ts";
import type { AnswerDeps } from "./answering.ts";
import { wordAnswer } from "./deliver-answer.ts";
import { forgetAgain } from "./forget-me.ts";
import { knowledgeFor } from "./knowledge.ts";
import { recallThread, writeThread } from "./thread-memory.ts";
import { rememberPersona } from "./told-persona.ts";

/** Why an answer stays as it is. */
export type NotCorrected = "expired" | "not_yours";

/**
 * Answers again, in the same message, to the need as its asker put it right. What they say of themselves is remembered, and
 * the thread goes on from the corrected need. Doing it twice does nothing more.
 */
export async function correctAnswer(deps: AnswerDeps, question: AskedQuestion): Promise<Delivered | NotCorrected> {
	const { store, messenger, clock, writer } = deps;
	const { workspace, channel, user, corrects } = question;
	if (corrects === undefined) throw new Error("Expected a correction to say what it corrects, got nothing");
	const { ts, change } = corrects;
	const message = { workspace, channel, ts };
	const record = await recallAnswer(store, message);
	if (record === undefined) return "expired";
	if (record.user !== user) return "not_yours";
	const thread = { workspace, channel, threadTs: record.threadTs };
	const heard = await recallThread(store, thread);
	const knowledge = await knowledgeFor(deps, message);
	const need = correctNeed(record.need, change);
	const today = new Date(clock.now()).toISOString().slice(0, 10);
	const relevance = new Map(Object.entries(record.relevance));
	const answered = answerNeed(knowledge.reader.catalog, { need, relevance }, today);
	const answer = await wordAnswer(deps, question, { ...answered, knowledge });
	const updated = correctionWords(knowledge.reader.catalog, record.need, need);
	const place = { channel, ts, question: record.question, workedOn: question.id, updated };
	const delivered = await messenger.updateAnswer({ ...place, ...(record.credited === true ? { credit: user } : {}) }, answer);
	if (!delivered.ok) return delivered;
	const { prompt: _, ...kept } = record;
	const prompt = answer.writtenBy === "model" && writer !== undefined ? { prompt: writer.hash } : {};
	await Promise.all([
		rememberAnswer(store, message, { ...kept, ...understoodFor({ need, relevance, answer }), ...prompt, catalog: knowledge.version }),
		correctThread(store, thread, user, change, { question: record.question, answer }),
		...(change.persona === undefined ? [] : [rememberPersona(store, workspace, user, change.persona === "unknown" ? undefined : change.persona)]),
	]);
	await forgetAgain(store, question, thread, heard);
	return delivered;
}

/**
 * What was chosen holds for what comes next in the thread; what is no longer chosen, nobody there has said. What it points at from now
 * on is what the answer shows now.
 */
async function correctThread(
	store: Store,
	place: Parameters<typeof recallThread>[1],
	user: string,
	{ choices }: Correction,
	{ question, answer }: { question: string; answer: Answer },
): Promise<void> {
	const thread = await recallThread(store, place);
	const last = thread.findLastIndex((one) => one.user === user && one.before === undefined);
	if (last < 0) return;
	const chosen = (constraints: Constraint[], at: number): Constraint[] => (choices === undefined ? constraints : chosenAmong(constraints, at === last ? choices : []));
	await writeThread(
		store,
		place,
		thread.map((one, at) => {
			const turn = { ...one.turn, constraints: chosen(one.turn.constraints, at) };
			return { ...one, turn: one.question === question ? withShown(turn, answer) : turn };
		}),
	);
}
