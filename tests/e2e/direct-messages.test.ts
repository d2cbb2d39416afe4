import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { blockText, expectOneAnswer } from "../support/expectations.ts";
import { emil, Harness, rosa, transports } from "../support/harness.ts";

const question = "which experiment tracker should five researchers use on-prem?";

describe.each(transports)("over %s", (transport) => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport });
	});
	afterAll(() => harness.close());

	test("in a direct message no mention is needed, and the thread goes on", async () => {
		const { id: channel } = harness.workspace.directMessage(rosa);
		const { message, delivered } = harness.slack.write(rosa, channel, question);
		await delivered;
		await harness.bot.drained();
		const asked = { channel, ts: message.ts, thread: message.ts };
		expect(expectOneAnswer(harness.repliesTo(asked)).thread_ts).toBe(message.ts);
		expect(expectOneAnswer((await harness.goOn("and without Kubernetes?", asked)).answers).text).toMatch(/on-prem[\s\S]*no Kubernetes/);
	});

	test("the agent view offers prompts, by who somebody is and what they asked about last", async () => {
		const { id: channel } = harness.workspace.directMessage(emil);
		const open = () => harness.slack.sendEvent({ type: "app_home_opened", user: emil, channel, tab: "messages", event_ts: harness.workspace.nextTs() });
		await open();
		const first = harness.workspace.prompts.get(channel)?.prompts ?? [];
		expect(first).toHaveLength(4);
		await harness.slack.command(emil, harness.channel(), "/mlops-recommend", "persona engineer");
		await harness.askAndWait("which labelling tool for images?", { user: emil });
		await open();
		const second = harness.workspace.prompts.get(channel)?.prompts ?? [];
		expect(second).not.toEqual(first);
		expect(second.map(({ message }) => message).join()).toContain("a platform team");
		for (const { message } of second) expectOneAnswer((await harness.askAndWait(message)).answers);
	});

	test("where a workspace has no place for prompts, nothing is lost", async () => {
		const { id: channel } = harness.workspace.directMessage(emil);
		const stop = harness.disturb((method) => (method === "assistant.threads.setSuggestedPrompts" ? { kind: "error", error: "unknown_method" } : undefined));
		expect(await harness.slack.sendEvent({ type: "app_home_opened", user: emil, channel, tab: "messages", event_ts: harness.workspace.nextTs() })).toMatchObject({ acked: true });
		stop();
	});

	test("the shortcut on somebody's message answers in that message's thread, and says who asked", async () => {
		const channel = harness.channel();
		const parent = harness.workspace.post(channel, { user: emil, text: question });
		await harness.slack.interactions.shortcut(rosa, "recommend-tools", channel, parent.ts);
		await harness.bot.drained();
		const answer = expectOneAnswer(harness.saidIn(channel));
		expect(answer.thread_ts).toBe(parent.ts);
		expect(answer.text).toContain(`<@${rosa}> asked me about the message above.`);
		expect(blockText(answer)).toContain(`<@${rosa}> asked me about the message above.`);
		await harness.slack.interactions.shortcut(rosa, "recommend-tools", channel, parent.ts);
		await harness.bot.drained();
		expectOneAnswer(harness.saidIn(channel));
		expectOneAnswer((await harness.goOn("and without Kubernetes?", { channel, thread: parent.ts })).answers);
	});

	test("in a channel that the bot is not in, the shortcut's answer comes privately, with how to invite it", async () => {
		const channel = harness.channel({ withBot: false });
		const parent = harness.workspace.post(channel, { user: emil, text: question });
		await harness.slack.interactions.shortcut(rosa, "recommend-tools", channel, parent.ts);
		await harness.bot.drained();
		expect(harness.shownTo(rosa, channel).map(({ text }) => text)).toEqual([expect.stringContaining("/invite @mlops-recommend")]);
		expect(harness.saidIn(channel)).toEqual([]);
	});
});
