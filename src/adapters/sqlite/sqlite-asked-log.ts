import type { DatabaseSync } from "node:sqlite";
import { type Asked, askedSchema } from "../../core/digest/asked.ts";
import type { AskedLog } from "../../ports.ts";
import type { WriteBatch } from "./write-batch.ts";

/** Long enough for a digest of any of the last eight weeks. */
const keepMs = 9 * 7 * 24 * 60 * 60 * 1000;

/** What was asked, in a table of its own: ids, counts and closed sets, no words. */
export class SqliteAskedLog implements AskedLog {
	readonly #writes: WriteBatch;
	readonly #statements: Record<"note" | "rate" | "between" | "forget", ReturnType<DatabaseSync["prepare"]>>;
	#nextForgetting = 0;

	constructor(database: DatabaseSync, writes: WriteBatch) {
		this.#writes = writes;
		createAskedTable(database);
		this.#statements = {
			note: database.prepare("INSERT INTO asked (workspace, id, at, asked) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"),
			rate: database.prepare("UPDATE asked SET asked = json_set(asked, '$.rating', ?) WHERE workspace = ? AND id = ?"),
			between: database.prepare("SELECT asked FROM asked WHERE workspace = ? AND at >= ? AND at < ? ORDER BY at, rowid"),
			forget: database.prepare("DELETE FROM asked WHERE at < ?"),
		};
	}

	async note(asked: Asked): Promise<void> {
		await this.#writes.add(() => {
			this.#forgetOld(asked.at);
			this.#statements.note.run(asked.workspace, asked.id, asked.at, JSON.stringify(asked));
		});
	}

	async rate(workspace: string, question: string, rating: number): Promise<void> {
		await this.#writes.add(() => this.#statements.rate.run(rating, workspace, question));
	}

	async between(workspace: string, from: number, until: number): Promise<Asked[]> {
		return this.#statements.between.all(workspace, from, until).flatMap(askedIn);
	}

	#forgetOld(now: number): void {
		if (now < this.#nextForgetting) return;
		this.#nextForgetting = now + 3_600_000;
		this.#statements.forget.run(now - keepMs);
	}
}

/** What an earlier version wrote, and no longer fits, is passed over: a digest counts what it understands. */
export function askedIn({ asked }: Record<string, unknown>): Asked[] {
	const parsed = askedSchema.safeParse(JSON.parse(String(asked)));
	return parsed.success ? [parsed.data] : [];
}

function createAskedTable(database: DatabaseSync): void {
	database.exec(`CREATE TABLE IF NOT EXISTS asked (
		workspace TEXT NOT NULL,
		id TEXT NOT NULL,
		at INTEGER NOT NULL,
		asked TEXT NOT NULL,
		PRIMARY KEY (workspace, id)
	) STRICT;
	CREATE INDEX IF NOT EXISTS asked_at ON asked (workspace, at);`);
}
