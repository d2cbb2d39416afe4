import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { Delivery, type DeliveryResult } from "./delivery.ts";
import { Events } from "./events.ts";
import { type InstalledApp, readInstalledApp } from "./installed-app.ts";
import { Interactions } from "./interactions.ts";
import { ResponseUrls } from "./response-urls.ts";
import { comesFromHere, originOf } from "./same-machine.ts";
import { ApiError } from "./slack-errors.ts";
import { Triggers } from "./triggers.ts";
import { type Args, type Tokens, WebApi } from "./web-api.ts";
import type { Workspace } from "./workspace.ts";

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
	/** The app as it is installed: its scopes, events and shortcuts. Those of `manifest.yml` unless a test says otherwise. */
	app?: InstalledApp;
	tokens?: Tokens;
	/** Slack's pace per channel and method. */
	rates?: boolean;
	/** Pauses before an event that was not acked is sent again. */
	retryAfterMs?: readonly number[];
	/** How long an app has to ack; Slack's own 3 seconds unless a test says otherwise. */
	ackWithinMs?: number;
	/** How many calls of the Web API are kept for tests to look at. */
	keepCalls?: number;
	/** Decides for each call of the Web API, each Socket Mode connection (`socket`) and each use of a `response_url`, whether it goes wrong. */
	fault?: (method: string, args: Args) => Fault | undefined;
	/** Requests that are not Slack's, for the page. Returns whether it took the request. */
	alsoServe?: (request: IncomingMessage, response: ServerResponse, slack: LoopbackSlack) => boolean | Promise<boolean>;
	now?: () => number;
};

export const localTokens: Tokens = { bot: "xoxb-local-workspace", app: "xapp-local-workspace", signingSecret: "local-workspace" };

const bodyLimit = 1_000_000;
const uploadLimit = 20_000_000;

/**
 * A Slack on the loopback interface: the Web API, Socket Mode, and events, commands and interactions delivered the way
 * Slack delivers them. The local workspace runs on it, and the end-to-end tests do.
 */
export class LoopbackSlack {
	readonly workspace: Workspace;
	readonly tokens: Tokens;
	readonly app: InstalledApp;
	readonly delivery: Delivery;
	/** What happens in the workspace, as the app is told. */
	readonly events: Events;
	/** What people do with what the app shows them. */
	readonly interactions: Interactions;
	/** Where an app that serves HTTP takes its requests; a function where several processes share them. */
	requestUrl: string | (() => string | undefined) | undefined;
	readonly #options: LoopbackOptions;
	readonly #api: WebApi;
	readonly #server: Server;
	readonly #responseUrls: ResponseUrls;
	readonly #calls: { method: string; args: Args }[] = [];

	constructor(options: LoopbackOptions) {
		this.#options = options;
		this.workspace = options.workspace;
		this.app = options.app ?? readInstalledApp();
		this.tokens = options.tokens ?? localTokens;
		const now = options.now ?? Date.now;
		this.delivery = new Delivery({
			signingSecret: this.tokens.signingSecret,
			requestUrl: () => (typeof this.requestUrl === "function" ? this.requestUrl() : this.requestUrl),
			retryAfterMs: options.retryAfterMs ?? [0, 60_000, 300_000],
			ackWithinMs: options.ackWithinMs ?? 3000,
			now,
		});
		const { workspace, app, delivery } = this;
		const triggers = new Triggers(now);
		const origin = () => this.origin;
		this.#responseUrls = new ResponseUrls(workspace, now);
		this.events = new Events({ workspace, app, delivery });
		this.interactions = new Interactions({ workspace, app, delivery, triggers, responseUrls: this.#responseUrls, origin });
		this.#api = new WebApi({
			workspace,
			app,
			triggers,
			tokens: this.tokens,
			origin,
			socketUrl: () => `${this.origin.replace("http", "ws")}/socket`,
			tellApp: (...change) => this.events.tellOwn(...change),
			rates: options.rates ?? true,
			now,
		});
		this.#server = createServer((request, response) => void this.#handle(request, response));
		const sockets = new WebSocketServer({ noServer: true });
		this.#server.on("upgrade", (request, socket, head) => {
			if (request.url !== "/socket" || !comesFromHere(request, this.#bound) || this.#options.fault?.("socket", {}) !== undefined) return socket.destroy();
			return sockets.handleUpgrade(request, socket, head, (connection) => this.delivery.connect(connection));
		});
	}

	get origin(): string {
		return originOf(this.#bound);
	}

	get #bound(): AddressInfo {
		return this.#server.address() as AddressInfo;
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

	/** Somebody writes a message; the app hears of it where it is a mention, or where it is subscribed to messages. */
	write(user: string, channel: string, text: string, thread?: string): ReturnType<Events["write"]> {
		return this.events.write(user, channel, text, thread);
	}

	/** Sends an event as the Events API does; `eventId` is Slack's own unless a test says otherwise. */
	sendEvent(event: Record<string, unknown>, eventId?: string): Promise<DeliveryResult> {
		return this.events.send(event, eventId);
	}

	/** Somebody uses a slash command; what the app answers at once is shown to them alone. */
	command(user: string, channel: string, command: string, text: string): Promise<DeliveryResult> {
		return this.interactions.command(user, channel, command, text);
	}

	async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		try {
			if (!comesFromHere(request, this.#bound)) return void response.writeHead(403, { "content-type": "text/plain" }).end("forbidden");
			const { pathname } = new URL(request.url ?? "/", "http://localhost");
			if (pathname.startsWith("/api/")) return await this.#handleApi(pathname.slice("/api/".length), request, response);
			if (pathname.startsWith("/upload/")) return await this.#handleUpload(pathname.slice("/upload/".length), request, response);
			if (pathname.startsWith("/files/")) return this.#sendFile(pathname.slice("/files/".length), response);
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
			if (error.retryAfter !== undefined) return void response.writeHead(429, { "retry-after": String(error.retryAfter), "content-type": "application/json" }).end(JSON.stringify(error.answer));
			answer = error.answer;
		}
		if (this.#calls.length < (this.#options.keepCalls ?? 100_000)) this.#calls.push({ method, args });
		if (fault?.kind === "lost_response") return dropConnection(request, fault.afterMs);
		const scopes = token === this.tokens.bot ? { "x-oauth-scopes": this.app.scopes.join(",") } : {};
		response.writeHead(200, { "content-type": "application/json; charset=utf-8", ...scopes }).end(JSON.stringify(answer));
	}

	async #handleResponseUrl(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
		const args = parseArgs(request.headers["content-type"] ?? "", await readBody(request));
		const fault = this.#options.fault?.("response_url", { ...args, channel: this.#responseUrls.targetOf(id)?.channel });
		if (fault?.kind === "reset") return dropConnection(request, fault.afterMs);
		if (fault?.kind === "status") return void response.writeHead(fault.status).end();
		try {
			this.#responseUrls.use(id, args);
			response.writeHead(200).end("ok");
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			response.writeHead(error.error === "expired_url" ? 404 : 400).end(error.error);
		}
	}

	/** The bytes of a file that was announced; as they are, or in a form. */
	async #handleUpload(id: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
		const file = this.workspace.files.get(id);
		if (file === undefined || request.method !== "POST") return void response.writeHead(404).end("not found");
		const body = await readBytes(request, uploadLimit);
		const type = request.headers["content-type"] ?? "";
		const content = type.includes("multipart/form-data") ? await fileInForm(body, type) : body;
		if (content.length !== file.length) return void response.writeHead(400).end(`expected ${file.length} bytes, got ${content.length}`);
		file.content = content;
		response.writeHead(200).end(`OK - ${content.length}`);
	}

	#sendFile(path: string, response: ServerResponse): void {
		const file = this.workspace.files.get(path.split("/")[0] ?? "");
		if (file?.content === undefined || !file.isComplete) return void response.writeHead(404).end("not found");
		response.writeHead(200, { "content-type": file.mimetype, "x-content-type-options": "nosniff", "content-security-policy": "default-src 'none'", "cache-control": "no-store" }).end(file.content);
	}
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

async function dropConnection(request: IncomingMessage, afterMs = 0): Promise<void> {
	if (afterMs > 0) await pause(afterMs);
	request.socket.destroy();
}

class BodyTooLarge extends Error {}

/** @throws BodyTooLarge past one megabyte */
export const readBody = async (request: IncomingMessage): Promise<string> => (await readBytes(request, bodyLimit)).toString("utf8");

async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > most) throw new BodyTooLarge();
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

async function fileInForm(body: Buffer, type: string): Promise<Buffer> {
	const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
	const file = [...form.values()].find((value) => typeof value !== "string");
	return file === undefined ? Buffer.alloc(0) : Buffer.from(await file.arrayBuffer());
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
