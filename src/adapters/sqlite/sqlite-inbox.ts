import type { DatabaseSync } from "node:sqlite";
import type { AskedQuestion, Delivery, Inbox } from "../../ports.ts";
import type { WriteBatch } from "./write-batch.ts";

/** Ids are remembered longer than Slack redelivers, which it does for 24 hours. */
const rememberMs = 25 * 60 * 60 * 1000;

/**
 * The embedded inbox: one table, unique on the event's id and on (channel, ts). A question's text is kept until it is
 * answered, then only the ids.
 */
export class SqliteInbox implements Inbox {
	readonly #writes: WriteBatch;
	readonly #statements: Record<"accept" | "posting" | "thread" | "finish" | "pending" | "pendingIn" | "forget", ReturnType<DatabaseSync["prepare"]>>;
	#nextForgetting = 0;

	constructor(database: DatabaseSync, writes: WriteBatch) {
		this.#writes = writes;
		database.exec(`CREATE TABLE IF NOT EXISTS inbox (
			id TEXT PRIMARY KEY,
			workspace TEXT NOT NULL,
			event_id TEXT NOT NULL,
			channel TEXT NOT NULL,
			ts TEXT,
			thread_ts TEXT,
			posting_since INTEGER,
			question TEXT,
			received_at INTEGER NOT NULL,
			finished_at INTEGER,
			UNIQUE (workspace, event_id),
			UNIQUE (workspace, channel, ts)
		) STRICT;
		CREATE INDEX IF NOT EXISTS inbox_pending ON inbox (received_at) WHERE finished_at IS NULL;
		CREATE INDEX IF NOT EXISTS inbox_threads ON inbox (workspace, channel, thread_ts) WHERE finished_at IS NULL;
		CREATE INDEX IF NOT EXISTS inbox_finished ON inbox (finished_at) WHERE finished_at IS NOT NULL;`);
		// Files of an earlier version lack the column.
		if (
			!database
				.prepare("SELECT name FROM pragma_table_info('inbox')")
				.all()
				.some(({ name }) => name === "posting_since")
		)
			database.exec("ALTER TABLE inbox ADD COLUMN posting_since INTEGER");
		this.#statements = {
			accept: database.prepare("INSERT INTO inbox (id, workspace, event_id, channel, ts, thread_ts, question, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
			posting: database.prepare("UPDATE inbox SET posting_since = ? WHERE id = ?"),
			thread: database.prepare("UPDATE inbox SET thread_ts = ? WHERE id = ?"),
			finish: database.prepare("UPDATE inbox SET finished_at = ?, question = NULL WHERE id = ?"),
			pending: database.prepare("SELECT question, thread_ts, posting_since FROM inbox WHERE finished_at IS NULL ORDER BY received_at, rowid"),
			pendingIn: database.prepare("SELECT question, thread_ts, posting_since FROM inbox WHERE finished_at IS NULL AND workspace = ? AND channel = ? AND thread_ts = ? ORDER BY received_at, rowid"),
			forget: database.prepare("DELETE FROM inbox WHERE finished_at < ?"),
		};
	}

	accept({ eventId, question }: Delivery): Promise<boolean> {
		const { id, workspace, channel, ts, threadTs, receivedAt } = question;
		const store = () => {
			this.#forgetOld(receivedAt);
			return this.#statements.accept.run(id, workspace, eventId, channel, ts ?? null, threadTs ?? null, JSON.stringify(question), receivedAt).changes === 1;
		};
		// Slack is told that we have it: it must outlive a power cut.
		return this.#writes.add(store, { durable: true });
	}

	async pending(): Promise<AskedQuestion[]> {
		return this.#statements.pending.all().map(questionOf);
	}

	async pendingIn({ workspace, channel, threadTs }: Parameters<Inbox["pendingIn"]>[0]): Promise<AskedQuestion[]> {
		return this.#statements.pendingIn.all(workspace, channel, threadTs).map(questionOf);
	}

	async notePosting(id: string, at: number): Promise<void> {
		await this.#writes.add(() => this.#statements.posting.run(at, id));
	}

	async openThread(id: string, threadTs: string): Promise<void> {
		await this.#writes.add(() => this.#statements.thread.run(threadTs, id));
	}

	async finish(id: string, at: number): Promise<void> {
		await this.#writes.add(() => this.#statements.finish.run(at, id));
	}

	#forgetOld(now: number): void {
		if (now < this.#nextForgetting) return;
		this.#nextForgetting = now + 60_000;
		this.#statements.forget.run(now - rememberMs);
	}
}

function questionOf({ question, thread_ts, posting_since }: Record<string, unknown>): AskedQuestion {
	const stored = JSON.parse(String(question)) as AskedQuestion; // written by `accept`, and by nobody else
	return { ...stored, ...(thread_ts === null ? {} : { threadTs: String(thread_ts) }), ...(posting_since === null ? {} : { postingSince: Number(posting_since) }) };
}
