import type { Search } from "../core/recommend.ts";
import type { Reader } from "../core/understanding/understand.ts";
import type { AskedQuestion, Store } from "../ports.ts";
import { mayReadOverlay } from "./shared-channels.ts";

/** What questions are read and answered by; `version` names the catalog. */
export type Knowledge = { reader: Reader; search: Search; version: string };
/** `withoutOverlay`: the same without the organisation's overlay, for channels that another organisation reads. */
export type BothKnowledge = Knowledge & { withoutOverlay: Knowledge };

/** What a question may be answered by. */
export async function knowledgeFor(knowledge: BothKnowledge & { store: Store }, question: Pick<AskedQuestion, "workspace" | "channel" | "inSharedChannel">): Promise<Knowledge> {
	const { withoutOverlay, store } = knowledge;
	const hasOverlay = withoutOverlay.reader !== knowledge.reader;
	return hasOverlay && !(await mayReadOverlay(store, question)) ? withoutOverlay : knowledge;
}

/** Which of the two an answer came from; where the catalog has changed since, the one that shows less. */
export const knowledgeOf = (knowledge: BothKnowledge, version: string): Knowledge => (knowledge.version === version ? knowledge : knowledge.withoutOverlay);
