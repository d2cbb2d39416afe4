import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { createLog } from "./adapters/log/pino-log.ts";
import { SlackStartError } from "./adapters/slack/slack-app.ts";
import { DataDirError } from "./adapters/sqlite/database.ts";
import { type Bot, startBot } from "./bot.ts";
import { explain, type Usage, usageText } from "./cli/usage.ts";
import { readConfig } from "./config.ts";
import { openPlayground } from "./playground/open-playground.ts";

const usage: Usage = {
	command: "npm start [-- --open]",
	does: "Runs the bot: in Slack where its tokens are set, else in a local workspace in the browser.",
	options: [
		["--open", "open the local workspace in the browser"],
		["--help", "this text"],
	],
	example: "PORT=3000 npm start -- --open",
};

/** Composition root: settings → adapters → flows → start. Nobody imports it. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { open: { type: "boolean" }, help: { type: "boolean", short: "h" } } });
	if (values.help === true) {
		console.log(usageText(usage));
		return;
	}
	const config = readConfig(process.env, { open: values.open === true });
	const log = createLog(config.logLevel);
	if (config.llm !== undefined) log.warn({}, "OPENAI_API_KEY is set, but this version writes every answer from the catalog");
	const { mode, slackApiUrl, dataDir, catalogOverlay } = config;
	if (mode.kind === "playground") {
		const playground = await openPlayground({ port: mode.port, host: mode.host, dataDir, catalogOverlay, log });
		stopOnSignal(playground.stop);
		console.log(playground.address);
		console.log("A local workspace with the real bot in it. Stop it with Ctrl+C.");
		if (mode.open) openInBrowser(playground.address);
	} else {
		const bot = await startBot({ connection: mode, slackApiUrl, dataDir, catalogOverlay, log });
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
	if (error instanceof DataDirError || error instanceof SlackStartError) return error.message;
	if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return `PORT: expected a free port, got ${(error as { port?: number }).port}, which another process uses; stop it or set another PORT`;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
	console.error(explainStart(error));
	process.exit(1);
});
