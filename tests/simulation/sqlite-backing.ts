import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import { SqliteAskedLog } from "../../src/adapters/sqlite/sqlite-asked-log.ts";
import { SqliteDigests } from "../../src/adapters/sqlite/sqlite-digests.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import { sqlitePlace } from "../support/sqlite-place.ts";
import type { Backing, WeeklyState } from "./digest-year.ts";

export function stateOn(database: DatabaseSync): WeeklyState {
	const writes = new WriteBatch(database);
	const digests = new SqliteDigests(database, writes);
	return { asked: new SqliteAskedLog(database, writes), subscriptions: digests, digests };
}

/** The embedded state: one process at a time, which opens the file again at each start. */
export function sqliteBacking(): Backing {
	const place = sqlitePlace(stateOn);
	const outside = openDatabase(place.file);
	return {
		name: "embedded, one process",
		instances: 1,
		open: async () => place.reopen(),
		world: stateOn(outside),
		close: async () => {
			outside.close();
			place.close();
		},
	};
}

/** Several processes on one state, as a server shares one: whoever holds a digest keeps it until its time has run out. */
export function sharedBacking(instances: number): Backing {
	const place = sqlitePlace(stateOn);
	return { name: `${instances} instances on one shared state`, instances, open: async () => place.opened, world: place.opened, close: async () => place.close() };
}
