import { z } from "zod";
import type { WrittenAnswer } from "../core/writing/written-answer.ts";
import type { AskedQuestion, Store } from "../ports.ts";

/** Longer than any answer takes, restarts included. */
const ttlMs = 60 * 60 * 1000;
/** Read by each part's own schema when it is grounded again. */
const draftSchema = z.record(z.string(), z.unknown());

const keyOf = ({ workspace, id }: AskedQuestion): string => `draft:${workspace}:${id}`;

/** The parts of an answer that its reader may have seen before an interruption. */
export async function recallDraft(store: Store, question: AskedQuestion): Promise<Record<string, unknown>> {
	const stored = draftSchema.safeParse(await store.get(keyOf(question)));
	return stored.success ? stored.data : {};
}

/** Keeps the parts of an answer before its reader sees them: what was shown is never taken back. */
export const rememberDraft = (store: Store, question: AskedQuestion, written: WrittenAnswer): Promise<void> => store.set(keyOf(question), written, ttlMs);

export const forgetDraft = (store: Store, question: AskedQuestion): Promise<void> => store.delete(keyOf(question));
