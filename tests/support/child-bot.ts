import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { leaks } from "./leaks.ts";
import { until } from "./until.ts";

const root = join(import.meta.dirname, "../..");

/** Every setting that the bot reads, unset: what this machine or a `.env` file has set must not reach a test. */
const unset = Object.fromEntries(
	"SLACK_BOT_TOKEN SLACK_APP_TOKEN SLACK_SIGNING_SECRET PORT SLACK_API_URL OPENAI_API_KEY OPENAI_BASE_URL OPENAI_MODEL DATA_DIR REDIS_URL CATALOG_OVERLAY LOG_LEVEL KEEP_THREADS_DAYS KEEP_FEEDBACK_DAYS PARALLEL_ANSWERS QUESTIONS_PER_USER LATE_POST_SECONDS METRICS_HOST METRICS_PORT ADMIN_USERS ADMIN_CHANNEL DAILY_BUDGET_USD"
		.split(" ")
		.map((name) => [name, ""]),
);

export type Settings = Record<string, string>;

/** The bot in a process of its own, as `npm start` starts it. */
export class ChildBot {
	static readonly #running = new Set<ChildBot>();
	readonly #process: ChildProcess;
	readonly #closed: Promise<unknown>;
	stdout = "";
	stderr = "";

	constructor(set: Settings, [command, ...args]: readonly [string, ...string[]] = [process.execPath, "src/main.ts"]) {
		leaks.keep(set);
		leaks.watch("a process", () => `${this.stdout}\n${this.stderr}`);
		// A group of its own, so that whatever it starts can be ended with it.
		this.#process = spawn(command, args, { cwd: root, env: { ...process.env, ...unset, ...set }, stdio: ["ignore", "pipe", "pipe"], detached: true });
		this.#closed = once(this.#process, "close");
		this.#process.stdout?.on("data", (data) => {
			this.stdout += String(data);
		});
		this.#process.stderr?.on("data", (data) => {
			this.stderr += String(data);
		});
		ChildBot.#running.add(this);
		void this.#closed.then(() => ChildBot.#running.delete(this));
	}

	get pid(): number | undefined {
		return this.#process.pid;
	}

	/** Resolves when the bot has said on standard output that it is ready. */
	async ready(withinMs?: number): Promise<this> {
		await until(
			"the bot to be ready",
			() => {
				if (this.#process.exitCode !== null) throw new Error(`Expected the bot to start, and it ended with ${this.#process.exitCode}: ${this.stderr}`);
				return this.stdout.includes("\n");
			},
			withinMs,
		);
		return this;
	}

	/** Resolves with the exit code once it has ended and everything that it said has been read. */
	async ended(): Promise<number | null> {
		await this.#closed;
		return this.#process.exitCode;
	}

	/** Sends the signal to the process and whatever it started, as Ctrl+C in a terminal does. */
	async end(signal: "SIGKILL" | "SIGTERM" | "SIGINT"): Promise<number | null> {
		this.signal(signal);
		return this.ended();
	}

	/** Ends whatever a test that failed has left behind. */
	static async endAll(): Promise<void> {
		await Promise.all([...ChildBot.#running].map((bot) => bot.end("SIGKILL")));
	}

	/** Sends the signal, and does not wait. */
	signal(signal: NodeJS.Signals): void {
		const { pid, exitCode, signalCode } = this.#process;
		if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, signal);
	}
}
