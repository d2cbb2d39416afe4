import { type Logger, LogLevel } from "@slack/logger";
import type { Log } from "../../ports.ts";

export type SdkLogger = Logger;

/**
 * The SDKs' logger. What they say at debug and info level can hold whole payloads, so only warnings and errors come
 * through, and of those the first line.
 */
export function sdkLogger(log: Log): SdkLogger {
	const say =
		(level: "warn" | "error") =>
		(...parts: unknown[]) => {
			const [first] = parts;
			const message = first instanceof Error ? ((first as { code?: string }).code ?? first.name) : String(first).split("\n")[0]?.slice(0, 200);
			log[level]({ sdk: message }, "the Slack SDK reports");
		};
	const nothing = () => {};
	return { debug: nothing, info: nothing, warn: say("warn"), error: say("error"), setLevel: nothing, getLevel: () => LogLevel.WARN, setName: nothing };
}
