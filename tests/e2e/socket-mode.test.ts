import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectOneAnswer } from "../support/expectations.ts";
import { Harness, mention } from "../support/harness.ts";
import { until } from "../support/until.ts";

const question = "which experiment tracker should five researchers use on-prem?";

describe("Socket Mode", () => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport: "socket" });
	});
	afterAll(() => harness.close());

	test("a connection that Slack refreshes is made again, and nothing is lost", async () => {
		const asked = [];
		for (let round = 0; round < 3; round++) {
			const before = [harness.ask(question), harness.ask("hi")];
			harness.slack.delivery.disconnectAll();
			asked.push(...before, harness.ask(question));
			await until("the connection", () => harness.slack.delivery.connected > 0);
		}
		await Promise.all(asked.map(async ({ delivered }) => expect((await delivered)?.acked).toBe(true)));
		await harness.bot.drained();
		for (const one of asked) expectOneAnswer(harness.repliesTo(one));
	});

	test("a disconnect between the ack and the answer changes nothing", async () => {
		const channel = harness.channel();
		harness.disturbOnce("chat.postMessage", channel, { kind: "delay", ms: 300 });
		const asked = harness.ask(question, { channel });
		await asked.delivered;
		harness.slack.delivery.disconnectAll();
		await harness.bot.drained();
		expectOneAnswer(harness.repliesTo(asked));
		await until("the connection", () => harness.slack.delivery.connected > 0);
	});

	test.each([
		["apps.connections.open answers with an error", "apps.connections.open"],
		["the WebSocket is refused", "socket"],
	])("where reconnecting fails again and again since %s, it is tried again calmly, and then nothing is lost", async (_, method) => {
		let tries = 0;
		const mend = harness.disturb((called) => {
			if (called !== method) return undefined;
			tries++;
			return { kind: "reset" };
		});
		const started = Date.now();
		harness.slack.delivery.disconnectAll();
		await until("three failed tries", () => tries >= 3);
		const took = Date.now() - started;
		mend();
		const written = harness.quietly(`${mention} ${question}`);
		await until("the connection", () => harness.slack.delivery.connected > 0);
		expect((await harness.slack.sendEvent(written.event)).acked).toBe(true);
		await harness.bot.drained();
		expectOneAnswer(harness.repliesTo(written));
		// 200, 400 and 800 ms apart: more tries at once would mean that each failure starts two.
		expect(tries).toBe(3);
		expect(took).toBeGreaterThan(1300);
		expect(harness.slack.delivery.connected).toBe(1);
	});

	test("a bot that is stopped while it reconnects stays away", async () => {
		harness.slack.delivery.disconnectAll();
		await harness.stopBot();
		await until("no connection", () => harness.slack.delivery.connected === 0);
		const opened = harness.slack.calls.filter(({ method }) => method === "apps.connections.open").length;
		const written = harness.quietly(`${mention} ${question}`);
		const { acked } = await harness.slack.sendEvent(written.event);
		expect(acked).toBe(false);
		expect(harness.slack.calls.filter(({ method }) => method === "apps.connections.open").length).toBe(opened);
		await harness.startBot();
		expect((await harness.slack.sendEvent(written.event)).acked).toBe(true);
		await harness.bot.drained();
		expectOneAnswer(harness.repliesTo(written));
	});

	test("a bot that is stopped in the middle of connecting does not come back", async () => {
		let [opening, connecting] = [false, false];
		const mend = harness.disturb((method) => {
			if (method === "socket") connecting = true;
			if (method !== "apps.connections.open") return undefined;
			opening = true;
			return { kind: "delay", ms: 300 };
		});
		harness.slack.delivery.disconnectAll();
		await until("it to connect again", () => opening);
		await harness.stopBot();
		await until("the connection that was under way", () => connecting);
		await until("an end to it", () => harness.slack.delivery.connected === 0, 2000);
		mend();
		await harness.startBot();
		expect(harness.slack.delivery.connected).toBe(1);
	});
});
