import { describe, expect, test } from "vitest";
import { ChannelPace } from "../../src/adapters/slack/channel-pace.ts";
import { manualClock } from "../fakes/manual-clock.ts";

/** A pace, and the names of the turns that have come. */
function openPace() {
	const clock = manualClock();
	const pace = new ChannelPace(clock);
	const came: string[] = [];
	const ask = (name: string, channel = "C0A"): void => void pace.turn(channel).then(() => came.push(name));
	const pass = async (ms: number): Promise<void> => {
		clock.advance(ms);
		for (let turn = 0; turn < 50; turn++) await Promise.resolve();
	};
	return { pace, came, ask, pass };
}

describe("the pace of posts in a channel", () => {
	test("a few go at once, then one each second, in the order in which they came", async () => {
		const { came, ask, pass } = openPace();
		for (const name of "abcdef") ask(name);
		await pass(0);
		expect(came.join("")).toBe("abcd");
		await pass(999);
		expect(came.join("")).toBe("abcd");
		await pass(1);
		expect(came.join("")).toBe("abcde");
		await pass(1000);
		expect(came.join("")).toBe("abcdef");
	});

	test("goes on at once where the machine's clock is set back by an hour", async () => {
		const { came, ask, pass } = openPace();
		for (const name of "abcd") ask(name);
		await pass(0);
		await pass(-3_600_000);
		ask("e");
		await pass(1000);
		expect(came.join("")).toBe("abcde");
	});

	test("another channel has a pace of its own", async () => {
		const { came, ask, pass } = openPace();
		for (const name of "abcdef") ask(name);
		ask("x", "C0B");
		await pass(0);
		expect(came).toContain("x");
		expect(came).not.toContain("e");
	});

	test("what Slack asked to wait is waited for, by those who had their turn already and by those who come", async () => {
		const { pace, came, ask, pass } = openPace();
		for (const name of "abcde") ask(name);
		await pass(0);
		pace.hold("C0A", 5000);
		ask("f");
		await pass(4999);
		expect(came.join("")).toBe("abcd");
		await pass(1);
		expect(came.join("")).toBe("abcdef");
	});

	test("a channel that was held while it was quiet is held as well", async () => {
		const { pace, came, ask, pass } = openPace();
		pace.hold("C0A", 3000);
		ask("a");
		ask("x", "C0B");
		await pass(0);
		expect(came).toEqual(["x"]);
		await pass(3000);
		expect(came).toEqual(["x", "a"]);
	});

	test("after a while without posts a few may go at once again", async () => {
		const { came, ask, pass } = openPace();
		for (const name of "abcd") ask(name);
		await pass(0);
		await pass(60_000);
		for (const name of "efgh") ask(name);
		await pass(0);
		expect(came.join("")).toBe("abcdefgh");
	});
});
