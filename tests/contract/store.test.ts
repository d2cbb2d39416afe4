import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { redisStore } from "../../src/adapters/redis/redis-store.ts";
import { sqliteStore } from "../../src/adapters/sqlite/sqlite-store.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import type { Store } from "../../src/ports.ts";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { redisPlace } from "../support/redis-place.ts";
import { sqlitePlace } from "../support/sqlite-place.ts";

type Opened = {
	store: Store;
	reopen: () => Promise<Store>;
	breakDown: () => Promise<void>;
	/** So much time passes where what is kept has its end; the clock moves besides. */
	pass?: (ms: number) => Promise<void>;
	/** How many values are kept. */
	size: () => Promise<number>;
	close: () => Promise<void>;
};

const hour = 3_600_000;

describe("the store on SQLite", () => {
	storeSuite(async () => {
		const { opened, database, reopen, breakDown, close } = sqlitePlace<Store>((on) => sqliteStore(on, new WriteBatch(on)));
		return {
			store: opened,
			reopen: async () => reopen(),
			breakDown: async () => breakDown(),
			close: async () => close(),
			size: async () => Number(database().prepare("SELECT count(*) AS count FROM state").get()?.count),
		};
	});
});

describeWithRedis("the store on Redis", () => {
	let server: RedisServer;
	beforeAll(async () => {
		server = await RedisServer.start();
	});
	afterAll(() => server.remove());

	storeSuite(async () => {
		const place = await redisPlace<Store>(server, redisStore, async () => {});
		return { ...place, store: place.opened, size: async () => (await place.client.keys("*")).length };
	});
});

function storeSuite(open: () => Promise<Opened>): void {
	let place: Opened;
	let store: Store;
	beforeEach(async () => {
		vi.useFakeTimers({ toFake: ["Date"] });
		place = await open();
		store = place.store;
	});
	afterEach(async () => {
		vi.useRealTimers();
		await place.close();
	});
	const pass = async (ms: number): Promise<void> => {
		vi.setSystemTime(Date.now() + ms);
		await place.pass?.(ms);
	};

	test("gives back what was put in, whatever its shape", async () => {
		for (const value of ["text", 0, false, null, [1, "two", { three: 3 }], { nested: { quotes: "“a” 'b' \"c\"", emoji: "🎉", binary: "base64:AA==" } }]) {
			await store.set("key", value, hour);
			expect((await store.get("key")) ?? null).toEqual(value);
		}
	});

	test("knows nothing of a key that was never set", async () => {
		expect(await store.get("nothing")).toBeUndefined();
	});

	test("lists what begins with a prefix, and nothing else", async () => {
		await store.set("thread:T0:C0:1.1", { a: 1 }, hour);
		await store.set("thread:T0:C0:1.2", ["two"], hour);
		await store.set("thread:T00:C0:1.1", "another workspace's", hour);
		await store.set("thread%T0:C0:1.1", "a wildcard", hour);
		await store.set("thread:T0:C0:2.1", "ends soon", hour / 2);
		await pass(hour / 2 + 1);
		expect((await Array.fromAsync(store.entries("thread:T0:"))).sort()).toEqual([
			["thread:T0:C0:1.1", { a: 1 }],
			["thread:T0:C0:1.2", ["two"]],
		]);
		expect(await Array.fromAsync(store.entries("nothing:"))).toEqual([]);
	});

	test("keeps the last value of a key, and keys apart", async () => {
		await store.set("thread:T0:C0:1.1", "first", hour);
		await store.set("thread:T0:C0:1.1", "second", hour);
		await store.set("thread:T0:C0:1.10", "another", hour);
		expect(await store.get("thread:T0:C0:1.1")).toBe("second");
		expect(await store.get("thread:T0:C0:1.10")).toBe("another");
		expect(await place.size()).toBe(2);
	});

	test("forgets a key that is deleted, and doesn't mind one that isn't there", async () => {
		await store.set("key", "value", hour);
		await store.delete("key");
		await store.delete("key");
		expect(await store.get("key")).toBeUndefined();
	});

	test("forgets a value when its time has come, and not before", async () => {
		await store.set("short", "value", hour);
		await store.set("long", "value", 2 * hour);
		await pass(hour - 60_000);
		expect(await store.get("short")).toBe("value");
		await pass(61_000);
		expect(await store.get("short")).toBeUndefined();
		expect(await store.get("long")).toBe("value");
	});

	test("a value that is set again lives as long as it was given the last time", async () => {
		await store.set("key", "value", hour);
		await pass(hour / 2);
		await store.set("key", "value", hour);
		await pass((hour * 3) / 4);
		expect(await store.get("key")).toBe("value");
	});

	test("what nobody asks for again does not pile up", async () => {
		for (let at = 0; at < 20; at++) await store.set(`old.${at}`, "value", hour);
		await pass(2 * hour);
		await store.set("new", "value", hour);
		expect(await place.size()).toBe(1);
	});

	test("survives the process, with its times", async () => {
		await store.set("short", "value", hour);
		await store.set("long", { turns: ["a"] }, 24 * hour);
		const again = await place.reopen();
		expect(await again.get("long")).toEqual({ turns: ["a"] });
		await pass(2 * hour);
		expect(await again.get("short")).toBeUndefined();
	});

	test("many at once all arrive", async () => {
		await Promise.all(Array.from({ length: 50 }, (_, at) => store.set(`key.${at}`, at, hour)));
		expect(await Promise.all(Array.from({ length: 50 }, (_, at) => store.get(`key.${at}`)))).toEqual(Array.from({ length: 50 }, (_, at) => at));
	});

	test("changes a value in one step: of many that count at once, each is counted", async () => {
		const count = (value: unknown): number => Number(value ?? 0) + 1;
		await Promise.all(Array.from({ length: 20 }, () => store.update("count", count, hour)));
		expect(await store.get("count")).toBe(20);
		expect(await Array.fromAsync(store.entries("count"))).toEqual([["count", 20]]);
	});

	test("leaves a value where nothing is made of it, and makes a new one where the last has ended", async () => {
		await store.update("key", (value) => ({ had: value ?? "nothing" }), hour);
		await store.update("key", () => undefined, hour);
		expect(await store.get("key")).toEqual({ had: "nothing" });
		await pass(hour + 1);
		await store.update("key", (value) => ({ had: value ?? "nothing again" }), hour);
		expect(await store.get("key")).toEqual({ had: "nothing again" });
		await pass(hour + 1);
		expect(await store.get("key")).toBeUndefined();
	});

	test("says so when the disk fails", async () => {
		await place.breakDown();
		await expect(store.set("key", "value", hour)).rejects.toThrow();
		await expect(store.get("key")).rejects.toThrow();
		await expect(store.delete("key")).rejects.toThrow();
		await expect(store.update("key", () => 1, hour)).rejects.toThrow();
	});
}
