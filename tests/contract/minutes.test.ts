import { describe, expect, test } from "vitest";
import { connectToRedis, disconnect } from "../../src/adapters/redis/connection.ts";
import { sharedMinutes } from "../../src/adapters/redis/minute-scheduler.ts";
import { everyMinute } from "../../src/adapters/schedule/every-minute.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { until } from "../support/until.ts";

/** What ticks each minute ticks each second here. */
const eachSecond = "* * * * * *";
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Counts, and fails now and then, as a tick that can't reach its state does. */
function counter(): { count: number; tick: () => Promise<void> } {
	const counted = {
		count: 0,
		tick: async () => {
			counted.count++;
			if (counted.count === 2) throw new Error("the state can't be read");
		},
	};
	return counted;
}

describe("the embedded clock", () => {
	test("ticks at once, then each time, also after a tick that failed, until it is stopped", async () => {
		const counted = counter();
		const log = recordingLog();
		const clock = everyMinute(counted.tick, log, eachSecond);
		await until("the first tick", () => counted.count === 1, 500);
		await until("four ticks", () => counted.count >= 4);
		clock.stop();
		const count = counted.count;
		await pause(1500);
		expect(counted.count).toBe(count);
		expect(log.entries.map(({ level, message }) => [level, message])).toEqual([["error", "a tick failed"]]);
	});
});

describeWithRedis("the clock that several processes share", () => {
	test("ticks in each of them at once, then each time in one of them, also when another is gone", async () => {
		const server = await RedisServer.start();
		const log = recordingLog();
		const clients = await Promise.all([1, 2].map(() => connectToRedis(server.url, log, { waits: true })));
		const counts = [0, 0];
		const clocks = clients.map((client, at) =>
			sharedMinutes(client, eachSecond)(async () => {
				counts[at] = (counts[at] ?? 0) + 1;
			}, log),
		);
		const total = () => (counts[0] ?? 0) + (counts[1] ?? 0);
		await until("both to have begun", () => total() >= 2, 1000);
		const before = total();
		await pause(4000);
		const ticks = total() - before;
		expect(ticks).toBeGreaterThanOrEqual(2);
		expect(ticks).toBeLessThanOrEqual(6);
		await clocks[0]?.stop();
		const alone = counts[1] ?? 0;
		await until("the other to go on", () => (counts[1] ?? 0) >= alone + 2);
		await clocks[1]?.stop();
		for (const client of clients) await disconnect(client);
		await server.remove();
	});
});
