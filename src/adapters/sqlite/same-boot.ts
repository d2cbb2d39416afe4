import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";

/**
 * Whether the machine has run without a break since this file was last opened: then everything that was written to it is
 * there, also what did not wait for the disk. `false` where that can't be told. Notes this boot for the next time.
 */
export function isSameBoot(database: DatabaseSync, bootIdFile = "/proc/sys/kernel/random/boot_id"): boolean {
	let boot: number;
	try {
		boot = createHash("sha256").update(readFileSync(bootIdFile)).digest().readUInt32BE() >>> 1 || 1;
	} catch {
		return false;
	}
	const before = database.prepare("PRAGMA user_version").get()?.user_version;
	if (before === boot) return true;
	database.exec(`PRAGMA user_version = ${boot}`);
	return false;
}
