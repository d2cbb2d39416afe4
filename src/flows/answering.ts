import type { Answer } from "../core/answer/answer.ts";
import type { AskedQuestion, Clock, Inbox, Log, Messenger, Metrics, People, Status, Store } from "../ports.ts";
import type { Writer } from "./answer-writer.ts";
import type { Slot } from "./attempt.ts";
import type { BothKnowledge } from "./knowledge.ts";
import type { UpdateAllowance } from "./update-allowance.ts";
import type { UserLimit } from "./user-limit.ts";

export type AnswerDeps = BothKnowledge & {
	inbox: Inbox;
	messenger: Messenger;
	people: People;
	store: Store;
	/** Notes for the digests what was asked and answered. Never rejects. */
	noteAsked: (question: AskedQuestion & { threadTs: string }, answer: Answer) => Promise<void>;
	clock: Clock;
	log: Log;
	metrics: Metrics;
	/** How long Slack may take with a post whose response never came, in milliseconds. */
	settleMs: number;
	/** What one person may ask. */
	limit: UserLimit;
	/** The model that puts answers into words; without one the catalog's composer does. */
	writer?: Writer | undefined;
	status: Status;
	allowance: UpdateAllowance;
};
/** For one attempt, with its place among those that are worked on. */
export type AttemptDeps = AnswerDeps & { slot: Slot };

/** A question whose thread is open. */
export type Threaded = AskedQuestion & { threadTs: string };
