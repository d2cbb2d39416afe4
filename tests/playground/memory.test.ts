import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ChildBot } from "../support/child-bot.ts";
import { temporaryDir } from "../support/temporary-dir.ts";
import { until } from "../support/until.ts";

const dir = temporaryDir();
afterAll(async () => {
	await ChildBot.endAll();
	dir.remove();
});

/** Megabytes of memory that a process holds, as Linux tells; `undefined` elsewhere. */
const megabytesOf = (pid: number | undefined): number | undefined =>
	existsSync(`/proc/${pid}/status`) ? Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024 : undefined;

test.skipIf(!existsSync("/proc/self/status"))("a local workspace that has answered a few questions holds less than 200 MB", async () => {
	const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")) as { scripts: { start: string } };
	const [, ...args] = scripts.start.split(" ");
	// The tests share what they compile; `npm start` has no such cache.
	const bot = await new ChildBot({ DATA_DIR: dir.path, PORT: "0", LOG_LEVEL: "silent", NODE_DISABLE_COMPILE_CACHE: "1" }, [process.execPath, ...args]).ready();
	const address = bot.stdout.split("\n")[0] ?? "";
	const ask = (text: string) =>
		fetch(`${address}/workspace/messages`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ user: "U0RESEARCH", channel: "C0PLATFORM", text: `@mlops-recommend ${text}` }),
		});
	for (const text of ["which experiment tracker on-prem?", "Airflow or Dagster?", "what is a feature store?"]) await ask(text);
	type State = { messages: { explained: boolean }[] };
	await until("three answers", async () => ((await (await fetch(`${address}/workspace/state`)).json()) as State).messages.filter(({ explained }) => explained).length === 3);
	expect(megabytesOf(bot.pid)).toBeLessThan(200);
	await bot.end("SIGTERM");
});
