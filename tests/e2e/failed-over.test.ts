import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connectToRedis, disconnect } from "../../src/adapters/redis/connection.ts";
import { QuestionWorker } from "../../src/adapters/redis/question-worker.ts";
import { jobKey, RedisInbox } from "../../src/adapters/redis/redis-inbox.ts";
import { ThreadLine } from "../../src/adapters/redis/thread-line.ts";
import type { AskedQuestion } from "../../src/ports.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { aQuestion } from "../support/questions.ts";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { temporaryDir } from "../support/temporary-dir.ts";
import { until } from "../support/until.ts";

/** A process on a Redis: what it was given to answer. */
async function open(redis: RedisServer) {
	const log = recordingLog();
	const client = await connectToRedis(redis.url, log, { waits: false });
	const waiting = await connectToRedis(redis.url, log, { waits: true });
	const line = new ThreadLine(client, 20_000, jobKey);
	const inbox = new RedisInbox(client, line, { takeoverMs: 3000 });
	const attempts: string[] = [];
	const attempt = async ({ id }: AskedQuestion): Promise<{ done: true }> => {
		attempts.push(id);
		await inbox.finish(id);
		return { done: true };
	};
	let worker: QuestionWorker | undefined;
	return {
		inbox,
		attempts,
		work: (): void => {
			worker = new QuestionWorker({ client: waiting, inbox, line, holds: 4, silentMs: 10_000, attempt, recovered: (question) => question, log });
		},
		isOver: async (): Promise<boolean> => (await inbox.queue.getJobCountByTypes("wait", "active", "delayed", "failed").catch(() => 1)) === 0,
		close: async (): Promise<void> => {
			await worker?.abandon();
			line.close();
			await inbox.close();
			for (const one of [client, waiting]) await disconnect(one);
		},
	};
}

describeWithRedis("a server that takes over without the last writes", () => {
	test("brings a question again that was answered, and nobody answers it twice", { timeout: 60_000 }, async () => {
		const redis = await RedisServer.start();
		const kept = temporaryDir();
		const written = join(redis.dir, "appendonlydir");
		const [one, other] = [await open(redis), await open(redis)];
		try {
			const [answered, unanswered] = [aQuestion(), aQuestion()];
			for (const question of [answered, unanswered]) await one.inbox.accept({ eventId: question.id, question });
			// What the one that takes over knows: both questions wait, and nobody has begun them.
			cpSync(written, join(kept.path, "aof"), { recursive: true });
			await one.inbox.finish(answered.id);
			await redis.kill();
			rmSync(written, { recursive: true });
			cpSync(join(kept.path, "aof"), written, { recursive: true });
			await redis.start();
			// The one that did not answer it, and knows nothing of it, takes both.
			other.work();
			await until("an end to both", async () => other.attempts.length > 0 && (await other.isOver()), 30_000);
			expect(other.attempts).toEqual([unanswered.id]);
			expect(await other.inbox.accept({ eventId: "Ev2", question: answered })).toBe(false);
		} finally {
			for (const { close } of [one, other]) await close();
			await redis.remove();
			kept.remove();
		}
	});
});
