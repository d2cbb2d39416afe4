import { randomUUID } from "node:crypto";
import type { DeliveryResult } from "../../src/playground/delivery.ts";
import { type Fault, type LoopbackOptions, LoopbackSlack } from "../../src/playground/loopback-slack.ts";
import type { Args } from "../../src/playground/web-api.ts";
import { botUser, type SlackMessage, Workspace } from "../../src/playground/workspace.ts";
import { ChildBot, type Settings } from "../support/child-bot.ts";
import { freePort } from "../support/free-port.ts";
import type { Transport } from "../support/harness.ts";
import { temporaryDir } from "../support/temporary-dir.ts";
import { until } from "../support/until.ts";

/** What became of all questions: how many have one answer, none, or more than one. */
export type Tally = { asked: number; once: number; none: number; twice: number; messages: number };
export type StageOptions = {
	transport: Transport;
	bots: number;
	channels: number;
	users: number;
	settings?: Settings;
	slack?: Partial<LoopbackOptions> /** What is started in place of the bot. */;
	command?: readonly [string, ...string[]];
};

const texts = [
	"which experiment tracker should five researchers use on-prem?",
	"which feature store for a Python shop on AWS?",
	"Airflow or Dagster for retraining models every night?",
	"how do we monitor drift without sending data away?",
	"what is a model registry, do we need one?",
	"open source LLM serving on our own GPUs?",
];

/** Bots in processes of their own beside one loopback Slack, with many channels and people, and a count of what came of each question. */
export class Stage {
	readonly workspace = new Workspace();
	readonly slack: LoopbackSlack;
	readonly bots: (ChildBot | undefined)[] = [];
	readonly channels: string[];
	readonly users: string[];
	/** What goes wrong with calls of Slack. */
	fault: (method: string, args: Args) => Fault | undefined = () => undefined;
	readonly #options: StageOptions;
	readonly #dir = temporaryDir();
	readonly #urls: (string | undefined)[] = [];
	readonly #asked = new Map<string, { channel: string; ts: string }>();
	#turn = 0;

	private constructor(options: StageOptions) {
		this.#options = options;
		this.users = Array.from({ length: options.users }, (_, at) => `U0USER${at}`);
		for (const id of this.users) this.workspace.users.set(id, { id, name: id.toLowerCase(), real_name: id, title: "", tz: "UTC", is_bot: false });
		this.channels = Array.from({ length: options.channels }, (_, at) => `C0STAGE${at}`);
		for (const id of this.channels) this.workspace.addChannel(id, id.toLowerCase(), this.workspace.users.keys());
		this.slack = new LoopbackSlack({
			workspace: this.workspace,
			retryAfterMs: [50, 100, 200, 400, ...Array.from({ length: 120 }, () => 500)],
			fault: (method, args) => this.fault(method, args),
			...options.slack,
		});
	}

	/** The folder of the bots' state, where they are embedded. */
	get dataDir(): string {
		return this.#dir.path;
	}

	static async open(options: StageOptions): Promise<Stage> {
		const stage = new Stage(options);
		await stage.slack.start();
		if (options.transport === "http") stage.slack.requestUrl = () => stage.#urls.filter((url) => url !== undefined)[stage.#turn++ % Math.max(1, stage.#urls.filter((url) => url !== undefined).length)];
		try {
			await Promise.all(Array.from({ length: options.bots }, (_, at) => stage.startBot(at)));
			return stage;
		} catch (error) {
			await stage.close();
			throw error;
		}
	}

	async startBot(at: number): Promise<void> {
		const { bot: botToken, app, signingSecret } = this.slack.tokens;
		const port = await freePort();
		const way: Settings = this.#options.transport === "http" ? { SLACK_SIGNING_SECRET: signingSecret, PORT: String(port) } : { SLACK_APP_TOKEN: app };
		const settings = { SLACK_BOT_TOKEN: botToken, ...way, SLACK_API_URL: this.slack.apiUrl, DATA_DIR: this.dataDir, QUESTIONS_PER_USER: "0", LATE_POST_SECONDS: "2", LOG_LEVEL: "warn" };
		const bot = new ChildBot({ ...settings, ...this.#options.settings }, this.#options.command);
		this.bots[at] = bot;
		await bot.ready(60_000);
		this.#urls[at] = `http://127.0.0.1:${port}/slack/events`;
	}

	async kill(at: number): Promise<void> {
		const bot = this.bots[at];
		this.bots[at] = undefined;
		this.#urls[at] = undefined;
		await bot?.end("SIGKILL");
	}

	/** Somebody asks, in the channel of their turn; the event is delivered `times` over. */
	ask(
		at: number,
		{ thread, times = 1, deliver = true }: { thread?: string; times?: number; deliver?: boolean } = {},
	): { channel: string; ts: string; event: Record<string, unknown>; delivered: Promise<DeliveryResult[]> } {
		const channel = this.channels[at % this.channels.length] as string;
		const user = this.users[at % this.users.length] as string;
		const text = `<@${botUser.id}> ${texts[at % texts.length]}`;
		const { ts } = this.workspace.post(channel, { user, text, ...(thread === undefined ? {} : { thread_ts: thread }) });
		this.#asked.set(`T0LOCAL.${channel}.${ts}`, { channel, ts });
		const event = { type: "app_mention", user, text, ts, channel, event_ts: ts, ...(thread === undefined ? {} : { thread_ts: thread }) };
		const delivered = Promise.all(Array.from({ length: deliver ? times : 0 }, () => this.slack.sendEvent(event, `Ev${randomUUID().slice(0, 12)}`)));
		return { channel, ts, event, delivered };
	}

	/** Takes a question and its answer away again. */
	forget(channel: string, ...timestamps: string[]): void {
		for (const ts of timestamps) {
			this.workspace.delete(channel, ts);
			this.#asked.delete(`T0LOCAL.${channel}.${ts}`);
		}
	}

	/** Everything that the bots wrote. */
	answers(): SlackMessage[] {
		return this.channels.flatMap((channel) => this.workspace.messages(channel).flatMap(({ ts }) => this.workspace.messages(channel, ts))).filter(({ user }) => user === botUser.id);
	}

	/** Counts the bots' messages by the question that they carry. */
	tally(): Tally {
		const answers = new Map<string, number>();
		const all = this.answers();
		for (const { metadata } of all) {
			const id = String(metadata?.event_payload.question_id);
			answers.set(id, (answers.get(id) ?? 0) + 1);
		}
		const counts = [...this.#asked.keys()].map((id) => answers.get(id) ?? 0);
		const having = (right: (count: number) => boolean): number => counts.filter(right).length;
		return { asked: counts.length, once: having((count) => count === 1), none: having((count) => count === 0), twice: having((count) => count > 1), messages: all.length };
	}

	/** Resolves when every question has an answer and, for a moment after that, no further one has come; or when the time is up. */
	async settled(withinMs: number, stillMs = 3000): Promise<Tally> {
		await until("all answers", () => this.tally().none === 0, withinMs).catch(() => {});
		await new Promise((resolve) => setTimeout(resolve, stillMs));
		return this.tally();
	}

	async close(): Promise<void> {
		await Promise.all(this.bots.map((bot) => bot?.end("SIGKILL")));
		await this.slack.stop();
		this.#dir.remove();
	}
}

/** A sequence of numbers from 0 to 1 that is the same for the same seed. */
export function random(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
