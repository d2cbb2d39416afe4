import { afterAll, beforeAll, expect, test } from "vitest";
import { connectToRedis, disconnect } from "../../src/adapters/redis/connection.ts";
import { RedisAskedLog } from "../../src/adapters/redis/redis-asked-log.ts";
import { RedisDigests } from "../../src/adapters/redis/redis-digests.ts";
import { type Schedule, weekdays } from "../../src/core/digest/schedule.ts";
import { botUser, teamId } from "../../src/playground/workspace.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { askedAbout, projectCatalog } from "../support/digests.ts";
import { Fleet } from "../support/fleet.ts";
import { rosa } from "../support/harness.ts";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { until } from "../support/until.ts";

const minute = 60_000;

describeWithRedis("three bots on one Redis", () => {
	let redis: RedisServer;
	beforeAll(async () => {
		redis = await RedisServer.start();
	});
	afterAll(() => redis.remove());

	test("send what became due while none of them ran, each digest once", async () => {
		const client = await connectToRedis(redis.url, recordingLog(), { waits: false });
		const [digests, asked] = [new RedisDigests(client), new RedisAskedLog(client)];
		const due = new Date(Date.now() - 5 * minute);
		const schedule: Schedule = { weekday: weekdays[(due.getUTCDay() + 6) % 7] ?? "monday", hour: due.getUTCHours(), minute: due.getUTCMinutes(), zone: "UTC" };
		const channels = Array.from({ length: 12 }, (_, at) => `C0FLEET${at + 1}`);
		for (const channel of channels) {
			await digests.set({ workspace: teamId, channel, subscriber: rosa, schedule, since: 0 });
			await asked.note(askedAbout(projectCatalog(), "feature-store", { workspace: teamId, channel, isPrivate: true, at: due.getTime() - minute }));
		}
		await disconnect(client);

		const fleet = await Fleet.start(0, "socket", {});
		for (const _ of channels) fleet.channel();
		await fleet.startMore(3, "socket", { redisUrl: redis.url });
		const digestsIn = (channel: string) => fleet.workspace.messages(channel).filter(({ user }) => user === botUser.id);
		await until("every channel's digest", () => channels.every((channel) => digestsIn(channel).length > 0), 30_000);
		await new Promise((resolve) => setTimeout(resolve, 500));
		await fleet.stop();
		expect(channels.map((channel) => digestsIn(channel).length)).toEqual(channels.map(() => 1));
		expect(digestsIn(channels[0] ?? "")[0]?.text).toContain("Feature store: 1 question");
	}, 60_000);
});
