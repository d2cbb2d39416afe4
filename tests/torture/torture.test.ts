import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { killAtRandom } from "./killed.ts";

/** The proofs of `npm run torture`, reduced. */
describe("embedded", () => {
	test("a bot that is killed at random moments answers each question exactly once", { timeout: 120_000 }, async () => {
		const { asked, once, none, twice, messages } = await killAtRandom({ questions: 24, kills: 4, seed: 1, bots: 1 });
		expect({ asked, once, none, twice, messages }).toEqual({ asked: 24, once: 24, none: 0, twice: 0, messages: 24 });
	});
});

describeWithRedis("on Redis", () => {
	let redis: RedisServer;
	beforeAll(async () => {
		redis = await RedisServer.start();
	});
	afterAll(() => redis.remove());

	test("three bots that are killed at random moments answer each question exactly once", { timeout: 180_000 }, async () => {
		const { asked, once, none, twice, messages } = await killAtRandom({ questions: 24, kills: 4, seed: 1, bots: 3, redisUrl: redis.url });
		expect({ asked, once, none, twice, messages }).toEqual({ asked: 24, once: 24, none: 0, twice: 0, messages: 24 });
	});
});
