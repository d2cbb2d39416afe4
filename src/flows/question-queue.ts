import type { AskedQuestion, Clock, Log } from "../ports.ts";
import type { Outcome } from "./answer-question.ts";

export type QueueDeps = {
	/** Takes one question as far as it gets. */
	answer: (question: AskedQuestion, attempt: number) => Promise<Outcome>;
	clock: Clock;
	log: Log;
	/** How many questions are worked on at once. */
	parallel?: number;
};

/**
 * Questions waiting for their answers: those of one thread in order, different threads in parallel. Lives in memory; what
 * is pending is kept by the inbox, and added again after a restart.
 */
export class QuestionQueue {
	readonly #deps: QueueDeps;
	readonly #waiting: { question: AskedQuestion; attempt: number }[] = [];
	readonly #busyThreads = new Set<string>();
	readonly #idle: (() => void)[] = [];
	#running = 0;
	#delayed = 0;
	#stopped = false;

	constructor(deps: QueueDeps) {
		this.#deps = deps;
	}

	add(question: AskedQuestion): void {
		this.#waiting.push({ question, attempt: 1 });
		this.#next();
	}

	/** Takes nothing new and resolves when what is running has come to an end. */
	async stop(): Promise<void> {
		this.#stopped = true;
		if (this.#running > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
	}

	/** Resolves when nothing is waiting, delayed or running: for tests and benchmarks. */
	async drained(): Promise<void> {
		while (this.#waiting.length > 0 || this.#running > 0 || this.#delayed > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
	}

	#next(): void {
		const limit = this.#deps.parallel ?? 16;
		for (let at = 0; at < this.#waiting.length && this.#running < limit && !this.#stopped; ) {
			const entry = this.#waiting[at];
			if (entry === undefined) break;
			const thread = threadOf(entry.question);
			if (this.#busyThreads.has(thread)) {
				at++;
				continue;
			}
			this.#waiting.splice(at, 1);
			this.#busyThreads.add(thread);
			this.#running++;
			void this.#work(entry.question, entry.attempt, thread);
		}
	}

	async #work(question: AskedQuestion, attempt: number, thread: string): Promise<void> {
		const { answer, clock, log } = this.#deps;
		let outcome: Outcome;
		try {
			outcome = await answer(question, attempt);
		} catch (error) {
			log.error({ question: question.id, attempt, error: error instanceof Error ? error.message : String(error) }, "answering failed; trying again");
			outcome = { done: false, retryAfterMs: Math.min(60_000, 500 * 2 ** Math.min(attempt, 7)) };
		}
		this.#running--;
		if (!outcome.done && !this.#stopped) {
			// The thread stays taken while its question waits, so that a later one cannot overtake it.
			this.#delayed++;
			void clock.sleep(outcome.retryAfterMs).then(() => {
				this.#delayed--;
				this.#busyThreads.delete(thread);
				this.#waiting.unshift({ question, attempt: attempt + 1 });
				this.#next();
				this.#wake();
			});
		} else this.#busyThreads.delete(thread);
		this.#next();
		this.#wake();
	}

	#wake(): void {
		for (const resolve of this.#idle.splice(0)) resolve();
	}
}

const threadOf = ({ workspace, channel, threadTs, id }: AskedQuestion): string => `${workspace}:${channel}:${threadTs ?? id}`;
