import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LoopbackSlack } from "../../src/playground/loopback-slack.ts";
import { Workspace } from "../../src/playground/workspace.ts";
import { ChildBot } from "../support/child-bot.ts";
import { expectOneAnswer } from "../support/expectations.ts";
import { Harness, mention, rosa, transports } from "../support/harness.ts";
import { readInbox } from "../support/state-file.ts";
import { temporaryDir } from "../support/temporary-dir.ts";
import { until } from "../support/until.ts";

describe.each(transports)("over %s, a bot that is stopped", (transport) => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport, settings: { stopWithinMs: 600, settleMs: 2500 } });
	});
	afterAll(() => harness.close());

	test("lets an answer that is on its way arrive", async () => {
		const channel = harness.channel();
		const posts = harness.disturbOnce("chat.postMessage", channel, { kind: "delay", ms: 300 });
		const asked = harness.ask("which experiment tracker for us?", { channel });
		await asked.delivered;
		await until("the post", () => posts.calls === 1);
		await harness.stopBot();
		expectOneAnswer(harness.repliesTo(asked));
		expect(harness.inbox().every(({ finished }) => finished)).toBe(true);
		await harness.startBot();
		await harness.bot.drained();
		expectOneAnswer(harness.repliesTo(asked));
	});

	test("does not wait for ever, and its next life answers what it left, once", async () => {
		const channel = harness.channel();
		const posts = harness.disturbOnce("chat.postMessage", channel, { kind: "delay", ms: 1500 });
		const asked = [harness.ask("which experiment tracker for us?", { channel }), ...Array.from({ length: 6 }, () => harness.ask("hi", { channel }))];
		await Promise.all(asked.map(({ delivered }) => delivered));
		await until("the post", () => posts.calls > 0);
		const started = Date.now();
		await harness.stopBot();
		expect(Date.now() - started).toBeLessThan(1200);
		expect(harness.inbox().some(({ finished }) => !finished)).toBe(true);
		await harness.startBot();
		await until("all answers", () => asked.every((one) => harness.repliesTo(one).length > 0), 15_000);
		await harness.bot.drained();
		for (const one of asked) expectOneAnswer(harness.repliesTo(one));
	});

	test("takes nothing new, and Slack sends it again to the next life", async () => {
		const stopping = harness.stopBot();
		const written = harness.quietly(`${mention} which experiment tracker for us?`);
		const delivered = harness.slack.sendEvent(written.event);
		await stopping;
		await harness.startBot();
		expect((await delivered).acked).toBe(true);
		await harness.bot.drained();
		expectOneAnswer(harness.repliesTo(written));
	});
});

describe("a process that is stopped twice", () => {
	const dir = temporaryDir();
	const workspace = Workspace.forNewcomers();
	let held = true;
	let posts = 0;
	const slack = new LoopbackSlack({
		workspace,
		fault: (method) => {
			if (method !== "chat.postMessage") return undefined;
			posts++;
			return held ? { kind: "delay", ms: 4000 } : undefined;
		},
	});
	afterAll(async () => {
		await ChildBot.endAll();
		await slack.stop();
		dir.remove();
	});

	test("leaves at once, and loses nothing: its next life answers once", async () => {
		await slack.start();
		const settings = { SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.apiUrl, DATA_DIR: dir.path, LATE_POST_SECONDS: "6" };
		const bot = await new ChildBot(settings).ready();
		const asked = slack.write(rosa, "C0PLATFORM", `${mention} which experiment tracker for us?`);
		expect((await asked.delivered)?.acked).toBe(true);
		await until("the post", () => posts === 1);
		bot.signal("SIGTERM");
		await new Promise((resolve) => setTimeout(resolve, 200));
		const started = Date.now();
		expect(await bot.end("SIGTERM")).toBe(1);
		expect(Date.now() - started).toBeLessThan(1000);
		held = false;
		await new ChildBot(settings).ready();
		await until("an end", () => readInbox(dir.path).every(({ finished }) => finished), 15_000);
		expect(workspace.messages("C0PLATFORM", asked.message.ts).slice(1)).toHaveLength(1);
	});
});
