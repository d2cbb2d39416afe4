import type { DatabaseSync } from "node:sqlite";

type Write = { run: () => unknown; durable: boolean; resolve: (value: never) => void; reject: (error: unknown) => void };

/**
 * Gathers writes that arrive in the same turn of the event loop into one transaction, so that a hundred questions a second
 * cost a few waits for the disk, not hundreds. A durable write is answered when the disk has it, and survives a power cut;
 * the others survive the end of the process, and reach the disk with the next durable one.
 */
export class WriteBatch {
	readonly #database: DatabaseSync;
	#waiting: Write[] = [];
	#full: boolean | undefined;

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	/** Rejects with what SQLite says where the write could not be made. */
	add<T>(run: () => T, { durable = false }: { durable?: boolean } = {}): Promise<T> {
		return new Promise<T>((resolve, reject) => {
			this.#waiting.push({ run, durable, resolve: resolve as (value: never) => void, reject });
			if (this.#waiting.length === 1) setImmediate(() => this.#flush());
		});
	}

	/** In WAL mode, FULL waits for the disk at each commit and NORMAL does not; both keep the file whole. */
	#sync(full: boolean): void {
		if (full === this.#full) return;
		this.#database.exec(`PRAGMA synchronous = ${full ? "FULL" : "NORMAL"}`);
		this.#full = full;
	}

	#flush(): void {
		const writes = this.#waiting;
		this.#waiting = [];
		let results: unknown[];
		try {
			this.#sync(writes.some(({ durable }) => durable));
			this.#database.exec("BEGIN IMMEDIATE");
			results = writes.map(({ run }) => run());
			this.#database.exec("COMMIT");
		} catch (error) {
			try {
				this.#database.exec("ROLLBACK");
			} catch {
				// The transaction never began, or SQLite has rolled it back itself.
			}
			for (const { reject } of writes) reject(error);
			return;
		}
		for (const [at, { resolve }] of writes.entries()) resolve(results[at] as never);
	}
}
