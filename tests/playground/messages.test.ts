import type { KnownBlock } from "@slack/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emil, rosa, transports } from "../support/harness.ts";
import { openSmallApp, refusalOf, type SmallApp, wholeApp } from "../support/small-app.ts";

const words = (text: string) => ({ type: "plain_text" as const, text });
const option = (value: string) => ({ text: words(value), value });
const elements: Record<string, unknown>[] = [
	{ type: "button", action_id: "details", text: words("Details"), value: "a-1" },
	{ type: "static_select", action_id: "ring", placeholder: words("Ring"), options: ["adopt", "trial"].map(option) },
	{ type: "overflow", action_id: "more", options: ["mute", "forget"].map(option) },
];
const blocks = [
	{ type: "section", text: { type: "mrkdwn", text: "an answer" } },
	{ type: "actions", elements },
	{
		type: "context_actions",
		elements: [{ type: "feedback_buttons", action_id: "feedback", positive_button: { text: words("Good"), value: "up" }, negative_button: { text: words("Bad"), value: "down" } }],
	},
] as KnownBlock[];
type Body = Record<string, unknown> & { actions: Record<string, unknown>[] };

describe.each(transports)("over %s", (transport) => {
	let small: SmallApp;
	const heard: Body[] = [];
	let respond: ((body: { response_url: string }) => Promise<Response>) | undefined;

	beforeAll(async () => {
		small = await openSmallApp(transport);
		small.app.action(/.*/, async ({ ack, body }) => {
			await ack();
			heard.push(body as unknown as Body);
			await respond?.(body as unknown as { response_url: string });
		});
		small.app.shortcut("try_this", async ({ ack, body }) => {
			await ack();
			heard.push(body as unknown as Body);
		});
	});
	afterAll(() => small.close());

	async function posted(where: Record<string, unknown> = {}): Promise<{ channel: string; ts: string }> {
		const { channel, ts } = await small.app.client.chat.postMessage({ channel: "C0PLATFORM", text: "an answer", blocks, ...where } as Parameters<typeof small.app.client.chat.postMessage>[0]);
		return { channel: channel ?? "", ts: ts ?? "" };
	}

	test("buttons, menus, overflow and feedback each say what was chosen", async () => {
		const where = await posted({ channel: "C0RESEARCH" });
		const chosen = async (action: string, answer?: string) => {
			heard.length = 0;
			await small.slack.interactions.press(rosa, where, action, answer ?? null);
			return heard[0]?.actions[0];
		};
		expect(await chosen("details")).toMatchObject({ type: "button", value: "a-1" });
		expect(await chosen("ring", "trial")).toMatchObject({ type: "static_select", selected_option: { value: "trial", text: { text: "trial" } } });
		expect(await chosen("more", "mute")).toMatchObject({ type: "overflow", selected_option: { value: "mute" } });
		expect(await chosen("feedback", "negative")).toMatchObject({ type: "feedback_buttons", value: "down", text: { text: "Bad" } });
		await expect(small.slack.interactions.press(rosa, where, "ring", "hold")).rejects.toThrow("Expected an option of ring (adopt, trial), got hold");
		await expect(small.slack.interactions.press(rosa, where, "nothing")).rejects.toThrow("Expected one of details, ring, more, feedback, got nothing");
	});

	test("a message of somebody else, in any channel, can be the subject of a shortcut", async () => {
		const { ts } = small.workspace.post("C0RANDOM", { user: emil, text: "we need a tracker" });
		heard.length = 0;
		await small.slack.interactions.shortcut(rosa, "try_this", "C0RANDOM", ts);
		expect(heard[0]).toMatchObject({
			type: "message_action",
			callback_id: "try_this",
			user: { id: rosa },
			channel: { id: "C0RANDOM", name: "random" },
			message: { user: emil, text: "we need a tracker", ts },
			message_ts: ts,
		});
	});

	test("what one person sees comes without its text when they press a button there, and can be replaced or taken away", async () => {
		await small.app.client.chat.postEphemeral({ channel: "C0PLATFORM", user: rosa, text: "only you", blocks });
		const ephemeral = small.workspace.shown.at(-1);
		const where = { channel: "C0PLATFORM", ts: ephemeral?.ts ?? "" };
		const answer = (body: unknown) => async (action: { response_url: string }) =>
			fetch(action.response_url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
		heard.length = 0;
		respond = answer({ replace_original: true, text: "changed", blocks });
		await small.slack.interactions.press(rosa, where, "details");
		expect(heard[0]).toMatchObject({ container: { is_ephemeral: true, message_ts: where.ts } });
		expect(heard[0]).not.toHaveProperty("message");
		expect(small.workspace.shown.at(-1)).toMatchObject({ ts: where.ts, text: "changed" });
		await expect(small.slack.interactions.press(emil, where, "details")).rejects.toThrow("Expected a message");
		respond = answer({ delete_original: true });
		await small.slack.interactions.press(rosa, where, "details");
		expect(small.workspace.shown.map(({ ts }) => ts)).not.toContain(where.ts);
		respond = undefined;
	});

	test("a message can be changed and taken back by the app that wrote it, and by no other", async () => {
		const where = await posted();
		await small.app.client.chat.update({ ...where, text: "changed", blocks: blocks.slice(0, 1) });
		expect(small.workspace.message(where.channel, where.ts)).toMatchObject({ text: "changed", edited: { user: "U0BOT" } });
		const theirs = { channel: "C0PLATFORM", ts: small.workspace.post("C0PLATFORM", { user: rosa, text: "mine" }).ts };
		expect((await refusalOf(small.app.client.chat.update({ ...theirs, text: "x" }))).error).toBe("cant_update_message");
		expect((await refusalOf(small.app.client.chat.delete(theirs))).error).toBe("cant_delete_message");
		await small.app.client.chat.delete(where);
		expect((await refusalOf(small.app.client.chat.update({ ...where, text: "x" }))).error).toBe("message_not_found");
		expect((await refusalOf(small.app.client.chat.update({ ...where, text: "x".repeat(4001) }))).error).toBe("msg_too_long");
	});

	test("a slash command's answer is its user's alone, or the channel's", async () => {
		let said: Record<string, string> = { text: "for you" };
		small.app.command("/try", async ({ ack }) => ack(said as { text: string }));
		await small.slack.interactions.command(rosa, "C0PLATFORM", "/try", "");
		expect(small.workspace.shown.at(-1)).toMatchObject({ user: rosa, text: "for you" });
		said = { text: "for all", response_type: "in_channel" };
		await small.slack.interactions.command(rosa, "C0PLATFORM", "/try", "");
		expect(small.workspace.messages("C0PLATFORM").at(-1)).toMatchObject({ user: "U0BOT", text: "for all" });
	});
});

describe("the Web API refuses what Slack refuses", () => {
	let small: SmallApp;
	beforeAll(async () => {
		small = await openSmallApp("socket");
		small.workspace.addChannel("G0SECRET", "secret", [rosa]);
		small.workspace.addChannel("C0OLD", "old", [rosa, "U0BOT"]).is_archived = true;
	});
	afterAll(() => small.close());
	type Call = (client: SmallApp["app"]["client"]) => Promise<unknown>;

	test.each<[string, string, Call]>([
		["posting to a channel that is not there", "channel_not_found", (client) => client.chat.postMessage({ channel: "C0NOWHERE", text: "x" })],
		["posting to a private channel that the bot is not in", "channel_not_found", (client) => client.chat.postMessage({ channel: "G0SECRET", text: "x" })],
		["posting to a channel that the bot is not in", "not_in_channel", (client) => client.chat.postMessage({ channel: "C0RANDOM", text: "x" })],
		["posting to an archived channel", "is_archived", (client) => client.chat.postMessage({ channel: "C0OLD", text: "x" })],
		["posting nothing", "no_text", (client) => client.chat.postMessage({ channel: "C0PLATFORM", text: "" })],
		["posting into a thread that is not there", "thread_not_found", (client) => client.chat.postMessage({ channel: "C0PLATFORM", text: "x", thread_ts: "1.1" })],
		["40,001 characters", "msg_too_long", (client) => client.chat.postMessage({ channel: "C0PLATFORM", text: "x".repeat(40_001) })],
		["showing something to somebody who is not there", "user_not_in_channel", (client) => client.chat.postEphemeral({ channel: "C0OLD2", user: emil, text: "x" })],
		["a permalink of no message", "message_not_found", (client) => client.chat.getPermalink({ channel: "C0PLATFORM", message_ts: "1.1" })],
		["asking who nobody is", "user_not_found", (client) => client.users.info({ user: "U0NOBODY" })],
		["a direct message with nobody", "user_not_found", (client) => client.conversations.open({ users: "U0NOBODY" })],
		["a status in a thread that is not there", "invalid_thread_ts", (client) => client.assistant.threads.setStatus({ channel_id: "C0PLATFORM", thread_ts: "1.1", status: "thinks" })],
		[
			"five prompts",
			"invalid_arguments",
			(client) => client.assistant.threads.setSuggestedPrompts({ channel_id: "D0RESEARCH", prompts: Array.from({ length: 5 }, () => ({ title: "x", message: "x" })) }),
		],
		["completing a file that was not uploaded", "file_not_found", (client) => client.files.completeUploadExternal({ files: [{ id: "F0NONE" }] })],
		["a method that Slack does not have", "unknown_method", (client) => client.apiCall("chat.whisper")],
	])("%s: %s", async (_, code, call) => {
		small.workspace.addChannel("C0OLD2", "old-2", ["U0BOT"]);
		expect((await refusalOf(call(small.app.client))).error).toBe(code);
	});

	test.each<[string, unknown[], string]>([
		["51 blocks", Array.from({ length: 51 }, () => ({ type: "divider" })), "/blocks"],
		["a section of 3,001 characters", [{ type: "section", text: { type: "mrkdwn", text: "x".repeat(3001) } }], "/blocks/0/text/text"],
		["an empty section", [{ type: "section" }], "/blocks/0"],
		["a button of 76 characters", [{ type: "actions", elements: [{ type: "button", text: words("x".repeat(76)) }] }], "/blocks/0/elements/0/text/text"],
		["26 buttons", [{ type: "actions", elements: Array.from({ length: 26 }, () => ({ type: "button", text: words("x") })) }], "/blocks/0/elements"],
		["an action id twice in a block", [{ type: "actions", elements: [elements[0], elements[0]] }], "/blocks/0"],
		["six options in an overflow menu", [{ type: "actions", elements: [{ type: "overflow", options: "abcdef".split("").map(option) }] }], "/blocks/0/elements/0/options"],
		["an initial option that is not offered", [{ type: "actions", elements: [{ ...elements[1], initial_option: option("hold") }] }], "/blocks/0"],
		["an empty cell in a table", [{ type: "table", rows: [[{ type: "raw_text", text: "" }]] }], "/blocks/0/rows/0/0/text"],
		["a picture without words for it", [{ type: "image", image_url: "https://example.com/a.png" }], "/blocks/0/alt_text"],
		["a picture that was not uploaded", [{ type: "image", alt_text: "x", slack_file: { id: "F0NONE" } }], "/blocks/0/slack_file"],
		["a block that Slack does not know", [{ type: "paragraph", text: "x" }], "/blocks/0/type"],
	])("%s is refused, and Slack says where", async (_, given, pointer) => {
		const { error, messages } = await refusalOf(small.app.client.chat.postEphemeral({ channel: "C0PLATFORM", user: rosa, text: "x", blocks: given as KnownBlock[] }));
		expect(error).toBe("invalid_blocks");
		expect(messages.join()).toContain(`[json-pointer:${pointer}`);
	});

	test("blocks of more than 13,200 characters together are too long", async () => {
		const long = Array.from({ length: 5 }, () => ({ type: "section", text: { type: "mrkdwn", text: "x".repeat(2700) } }));
		expect((await refusalOf(small.app.client.chat.postEphemeral({ channel: "C0PLATFORM", user: rosa, text: "x", blocks: long as KnownBlock[] }))).error).toBe("msg_blocks_too_long");
	});
});

describe("an app gets what its manifest asks for", () => {
	test("each method needs its scope, of each kind of channel its own", async () => {
		const small = await openSmallApp("socket", { app: { ...wholeApp, scopes: ["chat:write", "channels:history"] } });
		const { client } = small.app;
		const { ts } = small.workspace.post("D0RESEARCH", { user: rosa, text: "x" });
		expect(await refusalOf(client.users.info({ user: rosa }))).toMatchObject({ error: "missing_scope", needed: "users:read" });
		expect(await refusalOf(client.conversations.replies({ channel: "D0RESEARCH", ts }))).toMatchObject({ needed: "im:history" });
		expect(await refusalOf(client.conversations.info({ channel: "C0PLATFORM" }))).toMatchObject({ needed: "channels:read" });
		expect(await refusalOf(client.conversations.list({ types: "private_channel" }))).toMatchObject({ needed: "groups:read" });
		expect(await refusalOf(client.files.getUploadURLExternal({ filename: "a.png", length: 1 }))).toMatchObject({ needed: "files:write" });
		expect(await refusalOf(client.assistant.threads.setTitle({ channel_id: "D0RESEARCH", thread_ts: ts, title: "x" }))).toMatchObject({ needed: "assistant:write" });
		await client.conversations.history({ channel: "C0PLATFORM" });
		await small.close();
	});

	test("where it takes no interactions, nobody is sent any", async () => {
		const small = await openSmallApp("socket", { app: { ...wholeApp, interactive: false } });
		const { ts } = small.workspace.post("C0PLATFORM", { user: "U0BOT", text: "x", blocks });
		expect(await small.slack.interactions.press(rosa, { channel: "C0PLATFORM", ts }, "details")).toEqual({ acked: false, attempts: 0 });
		await small.close();
	});
});

test("each method has its pace, and the answer says how long to wait", async () => {
	let now = 1_700_000_000_000;
	const small = await openSmallApp("socket", { now: () => now });
	const { client } = small.app;
	const { ts = "" } = await client.chat.postMessage({ channel: "C0PLATFORM", text: "x" });
	const update = () => client.chat.update({ channel: "C0PLATFORM", ts, text: "y" });
	const refusedAfter = async (call: () => Promise<unknown>): Promise<number> => {
		for (let calls = 0; ; calls++) {
			try {
				await call();
			} catch (error) {
				expect((error as { code: string }).code).toBe("slack_webapi_rate_limited_error");
				return calls;
			}
		}
	};
	expect(await refusedAfter(update)).toBe(50);
	now += 1200;
	expect(await refusedAfter(update)).toBe(1);
	expect(await refusedAfter(() => client.conversations.list())).toBe(20);
	expect(await refusedAfter(() => client.users.info({ user: rosa }))).toBe(100);
	expect(await refusedAfter(() => client.chat.postMessage({ channel: "C0PLATFORM", text: "x" }))).toBe(4);
	expect(await refusedAfter(() => client.chat.postMessage({ channel: "C0RESEARCH", text: "x" }))).toBe(4);
	await small.close();
});
