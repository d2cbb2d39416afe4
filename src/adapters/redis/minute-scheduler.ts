import { Queue, Worker } from "bullmq";
import type { Log } from "../../ports.ts";
import { prefix, type RedisClient } from "./connection.ts";

const queueName = "minutes";
const jobName = "minute";
/** The beginning of each minute, as cron has it. */
const eachMinute = "* * * * *";

/**
 * Calls `tick` at the beginning of each minute in one of the processes that share a Redis, and once at the start in this one.
 * It only ticks: what is due, and who sends it, is found out by whoever is called.
 * @param client for blocking reads; commands wait while there is no connection
 */
export function sharedMinutes(client: RedisClient, pattern = eachMinute): (tick: () => Promise<void>, log: Log) => { stop: () => Promise<void> } {
	return (tick, log) => {
		const warn = (error: unknown): void => log.warn({ error: (error as { code?: string }).code ?? (error as Error).name }, "the clock on Redis reports");
		const queue = new Queue(queueName, { connection: client, prefix, streams: { events: { maxLen: 100 } } });
		queue.on("error", warn);
		// The same scheduler for all of them, whoever comes first; a minute that nobody took in time is not made up for.
		queue.upsertJobScheduler("each-minute", { pattern, tz: "UTC" }, { name: jobName, opts: { removeOnComplete: true, removeOnFail: true, attempts: 1 } }).catch(warn);
		const worker = new Worker(queueName, () => tick(), { connection: client, prefix, concurrency: 1 });
		worker.on("error", warn);
		void tick();
		return {
			stop: async () => {
				await worker.close(true);
				await queue.close();
			},
		};
	};
}
