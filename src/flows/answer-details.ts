import type { Answer } from "../core/answer/answer.ts";
import type { Catalog } from "../core/catalog/catalog.ts";
import type { Need } from "../core/need.ts";
import type { Shortlist } from "../core/ranking/shortlist.ts";
import { answerNeed } from "../core/recommend.ts";
import type { Clock, Store } from "../ports.ts";
import { type Message, recallAnswer } from "./answer-records.ts";
import { type BothKnowledge, knowledgeFor } from "./knowledge.ts";

/** What stands behind an answer. */
export type Details = {
	catalog: Catalog;
	/** Who asked. */
	user: string;
	threadTs: string;
	need: Need;
	answer: Answer;
	shortlist: Shortlist;
	/** The catalog has changed since: what is shown is what would be answered today. */
	isNewer: boolean;
};

/** Works out again what an answer came from; `undefined` where that is no longer kept. */
export async function detailsOf(deps: BothKnowledge & { store: Store; clock: Clock }, message: Message): Promise<Details | undefined> {
	const record = await recallAnswer(deps.store, message);
	if (record === undefined) return undefined;
	const { reader, version } = await knowledgeFor(deps, message);
	const { catalog } = reader;
	const { user, threadTs, need } = record;
	const today = new Date(deps.clock.now()).toISOString().slice(0, 10);
	const { shortlist, answer } = answerNeed(catalog, { need, relevance: new Map(Object.entries(record.relevance)) }, today);
	return { catalog, user, threadTs, need, answer, shortlist, isNewer: version !== record.catalog };
}
