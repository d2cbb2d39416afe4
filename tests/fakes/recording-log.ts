import type { Log } from "../../src/ports.ts";
import { leaks } from "../support/leaks.ts";

export type LogEntry = { level: "debug" | "info" | "warn" | "error"; fields: Record<string, unknown>; message: string };

/** A log that keeps what it is told. */
export function recordingLog(): Log & { readonly entries: LogEntry[] } {
	const entries: LogEntry[] = [];
	leaks.watch("a log", () => entries.map((entry) => JSON.stringify(entry)).join("\n"));
	const at = (level: LogEntry["level"]) => (fields: Record<string, unknown>, message: string) => {
		entries.push({ level, fields, message });
	};
	return { entries, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") } satisfies Log & { entries: LogEntry[] };
}
