import { createLog } from "../../src/adapters/log/pino-log.ts";
import { startBot } from "../../src/bot.ts";
import { readConfig } from "../../src/config.ts";

/** The bot as it runs in production; on SIGUSR2 it collects its garbage and says how much memory and how many resources it holds. */
const { mode, slackApiUrl, dataDir, redisUrl, logLevel, settleMs, parallel, questionsPerUser } = readConfig(process.env);
if (mode.kind === "playground") throw new Error("Expected Slack settings, got none");
const bot = await startBot({ connection: mode, slackApiUrl, dataDir, redisUrl, settleMs, parallel, questionsPerUser, log: createLog(logLevel) });
process.on("SIGUSR2", () => {
	(globalThis as { gc?: () => void }).gc?.(); // there since node was started with --expose-gc
	console.log(`measured ${process.memoryUsage().heapUsed} ${process.getActiveResourcesInfo().length}`);
});
process.on("SIGTERM", () => void bot.stop().finally(() => process.exit(0)));
console.log("ready");
