import type { DatabaseSync } from "node:sqlite";

type Write = { run: () => unknown; resolve: (value: never) => void; reject: (error: unknown) => void };

/**
 * Gathers writes that arrive in the same turn of the event loop into one transaction, so that a hundred questions a second
 * cost a few waits for the disk, not hundreds. Each caller is told when its write is on disk, or why it is not.
 */
export class WriteBatch {
	readonly #database: DatabaseSync;
	#waiting: Write[] = [];

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	add<T>(run: () => T): Promise<T> {
		return new Promise<T>((resolve, reject) => {
			this.#waiting.push({ run, resolve: resolve as (value: never) => void, reject });
			if (this.#waiting.length === 1) setImmediate(() => this.#flush());
		});
	}

	#flush(): void {
		const writes = this.#waiting;
		this.#waiting = [];
		let results: unknown[];
		try {
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
