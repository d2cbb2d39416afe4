import type { Store } from "../ports.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** How long what people said and thought is kept, in days. */
export type Retention = { threadDays: number; feedbackDays: number };
export const usualRetention: Retention = { threadDays: 30, feedbackDays: 365 };

/** What belongs to a thread's context: what was understood in it, what answers came from, and where somebody asked. */
const ofThreads = new Set(["thread", "answer", "questions", "read", "muted"]);

/** The store, with threads and feedback kept for as long as those who run the bot want. What is kept already keeps its end. */
export function keepFor(store: Store, { threadDays, feedbackDays }: Retention): Store {
	const ttlOf = (key: string, ttlMs: number): number => {
		const kind = key.slice(0, key.indexOf(":"));
		if (ofThreads.has(kind)) return threadDays * dayMs;
		return kind === "feedback" ? feedbackDays * dayMs : ttlMs;
	};
	return { ...store, set: (key, value, ttlMs) => store.set(key, value, ttlOf(key, ttlMs)), update: (key, change, ttlMs) => store.update(key, change, ttlOf(key, ttlMs)) };
}
