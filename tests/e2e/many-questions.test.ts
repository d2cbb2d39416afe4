import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectOneAnswer } from "../support/expectations.ts";
import { emil, Harness, rosa, transports } from "../support/harness.ts";
import { until } from "../support/until.ts";

describe.each(transports)("over %s", (transport) => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport, settings: { questionsPerUser: 3 } });
	});
	afterAll(() => harness.close());

	test("who asks more than one person may gets a calm word for themselves, and everybody else their answers", async () => {
		const channel = harness.channel();
		const asked = Array.from({ length: 5 }, () => harness.ask("which experiment tracker for us?", { channel, user: rosa }));
		const other = harness.ask("which feature store for us?", { channel, user: emil });
		await Promise.all([...asked, other].map(({ delivered }) => delivered));
		await harness.bot.drained();
		for (const one of [...asked.slice(0, 3), other]) expectOneAnswer(harness.repliesTo(one));
		for (const one of asked.slice(3)) expect(harness.repliesTo(one)).toEqual([]);
		const told = harness.shownTo(rosa, channel).filter(({ text }) => text.startsWith("3 questions in ten minutes"));
		expect(told).toHaveLength(2);
		expect(told[0]?.text).toMatch(/again in \d+ minutes\.$/);
		expect(harness.shownTo(emil, channel)).toEqual([]);
		expect(harness.inbox().every(({ finished }) => finished)).toBe(true);

		await harness.slack.command(rosa, channel, "/mlops-recommend", "which experiment tracker for us?");
		await harness.bot.drained();
		expect(harness.shownTo(rosa, channel).filter(({ text }) => text.startsWith("3 questions in ten minutes"))).toHaveLength(3);
		expect(harness.workspace.messages(channel)).toHaveLength(6);
	});

	test("who has to wait is told where they stand, and gets one answer", async () => {
		const channel = harness.channel();
		const people = Array.from({ length: 14 }, (_, at) => `U0WAIT${transport.toUpperCase()}${at}`);
		for (const user of people) {
			harness.workspace.users.set(user, { id: user, name: user, real_name: user, title: "", tz: "UTC", is_bot: false });
			harness.workspace.channels.get(channel)?.members.add(user);
		}
		const asked = people.map((user) => harness.ask("hi", { channel, user }));
		await until("all answers", () => asked.every((one) => harness.repliesTo(one).length > 0), 18_000);
		for (const one of asked) expectOneAnswer(harness.repliesTo(one));
		const told = people.flatMap((user) => harness.shownTo(user, channel));
		expect(told.length).toBeGreaterThan(0);
		expect(told.every(({ text }) => /ahead of yours|next in this channel/.test(text))).toBe(true);
	});
});
