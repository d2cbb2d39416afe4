import type { SimulatedClock } from "./simulated-clock.ts";

/** Never resolves: what a process that was killed waits for. */
const never = <T>(): Promise<T> => new Promise(() => {});

/**
 * One life of a process. Everything that it asks of the world goes through {@link ports}: there it can be killed, as by
 * `kill -9`, before or after a call has taken effect, and nothing of it goes on then.
 */
export class ProcessLife {
	isDead = false;
	readonly #clock: SimulatedClock;
	readonly #strikes: (call: string) => "before" | "after" | undefined;
	readonly #onDeath: (at: string) => void;

	constructor(clock: SimulatedClock, strikes: (call: string) => "before" | "after" | undefined, onDeath: (at: string) => void) {
		this.#clock = clock;
		this.#strikes = strikes;
		this.#onDeath = onDeath;
	}

	/** The same port, in this life. @param isReal whether its work is done outside of the simulated clock */
	ports<T extends object>(name: string, port: T, isReal: boolean): T {
		return new Proxy(port, {
			get: (target, property) => {
				const method: unknown = Reflect.get(target, property);
				if (typeof method !== "function") return method;
				return (...args: unknown[]) => this.#call(`${name}.${String(property)}`, () => method.apply(target, args) as Promise<unknown>, isReal);
			},
		});
	}

	clock(): { now: () => number; sleep: (ms: number) => Promise<void> } {
		return {
			now: this.#clock.now,
			sleep: async (ms) => {
				await this.#clock.sleep(ms);
				if (this.isDead) await never();
			},
		};
	}

	async #call(call: string, run: () => Promise<unknown>, isReal: boolean): Promise<unknown> {
		if (this.isDead) return never();
		const strike = this.#strikes(call);
		if (strike === "before") return this.#die(`before ${call}`);
		const done = isReal ? await this.#clock.during(run) : await run();
		if (this.isDead) return never();
		return strike === "after" ? this.#die(`after ${call}`) : done;
	}

	#die(at: string): Promise<never> {
		this.isDead = true;
		this.#onDeath(at);
		return never();
	}
}
