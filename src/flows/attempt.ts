import type { AskedQuestion } from "../ports.ts";

/** A place among the questions that are worked on at once. */
export type Slot = {
	/** Gives the place to others while `wait` lasts, which is time that Slack takes, and not work of ours. */
	leaveFor<T>(wait: () => Promise<T>): Promise<T>;
	/** The question has a thread from now on: what is written there waits until it is done. */
	opened(threadTs: string): void;
};

/** What became of a question for good. */
export type EndReason = "answered" | "answered_privately" | "found_answered" | "answered_along" | "corrected" | "left_alone" | "told_to_stop" | "apologised" | "limited" | "unsure" | "undeliverable";
/** What became of a question. Where it is not done: when to take it up again, and what is known of it by then. */
export type Outcome = { done: true; reason: EndReason } | { done: false; retryAfterMs: number; question: AskedQuestion };
