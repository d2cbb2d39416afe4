import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectOneAnswer } from "../support/expectations.ts";
import { emil, Harness, mention, rosa, transports } from "../support/harness.ts";
import { inState } from "../support/state-file.ts";
import { until } from "../support/until.ts";

const question = "which experiment tracker should five researchers use on-prem?";

describe.each(transports)("over %s", (transport) => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport });
	});
	afterAll(() => harness.close());
	const ask = async (text = question) => {
		const asked = await harness.askAndWait(text);
		expectOneAnswer(asked.answers);
		return asked;
	};

	test("the asker goes on without a mention, and is answered: constraints add up", async () => {
		const asked = await ask();
		const { answers } = await harness.goOn("and without Kubernetes?", asked);
		const { text, thread_ts } = expectOneAnswer(answers);
		expect(thread_ts).toBe(asked.ts);
		expect(text).toMatch(/on-prem[\s\S]*no Kubernetes/);
	});

	test("what is added in a command's thread before its answer is there is answered after it", async () => {
		const channel = harness.channel();
		let putOff = 0;
		harness.disturb((method, args) =>
			method === "chat.postMessage" && args.channel === channel && args.thread_ts !== undefined && putOff++ === 0 ? { kind: "status", status: 429, retryAfter: 1 } : undefined,
		);
		await harness.slack.command(rosa, channel, "/mlops-recommend", question);
		await until("the answer to be put off", () => putOff > 0);
		const thread = harness.workspace.messages(channel).at(-1)?.ts ?? "";
		const { answers } = await harness.goOn("and without Kubernetes?", { channel, thread });
		expect(answers.map(({ text }) => /no Kubernetes/.test(text))).toEqual([false, true]);
	});

	test("thanks, and talk between people, are left alone, and nothing of them is kept", async () => {
		const asked = await ask();
		for (const text of ["thanks!", "Emil, what do you think? codeword Zanzibar", "let's try the first one next sprint", `<@${emil}> could we run that without Kubernetes?`])
			expect((await harness.goOn(text, asked)).answers).toEqual([]);
		expect((await harness.goOn("and without Kubernetes?", asked, emil)).answers).toEqual([]);
		expect(harness.workspace.statuses).toEqual([]);
		expect(inState(harness.dataDir, (database) => JSON.stringify([database.prepare("SELECT * FROM inbox").all(), database.prepare("SELECT * FROM state").all()]))).not.toContain("Zanzibar");
		expect(JSON.stringify(harness.logged)).not.toContain("Zanzibar");
	});

	test("a message in a thread that the bot has no part in is not even stored", async () => {
		const channel = harness.channel();
		const parent = harness.workspace.post(channel, { user: emil, text: "which tracker do we use?" });
		expect((await harness.goOn("and without Kubernetes?", { channel, thread: parent.ts })).answers).toEqual([]);
		expect(harness.inbox().filter((row) => row.channel === channel)).toEqual([]);
	});

	test("in a private channel that the bot was invited to it is the same", async () => {
		const channel = `G0PRIVATE${transport.toUpperCase()}`;
		harness.workspace.addChannel(channel, `private-${transport}`, harness.workspace.users.keys());
		const asked = await harness.askAndWait(question, { channel });
		expectOneAnswer(asked.answers);
		expectOneAnswer((await harness.goOn("and without Kubernetes?", asked)).answers);
	});

	test("what another app writes, and what is edited, is nobody's follow-up", async () => {
		const asked = await ask();
		const event = { type: "message", channel: asked.channel, channel_type: "channel", thread_ts: asked.ts, ts: harness.workspace.nextTs(), event_ts: harness.workspace.nextTs() };
		await harness.slack.sendEvent({ ...event, bot_id: "B0OTHER", user: rosa, text: "and without Kubernetes?" });
		await harness.slack.sendEvent({ ...event, subtype: "message_changed", message: { user: rosa, text: "and without Kubernetes?", ts: asked.ts } });
		await harness.slack.sendEvent({ ...event, subtype: "channel_join", user: rosa, text: "and without Kubernetes?" });
		await harness.bot.drained();
		expect(harness.repliesTo(asked)).toHaveLength(1);
	});

	test("others join by a mention, and may go on from there", async () => {
		const asked = await ask();
		const joined = await harness.askAndWait("does it work with R?", { channel: asked.channel, thread: asked.ts, user: emil });
		expectOneAnswer(joined.answers);
		expectOneAnswer((await harness.goOn("and for a free budget?", asked, emil)).answers);
	});

	test("a mention that also arrives as a message is one question", async () => {
		const asked = await ask();
		const again = await harness.goOn(`${mention} and without Kubernetes?`, asked);
		expectOneAnswer(again.answers);
	});

	test.each(["stop", `${mention} mute`])("after “%s” only mentions are answered in that thread, and whoever said it is told so", async (text) => {
		const asked = await ask();
		expect((await harness.goOn(text, asked)).answers).toEqual([]);
		expect(harness.shownTo(rosa, asked.channel).map((message) => message.text)).toEqual(["I'll stay out of this thread. Mention me when you want me back."]);
		expect((await harness.goOn("and without Kubernetes?", asked)).answers).toEqual([]);
		expectOneAnswer((await harness.askAndWait("and without Kubernetes?", { channel: asked.channel, thread: asked.ts })).answers);
		const elsewhere = await harness.askAndWait(question, { channel: asked.channel });
		expectOneAnswer((await harness.goOn("and without Kubernetes?", elsewhere)).answers);
	});

	test("what was said in a thread before the bot was asked counts, and is read once", async () => {
		const channel = harness.channel();
		const parent = harness.workspace.post(channel, { user: emil, text: "we need a feature store for our Python shop" });
		harness.workspace.post(channel, { user: rosa, text: "and it has to be open source, no Kubernetes", thread_ts: parent.ts });
		const first = await harness.askAndWait("what fits?", { channel, thread: parent.ts });
		expect(expectOneAnswer(first.answers).text).toMatch(/open source · no Kubernetes/);
		const second = await harness.askAndWait("and on AWS?", { channel, thread: parent.ts });
		expect(expectOneAnswer(second.answers).text).toMatch(/no Kubernetes[\s\S]*AWS/);
		expect(harness.slack.calls.filter(({ method, args }) => method === "conversations.replies" && args.channel === channel)).toHaveLength(1);
	});

	test("where Slack does not show the thread, the question is answered by itself", async () => {
		const channel = harness.channel();
		const parent = harness.workspace.post(channel, { user: emil, text: "open source only please" });
		const stop = harness.disturb((method, args) => (method === "conversations.replies" && args.channel === channel ? { kind: "error", error: "missing_scope" } : undefined));
		const { answers } = await harness.askAndWait("which feature store?", { channel, thread: parent.ts });
		stop();
		expect(expectOneAnswer(answers).text).not.toContain("open source ·");
	});

	test("a condition that comes before the answer is answered with it, and only once", async () => {
		const channel = harness.channel();
		// Slack asks to wait a second with the answer; meanwhile the asker adds something.
		const posts = harness.disturbOnce("chat.postMessage", channel, { kind: "status", status: 429, retryAfter: 1 });
		const asked = harness.ask(question, { channel });
		await until("the first try", () => posts.calls === 1);
		const { message, delivered } = harness.slack.write(rosa, channel, "we're two people, and open source only", asked.thread);
		const aside = harness.slack.write(rosa, channel, "brb, lunch", asked.thread);
		await Promise.all([asked.delivered, delivered, aside.delivered]);
		await harness.bot.drained();
		expect(expectOneAnswer(harness.repliesTo(asked)).text).toContain("open source");
		expect(posts.calls).toBe(2);
		expect(harness.inbox().filter(({ id }) => id.endsWith(message.ts))).toMatchObject([{ finished: true }]);
	});
});
