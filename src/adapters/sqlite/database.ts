import { accessSync, constants, existsSync, mkdirSync, renameSync } from "node:fs";
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

/** SQLite's own codes for a file that is damaged, or no database. */
const sqliteDamaged = new Set([11, 26]);

/**
 * Opens the folder for state: takes it for this process, and opens the one file that holds the inbox and the other state.
 * A file that is damaged is kept aside, as `damaged`, and a new one is begun.
 * @throws DataDirError where the folder can't be used, or another process holds it
 */
export function openDataDir(dir: string): { database: DatabaseSync; damaged: string | undefined; release: () => void } {
	const folder = resolve(dir);
	const lock = lockDataDir(folder);
	try {
		const file = join(folder, "state.sqlite");
		const damaged = isDamaged(file) ? keepAside(file) : undefined;
		const database = openDatabase(file);
		return {
			database,
			damaged,
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

/** Reads the whole file once: damage that shows only later would keep single questions from being answered. */
function isDamaged(file: string): boolean {
	if (!existsSync(file)) return false;
	let database: DatabaseSync | undefined;
	try {
		database = new DatabaseSync(file, { timeout: 2000 });
		return database.prepare("PRAGMA quick_check(1)").get()?.quick_check !== "ok";
	} catch (error) {
		if (sqliteDamaged.has((error as { errcode?: number }).errcode ?? 0)) return true;
		throw error;
	} finally {
		database?.close();
	}
}

/** Renames a file and its journal; nothing is deleted. */
function keepAside(file: string): string {
	const aside = `${file}.damaged-${new Date().toISOString().replace(/[:.]/g, "-")}`;
	for (const part of ["", "-wal", "-shm"]) if (existsSync(file + part)) renameSync(file + part, aside + part);
	return aside;
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
