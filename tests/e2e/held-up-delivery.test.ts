import { afterAll, beforeAll, expect, test } from "vitest";
import { connectToRedis, disconnect } from "../../src/adapters/redis/connection.ts";
import { QuestionWorker } from "../../src/adapters/redis/question-worker.ts";
import { jobKey, RedisInbox } from "../../src/adapters/redis/redis-inbox.ts";
import { ThreadLine } from "../../src/adapters/redis/thread-line.ts";
import type { AskedQuestion } from "../../src/ports.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { aQuestion } from "../support/questions.ts";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { until } from "../support/until.ts";

describeWithRedis("two processes that are brought the same message", () => {
	let server: RedisServer;
	beforeAll(async () => {
		server = await RedisServer.start();
	});
	afterAll(() => server.remove());

	test("answer it once, also where one is held up in accepting it until the other has answered", async () => {
		const log = recordingLog();
		const client = await connectToRedis(server.url, log, { waits: false });
		const waiting = await connectToRedis(server.url, log, { waits: true });
		let goOn = (): void => {};
		let held = (): void => {};
		const isHeld = new Promise<void>((resolve) => {
			held = resolve;
		});
		/** Between looking whether a message is known and lining it up. */
		class HeldUp extends ThreadLine {
			override async join(question: AskedQuestion): Promise<void> {
				held();
				await new Promise<void>((resolve) => {
					goOn = resolve;
				});
				await super.join(question);
			}
		}
		const line = new ThreadLine(client, 20_000, jobKey);
		const heldUp = new HeldUp(client, 20_000, jobKey);
		const [inbox, slow] = [new RedisInbox(client, line), new RedisInbox(client, heldUp, 60_000)];
		const attempts: string[] = [];
		const attempt = async ({ id }: AskedQuestion): Promise<{ done: true }> => {
			attempts.push(id);
			await inbox.finish(id);
			return { done: true };
		};
		const worker = new QuestionWorker({ client: waiting, inbox, line, holds: 4, silentMs: 10_000, attempt, recovered: (question) => question, log });
		try {
			const question = aQuestion();
			const accepting = slow.accept({ eventId: "Ev1", question });
			await isHeld;
			expect(await inbox.accept({ eventId: "Ev1", question })).toBe(true);
			const isOver = async () => (await inbox.queue.getJobCountByTypes("wait", "active", "delayed")) === 0;
			await until("the answer", async () => attempts.length > 0 && (await isOver()));
			goOn();
			expect(await accepting).toBe(false);
			await until("its end", isOver);
			expect(attempts).toEqual([question.id]);
		} finally {
			await worker.close();
			for (const one of [line, heldUp]) one.close();
			for (const one of [inbox, slow]) await one.close();
			for (const one of [client, waiting]) await disconnect(one);
		}
	});
});
