import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../src/adapters/sqlite/database.ts";
import { temporaryDir } from "./temporary-dir.ts";

/** A database on a place that outlives what is opened on it. */
export type SqlitePlace<T> = {
	file: string;
	database: () => DatabaseSync;
	opened: T;
	/** As a process that ends and starts again. */
	reopen: () => T;
	/** The disk is gone. */
	breakDown: () => void;
	close: () => void;
};

export function sqlitePlace<T>(open: (database: DatabaseSync) => T): SqlitePlace<T> {
	const dir = temporaryDir();
	const file = join(dir.path, "state.sqlite");
	let database = openDatabase(file);
	const end = (): void => {
		if (database.isOpen) database.close();
	};
	return {
		file,
		database: () => database,
		opened: open(database),
		reopen: () => {
			end();
			database = openDatabase(file);
			return open(database);
		},
		breakDown: () => database.close(),
		close: () => {
			end();
			dir.remove();
		},
	};
}
