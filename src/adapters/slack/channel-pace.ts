import type { Clock } from "../../ports.ts";

/** Slack takes about one message a second per channel; a short burst is let through. */
const everyMs = 1000;
const burst = 4;

/** Keeps the pace of posts per channel, and holds one channel that Slack asked to wait, without holding up the others. */
export class ChannelPace {
	readonly #clock: Clock;
	/** When each channel's allowance is used up, in milliseconds since the epoch. */
	readonly #until = new Map<string, number>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Resolves when this channel may take another message. Turns are given in the order in which they are asked for. */
	async turn(channel: string): Promise<void> {
		const now = this.#clock.now();
		const earliest = Math.max(this.#until.get(channel) ?? 0, now - burst * everyMs) + everyMs;
		this.#until.set(channel, earliest);
		if (this.#until.size > 1000) this.#forgetIdle(now);
		if (earliest > now) await this.#clock.sleep(earliest - now);
	}

	/** Slack said to wait: nothing more goes to this channel before then. */
	hold(channel: string, afterMs: number): void {
		this.#until.set(channel, Math.max(this.#until.get(channel) ?? 0, this.#clock.now() + afterMs));
	}

	#forgetIdle(now: number): void {
		for (const [channel, until] of this.#until) if (until < now - burst * everyMs) this.#until.delete(channel);
	}
}
