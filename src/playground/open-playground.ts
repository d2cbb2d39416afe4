import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Bot, type BotOptions, startBot } from "../bot.ts";
import { LoopbackSlack } from "./loopback-slack.ts";
import { type Insight, pageRoutes } from "./page-routes.ts";
import { playWeek } from "./time-travel/play-week.ts";
import { TravelClock } from "./time-travel/travel-clock.ts";
import { Workspace } from "./workspace.ts";

/** Tried first where no port is set; a free one is taken where it is in use. */
const defaultPort = 3000;

/** `dataDir`: without one, what the bot keeps goes with the workspace, which begins anew at each start. */
export type PlaygroundOptions = { port: number | undefined; host: string; dataDir: string | undefined } & Omit<BotOptions, "connection" | "slackApiUrl" | "clock" | "dataDir">;

/** Opens a local workspace with the real bot in it, connected over Socket Mode as it would be to Slack. */
export async function openPlayground({ port, host, dataDir, ...options }: PlaygroundOptions): Promise<{ address: string; bot: Bot; stop: Bot["stop"] }> {
	const clock = new TravelClock();
	let insight: Insight | undefined;
	// The page can be asked before the bot is there: it is told to come again.
	const slack = new LoopbackSlack({ workspace: Workspace.forNewcomers(clock.now), now: clock.now, alsoServe: pageRoutes(() => insight) });
	await listen(slack, port, host);
	const dir = dataDir === undefined ? passingDir() : { path: dataDir, remove: () => {} };
	try {
		const { bot: botToken, app: appToken } = slack.tokens;
		const started = await startBot({ connection: { kind: "socket", botToken, appToken }, slackApiUrl: slack.apiUrl, clock, dataDir: dir.path, ...options });
		insight = {
			...started,
			playWeek: oneAtATime(async (user) => {
				// Loaded with the first week that is played: it brings the parser of YAML along.
				const { readSampleWeek } = await import("../adapters/catalog/read-sample-week.ts");
				const { drained, digests, knowledge } = started;
				return playWeek({ slack, clock, drained, digests, catalogBefore: readSampleWeek(knowledge.reader.catalog).catalogBefore }, user);
			}),
		};
		options.log.debug({ api: slack.apiUrl }, "the bot is connected to the local workspace");
		return {
			address: slack.origin,
			bot: started,
			stop: async () => {
				await started.stop();
				await slack.stop();
				dir.remove();
			},
		};
	} catch (error) {
		await slack.stop();
		dir.remove();
		throw error;
	}
}

/** A folder that goes with the workspace. */
function passingDir(): { path: string; remove: () => void } {
	const path = mkdtempSync(join(tmpdir(), "mlops-recommend-"));
	return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Weeks don't overlap. */
function oneAtATime(play: Insight["playWeek"]): Insight["playWeek"] {
	let isPlaying = false;
	return async (user) => {
		if (isPlaying) return { said: "A week is being played already." };
		isPlaying = true;
		try {
			return await play(user);
		} finally {
			isPlaying = false;
		}
	};
}

async function listen(slack: LoopbackSlack, port: number | undefined, host: string): Promise<void> {
	try {
		await slack.start(port ?? defaultPort, host);
	} catch (error) {
		if (port !== undefined || (error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
		await slack.start(0, host);
	}
}
