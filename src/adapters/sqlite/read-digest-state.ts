import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { scheduleSchema } from "../../core/digest/schedule.ts";
import type { DigestState } from "../../ports.ts";
import { DataDirError } from "./database.ts";
import { askedIn } from "./sqlite-asked-log.ts";
import { pastIn, shownMs } from "./sqlite-digests.ts";

/** Opens a folder's state to read only; `undefined` where there is none, or it knows nothing of digests yet. @throws DataDirError where it is no database */
export function readDigestState(dataDir: string): DigestState | undefined {
	const file = join(dataDir, "state.sqlite");
	if (!existsSync(file)) return undefined;
	const database = openToRead(file);
	if (database === undefined) return undefined;
	return {
		asked: async (from, until) => database.prepare("SELECT asked FROM asked WHERE at >= ? AND at < ? ORDER BY at, rowid").all(from, until).flatMap(askedIn),
		past: async (channel, now) =>
			pastIn(
				database.prepare("SELECT told_until, catalog FROM digests WHERE channel = ? AND told_until IS NOT NULL ORDER BY told_until DESC LIMIT 1").get(channel),
				database.prepare("SELECT shown FROM digests WHERE channel = ? AND shown IS NOT NULL AND finished_at > ?").all(channel, now - shownMs),
			),
		zoneOf: async (channel) => {
			const row = database.prepare("SELECT schedule FROM digest_subscriptions WHERE channel = ?").get(channel);
			const parsed = row === undefined ? undefined : scheduleSchema.safeParse(JSON.parse(String(row.schedule)));
			return parsed?.success === true ? parsed.data.zone : undefined;
		},
		close: async () => database.close(),
	};
}

function openToRead(file: string): DatabaseSync | undefined {
	const database = new DatabaseSync(file, { readOnly: true, timeout: 2000 });
	try {
		const known = database.prepare("SELECT count(*) AS count FROM sqlite_master WHERE name IN ('asked', 'digests', 'digest_subscriptions')").get();
		if (Number(known?.count) === 3) return database;
	} catch (error) {
		database.close();
		throw new DataDirError("state_unreadable", `DATA_DIR: expected ${file} to be a database, got something else (${(error as Error).message})`, error);
	}
	database.close();
	return undefined;
}
