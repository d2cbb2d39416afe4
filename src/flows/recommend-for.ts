import { answerNeed, type Recommendation, understandQuestion, withShown } from "../core/recommend.ts";
import type { AskedQuestion, Clock, People, Store } from "../ports.ts";
import type { Knowledge } from "./knowledge.ts";
import { type RefiningDeps, refineReading } from "./refine-reading.ts";
import { type Answered, turnsBefore } from "./thread-memory.ts";
import { recallPersona } from "./told-persona.ts";

/** What is recommended to a question, and by which catalog. */
export type Recommended = Recommendation & { knowledge: Knowledge };
export type RecommendingDeps = RefiningDeps & { people: People; clock: Clock; store: Store };

/**
 * Reads a question and decides what is recommended, by what is known of its asker.
 * @param thread what was said in the thread before, oldest first
 */
export async function recommendFor(deps: RecommendingDeps, knowledge: Knowledge, question: AskedQuestion, thread: readonly Answered[]): Promise<Recommended> {
	const { people, clock, store } = deps;
	const { reader, search } = knowledge;
	const { workspace, user, text } = question;
	const [title, toldPersona] = await Promise.all([people.titleOf(workspace, user), recallPersona(store, workspace, user)]);
	const today = new Date(clock.now()).toISOString().slice(0, 10);
	const asker = { ...(title === undefined ? {} : { title }), ...(toldPersona === undefined ? {} : { toldPersona }) };
	const read = understandQuestion(reader, search, { text, ...turnsBefore(thread, question), ...asker });
	const understood = await refineReading(deps, reader, question, read);
	const answered = answerNeed(reader.catalog, understood, today);
	return { ...understood, ...answered, turn: withShown(understood.turn, answered.answer), knowledge };
}
