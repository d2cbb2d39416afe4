import { expect, test } from "vitest";
import { readableLine } from "../../src/adapters/log/readable-line.ts";

test("a line of the log at a terminal says when, how grave, what, and then the details, without process and host", () => {
	const time = new Date(2026, 10, 25, 9, 5, 7).getTime();
	const line = readableLine(JSON.stringify({ level: 30, time, pid: 7, hostname: "here", kind: "mention", picks: ["mlflow", "aim"], failure: { code: "timeout" }, msg: "answered" }));
	// biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes that colour a terminal
	expect(line.replace(/\u001b\[\d+m/g, "")).toBe('09:05:07 info  answered  kind=mention picks=mlflow,aim failure={"code":"timeout"}\n');
});

test("what somebody else has written begins no line of its own, and moves no cursor", () => {
	const line = readableLine(JSON.stringify({ level: 30, time: 0, error: "gone\n09:00:00 info  all is well\u001b[2J\u009b1m", msg: "trying again" }));
	expect(line).toContain("error=gone\\u000a09:00:00 info  all is well\\u001b[2J\\u009b1m");
	expect(line.trimEnd()).not.toContain("\n");
});
