import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { connectToRedis, disconnect } from "../../src/adapters/redis/connection.ts";
import { jobKey, RedisInbox } from "../../src/adapters/redis/redis-inbox.ts";
import { ThreadLine } from "../../src/adapters/redis/thread-line.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { expectOneAnswer } from "../support/expectations.ts";
import { Fleet } from "../support/fleet.ts";
import { mention, rosa } from "../support/harness.ts";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { temporaryDir } from "../support/temporary-dir.ts";
import { until } from "../support/until.ts";

describeWithRedis("a server that takes over without the last writes", () => {
	test("brings a question again that was answered, and it is not answered twice", { timeout: 40_000 }, async () => {
		const redis = await RedisServer.start();
		const kept = temporaryDir();
		const fleet = await Fleet.start(0, "socket", {});
		const channel = fleet.channel();
		const text = `${mention} which experiment tracker should five researchers use on-prem?`;
		const { ts } = fleet.quietly(text, channel);
		const client = await connectToRedis(redis.url, recordingLog(), { waits: false });
		const line = new ThreadLine(client, 20_000, jobKey);
		const inbox = new RedisInbox(client, line);
		await inbox.accept({
			eventId: "Ev1",
			question: { id: `T0LOCAL.${channel}.${ts}`, kind: "mention", workspace: "T0LOCAL", channel, user: rosa, text, ts, threadTs: ts, receivedAt: Date.now() },
		});
		line.close();
		await inbox.close();
		await disconnect(client);
		const written = join(redis.dir, "appendonlydir");
		try {
			// What the one that takes over knows: the question waits, and nobody has begun it.
			cpSync(written, join(kept.path, "aof"), { recursive: true });
			await fleet.startMore(1, "socket", { redisUrl: redis.url });
			const [bot] = fleet.bots;
			await bot?.drained();
			expectOneAnswer(fleet.repliesIn(channel, ts));
			await redis.kill();
			rmSync(written, { recursive: true });
			cpSync(join(kept.path, "aof"), written, { recursive: true });
			await redis.start();
			await until("the question to come again", () => fleet.logged[0]?.some(({ message }) => message.startsWith("answer found")), 20_000);
			expectOneAnswer(fleet.repliesIn(channel, ts));
		} finally {
			await fleet.stop();
			await redis.remove();
			kept.remove();
		}
	});
});
