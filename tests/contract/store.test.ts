import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sqliteStore } from "../../src/adapters/sqlite/sqlite-store.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import type { Store } from "../../src/ports.ts";
import { sqlitePlace } from "../support/sqlite-place.ts";

type Opened = { store: Store; reopen: () => Store; breakDown: () => void /** How many values are kept. */; size: () => number; close: () => void };

const implementations: { name: string; open: () => Opened }[] = [
	{
		name: "SQLite",
		open: () => {
			const { opened, database, reopen, breakDown, close } = sqlitePlace<Store>((on) => sqliteStore(on, new WriteBatch(on)));
			return {
				store: opened,
				reopen,
				breakDown,
				close,
				size: () => Number(database().prepare("SELECT count(*) AS count FROM state").get()?.count),
			};
		},
	},
];

const hour = 3_600_000;

describe.each(implementations)("the store on $name", ({ open }) => {
	let place: Opened;
	let store: Store;
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ["Date"] });
		place = open();
		store = place.store;
	});
	afterEach(() => {
		place.close();
		vi.useRealTimers();
	});
	const pass = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

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
		pass(hour / 2 + 1);
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
		expect(place.size()).toBe(2);
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
		pass(hour - 1);
		expect(await store.get("short")).toBe("value");
		pass(2);
		expect(await store.get("short")).toBeUndefined();
		expect(await store.get("long")).toBe("value");
	});

	test("a value that is set again lives as long as it was given the last time", async () => {
		await store.set("key", "value", hour);
		pass(hour / 2);
		await store.set("key", "value", hour);
		pass((hour * 3) / 4);
		expect(await store.get("key")).toBe("value");
	});

	test("what nobody asks for again does not pile up", async () => {
		for (let at = 0; at < 20; at++) await store.set(`old.${at}`, "value", hour);
		pass(2 * hour);
		await store.set("new", "value", hour);
		expect(place.size()).toBe(1);
	});

	test("survives the process, with its times", async () => {
		await store.set("short", "value", hour);
		await store.set("long", { turns: ["a"] }, 24 * hour);
		const again = place.reopen();
		expect(await again.get("long")).toEqual({ turns: ["a"] });
		pass(2 * hour);
		expect(await again.get("short")).toBeUndefined();
	});

	test("many at once all arrive", async () => {
		await Promise.all(Array.from({ length: 50 }, (_, at) => store.set(`key.${at}`, at, hour)));
		expect(await Promise.all(Array.from({ length: 50 }, (_, at) => store.get(`key.${at}`)))).toEqual(Array.from({ length: 50 }, (_, at) => at));
	});

	test("says so when the disk fails", async () => {
		place.breakDown();
		await expect(store.set("key", "value", hour)).rejects.toThrow();
		await expect(store.get("key")).rejects.toThrow();
		await expect(store.delete("key")).rejects.toThrow();
	});
});
