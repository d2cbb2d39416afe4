import { type Bot, type Knowledge, loadKnowledge, startBot } from "../bot.ts";
import type { Log } from "../ports.ts";
import { LoopbackSlack } from "./loopback-slack.ts";
import { pageRoutes } from "./page-routes.ts";
import { Workspace } from "./workspace.ts";

/** Tried first where no port is set; a free one is taken where it is in use. */
const defaultPort = 3000;

export type PlaygroundOptions = { port: number | undefined; host: string; dataDir: string; catalogOverlay: string | undefined; log: Log };

/** Opens a local workspace with the real bot in it, connected over Socket Mode as it would be to Slack. */
export async function openPlayground({ port, host, dataDir, catalogOverlay, log }: PlaygroundOptions): Promise<{ address: string; stop: Bot["stop"] }> {
	// Its own copy, for the bot keeps its to itself; most visits never ask for it, and the start need not wait for it.
	let knowledge: Knowledge | undefined;
	const knowledgeOnce = (): Knowledge => {
		knowledge ??= loadKnowledge(catalogOverlay);
		return knowledge;
	};
	const slack = new LoopbackSlack({ workspace: Workspace.forNewcomers(), alsoServe: pageRoutes(knowledgeOnce) });
	await listen(slack, port, host);
	try {
		const { bot: botToken, app: appToken } = slack.tokens;
		const bot = await startBot({ connection: { kind: "socket", botToken, appToken }, slackApiUrl: slack.apiUrl, dataDir, catalogOverlay, log });
		log.debug({ api: slack.apiUrl }, "the bot is connected to the local workspace");
		return {
			address: slack.origin,
			stop: async () => {
				await bot.stop();
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
