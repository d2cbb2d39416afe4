import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { connectToRedis, disconnect } from "../../../src/adapters/redis/connection.ts";
import { systemClock } from "../../../src/bot.ts";
import { openSharedState } from "../../../src/shared-state.ts";
import { recordingLog } from "../../fakes/recording-log.ts";
import { aQuestion } from "../../support/questions.ts";
import { describeWithRedis, RedisServer } from "../../support/redis.ts";
import { SwallowingNetwork } from "../../support/swallowing-network.ts";
import { until } from "../../support/until.ts";

describeWithRedis("a network that swallows what is sent to Redis", () => {
	let server: RedisServer;
	let network: SwallowingNetwork;
	let url: string;
	beforeAll(async () => {
		server = await RedisServer.start();
	});
	afterAll(() => server.remove());
	beforeEach(async () => {
		network = await SwallowingNetwork.before(server.port);
		url = `redis://127.0.0.1:${network.port}/0`;
	});
	afterEach(() => network.close());

	test("fails what waits for an answer, and is gone round by a new connection", async () => {
		for (const waits of [true, false]) {
			const client = await connectToRedis(url, recordingLog(), { waits, patienceMs: 100 });
			try {
				await client.set("key", "value");
				network.swallow();
				await expect(client.get("key")).rejects.toThrow();
				expect(await until("a new connection", () => client.get("key").catch(() => undefined))).toBe("value");
			} finally {
				await disconnect(client);
			}
		}
	});

	test("has an event refused in time for Slack to hear of it, and the store shown as down, until the connection is made anew", { timeout: 40_000 }, async () => {
		const state = await openSharedState(url, 1, systemClock, recordingLog());
		const deliver = (): Promise<boolean> => state.inbox.accept({ eventId: "Ev1", question });
		const question = aQuestion();
		try {
			expect(await state.isUp()).toBe(true);
			network.swallow();
			const results = await Promise.allSettled([deliver(), state.isUp()]);
			expect(results.map((result) => (result.status === "rejected" ? (result.reason as { code?: string }).code : "taken"))).toEqual(["ETIMEDOUT", "ETIMEDOUT"]);
			expect(await until("the event to be taken", () => deliver().catch(() => undefined), 20_000)).toBe(true);
			expect(await state.isUp()).toBe(true);
			expect(await state.inbox.pending()).toEqual([question]);
		} finally {
			await state.close();
		}
	});
});
