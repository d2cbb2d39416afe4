import type { Clock } from "../ports.ts";

/** Slack takes about 50 `chat.update` a minute per workspace: so many at once, and then as many as come back. */
const burst = 50;
const refillMs = 60_000 / burst;

type Held = { left: number; at: number; open: number };

/**
 * How many updates of messages each workspace has left, of which one is kept for every reply that is still being written:
 * what a reader sees half written must be finished.
 */
export class UpdateAllowance {
	readonly #clock: Clock;
	readonly #held = new Map<string, Held>();
	/** Workspaces that let nobody change a message that was posted. */
	readonly #unchanging = new Set<string>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Begins a reply that will be updated; `false` where no update would be left for its end, and it must not be begun. */
	open(workspace: string): boolean {
		const held = this.#of(workspace);
		if (this.#unchanging.has(workspace) || held.left < held.open + 1) return false;
		held.open++;
		return true;
	}

	/** Takes an update that could be done without; `false` where others need what is left. */
	spend(workspace: string): boolean {
		const held = this.#of(workspace);
		if (held.left < held.open + 1) return false;
		held.left--;
		return true;
	}

	/** Ends a reply that was begun; `updated` where its end took an update. */
	close(workspace: string, updated: boolean): void {
		const held = this.#of(workspace);
		held.open--;
		if (updated) held.left = Math.max(0, held.left - 1);
	}

	/** Slack says that nothing is left: others have used it up, or a life before this one. */
	drained(workspace: string): void {
		this.#of(workspace).left = 0;
	}

	/** Slack takes no updates there: nothing is begun any more that would need one. */
	forbid(workspace: string): void {
		this.#unchanging.add(workspace);
	}

	#of(workspace: string): Held {
		const now = this.#clock.now();
		const held = this.#held.get(workspace) ?? { left: burst, at: now, open: 0 };
		held.left = Math.min(burst, held.left + Math.max(0, now - held.at) / refillMs);
		held.at = now;
		this.#held.set(workspace, held);
		return held;
	}
}
