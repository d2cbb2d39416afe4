import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SlackMessage } from "../../src/playground/workspace.ts";
import { expectOneAnswer } from "../support/expectations.ts";
import { emil, Harness, rosa, transports } from "../support/harness.ts";

const question = "which experiment tracker should five researchers use on-prem?";
/** What Slack answers to a method that it does not take here. */
const refusals = ["channel_not_found", "not_in_channel", "missing_scope", "unknown_method", "restricted_action"] as const;

describe.each(transports)("over %s, Slack's own errors", (transport) => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport });
	});
	afterAll(() => harness.close());

	const ask = async (): Promise<{ channel: string; ts: string; thread: string }> => {
		const { channel, thread, answers } = await harness.askAndWait(question);
		return { channel, thread, ts: expectOneAnswer(answers).ts };
	};
	const told = (user: string, channel: string): string[] => harness.shownTo(user, channel).map(({ text }) => text);
	const refuse = (method: string, channel: string, error: string) => harness.disturb((called, args) => (called === method && args.channel === channel ? { kind: "error", error } : undefined));

	test.each(refusals)("%s to a post ends the question, and the bot goes on", async (error) => {
		const channel = harness.channel();
		const stop = refuse("chat.postMessage", channel, error);
		expect((await harness.askAndWait(question, { channel })).answers).toEqual([]);
		stop();
		expectOneAnswer((await harness.askAndWait(question, { channel })).answers);
	});

	test.each(refusals)("%s to a command's post: the asker gets the answer privately", async (error) => {
		const channel = harness.channel();
		const stop = refuse("chat.postMessage", channel, error);
		await harness.slack.command(rosa, channel, "/mlops-recommend", question);
		await harness.bot.drained();
		stop();
		expect(told(rosa, channel)).toEqual([expect.stringContaining("experiment tracker")]);
	});

	test.each(refusals)("%s to the answer of a shortcut: whoever used it gets it privately", async (error) => {
		const channel = harness.channel();
		const parent = harness.workspace.post(channel, { user: emil, text: question });
		const stop = refuse("chat.postMessage", channel, error);
		await harness.slack.interactions.shortcut(rosa, "recommend-tools", channel, parent.ts);
		await harness.bot.drained();
		stop();
		expect(told(rosa, channel)).toEqual([expect.stringContaining("experiment tracker")]);
		expect(harness.saidIn(channel)).toEqual([]);
	});

	test.each([...refusals, "ratelimited"])("%s to what an answer can do without: it comes all the same", async (error) => {
		const optional = new Set(["users.info", "conversations.info", "conversations.replies", "assistant.threads.setStatus", "chat.postEphemeral"]);
		const channel = harness.channel();
		const parent = harness.workspace.post(channel, { user: emil, text: "we need a tracker" });
		const met = new Set<string>();
		const stop = harness.disturb((method) => (optional.has(method) && met.add(method) ? { kind: "error", error } : undefined));
		const asked = await harness.askAndWait(question, { channel, thread: parent.ts });
		expectOneAnswer(asked.answers);
		expect((await harness.goOn("stop", asked)).answers).toEqual([]);
		stop();
		expect([...met]).toEqual(expect.arrayContaining(["conversations.info", "conversations.replies", "chat.postEphemeral"]));
		expect((await harness.goOn("and without Kubernetes?", asked)).answers).toEqual([]);
	});

	test("ratelimited as an error, not as a status: it is waited for, and there is one answer", async () => {
		const channel = harness.channel();
		const posts = harness.disturbOnce("chat.postMessage", channel, { kind: "error", error: "ratelimited" });
		expectOneAnswer((await harness.askAndWait(question, { channel })).answers);
		expect(posts.calls).toBe(2);
	});

	test.each(["invalid_blocks", "msg_too_long"])("%s to a correction's blocks: the answer is changed as text", async (error) => {
		const answer = await ask();
		const stop = harness.disturb((method, args) => (method === "chat.update" && args.channel === answer.channel && args.blocks !== undefined ? { kind: "error", error } : undefined));
		await harness.press(rosa, answer, "answer.persona.software-engineer");
		stop();
		expect(harness.workspace.message(answer.channel, answer.ts)?.text).toContain("For engineers (you told me)");
		expect(told(rosa, answer.channel)).toEqual([]);
		await harness.slack.command(rosa, answer.channel, "/mlops-recommend", "persona forget");
	});

	test.each([...refusals, "message_not_found", "cant_update_message", "edit_window_closed"])("%s to a correction: the asker is told, and the answer stays", async (error) => {
		const answer = await ask();
		const before = harness.workspace.message(answer.channel, answer.ts)?.text;
		const stop = refuse("chat.update", answer.channel, error);
		await harness.press(rosa, answer, "answer.persona.software-engineer");
		stop();
		expect(harness.workspace.message(answer.channel, answer.ts)?.text).toBe(before);
		expect(told(rosa, answer.channel)).toEqual(["I couldn't change that answer any more. Ask again, and I'll answer anew."]);
	});

	/** What becomes of the answer where Slack refuses messages of some shape. */
	async function answerWhere(refused: (blocks: string | undefined) => boolean, error: string): Promise<SlackMessage> {
		const channel = harness.channel();
		const stop = harness.disturb((method, args) => (method === "chat.postMessage" && args.channel === channel && refused(args.blocks as string | undefined) ? { kind: "error", error } : undefined));
		const { answers } = await harness.askAndWait(question, { channel });
		stop();
		return answers.length === 1 ? (answers[0] as SlackMessage) : Promise.reject(new Error(`Expected one answer, got ${answers.length}`));
	}

	test("a workspace that doesn't know Slack's feedback buttons gets plain ones, and they count", async () => {
		const answer = await answerWhere((blocks) => blocks?.includes("context_actions") === true, "invalid_blocks");
		expect(JSON.stringify(answer.blocks)).toContain("answer.thumb.down");
		const channel = [...harness.workspace.channels.keys()].at(-1) ?? "";
		await harness.press(rosa, { channel, ts: answer.ts }, "answer.thumb.down");
		expect(told(rosa, channel)).toEqual([expect.stringContaining("What was wrong?")]);
	});

	test.each(["invalid_blocks", "msg_blocks_too_long"])("%s to whatever has blocks: the answer comes as text", async (error) => {
		const answer = await answerWhere((blocks) => blocks !== undefined, error);
		expect(answer.blocks).toBeUndefined();
		expect(answer.text).toContain("Trade-off: ");
	});

	test("msg_too_long to the first shape is met by a shorter one", async () => {
		const posts = { count: 0 };
		const answer = await answerWhere(() => posts.count++ === 0, "msg_too_long");
		expect(answer.text).toContain("Trade-off: ");
		expect(posts.count).toBe(2);
	});

	test.each(["expired_trigger_id", "exchanged_trigger_id"])("%s: whoever pressed is asked to press once more, and that works", async (error) => {
		const answer = await ask();
		for (const button of ["answer.details", "answer.narrow"]) {
			const stop = harness.disturb((method) => (method === "views.open" ? { kind: "error", error } : undefined));
			await harness.press(rosa, answer, button);
			stop();
			expect(told(rosa, answer.channel).at(-1)).toBe("That took too long for Slack. Please press it once more.");
			await harness.press(rosa, answer, button);
			await harness.slack.interactions.close(rosa, harness.modalOf(rosa).id);
		}
	});

	test("another error of a modal is told too, with Slack's word for it", async () => {
		const answer = await ask();
		const stop = harness.disturb((method) => (method === "views.open" ? { kind: "error", error: "view_too_large" } : undefined));
		await harness.press(emil, answer, "answer.details");
		stop();
		expect(told(emil, answer.channel)).toEqual([expect.stringContaining("(view_too_large)")]);
	});

	test("a private answer whose response_url has expired is shown ephemerally", async () => {
		const channel = harness.channel();
		const stop = harness.disturb((method, args) => (method === "response_url" && args.channel === channel ? { kind: "status", status: 404 } : undefined));
		await harness.slack.command(rosa, channel, "/mlops-recommend", `private ${question}`);
		await harness.bot.drained();
		stop();
		expect(told(rosa, channel)).toEqual([expect.stringContaining("Only you see this.")]);
	});
});
