import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";
import { afterPowerCut } from "../../src/adapters/sqlite/machine-boot.ts";
import { SqliteInbox } from "../../src/adapters/sqlite/sqlite-inbox.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import { aQuestion } from "../support/questions.ts";
import { temporaryDir } from "../support/temporary-dir.ts";

const dir = temporaryDir();
afterAll(() => dir.remove());
const file = join(dir.path, "state.sqlite");
const bootId = join(dir.path, "boot_id");

/** One life on the file: whether what it holds was found in doubt. */
function open(doubt: () => void = () => {}, from = bootId): boolean {
	const database = new DatabaseSync(file);
	let inDoubt = false;
	try {
		afterPowerCut(
			database,
			() => {
				inDoubt = true;
				doubt();
			},
			from,
		);
	} finally {
		database.close();
	}
	return inDoubt;
}

test("a file is in doubt once after each start of the machine", () => {
	writeFileSync(bootId, "5f0c-first\n");
	expect([open(), open(), open()]).toEqual([true, false, false]);
	writeFileSync(bootId, "77aa-second\n");
	expect([open(), open()]).toEqual([true, false]);
});

test("a life that ends before it has written down its doubt leaves it to the next", () => {
	writeFileSync(bootId, "90bd-third\n");
	expect(() =>
		open(() => {
			throw new Error("disk I/O error");
		}),
	).toThrow();
	expect([open(), open()]).toEqual([true, false]);
});

test("where the machine does not say, nothing is taken for granted", () => {
	expect([open(() => {}, join(dir.path, "nothing")), open(() => {}, join(dir.path, "nothing"))]).toEqual([true, true]);
});

test("of a question in doubt, a post may be on its way: in every later life, whatever became of this one", async () => {
	const database = new DatabaseSync(":memory:");
	const inbox = new SqliteInbox(database, new WriteBatch(database));
	const [waiting, posting, answered] = [aQuestion({ receivedAt: 1 }), aQuestion({ receivedAt: 2 }), aQuestion({ receivedAt: 3 })] as const;
	for (const question of [waiting, posting, answered]) await inbox.accept({ eventId: question.id, question });
	await inbox.notePosting(posting.id, 50);
	await inbox.finish(answered.id, 60);
	afterPowerCut(database, () => inbox.doubtNotes(100), bootId);
	expect(await inbox.pending()).toEqual([
		{ ...waiting, postingSince: 100 },
		{ ...posting, postingSince: 50 },
	]);
});
