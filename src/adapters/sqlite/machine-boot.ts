import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";

/**
 * Calls `doubt` unless the machine has surely run without a break since this file was last opened: only then everything that
 * was written to it is there, also what did not wait for the disk. What `doubt` writes and the note of this boot reach the
 * disk together, so that no later life takes for whole what this one found in doubt.
 */
export function afterPowerCut(database: DatabaseSync, doubt: () => void, bootIdFile = "/proc/sys/kernel/random/boot_id"): void {
	const boot = bootOf(bootIdFile);
	if (boot !== undefined && database.prepare("PRAGMA user_version").get()?.user_version === boot) return;
	database.exec("BEGIN IMMEDIATE");
	try {
		doubt();
		if (boot !== undefined) database.exec(`PRAGMA user_version = ${boot}`);
		database.exec("COMMIT");
	} catch (error) {
		database.exec("ROLLBACK");
		throw error;
	}
}

/** A number that is another one after each start of the machine; `undefined` where it does not say. */
function bootOf(bootIdFile: string): number | undefined {
	try {
		return createHash("sha256").update(readFileSync(bootIdFile)).digest().readUInt32BE() >>> 1 || 1;
	} catch {
		return undefined;
	}
}
