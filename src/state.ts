import { openDataDir } from "./adapters/sqlite/database.ts";
import { SqliteAskedLog } from "./adapters/sqlite/sqlite-asked-log.ts";
import { SqliteDigests } from "./adapters/sqlite/sqlite-digests.ts";
import { SqliteInbox } from "./adapters/sqlite/sqlite-inbox.ts";
import { sqliteStore } from "./adapters/sqlite/sqlite-store.ts";
import { WriteBatch } from "./adapters/sqlite/write-batch.ts";
import { afterRestart } from "./flows/late-post.ts";
import type { QuestionQueue } from "./flows/question-queue.ts";
import type { AskedLog, AskedQuestion, Clock, DigestLog, Inbox, Log, Messenger, Store, Subscriptions } from "./ports.ts";

/** Where questions and what goes with them are kept, and how they come from there to be answered. */
export type State = {
	inbox: Inbox;
	store: Store;
	/** What the weekly digests go by. */
	weekly: { asked: AskedLog; subscriptions: Subscriptions; digests: DigestLog };
	/** Begins to hand questions over: those that an earlier life left, and then whatever is accepted. Called before anything can be. */
	handTo: (queue: QuestionQueue) => Promise<void>;
	/** A question was accepted by this process. */
	accepted: (question: AskedQuestion) => void;
	/** Holds back the posts of a process that may no longer be the one to send them. */
	guard: (messenger: Messenger) => Messenger;
	isUp: () => Promise<boolean>;
	/** Hands nothing over any more; what is being worked on may come to its end. */
	stopHanding: () => Promise<void>;
	close: () => Promise<void>;
};

/**
 * The embedded state: one file, one process. What waits is in memory too, and is read from the file at a start.
 * @throws DataDirError where the folder can't be used, or another process holds it
 */
export function openEmbeddedState(dataDir: string, clock: Clock, log: Log): State {
	const { database, release } = openDataDir(dataDir);
	try {
		const writes = new WriteBatch(database);
		const inbox = new SqliteInbox(database, writes);
		const digests = new SqliteDigests(database, writes);
		let queue: QuestionQueue | undefined;
		// What is accepted before anything is handed over is among what waits.
		const accepted = (question: AskedQuestion): void => queue?.add(question);
		return {
			inbox,
			store: sqliteStore(database, writes),
			weekly: { asked: new SqliteAskedLog(database, writes), subscriptions: digests, digests },
			handTo: async (to) => {
				const waiting = await inbox.pending();
				queue = to;
				for (const question of waiting) to.add(afterRestart(question, clock.now()));
				if (waiting.length > 0) log.info({ questions: waiting.length }, "taking up what was not answered before the restart");
			},
			accepted,
			guard: (messenger) => messenger,
			isUp: async () => database.prepare("SELECT 1").get() !== undefined,
			stopHanding: async () => {
				queue = undefined;
			},
			close: async () => release(),
		};
	} catch (error) {
		release();
		throw error;
	}
}
