import { Job, Queue } from "bullmq";
import type { AskedQuestion, Delivery, Inbox } from "../../ports.ts";
import { inTime, prefix, type RedisClient } from "./connection.ts";
import type { ThreadLine } from "./thread-line.ts";

/** What a job holds: the question until it is answered, then nothing of it. */
export type JobData = {
	question?: AskedQuestion;
	attempt: number;
	/** How many times the job had been given up by a process that died when this was written. */
	stalls: number;
	/** The server that all of this was written to; absent where it does not say. */
	server?: string;
};
export type QuestionJob = Job<JobData>;

export const queueName = "questions";
/** Where the job of a question is kept. */
export const jobKey = (id: string): string => `${prefix}:${queueName}:${id}`;
/** Ids are remembered longer than Slack redelivers, which it does for 24 hours. */
const rememberMs = 25 * 60 * 60 * 1000;
/** Slack waits three seconds: who is not told by then is told nothing, and hears of it again. */
const usualTimes = { acceptWithinMs: 2500, takeoverMs: 12_000 };
/** So much that was written may be lost with a server: what happened before is on the one that takes over. */
const lostMs = 60_000;
/** A job is never given up; between attempts that failed since Redis did, it waits up to a minute. */
const jobOptions = { attempts: 1_000_000, backoff: { type: "custom" }, removeOnComplete: true, removeOnFail: false } as const;

/**
 * The inbox that several processes share: a question is a BullMQ job, whose id is the question's own, so that it exists once
 * whoever brings it. Beside it two keys per question, its id and its event's, are remembered for a day after it was answered.
 */
export class RedisInbox implements Inbox {
	readonly #client: RedisClient;
	readonly #line: ThreadLine;
	readonly queue: Queue<JobData>;
	/** Jobs that this process works on. */
	readonly #active = new Map<string, QuestionJob>();
	#server: Promise<string | undefined>;

	readonly #times: typeof usualTimes;
	/** Since when this server is talked to, by the clock that nobody sets. */
	#connectedAt = performance.now();
	/** What was answered lately, by what is known of each message, with when that was. */
	readonly #answeredLately = new Map<string, number>();

	/**
	 * @param times how long accepting may take; and how long after another server has taken over all that any process has on
	 * its way has surely come to its end
	 */
	constructor(client: RedisClient, line: ThreadLine, times: Partial<typeof usualTimes> = {}) {
		this.#client = client;
		this.#times = { ...usualTimes, ...times };
		this.#line = line;
		this.queue = new Queue<JobData>(queueName, { connection: client, prefix, defaultJobOptions: jobOptions, streams: { events: { maxLen: 100 } } });
		// Whoever asks is told by a rejection.
		this.queue.on("error", () => {});
		this.#server = this.#askServer();
		client.on("ready", () => {
			this.#connectedAt = performance.now();
			this.#server = this.#askServer();
			void this.#sayAgain();
		});
	}

	/**
	 * The run of the server that is talked to: another one after it was started again, or another took over, which may lack
	 * what the last had written; `undefined` where it does not say.
	 */
	server(): Promise<string | undefined> {
		return this.#server;
	}

	/** How long it takes until every process has told a server that took over what it had answered, in milliseconds. */
	get takenOverInMs(): number {
		return this.#connectedAt + this.#times.takeoverMs - performance.now();
	}

	accept(delivery: Delivery): Promise<boolean> {
		return inTime(this.#times.acceptWithinMs, this.#store(delivery));
	}

	async #store({ eventId, question }: Delivery): Promise<boolean> {
		const [known, event] = await this.#client.mGet([knownKey(question), eventKey(question, eventId)]);
		if (known !== null || (event !== null && event !== question.id)) return false;
		const server = await this.#server;
		// From here on each step can be repeated: where the process dies in between, Slack sends the event again.
		await this.#line.join(question);
		await this.queue.add("question", { question, attempt: 1, stalls: 0, ...(server === undefined ? {} : { server }) }, { jobId: question.id });
		const [isNew] = await this.#client
			.multi()
			.set(knownKey(question), question.id, { condition: "NX", expiration: { type: "PX", value: rememberMs } })
			.set(eventKey(question, eventId), question.id, { expiration: { type: "PX", value: rememberMs } })
			.exec();
		return String(isNew) === "OK";
	}

	async pending(): Promise<AskedQuestion[]> {
		const jobs = await this.queue.getJobs(["wait", "active", "delayed", "prioritized", "failed"]);
		return jobs.flatMap((job) => (job?.data.question === undefined ? [] : [job.data.question])).sort((a, b) => a.receivedAt - b.receivedAt);
	}

	async pendingIn({ workspace, channel, threadTs }: Parameters<Inbox["pendingIn"]>[0]): Promise<AskedQuestion[]> {
		const jobs = await Promise.all((await this.#line.waitingIn({ workspace, channel, threadTs })).map((id) => this.#jobOf(id)));
		return jobs.flatMap((job) => (job?.data.question === undefined ? [] : [job.data.question])).sort((a, b) => a.receivedAt - b.receivedAt);
	}

	async notePosting(id: string, at: number): Promise<void> {
		await this.#change(id, (question) => ({ ...question, postingSince: at }));
	}

	async noteShowing(id: string, mayBeShown: boolean): Promise<void> {
		await this.#change(id, ({ mayBeShown: _, ...question }) => (mayBeShown ? { ...question, mayBeShown } : question));
	}

	/** Also puts the question into the thread's line, ahead of whatever is written there. */
	async openThread(id: string, threadTs: string): Promise<void> {
		const question = (await this.#jobOf(id))?.data.question;
		if (question !== undefined) await this.#line.join({ ...question, threadTs });
		await this.#change(id, (question) => ({ ...question, threadTs }));
	}

	async finish(id: string): Promise<void> {
		const job = await this.#jobOf(id);
		if (job?.data.question === undefined) return;
		// Remembered from now on for as long as Slack may bring it again, and before the job can be gone.
		await this.#setAnswered(knownKey(job.data.question));
		const { question: _, ...rest } = job.data;
		await job.updateData(rest);
		// Where another process has just taken it, it finds nothing left to do.
		if (!this.#active.has(id)) await job.remove().catch(() => {});
	}

	/** Whether a question has come to its end; its job may be there again, where a process was held up while it accepted a delivery. */
	async isAnswered(question: AskedQuestion): Promise<boolean> {
		return (await this.#client.get(knownKey(question))) === answered;
	}

	begins(job: QuestionJob): void {
		if (job.id !== undefined) this.#active.set(job.id, job);
	}

	ends(job: QuestionJob): void {
		if (job.id !== undefined && this.#active.get(job.id) === job) this.#active.delete(job.id);
	}

	async close(): Promise<void> {
		await this.queue.close();
	}

	async #setAnswered(key: string): Promise<void> {
		const now = performance.now();
		for (const [one, at] of this.#answeredLately) if (at < now - lostMs) this.#answeredLately.delete(one);
		this.#answeredLately.set(key, now);
		await this.#client.set(key, answered, { expiration: { type: "PX", value: rememberMs } });
	}

	/** Whoever has taken over may not know of it. */
	async #sayAgain(): Promise<void> {
		await Promise.allSettled([...this.#answeredLately.keys()].map((key) => this.#client.set(key, answered, { expiration: { type: "PX", value: rememberMs } })));
	}

	async #askServer(): Promise<string | undefined> {
		const told = await this.#client.info("server").catch(() => "");
		return /^run_id:(\w+)/m.exec(told)?.[1];
	}

	async #change(id: string, change: (question: AskedQuestion) => AskedQuestion): Promise<void> {
		const job = await this.#jobOf(id);
		if (job?.data.question !== undefined) await job.updateData({ ...job.data, question: change(job.data.question) });
	}

	async #jobOf(id: string): Promise<QuestionJob | undefined> {
		return this.#active.get(id) ?? Job.fromId<JobData>(this.queue, id);
	}
}

/** What is remembered of a message in the place of its question's id, once it has its answer. */
const answered = "answered";
/** A message is known by where and when it was written; a command, which has no message, by its id. */
const knownKey = ({ workspace, channel, ts, id }: AskedQuestion): string => `${prefix}:known:${ts === undefined ? id : `${workspace}:${channel}:${ts}`}`;
const eventKey = ({ workspace }: AskedQuestion, eventId: string): string => `${prefix}:event:${workspace}:${eventId}`;
