import { DelayedError, Worker } from "bullmq";
import { errorCode } from "../../core/error-code.ts";
import type { AskedQuestion, Log } from "../../ports.ts";
import { prefix, type RedisClient } from "./connection.ts";
import { type JobData, type QuestionJob, queueName, type RedisInbox } from "./redis-inbox.ts";
import type { ThreadLine } from "./thread-line.ts";

/** What came of an attempt, as far as a job is concerned. */
export type AttemptOutcome = { done: true } | { done: false; retryAfterMs: number; question: AskedQuestion };

export type WorkerDeps = {
	/** For blocking reads; commands wait while there is no connection. */
	client: RedisClient;
	inbox: RedisInbox;
	line: ThreadLine;
	/** How many questions this process holds at once: those that it works on, and those among which it can be fair. */
	holds: number;
	/** How long a process may be silent before its jobs are taken from it, in milliseconds. */
	silentMs: number;
	/** One attempt, in its turn among those that this process holds. Never rejects. */
	attempt: (question: AskedQuestion, attempt: number) => Promise<AttemptOutcome>;
	/** A question that a process left when it died. */
	recovered: (question: AskedQuestion) => AskedQuestion;
	log: Log;
};

/** Who finds its thread taken comes again after this, unless it is called before. */
const busyMs = 1000;
const longestBackoffMs = 60_000;

/**
 * Takes questions from the shared queue. BullMQ delivers, delays, and takes back what a process that died had begun; the
 * thread's line says whose turn it is.
 */
export class QuestionWorker {
	readonly #deps: WorkerDeps;
	readonly #worker: Worker<JobData>;

	constructor(deps: WorkerDeps) {
		this.#deps = deps;
		this.#worker = new Worker<JobData>(queueName, (job, token) => this.#process(job, token ?? ""), {
			connection: deps.client,
			prefix,
			concurrency: deps.holds,
			lockDuration: deps.silentMs,
			stalledInterval: deps.silentMs / 2,
			maxStalledCount: 1_000_000,
			// Seconds: how long a read may block, and thus how late a job may be noticed that nothing has announced.
			drainDelay: 2,
			runRetryDelay: 1000,
			settings: { backoffStrategy: (attempts) => Math.min(longestBackoffMs, 250 * 2 ** Math.min(attempts, 10)) },
		});
		this.#worker.on("error", (error) => deps.log.warn({ error: errorCode(error) }, "the queue on Redis reports"));
	}

	/** Takes no more; resolves when what was taken has been finished or put back. */
	async close(): Promise<void> {
		await this.#worker.close();
	}

	/** Ends without waiting: what was taken is recovered by whoever comes next. */
	async abandon(): Promise<void> {
		await this.#worker.close(true);
	}

	async #process(job: QuestionJob, token: string): Promise<void> {
		const { inbox, line, attempt, recovered } = this.#deps;
		let question = job.data.question;
		// Answered by a process that died before it could say so to the queue.
		if (question === undefined) return;
		const hold = await line.take(question);
		if (hold === undefined) return putOff(job, busyMs, token);
		try {
			const server = await inbox.server();
			if (server !== undefined && server !== job.data.server) {
				// It may bring what was answered in the last moments of the one before: whoever did so says it again.
				const waitMs = inbox.takenOverInMs;
				if (waitMs > 0) return await putOff(job, waitMs, token);
				await job.updateData({ ...job.data, server });
			}
			if (job.stalledCounter > job.data.stalls) {
				question = recovered(question);
				await job.updateData({ ...job.data, question, stalls: job.stalledCounter });
			}
			if (question.postingSince === undefined && (await inbox.isAnswered(question))) return await this.#callNext(await line.leave(hold));
			inbox.begins(job);
			const outcome = await attempt(question, job.data.attempt);
			inbox.ends(job);
			if (outcome.done) return await this.#callNext(await line.leave(hold));
			await job.updateData({ ...job.data, question: outcome.question, attempt: job.data.attempt + (outcome.retryAfterMs > 0 ? 1 : 0) });
			return await putOff(job, outcome.retryAfterMs, token);
		} finally {
			inbox.ends(job);
			await line.putOff(hold);
		}
	}

	/** The next of the thread need not wait for its time to come. */
	async #callNext(id: string | undefined): Promise<void> {
		if (id === undefined) return;
		try {
			await (await this.#deps.inbox.queue.getJob(id))?.promote();
		} catch {
			// It is not put off: it is being taken already.
		}
	}
}

async function putOff(job: QuestionJob, ms: number, token: string): Promise<never> {
	await job.moveToDelayed(Date.now() + ms, token);
	throw new DelayedError();
}
