import { setTimeout as pause } from "node:timers/promises";
import type { LlmRequest } from "../../ports.ts";

/** A request's time: one signal for its deadline and for whoever no longer wants the output. */
export class TimeLimit {
	readonly #controller = new AbortController();
	readonly #timer: NodeJS.Timeout;
	readonly #now: () => number;
	readonly #request: Pick<LlmRequest<unknown>, "deadline" | "signal">;
	/** Why it is over, once it is. */
	over: "timeout" | "cancelled" | undefined;

	constructor(request: Pick<LlmRequest<unknown>, "deadline" | "signal">, now: () => number) {
		this.#request = request;
		this.#now = now;
		this.#timer = setTimeout(() => this.#end("timeout"), this.leftMs);
		if (request.signal?.aborted === true) this.#end("cancelled");
		else request.signal?.addEventListener("abort", this.#onAbort, { once: true });
	}

	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	get leftMs(): number {
		return Math.max(0, this.#request.deadline - this.#now());
	}

	/** Resolves when the pause, or the whole time, is over. */
	async pause(ms: number): Promise<void> {
		await pause(ms, undefined, { signal: this.signal }).catch(() => {});
	}

	/** Ends what still runs, and lets go of timer and listener. */
	close(): void {
		this.#end("cancelled");
		this.#request.signal?.removeEventListener("abort", this.#onAbort);
	}

	readonly #onAbort = (): void => this.#end("cancelled");

	#end(why: "timeout" | "cancelled"): void {
		clearTimeout(this.#timer);
		this.over ??= why;
		this.#controller.abort();
	}
}
