import { closeSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { LogEntry } from "../fakes/recording-log.ts";
import { expectOneAnswer } from "../support/expectations.ts";
import { type Asked, Harness } from "../support/harness.ts";
import { inState } from "../support/state-file.ts";
import { until } from "../support/until.ts";

const pageBytes = 4096;

describe("a state file that was damaged", () => {
	let harness: Harness;
	let answered: Asked[];
	let waiting: Asked;
	const file = (): string => join(harness.dataDir, "state.sqlite");
	const aside = (): string[] => readdirSync(harness.dataDir).filter((name) => /^state\.sqlite\.damaged-[\dTZ-]+$/.test(name));
	const report = (): LogEntry | undefined => harness.logged.find(({ message }) => message.startsWith("the state was damaged"));

	/** A state with much that was answered, and one question that was not, as a process leaves it that dies. */
	beforeEach(async () => {
		harness = await Harness.open({ transport: "socket" });
		answered = [];
		for (let at = 0; at < 30; at++) answered.push(await harness.askAndWait("which experiment tracker should five researchers use on-prem?"));
		const channel = harness.channel();
		const release = harness.disturb((method, args) => (method === "chat.postMessage" && args.channel === channel ? { kind: "status", status: 429, retryAfter: 30 } : undefined));
		waiting = harness.ask("which feature store for us?", { channel });
		await waiting.delivered;
		await until("the post", () => harness.slack.calls.length > 0);
		await harness.stopBot();
		release();
		// What stands in the journal is brought into the file.
		inState(harness.dataDir, (database) => database.exec("PRAGMA wal_checkpoint(TRUNCATE)"));
	});
	afterEach(() => harness.close());

	/** Writes nonsense over some pages, counted from 0. */
	function damage(pages: number[]): void {
		const handle = openSync(file(), "r+");
		for (const page of pages) writeSync(handle, Buffer.alloc(pageBytes, 0xa5), 0, pageBytes, page * pageBytes);
		closeSync(handle);
	}

	/** Pages that hold a table's rows. */
	const pagesOf = (table: string): number[] =>
		inState(harness.dataDir, (database) => {
			const root = Number(database.prepare("SELECT rootpage FROM sqlite_master WHERE name = ?").get(table)?.rootpage);
			// A root that is an interior page names its children in its cells: pointers of two bytes, then numbers of four.
			const bytes = readFileSync(file());
			const at = (root - 1) * pageBytes;
			const cells = bytes.readUInt16BE(at + 3);
			return Array.from({ length: cells }, (_, cell) => bytes.readUInt32BE(at + bytes.readUInt16BE(at + 12 + 2 * cell)) - 1);
		});

	test("in the middle is kept aside, and what can be read of it goes on: what waited is answered, what was answered is not answered again", async () => {
		const pages = pagesOf("state");
		expect(pages.length).toBeGreaterThan(4);
		damage([pages[Math.floor(pages.length / 2)] ?? 0]);
		await harness.startBot();
		await until("the answer", () => harness.repliesTo(waiting).length === 1);
		await harness.bot.drained();
		expectOneAnswer(harness.repliesTo(waiting));
		expect(aside()).toHaveLength(1);
		const { level, fields } = report() ?? {};
		expect(level).toBe("error");
		expect(fields?.keptAs).toBe(join(harness.dataDir, aside()[0] ?? ""));
		expect(fields?.inbox).toEqual({ saved: 31, lost: 0 });
		expect(fields?.state).toMatchObject({ saved: expect.any(Number) as number });
		expect(Number((fields?.state as { saved?: number } | undefined)?.saved)).toBeGreaterThan(20);
		const [first] = answered;
		const message = harness.workspace.message(first?.channel ?? "", first?.ts ?? "");
		await harness.slack.sendEvent({ type: "app_mention", user: message?.user, text: message?.text, ts: first?.ts, channel: first?.channel, event_ts: first?.ts });
		await harness.bot.drained();
		expectOneAnswer(harness.repliesTo(first as Asked));
	});

	test("from its first byte on is kept aside whole, and the bot goes on with a new one", async () => {
		const size = statSync(file()).size;
		writeFileSync(file(), Buffer.alloc(size, "this is text, and no database. "));
		await harness.startBot();
		const { answers } = await harness.askAndWait("which experiment tracker for us?");
		expectOneAnswer(answers);
		expect(statSync(join(harness.dataDir, aside()[0] ?? "")).size).toBe(size);
		expect(report()?.fields).toMatchObject({ inbox: { saved: 0, lost: undefined }, state: { saved: 0, lost: undefined } });
	});

	test("and cut off is kept aside, and what is left of it goes on", async () => {
		const bytes = readFileSync(file());
		writeFileSync(file(), bytes.subarray(0, Math.floor(bytes.length / 2 / pageBytes) * pageBytes));
		await harness.startBot();
		const { answers } = await harness.askAndWait("which experiment tracker for us?");
		expectOneAnswer(answers);
		expect(aside()).toHaveLength(1);
	});

	test("is read once: the next start finds a sound one", async () => {
		writeFileSync(file(), "no database");
		await harness.startBot();
		await harness.stopBot();
		await harness.startBot();
		expect(aside()).toHaveLength(1);
	});
});
