import { accessSync, constants, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** The folder for state can't be used: which one, and what to do. */
export class DataDirError extends Error {
	readonly code: "data_dir_unwritable" | "data_dir_locked" | "state_unreadable";
	constructor(code: DataDirError["code"], message: string, cause?: unknown) {
		super(message, { cause });
		this.name = "DataDirError";
		this.code = code;
	}
}

/** How long a second start waits for the first to let go. */
const lockWaitMs = 5000;
/** SQLite's own code for a lock that somebody else holds. */
const sqliteBusy = 5;

/**
 * Opens the folder for state: takes it for this process, and opens the one file that holds the inbox and the other state.
 * @throws DataDirError where the folder can't be used, or another process holds it
 */
export function openDataDir(dir: string): { database: DatabaseSync; release: () => void } {
	const folder = resolve(dir);
	const lock = lockDataDir(folder);
	try {
		const database = openDatabase(join(folder, "state.sqlite"));
		return {
			database,
			release: () => {
				database.close();
				lock.release();
			},
		};
	} catch (error) {
		lock.release();
		throw new DataDirError(
			"state_unreadable",
			`DATA_DIR: expected ${join(folder, "state.sqlite")} to be a database that can be written to, got something else (${(error as Error).message}); move it away to start afresh`,
			error,
		);
	}
}

/**
 * Takes `folder` for this process alone. The lock is an exclusive transaction on a file of its own, so the operating system
 * lets go of it when the process ends in whatever way, and others can still read the state.
 */
function lockDataDir(folder: string): { release: () => void } {
	try {
		mkdirSync(folder, { recursive: true });
		accessSync(folder, constants.W_OK | constants.X_OK);
	} catch (error) {
		throw new DataDirError(
			"data_dir_unwritable",
			`DATA_DIR: expected a folder that can be written to, got ${folder} (${(error as NodeJS.ErrnoException).code}); choose another one or change its permissions`,
			error,
		);
	}
	let lock: DatabaseSync | undefined;
	try {
		lock = new DatabaseSync(join(folder, "lock.sqlite"), { timeout: lockWaitMs });
		lock.exec("BEGIN EXCLUSIVE");
		const held = lock;
		return { release: () => held.close() };
	} catch (error) {
		lock?.close();
		const { errcode, message } = error as { errcode?: number; message: string };
		if (errcode === sqliteBusy) throw new DataDirError("data_dir_locked", `DATA_DIR: another process works in ${folder}; stop it, or set DATA_DIR to a folder of its own`, error);
		throw new DataDirError("data_dir_unwritable", `DATA_DIR: expected ${join(folder, "lock.sqlite")} to be writable, got "${message}"; choose another folder or change its permissions`, error);
	}
}

/** Every commit reaches the disk before it is believed. */
export function openDatabase(file: string): DatabaseSync {
	const database = new DatabaseSync(file, { timeout: 2000 });
	try {
		database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
}
