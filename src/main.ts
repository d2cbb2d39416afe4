import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { warnIfUnreachable } from "./adapters/llm/check-model.ts";
import { createLog } from "./adapters/log/pino-log.ts";
import { RedisStartError } from "./adapters/redis/redis-start-error.ts";
import { SlackStartError } from "./adapters/slack/slack-app.ts";
import { DataDirError } from "./adapters/sqlite/database.ts";
import { type Bot, startBot } from "./bot.ts";
import { explain, type Usage, usageText } from "./cli/usage.ts";
import { readConfig } from "./config.ts";
import { MetricsPortError, openWatch } from "./health.ts";
import { openPlayground } from "./playground/open-playground.ts";

const usage: Usage = {
	command: "npm start [-- --open]",
	does: "Runs the bot: in Slack where its tokens are set, else in a local workspace in the browser.",
	options: [
		["--open", "open the local workspace in the browser"],
		["--host <address>", "where the local workspace listens, instead of on this machine alone; whoever reaches it can use it"],
		["--help", "this text"],
	],
	example: "PORT=3000 npm start -- --open",
};

/** Composition root: settings → adapters → flows → start. Nobody imports it. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { open: { type: "boolean" }, host: { type: "string" }, help: { type: "boolean", short: "h" } } });
	if (values.help === true) {
		console.log(usageText(usage));
		return;
	}
	const config = readConfig(process.env, { open: values.open === true, ...(values.host === undefined ? {} : { host: values.host }) });
	const log = createLog(config.logLevel);
	const { mode, llm, dailyBudgetUsd, adminChannel, parallel, questionsPerUser, settleMs, dataDir, catalogOverlay } = config;
	const { metrics, watch, server } = await openWatch(config.metrics);
	const writer = llm === undefined ? undefined : { model: llm, dailyBudgetUsd };
	const settings = { dataDir, redisUrl: config.redisUrl, catalogOverlay, log, metrics, parallel, questionsPerUser, settleMs, writer, adminChannel, admins: config.admins, retention: config.retention };
	if (server !== undefined) log.info({ port: server.port }, "serving health and metrics");
	if (llm !== undefined) void warnIfUnreachable(llm, log);
	if (mode.kind === "playground") {
		const playground = await openPlayground({ ...settings, port: mode.port, host: mode.host, dataDir: mode.keeps ? dataDir : undefined });
		watch(playground.bot);
		stopOnSignal(playground.stop);
		console.log(playground.address);
		console.log("A local workspace with the real bot in it. Stop it with Ctrl+C.");
		if (mode.open) openInBrowser(playground.address);
	} else {
		const bot = await startBot({ ...settings, connection: mode, slackApiUrl: config.slackApiUrl });
		watch(bot);
		stopOnSignal(bot.stop);
		console.log(mode.kind === "socket" ? "Connected to Slack over Socket Mode." : `Serving Slack on port ${mode.port}, at /slack/events.`);
	}
}

/** The first signal lets what runs come to an end, the second does not wait. */
function stopOnSignal(stop: Bot["stop"]): void {
	let stopping = false;
	const onSignal = () => {
		if (stopping) process.exit(1);
		stopping = true;
		stop().then(
			() => process.exit(0),
			() => process.exit(1),
		);
	};
	process.on("SIGINT", onSignal);
	process.on("SIGTERM", onSignal);
}

function openInBrowser(address: string): void {
	const [command, ...args] = process.platform === "darwin" ? ["open"] : process.platform === "win32" ? ["cmd", "/c", "start"] : ["xdg-open"];
	spawn(command as string, [...args, address], { stdio: "ignore", detached: true })
		.on("error", () => {})
		.unref();
}

/** What is wrong, in sentences; a stack only where it is our own mistake. */
function explainStart(error: unknown): string {
	const explained = explain(error, usage);
	if (explained !== undefined) return explained;
	if (error instanceof DataDirError || error instanceof SlackStartError || error instanceof MetricsPortError || error instanceof RedisStartError) return error.message;
	if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return `PORT: expected a free port, got ${(error as { port?: number }).port}, which another process uses; stop it or set another PORT`;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
	console.error(explainStart(error));
	process.exit(1);
});
