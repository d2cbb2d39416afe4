import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectToRedis, disconnect } from "../../src/adapters/redis/connection.ts";
import { RedisAskedLog } from "../../src/adapters/redis/redis-asked-log.ts";
import { RedisDigests } from "../../src/adapters/redis/redis-digests.ts";
import { openDataDir } from "../../src/adapters/sqlite/database.ts";
import { SqliteAskedLog } from "../../src/adapters/sqlite/sqlite-asked-log.ts";
import { SqliteDigests } from "../../src/adapters/sqlite/sqlite-digests.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import { stateOf } from "../../src/core/digest/catalog-state.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { askedAbout, projectCatalog } from "../support/digests.ts";
import { freePort } from "../support/free-port.ts";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { type Run, runCli } from "../support/run-cli.ts";
import { temporaryDir } from "../support/temporary-dir.ts";

const catalog = projectCatalog();
const place = temporaryDir();
const dataDir = join(place.path, "data");
const digest = (args: string[], env: Record<string, string> = {}): Promise<Run> => runCli("src/cli/digest.ts", args, { DATA_DIR: join(place.path, "none"), TZ: "UTC", NO_COLOR: "1", ...env });
afterAll(() => place.remove());

describe("where nobody has asked anything", () => {
	test("a sample week is printed, and the first line says so", async () => {
		const { code, out, err } = await digest(["--dry-run", "--week", "2026-W30"]);
		expect({ code, err }).toEqual({ code: 0, err: "" });
		expect(out.split("\n").slice(0, 3)).toEqual(["This is a sample week: the store holds no questions for 20 to 26 July.", "", "MLOps digest, 16 to 22 November"]);
	});
	test("the digest in the README is that very one", async () => {
		const { out } = await digest(["--dry-run"]);
		const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
		expect(readme).toContain(`\`\`\`text\n${out.split("\n").slice(2).join("\n").trim()}\n\`\`\``);
	});
	test("--out alone writes the picture and prints no digest", async () => {
		const file = join(place.path, "alone.png");
		const { code, out } = await digest(["--out", file]);
		expect(code).toBe(0);
		expect(out).toMatch(/^This is a sample week: .*\n\nThe picture is in .*alone\.png\.\n$/);
		expect(readFileSync(file).subarray(1, 4).toString()).toBe("PNG");
	});
	test("both together do both", async () => {
		const file = join(place.path, "both.png");
		const { out } = await digest(["--dry-run", "--out", file]);
		expect(out).toContain("What people asked");
		expect(statSync(file).size).toBeGreaterThan(10_000);
	});
	test("nothing is written into the folder for state", () => expect(existsSync(join(place.path, "none"))).toBe(false));
});

describe("where the store holds questions", () => {
	const tuesday = Date.UTC(2026, 6, 21, 12);
	beforeAll(async () => {
		const { database, release } = openDataDir(dataDir);
		const writes = new WriteBatch(database);
		const asked = new SqliteAskedLog(database, writes);
		const digests = new SqliteDigests(database, writes);
		await asked.note(askedAbout(catalog, "feature-store", { at: tuesday, channel: "C0PUBLIC" }));
		await asked.note(askedAbout(catalog, "notebooks", { at: tuesday + 1, channel: "C0SECRET", isPrivate: true }));
		const claim = await digests.claim({ workspace: "T1", channel: "C0PUBLIC", id: "2026-W29" }, tuesday - 7 * 86_400_000);
		const before = stateOf(catalog);
		delete before.tools.feast;
		if (claim !== undefined) await digests.finish(claim, tuesday - 7 * 86_400_000, { until: tuesday - 7 * 86_400_000, catalog: before });
		release();
	});
	const ofWeek = (...args: string[]) => digest(["--dry-run", "--week", "2026-W30", ...args], { DATA_DIR: dataDir });

	test("that week's are counted, without those of private channels", async () => {
		const { out } = await ofWeek();
		expect(out).toMatch(/^MLOps digest, 20 to 26 July\nOne question/);
		expect(out).toContain("Feature store: 1 question");
		expect(out).not.toContain("Notebook");
	});
	test("a channel gets its own private ones too, and what is new since its last digest", async () => {
		expect((await ofWeek("--channel", "C0SECRET")).out).toMatch(/Notebooks?: 1 question/);
		expect((await ofWeek("--channel", "C0PUBLIC")).out).toContain("Feast is new, in ");
	});
	test("another week has the sample in its place", async () => expect((await digest(["--dry-run", "--week", "2026-W31"], { DATA_DIR: dataDir })).out).toMatch(/^This is a sample week/));
	test("it is read beside the bot that is at work in the folder", async () => {
		const { release } = openDataDir(dataDir);
		const { out } = await ofWeek();
		release();
		expect(out).toMatch(/^MLOps digest, 20 to 26 July/);
	});
});

describeWithRedis("where processes share a Redis", () => {
	test("its questions are counted, whatever DATA_DIR holds, with what is new since the channel's last digest, on the channel's clocks", async () => {
		const server = await RedisServer.start();
		const client = await connectToRedis(server.url, recordingLog(), { waits: false });
		try {
			const digests = new RedisDigests(client);
			const monday = Date.UTC(2026, 6, 20);
			await new RedisAskedLog(client).note(askedAbout(catalog, "feature-store", { at: monday - 3_600_000, channel: "C0PUBLIC" }));
			await digests.set({ workspace: "T1", channel: "C0PUBLIC", subscriber: "U1", schedule: { weekday: "monday", hour: 9, minute: 0, zone: "Europe/Berlin" }, since: 1 });
			const claim = await digests.claim({ workspace: "T1", channel: "C0PUBLIC", id: "2026-W29" }, monday - 1);
			const before = stateOf(catalog);
			delete before.tools.feast;
			if (claim !== undefined) await digests.finish(claim, monday - 1, { until: monday - 1, catalog: before });
			// Sunday evening in UTC is Monday in Berlin.
			const { out, err } = await digest(["--dry-run", "--week", "2026-W30", "--channel", "C0PUBLIC"], { REDIS_URL: server.url });
			expect(err).toBe("");
			expect(out).toMatch(/^MLOps digest, 20 to 26 July\nOne question/);
			expect(out).toContain("Feast is new, in ");
		} finally {
			await disconnect(client);
			await server.remove();
		}
	});
	test("one that does not answer is told in one sentence", async () => {
		const { code, err } = await digest(["--dry-run"], { REDIS_URL: `redis://127.0.0.1:${await freePort()}` });
		expect(code).toBe(1);
		expect(err).toMatch(/^REDIS_URL: expected a Redis that answers/);
	});
});

test("a store that is no database is told in one sentence", async () => {
	const broken = join(place.path, "broken");
	mkdirSync(broken);
	writeFileSync(join(broken, "state.sqlite"), "not a database");
	const { code, err } = await digest(["--dry-run"], { DATA_DIR: broken });
	expect(code).toBe(1);
	expect(err).toMatch(/^DATA_DIR: expected .*state\.sqlite to be a database, got something else/);
	expect(err).not.toContain("    at ");
});

describe("what is typed wrongly is said in one sentence", () => {
	test.each([
		["nothing to do", [], /^Expected --dry-run, --out <file\.png>, or both: this command sends nothing\./],
		["a week that is none", ["--dry-run", "--week", "2026-W54"], /^--week: expected an ISO week such as 2026-W47, got "2026-W54"/],
		["a picture that is no PNG", ["--out", "digest.jpg"], /^--out: expected a file that ends in \.png, got "digest\.jpg"/],
		["an option that is none", ["--dry-rnu"], /--dry-rnu/],
	])("%s", async (_, args, message) => {
		const { code, out, err } = await digest(args);
		expect(code).toBe(1);
		expect(out).toBe("");
		expect(err).toMatch(message);
		expect(err).not.toContain("    at ");
	});
	test("--help says what it does", async () => {
		const { code, out } = await digest(["--help"]);
		expect(code).toBe(0);
		for (const option of ["--dry-run", "--out", "--week", "--channel"]) expect(out).toContain(option);
	});
});
