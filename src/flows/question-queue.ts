import type { AskedQuestion, Clock } from "../ports.ts";
import type { Outcome, Slot } from "./attempt.ts";
import { FairLine } from "./fair-line.ts";

export type QueueDeps = {
	/** Takes one question as far as it gets; says what is to be done next, also where something failed. */
	answer: (question: AskedQuestion, attempt: number, slot: Slot) => Promise<Outcome>;
	/** Tells who has to wait how many questions of the channel are ahead; once, and only where it takes a while. Never rejects. */
	tell?: ((question: AskedQuestion, ahead: number) => Promise<void>) | undefined;
	clock: Clock;
	/** How many questions are worked on at once. */
	parallel?: number;
	/** How many finished answers of one channel may wait for Slack to take them before more of its questions are begun. */
	finishedPerChannel?: number;
};

/** Slack takes about a message a second per channel: what is finished ahead of that only waits in another place, and in a less fair order. */
const defaults = { parallel: 16, finishedPerChannel: 2, tell: undefined };
/** Who waits for longer is told, those first who have waited longest, and no more of them than Slack takes. */
const tellAfterMs = 4000;
const sweepMs = 1000;
const toldPerSweep = 2;

type Entry = {
	question: AskedQuestion;
	attempt: number;
	user: string;
	channel: string;
	thread: string;
	/** Takes the outcome, where somebody else sees to what comes next. */
	settle?: (outcome: Outcome) => void;
	since: number;
	told: boolean;
};

export type Depth = { waiting: number; delayed: number; running: number };

/**
 * Questions waiting for their answers: those of one thread in order, different threads in parallel, everybody with a fair
 * share. No place stays empty while a question could be brought closer to its answer. Lives in memory; what is pending is
 * kept by the inbox, and added again after a restart.
 */
export class QuestionQueue {
	readonly #deps: Required<QueueDeps>;
	readonly #line = new FairLine<Entry>();
	readonly #busyThreads = new Set<string>();
	/** How many of each channel have left their place and wait for Slack. */
	readonly #finished = new Map<string, number>();
	/** Those that have to go on, and wait for a place. */
	readonly #returning: (() => void)[] = [];
	readonly #idle: (() => void)[] = [];
	#working = 0;
	#running = 0;
	#delayed = 0;
	#looking = false;
	#sweeping = false;
	#stopped = false;

	constructor(deps: QueueDeps) {
		this.#deps = { ...defaults, ...deps };
	}

	get depth(): Depth {
		return { waiting: this.#line.size, delayed: this.#delayed, running: this.#running };
	}

	/** Returns before any work on the question begins, so that it can be acked first; sees to it until it is done. */
	add(question: AskedQuestion): void {
		this.#enter(question, 1);
	}

	/** One attempt at a question, in its turn. Where the queue stops before that, it is handed back as it was. */
	attempt(question: AskedQuestion, attempt: number): Promise<Outcome> {
		return new Promise((settle) => {
			if (this.#stopped) settle(handedBack(question));
			else this.#enter(question, attempt, settle);
		});
	}

	/** Takes nothing new, and resolves when what is running has come to an end. */
	async stop(): Promise<void> {
		this.#stopped = true;
		for (const entry of [...this.#line]) {
			if (entry.settle === undefined) continue;
			this.#line.remove(entry);
			entry.settle(handedBack(entry.question));
		}
		this.#wake();
		while (this.#running > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
	}

	/** Resolves when nothing is waiting, delayed or running: for tests and benchmarks. */
	async drained(): Promise<void> {
		while (this.#line.size > 0 || this.#running > 0 || this.#delayed > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
	}

	#enter(question: AskedQuestion, attempt: number, settle?: Entry["settle"]): void {
		const channel = `${question.workspace}:${question.channel}`;
		const user = `${question.workspace}:${question.user}`;
		const thread = threadOf(question);
		this.#line.add({ question, attempt, channel, user, thread, since: this.#deps.clock.now(), told: false, ...(settle === undefined ? {} : { settle }) });
		this.#look();
		if (!this.#sweeping && this.#deps.tell !== undefined) void this.#sweep(this.#deps.tell);
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
		const { parallel, finishedPerChannel } = this.#deps;
		if (this.#working >= parallel) return false;
		const goOn = this.#returning.shift();
		if (goOn !== undefined) {
			this.#working++;
			goOn();
			return true;
		}
		if (this.#stopped) return false;
		const entry = this.#line.take({ channel: (channel) => (this.#finished.get(channel) ?? 0) < finishedPerChannel, thread: (thread) => !this.#busyThreads.has(thread) });
		if (entry === undefined) return false;
		this.#busyThreads.add(entry.thread);
		this.#working++;
		this.#running++;
		void this.#work(entry);
		return true;
	}

	async #work(entry: Entry): Promise<void> {
		let { thread } = entry;
		const opened = (threadTs: string): void => {
			this.#busyThreads.delete(thread);
			thread = threadOf({ ...entry.question, threadTs });
			this.#busyThreads.add(thread);
		};
		const outcome = await this.#deps.answer(entry.question, entry.attempt, { leaveFor: (wait) => this.#leaveFor(entry.channel, wait), opened });
		this.#working--;
		this.#running--;
		if (entry.settle !== undefined || outcome.done || this.#stopped) this.#busyThreads.delete(thread);
		else void this.#delay({ ...entry, thread, question: outcome.question, attempt: entry.attempt + 1 }, outcome.retryAfterMs);
		entry.settle?.(outcome);
		this.#look();
		this.#wake();
	}

	async #leaveFor<T>(channel: string, wait: () => Promise<T>): Promise<T> {
		this.#working--;
		this.#finished.set(channel, (this.#finished.get(channel) ?? 0) + 1);
		this.#look();
		try {
			return await wait();
		} finally {
			const left = (this.#finished.get(channel) ?? 1) - 1;
			if (left === 0) this.#finished.delete(channel);
			else this.#finished.set(channel, left);
			await new Promise<void>((goOn) => {
				this.#returning.push(goOn);
				this.#look();
			});
		}
	}

	/** The thread stays taken while its question waits, so that a later one cannot overtake it. */
	async #delay(entry: Entry, ms: number): Promise<void> {
		this.#delayed++;
		await this.#deps.clock.sleep(ms);
		this.#delayed--;
		this.#busyThreads.delete(entry.thread);
		this.#line.putBack(entry);
		this.#look();
		this.#wake();
	}

	/** Looks now and then, as long as somebody waits, for those who have waited long enough to be told. */
	async #sweep(tell: NonNullable<QueueDeps["tell"]>): Promise<void> {
		this.#sweeping = true;
		while (this.#line.size > 0 && !this.#stopped) {
			await this.#deps.clock.sleep(sweepMs);
			let told = 0;
			const ahead = new Map<string, number>();
			for (const entry of this.#line) {
				const before = ahead.get(entry.channel) ?? 0;
				ahead.set(entry.channel, before + 1);
				if (told >= toldPerSweep) break;
				if (entry.told || entry.attempt > 1 || this.#deps.clock.now() - entry.since < tellAfterMs) continue;
				entry.told = true;
				told++;
				void tell(entry.question, before);
			}
		}
		this.#sweeping = false;
	}

	#wake(): void {
		for (const resolve of this.#idle.splice(0)) resolve();
	}
}

/** A command that has no thread yet is one of its own. */
const threadOf = ({ workspace, channel, threadTs, id }: AskedQuestion): string => `${workspace}:${channel}:${threadTs ?? id}`;
const handedBack = (question: AskedQuestion): Outcome => ({ done: false, retryAfterMs: 0, question });
