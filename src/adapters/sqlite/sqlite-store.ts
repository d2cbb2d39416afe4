import type { DatabaseSync } from "node:sqlite";
import type { KeyvStoreAdapter, StoredData } from "keyv";
import type { Store } from "../../ports.ts";
import { openKeyv, storeOn, unwrapped, wrapped } from "../keyv-store.ts";
import type { WriteBatch } from "./write-batch.ts";

/**
 * Keyv's storage on `node:sqlite`, in the same file as the inbox and in the same batches of writes. Keyv wraps each value
 * with its expiry; this keeps the string, and the expiry once more, to sweep what nobody asks for again.
 */
class SqliteStorage implements KeyvStoreAdapter {
	opts: Record<string, unknown> = {};
	namespace?: string | undefined;
	readonly #writes: WriteBatch;
	readonly #statements: Record<"get" | "set" | "delete" | "clear" | "sweep", ReturnType<DatabaseSync["prepare"]>>;
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
		};
	}

	async get<Value>(key: string): Promise<StoredData<Value> | undefined> {
		return this.#statements.get.get(key)?.value as StoredData<Value> | undefined;
	}

	set(key: string, value: unknown, ttl?: number): Promise<void> {
		const now = Date.now();
		return this.#writes.add(() => this.#put(key, String(value), ttl === undefined ? null : now + ttl, now));
	}

	/** Nothing else is written between what it reads and what it writes. */
	update(key: string, change: (value: unknown) => unknown, ttl: number): Promise<void> {
		const now = Date.now();
		return this.#writes.add(() => {
			const next = change(unwrapped(this.#statements.get.get(key)?.value as string | undefined, now));
			if (next !== undefined) this.#put(key, wrapped(next, now + ttl), now + ttl, now);
		});
	}

	#put(key: string, value: string, expiresAt: number | null, now: number): void {
		if (now >= this.#nextSweep) {
			this.#nextSweep = now + 600_000;
			this.#statements.sweep.run(now);
		}
		this.#statements.set.run(key, value, expiresAt);
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
	const storage = new SqliteStorage(database, writes);
	return storeOn(openKeyv(storage), { entries: entriesOf(database), update: (key, change, ttlMs) => storage.update(key, change, ttlMs) });
}

/** What begins with a prefix and has not ended; values are as Keyv wrapped them. */
export function entriesOf(database: DatabaseSync): Store["entries"] {
	const within = database.prepare("SELECT key, value FROM state WHERE key >= ? AND key < ? AND (expires_at IS NULL OR expires_at > ?) ORDER BY key");
	return async function* (prefix) {
		for (const { key, value } of within.all(prefix, `${prefix}\u{10ffff}`, Date.now())) yield [String(key), (JSON.parse(String(value)) as { value: unknown }).value] as const;
	};
}
