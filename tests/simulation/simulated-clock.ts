import type { Clock } from "../../src/ports.ts";

/** A clock that jumps from one thing that was waited for to the next, when nothing else is to be done. */
export class SimulatedClock implements Clock {
	#now: number;
	/** By when they wake, soonest first. */
	readonly #sleepers: { at: number; wake: () => void }[] = [];
	/** Work outside of the clock that has begun and not ended, and how often anything began or ended. */
	#working = 0;
	#changes = 0;

	constructor(start: number) {
		this.#now = start;
	}

	now = (): number => this.#now;

	sleep = (ms: number): Promise<void> =>
		new Promise((wake) => {
			this.#changes++;
			const at = this.#now + Math.max(0, ms);
			const place = this.#sleepers.findLastIndex((sleeper) => sleeper.at <= at) + 1;
			this.#sleepers.splice(place, 0, { at, wake });
		});

	/** Something real, such as a write to the disk, during which the clock stands still. */
	async during<T>(work: () => Promise<T>): Promise<T> {
		this.#working++;
		this.#changes++;
		try {
			return await work();
		} finally {
			this.#working--;
			this.#changes++;
		}
	}

	/** Lets time pass until an instant, waking on the way whoever waits. */
	async passUntil(until: number): Promise<void> {
		await this.settle();
		for (;;) {
			const next = this.#sleepers[0];
			if (next === undefined || next.at > until) break;
			this.#sleepers.shift();
			this.#now = Math.max(this.#now, next.at);
			this.#changes++;
			next.wake();
			await this.settle();
		}
		this.#now = Math.max(this.#now, until);
	}

	/** Resolves when all that can go on without the clock has gone on. */
	async settle(): Promise<void> {
		for (let quiet = 0; quiet < 2; ) {
			const before = this.#changes;
			await new Promise((resolve) => setImmediate(resolve));
			quiet = before === this.#changes && this.#working === 0 ? quiet + 1 : 0;
		}
	}
}
