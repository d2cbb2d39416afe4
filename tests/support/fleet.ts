import { type Bot, type BotOptions, startBot } from "../../src/bot.ts";
import { type LoopbackOptions, LoopbackSlack } from "../../src/playground/loopback-slack.ts";
import { botUser, type SlackMessage, Workspace } from "../../src/playground/workspace.ts";
import { type LogEntry, recordingLog } from "../fakes/recording-log.ts";
import { freePort } from "./free-port.ts";
import { rosa, type Transport } from "./harness.ts";
import { temporaryDir } from "./temporary-dir.ts";

/** Several bots in this process that share one Redis, beside one loopback Slack that delivers to them in turn. */
export class Fleet {
	readonly workspace = Workspace.forNewcomers();
	readonly slack: LoopbackSlack;
	readonly bots: Bot[] = [];
	readonly logged: (readonly LogEntry[])[] = [];
	readonly #dir = temporaryDir();
	readonly #urls: string[] = [];
	#turn = 0;
	#channels = 0;

	private constructor(fault: LoopbackOptions["fault"]) {
		this.slack = new LoopbackSlack({ workspace: this.workspace, retryAfterMs: [20, 50, 100, 200, 400, 800, 1600, 3200], ...(fault === undefined ? {} : { fault }) });
	}

	static async start(count: number, transport: Transport, settings: Partial<BotOptions>, fault?: LoopbackOptions["fault"]): Promise<Fleet> {
		const fleet = new Fleet(fault);
		await fleet.slack.start();
		if (transport === "http") fleet.slack.requestUrl = () => fleet.#urls[fleet.#turn++ % fleet.#urls.length];
		await fleet.startMore(count, transport, settings);
		return fleet;
	}

	async startMore(count: number, transport: Transport, settings: Partial<BotOptions>): Promise<void> {
		for (let at = 0; at < count; at++) await this.#startOne(transport, settings);
	}

	async #startOne(transport: Transport, settings: Partial<BotOptions>): Promise<void> {
		const { bot: botToken, app: appToken, signingSecret } = this.slack.tokens;
		const port = await freePort();
		const log = recordingLog();
		const connection = transport === "http" ? ({ kind: "http", botToken, signingSecret, port } as const) : ({ kind: "socket", botToken, appToken } as const);
		this.bots.push(await startBot({ connection, slackApiUrl: this.slack.apiUrl, dataDir: this.#dir.path, log, settleMs: 300, ...settings }));
		this.logged.push(log.entries);
		if (transport === "http") this.#urls.push(`http://127.0.0.1:${port}/slack/events`);
	}

	channel(): string {
		this.#channels++;
		const id = `C0FLEET${this.#channels}`;
		this.workspace.addChannel(id, id.toLowerCase(), this.workspace.users.keys());
		return id;
	}

	/** A message that mentions the bot and that nothing has been delivered of. */
	quietly(text: string, channel: string, thread?: string): Record<string, unknown> & { ts: string } {
		const { ts } = this.workspace.post(channel, { user: rosa, text, ...(thread === undefined ? {} : { thread_ts: thread }) });
		return { type: "app_mention", user: rosa, text, ts, channel, event_ts: ts, ...(thread === undefined ? {} : { thread_ts: thread }) };
	}

	/** Everything that the bots wrote in a thread, oldest first. */
	repliesIn(channel: string, thread: string): SlackMessage[] {
		return this.workspace.messages(channel, thread).filter(({ user }) => user === botUser.id);
	}

	async stop(): Promise<void> {
		await Promise.all(this.bots.map((bot) => bot.stop()));
		await this.slack.stop();
		this.#dir.remove();
	}
}
