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
	readonly #statements: Record<"accept" | "posting" | "showing" | "doubt" | "thread" | "finish" | "pending" | "pendingIn" | "forget", ReturnType<DatabaseSync["prepare"]>>;
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
			may_be_shown INTEGER,
			question TEXT,
			received_at INTEGER NOT NULL,
			finished_at INTEGER,
			UNIQUE (workspace, event_id),
			UNIQUE (workspace, channel, ts)
		) STRICT;
		CREATE INDEX IF NOT EXISTS inbox_pending ON inbox (received_at) WHERE finished_at IS NULL;
		CREATE INDEX IF NOT EXISTS inbox_threads ON inbox (workspace, channel, thread_ts) WHERE finished_at IS NULL;
		CREATE INDEX IF NOT EXISTS inbox_finished ON inbox (finished_at) WHERE finished_at IS NOT NULL;`);
		// Files of an earlier version lack some columns.
		const columns = new Set(
			database
				.prepare("SELECT name FROM pragma_table_info('inbox')")
				.all()
				.map(({ name }) => name),
		);
		for (const column of ["posting_since", "may_be_shown"]) if (!columns.has(column)) database.exec(`ALTER TABLE inbox ADD COLUMN ${column} INTEGER`);
		this.#statements = {
			accept: database.prepare("INSERT INTO inbox (id, workspace, event_id, channel, ts, thread_ts, question, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"),
			posting: database.prepare("UPDATE inbox SET posting_since = ? WHERE id = ?"),
			showing: database.prepare("UPDATE inbox SET may_be_shown = ? WHERE id = ?"),
			doubt: database.prepare("UPDATE inbox SET posting_since = ? WHERE finished_at IS NULL AND posting_since IS NULL"),
			thread: database.prepare("UPDATE inbox SET thread_ts = ? WHERE id = ?"),
			finish: database.prepare("UPDATE inbox SET finished_at = ?, question = NULL WHERE id = ?"),
			pending: database.prepare(`${pending} ORDER BY received_at, rowid`),
			pendingIn: database.prepare(`${pending} AND workspace = ? AND channel = ? AND thread_ts = ? ORDER BY received_at, rowid`),
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

	async noteShowing(id: string, mayBeShown: boolean): Promise<void> {
		// Unlike a post in a thread it can't be looked for: the note must outlive a power cut.
		await this.#writes.add(() => this.#statements.showing.run(mayBeShown ? 1 : null, id), { durable: true });
	}

	async openThread(id: string, threadTs: string): Promise<void> {
		await this.#writes.add(() => this.#statements.thread.run(threadTs, id));
	}

	async finish(id: string, at: number): Promise<void> {
		await this.#writes.add(() => this.#statements.finish.run(at, id));
	}

	/** Notes of posts may be lost: of whatever waits, one may be on its way. Takes effect with the caller's transaction. */
	doubtNotes(at: number): void {
		this.#statements.doubt.run(at);
	}

	#forgetOld(now: number): void {
		if (now < this.#nextForgetting) return;
		this.#nextForgetting = now + 60_000;
		this.#statements.forget.run(now - rememberMs);
	}
}

const pending = "SELECT question, thread_ts, posting_since, may_be_shown FROM inbox WHERE finished_at IS NULL";

function questionOf({ question, thread_ts, posting_since, may_be_shown }: Record<string, unknown>): AskedQuestion {
	const stored = JSON.parse(String(question)) as AskedQuestion; // written by `accept`, and by nobody else
	return {
		...stored,
		...(thread_ts === null ? {} : { threadTs: String(thread_ts) }),
		...(posting_since === null ? {} : { postingSince: Number(posting_since) }),
		...(may_be_shown === null ? {} : { mayBeShown: true as const }),
	};
}
