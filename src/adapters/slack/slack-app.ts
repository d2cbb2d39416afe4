import { App, type Receiver } from "@slack/bolt";
import type { Log } from "../../ports.ts";
import { httpReceiver } from "./http-receiver.ts";
import type { ListenerDeps } from "./listeners/desk.ts";
import { registerListeners } from "./listeners/register.ts";
import { sdkLogger } from "./sdk-logger.ts";
import { SocketReceiver } from "./socket-receiver.ts";
import { acceptWellFormed } from "./well-formed.ts";

export type SlackConnection = { kind: "socket"; botToken: string; appToken: string } | { kind: "http"; botToken: string; signingSecret: string; port: number };
export type SlackApp = { app: App; start: () => Promise<void>; stop: () => Promise<void> /** Whether events can come in. */; isConnected: () => boolean };

/** Slack could not be reached, or did not take our token: what to do, in one sentence. */
export class SlackStartError extends Error {
	readonly code: string;
	constructor(code: string, message: string, cause?: unknown) {
		super(message, { cause });
		this.name = "SlackStartError";
		this.code = code;
	}
}

/**
 * The Bolt app over one of the two transports. Both ack an event after its listener has stored it, and not at all where the
 * store failed. The SDK's own retries are off: a lost response must not become a second message.
 */
export async function createSlackApp(connection: SlackConnection, slackApiUrl: string | undefined, log: Log, listeners: ListenerDeps): Promise<SlackApp> {
	const logger = sdkLogger(log);
	let serving = false;
	let receiver: Receiver;
	let isConnected = (): boolean => serving;
	if (connection.kind === "socket") {
		const socket = new SocketReceiver({ appToken: connection.appToken, slackApiUrl, log, logger });
		isConnected = () => socket.connected;
		receiver = socket;
	} else receiver = httpReceiver(connection.signingSecret, logger);
	const app = new App({
		token: connection.botToken,
		receiver,
		logger,
		deferInitialization: true,
		convoStore: false,
		clientOptions: { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: 10_000, ...(slackApiUrl === undefined ? {} : { slackApiUrl }) },
	});
	registerListeners(app, { ...listeners, accept: acceptWellFormed(listeners.accept, log) });
	try {
		await app.init();
	} catch (error) {
		throw startError(error, "SLACK_BOT_TOKEN");
	}
	return {
		app,
		start: async () => {
			try {
				await (connection.kind === "http" ? app.start(connection.port) : app.start());
				serving = true;
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") {
					throw new SlackStartError("port_in_use", `PORT: expected a free port, got ${(connection as { port: number }).port}, which another process uses; stop it or set another PORT`, error);
				}
				throw startError(error, connection.kind === "socket" ? "SLACK_APP_TOKEN" : "PORT");
			}
		},
		stop: async () => {
			serving = false;
			await app.stop();
		},
		isConnected: () => isConnected(),
	};
}

function startError(error: unknown, variable: string): SlackStartError {
	const { data, code, original } = error as { data?: { error?: string }; code?: string; original?: { code?: string } };
	const slackCode = data?.error;
	if (slackCode !== undefined) {
		return new SlackStartError(slackCode, `${variable}: Slack did not take the token (${slackCode}); copy it again from the app's page, and reinstall the app if it was changed`, error);
	}
	return new SlackStartError(code ?? "unreachable", `Slack could not be reached (${original?.code ?? code ?? "no answer"}); check the network and SLACK_API_URL`, error);
}
