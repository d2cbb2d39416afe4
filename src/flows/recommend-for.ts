import { type Recommendation, recommend } from "../core/recommend.ts";
import type { AskedQuestion, Clock, People, Store } from "../ports.ts";
import type { Knowledge } from "./knowledge.ts";
import { type Answered, turnsBefore } from "./thread-memory.ts";
import { recallPersona } from "./told-persona.ts";

/** What is recommended to a question, and by which catalog. */
export type Recommended = Recommendation & { knowledge: Knowledge };

/**
 * Reads a question and decides what is recommended, by what is known of its asker.
 * @param thread what was said in the thread before, oldest first
 */
export async function recommendFor(
	{ people, clock, store }: { people: People; clock: Clock; store: Store },
	knowledge: Knowledge,
	question: AskedQuestion,
	thread: readonly Answered[],
): Promise<Recommended> {
	const { workspace, user, text } = question;
	const [title, toldPersona] = await Promise.all([people.titleOf(workspace, user), recallPersona(store, workspace, user)]);
	const today = new Date(clock.now()).toISOString().slice(0, 10);
	const asker = { ...(title === undefined ? {} : { title }), ...(toldPersona === undefined ? {} : { toldPersona }) };
	return { ...recommend(knowledge.reader, knowledge.search, { text, ...turnsBefore(thread, question), ...asker }, today), knowledge };
}
