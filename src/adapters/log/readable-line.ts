import { styleText } from "node:util";

const names: Record<number, string> = { 10: "trace", 20: "debug", 30: "info", 40: "warn", 50: "error", 60: "fatal" };
const colours: Record<string, "yellow" | "red"> = { warn: "yellow", error: "red", fatal: "red" };

/** One line of JSON as a person at a terminal reads it: "12:04:31 info  answered  kind=mention ms=12". */
export function readableLine(json: string): string {
	const { time, level, msg, pid: _, hostname: __, ...rest } = JSON.parse(json) as { time: number; level: number; msg?: string; pid?: number; hostname?: string };
	const name = names[level] ?? String(level);
	const at = new Date(time).toTimeString().slice(0, 8);
	const colour = colours[name];
	const level5 = name.padEnd(5);
	const said = Object.entries(rest).map(([key, value]) => `${key}=${onOneLine(shown(value))}`);
	const details = said.length === 0 ? "" : `  ${styleText("dim", said.join(" "), { stream: process.stderr })}`;
	return `${at} ${colour === undefined ? level5 : styleText(colour, level5, { stream: process.stderr })} ${msg ?? ""}${details}\n`;
}

const shown = (value: unknown): string => (Array.isArray(value) && value.every((one) => typeof one === "string") ? value.join(",") : typeof value === "object" ? JSON.stringify(value) : String(value));

/** What others have written, such as an error of a server's, moves no cursor and begins no line. */
const onOneLine = (text: string): string => text.replace(/\p{Cc}/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
