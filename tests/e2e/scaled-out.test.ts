import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fault } from "../../src/playground/loopback-slack.ts";
import { ChildBot } from "../support/child-bot.ts";
import { expectOneAnswer } from "../support/expectations.ts";
import { Fleet } from "../support/fleet.ts";
import { mention, rosa, transports } from "../support/harness.ts";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { temporaryDir } from "../support/temporary-dir.ts";
import { until } from "../support/until.ts";

const question = `${mention} which experiment tracker should five researchers use on-prem?`;

describeWithRedis("several bots on one Redis", () => {
	let redis: RedisServer;
	beforeAll(async () => {
		redis = await RedisServer.start();
	});
	afterAll(() => redis.remove());

	describe.each(transports)("over %s", (transport) => {
		let fleet: Fleet;
		const faults = new Map<string, Fault[]>();
		beforeAll(async () => {
			fleet = await Fleet.start(3, transport, { redisUrl: redis.url }, (method, { channel }) => (method === "chat.postMessage" ? faults.get(String(channel))?.shift() : undefined));
		});
		afterAll(() => fleet.stop());

		const drained = async (): Promise<void> => {
			await Promise.all(fleet.bots.map((bot) => bot.drained()));
		};

		test("a question that reaches all of them, under several event ids, is answered once", async () => {
			const channel = fleet.channel();
			const event = fleet.quietly(question, channel);
			const results = await Promise.all(["Ev1", "Ev1", "Ev2", "Ev3", "Ev1", "Ev2"].map((id) => fleet.slack.sendEvent(event, `${id}.${transport}`)));
			expect(results.every(({ acked }) => acked)).toBe(true);
			await drained();
			expectOneAnswer(fleet.repliesIn(channel, event.ts));
			await fleet.slack.sendEvent(event, `Ev4.${transport}`);
			await drained();
			expectOneAnswer(fleet.repliesIn(channel, event.ts));
		});

		test("many questions are shared among them, and each is answered once", async () => {
			const asked = Array.from({ length: 60 }, () => {
				const channel = fleet.channel();
				return { channel, event: fleet.quietly(question, channel) };
			});
			await Promise.all(asked.map(({ event }) => fleet.slack.sendEvent(event)));
			await drained();
			for (const { channel, event } of asked) expectOneAnswer(fleet.repliesIn(channel, event.ts));
			const answered = fleet.logged.map((entries) => entries.filter(({ message }) => message === "answered").length);
			expect(answered.filter((count) => count > 5)).toHaveLength(3);
		});

		test("those of one thread are answered in the order in which they were asked, whoever takes them, also where one has to wait", async () => {
			const channel = fleet.channel();
			const first = fleet.quietly(question, channel);
			const events = [first, ...["and without Kubernetes?", "and in our own cloud?", "and for ten people?", "and in Python?"].map((text) => fleet.quietly(`${mention} ${text}`, channel, first.ts))];
			faults.set(channel, [{ kind: "status", status: 429, retryAfter: 2 }]);
			for (const event of events) await fleet.slack.sendEvent(event);
			await drained();
			const replies = fleet.repliesIn(channel, first.ts);
			expect(replies.map(({ metadata }) => String(metadata?.event_payload.question_id).split(".").slice(2).join("."))).toEqual(events.map(({ ts }) => ts));
		});

		test("a command that reaches one of them is posted and answered once", async () => {
			const channel = fleet.channel();
			faults.set(channel, [{ kind: "lost_response" }, { kind: "lost_response" }]);
			expect((await fleet.slack.command(rosa, channel, "/mlops-recommend", "which experiment tracker for us?")).acked).toBe(true);
			await drained();
			const [asked] = fleet.workspace.messages(channel);
			expect(fleet.workspace.messages(channel)).toHaveLength(1);
			expectOneAnswer(fleet.repliesIn(channel, asked?.ts ?? "").slice(1));
		});

		test("what a thread remembers is known to all of them", async () => {
			const channel = fleet.channel();
			const first = fleet.quietly(question, channel);
			await fleet.slack.sendEvent(first);
			await drained();
			for (const text of ["and without Kubernetes?", "and open source?", "and for ten people?"]) {
				const event = fleet.quietly(`${mention} ${text}`, channel, first.ts);
				await fleet.slack.sendEvent(event);
				await drained();
			}
			const replies = fleet.repliesIn(channel, first.ts);
			expect(replies).toHaveLength(4);
			for (const { text } of replies) expect(text).toMatch(/experiment tracker[\s\S]*on-prem/);
		});

		test("a Redis that dies and comes back loses nothing that was acked", async () => {
			const asked = Array.from({ length: 20 }, () => {
				const channel = fleet.channel();
				faults.set(channel, [{ kind: "delay", ms: 200 }]);
				return { channel, event: fleet.quietly(question, channel) };
			});
			const deliveries = asked.map(({ event }) => fleet.slack.sendEvent(event));
			await new Promise((resolve) => setTimeout(resolve, 60));
			await redis.kill();
			await new Promise((resolve) => setTimeout(resolve, 300));
			await redis.start();
			for (const { acked } of await Promise.all(deliveries)) expect(acked).toBe(true);
			await until("all answers", () => asked.every(({ channel, event }) => fleet.repliesIn(channel, event.ts).length > 0), 30_000);
			await drained();
			for (const { channel, event } of asked) expectOneAnswer(fleet.repliesIn(channel, event.ts));
		}, 60_000);

		test("one that is stopped hands back what it had not begun, and the others answer it", async () => {
			const channel = fleet.channel();
			const asked = Array.from({ length: 12 }, () => fleet.quietly(`${mention} hi`, channel));
			await Promise.all(asked.map((event) => fleet.slack.sendEvent(event)));
			await fleet.bots[2]?.stop();
			await until("all answers", () => asked.every(({ ts }) => fleet.repliesIn(channel, ts).length > 0), 18_000);
			for (const { ts } of asked) expectOneAnswer(fleet.repliesIn(channel, ts));
		});
	});

	test("what one had begun when it was killed is answered by another, once", async () => {
		const dir = temporaryDir();
		let held: Fault[] = [];
		const fleet = await Fleet.start(0, "socket", {}, (method) => (method === "chat.postMessage" ? held.shift() : undefined));
		const settings = {
			SLACK_BOT_TOKEN: fleet.slack.tokens.bot,
			SLACK_APP_TOKEN: fleet.slack.tokens.app,
			SLACK_API_URL: fleet.slack.apiUrl,
			REDIS_URL: redis.url,
			DATA_DIR: dir.path,
			LATE_POST_SECONDS: "1",
			QUESTIONS_PER_USER: "0",
		};
		const first = await new ChildBot(settings).ready();
		const asked = [
			{ fault: { kind: "lost_response", afterMs: 3000 } as const, there: 1 },
			{ fault: { kind: "reset", afterMs: 3000 } as const, there: 0 },
		].map(({ fault, there }) => {
			const channel = fleet.channel();
			held.push(fault);
			return { channel, there, event: fleet.quietly(question, channel) };
		});
		for (const { event } of asked) expect((await fleet.slack.sendEvent(event)).acked).toBe(true);
		await until("both posts", () => held.length === 0);
		await new Promise((resolve) => setTimeout(resolve, 100));
		held = [];
		await first.end("SIGKILL");
		for (const { channel, event, there } of asked) expect(fleet.repliesIn(channel, event.ts)).toHaveLength(there);
		const second = await new ChildBot(settings).ready();
		await until("both answers", () => asked.every(({ channel, event }) => fleet.repliesIn(channel, event.ts).length > 0), 45_000);
		await until("an end", async () => second.stderr.split("\n").filter((line) => /"msg":"answer(?:ed| found)/.test(line)).length === 2, 45_000);
		for (const { channel, event } of asked) expectOneAnswer(fleet.repliesIn(channel, event.ts));
		expect(await second.end("SIGTERM")).toBe(0);
		await fleet.stop();
		dir.remove();
	}, 90_000);

	test("a Redis that does not answer is said at the start, without its password", async () => {
		const bot = new ChildBot({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1", REDIS_URL: "redis://:secret@127.0.0.1:1/0" });
		expect(await bot.ended()).toBe(1);
		expect(bot.stderr.trim()).toMatch(/^REDIS_URL: expected a Redis that answers at 127\.0\.0\.1:1, got ECONNREFUSED/);
		expect(bot.stderr).not.toContain("secret");
	});
});
