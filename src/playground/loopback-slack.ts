import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { Delivery, type DeliveryResult, type Payload } from "./delivery.ts";
import { checkMessage, limits } from "./message-limits.ts";
import { comesFromHere } from "./same-machine.ts";
import { ApiError } from "./slack-errors.ts";
import { type Args, type Tokens, WebApi } from "./web-api.ts";
import { appId, botUser, type SlackMessage, teamId, type Workspace } from "./workspace.ts";

/**
 * What may go wrong on the way. `reset` drops the connection without the call having taken effect, `lost_response` after
 * it took effect, both at once or `afterMs` later; `delay` holds the call back, and then it takes effect.
 */
export type Fault =
	| { kind: "status"; status: number; retryAfter?: number }
	| { kind: "error"; error: string }
	| { kind: "reset"; afterMs?: number }
	| { kind: "lost_response"; afterMs?: number }
	| { kind: "delay"; ms: number };

export type LoopbackOptions = {
	workspace: Workspace;
	tokens?: Tokens;
	/** Slack's pace per channel and method. */
	rates?: boolean;
	/** Pauses before an event that was not acked is sent again. */
	retryAfterMs?: readonly number[];
	/** How long an app has to ack; Slack's own 3 seconds unless a test says otherwise. */
	ackWithinMs?: number;
	/** Decides for each call of the Web API, each Socket Mode connection (`socket`) and each use of a `response_url`, whether it goes wrong. */
	fault?: (method: string, args: Args) => Fault | undefined;
	/** Requests that are not Slack's, for the page. Returns whether it took the request. */
	alsoServe?: (request: IncomingMessage, response: ServerResponse, slack: LoopbackSlack) => boolean | Promise<boolean>;
	now?: () => number;
};

export const localTokens: Tokens = { bot: "xoxb-local-workspace", app: "xapp-local-workspace", signingSecret: "local-workspace" };

const bodyLimit = 1_000_000;

/**
 * A Slack on the loopback interface: the Web API, Socket Mode, and events, commands and interactions delivered the way
 * Slack delivers them. The local workspace runs on it, and the end-to-end tests do.
 */
export class LoopbackSlack {
	readonly workspace: Workspace;
	readonly tokens: Tokens;
	readonly delivery: Delivery;
	/** Where an app that serves HTTP takes its requests. */
	requestUrl: string | undefined;
	readonly #options: LoopbackOptions;
	readonly #api: WebApi;
	readonly #server: Server;
	readonly #responseUrls = new Map<string, { channel: string; user: string; asked: string; left: number; until: number }>();
	readonly #calls: { method: string; args: Args }[] = [];

	constructor(options: LoopbackOptions) {
		this.#options = options;
		this.workspace = options.workspace;
		this.tokens = options.tokens ?? localTokens;
		const now = options.now ?? Date.now;
		this.delivery = new Delivery({
			signingSecret: this.tokens.signingSecret,
			requestUrl: () => this.requestUrl,
			retryAfterMs: options.retryAfterMs ?? [0, 60_000, 300_000],
			ackWithinMs: options.ackWithinMs ?? 3000,
			now,
		});
		this.#api = new WebApi({ workspace: this.workspace, tokens: this.tokens, socketUrl: () => `${this.origin.replace("http", "ws")}/socket`, rates: options.rates ?? true, now });
		this.#server = createServer((request, response) => void this.#handle(request, response));
		const sockets = new WebSocketServer({ noServer: true });
		this.#server.on("upgrade", (request, socket, head) => {
			if (request.url !== "/socket" || !comesFromHere(request, this.origin) || this.#options.fault?.("socket", {}) !== undefined) return socket.destroy();
			return sockets.handleUpgrade(request, socket, head, (connection) => this.delivery.connect(connection));
		});
	}

	get origin(): string {
		const { address, port } = this.#server.address() as AddressInfo;
		return `http://${address}:${port}`;
	}

	/** What `SLACK_API_URL` is set to. */
	get apiUrl(): string {
		return `${this.origin}/api/`;
	}

	/** Every call of the Web API so far, for tests. */
	get calls(): readonly { method: string; args: Args }[] {
		return this.#calls;
	}

	/** Rejects with `EADDRINUSE` where the port is taken. */
	async start(port = 0, host = "127.0.0.1"): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.#server.once("error", reject);
			this.#server.listen(port, host, () => {
				this.#server.removeListener("error", reject);
				resolve();
			});
		});
	}

	async stop(): Promise<void> {
		this.delivery.disconnectAll("server_shutdown");
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	/** Somebody writes a message; where it mentions the bot, or in a DM, the app hears of it. */
	write(user: string, channelId: string, text: string, thread?: string): { message: SlackMessage; delivered: Promise<DeliveryResult | undefined> } {
		const channel = this.workspace.channels.get(channelId);
		if (channel === undefined) throw new ApiError("channel_not_found");
		const message = this.workspace.post(channelId, { user, text, ...(thread === undefined ? {} : { thread_ts: thread }) });
		const isMention = text.includes(`<@${botUser.id}>`);
		if (!channel.members.has(botUser.id) || !isMention) return { message, delivered: Promise.resolve(undefined) };
		const event = { type: "app_mention", user, text, ts: message.ts, channel: channelId, event_ts: message.ts, ...(thread === undefined ? {} : { thread_ts: thread }) };
		return { message, delivered: this.sendEvent(event) };
	}

	/** Sends an event as the Events API does; `eventId` is Slack's own unless a test says otherwise. */
	sendEvent(event: Record<string, unknown>, eventId = `Ev${randomUUID().replaceAll("-", "").slice(0, 10).toUpperCase()}`): Promise<DeliveryResult> {
		const body = {
			token: "local",
			team_id: teamId,
			api_app_id: appId,
			event,
			type: "event_callback",
			event_id: eventId,
			event_time: Math.floor(Date.now() / 1000),
			authorizations: [{ enterprise_id: null, team_id: teamId, user_id: botUser.id, is_bot: true, is_enterprise_install: false }],
			is_ext_shared_channel: false,
		};
		return this.delivery.send({ type: "events_api", body });
	}

	/** Somebody uses a slash command; what the app answers at once is shown to them alone. */
	async command(user: string, channelId: string, command: string, text: string): Promise<DeliveryResult> {
		const id = randomUUID();
		this.#responseUrls.set(id, { channel: channelId, user, asked: text, left: 5, until: Date.now() + 30 * 60_000 });
		const body = {
			token: "local",
			team_id: teamId,
			team_domain: "local",
			channel_id: channelId,
			channel_name: this.workspace.channels.get(channelId)?.name ?? "",
			user_id: user,
			user_name: this.workspace.users.get(user)?.name ?? "",
			command,
			text,
			api_app_id: appId,
			is_enterprise_install: "false",
			response_url: `${this.origin}/response/${id}`,
			trigger_id: `${Date.now()}.${id}`,
		};
		const result = await this.delivery.send({ type: "slash_commands", body } satisfies Payload);
		const { text: said, blocks } = (result.response ?? {}) as { text?: string; blocks?: unknown[] };
		if (result.acked && (said !== undefined || blocks !== undefined)) this.workspace.showTo({ channel: channelId, user, text: said ?? "", ...(blocks === undefined ? {} : { blocks }) });
		if (!result.acked) this.workspace.showTo({ channel: channelId, user, text: `${command} failed because the app did not respond.` });
		return result;
	}

	async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		try {
			if (!comesFromHere(request, this.origin)) return void response.writeHead(403, { "content-type": "text/plain" }).end("forbidden");
			const { pathname } = new URL(request.url ?? "/", "http://localhost");
			if (pathname.startsWith("/api/")) return await this.#handleApi(pathname.slice("/api/".length), request, response);
			if (pathname.startsWith("/response/")) return await this.#handleResponseUrl(pathname.slice("/response/".length), request, response);
			if ((await this.#options.alsoServe?.(request, response, this)) === true) return;
			response.writeHead(404, { "content-type": "text/plain" }).end("not found");
		} catch (error) {
			if (!response.headersSent) response.writeHead(error instanceof BodyTooLarge ? 413 : 500, { "content-type": "text/plain" });
			response.end(error instanceof BodyTooLarge ? "too large" : "error");
		}
	}

	async #handleApi(method: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await readBody(request);
		const args = parseArgs(request.headers["content-type"] ?? "", body);
		const token = request.headers.authorization?.replace(/^Bearer /, "") ?? (typeof args.token === "string" ? args.token : undefined);
		const fault = this.#options.fault?.(method, args);
		if (fault?.kind === "reset") return dropConnection(request, fault.afterMs);
		if (fault?.kind === "status") return void response.writeHead(fault.status, fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) }).end();
		if (fault?.kind === "delay") await pause(fault.ms);
		let answer: Record<string, unknown>;
		try {
			if (fault?.kind === "error") throw new ApiError(fault.error);
			answer = this.#api.call(method, token, args);
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			if (error.retryAfter !== undefined)
				return void response.writeHead(429, { "retry-after": String(error.retryAfter), "content-type": "application/json" }).end(JSON.stringify({ ok: false, error: error.error }));
			answer = { ok: false, error: error.error };
		}
		if (this.#calls.length < 100_000) this.#calls.push({ method, args });
		if (fault?.kind === "lost_response") return dropConnection(request, fault.afterMs);
		response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(answer));
	}

	async #handleResponseUrl(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
		const target = this.#responseUrls.get(id);
		const args = parseArgs(request.headers["content-type"] ?? "", await readBody(request));
		const fault = this.#options.fault?.("response_url", { ...args, channel: target?.channel });
		if (fault?.kind === "reset") return dropConnection(request, fault.afterMs);
		if (fault?.kind === "status") return void response.writeHead(fault.status).end();
		if (target === undefined || target.until < Date.now() || target.left <= 0) return void response.writeHead(404).end("expired_url");
		target.left--;
		const said = typeof args.text === "string" ? args.text : undefined;
		try {
			checkMessage({ text: said, blocks: args.blocks }, limits.text);
		} catch (error) {
			return void response.writeHead(400).end(error instanceof ApiError ? error.error : "error");
		}
		const blocks = Array.isArray(args.blocks) ? { blocks: args.blocks } : {};
		if (args.response_type === "in_channel") this.workspace.post(target.channel, { user: botUser.id, text: said ?? "", ...blocks });
		else this.workspace.showTo({ channel: target.channel, user: target.user, asked: target.asked, text: said ?? "", ...blocks });
		response.writeHead(200).end("ok");
	}
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

async function dropConnection(request: IncomingMessage, afterMs = 0): Promise<void> {
	if (afterMs > 0) await pause(afterMs);
	request.socket.destroy();
}

class BodyTooLarge extends Error {}

/** @throws BodyTooLarge past one megabyte */
export async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > bodyLimit) throw new BodyTooLarge();
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString("utf8");
}

function parseArgs(contentType: string, body: string): Args {
	if (body === "") return {};
	if (!contentType.includes("json")) return Object.fromEntries(new URLSearchParams(body));
	try {
		return JSON.parse(body) as Args;
	} catch {
		return {};
	}
}
