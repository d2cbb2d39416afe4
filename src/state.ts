import { connectToRedis, disconnect } from "./adapters/redis/connection.ts";
import { sharedMinutes } from "./adapters/redis/minute-scheduler.ts";
import { QuestionWorker } from "./adapters/redis/question-worker.ts";
import { RedisAskedLog } from "./adapters/redis/redis-asked-log.ts";
import { RedisDigests } from "./adapters/redis/redis-digests.ts";
import { jobKey, RedisInbox } from "./adapters/redis/redis-inbox.ts";
import { redisStore } from "./adapters/redis/redis-store.ts";
import { ThreadLine } from "./adapters/redis/thread-line.ts";
import { everyMinute } from "./adapters/schedule/every-minute.ts";
import { openDataDir } from "./adapters/sqlite/database.ts";
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
				for (const question of waiting) to.add(afterRestart(question, clock.now()));
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

/** A process that is silent for so long has its questions taken from it. */
const silentMs = 10_000;
/** How long a thread is held without a sign of life: longer, so that who takes a question over finds its thread free only when no post of the other's can be on its way. */
const threadLockMs = 20_000;
/** A post may take so long, and a little more: whoever holds the thread for less does not begin one. */
const longestPostMs = 12_000;
/** Of how many questions, for each that is worked on, a process chooses the next: the more, the fairer. */
const choice = 8;

/**
 * State that any number of processes share, on Redis.
 * @param parallel how many questions this process works on at once
 * @throws RedisStartError where Redis does not answer
 */
export async function openSharedState(redisUrl: string, parallel: number, clock: Clock, log: Log): Promise<State> {
	const client = await connectToRedis(redisUrl, log, { waits: false });
	const waiting = await connectToRedis(redisUrl, log, { waits: true });
	const line = new ThreadLine(client, threadLockMs, jobKey);
	const inbox = new RedisInbox(client, line);
	const digests = new RedisDigests(client);
	let worker: QuestionWorker | undefined;
	return {
		inbox,
		store: redisStore(client),
		weekly: { asked: new RedisAskedLog(client), subscriptions: digests, digests, eachMinute: sharedMinutes(waiting) },
		handTo: async (queue) => {
			worker = new QuestionWorker({
				client: waiting,
				inbox,
				line,
				holds: parallel * choice,
				silentMs,
				attempt: (question, attempt) => queue.attempt(question, attempt),
				recovered: (question) => afterRestart(question, clock.now()),
				log,
			});
		},
		accepted: () => {},
		mayPost: (id) => line.heldFor(id) > longestPostMs,
		depth: async (queue) => {
			const { wait = 0, delayed = 0, active = 0 } = await inbox.queue.getJobCounts("wait", "delayed", "active");
			return { waiting: wait + queue.depth.waiting, delayed, running: Math.max(0, active - queue.depth.waiting) };
		},
		isUp: async () => (await client.ping()) === "PONG",
		stop: async (queue) => {
			await Promise.all([queue.stop(), worker?.close()]);
			worker = undefined;
		},
		close: async () => {
			await worker?.abandon();
			line.close();
			await inbox.close();
			await Promise.all([disconnect(client), disconnect(waiting)]);
		},
	};
}
