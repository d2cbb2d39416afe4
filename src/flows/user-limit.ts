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
 * taken: who keeps asking is not kept out for longer. Counted in the store, so a restart changes nothing; two processes that
 * count the same person in the same moment may let one question more through.
 */
export class UserLimit {
	readonly #store: Store;
	readonly #most: number;
	/** The last count under way for each user. */
	readonly #counting = new Map<string, Promise<unknown>>();

	/** @param most questions per person; 0 for as many as they like */
	constructor(store: Store, most: number) {
		this.#store = store;
		this.#most = most;
	}

	get most(): number {
		return this.#most;
	}

	async admit(question: AskedQuestion): Promise<Admission> {
		if (this.#most === 0) return { admitted: true };
		const key = `asked:${question.workspace}:${question.user}`;
		const before = this.#counting.get(key) ?? Promise.resolve();
		const mine = before.then(
			() => this.#count(key, question),
			() => this.#count(key, question),
		);
		this.#counting.set(key, mine);
		try {
			return await mine;
		} finally {
			if (this.#counting.get(key) === mine) this.#counting.delete(key);
		}
	}

	async #count(key: string, { id, receivedAt }: AskedQuestion): Promise<Admission> {
		const stored = askedSchema.safeParse(await this.#store.get(key));
		const known = (stored.success ? stored.data : []).filter(({ at }) => at > receivedAt - knownMs);
		if (known.some((asked) => asked.id === id)) return { admitted: true };
		const within = known.filter(({ at }) => at > receivedAt - windowMs);
		const oldest = within[within.length - this.#most];
		if (oldest !== undefined) return { admitted: false, againInMs: oldest.at + windowMs - receivedAt };
		await this.#store.set(key, [...known, { id, at: receivedAt }], knownMs);
		return { admitted: true };
	}
}
