import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SqliteInbox } from "../../src/adapters/sqlite/sqlite-inbox.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import type { Inbox } from "../../src/ports.ts";
import { aCommand, aQuestion } from "../support/questions.ts";
import { sqlitePlace } from "../support/sqlite-place.ts";

/** An inbox on a place that outlives it. */
type Opened = {
	inbox: Inbox /** As a process that ends and starts again. */;
	reopen: () => Inbox /** The disk is gone. */;
	breakDown: () => void /** Everything that is stored, as text. */;
	stored: () => string;
	close: () => void;
};

const implementations: { name: string; open: () => Opened }[] = [
	{
		name: "SQLite",
		open: () => {
			const { opened, file, reopen, breakDown, close } = sqlitePlace<Inbox>((database) => new SqliteInbox(database, new WriteBatch(database)));
			return {
				inbox: opened,
				reopen,
				breakDown,
				close,
				stored: () => {
					const reader = new DatabaseSync(file);
					const rows = JSON.stringify(reader.prepare("SELECT * FROM inbox").all());
					reader.close();
					return rows;
				},
			};
		},
	},
];

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 24);

describe.each(implementations)("the inbox on $name", ({ open }) => {
	let place: Opened;
	let inbox: Inbox;
	beforeEach(() => {
		place = open();
		inbox = place.inbox;
	});
	afterEach(() => place.close());

	test("takes a question once, and knows it when its event comes again", async () => {
		const question = aQuestion();
		expect(await inbox.accept({ eventId: "Ev1", question })).toBe(true);
		expect(await inbox.accept({ eventId: "Ev1", question })).toBe(false);
		expect(await inbox.pending()).toEqual([question]);
	});

	test("knows a message under whatever event it arrives, and an event whatever message it brings", async () => {
		const question = aQuestion();
		await inbox.accept({ eventId: "Ev1", question });
		expect(await inbox.accept({ eventId: "Ev2", question: { ...question, id: "another id", receivedAt: start + 5 } })).toBe(false);
		expect(await inbox.accept({ eventId: "Ev1", question: aQuestion() })).toBe(false);
		expect(await inbox.pending()).toHaveLength(1);
	});

	test("keeps workspaces apart, and channels", async () => {
		const question = aQuestion();
		await inbox.accept({ eventId: "Ev1", question });
		expect(await inbox.accept({ eventId: "Ev1", question: { ...question, id: "b", workspace: "T0OTHER" } })).toBe(true);
		expect(await inbox.accept({ eventId: "Ev3", question: { ...question, id: "c", channel: "C0OTHER" } })).toBe(true);
		expect(await inbox.pending()).toHaveLength(3);
	});

	test("takes commands, which have no message, however many there are", async () => {
		expect(await inbox.accept({ eventId: "command.1", question: aCommand() })).toBe(true);
		expect(await inbox.accept({ eventId: "command.2", question: aCommand() })).toBe(true);
	});

	test("of many that bring the same message at once, one is taken", async () => {
		const question = aQuestion();
		const taken = await Promise.all(Array.from({ length: 20 }, (_, at) => inbox.accept({ eventId: at % 2 === 0 ? "Ev1" : `Ev${at}`, question })));
		expect(taken.filter(Boolean)).toHaveLength(1);
		expect(await inbox.pending()).toHaveLength(1);
	});

	test("takes a hundred different ones at once", async () => {
		const questions = Array.from({ length: 100 }, () => aQuestion());
		const taken = await Promise.all(questions.map((question) => inbox.accept({ eventId: question.id, question })));
		expect(taken).toEqual(questions.map(() => true));
		expect((await inbox.pending()).map(({ id }) => id)).toEqual(questions.map(({ id }) => id));
	});

	test("gives back what is pending oldest first, as it was asked", async () => {
		const late = aQuestion({ receivedAt: start + 3000, text: "“quoted” & <escaped> 🎉 \u0000" });
		const early = aQuestion({ receivedAt: start + 1000 });
		const middle = aCommand({ receivedAt: start + 2000 });
		for (const question of [late, early, middle]) await inbox.accept({ eventId: question.id, question });
		expect(await inbox.pending()).toEqual([early, middle, late]);
	});

	test("survives the process: what was taken is pending after it, with the thread that was opened", async () => {
		const [mention, command, opened] = [aQuestion({ receivedAt: start }), aCommand({ receivedAt: start + 1 }), aCommand({ receivedAt: start + 2 })] as const;
		for (const question of [mention, command, opened]) await inbox.accept({ eventId: question.id, question });
		await inbox.openThread(opened.id, "1790000000.5");
		const again = place.reopen();
		expect(await again.pending()).toEqual([mention, command, { ...opened, threadTs: "1790000000.5" }]);
		expect(await again.accept({ eventId: mention.id, question: mention })).toBe(false);
	});

	test("remembers since when a post of a question's may be on its way", async () => {
		const [posting, quiet] = [aQuestion({ receivedAt: start }), aQuestion({ receivedAt: start + 1 })] as const;
		for (const question of [posting, quiet]) await inbox.accept({ eventId: question.id, question });
		await inbox.notePosting(posting.id, start + 10);
		await inbox.notePosting(posting.id, start + 20);
		expect(await place.reopen().pending()).toEqual([{ ...posting, postingSince: start + 20 }, quiet]);
	});

	test("forgets a question's words when it is answered, and keeps its ids", async () => {
		const question = aQuestion({ text: "our secret project Zanzibar" });
		await inbox.accept({ eventId: "Ev1", question });
		expect(place.stored()).toContain("Zanzibar");
		await inbox.finish(question.id, start);
		expect(place.stored()).not.toContain("Zanzibar");
		expect(await inbox.pending()).toEqual([]);
		expect(await place.reopen().pending()).toEqual([]);
	});

	test("remembers ids for a day after the answer, and not for ever", async () => {
		const question = aQuestion({ receivedAt: start });
		const other = (hours: number) => inbox.accept({ eventId: `Ev.other.${hours}`, question: aQuestion({ receivedAt: start + hours * hour }) });
		await inbox.accept({ eventId: "Ev1", question });
		await inbox.finish(question.id, start);
		await other(24);
		expect(await inbox.accept({ eventId: "Ev1", question })).toBe(false);
		expect(await inbox.accept({ eventId: "Ev2", question })).toBe(false);
		await other(26);
		expect(place.stored()).not.toContain(question.id);
	});

	test("what is not answered is not forgotten, however old", async () => {
		const question = aQuestion({ receivedAt: start });
		await inbox.accept({ eventId: "Ev1", question });
		await inbox.accept({ eventId: "Ev2", question: aQuestion({ receivedAt: start + 100 * hour }) });
		expect((await inbox.pending()).map(({ id }) => id)).toContain(question.id);
	});

	test("says so when the disk fails, for each that was to be stored, and takes it later", async () => {
		const question = aQuestion();
		place.breakDown();
		const results = await Promise.allSettled([inbox.accept({ eventId: "Ev1", question }), inbox.finish("x", 1), inbox.openThread("x", "1.1"), inbox.notePosting("x", 1)]);
		expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected", "rejected"]);
		await expect(inbox.pending()).rejects.toThrow();
		const again = place.reopen();
		expect(await again.pending()).toEqual([]);
		expect(await again.accept({ eventId: "Ev1", question })).toBe(true);
	});
});
