import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Fault } from "../../src/playground/loopback-slack.ts";
import { expectOneAnswer } from "../support/expectations.ts";
import { Harness, rosa, transports } from "../support/harness.ts";
import { until } from "../support/until.ts";

const question = "which experiment tracker should five researchers use on-prem?";

const faults: [string, Fault][] = [
	["429, come back in a second", { kind: "status", status: 429, retryAfter: 1 }],
	["500", { kind: "status", status: 500 }],
	["503", { kind: "status", status: 503 }],
	["an internal error", { kind: "error", error: "internal_error" }],
	["out of service", { kind: "error", error: "service_unavailable" }],
	["a connection reset before the post took effect", { kind: "reset" }],
	["a response that was lost after the post took effect", { kind: "lost_response" }],
];

describe.each(transports)("over %s", (transport) => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport });
	});
	afterAll(() => harness.close());

	test.concurrent.each(faults)("posting an answer meets %s: there is one answer in the end", async (_, fault) => {
		const channel = harness.channel();
		const posts = harness.disturbOnce("chat.postMessage", channel, fault);
		const searches = harness.disturbOnce("conversations.replies", channel, { kind: "status", status: 429, retryAfter: 1 });
		const asked = harness.ask(question, { channel });
		expect((await asked.delivered)?.acked).toBe(true);
		await harness.settled(channel);
		expectOneAnswer(harness.repliesTo(asked));
		expect(posts.calls).toBe(fault.kind === "lost_response" ? 1 : 2);
		// Where Slack has said that it took nothing, there is nothing to search for; else the search counts, and is repeated until it succeeds.
		expect(searches.calls).toBe(fault.kind === "status" && fault.status === 429 ? 0 : 2);
	});

	test.concurrent.each(faults)("posting a command's question meets %s: it stands there once, with one answer", async (_, fault) => {
		const channel = harness.channel();
		harness.disturbOnce("chat.postMessage", channel, fault);
		await harness.slack.command(rosa, channel, "/mlops-recommend", question);
		await harness.settled(channel);
		const [asked, ...answers] = harness.saidIn(channel);
		expect(asked?.text).toContain("asked:");
		expect(harness.workspace.messages(channel)).toHaveLength(1);
		expectOneAnswer(answers);
	});

	test("Slack's refusal for good is not tried again, and the next question in that channel is answered", async () => {
		const channel = harness.channel();
		const posts = harness.disturbOnce("chat.postMessage", channel, { kind: "error", error: "restricted_action" });
		const refused = await harness.askAndWait(question, { channel });
		expect(refused.answers).toEqual([]);
		expect(posts.calls).toBe(1);
		expectOneAnswer((await harness.askAndWait(question, { channel })).answers);
	});

	test("where the token was revoked in between, what was acked is answered after a restart with one that holds", async () => {
		const channel = harness.channel();
		const posts = harness.disturbOnce("chat.postMessage", channel, { kind: "error", error: "token_revoked" });
		const asked = harness.ask(question, { channel });
		await asked.delivered;
		await until("the post that is refused", () => posts.calls === 1);
		await harness.stopBot();
		await harness.startBot();
		await harness.bot.drained();
		expectOneAnswer(harness.repliesTo(asked));
	});

	test.each([
		["says that it did not take is sent again", 429, "experiment tracker"],
		["may have shown in spite of its error is not, and its asker is told so", 503, "may not have come through"],
	])("in a channel that the bot is not in, a private answer that Slack %s", async (_, status, shown) => {
		const channel = harness.channel({ withBot: false });
		const uses = harness.disturbOnce("response_url", channel, { kind: "status", status, retryAfter: 1 });
		await harness.slack.command(rosa, channel, "/mlops-recommend", question);
		await harness.settled(channel);
		expect(uses.calls).toBe(2);
		expect(harness.shownTo(rosa, channel).map(({ text }) => text)).toEqual([expect.stringContaining(shown)]);
	});

	test("a bot that dies over a command in a channel it is not in answers it privately in its next life", async () => {
		const channel = harness.channel({ withBot: false });
		const uses = harness.disturbOnce("response_url", channel, { kind: "status", status: 429, retryAfter: 2 });
		await harness.slack.command(rosa, channel, "/mlops-recommend", question);
		await until("the answer that is put off", () => uses.calls === 1);
		await harness.stopBot();
		expect(harness.shownTo(rosa, channel)).toEqual([]);
		await harness.startBot();
		await harness.settled(channel);
		expect(harness.shownTo(rosa, channel).map(({ text }) => text)).toEqual([expect.stringContaining("experiment tracker")]);
	});
});
