import type { Clock } from "../../ports.ts";

/** The workspace's own clock: it runs as every clock does, and can be put forward. */
export class TravelClock implements Clock {
	#ahead = 0;

	now = (): number => Date.now() + this.#ahead;
	sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

	/** Puts it forward to an instant; never back, for what was written stands before what comes. */
	travelTo(at: number): void {
		this.#ahead += Math.max(0, at - this.now());
	}
}
