import type { Clock } from "../../ports.ts";

/** Slack takes about one message a second per channel; a short burst is let through. */
const channelEveryMs = 1000;
const burst = 4;

/** Keeps the pace of posts per channel, and holds one channel that Slack asked to wait, without holding up the others. */
export class ChannelPace {
	readonly #clock: Clock;
	readonly #everyMs: number;
	/** When each channel's allowance is used up, in milliseconds since the epoch. */
	readonly #until = new Map<string, number>();
	/** Before when Slack does not want to hear of a channel. */
	readonly #held = new Map<string, number>();
	/** The last turn that was asked for in each channel where somebody waits. */
	readonly #last = new Map<string, Promise<void>>();

	/** @param everyMs the pause between two turns, where it is another than Slack's own per channel */
	constructor(clock: Clock, everyMs = channelEveryMs) {
		this.#clock = clock;
		this.#everyMs = everyMs;
	}

	/** Resolves when this channel may take another message. Turns are given in the order in which they are asked for. */
	async turn(channel: string): Promise<void> {
		const before = this.#last.get(channel);
		const mine = before === undefined ? this.#wait(channel) : before.then(() => this.#wait(channel));
		this.#last.set(channel, mine);
		await mine;
		if (this.#last.get(channel) === mine) this.#last.delete(channel);
	}

	/** Slack said to wait: nothing more goes to this channel before then, also of what has been waiting for its turn. */
	hold(channel: string, afterMs: number): void {
		this.#held.set(channel, Math.max(this.#held.get(channel) ?? 0, this.#clock.now() + afterMs));
	}

	async #wait(channel: string): Promise<void> {
		for (;;) {
			const now = this.#clock.now();
			// No turn is given ahead of time: one that lies ahead was given before the clock was set back.
			if ((this.#until.get(channel) ?? 0) > now) this.#until.set(channel, now);
			const turn = Math.max(this.#until.get(channel) ?? 0, now - burst * this.#everyMs) + this.#everyMs;
			const earliest = Math.max(turn, this.#held.get(channel) ?? 0);
			if (earliest <= now) {
				this.#until.set(channel, turn);
				if (this.#until.size > 1000) this.#forgetIdle(now);
				return;
			}
			await this.#clock.sleep(earliest - now);
		}
	}

	#forgetIdle(now: number): void {
		for (const [channel, until] of this.#until) if (until < now - burst * this.#everyMs) this.#until.delete(channel);
		for (const [channel, until] of this.#held) if (until < now) this.#held.delete(channel);
	}
}
