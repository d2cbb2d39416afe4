type Waiting = { start: () => void; give: (turn: Turn) => void; timer: NodeJS.Timeout };

/** Permission to ask the model, or why there is none. */
export type Turn = { ok: true; end: () => void } | { ok: false; code: "busy" | "cancelled" };

/**
 * How many may ask the model at once; the others wait, in order. Where the server asks to slow down, nobody starts before
 * that is over.
 */
export class Turns {
	readonly #parallel: number;
	readonly #waiting: Waiting[] = [];
	#running = 0;
	#heldUntil = 0;
	#wake: NodeJS.Timeout | undefined;

	constructor(parallel: number) {
		this.#parallel = parallel;
	}

	/** Waits for a turn, at most `withinMs`, and not at all where there can't be one in that time. It has to be ended. */
	take(withinMs: number, signal?: AbortSignal): Promise<Turn> {
		if (signal?.aborted === true) return Promise.resolve({ ok: false, code: "cancelled" });
		if (this.#heldUntil - performance.now() >= withinMs) return Promise.resolve({ ok: false, code: "busy" });
		return new Promise((resolve) => {
			const leave = (code: "busy" | "cancelled") => {
				const at = this.#waiting.indexOf(waiting);
				if (at >= 0) this.#waiting.splice(at, 1);
				waiting.give({ ok: false, code });
			};
			const onAbort = () => leave("cancelled");
			const waiting: Waiting = {
				timer: setTimeout(() => leave("busy"), Math.max(0, withinMs)),
				give: (turn) => {
					clearTimeout(waiting.timer);
					signal?.removeEventListener("abort", onAbort);
					resolve(turn);
				},
				start: () => {
					this.#running++;
					waiting.give({ ok: true, end: once(() => this.#end()) });
				},
			};
			signal?.addEventListener("abort", onAbort, { once: true });
			this.#waiting.push(waiting);
			this.#look();
		});
	}

	/** Nobody starts for so long. */
	hold(ms: number): void {
		this.#heldUntil = Math.max(this.#heldUntil, performance.now() + ms);
	}

	#end(): void {
		this.#running--;
		this.#look();
	}

	#look(): void {
		const heldMs = this.#heldUntil - performance.now();
		if (heldMs > 0) {
			this.#wake ??= setTimeout(() => {
				this.#wake = undefined;
				this.#look();
			}, heldMs);
			return;
		}
		while (this.#running < this.#parallel && this.#waiting.length > 0) this.#waiting.shift()?.start();
	}
}

function once(action: () => void): () => void {
	let done = false;
	return () => {
		if (!done) action();
		done = true;
	};
}
