import { connectToRedis, disconnect, inTime } from "./adapters/redis/connection.ts";
import { sharedMinutes } from "./adapters/redis/minute-scheduler.ts";
import { QuestionWorker } from "./adapters/redis/question-worker.ts";
import { RedisAskedLog } from "./adapters/redis/redis-asked-log.ts";
import { RedisDigests } from "./adapters/redis/redis-digests.ts";
import { jobKey, RedisInbox } from "./adapters/redis/redis-inbox.ts";
import { redisStore } from "./adapters/redis/redis-store.ts";
import { ThreadLine } from "./adapters/redis/thread-line.ts";
import { afterRestart } from "./flows/late-post.ts";
import type { Clock, Log } from "./ports.ts";
import type { State } from "./state.ts";

/** A process that is silent for so long has its questions taken from it. */
const silentMs = 10_000;
/** How long a thread is held without a sign of life: longer, so that who takes a question over finds its thread free only when no post of the other's can be on its way. */
const threadLockMs = 20_000;
/** A post may take so long, and a little more: whoever holds the thread for less does not begin one. */
const longestPostMs = 12_000;
/** A Redis that takes longer is of no use to whoever asks whether to send events here. */
const upWithinMs = 1500;
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
		isUp: async () => (await inTime(upWithinMs, client.ping())) === "PONG",
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
