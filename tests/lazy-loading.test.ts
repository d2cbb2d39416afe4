import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

/** What of the SDK a process has loaded, before and after it asked a model. */
const program = `
import { registerHooks } from "node:module";
let loaded = 0;
registerHooks({ load: (url, context, next) => { if (url.includes("/node_modules/openai/")) loaded++; return next(url, context); } });
await import("./src/bot.ts");
const { OpenAiLlm } = await import("./src/adapters/llm/openai-llm.ts");
const { z } = await import("zod");
const log = { debug() {}, info() {}, warn() {}, error() {} };
const llm = new OpenAiLlm({ apiKey: "k", baseUrl: "http://127.0.0.1:9/v1", model: "m" }, { clock: { now: Date.now }, log });
const before = loaded;
for await (const _ of llm.write({ workspace: "T1", messages: [], schema: z.object({}), schemaName: "x", deadline: Date.now() + 1000 }));
console.log(JSON.stringify({ before, after: loaded > 0 }));
`;

/** What a start without settings loads of the packages that only some need. */
const startProgram = `
import { registerHooks } from "node:module";
const heavy = ["@redis/client", "bullmq", "openai", "prom-client", "@resvg/resvg-js"];
const loaded = new Set();
registerHooks({ load: (url, context, next) => { for (const name of heavy) if (url.includes("/node_modules/" + name + "/")) loaded.add(name); return next(url, context); } });
process.argv.push("--help");
console.log = () => {};
await import("./src/main.ts");
process.stdout.write(JSON.stringify([...loaded]));
`;

test("a start without settings loads neither Redis nor metrics, pictures nor a model's SDK", () => {
	const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", startProgram], { encoding: "utf8" });
	expect(stderr).toBe("");
	expect(JSON.parse(stdout)).toEqual([]);
});

test("a bot without a model does not load the SDK that asks one", () => {
	const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
	expect(stderr).toBe("");
	expect(JSON.parse(stdout)).toEqual({ before: 0, after: true });
});
