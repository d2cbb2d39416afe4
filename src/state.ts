import { everyMinute } from "./adapters/schedule/every-minute.ts";
import { openDataDir } from "./adapters/sqlite/database.ts";
import { afterPowerCut } from "./adapters/sqlite/machine-boot.ts";
import { salvage } from "./adapters/sqlite/salvage.ts";
import { SqliteAskedLog } from "./adapters/sqlite/sqlite-asked-log.ts";
import { SqliteDigests } from "./adapters/sqlite/sqlite-digests.ts";
import { SqliteInbox } from "./adapters/sqlite/sqlite-inbox.ts";
import { sqliteStore } from "./adapters/sqlite/sqlite-store.ts";
import { WriteBatch } from "./adapters/sqlite/write-batch.ts";
import { afterRestart } from "./flows/late-post.ts";
import type { Depth, QuestionQueue } from "./flows/question-queue.ts";
import type { AskedLog, AskedQuestion, Clock, DigestLog, Inbox, Log, Store, Subscriptions } from "./ports.ts";

/** What the weekly digests are told by. */
export type WeeklyState = {
	asked: AskedLog;
	subscriptions: Subscriptions;
	digests: DigestLog;
	/** Calls back at the start and then each minute, in one of the processes that share the state. */
	eachMinute: (tick: () => Promise<void>, log: Log) => { stop: () => void | Promise<void> };
};

/** Where questions and what goes with them are kept, and how they come from there to be answered. */
export type State = {
	inbox: Inbox;
	store: Store;
	/** What the weekly digests go by, and what tells them that a minute has begun. */
	weekly: WeeklyState;
	/** Begins to hand questions over: those that an earlier life left, and then whatever is accepted. Called before anything can be. */
	handTo: (queue: QuestionQueue) => Promise<void>;
	/** A question was accepted by this process. */
	accepted: (question: AskedQuestion) => void;
	/** Whether it is surely this process that answers the question, for as long as a post can take. Asked right before each. */
	mayPost: (id: string) => boolean;
	/** What waits, of all processes where they share it. */
	depth: (queue: QuestionQueue) => Promise<Depth>;
	isUp: () => Promise<boolean>;
	/** Hands nothing over any more, and resolves when what this process had taken has come to its end or was put back. */
	stop: (queue: QuestionQueue) => Promise<void>;
	/** Also of what has not come to its end. */
	close: () => Promise<void>;
};

/**
 * The embedded state: one file, one process. What waits is in memory too, and is read from the file at a start.
 * @throws DataDirError where the folder can't be used, or another process holds it
 */
export function openEmbeddedState(dataDir: string, clock: Clock, log: Log): State {
	const { database, damaged, release } = openDataDir(dataDir);
	try {
		const writes = new WriteBatch(database);
		const inbox = new SqliteInbox(database, writes);
		const store = sqliteStore(database, writes);
		const digests = new SqliteDigests(database, writes);
		if (damaged !== undefined) log.error({ keptAs: damaged, ...salvage(damaged, database) }, "the state was damaged: it is kept aside, and goes on with what could be read");
		afterPowerCut(database, () => inbox.doubtNotes(clock.now()));
		let queue: QuestionQueue | undefined;
		// What is accepted before anything is handed over is among what waits.
		const accepted = (question: AskedQuestion): void => queue?.add(question);
		return {
			inbox,
			store,
			weekly: { asked: new SqliteAskedLog(database, writes), subscriptions: digests, digests, eachMinute: everyMinute },
			handTo: async (to) => {
				const waiting = await inbox.pending();
				queue = to;
				for (const question of waiting) to.add(afterRestart(question, clock.now(), true));
				if (waiting.length > 0) log.info({ questions: waiting.length }, "taking up what was not answered before the restart");
			},
			accepted,
			mayPost: () => true,
			depth: async (queue) => queue.depth,
			isUp: async () => database.prepare("SELECT 1").get() !== undefined,
			stop: async (from) => {
				queue = undefined;
				await from.stop();
			},
			close: async () => release(),
		};
	} catch (error) {
		release();
		throw error;
	}
}
