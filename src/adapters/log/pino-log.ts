import pino from "pino";
import type { Log } from "../../ports.ts";
import { readableLine } from "./readable-line.ts";

const secrets = ["token", "botToken", "appToken", "signingSecret", "authorization", "text", "headers"];

/** JSON lines on standard error, so that standard output stays for people and scripts; a person at a terminal gets readable ones. Secrets and texts are taken out. */
export function createLog(level: string, { isTerminal = process.stderr.isTTY === true }: { isTerminal?: boolean } = {}): Log {
	const lines = pino.destination({ fd: 2, sync: true });
	const destination = isTerminal ? { write: (line: string) => lines.write(readableLine(line)) } : lines;
	return pino({ level, redact: { paths: [...secrets, ...secrets.map((name) => `*.${name}`)], censor: "[redacted]" } }, destination);
}
