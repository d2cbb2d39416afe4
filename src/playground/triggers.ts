import { randomUUID } from "node:crypto";
import { ApiError } from "./slack-errors.ts";

/** How long a trigger opens a modal, in milliseconds. */
const validForMs = 3000;

/** Trigger ids: each interaction hands one out, and it opens one modal within three seconds. */
export class Triggers {
	readonly #issued = new Map<string, { user: string; at: number; isUsed: boolean }>();
	readonly #now: () => number;

	constructor(now: () => number) {
		this.#now = now;
	}

	issue(user: string): string {
		const at = this.#now();
		for (const [id, trigger] of this.#issued) if (at - trigger.at > 60_000) this.#issued.delete(id);
		const id = `${at}.${randomUUID()}`;
		this.#issued.set(id, { user, at, isUsed: false });
		return id;
	}

	/** @returns whose screen it opens a modal on */
	redeem(id: string): string {
		const trigger = this.#issued.get(id);
		if (trigger === undefined) throw new ApiError("invalid_trigger_id");
		if (trigger.isUsed) throw new ApiError("exchanged_trigger_id");
		if (this.#now() - trigger.at > validForMs) throw new ApiError("expired_trigger_id");
		trigger.isUsed = true;
		return trigger.user;
	}
}
