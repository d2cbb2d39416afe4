import { z } from "zod";
import { errorCode } from "../core/error-code.ts";
import type { Admins, Clock, Log, Store } from "../ports.ts";

export type BudgetDeps = {
	store: Store;
	clock: Pick<Clock, "now">;
	log: Log;
	/** US dollars for each workspace and day. */
	limitUsd: number;
	/** Who is told, once a day, that it is spent. */
	admins: Admins | undefined;
};

/** A day's sum outlives the day, so that one that ends late is still found. */
const ttlMs = 48 * 60 * 60 * 1000;
const dollars = z.number().nonnegative();

/**
 * What each workspace may spend on the model a day, in UTC. The sum is kept in the store; what is being written at the
 * moment that the limit is reached comes on top of it, as may what other instances add in the same moment.
 */
export class DailyBudget {
	readonly #deps: BudgetDeps;
	/** One change of a workspace's state at a time, for a store can't add. */
	readonly #changes = new Map<string, Promise<void>>();
	/** What the store could not take yet, by its key. */
	readonly #unsaved = new Map<string, number>();

	constructor(deps: BudgetDeps) {
		this.#deps = deps;
	}

	/** Whether there is something left today; if not, those who run the bot hear of it. Never rejects: what can't be told counts as spent. */
	async allows(workspace: string): Promise<boolean> {
		const { limitUsd, log } = this.#deps;
		try {
			await this.#changes.get(workspace);
			const key = this.#keyOf("spent", workspace);
			if ((await this.#stored(key)) + (this.#unsaved.get(key) ?? 0) < limitUsd) return true;
		} catch (error) {
			log.warn({ workspace, code: errorCode(error) }, "today's budget could not be read; writing without the model");
			return false;
		}
		void this.#change(workspace, () => this.#tell(workspace));
		return false;
	}

	/** Adds to today's sum. Never rejects: what could not be stored is added the next time. */
	charge(workspace: string, usd: number): Promise<void> {
		const key = this.#keyOf("spent", workspace);
		this.#unsaved.set(key, (this.#unsaved.get(key) ?? 0) + usd);
		return this.#change(workspace, async () => {
			const stored = await this.#stored(key);
			const adding = this.#unsaved.get(key) ?? 0;
			this.#unsaved.delete(key);
			try {
				await this.#deps.store.set(key, stored + adding, ttlMs);
			} catch (error) {
				this.#unsaved.set(key, adding + (this.#unsaved.get(key) ?? 0));
				throw error;
			}
		});
	}

	async #stored(key: string): Promise<number> {
		const stored = dollars.safeParse(await this.#deps.store.get(key));
		return stored.success ? stored.data : 0;
	}

	/** Tells it once a day: claimed first, and given back only where the message surely did not get through. */
	async #tell(workspace: string): Promise<void> {
		const { store, admins, limitUsd } = this.#deps;
		const key = this.#keyOf("spent-told", workspace);
		if (admins === undefined || (await store.get(key)) === true) return;
		await store.set(key, true, ttlMs);
		const delivered = await admins.tell(workspace, { kind: "budget_spent", limitUsd, day: this.#today() });
		if (!delivered.ok && delivered.failure.kind === "later") await store.delete(key);
	}

	/** Runs after what is under way for this workspace; what goes wrong is logged, and the next one runs all the same. */
	#change(workspace: string, action: () => Promise<void>): Promise<void> {
		const change = (this.#changes.get(workspace) ?? Promise.resolve())
			.then(action)
			.catch((error: unknown) => this.#deps.log.warn({ workspace, code: errorCode(error) }, "today's budget could not be kept"))
			.finally(() => {
				if (this.#changes.get(workspace) === change) this.#changes.delete(workspace);
			});
		this.#changes.set(workspace, change);
		return change;
	}

	#today(): string {
		return new Date(this.#deps.clock.now()).toISOString().slice(0, 10);
	}

	#keyOf(what: "spent" | "spent-told", workspace: string): string {
		return `${what}:${workspace}:${this.#today()}`;
	}
}
