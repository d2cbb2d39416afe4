import { App, HTTPReceiver } from "@slack/bolt";
import { sdkLogger } from "../../src/adapters/slack/sdk-logger.ts";
import { SocketReceiver } from "../../src/adapters/slack/socket-receiver.ts";
import type { InstalledApp } from "../../src/playground/installed-app.ts";
import { type LoopbackOptions, LoopbackSlack } from "../../src/playground/loopback-slack.ts";
import { Workspace } from "../../src/playground/workspace.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { freePort } from "./free-port.ts";
import type { Transport } from "./harness.ts";

/** An app that may do everything and hears of everything. */
export const wholeApp: InstalledApp = {
	scopes: [
		...["app_mentions:read", "assistant:write", "chat:write", "commands", "files:write", "im:write", "users:read"],
		...["channels", "groups", "im"].flatMap((kind) => [`${kind}:history`, `${kind}:read`]),
	],
	events: ["app_mention", "message.channels", "message.groups", "message.im", "app_home_opened", "app_context_changed", "member_joined_channel"],
	commands: [{ command: "/try", description: "", usage_hint: "" }],
	messageShortcuts: [{ name: "Try this", callback_id: "try_this", description: "" }],
	interactive: true,
	agentView: true,
	homeTab: true,
	messagesTab: true,
};

export type SmallApp = { app: App; slack: LoopbackSlack; workspace: Workspace; close: () => Promise<void> };

/** A Bolt app that is not ours, installed in a loopback Slack: does the loopback speak to Bolt as Slack does? */
export async function openSmallApp(transport: Transport, options: Partial<LoopbackOptions> = {}): Promise<SmallApp> {
	const workspace = options.workspace ?? Workspace.forNewcomers();
	const slack = new LoopbackSlack({ workspace, app: wholeApp, retryAfterMs: [20, 50], ...options });
	await slack.start();
	const { bot, app: appToken, signingSecret } = slack.tokens;
	const log = recordingLog();
	const logger = sdkLogger(log);
	const receiver = transport === "http" ? new HTTPReceiver({ signingSecret, logger, processBeforeResponse: true }) : new SocketReceiver({ appToken, slackApiUrl: slack.apiUrl, log, logger });
	const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
	const app = new App({ token: bot, receiver, logger, deferInitialization: true, ignoreSelf: false, clientOptions });
	await app.init();
	if (transport === "http") {
		const port = await freePort();
		await app.start(port);
		slack.requestUrl = `http://127.0.0.1:${port}/slack/events`;
	} else await app.start();
	return {
		app,
		slack,
		workspace,
		close: async () => {
			await app.stop();
			await slack.stop();
		},
	};
}

/** The error code that Slack refuses a call with; fails where it does not. */
export async function refusalOf(call: Promise<unknown>): Promise<{ error: string; messages: string[]; needed?: string }> {
	try {
		await call;
	} catch (error) {
		const { data } = error as { data?: { error: string; needed?: string; response_metadata?: { messages?: string[] } } };
		if (data === undefined) throw error;
		return { error: data.error, messages: data.response_metadata?.messages ?? [], ...(data.needed === undefined ? {} : { needed: data.needed }) };
	}
	throw new Error("Expected Slack to refuse, and it did not");
}
