import { accessSync, constants, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** The folder for state can't be used: which one, and what to do. */
export class DataDirError extends Error {
	readonly code: "data_dir_unwritable" | "data_dir_locked";
	constructor(code: DataDirError["code"], message: string, cause?: unknown) {
		super(message, { cause });
		this.name = "DataDirError";
		this.code = code;
	}
}

/** How long a second start waits for the first to let go. */
const lockWaitMs = 5000;

/**
 * Takes `dir` for this process alone. The lock is an exclusive transaction on a file of its own, so the operating system
 * lets go of it when the process ends in whatever way, and others can still read the state.
 * @throws DataDirError where the folder can't be written to, or another process holds it
 */
export function lockDataDir(dir: string): { release: () => void } {
	const folder = resolve(dir);
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
	let lock: DatabaseSync;
	try {
		lock = new DatabaseSync(join(folder, "lock.sqlite"), { timeout: lockWaitMs });
	} catch (error) {
		throw new DataDirError("data_dir_unwritable", `DATA_DIR: expected a folder that can be written to, got ${folder}; choose another one or change its permissions`, error);
	}
	try {
		lock.exec("BEGIN EXCLUSIVE");
	} catch (error) {
		lock.close();
		throw new DataDirError("data_dir_locked", `DATA_DIR: another process works in ${folder}; stop it, or set DATA_DIR to a folder of its own`, error);
	}
	return { release: () => lock.close() };
}

/** Opens the one file that holds the inbox and the other state. Every commit reaches the disk before it is believed. */
export function openDatabase(dir: string): DatabaseSync {
	const database = new DatabaseSync(join(resolve(dir), "state.sqlite"), { timeout: 2000 });
	database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
	return database;
}
