import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";
import { isSameBoot } from "../../src/adapters/sqlite/same-boot.ts";
import { temporaryDir } from "../support/temporary-dir.ts";

const dir = temporaryDir();
afterAll(() => dir.remove());

test("a file knows whether the machine was started anew since it was last opened", () => {
	const file = join(dir.path, "state.sqlite");
	const bootId = join(dir.path, "boot_id");
	const open = (): boolean => {
		const database = new DatabaseSync(file);
		const same = isSameBoot(database, bootId);
		database.close();
		return same;
	};
	writeFileSync(bootId, "5f0c-first\n");
	expect([open(), open(), open()]).toEqual([false, true, true]);
	writeFileSync(bootId, "77aa-second\n");
	expect([open(), open()]).toEqual([false, true]);
});

test("where the machine does not say, nothing is taken for granted", () => {
	const database = new DatabaseSync(":memory:");
	expect([isSameBoot(database, join(dir.path, "nothing")), isSameBoot(database, join(dir.path, "nothing"))]).toEqual([false, false]);
});
