import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import { SocketModeClient } from "@slack/socket-mode";
import type { Log } from "../../ports.ts";
import type { SdkLogger } from "./sdk-logger.ts";

export type SocketReceiverOptions = { appToken: string; slackApiUrl: string | undefined; log: Log; logger: SdkLogger };

const firstPauseMs = 200;
const longestPauseMs = 30_000;

/**
 * Socket Mode that acks an event only after Bolt has processed it, which here means: after it is stored. Bolt's own
 * receiver acks first, and the SDK gives up for good when a reconnect fails once; both would lose questions.
 */
export class SocketReceiver implements Receiver {
	readonly #client: SocketModeClient;
	readonly #log: Log;
	#app: App | undefined;
	#stopping = false;
	#connecting = false;
	#connected = false;
	#failures = 0;

	constructor({ appToken, slackApiUrl, log, logger }: SocketReceiverOptions) {
		this.#log = log;
		this.#client = new CalmSocketModeClient(log, {
			appToken,
			logger,
			autoReconnectEnabled: false,
			clientOptions: { retryConfig: { retries: 0 }, timeout: 10_000, ...(slackApiUrl === undefined ? {} : { slackApiUrl }) },
		});
		this.#client.on("slack_event", (envelope: Envelope) => void this.#receive(envelope));
		// While a connection is being made, the promise of that tells; two tellers would double the attempts each time.
		this.#client.on("disconnected", () => {
			this.#connected = false;
			if (!this.#connecting) this.#reconnect();
		});
	}

	init(app: App): void {
		this.#app = app;
	}

	/** Whether events come in just now. */
	get connected(): boolean {
		return this.#connected;
	}

	/** Rejects where the first connection can't be made: a wrong token shows at once. */
	async start(): Promise<void> {
		await this.#connect();
	}

	async stop(): Promise<void> {
		this.#stopping = true;
		await this.#client.disconnect();
	}

	async #receive({ body, ack, retry_num, retry_reason }: Envelope): Promise<void> {
		let response: unknown;
		const event: ReceiverEvent = {
			body,
			ack: async (given) => {
				response = given;
			},
			...(retry_num === undefined ? {} : { retryNum: retry_num }),
			...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
		};
		try {
			await this.#app?.processEvent(event);
		} catch (error) {
			// No ack: Slack will send it again.
			this.#log.error({ error: nameOf(error) }, "an event could not be stored and is not acked");
			return;
		}
		try {
			await ack(response);
		} catch (error) {
			this.#log.warn({ error: nameOf(error) }, "an ack did not get through; Slack will send the event again");
		}
	}

	async #connect(): Promise<void> {
		this.#connecting = true;
		try {
			await this.#client.start();
			this.#failures = 0;
			this.#connected = true;
		} catch (error) {
			// The SDK gives no reason where the socket closes before Slack has said hello.
			throw error ?? Object.assign(new Error("Expected Slack to say hello, and the connection closed"), { code: "socket_closed" });
		} finally {
			this.#connecting = false;
		}
		if (this.#stopping) await this.#client.disconnect();
	}

	#reconnect(): void {
		if (this.#stopping) return;
		const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#failures);
		this.#failures++;
		this.#log.warn({ pause }, "Socket Mode is disconnected; connecting again");
		setTimeout(() => {
			if (this.#stopping) return;
			this.#connect().catch((error: unknown) => {
				this.#log.error({ error: nameOf(error) }, "Socket Mode could not connect");
				this.#reconnect();
			});
		}, pause);
	}
}

/** The SDK's client leaves a rejection to nobody where a message is not what it expects, which would end the process. */
class CalmSocketModeClient extends SocketModeClient {
	readonly #log: Log;

	constructor(log: Log, options: ConstructorParameters<typeof SocketModeClient>[0]) {
		super(options);
		this.#log = log;
	}

	protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
		try {
			await super.onWebSocketMessage(data, isBinary);
		} catch (error) {
			this.#log.warn({ error: nameOf(error) }, "a message on the socket was none of Slack's, and is let be");
		}
	}
}

/** What the SDK emits for each envelope; its types leave it open. */
type Envelope = { body: ReceiverEvent["body"]; ack: (response?: unknown) => Promise<void>; retry_num?: number; retry_reason?: string };

const nameOf = (error: unknown): string => (error instanceof Error ? ((error as { code?: string }).code ?? error.name) : String(error));
