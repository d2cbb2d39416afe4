import { createHmac, randomUUID } from "node:crypto";
import { WebSocket } from "ws";

/** What Slack sends an app: an event, a slash command, or an interaction. */
export type Payload = { type: "events_api" | "slash_commands" | "interactive"; body: Record<string, unknown> };
export type DeliveryResult = { acked: boolean; response?: unknown; status?: number; attempts: number };

export type DeliveryOptions = {
	signingSecret: string;
	/** Over HTTP: the app's request address. */
	requestUrl: () => string | undefined;
	/** Pauses before each further try of an event that was not acked. Slack's own: at once, a minute, five minutes. */
	retryAfterMs: readonly number[];
	/** How long an app has to ack. */
	ackWithinMs: number;
	now: () => number;
};

/** Delivers payloads the way Slack does: over a Socket Mode connection where one is open, else signed over HTTP. */
export class Delivery {
	readonly #options: DeliveryOptions;
	readonly #sockets = new Set<WebSocket>();
	readonly #awaited = new Map<string, { socket: WebSocket; settle: (result: { acked: boolean; response?: unknown }) => void }>();
	#turn = 0;

	constructor(options: DeliveryOptions) {
		this.#options = options;
	}

	/** A Socket Mode connection: says hello, and listens for acks. */
	connect(socket: WebSocket): void {
		this.#sockets.add(socket);
		socket.on("close", () => {
			this.#sockets.delete(socket);
			// What was not acked on it never will be.
			for (const { socket: carrier, settle } of this.#awaited.values()) if (carrier === socket) settle({ acked: false });
		});
		socket.on("message", (data) => {
			const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id?: string; payload?: unknown };
			if (envelope_id === undefined) return;
			this.#awaited.get(envelope_id)?.settle({ acked: true, response: payload });
		});
		socket.send(JSON.stringify({ type: "hello", num_connections: this.#sockets.size, debug_info: { host: "loopback" }, connection_info: { app_id: "A0LOCAL" } }));
	}

	get connected(): number {
		return this.#sockets.size;
	}

	/** Closes every connection, as Slack does from time to time. */
	disconnectAll(reason = "refresh_requested"): void {
		for (const socket of this.#sockets) {
			socket.send(JSON.stringify({ type: "disconnect", reason }));
			socket.close();
		}
	}

	/** Sends text over every connection as it is, also where Slack never would. */
	sendRaw(text: string): void {
		for (const socket of this.#sockets) socket.send(text);
	}

	/** Events are sent again until they are acked; commands and interactions are sent once. */
	async send(payload: Payload): Promise<DeliveryResult> {
		const pauses = payload.type === "events_api" ? this.#options.retryAfterMs : [];
		for (let attempt = 0; ; attempt++) {
			const result = await this.#try(payload, attempt);
			const pause = pauses[attempt];
			if (result.acked || pause === undefined) return { ...result, attempts: attempt + 1 };
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
	}

	async #try(payload: Payload, attempt: number): Promise<Omit<DeliveryResult, "attempts">> {
		const sockets = [...this.#sockets].filter(({ readyState }) => readyState === WebSocket.OPEN);
		const socket = sockets[this.#turn++ % Math.max(1, sockets.length)];
		if (socket !== undefined) return this.#overSocket(socket, payload, attempt);
		const url = this.#options.requestUrl();
		return url === undefined ? { acked: false } : this.#overHttp(url, payload, attempt);
	}

	#overSocket(socket: WebSocket, { type, body }: Payload, attempt: number): Promise<Omit<DeliveryResult, "attempts">> {
		const envelope_id = randomUUID();
		return new Promise((resolve) => {
			const settle = (result: { acked: boolean; response?: unknown }) => {
				clearTimeout(timer);
				this.#awaited.delete(envelope_id);
				resolve(result);
			};
			const timer = setTimeout(() => settle({ acked: false }), this.#options.ackWithinMs);
			this.#awaited.set(envelope_id, { socket, settle });
			const retry = type === "events_api" ? { retry_attempt: attempt, retry_reason: attempt === 0 ? "" : "timeout" } : {};
			socket.send(JSON.stringify({ envelope_id, type, payload: body, accepts_response_payload: type !== "events_api", ...retry }));
		});
	}

	async #overHttp(url: string, { type, body }: Payload, attempt: number): Promise<Omit<DeliveryResult, "attempts">> {
		const [contentType, text] =
			type === "events_api"
				? ["application/json", JSON.stringify(body)]
				: ["application/x-www-form-urlencoded", new URLSearchParams(type === "slash_commands" ? (body as Record<string, string>) : { payload: JSON.stringify(body) }).toString()];
		try {
			const response = await fetch(url, {
				method: "POST",
				headers: {
					"content-type": contentType,
					...signature(this.#options.signingSecret, text, this.#options.now()),
					...(attempt === 0 ? {} : { "x-slack-retry-num": String(attempt), "x-slack-retry-reason": "http_timeout" }),
				},
				body: text,
				signal: AbortSignal.timeout(this.#options.ackWithinMs),
			});
			const answer = await response.text();
			return { acked: response.status === 200, status: response.status, response: parsed(answer) };
		} catch {
			return { acked: false };
		}
	}
}

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return text === "" ? undefined : { text };
	}
};

/** Slack's request signature, version 0. */
export function signature(secret: string, body: string, now: number): Record<string, string> {
	const timestamp = String(Math.floor(now / 1000));
	return { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}` };
}
