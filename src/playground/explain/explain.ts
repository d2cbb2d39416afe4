import { answerMessage } from "../../adapters/slack/answer-blocks.ts";
import type { Knowledge } from "../../bot.ts";
import { compose } from "../../core/answer/compose.ts";
import { findViolations } from "../../core/answer/grounding.ts";
import { footer } from "../../core/answer/plain-text.ts";
import type { Question } from "../../core/question.ts";
import { shortlist } from "../../core/ranking/shortlist.ts";
import { answerNeed, type Recommendation, recommend, replay, understandQuestion } from "../../core/recommend.ts";
import { readMessage, understand } from "../../core/understanding/understand.ts";
import type { AnswerRecord } from "../../flows/answer-records.ts";
import type { Asked } from "./asked-question.ts";
import { type Explanation, explanationSchema, type StepId } from "./explanation.ts";
import { answerOf, checksOf, leftOutOf, rankedOf, turnsOf, understoodOf } from "./in-words.ts";

/**
 * Works an answer out again, by the same knowledge, and says how it came about.
 * @param record what the bot keeps of the answer, which knows of corrections; without one, the words of the thread are read again
 */
export function explain(knowledge: Knowledge, asked: Asked, record: AnswerRecord | undefined): Explanation {
	const { reader, version } = knowledge;
	const { catalog } = reader;
	const question: Question = { text: asked.text, earlier: replay(reader, knowledge.search, asked.earlier, {}, asked.day) };
	const { result, same } = (record === undefined ? undefined : fromRecord(knowledge, asked, record, question)) ?? fromWords(knowledge, asked, question);
	const { need, shortlist: list, answer } = result;
	const writtenBy = same === "tools" ? "model" : answer.writtenBy;
	return explanationSchema.parse({
		asked: { by: asked.by.real_name, turns: turnsOf(asked, need) },
		understood: understoodOf(catalog, need),
		funnel: { catalog: catalog.tools.size, considered: list.ranked.length + list.leftOut.length, fitting: list.ranked.length, picked: answer.picks.length },
		ranked: rankedOf(catalog, result),
		leftOut: leftOutOf(catalog, list.leftOut),
		answer: { ...answerOf(catalog, { ...answer, writtenBy }), same },
		checks: checksOf(result),
		steps: timeSteps(knowledge, question, result, asked.day),
		catalog: version,
	} satisfies Explanation);
}

/** Whether there is something to explain: an answer that is not only a greeting, nor a card that answers no question. */
export function isExplainable({ reader, search, version }: Knowledge, asked: Asked, isPrivate: boolean): boolean {
	if (isPrivate) return fromWords({ reader, search, version }, asked, { text: asked.text, earlier: [] }).same === "words";
	return recommend(reader, search, { text: asked.text, earlier: [] }, asked.day).answer.kind !== "greeting";
}

type Same = Explanation["answer"]["same"];
type WorkedOut = { result: Recommendation; same: Same };

/** The answer as the bot understood it, with what was corrected since. */
function fromRecord({ reader, search }: Knowledge, { text, posted, day }: Asked, record: AnswerRecord, question: Question): WorkedOut {
	const understood = { need: record.need, relevance: new Map(Object.entries(record.relevance)), turn: understandQuestion(reader, search, { ...question, text }).turn };
	const result = { ...understood, ...answerNeed(reader.catalog, understood, day) };
	const message = answerMessage(reader.catalog, result.answer, record.credited === true ? { credit: record.user } : {});
	const samePicks = record.picks.join() === result.answer.picks.map(({ tool }) => tool.id).join();
	return { result, same: posted.startsWith(message.text) ? "words" : samePicks && !posted.includes(footer(result.answer)) ? "tools" : "no" };
}

/**
 * What the bot knew of the asker is read off its answer: with the profile's title where that gives the text that was posted,
 * without it where the bot did not get to see the profile.
 */
function fromWords({ reader, search }: Knowledge, { by, posted, day }: Asked, anonymous: Question): WorkedOut {
	const tries = (by.title === "" ? [anonymous] : [{ ...anonymous, title: by.title }, anonymous]).map((question): WorkedOut => {
		const result = recommend(reader, search, question, day);
		return { result, same: posted.startsWith(answerMessage(reader.catalog, result.answer).text) ? "words" : "no" };
	});
	// There is at least one.
	return tries.find(({ same }) => same === "words") ?? (tries[0] as WorkedOut);
}

/** Takes each step once more by itself, with the clock on it. A greeting is answered as soon as it is understood. */
function timeSteps({ reader, search }: Knowledge, question: Question, { need, relevance, shortlist: list, answer }: Recommendation, today: string): Explanation["steps"] {
	const { catalog } = reader;
	const steps: Explanation["steps"] = [];
	const timed = <T>(id: StepId, take: () => T): T => {
		const started = performance.now();
		const taken = take();
		steps.push({ id, ms: performance.now() - started });
		return taken;
	};
	timed("understand", () => understand(reader, readMessage(reader, question.text), question));
	if (answer.kind !== "greeting") {
		timed("search", () => search(question.text));
		timed("rank", () => shortlist(catalog, need, relevance));
		const composed = timed("write", () => compose({ catalog, need, shortlist: list, today }));
		timed("check", () => findViolations(catalog, list, composed));
	}
	timed("draw", () => answerMessage(catalog, answer));
	return steps;
}
