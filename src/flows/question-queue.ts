import type { AskedQuestion, Clock } from "../ports.ts";
import type { Outcome } from "./answer-question.ts";

export type QueueDeps = {
	/** Takes one question as far as it gets; says what is to be done next, also where something failed. */
	answer: (question: AskedQuestion, attempt: number) => Promise<Outcome>;
	clock: Clock;
	/** How many questions are worked on at once, and how many of one channel. */
	parallel?: number;
	perChannel?: number;
};

/** Few enough of one channel, which Slack lets take a message a second, to leave room for the others. */
const defaults = { parallel: 16, perChannel: 2 };

type Entry = { question: AskedQuestion; attempt: number; thread: string; channel: string };

/**
 * Questions waiting for their answers: those of one thread in order, different threads in parallel. Lives in memory; what
 * is pending is kept by the inbox, and added again after a restart.
 */
export class QuestionQueue {
	readonly #deps: Required<QueueDeps>;
	readonly #waiting: Entry[] = [];
	readonly #busyThreads = new Set<string>();
	readonly #runningIn = new Map<string, number>();
	readonly #idle: (() => void)[] = [];
	#running = 0;
	#delayed = 0;
	#looking = false;
	#stopped = false;

	constructor(deps: QueueDeps) {
		this.#deps = { ...defaults, ...deps };
	}

	/** Returns before any work on the question begins, so that it can be acked first. */
	add(question: AskedQuestion): void {
		const channel = `${question.workspace}:${question.channel}`;
		this.#waiting.push({ question, attempt: 1, channel, thread: `${channel}:${question.threadTs ?? question.id}` });
		this.#look();
	}

	/** Takes nothing new and resolves when what is running has come to an end. */
	async stop(): Promise<void> {
		this.#stopped = true;
		while (this.#running > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
	}

	/** Resolves when nothing is waiting, delayed or running: for tests and benchmarks. */
	async drained(): Promise<void> {
		while (this.#waiting.length > 0 || this.#running > 0 || this.#delayed > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
	}

	/** Starts what may start, one question in each turn of the event loop: in between, others are received and acked. */
	#look(): void {
		if (this.#looking) return;
		this.#looking = true;
		setImmediate(() => {
			this.#looking = false;
			if (this.#startOne()) this.#look();
		});
	}

	#startOne(): boolean {
		const { parallel, perChannel } = this.#deps;
		if (this.#stopped || this.#running >= parallel) return false;
		const at = this.#waiting.findIndex(({ thread, channel }) => !this.#busyThreads.has(thread) && (this.#runningIn.get(channel) ?? 0) < perChannel);
		const entry = at < 0 ? undefined : this.#waiting.splice(at, 1)[0];
		if (entry === undefined) return false;
		this.#busyThreads.add(entry.thread);
		this.#count(entry.channel, 1);
		void this.#work(entry);
		return true;
	}

	async #work(entry: Entry): Promise<void> {
		const outcome = await this.#deps.answer(entry.question, entry.attempt);
		this.#count(entry.channel, -1);
		if (outcome.done || this.#stopped) this.#busyThreads.delete(entry.thread);
		else void this.#delay({ ...entry, question: outcome.question, attempt: entry.attempt + 1 }, outcome.retryAfterMs);
		this.#look();
		this.#wake();
	}

	/** The thread stays taken while its question waits, so that a later one cannot overtake it. */
	async #delay(entry: Entry, ms: number): Promise<void> {
		this.#delayed++;
		await this.#deps.clock.sleep(ms);
		this.#delayed--;
		this.#busyThreads.delete(entry.thread);
		this.#waiting.unshift(entry);
		this.#look();
		this.#wake();
	}

	#count(channel: string, change: 1 | -1): void {
		this.#running += change;
		const running = (this.#runningIn.get(channel) ?? 0) + change;
		if (running === 0) this.#runningIn.delete(channel);
		else this.#runningIn.set(channel, running);
	}

	#wake(): void {
		for (const resolve of this.#idle.splice(0)) resolve();
	}
}
