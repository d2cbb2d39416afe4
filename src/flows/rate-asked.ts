import type { AskedLog, Store } from "../ports.ts";
import type { Message } from "./answer-records.ts";
import { ratingOf } from "./feedback.ts";

/** Tells the digests how an answer is rated by now: what they link to is what people found good. */
export async function rateAsked(store: Store, asked: AskedLog, message: Message): Promise<void> {
	const { question, rating } = await ratingOf(store, message);
	if (question !== undefined) await asked.rate(message.workspace, question, rating);
}
