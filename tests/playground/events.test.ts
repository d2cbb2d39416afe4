import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readInstalledApp } from "../../src/playground/installed-app.ts";
import { emil, mention, rosa, transports } from "../support/harness.ts";
import { openSmallApp, type SmallApp, wholeApp } from "../support/small-app.ts";
import { until } from "../support/until.ts";

type Event = Record<string, unknown> & { type: string; channel?: string };

/** Every event that the app hears of. */
function listening(small: SmallApp): Event[] {
	const heard: Event[] = [];
	const names = ["app_mention", "message", "app_home_opened", "app_context_changed", "member_joined_channel"] as const;
	for (const name of names) small.app.event(name, async ({ event }) => void heard.push(event as unknown as Event));
	return heard;
}

describe.each(transports)("over %s", (transport) => {
	let small: SmallApp;
	let heard: Event[];
	beforeAll(async () => {
		small = await openSmallApp(transport);
		small.workspace.addChannel("G0TEAM", "team", [rosa, "U0BOT"]);
		heard = listening(small);
	});
	afterAll(() => small.close());
	const heardDuring = async (what: Promise<unknown>): Promise<Event[]> => {
		heard.length = 0;
		await what;
		return [...heard];
	};

	test("a mention in a channel arrives as a mention and as a message, of one timestamp", async () => {
		const events = await heardDuring(small.slack.write(rosa, "C0PLATFORM", `${mention} hello`).delivered);
		expect(events.map(({ type }) => type).sort()).toEqual(["app_mention", "message"]);
		expect(new Set(events.map(({ ts }) => ts)).size).toBe(1);
	});

	test("messages are told with the kind of their channel; a mention in a direct message is none", async () => {
		expect(await heardDuring(small.slack.write(rosa, "C0PLATFORM", "hello").delivered)).toMatchObject([{ type: "message", channel: "C0PLATFORM", channel_type: "channel" }]);
		expect(await heardDuring(small.slack.write(rosa, "G0TEAM", "hello").delivered)).toMatchObject([{ type: "message", channel_type: "group" }]);
		expect(await heardDuring(small.slack.write(rosa, "D0RESEARCH", `${mention} hello`).delivered)).toMatchObject([{ type: "message", channel: "D0RESEARCH", channel_type: "im", user: rosa }]);
	});

	test("where the bot is not in the channel, it hears nothing", async () => {
		expect(await heardDuring(small.slack.write(rosa, "C0RANDOM", `${mention} hello`).delivered)).toEqual([]);
	});

	test("the app hears of what it posts, changes and takes back itself", async () => {
		heard.length = 0;
		const { ts = "" } = await small.app.client.chat.postMessage({ channel: "C0PLATFORM", text: "mine" });
		await until("its own message", () => heard.length === 1);
		expect(heard[0]).toMatchObject({ type: "message", bot_id: "B0BOT", text: "mine", ts });
		await small.app.client.chat.update({ channel: "C0PLATFORM", ts, text: "changed" });
		await until("the change", () => heard.length === 2);
		expect(heard[1]).toMatchObject({ subtype: "message_changed", message: { text: "changed", ts } });
		await small.app.client.chat.delete({ channel: "C0PLATFORM", ts });
		await until("the end of it", () => heard.length === 3);
		expect(heard[2]).toMatchObject({ subtype: "message_deleted", deleted_ts: ts });
	});

	test("opening the App Home is told with the view that was published there", async () => {
		expect(await heardDuring(small.slack.events.openHome(emil, "home"))).toMatchObject([{ type: "app_home_opened", tab: "home", user: emil, channel: "D0ENGINEER" }]);
		await small.app.client.views.publish({ user_id: emil, view: { type: "home", blocks: [{ type: "divider" }] } });
		const [event] = await heardDuring(small.slack.events.openHome(emil, "home"));
		expect(event).toMatchObject({ view: { type: "home", id: small.workspace.views.home(emil)?.id } });
		expect((await heardDuring(small.slack.events.openHome(emil, "messages")))[0]).not.toHaveProperty("view");
	});

	test("in the agent view the app hears what somebody looks at, at once and with their next message", async () => {
		expect(await heardDuring(small.slack.events.lookAt(rosa, "C0RESEARCH"))).toMatchObject([
			{ type: "app_context_changed", user: rosa, channel: "D0RESEARCH", context: { entities: [{ type: "slack#/types/channel_id", value: "C0RESEARCH" }] } },
		]);
		expect(await heardDuring(small.slack.write(rosa, "D0RESEARCH", "which tracker?").delivered)).toMatchObject([{ app_context: { entities: [{ value: "C0RESEARCH" }] } }]);
	});

	test("who joins a channel is told, the bot's own arrival too", async () => {
		small.workspace.addChannel(`C0JOIN${transport}`, "join", [rosa]);
		expect(await heardDuring(small.slack.events.join(emil, `C0JOIN${transport}`))).toEqual([]);
		expect(await heardDuring(small.slack.events.join("U0BOT", `C0JOIN${transport}`, rosa))).toMatchObject([{ type: "member_joined_channel", user: "U0BOT", inviter: rosa }]);
	});
});

test("only what the app is subscribed to is delivered", async () => {
	const small = await openSmallApp("socket", { app: { ...wholeApp, events: ["app_mention"], agentView: false } });
	const heard = listening(small);
	await small.slack.write(rosa, "C0PLATFORM", "hello").delivered;
	await small.slack.write(rosa, "D0RESEARCH", "hello").delivered;
	await small.slack.events.openHome(rosa, "home");
	await small.slack.events.lookAt(rosa, "C0RESEARCH");
	await small.slack.write(rosa, "C0PLATFORM", `${mention} hello`).delivered;
	expect(heard.map(({ type }) => type)).toEqual(["app_mention"]);
	await small.close();
});

test("an event of a channel that another organisation shares says so", async () => {
	const small = await openSmallApp("socket");
	let shared: unknown;
	small.app.event("app_mention", async ({ body }) => {
		shared = (body as { is_ext_shared_channel?: boolean }).is_ext_shared_channel;
	});
	small.workspace.addChannel("C0SHARED", "shared", [rosa, "U0BOT"], "", { isShared: true });
	await small.slack.write(rosa, "C0SHARED", `${mention} hello`).delivered;
	expect(shared).toBe(true);
	expect((await small.app.client.conversations.info({ channel: "C0SHARED" })).channel).toMatchObject({ is_ext_shared: true });
	await small.close();
});

test("our own manifest installs", () => {
	const app = readInstalledApp();
	expect(app.scopes).toContain("chat:write");
	expect(app.events).toContain("app_mention");
	expect(app.commands.map(({ command }) => command)).toEqual(["/mlops-recommend"]);
});
