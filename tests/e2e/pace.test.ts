import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectOneAnswer } from "../support/expectations.ts";
import { Harness, transports } from "../support/harness.ts";
import { until } from "../support/until.ts";

describe.each(transports)("over %s", (transport) => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport });
		// The first answer takes longer than the others, and these tests look at the clock.
		await harness.askAndWait("hi");
	});
	afterAll(() => harness.close());

	test("one channel that has to wait does not hold up the others", async () => {
		const slow = harness.channel();
		const release = harness.disturb((method, { channel }) => (method === "chat.postMessage" && channel === slow ? { kind: "status", status: 429, retryAfter: 1 } : undefined));
		const waiting = harness.ask("hi", { channel: slow });
		await waiting.delivered;
		const other = harness.ask("hi");
		await until("the other channel's answer", () => harness.repliesTo(other).length === 1, 900);
		expect(harness.repliesTo(waiting)).toEqual([]);
		release();
		await harness.bot.drained();
		expectOneAnswer(harness.repliesTo(waiting));
	});

	test("Slack is left in peace for as long as it asked, also by what was waiting in that channel", async () => {
		const channel = harness.channel();
		const posts: number[] = [];
		harness.disturb((method, args) => {
			if (method !== "chat.postMessage" || args.channel !== channel) return undefined;
			posts.push(Date.now());
			return posts.length === 1 ? { kind: "status", status: 429, retryAfter: 2 } : undefined;
		});
		const asked = ["hi", "hello", "hey"].map((text) => harness.ask(text, { channel }));
		await Promise.all(asked.map(({ delivered }) => delivered));
		await harness.bot.drained();
		for (const one of asked) expectOneAnswer(harness.repliesTo(one));
		const [first, ...later] = posts as [number, ...number[]];
		// The second may have left together with the first.
		expect(later.filter((at) => at - first > 200 && at - first < 1950)).toEqual([]);
	});

	test("a flood in one channel does not hold up another", async () => {
		const busy = harness.channel();
		const flood = Array.from({ length: 24 }, () => harness.ask("hi", { channel: busy }));
		await Promise.all(flood.map(({ delivered }) => delivered));
		const other = harness.ask("hi");
		await until("the other channel's answer", () => harness.repliesTo(other).length === 1, 900);
		expect(flood.filter((one) => harness.repliesTo(one).length === 0).length).toBeGreaterThan(10);
	});

	test("what a flood left waiting is answered after a restart, in Slack's pace and once", async () => {
		const channel = harness.channel();
		const flood = Array.from({ length: 7 }, () => harness.ask("hi", { channel }));
		await Promise.all(flood.map(({ delivered }) => delivered));
		await harness.stopBot();
		const left = flood.filter((one) => harness.repliesTo(one).length === 0);
		expect(left.length).toBeGreaterThan(0);
		await harness.startBot();
		await until("all answers", () => flood.every((one) => harness.repliesTo(one).length > 0), 15_000);
		for (const one of flood) expectOneAnswer(harness.repliesTo(one));
	});
});
