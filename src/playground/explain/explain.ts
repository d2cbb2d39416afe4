import { answerMessage } from "../../adapters/slack/answer-blocks.ts";
import type { Knowledge } from "../../bot.ts";
import { compose } from "../../core/answer/compose.ts";
import { findViolations } from "../../core/answer/grounding.ts";
import type { Question } from "../../core/question.ts";
import { shortlist } from "../../core/ranking/shortlist.ts";
import { type Recommendation, readTurns, recommend } from "../../core/recommend.ts";
import { readMessage, understand } from "../../core/understanding/understand.ts";
import type { Asked } from "./asked-question.ts";
import { type Explanation, explanationSchema, type StepId } from "./explanation.ts";
import { answerOf, checksOf, leftOutOf, rankedOf, turnsOf, understoodOf } from "./in-words.ts";

/** Works an answer out again, by the same knowledge and from the same words, and says how it came about. */
export function explain({ reader, search, version }: Knowledge, asked: Asked): Explanation {
	const { catalog } = reader;
	const { question, result, sameAsPosted } = sameAnswer({ reader, search, version }, asked);
	const { need, shortlist: list, answer } = result;
	return explanationSchema.parse({
		asked: { by: asked.by.real_name, turns: turnsOf(asked, need) },
		understood: understoodOf(catalog, need),
		funnel: { catalog: catalog.tools.size, considered: list.ranked.length + list.leftOut.length, fitting: list.ranked.length, picked: answer.picks.length },
		ranked: rankedOf(catalog, result),
		leftOut: leftOutOf(catalog, list.leftOut),
		answer: { ...answerOf(catalog, answer), sameAsPosted },
		checks: checksOf(result),
		steps: timeSteps({ reader, search, version }, question, result, asked.day),
		catalog: version,
	} satisfies Explanation);
}

/** Whether the answer is a greeting: there is nothing in it that was made. */
export const isGreeted = ({ reader, search }: Knowledge, { text, day }: Asked): boolean => recommend(reader, search, { text, earlier: [] }, day).answer.kind === "greeting";

/**
 * What the bot knew of the asker is read off its answer: with the profile's title where that gives the text that was posted,
 * without it where the bot did not get to see the profile.
 */
function sameAnswer({ reader, search }: Knowledge, { by, text, earlier, posted, day }: Asked): { question: Question; result: Recommendation; sameAsPosted: boolean } {
	const anonymous: Question = { text, earlier: readTurns(reader, search, earlier) };
	const tries = (by.title === "" ? [anonymous] : [{ ...anonymous, title: by.title }, anonymous]).map((question) => {
		const result = recommend(reader, search, question, day);
		return { question, result, sameAsPosted: posted.startsWith(answerMessage(reader.catalog, result.answer).text) };
	});
	// There is at least one.
	return tries.find(({ sameAsPosted }) => sameAsPosted) ?? (tries[0] as (typeof tries)[number]);
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
