import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rosa } from "../support/harness.ts";
import { openSmallApp, refusalOf, type SmallApp } from "../support/small-app.ts";

/** A picture of one pixel. */
const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

let small: SmallApp;
beforeAll(async () => {
	small = await openSmallApp("socket");
});
afterAll(() => small.close());

describe("files", () => {
	test("the SDK's own upload puts a picture into a channel, and its bytes are served", async () => {
		await small.app.client.filesUploadV2({ channel_id: "C0PLATFORM", initial_comment: "This week", file: png, filename: "week.png", title: "Week", alt_text: "a chart" });
		const message = small.workspace.messages("C0PLATFORM").at(-1);
		expect(message).toMatchObject({ user: "U0BOT", text: "This week", files: [{ name: "week.png", title: "Week", mimetype: "image/png", alt_txt: "a chart" }] });
		const served = await fetch(message?.files?.[0]?.url_private ?? "");
		expect(served.headers.get("content-type")).toBe("image/png");
		expect(Buffer.from(await served.arrayBuffer()).equals(png)).toBe(true);
	});

	test("a picture that was uploaded for no channel can be shown by a block", async () => {
		const { upload_url, file_id = "" } = await small.app.client.files.getUploadURLExternal({ filename: "week.png", length: png.length });
		const image = { type: "image" as const, alt_text: "a chart", slack_file: { id: file_id } };
		const post = () => small.app.client.chat.postMessage({ channel: "C0RESEARCH", text: "This week", blocks: [image] });
		expect((await fetch(upload_url ?? "", { method: "POST", body: new Uint8Array(png.subarray(1)) })).status).toBe(400);
		expect((await fetch(upload_url ?? "", { method: "POST", body: new Uint8Array(png) })).status).toBe(200);
		expect((await refusalOf(post())).error).toBe("invalid_blocks");
		await small.app.client.files.completeUploadExternal({ files: [{ id: file_id }] });
		await post();
		expect(small.workspace.messages("C0RESEARCH").at(-1)?.blocks).toMatchObject([image]);
	});

	test("what was not completed is not served", async () => {
		const { upload_url, file_id } = await small.app.client.files.getUploadURLExternal({ filename: "week.png", length: png.length });
		await fetch(upload_url ?? "", { method: "POST", body: new Uint8Array(png) });
		expect((await fetch(`${small.slack.origin}/files/${file_id}/week.png`)).status).toBe(404);
	});
});

describe("what the bot is doing", () => {
	test("a status stands in its thread until the bot has written there", async () => {
		const { ts } = small.workspace.post("C0PLATFORM", { user: rosa, text: "which tracker?" });
		await small.app.client.assistant.threads.setStatus({ channel_id: "C0PLATFORM", thread_ts: ts, status: "is thinking…" });
		expect(small.workspace.statuses).toEqual([{ channel: "C0PLATFORM", thread: ts, text: "is thinking…" }]);
		await small.app.client.chat.postMessage({ channel: "C0PLATFORM", thread_ts: ts, text: "an answer" });
		expect(small.workspace.statuses).toEqual([]);
	});

	test("prompts stand in the direct message; with a thread the agent view says ok and shows none", async () => {
		const prompts: [{ title: string; message: string }] = [{ title: "Trackers", message: "which tracker?" }];
		const { ts } = small.workspace.post("D0RESEARCH", { user: rosa, text: "hello" });
		await small.app.client.assistant.threads.setSuggestedPrompts({ channel_id: "D0RESEARCH", thread_ts: ts, prompts });
		expect(small.workspace.prompts.get("D0RESEARCH")).toBeUndefined();
		await small.app.client.assistant.threads.setSuggestedPrompts({ channel_id: "D0RESEARCH", title: "Try", prompts });
		expect(small.workspace.prompts.get("D0RESEARCH")).toMatchObject({ title: "Try", prompts });
		await small.app.client.assistant.threads.setTitle({ channel_id: "D0RESEARCH", thread_ts: ts, title: "Trackers" });
		expect(small.workspace.titles.get(`D0RESEARCH/${ts}`)).toBe("Trackers");
	});
});

describe("the App Home", () => {
	const home = (text: string) => ({ type: "home" as const, blocks: [{ type: "header" as const, text: { type: "plain_text" as const, text } }] });

	test("each person has their own, and it keeps its id when it changes", async () => {
		const first = await small.app.client.views.publish({ user_id: rosa, view: home("Rosa's") });
		const second = await small.app.client.views.publish({ user_id: rosa, hash: first.view?.hash ?? "", view: home("Rosa's, again") });
		expect(second.view?.id).toBe(first.view?.id);
		expect((await refusalOf(small.app.client.views.publish({ user_id: rosa, hash: first.view?.hash ?? "", view: home("late") }))).error).toBe("hash_conflict");
		expect(small.workspace.views.home("U0ENGINEER")).toBeUndefined();
	});
});

test("who is asked for is told with their time zone, and a channel with what it is", async () => {
	Object.assign(small.workspace.users.get(rosa) ?? {}, { tz: "Asia/Kolkata" });
	const { user } = await small.app.client.users.info({ user: rosa });
	expect(user).toMatchObject({ profile: { title: "Research Scientist" }, tz: "Asia/Kolkata", tz_offset: 19_800 });
	const { channel } = await small.app.client.conversations.open({ users: rosa });
	expect(channel?.id).toBe("D0RESEARCH");
	expect((await small.app.client.conversations.info({ channel: "D0RESEARCH" })).channel).toMatchObject({ is_im: true, user: rosa });
	expect((await small.app.client.conversations.members({ channel: "C0PLATFORM" })).members).toContain(rosa);
	expect((await small.app.client.conversations.list({ types: "public_channel,im", limit: 2 })).channels).toHaveLength(2);
});
