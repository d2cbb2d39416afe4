import { type Bot, type BotOptions, startBot } from "../../src/bot.ts";
import type { DeliveryResult } from "../../src/playground/delivery.ts";
import type { InstalledApp } from "../../src/playground/installed-app.ts";
import { type Fault, LoopbackSlack } from "../../src/playground/loopback-slack.ts";
import type { OpenView } from "../../src/playground/views.ts";
import type { Args } from "../../src/playground/web-api.ts";
import { botUser, type EphemeralMessage, type SlackMessage, Workspace } from "../../src/playground/workspace.ts";
import type { Clock } from "../../src/ports.ts";
import { type LogEntry, recordingLog } from "../fakes/recording-log.ts";
import { freePort } from "./free-port.ts";
import { type InboxRow, inState, readInbox } from "./state-file.ts";
import { temporaryDir } from "./temporary-dir.ts";
import { until } from "./until.ts";

export const transports = ["http", "socket"] as const;
export type Transport = (typeof transports)[number];

export const rosa = "U0RESEARCH";
export const emil = "U0ENGINEER";
export const mention = `<@${botUser.id}>`;

/** How soon the loopback Slack sends an event again that was not acked: as often as Slack does, only sooner. */
const soonAgainMs = [20, 50, 100, 200, 400, 800, 1600];

/** A question as it stands in its channel. */
export type Asked = { channel: string; ts: string; thread: string; delivered: Promise<DeliveryResult | undefined> };
/** The bot's own settings; unlike in production, nobody waits long for a post that may take effect late. */
export type BotSettings = Partial<Pick<BotOptions, "settleMs" | "parallel" | "questionsPerUser" | "stopWithinMs" | "writer" | "adminChannel" | "admins">>;
/** `app` is how the bot is installed: as its manifest says, unless a test takes something away; `clock` is Slack's and the bot's, the machine's unless it is another day. */
export type HarnessOptions = { transport: Transport; ackWithinMs?: number; retryAfterMs?: readonly number[]; settings?: BotSettings; app?: InstalledApp; clock?: Clock };

/** The real bot beside a loopback Slack, in this process, over one transport. */
export class Harness {
	readonly transport: Transport;
	readonly #settings: BotSettings & Pick<BotOptions, "clock">;
	readonly workspace: Workspace;
	readonly slack: LoopbackSlack;
	readonly #faults: ((method: string, args: Args) => Fault | undefined)[] = [];
	readonly #dir = temporaryDir();
	readonly #log = recordingLog();
	#bot: Bot | undefined;
	#channels = 0;

	private constructor({ transport, ackWithinMs, retryAfterMs, settings, app, clock }: HarnessOptions) {
		this.#settings = { settleMs: 300, ...settings, ...(clock === undefined ? {} : { clock }) };
		this.workspace = Workspace.forNewcomers(clock?.now);
		this.transport = transport;
		this.slack = new LoopbackSlack({
			workspace: this.workspace,
			retryAfterMs: retryAfterMs ?? soonAgainMs,
			fault: (method, args) => this.#faults.map((decide) => decide(method, args)).find((fault) => fault !== undefined),
			...(ackWithinMs === undefined ? {} : { ackWithinMs }),
			...(app === undefined ? {} : { app }),
			...(clock === undefined ? {} : { now: clock.now }),
		});
	}

	static async open(options: HarnessOptions): Promise<Harness> {
		const harness = new Harness(options);
		await harness.slack.start();
		await harness.startBot();
		return harness;
	}

	get bot(): Bot {
		if (this.#bot === undefined) throw new Error("Expected the bot to run, and it does not");
		return this.#bot;
	}

	get dataDir(): string {
		return this.#dir.path;
	}

	get logged(): readonly LogEntry[] {
		return this.#log.entries;
	}

	async startBot(): Promise<void> {
		const { bot: botToken, app: appToken, signingSecret } = this.slack.tokens;
		const port = this.transport === "http" ? await freePort() : 0;
		this.#bot = await startBot({
			connection: this.transport === "http" ? { kind: "http", botToken, signingSecret, port } : { kind: "socket", botToken, appToken },
			slackApiUrl: this.slack.apiUrl,
			dataDir: this.dataDir,
			log: this.#log,
			...this.#settings,
		});
		this.slack.requestUrl = this.transport === "http" ? `http://127.0.0.1:${port}/slack/events` : undefined;
	}

	async stopBot(): Promise<void> {
		const bot = this.#bot;
		this.#bot = undefined;
		await bot?.stop();
	}

	async close(): Promise<void> {
		this.#faults.length = 0;
		await this.stopBot();
		await this.slack.stop();
		this.#dir.remove();
	}

	/** A channel of its own, so that tests don't meet, not even in Slack's pace per channel. */
	channel({ withBot = true }: { withBot?: boolean } = {}): string {
		this.#channels++;
		const id = `C0TEST${this.#channels}`;
		this.workspace.addChannel(id, `test-${this.#channels}`, withBot ? this.workspace.users.keys() : [rosa, emil]);
		return id;
	}

	/** Somebody writes a message that mentions the bot, in a channel of its own unless one is given. */
	ask(text: string, { channel = this.channel(), thread, user = rosa }: { channel?: string; thread?: string | undefined; user?: string } = {}): Asked {
		const { message, delivered } = this.slack.write(user, channel, `${mention} ${text}`.trim(), thread);
		return { channel, ts: message.ts, thread: thread ?? message.ts, delivered };
	}

	/** The same, until everything is answered. */
	async askAndWait(text: string, where: Parameters<Harness["ask"]>[1] = {}): Promise<Asked & { answers: SlackMessage[] }> {
		const asked = this.ask(text, where);
		await asked.delivered;
		await this.bot.drained();
		return { ...asked, answers: this.repliesTo(asked) };
	}

	/** A message that stands in the channel, and of which the bot has not heard yet. */
	quietly(
		text: string,
		{ channel = this.channel(), user = rosa, thread }: { channel?: string; user?: string; thread?: string } = {},
	): { channel: string; ts: string; thread: string; event: Record<string, unknown> } {
		const { ts } = this.workspace.post(channel, { user, text, ...(thread === undefined ? {} : { thread_ts: thread }) });
		const event = { type: "app_mention", user, text, ts, channel, event_ts: ts, ...(thread === undefined ? {} : { thread_ts: thread }) };
		return { channel, ts, thread: thread ?? ts, event };
	}

	/** Somebody goes on in a thread without mentioning the bot, until what comes of it has come. */
	async goOn(text: string, { channel, thread }: { channel: string; thread: string }, user = rosa): Promise<Asked & { answers: SlackMessage[] }> {
		const { message, delivered } = this.slack.write(user, channel, text, thread);
		await delivered;
		await this.bot.drained();
		const asked = { channel, ts: message.ts, thread, delivered };
		return { ...asked, answers: this.repliesTo(asked) };
	}

	/** Somebody presses a button of a message, or chooses in it, until what comes of it has come. */
	async press(user: string, { channel, ts }: { channel: string; ts: string }, actionId: string, answer: string | null = null): Promise<DeliveryResult> {
		const result = await this.slack.interactions.press(user, { channel, ts }, actionId, answer);
		await this.bot.drained();
		return result;
	}

	/** The modal that somebody has in front. */
	modalOf(user: string): OpenView {
		const view = this.workspace.views.stack(user).at(-1);
		if (view === undefined) throw new Error("Expected a modal to be open, and none is");
		return view;
	}

	/** What the bot wrote in a thread after this message, oldest first. */
	repliesTo({ channel, thread, ts }: { channel: string; thread: string; ts: string }): SlackMessage[] {
		return this.workspace.messages(channel, thread).filter((message) => message.user === botUser.id && message.ts !== thread && message.ts > ts);
	}

	/** Everything that the bot wrote in a channel, threads included. */
	saidIn(channel: string): SlackMessage[] {
		const parents = this.workspace.messages(channel);
		return parents.flatMap(({ ts }) => this.workspace.messages(channel, ts)).filter(({ user }) => user === botUser.id);
	}

	/** What only this person sees in a channel. */
	shownTo(user: string, channel: string): EphemeralMessage[] {
		return this.workspace.shown.filter((message) => message.user === user && message.channel === channel);
	}

	/** From now on `decide` says for each call of the Web API whether it goes wrong, until the returned function is called. */
	disturb(decide: (method: string, args: Args) => Fault | undefined): () => void {
		this.#faults.push(decide);
		return () => void this.#faults.splice(this.#faults.indexOf(decide), 1);
	}

	/** The first call of a method in this channel goes wrong, the others don't. Counts them. */
	disturbOnce(method: string, channel: string, fault: Fault): { readonly calls: number } {
		const seen = { calls: 0 };
		this.disturb((called, args) => {
			if (called !== method || args.channel !== channel) return undefined;
			seen.calls++;
			return seen.calls === 1 ? fault : undefined;
		});
		return seen;
	}

	/** What the inbox holds of each question, oldest first. */
	inbox(): InboxRow[] {
		return readInbox(this.dataDir);
	}

	/** Resolves when every question that was asked in this channel has come to its end, whatever the others do. */
	async settled(channel: string, withinMs?: number): Promise<void> {
		await until(
			"an end to every question",
			() => {
				const asked = this.inbox().filter((row) => row.channel === channel);
				return asked.length > 0 && asked.every(({ finished }) => finished);
			},
			withinMs,
		);
	}

	/** Makes the bot's file refuse one kind of write, as a disk that is full does, until the returned function is called. */
	failWrites(on: "INSERT ON inbox" | "UPDATE OF finished_at ON inbox" | "INSERT ON state"): () => void {
		inState(this.dataDir, (database) => database.exec(`CREATE TRIGGER failing BEFORE ${on} BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END`));
		return () => inState(this.dataDir, (database) => database.exec("DROP TRIGGER failing"));
	}
}
