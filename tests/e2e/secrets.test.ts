import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LoopbackSlack } from "../../src/playground/loopback-slack.ts";
import { Workspace } from "../../src/playground/workspace.ts";
import { ChildBot } from "../support/child-bot.ts";
import { freePort } from "../support/free-port.ts";
import { mention, rosa } from "../support/harness.ts";
import { Leaks, leaks } from "../support/leaks.ts";
import { temporaryDir } from "../support/temporary-dir.ts";
import { until } from "../support/until.ts";

/** Words that stand in questions, in a thread and in a title, and nowhere in the catalog. */
const words = ["Zanzibarproject", "Quetzalmodel", "Oberhausenteam", "Kormoranplan"];
const tokens = { bot: "xoxb-a-very-secret-bot-token", app: "xapp-a-very-secret-app-token", signingSecret: "a-very-secret-signing-secret" };
const secrets = [tokens.bot, tokens.app, tokens.signingSecret, "a-very-secret-model-key"];

describe("what was asked, and every token", () => {
	const dir = temporaryDir();
	let failing = false;
	const workspace = Workspace.forNewcomers();
	const slack = new LoopbackSlack({
		workspace,
		tokens,
		retryAfterMs: [50, 100, 200],
		fault: (method) => {
			if (method !== "chat.postMessage" || !failing) return undefined;
			failing = false;
			return { kind: "status", status: 500 };
		},
	});
	beforeAll(() => slack.start());
	afterAll(async () => {
		await ChildBot.endAll();
		await slack.stop();
		dir.remove();
	});

	test("is in no line of the log at its most talkative, in no metric, and once answered in no table", async () => {
		const metricsPort = await freePort();
		const bot = await new ChildBot({
			SLACK_BOT_TOKEN: tokens.bot,
			SLACK_APP_TOKEN: tokens.app,
			SLACK_API_URL: slack.apiUrl,
			DATA_DIR: dir.path,
			LOG_LEVEL: "debug",
			METRICS_PORT: String(metricsPort),
			LATE_POST_SECONDS: "1",
			OPENAI_API_KEY: "a-very-secret-model-key",
			// Nothing answers there: the model fails too.
			OPENAI_BASE_URL: "http://127.0.0.1:1/v1",
			OPENAI_MODEL: "a-model",
		}).ready();
		workspace.users.get(rosa)!.title = `Research Scientist, ${words[2]}`;
		const answered = async (ask: () => Promise<unknown>): Promise<void> => {
			const before = workspace.messages("C0PLATFORM").length;
			await ask();
			await until("the question", () => workspace.messages("C0PLATFORM").length > before);
			await until(
				"its answer",
				() => {
					const last = workspace.messages("C0PLATFORM").at(-1)!;
					return workspace.messages("C0PLATFORM", last.ts).length > 1;
				},
				20_000,
			);
		};
		await answered(async () => slack.write(rosa, "C0PLATFORM", `${mention} which experiment tracker for ${words[0]}?`).delivered);
		failing = true;
		await answered(async () => slack.write(rosa, "C0PLATFORM", `${mention} which feature store for ${words[1]}?`).delivered);
		await answered(() => slack.command(rosa, "C0PLATFORM", "/mlops-recommend", `which orchestrator for ${words[3]}?`));
		await slack.command(rosa, "C0RANDOM", "/mlops-recommend", `which registry for ${words[3]}?`);
		await until("the private answer", () => workspace.shown.length > 0, 20_000);
		const metrics = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
		expect(await bot.end("SIGTERM")).toBe(0);

		expect(bot.stderr.split("\n").length).toBeGreaterThan(8);
		for (const word of [...words, ...secrets]) {
			expect(bot.stderr, word).not.toContain(word);
			expect(bot.stdout, word).not.toContain(word);
			expect(metrics, word).not.toContain(word);
		}
		// What is deleted may stay in pages that are not used any more: the tables are what is kept.
		const { DatabaseSync } = await import("node:sqlite");
		const database = new DatabaseSync(join(dir.path, "state.sqlite"), { readOnly: true });
		const rows = JSON.stringify([database.prepare("SELECT * FROM inbox").all()]);
		database.close();
		for (const word of words) expect(rows, word).not.toContain(word);
		for (const file of readdirSync(dir.path)) for (const secret of secrets) expect(readFileSync(join(dir.path, file)).includes(secret), `${secret} in ${file}`).toBe(false);
	});

	test("of a start that fails, is not in what it says", async () => {
		const bot = new ChildBot({ SLACK_BOT_TOKEN: `${tokens.bot}-revoked`, SLACK_APP_TOKEN: tokens.app, SLACK_API_URL: slack.apiUrl, DATA_DIR: dir.path, LOG_LEVEL: "debug" });
		expect(await bot.ended()).toBe(1);
		expect(bot.stderr + bot.stdout).not.toContain("very-secret");
	});
});

test("what any test file types is looked for in whatever its bots write, and found", () => {
	const written = new Leaks();
	written.hear(`${mention} which experiment tracker for Zanzibarproject?`);
	written.keep({ SLACK_BOT_TOKEN: tokens.bot, LOG_LEVEL: "not-a-secret" });
	written.watch("a log", () => '{"msg":"accepted"}\n{"level":"not-a-secret","msg":"Which experiment tracker, for zanzibarproject"}');
	written.watch("a process", () => `failed with ${tokens.bot}`);
	written.watch("another", () => "which experiment tracker? not-a-secret");
	expect(written.find()).toEqual(["a log: “which experiment tracker for”", "a process: xoxb-a…"]);
	expect(leaks.find()).toEqual([]);
});
