import type { DatabaseSync } from "node:sqlite";
import Keyv, { type KeyvStoreAdapter, type StoredData } from "keyv";
import type { Store } from "../../ports.ts";
import type { WriteBatch } from "./write-batch.ts";

/**
 * Keyv's storage on `node:sqlite`, in the same file as the inbox and in the same batches of writes. Keyv wraps each value
 * with its expiry; this keeps the string, and the expiry once more, to sweep what nobody asks for again.
 */
class SqliteStorage implements KeyvStoreAdapter {
	opts: Record<string, unknown> = {};
	namespace?: string | undefined;
	readonly #writes: WriteBatch;
	readonly #statements: Record<"get" | "set" | "delete" | "clear" | "sweep" | "within", ReturnType<DatabaseSync["prepare"]>>;
	#nextSweep = 0;

	constructor(database: DatabaseSync, writes: WriteBatch) {
		this.#writes = writes;
		database.exec("CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires_at INTEGER) STRICT, WITHOUT ROWID");
		this.#statements = {
			get: database.prepare("SELECT value FROM state WHERE key = ?"),
			set: database.prepare("INSERT INTO state (key, value, expires_at) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at"),
			delete: database.prepare("DELETE FROM state WHERE key = ?"),
			clear: database.prepare("DELETE FROM state"),
			sweep: database.prepare("DELETE FROM state WHERE expires_at < ?"),
			within: database.prepare("SELECT key, value FROM state WHERE key >= ? AND key < ? AND (expires_at IS NULL OR expires_at > ?) ORDER BY key"),
		};
	}

	async get<Value>(key: string): Promise<StoredData<Value> | undefined> {
		return this.#statements.get.get(key)?.value as StoredData<Value> | undefined;
	}

	/** Keys that begin so, with their values as Keyv wrapped them. */
	within(prefix: string): { key: string; wrapped: string }[] {
		return this.#statements.within.all(prefix, `${prefix}\u{10ffff}`, Date.now()).map(({ key, value }) => ({ key: String(key), wrapped: String(value) }));
	}

	set(key: string, value: unknown, ttl?: number): Promise<void> {
		const now = Date.now();
		return this.#writes.add(() => {
			if (now >= this.#nextSweep) {
				this.#nextSweep = now + 600_000;
				this.#statements.sweep.run(now);
			}
			this.#statements.set.run(key, String(value), ttl === undefined ? null : now + ttl);
		});
	}

	delete(key: string): Promise<boolean> {
		return this.#writes.add(() => this.#statements.delete.run(key).changes > 0);
	}

	clear(): Promise<void> {
		return this.#writes.add(() => {
			this.#statements.clear.run();
		});
	}

	on(): this {
		return this; // node:sqlite reports errors where they happen, by throwing
	}
}

/** Small state with an end, kept beside the inbox. */
export function sqliteStore(database: DatabaseSync, writes: WriteBatch): Store {
	// What is kept is plain JSON; Keyv's own serializer looks for more, and takes ten times as long.
	const storage = new SqliteStorage(database, writes);
	const keyv = new Keyv({ store: storage, useKeyPrefix: false, throwOnErrors: true, serialize: JSON.stringify, deserialize: JSON.parse });
	return {
		get: (key) => keyv.get(key),
		set: async (key, value, ttlMs) => {
			await keyv.set(key, value, ttlMs);
		},
		delete: async (key) => {
			await keyv.delete(key);
		},
		entries: async function* (prefix) {
			for (const { key, wrapped } of storage.within(prefix)) yield [key, (JSON.parse(wrapped) as { value: unknown }).value] as const;
		},
	};
}
