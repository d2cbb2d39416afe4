import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { expectEachOnce } from "./expect-each-once.ts";
import { killAtRandom } from "./killed.ts";
import { deliverAgain } from "./redelivered.ts";
import { killRedis } from "./stores.ts";

/** The proofs of `npm run torture` that several processes on one Redis need, reduced. */

describeWithRedis("on Redis", () => {
	let redis: RedisServer;
	beforeAll(async () => {
		redis = await RedisServer.start();
	});
	afterAll(() => redis.remove());

	test("three bots that are killed at random moments answer each question exactly once", { timeout: 180_000 }, async () => {
		expectEachOnce(await killAtRandom({ questions: 12, kills: 3, seed: 1, bots: 3, redisUrl: redis.url }), 12);
	});

	test("events that are delivered up to four times, out of order, over two bots are answered exactly once", { timeout: 120_000 }, async () => {
		const { deliveries, acked, ...tally } = await deliverAgain({ questions: 40, seed: 1, redisUrl: redis.url });
		expect(deliveries).toBeGreaterThan(60);
		expect(acked).toBe(deliveries);
		expectEachOnce(tally, 40);
	});

	test("a Redis that is killed and started again loses nothing that was acked", { timeout: 180_000 }, async () => {
		const { acked, ...tally } = await killRedis({ questions: 16, kills: 1, seed: 1, redis });
		expect(acked).toBe(16);
		expectEachOnce(tally, 16);
	});
});
