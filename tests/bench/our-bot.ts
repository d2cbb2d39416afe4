import { createLog } from "../../src/adapters/log/pino-log.ts";
import { startBot } from "../../src/bot.ts";
import { readConfig } from "../../src/config.ts";
import { reportOnRequest } from "./report.ts";

/** The bot as it runs in production, for the bench. */
const { mode, slackApiUrl, dataDir, logLevel } = readConfig(process.env);
if (mode.kind === "playground") throw new Error("Expected Slack settings, got none");
const bot = await startBot({ connection: mode, slackApiUrl, dataDir, log: createLog(logLevel) });
reportOnRequest(() => bot.stop());
