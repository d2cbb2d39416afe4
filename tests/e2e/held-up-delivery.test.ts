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
		const [inbox, slow] = [new RedisInbox(client, line), new RedisInbox(client, heldUp, { acceptWithinMs: 60_000 })];
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

	test("answer it once, also where the queue takes a job for left behind whose process is still at work on it", { timeout: 60_000 }, async () => {
		const log = recordingLog();
		const attempts: string[] = [];
		let goOn = (): void => {};
		const mayGoOn = new Promise<void>((resolve) => {
			goOn = resolve;
		});
		const open = async (name: string) => {
			const client = await connectToRedis(server.url, log, { waits: false });
			const waiting = await connectToRedis(server.url, log, { waits: true });
			const line = new ThreadLine(client, 20_000, jobKey);
			const inbox = new RedisInbox(client, line);
			const attempt = async ({ id }: AskedQuestion): Promise<{ done: true }> => {
				attempts.push(name);
				await mayGoOn;
				await inbox.finish(id);
				return { done: true };
			};
			const worker = new QuestionWorker({ client: waiting, inbox, line, holds: 4, silentMs: 600, attempt, recovered: (question) => question, log });
			const close = async (): Promise<void> => {
				await worker.close();
				line.close();
				await inbox.close();
				for (const one of [client, waiting]) await disconnect(one);
			};
			return { client, inbox, close };
		};
		const processes = [await open("one"), await open("other")] as const;
		const [{ client, inbox }] = processes;
		try {
			const question = aQuestion();
			await inbox.accept({ eventId: "Ev2", question });
			await until("its beginning", () => attempts.length === 1);
			// What the queue knows of the process that works on it is gone, as after a pause that was too long.
			await client.del(`${jobKey(question.id)}:lock`);
			await until("the queue to bring it again", async () => Number(await client.hGet(jobKey(question.id), "stc")) > 0, 20_000);
			await until("whoever is brought it to find its thread taken", async () => (await inbox.queue.getJobCountByTypes("delayed")) > 0);
			goOn();
			await until("its end", async () => (await inbox.queue.getJobCountByTypes("wait", "active", "delayed", "failed")) === 0);
			expect(attempts).toHaveLength(1);
			expect(await inbox.accept({ eventId: "Ev3", question })).toBe(false);
		} finally {
			goOn();
			for (const { close } of processes) await close();
		}
	});
});
