import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { connectToRedis, disconnect, type RedisClient } from "../../../src/adapters/redis/connection.ts";
import { jobKey } from "../../../src/adapters/redis/redis-inbox.ts";
import { ThreadLine } from "../../../src/adapters/redis/thread-line.ts";
import { recordingLog } from "../../fakes/recording-log.ts";
import { aQuestion } from "../../support/questions.ts";
import { describeWithRedis, RedisServer } from "../../support/redis.ts";
import { until } from "../../support/until.ts";

const lockMs = 3000;
const hour = 3_600_000;

describeWithRedis("whoever has taken a thread", () => {
	let server: RedisServer;
	let client: RedisClient;
	let line: ThreadLine;
	beforeAll(async () => {
		server = await RedisServer.start();
	});
	afterAll(() => server.remove());
	beforeEach(async () => {
		client = await connectToRedis(server.url, recordingLog(), { waits: false });
		line = new ThreadLine(client, lockMs, jobKey);
	});
	afterEach(async () => {
		vi.useRealTimers();
		line.close();
		await disconnect(client);
	});

	test("holds it for as long as a lock lasts, and not once it is let go", async () => {
		const question = aQuestion();
		const hold = await line.take(question);
		expect(line.heldFor(question.id)).toBeGreaterThan(0);
		expect(line.heldFor(question.id)).toBeLessThanOrEqual(lockMs);
		if (hold !== undefined) await line.leave(hold);
		expect(line.heldFor(question.id)).toBeLessThan(0);
	});

	test("does not believe to hold it for longer because the clock was set back, nor still where the machine has slept", async () => {
		const question = aQuestion();
		await line.take(question);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - hour });
		expect(line.heldFor(question.id)).toBeLessThanOrEqual(lockMs);
		vi.setSystemTime(Date.now() + 2 * hour);
		expect(line.heldFor(question.id)).toBeLessThan(0);
	});

	test("does not know whether it holds it once the connection is lost, until Redis says so", async () => {
		const question = aQuestion();
		await line.take(question);
		await server.kill();
		await until("the loss to be heard of", () => line.heldFor(question.id) < 0);
		await server.start();
		await until("the lock to be renewed, or gone", async () => line.heldFor(question.id) > 0 || (await line.take(question).catch(() => undefined)) !== undefined);
		expect(line.heldFor(question.id)).toBeGreaterThan(0);
	});
});
