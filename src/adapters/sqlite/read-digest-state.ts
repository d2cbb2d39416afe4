import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Asked } from "../../core/digest/asked.ts";
import type { PastDigests } from "../../core/digest/digest.ts";
import { scheduleSchema } from "../../core/digest/schedule.ts";
import { DataDirError } from "./database.ts";
import { askedIn } from "./sqlite-asked-log.ts";
import { pastIn, shownMs } from "./sqlite-digests.ts";

/** What a bot's folder holds for the digests, read beside the bot that may be at work in it. */
export type DigestState = {
	asked: (from: number, until: number) => Asked[];
	past: (channel: string, now: number) => PastDigests;
	/** The zone that a channel's digest goes by. */
	zoneOf: (channel: string) => string | undefined;
	close: () => void;
};

/** Opens a folder's state to read only; `undefined` where there is none, or it knows nothing of digests yet. @throws DataDirError where it is no database */
export function readDigestState(dataDir: string): DigestState | undefined {
	const file = join(dataDir, "state.sqlite");
	if (!existsSync(file)) return undefined;
	const database = openToRead(file);
	if (database === undefined) return undefined;
	return {
		asked: (from, until) => database.prepare("SELECT asked FROM asked WHERE at >= ? AND at < ? ORDER BY at, rowid").all(from, until).flatMap(askedIn),
		past: (channel, now) =>
			pastIn(
				database.prepare("SELECT told_until, catalog FROM digests WHERE channel = ? AND told_until IS NOT NULL ORDER BY told_until DESC LIMIT 1").get(channel),
				database.prepare("SELECT shown FROM digests WHERE channel = ? AND shown IS NOT NULL AND finished_at > ?").all(channel, now - shownMs),
			),
		zoneOf: (channel) => {
			const row = database.prepare("SELECT schedule FROM digest_subscriptions WHERE channel = ?").get(channel);
			const parsed = row === undefined ? undefined : scheduleSchema.safeParse(JSON.parse(String(row.schedule)));
			return parsed?.success === true ? parsed.data.zone : undefined;
		},
		close: () => database.close(),
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
