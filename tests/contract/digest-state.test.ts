import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { RedisAskedLog } from "../../src/adapters/redis/redis-asked-log.ts";
import { RedisDigests } from "../../src/adapters/redis/redis-digests.ts";
import { SqliteAskedLog } from "../../src/adapters/sqlite/sqlite-asked-log.ts";
import { SqliteDigests } from "../../src/adapters/sqlite/sqlite-digests.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import type { Asked } from "../../src/core/digest/asked.ts";
import type { CatalogState } from "../../src/core/digest/catalog-state.ts";
import type { Schedule } from "../../src/core/digest/schedule.ts";
import type { AskedLog, DigestLog, Subscriptions } from "../../src/ports.ts";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { redisPlace } from "../support/redis-place.ts";
import { sqlitePlace } from "../support/sqlite-place.ts";

type State = { asked: AskedLog; subscriptions: Subscriptions; digests: DigestLog };
type Opened = { state: State /** As a process that was killed and starts again. */; reopen: () => Promise<State>; breakDown: () => Promise<void>; close: () => Promise<void> };

const minute = 60_000;
const day = 24 * 60 * minute;
const week = 7 * day;
const now = Date.UTC(2026, 10, 24, 9);
const monday: Schedule = { weekday: "monday", hour: 9, minute: 0, zone: "Europe/Berlin" };
const catalog = (organisation = ""): CatalogState => ({ organisation, tools: { mlflow: { ring: "trial", ended: false } } });
const key = (id: string, channel = "C1", workspace = "T1") => ({ workspace, channel, id });
const question = (id: string, more: Partial<Asked> = {}): Asked => ({
	id,
	workspace: "T1",
	channel: "C1",
	thread: "1.1",
	isPrivate: false,
	at: now,
	outcome: "answered",
	intent: "choose",
	persona: "unknown",
	categories: ["feature-store"],
	stages: ["feature-engineering", "deployment"],
	constraints: [{ kind: "hosting", value: "managed" }],
	namedUnknown: false,
	picks: ["feast"],
	rating: 0,
	...more,
});

describe("what the digests go by, on SQLite", () => {
	digestSuite(async () => {
		const { opened, reopen, breakDown, close } = sqlitePlace<State>((database) => {
			const writes = new WriteBatch(database);
			const digests = new SqliteDigests(database, writes);
			return { asked: new SqliteAskedLog(database, writes), subscriptions: digests, digests };
		});
		return { state: opened, reopen: async () => reopen(), breakDown: async () => breakDown(), close: async () => close() };
	});
});

describeWithRedis("what the digests go by, on Redis", () => {
	let server: RedisServer;
	beforeAll(async () => {
		server = await RedisServer.start();
	});
	afterAll(() => server.remove());

	digestSuite(async () => {
		const place = await redisPlace<State>(
			server,
			(client) => {
				const digests = new RedisDigests(client);
				return { asked: new RedisAskedLog(client), subscriptions: digests, digests };
			},
			async () => {},
		);
		return { ...place, state: place.opened };
	});
});

function digestSuite(open: () => Promise<Opened>): void {
	let place: Opened;
	let state: State;
	beforeEach(async () => {
		place = await open();
		state = place.state;
	});
	afterEach(() => place.close());

	describe("what was asked", () => {
		const ids = async (from: number, until: number, workspace = "T1") => (await state.asked.between(workspace, from, until)).map(({ id }) => id);

		test("comes back as it was noted, oldest first, from an instant until before another, of its workspace only", async () => {
			await state.asked.note(question("late", { at: now + 2 }));
			await state.asked.note(question("early", { at: now }));
			await state.asked.note(question("elsewhere", { workspace: "T2" }));
			expect(await state.asked.between("T1", now, now + 3)).toEqual([question("early"), question("late", { at: now + 2 })]);
			expect(await ids(now, now + 2)).toEqual(["early"]);
			expect(await ids(now + 1, now + 3)).toEqual(["late"]);
		});
		test("is noted once, however often", async () => {
			await Promise.all([state.asked.note(question("q")), state.asked.note(question("q")), state.asked.note(question("q", { at: now + 1 }))]);
			expect(await ids(0, now + day)).toEqual(["q"]);
		});
		test("carries the rating as it stands", async () => {
			await state.asked.note(question("q"));
			await state.asked.rate("T1", "q", 3);
			await state.asked.rate("T1", "q", 2);
			await state.asked.rate("T2", "q", 9);
			await state.asked.rate("T1", "unknown", 1);
			expect(await state.asked.between("T1", 0, now + 1)).toEqual([question("q", { rating: 2 })]);
		});
		test("is forgotten after nine weeks", async () => {
			await state.asked.note(question("old", { at: now - 9 * week - 1 }));
			await state.asked.note(question("kept", { at: now - 8 * week }));
			await state.asked.note(question("new"));
			expect(await ids(0, now + 1)).toEqual(["kept", "new"]);
		});
		test("survives the process", async () => {
			await state.asked.note(question("q"));
			state = await place.reopen();
			expect(await ids(0, now + 1)).toEqual(["q"]);
		});
		test("says so when the disk fails", async () => {
			await place.breakDown();
			await expect(state.asked.note(question("q"))).rejects.toThrow();
			await expect(state.asked.between("T1", 0, now)).rejects.toThrow();
		});
	});

	describe("who wants a digest", () => {
		const subscription = { workspace: "T1", channel: "C1", subscriber: "U1", schedule: monday, since: now };

		test("is one subscription per channel: a later one takes the place of the one before", async () => {
			await state.subscriptions.set(subscription);
			const changed = { ...subscription, subscriber: "U2", schedule: { ...monday, hour: 16 }, since: now + 1 };
			await state.subscriptions.set(changed);
			await state.subscriptions.set({ ...subscription, workspace: "T2" });
			expect(await state.subscriptions.of("T1", "C1")).toEqual(changed);
			expect(await state.subscriptions.all()).toEqual([changed, { ...subscription, workspace: "T2" }]);
		});
		test("is told of none where there is none", async () => {
			expect(await state.subscriptions.of("T1", "C1")).toBeUndefined();
			expect(await state.subscriptions.remove("T1", "C1")).toBe(false);
			await state.subscriptions.set(subscription);
			expect(await state.subscriptions.remove("T1", "C1")).toBe(true);
			expect(await state.subscriptions.all()).toEqual([]);
		});
		test("carries the last week that is done with, sent or skipped, also after it was ended and begun again", async () => {
			await state.subscriptions.set(subscription);
			for (const id of ["2026-W47", "2026-W46", "now-1"]) {
				const claim = await state.digests.claim(key(id), now);
				if (claim !== undefined) await state.digests.finish(claim, now);
			}
			await state.digests.claim(key("2026-W48"), now);
			expect((await state.subscriptions.of("T1", "C1"))?.doneWeek).toBe("2026-W47");
			await state.subscriptions.remove("T1", "C1");
			await state.subscriptions.set(subscription);
			expect((await state.subscriptions.all())[0]?.doneWeek).toBe("2026-W47");
		});
		test("survives the process", async () => {
			await state.subscriptions.set(subscription);
			expect(await (await place.reopen()).subscriptions.of("T1", "C1")).toEqual(subscription);
		});
	});

	describe("a digest", () => {
		test("is taken by one at a time, and of ten at once by one", async () => {
			const claims = await Promise.all(Array.from({ length: 10 }, () => state.digests.claim(key("2026-W48"), now)));
			expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
			expect(claims.find((claim) => claim !== undefined)?.mayBePosted).toBe(false);
			expect(await state.digests.claim(key("2026-W49"), now)).toBeDefined();
			expect(await state.digests.claim(key("2026-W48", "C2"), now)).toBeDefined();
			expect(await state.digests.claim(key("2026-W48", "C1", "T2"), now)).toBeDefined();
		});
		test("can be taken over when its time has run out, and may be posted by then", async () => {
			const first = await state.digests.claim(key("2026-W48"), now);
			expect(first?.until).toBeGreaterThan(now + minute);
			expect(await state.digests.claim(key("2026-W48"), (first?.until ?? 0) - 1)).toBeUndefined();
			expect(await state.digests.claim(key("2026-W48"), first?.until ?? 0)).toMatchObject({ mayBePosted: true });
		});
		test.each([true, false])("that was let go can be taken at once; whether it may be posted is known: %s", async (mayBePosted) => {
			const claim = await state.digests.claim(key("2026-W48"), now);
			if (claim !== undefined) await state.digests.release(claim, mayBePosted);
			expect(await state.digests.claim(key("2026-W48"), now)).toMatchObject({ mayBePosted });
		});
		test("cannot be let go by somebody who has lost it", async () => {
			const first = await state.digests.claim(key("2026-W48"), now);
			const second = await state.digests.claim(key("2026-W48"), first?.until ?? 0);
			if (first !== undefined) await state.digests.release(first, false);
			expect(await state.digests.claim(key("2026-W48"), (first?.until ?? 0) + 1)).toBeUndefined();
			if (second !== undefined) await state.digests.release(second, false);
			expect(await state.digests.claim(key("2026-W48"), (first?.until ?? 0) + 1)).toBeDefined();
		});
		test("that is done with is nobody's any more", async () => {
			const claim = await state.digests.claim(key("2026-W48"), now);
			if (claim !== undefined) await state.digests.finish(claim, now, { until: now, catalog: catalog() });
			if (claim !== undefined) await state.digests.release(claim, false);
			expect(await state.digests.claim(key("2026-W48"), now + week)).toBeUndefined();
		});
		test("that a process had taken when it was killed may be posted, and is free as soon as nobody holds it", async () => {
			const claim = await state.digests.claim(key("2026-W48"), now);
			state = await place.reopen();
			expect(await state.digests.claim(key("2026-W48"), claim?.until ?? 0)).toMatchObject({ mayBePosted: true });
		});
	});

	describe("what a channel's digests have said", () => {
		async function send(id: string, at: number, sent?: Parameters<DigestLog["finish"]>[2]): Promise<void> {
			const claim = await state.digests.claim(key(id), at);
			if (claim !== undefined) await state.digests.finish(claim, at, sent);
		}
		test("is nothing before the first one", async () => expect(await state.digests.past("T1", "C1", now)).toEqual({ shown: [] }));
		test("is the last one that was sent, also where later ones were skipped", async () => {
			await send("2026-W46", now - 2 * week, { until: now - 2 * week, catalog: catalog("before") });
			await send("2026-W47", now - week, { until: now - week, catalog: catalog("last"), shown: "feast" });
			await send("2026-W48", now);
			expect(await state.digests.past("T1", "C1", now)).toEqual({ last: { until: now - week, catalog: catalog("last") }, shown: ["feast"] });
			expect(await state.digests.past("T1", "C2", now)).toEqual({ shown: [] });
		});
		test("names the tools of the last twelve weeks", async () => {
			for (const [weeks, shown] of [
				[13, "aim"],
				[12, "mlflow"],
				[11, "feast"],
				[1, "dvc"],
			] as const)
				await send(`2026-W${40 - weeks}`, now - weeks * week - (weeks === 12 ? 1 : 0), { until: now - weeks * week, catalog: catalog(), shown });
			expect((await state.digests.past("T1", "C1", now)).shown.toSorted()).toEqual(["dvc", "feast"]);
		});
		test("is kept of the last one however old it is, and of the others for a quarter of a year", async () => {
			await send("2025-W01", now - 60 * week, { until: now - 60 * week, catalog: catalog("older") });
			await send("2025-W02", now - 59 * week, { until: now - 59 * week, catalog: catalog("old") });
			for (let skipped = 3; skipped < 8; skipped++) await send(`2025-W0${skipped}`, now - (60 - skipped) * week);
			await send("2026-W48", now);
			expect((await state.digests.past("T1", "C1", now)).last?.catalog).toEqual(catalog("old"));
		});
		test("survives the process", async () => {
			await send("2026-W48", now, { until: now, catalog: catalog(), shown: "feast" });
			expect(await (await place.reopen()).digests.past("T1", "C1", now)).toEqual({ last: { until: now, catalog: catalog() }, shown: ["feast"] });
		});
	});
}
