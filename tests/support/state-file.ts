import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** What the inbox holds of one question. */
export type InboxRow = { id: string; channel: string; question: string | null; finished: boolean };

/** Looks into, or changes, the bot's file beside the bot. */
export function inState<T>(dataDir: string, look: (database: DatabaseSync) => T): T {
	const database = new DatabaseSync(join(dataDir, "state.sqlite"), { timeout: 2000 });
	try {
		return look(database);
	} finally {
		database.close();
	}
}

/** The inbox as it stands on disk, oldest question first. */
export function readInbox(dataDir: string): InboxRow[] {
	return inState(dataDir, (database) =>
		database
			.prepare("SELECT id, channel, question, finished_at FROM inbox ORDER BY rowid")
			.all()
			.map((row) => ({ id: String(row.id), channel: String(row.channel), question: row.question === null ? null : String(row.question), finished: row.finished_at !== null })),
	);
}
