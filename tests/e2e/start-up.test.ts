import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDataDir } from "../../src/adapters/sqlite/database.ts";
import { LoopbackSlack } from "../../src/playground/loopback-slack.ts";
import { Workspace } from "../../src/playground/workspace.ts";
import { ChildBot, type Settings } from "../support/child-bot.ts";
import { takePort } from "../support/free-port.ts";
import { temporaryDir } from "../support/temporary-dir.ts";
import { until } from "../support/until.ts";

const slack = new LoopbackSlack({ workspace: Workspace.forNewcomers(), fault: (method) => (method === "socket" && refuseSockets ? { kind: "reset" } : undefined) });
let refuseSockets = false;
const dir = temporaryDir();
const aFile = join(dir.path, "a-file");
const folder = (name: string): string => join(dir.path, name);
let taken: Awaited<ReturnType<typeof takePort>>;
let tokens: Settings;

beforeAll(async () => {
	writeFileSync(aFile, "not a folder");
	await slack.start();
	taken = await takePort();
	tokens = { SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.apiUrl };
});
afterAll(async () => {
	await ChildBot.endAll();
	await taken.release();
	await slack.stop();
	dir.remove();
});

/** Starts the bot with these settings and expects it to say what is wrong, and nothing else, and to end with 1. */
async function refusal(set: Settings): Promise<string[]> {
	const bot = new ChildBot({ DATA_DIR: folder("unused"), LOG_LEVEL: "silent", ...set });
	expect({ code: await bot.ended(), stdout: bot.stdout }).toEqual({ code: 1, stdout: "" });
	expect(bot.stderr).not.toMatch(/\n\s+at |node:internal|Error:/);
	return bot.stderr.trim().split("\n");
}

describe("a start that cannot succeed", () => {
	test("settings that are not right: one sentence for each, all at once", async () => {
		const [headline, ...problems] = await refusal({ SLACK_BOT_TOKEN: "xoxp-secret", LOG_LEVEL: "loud", PORT: "x" });
		expect(headline).toBe("The settings need attention:");
		expect(problems.map((problem) => problem.split(":")[0])).toEqual(["SLACK_BOT_TOKEN", "PORT", "LOG_LEVEL", "SLACK_APP_TOKEN"]);
		expect(problems.join()).not.toContain("secret");
	});

	test("a token without its partner", async () => {
		const lines = await refusal({ SLACK_BOT_TOKEN: "xoxb-1" });
		expect(lines).toHaveLength(2);
		expect(lines[1]).toMatch(/^SLACK_APP_TOKEN: expected beside SLACK_BOT_TOKEN for Socket Mode \(or SLACK_SIGNING_SECRET and PORT for HTTP\), got nothing$/);
	});

	test("a DATA_DIR below a file: says which folder", async () => {
		const lines = await refusal({ ...tokens, DATA_DIR: join(aFile, "state") });
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/^DATA_DIR: expected a folder that can be written to, got .*a-file\/state \(ENOTDIR\); choose another one or change its permissions$/);
	});

	test("a DATA_DIR that is a file", async () => {
		const lines = await refusal({ ...tokens, DATA_DIR: aFile });
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/^DATA_DIR: expected a folder that can be written to, got .*a-file/);
	});

	test("a state file that can't be opened", async () => {
		const path = folder("broken");
		mkdirSync(join(path, "state.sqlite"), { recursive: true });
		const lines = await refusal({ ...tokens, DATA_DIR: path });
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/^DATA_DIR: expected .*state\.sqlite to be a database/);
	});

	test("a token that Slack does not take", async () => {
		const lines = await refusal({ ...tokens, SLACK_BOT_TOKEN: "xoxb-somebody-else" });
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/^SLACK_BOT_TOKEN: Slack did not take the token \(invalid_auth\)/);
	});

	test("an app token that Slack does not take", async () => {
		const lines = await refusal({ ...tokens, SLACK_APP_TOKEN: "xapp-somebody-else" });
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/^SLACK_APP_TOKEN: Slack did not take the token \(invalid_auth\)/);
	});

	test("a Slack that cannot be reached", async () => {
		const lines = await refusal({ ...tokens, SLACK_API_URL: "http://127.0.0.1:1/api/" });
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/^Slack could not be reached \(.+\); check the network and SLACK_API_URL$/);
	});

	test("a PORT in use, over HTTP", async () => {
		const lines = await refusal({ SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_SIGNING_SECRET: "s", SLACK_API_URL: slack.apiUrl, DATA_DIR: folder("http"), PORT: String(taken.port) });
		expect(lines).toEqual([`PORT: expected a free port, got ${taken.port}, which another process uses; stop it or set another PORT`]);
	});

	test("a PORT in use, for the local workspace", async () => {
		expect(await refusal({ PORT: String(taken.port), DATA_DIR: folder("local") })).toEqual([`PORT: expected a free port, got ${taken.port}, which another process uses; stop it or set another PORT`]);
	});

	test("a second start on one DATA_DIR waits five seconds, then says which folder is taken", async () => {
		const path = folder("shared");
		const first = await new ChildBot({ ...tokens, DATA_DIR: path, LOG_LEVEL: "silent" }).ready();
		const started = Date.now();
		const lines = await refusal({ ...tokens, DATA_DIR: path });
		expect(lines).toEqual([`DATA_DIR: another process works in ${path}; stop it, or set DATA_DIR to a folder of its own`]);
		expect(Date.now() - started).toBeGreaterThan(5000);
		expect(await first.end("SIGTERM")).toBe(0);
	});

	test("a WebSocket that is refused at the start", async () => {
		refuseSockets = true;
		const lines = await refusal({ ...tokens, DATA_DIR: folder("refused") });
		refuseSockets = false;
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatch(/^Slack could not be reached \(.+\); check the network and SLACK_API_URL$/);
	});
});

describe("a start that succeeds", () => {
	test("a second start that waits takes over as soon as the first one ends, however it ends", async () => {
		const path = folder("handover");
		const first = await new ChildBot({ ...tokens, DATA_DIR: path, LOG_LEVEL: "silent" }).ready();
		const started = Date.now();
		// Waiting for the lock blocks this process, so another one does the killing.
		spawn("sh", ["-c", `sleep 0.5; kill -KILL ${first.pid}`], { stdio: "ignore" });
		openDataDir(path).release();
		const took = Date.now() - started;
		expect(took).toBeGreaterThan(400);
		expect(took).toBeLessThan(4500);
		await first.ended();
	});

	test("over HTTP, and ends with 0 when it is asked to", async () => {
		const bot = await new ChildBot({ SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_SIGNING_SECRET: "s", SLACK_API_URL: slack.apiUrl, DATA_DIR: folder("http-ok"), PORT: "0", LOG_LEVEL: "silent" }).ready();
		expect(await bot.end("SIGTERM")).toBe(0);
		expect(bot.stderr).toBe("");
	});
});

/** A request as a browser, or a page elsewhere, would send it: `fetch` does not let Host be chosen. */
function ask(
	address: string,
	{ path = "/", headers = {}, body, upgrade = false }: { path?: string; headers?: Record<string, string>; body?: string; upgrade?: boolean } = {},
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
	const { hostname, port } = new URL(address);
	const upgradeHeaders = upgrade ? { connection: "Upgrade", upgrade: "websocket", "sec-websocket-version": "13", "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==" } : {};
	return new Promise((resolve, reject) => {
		const sent = request({ hostname, port, path, method: body === undefined ? "GET" : "POST", headers: { ...upgradeHeaders, ...headers } }, (response) => {
			let text = "";
			response.on("data", (data) => {
				text += String(data);
			});
			response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
		});
		sent.on("upgrade", ({ statusCode, headers: given }, socket) => {
			socket.destroy();
			resolve({ status: statusCode ?? 0, headers: given, text: "" });
		});
		sent.on("error", reject);
		sent.end(body);
	});
}

describe("the local workspace", () => {
	let bot: ChildBot;
	let address: string;
	beforeAll(async () => {
		// Empty variables count as unset, so this is a start without tokens.
		bot = await new ChildBot({ SLACK_BOT_TOKEN: "", SLACK_APP_TOKEN: " ", SLACK_SIGNING_SECRET: "", LOG_LEVEL: "", PORT: "0", OPENAI_API_KEY: "", DATA_DIR: folder("page") }).ready();
		address = bot.stdout.split("\n")[0] ?? "";
	});
	afterAll(() => bot.end("SIGKILL"));

	test("the first line is the page's address, and nothing else", () => {
		expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect(bot.stdout.match(/https?:\/\/\S+/g)).toEqual([address]);
	});

	test("the page and what belongs to it come with a Content-Security-Policy that lets nothing else in", async () => {
		for (const path of ["/", "/page.js", "/page.css", "/workspace/state"]) {
			const { status, headers } = await ask(address, { path });
			expect({ path, status }).toEqual({ path, status: 200 });
			expect(headers["content-security-policy"]).toMatch(/default-src 'none'; script-src 'self'/);
			expect(headers["content-security-policy"]).not.toMatch(/unsafe|\*/);
		}
	});

	const json = { "content-type": "application/json" };
	const message = JSON.stringify({ user: "U0RESEARCH", channel: "C0PLATFORM", text: "@mlops-recommend which experiment tracker for us?" });
	const post = JSON.stringify({ token: "xoxb-local-workspace", channel: "C0PLATFORM", text: "planted" });
	test.each([
		["a foreign Host reads the page", { headers: { host: "evil.example" } }],
		["a foreign Host reads what was said", { path: "/workspace/state", headers: { host: "evil.example:80" } }],
		["a foreign Origin writes", { path: "/workspace/messages", headers: { ...json, origin: "https://evil.example" }, body: message }],
		["an Origin that hides writes", { path: "/workspace/messages", headers: { ...json, origin: "null" }, body: message }],
		["a foreign Origin calls the Web API", { path: "/api/chat.postMessage", headers: { ...json, origin: "https://evil.example" }, body: post }],
		["a foreign Host calls the Web API", { path: "/api/chat.postMessage", headers: { ...json, host: "evil.example" }, body: post }],
	])("%s: refused", async (_, what) => {
		expect((await ask(address, what)).status).toBe(403);
	});

	test("a foreign page cannot listen to the bot's events", async () => {
		await expect(ask(address, { path: "/socket", upgrade: true, headers: { origin: "https://evil.example" } })).rejects.toThrow();
		expect((await ask(address, { path: "/socket", upgrade: true })).status).toBe(101);
	});

	test("a question that is written on the page is answered in its thread", async () => {
		const { status, text } = await ask(address, { path: "/workspace/messages", headers: { ...json, origin: address }, body: message });
		expect(status).toBe(201);
		const { ts } = JSON.parse(text) as { ts: string };
		type State = { bot: string; messages: { user: string; thread_ts?: string; text: string }[] };
		const stateOf = async (): Promise<State> => JSON.parse((await ask(address, { path: "/workspace/state" })).text) as State;
		await until("the answer", async () => {
			const { bot: botId, messages } = await stateOf();
			return messages.some(({ user, thread_ts }) => user === botId && thread_ts === ts);
		});
		expect((await stateOf()).messages.some(({ text: said }) => said.includes("planted"))).toBe(false);
	});

	test("what is typed on the page is text, as in Slack: nobody is pinged by it", async () => {
		const typed = { user: "U0RESEARCH", channel: "C0PLATFORM", text: "<!channel> is R&D <@U0ENGINEER>?" };
		expect((await ask(address, { path: "/workspace/messages", headers: json, body: JSON.stringify(typed) })).status).toBe(201);
		const { messages } = JSON.parse((await ask(address, { path: "/workspace/state" })).text) as { messages: { text: string }[] };
		expect(messages.map(({ text }) => text)).toContain("&lt;!channel&gt; is R&amp;D &lt;@U0ENGINEER&gt;?");
	});
});

describe("npm start", () => {
	test("without tokens, its first address is the page's; where the default port is taken, it is another one", async () => {
		const blocked = await takePort(3000).catch(() => undefined);
		const bot = new ChildBot({ DATA_DIR: folder("npm") }, ["npm", "start", "--silent"]);
		try {
			await until("the address", () => bot.stdout.includes("\n"), 15_000);
			const address = bot.stdout.split("\n")[0] ?? "";
			expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
			expect(address).not.toMatch(/:3000$/);
			expect((await ask(address)).status).toBe(200);
		} finally {
			await bot.end("SIGINT");
			await blocked?.release();
		}
	});

	test("leaves its state where DATA_DIR says", () => {
		expect(existsSync(join(folder("npm"), "state.sqlite"))).toBe(true);
		rmSync(folder("npm"), { recursive: true });
	});
});
