import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { loadKnowledge } from "../../src/bot.ts";
import { wordsOf } from "../../src/core/answer/length.ts";
import type { Tool } from "../../src/core/catalog/tool.ts";
import { shortlist } from "../../src/core/ranking/shortlist.ts";
import { recommend, understandQuestion } from "../../src/core/recommend.ts";
import { questionOf, readCases } from "../../src/eval/cases.ts";
import { LoopbackSlack } from "../../src/playground/loopback-slack.ts";
import { Workspace } from "../../src/playground/workspace.ts";
import { firstWords } from "./first-words.ts";
import { groundingFigures, promptSizes, verboseAnswers } from "./model-prompts.ts";

/**
 * Prints speed and memory of the deterministic path. Figures of one run are compared as ratios, for machines differ and are
 * noisy; nothing here is asserted. Talks to the loopback interface only, and stops by itself.
 */

const cases = ["dev", "second"].flatMap((name) => readCases(join(import.meta.dirname, `../evals/${name}.jsonl`)));
const today = "2026-11-24";

const percentile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
const print = (name: string, value: string): void => console.log(`${name.padEnd(58)}${value}`);

function perQuestion(): void {
	const started = performance.now();
	const { reader, search } = loadKnowledge();
	print("catalog, model and search ready", `${(performance.now() - started).toFixed(0)} ms`);
	const questions = cases.map((one) => questionOf(reader, search, one));
	const answerAll = (): number[] =>
		questions.map((question) => {
			const from = performance.now();
			recommend(reader, search, question, today);
			return performance.now() - from;
		});
	answerAll();
	const times = [answerAll(), answerAll(), answerAll()].flat().sort((a, b) => a - b);
	print("understand, rank, compose, ground: p50", `${percentile(times, 0.5).toFixed(2)} ms`);
	print("understand, rank, compose, ground: p99", `${percentile(times, 0.99).toFixed(2)} ms`);
	const words = questions
		.map((question) => recommend(reader, search, question, today).answer)
		.filter(({ picks, kind }) => picks.length > 0 && kind !== "comparison")
		.map((answer) => wordsOf(reader.catalog, answer))
		.sort((a, b) => a - b);
	print("words of an answer with picks: p50, p95", `${percentile(words, 0.5)}, ${percentile(words, 0.95)}`);
}

/** The shortlist over ten thousand tools: ours, again and again under new names. */
function manyTools(): void {
	const { reader, search } = loadKnowledge();
	const own = [...reader.catalog.tools.values()];
	const tools = new Map(Array.from({ length: 10_000 }, (_, at) => ({ ...(own[at % own.length] as Tool), id: `generated-${at}`, name: `Generated ${at}` })).map((tool) => [tool.id, tool]));
	const catalog = { ...reader.catalog, tools };
	const needs = cases.map(({ text }) => understandQuestion(reader, search, { text }).need).filter(({ categories }) => categories.length > 0);
	const rank = (): number[] =>
		needs.map((need) => {
			const from = performance.now();
			shortlist(catalog, need);
			return performance.now() - from;
		});
	rank();
	const times = [rank(), rank()].flat().sort((a, b) => a - b);
	print("shortlist over 10,000 generated tools: p50, p99", `${percentile(times, 0.5).toFixed(2)} ms, ${percentile(times, 0.99).toFixed(2)} ms`);
}

type Bot = { process: ChildProcess; readyMs: number; memory: () => Promise<number> };

/** Starts one of the two bots in a process of its own, which says when it is ready and how much memory it holds. */
async function startBot(file: string, slack: LoopbackSlack, port: number, dataDir: string): Promise<Bot> {
	const started = performance.now();
	const child = spawn(process.execPath, ["--expose-gc", join(import.meta.dirname, file)], {
		stdio: ["pipe", "pipe", "inherit"],
		env: {
			PATH: process.env.PATH,
			SLACK_BOT_TOKEN: slack.tokens.bot,
			SLACK_SIGNING_SECRET: slack.tokens.signingSecret,
			SLACK_API_URL: slack.apiUrl,
			PORT: String(port),
			DATA_DIR: dataDir,
			LOG_LEVEL: "error",
		},
	});
	const lines = createInterface({ input: child.stdout });
	const next = (starts: string): Promise<string> =>
		new Promise((resolve, reject) => {
			const onLine = (line: string) => {
				if (!line.startsWith(starts)) return;
				lines.off("line", onLine);
				resolve(line.slice(starts.length).trim());
			};
			lines.on("line", onLine);
			child.once("exit", (code) => reject(new Error(`Expected ${file} to stay up, but it ended with code ${code}`)));
		});
	await next("ready");
	return {
		process: child,
		readyMs: performance.now() - started,
		memory: async () => {
			child.stdin?.write("memory\n");
			return Number(await next("memory"));
		},
	};
}

/** Replies per second for `count` questions, each in a channel of its own, 64 on the way at once. */
async function repliesPerSecond(slack: LoopbackSlack, count: number, label: string): Promise<number> {
	const texts = cases.filter(({ intent, thread }) => intent === "choose" && thread === undefined).map(({ text }) => text.replace(/<@[^>]*>/g, ""));
	let replies = 0;
	let done = () => {};
	const all = new Promise<void>((resolve) => {
		done = resolve;
	});
	const stop = slack.workspace.onChange((change) => {
		if (change.kind === "message" && change.message.bot_id !== undefined && ++replies === count) done();
	});
	const started = performance.now();
	let sent = 0;
	const sender = async (): Promise<void> => {
		while (sent < count) {
			const at = sent++;
			const channel = `C${label}${at}`;
			slack.workspace.addChannel(channel, channel.toLowerCase(), ["U0ASKER", "U0BOT"]);
			await slack.write("U0ASKER", channel, `<@U0BOT> ${texts[at % texts.length]}`).delivered;
		}
	};
	await Promise.all(Array.from({ length: 64 }, sender));
	await all;
	stop();
	return count / ((performance.now() - started) / 1000);
}

async function againstEcho(): Promise<void> {
	const workspace = new Workspace();
	workspace.users.set("U0ASKER", { id: "U0ASKER", name: "asker", real_name: "Asker", title: "", tz: "UTC", is_bot: false });
	const slack = new LoopbackSlack({ workspace, rates: false });
	await slack.start();
	const dataDir = mkdtempSync(join(tmpdir(), "mlops-recommend-bench-"));
	const stop = async (bot: Bot) => {
		const ended = new Promise((resolve) => bot.process.once("exit", resolve));
		bot.process.removeAllListeners("exit");
		bot.process.once("exit", () => {});
		bot.process.kill("SIGTERM");
		await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000))]);
	};
	try {
		const rates: Record<string, number[]> = { ours: [], echo: [] };
		const port = { ours: 48_611, echo: 48_612 };
		const ours = await startBot("our-bot.ts", slack, port.ours, dataDir);
		print("start-up to ready, a process of its own", `${ours.readyMs.toFixed(0)} ms`);
		const echo = await startBot("echo-bot.ts", slack, port.echo, dataDir);
		const before = await ours.memory();
		for (let round = 0; round < 3; round++) {
			for (const [name, requestPort] of Object.entries(port)) {
				slack.requestUrl = `http://127.0.0.1:${requestPort}/slack/events`;
				rates[name]?.push(await repliesPerSecond(slack, 600, `${name.toUpperCase()}${round}N`));
			}
		}
		const best = (name: string): number => Math.max(...(rates[name] ?? [0]));
		print("replies per second, mlops-recommend (best of 3)", best("ours").toFixed(0));
		print("replies per second, a bare Bolt echo (best of 3)", best("echo").toFixed(0));
		print("ratio", (best("ours") / best("echo")).toFixed(2));
		slack.requestUrl = `http://127.0.0.1:${port.ours}/slack/events`;
		await repliesPerSecond(slack, 3200, "MEMORYN");
		const after = await ours.memory();
		print("heap after collection, at start and after 5,000", `${(before / 1e6).toFixed(0)} MB, ${(after / 1e6).toFixed(0)} MB`);
		await stop(ours);
		await stop(echo);
	} finally {
		await slack.stop();
		rmSync(dataDir, { recursive: true, force: true });
	}
}

perQuestion();
manyTools();
promptSizes(loadKnowledge(), cases, today, { print, percentile });
verboseAnswers(loadKnowledge(), cases, today, { print, percentile });
groundingFigures(loadKnowledge(), today, { print, percentile });
if (process.argv[2] !== "--questions") {
	await firstWords(print);
	await againstEcho();
}
