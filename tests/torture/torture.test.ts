import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { failAtOnce } from "./failing.ts";
import { killAtRandom } from "./killed.ts";
import { load, soak } from "./load.ts";
import { deliverAgain } from "./redelivered.ts";
import type { Tally } from "./stage.ts";
import { fillDisk, killRedis, mountSmallDisk } from "./stores.ts";

/** The proofs of `npm run torture`, reduced. */

function expectEachOnce({ asked, once, none, twice, messages }: Tally, count: number): void {
	expect({ asked, once, none, twice, messages }).toEqual({ asked: count, once: count, none: 0, twice: 0, messages: count });
}

describe("embedded", () => {
	test("a bot that is killed at random moments answers each question exactly once", { timeout: 180_000 }, async () => {
		const { byMoment, ...tally } = await killAtRandom({ questions: 24, kills: 4, seed: 1, bots: 1 });
		expectEachOnce(tally, 24);
		expect(Object.values(byMoment)).toEqual([1, 1, 1, 1]);
	});

	test("Slack and the model fail in every way at once, and each question is answered exactly once", { timeout: 180_000 }, async () => {
		const { faults, ...tally } = await failAtOnce({ questions: 15, rate: 0.2, seed: 3 });
		expectEachOnce(tally, 15);
		for (const count of Object.values(faults)) expect(count).toBeGreaterThan(0);
		expect(tally.modelCalls).toBeGreaterThan(0);
	});

	const disk = mountSmallDisk();
	test.skipIf(disk === undefined)("a disk that is full: nothing new is acked, and nothing that was is lost", { timeout: 120_000 }, async () => {
		const { ackedBefore, refused, ackedAfter, ...tally } = await fillDisk({ questions: 150, path: disk?.path ?? "" });
		expect(refused).toBeGreaterThan(5);
		expect(ackedBefore + ackedAfter).toBe(150);
		expectEachOnce(tally, 150);
	});
	afterAll(() => disk?.unmount());

	test("a load in Slack's pace is acked soon and answered whole", { timeout: 120_000 }, async () => {
		const { asked, answered, twice, steady, burst, heapBefore, heapAfter } = await load({ perSecond: 40, seconds: 5, burst: 200, channels: 60 });
		expect({ answered, twice }).toEqual({ answered: asked, twice: 0 });
		expect(steady.ackP99).toBeLessThan(1000);
		expect(burst.ackP99).toBeLessThan(1000);
		expect(heapAfter).toBeLessThan(heapBefore * 1.2);
	});

	test("many questions leave nothing behind in memory, handles or the journal", { timeout: 120_000 }, async () => {
		const { asked, answered, moments } = await soak({ questions: 2000, steps: 2 });
		expect(answered).toBe(asked);
		const [first, last] = [moments[0]!, moments.at(-1)!];
		expect(last.heap).toBeLessThan(first.heap * 1.2);
		expect(last.files).toBeLessThanOrEqual(first.files);
		expect(last.journal).toBeLessThan(16_000_000);
	});
});

describeWithRedis("on Redis", () => {
	let redis: RedisServer;
	beforeAll(async () => {
		redis = await RedisServer.start();
	});
	afterAll(() => redis.remove());

	test("three bots that are killed at random moments answer each question exactly once", { timeout: 180_000 }, async () => {
		expectEachOnce(await killAtRandom({ questions: 24, kills: 4, seed: 1, bots: 3, redisUrl: redis.url }), 24);
	});

	test("events that are delivered up to four times, out of order, over two bots are answered exactly once", { timeout: 120_000 }, async () => {
		const { deliveries, acked, ...tally } = await deliverAgain({ questions: 40, seed: 1, redisUrl: redis.url });
		expect(deliveries).toBeGreaterThan(60);
		expect(acked).toBe(deliveries);
		expectEachOnce(tally, 40);
	});

	test("a Redis that is killed and started again loses nothing that was acked", { timeout: 180_000 }, async () => {
		const { acked, ...tally } = await killRedis({ questions: 30, kills: 2, seed: 1, redis });
		expect(acked).toBe(30);
		expectEachOnce(tally, 30);
	});
});
