import { z } from "zod";
import type { AskedQuestion, Store } from "../ports.ts";

const windowMs = 10 * 60 * 1000;
/** A question is known for as long as it may still be answered, so that one that is brought again is not counted again. */
const knownMs = 70 * 60 * 1000;
const askedSchema = z.array(z.strictObject({ id: z.string(), at: z.number() }));

/** Whether a question is taken, or when its asker may ask again: in milliseconds from when it was asked. */
export type Admission = { admitted: true } | { admitted: false; againInMs: number };

/**
 * Keeps what one person may ask within ten minutes. Counts a question once, however often it is brought, and only where it is
 * taken: who keeps asking is not kept out for longer. Counted in the store, in one step: neither a restart nor several
 * processes change anything.
 */
export class UserLimit {
	readonly #store: Store;
	readonly #most: number;

	/** @param most questions per person; 0 for as many as they like */
	constructor(store: Store, most: number) {
		this.#store = store;
		this.#most = most;
	}

	get most(): number {
		return this.#most;
	}

	async admit({ workspace, user, id, receivedAt }: AskedQuestion): Promise<Admission> {
		if (this.#most === 0) return { admitted: true };
		let admission: Admission = { admitted: true };
		const count = (stored: unknown): unknown => {
			admission = { admitted: true };
			const parsed = askedSchema.safeParse(stored);
			const known = (parsed.success ? parsed.data : []).filter(({ at }) => at > receivedAt - knownMs);
			if (known.some((asked) => asked.id === id)) return undefined;
			const within = known.filter(({ at }) => at > receivedAt - windowMs);
			const oldest = within[within.length - this.#most];
			if (oldest === undefined) return [...known, { id, at: receivedAt }];
			admission = { admitted: false, againInMs: oldest.at + windowMs - receivedAt };
			return undefined;
		};
		await this.#store.update(`asked:${workspace}:${user}`, count, knownMs);
		return admission;
	}
}
