import { tooLateMs, whatIsDue } from "../core/digest/due.ts";
import type { Clock, Log, Subscriptions } from "../ports.ts";
import type { SendOutcome, ToSend } from "./send-digest.ts";

export type RunDeps = {
	subscriptions: Subscriptions;
	/** Takes one digest as far as it gets. */
	send: (toSend: ToSend) => Promise<SendOutcome>;
	clock: Clock;
	log: Log;
	/** How many digests are worked on at once: few, for answers have the right of way. */
	parallel?: number;
};

/**
 * Sends what is due. Ticked each minute by whatever clock there is; a tick that comes while many are being sent adds what has
 * become due since. What was not sent is due again at the next tick.
 */
export class DigestRun {
	readonly #deps: Required<RunDeps>;
	/** Channels that are waiting or worked on, and those that have to wait until an instant. */
	readonly #busy = new Set<string>();
	readonly #notBefore = new Map<string, number>();
	readonly #waiting: { key: string; toSend: ToSend }[] = [];
	readonly #idle: (() => void)[] = [];
	#running = 0;
	#stopped = false;

	constructor(deps: RunDeps) {
		this.#deps = { parallel: 6, ...deps };
	}

	/** Takes up what is due; resolves when that is known, not when it is sent. Never rejects. */
	async tick(): Promise<void> {
		if (this.#stopped) return;
		const { subscriptions, clock, log } = this.#deps;
		try {
			const all = await subscriptions.all();
			const now = clock.now();
			for (const [key, at] of this.#notBefore) if (at <= now) this.#notBefore.delete(key);
			for (const { subscription, at, week } of whatIsDue(all, now)) {
				const { workspace, channel, schedule } = subscription;
				const key = `${workspace} ${channel}`;
				if (this.#busy.has(key) || this.#notBefore.has(key)) continue;
				this.#busy.add(key);
				this.#waiting.push({ key, toSend: { workspace, channel, id: week, until: at, zone: schedule.zone } });
			}
		} catch (error) {
			log.error({ error: error instanceof Error ? error.message : String(error) }, "what is due could not be found out; asking again in a minute");
		}
		this.#startSome();
	}

	/** Resolves when nothing waits or runs. */
	async drained(): Promise<void> {
		while (this.#running > 0 || this.#waiting.length > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
	}

	/** Takes up nothing more, and resolves when what runs has come to an end. */
	async stop(): Promise<void> {
		this.#stopped = true;
		this.#waiting.length = 0;
		await this.drained();
	}

	#startSome(): void {
		while (this.#running < this.#deps.parallel) {
			const next = this.#waiting.shift();
			if (next === undefined) return;
			this.#running++;
			void this.#work(next);
		}
	}

	async #work({ key, toSend }: { key: string; toSend: ToSend }): Promise<void> {
		const { send, clock, log } = this.#deps;
		try {
			// It may have waited long behind others.
			if (clock.now() - toSend.until < tooLateMs) {
				const outcome = await send(toSend);
				if (outcome.kind === "later") this.#notBefore.set(key, clock.now() + outcome.afterMs);
			}
		} catch (error) {
			log.error({ channel: toSend.channel, digest: toSend.id, error: error instanceof Error ? error.message : String(error) }, "sending a digest failed; trying again");
		}
		this.#busy.delete(key);
		this.#running--;
		this.#startSome();
		for (const resolve of this.#idle.splice(0)) resolve();
	}
}
