import { type Bot, type BotOptions, startBot } from "../bot.ts";
import { LoopbackSlack } from "./loopback-slack.ts";
import { pageRoutes } from "./page-routes.ts";
import { Workspace } from "./workspace.ts";

/** Tried first where no port is set; a free one is taken where it is in use. */
const defaultPort = 3000;

export type PlaygroundOptions = { port: number | undefined; host: string } & Omit<BotOptions, "connection" | "slackApiUrl">;

/** Opens a local workspace with the real bot in it, connected over Socket Mode as it would be to Slack. */
export async function openPlayground({ port, host, ...options }: PlaygroundOptions): Promise<{ address: string; bot: Bot; stop: Bot["stop"] }> {
	let bot: Bot | undefined;
	// The page can be asked before the bot is there: it is told to come again.
	const slack = new LoopbackSlack({ workspace: Workspace.forNewcomers(), alsoServe: pageRoutes(() => bot) });
	await listen(slack, port, host);
	try {
		const { bot: botToken, app: appToken } = slack.tokens;
		const started = await startBot({ connection: { kind: "socket", botToken, appToken }, slackApiUrl: slack.apiUrl, ...options });
		bot = started;
		options.log.debug({ api: slack.apiUrl }, "the bot is connected to the local workspace");
		return {
			address: slack.origin,
			bot: started,
			stop: async () => {
				await started.stop();
				await slack.stop();
			},
		};
	} catch (error) {
		await slack.stop();
		throw error;
	}
}

async function listen(slack: LoopbackSlack, port: number | undefined, host: string): Promise<void> {
	try {
		await slack.start(port ?? defaultPort, host);
	} catch (error) {
		if (port !== undefined || (error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
		await slack.start(0, host);
	}
}
