import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blockText, expectCalm, expectOneAnswer } from "../support/expectations.ts";
import { emil, Harness, rosa, transports } from "../support/harness.ts";

const question = "which experiment tracker should five researchers use on-prem, no Kubernetes?";

describe.each(transports)("over %s", (transport) => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport });
	});
	afterAll(() => harness.close());

	test("a mention in a channel is answered once, in its thread", async () => {
		const asked = await harness.askAndWait(question);
		const answer = expectOneAnswer(asked.answers);
		expect(answer.thread_ts).toBe(asked.ts);
		expect(harness.saidIn(asked.channel)).toEqual([answer]);
	});

	test("an answer has blocks, and a text that says all of it to a screen reader", async () => {
		const { answers } = await harness.askAndWait(question);
		const answer = expectOneAnswer(answers);
		const names = [...blockText(answer).matchAll(/\*\d · (.+?)\*/g)].map(([, name]) => name ?? "");
		expect(names.length).toBeGreaterThan(0);
		for (const name of names) expect(answer.text).toContain(name);
		expect(answer.text.match(/Trade-off: /g)).toHaveLength(names.length);
		expect(answer.text).toMatch(/\[1\] https:\/\//);
		expect(answer.text).toContain("no Kubernetes");
	});

	test("who says nothing of themselves is answered by their profile title", async () => {
		const { answers } = await harness.askAndWait("which vector database?");
		expect(expectOneAnswer(answers).text).toContain("For researchers (from your title, “Research Scientist”)");
	});

	test("a mention inside a thread is answered in that thread", async () => {
		const channel = harness.channel();
		const parent = harness.workspace.post(channel, { user: emil, text: "we keep losing track of our runs" });
		const asked = await harness.askAndWait(question, { channel, thread: parent.ts });
		expect(expectOneAnswer(asked.answers).thread_ts).toBe(parent.ts);
	});

	test("a follow-up keeps the need: constraints add up, and nothing is asked twice", async () => {
		const first = await harness.askAndWait("which experiment tracker should five researchers use on-prem?");
		expect(expectOneAnswer(first.answers).text).not.toContain("no Kubernetes");
		const second = await harness.askAndWait("and without Kubernetes?", { channel: first.channel, thread: first.ts });
		const { text } = expectOneAnswer(second.answers);
		expect(text.split("\n")[0]).toContain("experiment tracker");
		expect(text).toContain("on-prem");
		expect(text).toContain("no Kubernetes");
		expect(text).toContain("For researchers");
	});

	test("the same words in another thread start from nothing", async () => {
		const first = await harness.askAndWait(question);
		const other = await harness.askAndWait("and without Kubernetes?", { channel: first.channel });
		expect(expectOneAnswer(other.answers).text).not.toContain("on-prem");
	});

	test("a slash command posts the question for the channel to see, and answers in its thread", async () => {
		const channel = harness.channel();
		const { acked } = await harness.slack.command(rosa, channel, "/mlops-recommend", question);
		await harness.bot.drained();
		expect(acked).toBe(true);
		const [asked, ...others] = harness.workspace.messages(channel);
		expect(others).toEqual([]);
		expect(asked?.text).toContain(`<@${rosa}>`);
		expect(asked?.text).toContain(question);
		const [, ...answers] = harness.saidIn(channel);
		expect(expectOneAnswer(answers).thread_ts).toBe(asked?.ts);
		expect(harness.shownTo(rosa, channel)).toEqual([]);
	});

	test("a follow-up in a command's thread keeps the need too", async () => {
		const channel = harness.channel();
		await harness.slack.command(rosa, channel, "/mlops-recommend", "which experiment tracker should five researchers use on-prem?");
		await harness.bot.drained();
		const thread = harness.workspace.messages(channel)[0]?.ts ?? "";
		const { answers } = await harness.askAndWait("and without Kubernetes?", { channel, thread });
		expect(expectOneAnswer(answers).text).toMatch(/experiment tracker[\s\S]*no Kubernetes/);
	});

	test("what a command was asked pings nobody", async () => {
		const channel = harness.channel();
		await harness.slack.command(rosa, channel, "/mlops-recommend", "<!channel> <@U0ENGINEER> which experiment tracker for us?");
		await harness.bot.drained();
		const [asked, answer] = harness.saidIn(channel);
		expect(asked?.text).not.toMatch(/<!channel>|<@U0ENGINEER>/);
		expect(asked?.text).toContain(`<@${rosa}>`);
		expect(answer).toBeDefined();
	});

	test("a command's question reads as it was typed, however Slack hands it over", async () => {
		const channel = harness.channel();
		await harness.slack.command(rosa, channel, "/mlops-recommend", "which tracker for R&amp;D, &lt;5 people?");
		await harness.slack.command(rosa, channel, "/mlops-recommend", "which tracker for R&D, <5 people?");
		await harness.bot.drained();
		const said = harness.workspace.messages(channel).map(({ text }) => text);
		expect(said).toHaveLength(2);
		for (const text of said) expect(text).toContain("which tracker for R&amp;D, &lt;5 people?");
	});

	test.each(["help", "", "  ", "Help!"])("the command with %j shows how to ask, to the asker alone", async (text) => {
		const channel = harness.channel();
		await harness.slack.command(rosa, channel, "/mlops-recommend", text);
		await harness.bot.drained();
		const [shown, ...others] = harness.shownTo(rosa, channel);
		expect(others).toEqual([]);
		expect(shown?.text).toContain("/mlops-recommend");
		expectCalm(shown!);
		expect(harness.saidIn(channel)).toEqual([]);
	});

	test("in a channel that the bot is not in, a command's asker gets the answer privately, with how to invite it", async () => {
		const channel = harness.channel({ withBot: false });
		const { acked } = await harness.slack.command(rosa, channel, "/mlops-recommend", question);
		await harness.bot.drained();
		expect(acked).toBe(true);
		const [shown, ...others] = harness.shownTo(rosa, channel);
		expect(others).toEqual([]);
		expectCalm(shown!);
		expect(shown?.text).toContain("experiment tracker");
		expect(shown?.text).toContain("/invite @mlops-recommend");
		expect(blockText(shown!)).toContain("/invite @mlops-recommend");
		expect(harness.saidIn(channel)).toEqual([]);
		expect(harness.shownTo(emil, channel)).toEqual([]);
	});

	test("twenty people who ask at once in twenty channels each get their answer", async () => {
		const asked = Array.from({ length: 20 }, () => harness.ask(question));
		await Promise.all(asked.map(({ delivered }) => delivered));
		await harness.bot.drained();
		for (const one of asked) expectOneAnswer(harness.repliesTo(one));
	});

	test("of what is answered the inbox keeps no text, and the log never held any", async () => {
		const asked = await harness.askAndWait("which feature store? our secret project is called Zanzibar");
		expectOneAnswer(asked.answers);
		const kept = harness.inbox();
		expect(kept.length).toBeGreaterThan(0);
		expect(kept.filter(({ finished, question }) => !finished || question !== null)).toEqual([]);
		expect(JSON.stringify(kept)).not.toContain("Zanzibar");
		expect(JSON.stringify(harness.logged)).not.toContain("Zanzibar");
		expect(harness.logged.filter(({ level }) => level === "error")).toEqual([]);
	});
});
