import pino from "pino";
import type { Log } from "../../ports.ts";

const secrets = ["token", "botToken", "appToken", "signingSecret", "authorization", "text", "headers"];

/** JSON lines on standard error, so that standard output stays for people and scripts. Secrets and texts are taken out. */
export function createLog(level: string): Log {
	return pino({ level, redact: { paths: [...secrets, ...secrets.map((name) => `*.${name}`)], censor: "[redacted]" } }, pino.destination({ fd: 2, sync: true }));
}
