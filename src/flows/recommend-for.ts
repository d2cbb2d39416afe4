import { type Recommendation, recommend } from "../core/recommend.ts";
import type { Turn } from "../core/understanding/turn.ts";
import type { AskedQuestion } from "../ports.ts";
import type { AnswerDeps, Knowledge } from "./answering.ts";
import { mayReadOverlay } from "./shared-channels.ts";

/** What is recommended to a question, and by which catalog. */
export type Recommended = Recommendation & { knowledge: Knowledge };

/**
 * Reads a question and decides what is recommended, by what may be shown in its channel and by what is known of its asker.
 * @param earlier what was said in the thread before, oldest first
 */
export async function recommendFor(deps: AnswerDeps, question: AskedQuestion, earlier: readonly Turn[]): Promise<Recommended> {
	const { people, clock, store } = deps;
	const hasOverlay = deps.withoutOverlay.reader !== deps.reader;
	const knowledge = hasOverlay && !(await mayReadOverlay(store, question)) ? deps.withoutOverlay : deps;
	const title = await people.titleOf(question.workspace, question.user);
	const today = new Date(clock.now()).toISOString().slice(0, 10);
	return { ...recommend(knowledge.reader, knowledge.search, { text: question.text, earlier, ...(title === undefined ? {} : { title }) }, today), knowledge };
}
