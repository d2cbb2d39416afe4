import type { LlmFailure } from "../../ports.ts";

/** Failures in a row after which a server is left alone, and for how long. */
const mostFailures = 5;
const pauseMs = 30_000;

/** What tells of the server, and not of one output. */
const fails: ReadonlySet<LlmFailure["code"]> = new Set(["timeout", "unavailable"]);

/**
 * Spares people the wait for a server that is down: once it has failed several times in a row it is not asked for a while,
 * then by one request at a time until one succeeds.
 */
export class Breaker {
	readonly #now: () => number;
	#failures = 0;
	#closedUntil = 0;

	constructor(now: () => number) {
		this.#now = now;
	}

	/** Whether the server may be asked. Who is let through after a pause is the only one until what came of it is noted. */
	mayAsk(): boolean {
		if (this.#failures < mostFailures) return true;
		if (this.#now() < this.#closedUntil) return false;
		this.#closedUntil = this.#now() + pauseMs;
		return true;
	}

	/** What came of a request; no failure where there is an output, of whatever use. */
	note(failure?: LlmFailure): void {
		if (failure !== undefined && fails.has(failure.code)) {
			this.#failures++;
			this.#closedUntil = this.#now() + pauseMs;
		} else if (failure?.code !== "cancelled" && failure?.code !== "busy") this.#failures = 0;
	}
}
