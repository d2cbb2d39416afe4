import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectOneAnswer } from "../support/expectations.ts";
import { Harness, mention, rosa, transports } from "../support/harness.ts";
import { until } from "../support/until.ts";

describe.each(transports)("over %s", (transport) => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport, ackWithinMs: 700, retryAfterMs: [] });
	});
	afterAll(() => harness.close());

	test("an event that could not be stored is not acked, and its redelivery is answered once", async () => {
		const { event, ...asked } = harness.quietly(`${mention} which experiment tracker for us?`);
		const mend = harness.failWrites("INSERT ON inbox");
		const first = await harness.slack.sendEvent(event, "Ev0STORE");
		mend();
		expect(first).toMatchObject(transport === "http" ? { acked: false, status: 500 } : { acked: false });
		await harness.bot.drained();
		expect(harness.saidIn(asked.channel)).toEqual([]);
		const second = await harness.slack.sendEvent(event, "Ev0STORE");
		expect(second.acked).toBe(true);
		await harness.bot.drained();
		expectOneAnswer(harness.repliesTo(asked));
	});

	test("a command that could not be stored fails visibly, and nothing is answered behind the asker's back", async () => {
		const channel = harness.channel();
		const mend = harness.failWrites("INSERT ON inbox");
		const { acked } = await harness.slack.command(rosa, channel, "/mlops-recommend", "which experiment tracker for us?");
		mend();
		await harness.bot.drained();
		expect(acked).toBe(false);
		expect(harness.saidIn(channel)).toEqual([]);
		expect(harness.shownTo(rosa, channel).map(({ text }) => text)).toEqual(["/mlops-recommend failed because the app did not respond."]);
	});

	test.each(["UPDATE OF finished_at ON inbox", "INSERT ON state"] as const)("a disk that fails after a command was answered (%s) does not make a second answer", async (write) => {
		const channel = harness.channel();
		const mend = harness.failWrites(write);
		await harness.slack.command(rosa, channel, "/mlops-recommend", "which experiment tracker should five researchers use on-prem?");
		await until("the question and its answer", () => harness.saidIn(channel).length === 2);
		mend();
		await harness.settled(channel);
		expect(harness.workspace.messages(channel)).toHaveLength(1);
		expect(harness.saidIn(channel)).toHaveLength(2);
	});

	test.each(["UPDATE OF finished_at ON inbox", "INSERT ON state"] as const)("a disk that fails after the answer was posted (%s) does not make a second one", async (write) => {
		const mend = harness.failWrites(write);
		const asked = harness.ask("which experiment tracker should five researchers use on-prem?");
		expect((await asked.delivered)?.acked).toBe(true);
		await until("the answer", () => harness.repliesTo(asked).length > 0);
		await until("a failure in the log", () => harness.logged.some(({ level, message }) => level === "error" && message.includes("answering failed")));
		mend();
		await harness.bot.drained();
		expectOneAnswer(harness.repliesTo(asked));
		const followUp = await harness.askAndWait("and without Kubernetes?", { channel: asked.channel, thread: asked.thread });
		expect(expectOneAnswer(followUp.answers).text).toMatch(/experiment tracker[\s\S]*on-prem/);
	});
});
