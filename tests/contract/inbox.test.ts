import { DatabaseSync } from "node:sqlite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { jobKey, RedisInbox } from "../../src/adapters/redis/redis-inbox.ts";
import { ThreadLine } from "../../src/adapters/redis/thread-line.ts";
import { SqliteInbox } from "../../src/adapters/sqlite/sqlite-inbox.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import type { Inbox } from "../../src/ports.ts";
import { aCommand, aQuestion } from "../support/questions.ts";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { redisPlace } from "../support/redis-place.ts";
import { sqlitePlace } from "../support/sqlite-place.ts";

/** An inbox on a place that outlives it. */
type Opened = {
	inbox: Inbox;
	/** As a process that ends and starts again. */
	reopen: () => Promise<Inbox>;
	/** The disk, or what keeps the inbox, is gone. */
	breakDown: () => Promise<void>;
	/** So much time passes after `start`. */
	pass: (ms: number) => Promise<void>;
	/** Everything that is stored, as text. */
	stored: () => Promise<string>;
	close: () => Promise<void>;
};

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 24);

describe("the inbox on SQLite", () => {
	inboxSuite(async () => {
		const { opened, file, reopen, breakDown, close } = sqlitePlace<Inbox>((database) => new SqliteInbox(database, new WriteBatch(database)));
		return {
			inbox: opened,
			reopen: async () => reopen(),
			breakDown: async () => breakDown(),
			close: async () => close(),
			// It tells the time by what comes in.
			pass: async (ms) => void (await opened.accept({ eventId: `Ev.after.${ms}`, question: aQuestion({ receivedAt: start + ms }) })),
			stored: async () => {
				const reader = new DatabaseSync(file);
				const rows = JSON.stringify(reader.prepare("SELECT * FROM inbox").all());
				reader.close();
				return rows;
			},
		};
	});
});

describeWithRedis("the inbox on Redis", () => {
	let server: RedisServer;
	beforeAll(async () => {
		server = await RedisServer.start();
	});
	afterAll(() => server.remove());

	inboxSuite(async () => {
		const place = await redisPlace(
			server,
			(client) => {
				const line = new ThreadLine(client, 30_000, jobKey);
				return { inbox: new RedisInbox(client, line), line };
			},
			async ({ inbox, line }) => {
				line.close();
				await inbox.close();
			},
		);
		let passed = 0;
		return {
			...place,
			inbox: place.opened.inbox,
			reopen: async () => (await place.reopen()).inbox,
			pass: async (ms) => {
				await place.pass(ms - passed);
				passed = ms;
			},
		};
	});
});

function inboxSuite(open: () => Promise<Opened>): void {
	let place: Opened;
	let inbox: Inbox;
	beforeEach(async () => {
		place = await open();
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

	test("tells what is pending in one thread", async () => {
		const [first, second, elsewhere, answered] = [aQuestion({ threadTs: "1.1" }), aQuestion({ threadTs: "1.1", kind: "overheard" }), aQuestion({ threadTs: "2.2" }), aQuestion({ threadTs: "1.1" })];
		for (const [at, question] of [first, second, elsewhere, answered].entries()) await inbox.accept({ eventId: `Ev${at}`, question });
		await inbox.finish(answered.id, start);
		expect(await inbox.pendingIn({ workspace: "T0", channel: "C0A", threadTs: "1.1" })).toEqual([first, second]);
		expect(await inbox.pendingIn({ workspace: "T1", channel: "C0A", threadTs: "1.1" })).toEqual([]);
	});

	test("tells that a command is pending in the thread that it opened, before what is written there", async () => {
		const command = aCommand({ receivedAt: start });
		const followUp = aQuestion({ threadTs: "3.3", kind: "overheard", receivedAt: start + 1 });
		await inbox.accept({ eventId: "Ev1", question: command });
		await inbox.openThread(command.id, "3.3");
		await inbox.accept({ eventId: "Ev2", question: followUp });
		const place = { workspace: "T0", channel: "C0A", threadTs: "3.3" };
		expect(await inbox.pendingIn(place)).toEqual([{ ...command, threadTs: "3.3" }, followUp]);
		await inbox.finish(command.id, start);
		expect(await inbox.pendingIn(place)).toEqual([followUp]);
	});

	test("survives the process: what was taken is pending after it, with the thread that was opened", async () => {
		const [mention, command, opened] = [aQuestion({ receivedAt: start }), aCommand({ receivedAt: start + 1 }), aCommand({ receivedAt: start + 2 })] as const;
		for (const question of [mention, command, opened]) await inbox.accept({ eventId: question.id, question });
		await inbox.openThread(opened.id, "1790000000.5");
		const again = await place.reopen();
		expect(await again.pending()).toEqual([mention, command, { ...opened, threadTs: "1790000000.5" }]);
		expect(await again.accept({ eventId: mention.id, question: mention })).toBe(false);
	});

	test("remembers since when a post of a question's may be on its way", async () => {
		const [posting, quiet] = [aQuestion({ receivedAt: start }), aQuestion({ receivedAt: start + 1 })] as const;
		for (const question of [posting, quiet]) await inbox.accept({ eventId: question.id, question });
		await inbox.notePosting(posting.id, start + 10);
		await inbox.notePosting(posting.id, start + 20);
		expect(await (await place.reopen()).pending()).toEqual([{ ...posting, postingSince: start + 20 }, quiet]);
	});

	test("remembers that an answer for one person's eyes may have been shown, until it surely was not", async () => {
		const [shown, notShown] = [aCommand({ receivedAt: start }), aCommand({ receivedAt: start + 1 })] as const;
		for (const question of [shown, notShown]) {
			await inbox.accept({ eventId: question.id, question });
			await inbox.noteShowing(question.id, true);
		}
		await inbox.noteShowing(notShown.id, false);
		expect(await (await place.reopen()).pending()).toEqual([{ ...shown, mayBeShown: true }, notShown]);
	});

	test("forgets a question's words when it is answered, and keeps its ids", async () => {
		const question = aQuestion({ text: "our secret project Zanzibar" });
		await inbox.accept({ eventId: "Ev1", question });
		expect(await place.stored()).toContain("Zanzibar");
		await inbox.finish(question.id, start);
		expect(await place.stored()).not.toContain("Zanzibar");
		expect(await inbox.pending()).toEqual([]);
		expect(await (await place.reopen()).pending()).toEqual([]);
	});

	test("remembers ids for a day after the answer, and not for ever", async () => {
		const question = aQuestion({ receivedAt: start });
		await inbox.accept({ eventId: "Ev1", question });
		await inbox.finish(question.id, start);
		await place.pass(24 * hour);
		expect(await inbox.accept({ eventId: "Ev1", question })).toBe(false);
		expect(await inbox.accept({ eventId: "Ev2", question })).toBe(false);
		await place.pass(26 * hour);
		expect(await place.stored()).not.toContain(question.id);
	});

	test("what is not answered is not forgotten, however old", async () => {
		const question = aQuestion({ receivedAt: start });
		await inbox.accept({ eventId: "Ev1", question });
		await place.pass(100 * hour);
		expect((await inbox.pending()).map(({ id }) => id)).toContain(question.id);
	});

	test("says so when the disk fails, for each that was to be stored, and takes it later", async () => {
		const question = aQuestion();
		await place.breakDown();
		const results = await Promise.allSettled([inbox.accept({ eventId: "Ev1", question }), inbox.finish("x", 1), inbox.openThread("x", "1.1"), inbox.notePosting("x", 1), inbox.noteShowing("x", true)]);
		expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected", "rejected", "rejected"]);
		await expect(inbox.pending()).rejects.toThrow();
		const again = await place.reopen();
		expect(await again.pending()).toEqual([]);
		expect(await again.accept({ eventId: "Ev1", question })).toBe(true);
	});
}
