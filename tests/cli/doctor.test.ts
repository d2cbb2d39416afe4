import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { configurationNames } from "../../src/config.ts";
import { readInstalledApp } from "../../src/playground/installed-app.ts";
import { LoopbackSlack } from "../../src/playground/loopback-slack.ts";
import { Workspace } from "../../src/playground/workspace.ts";
import { freePort } from "../support/free-port.ts";
import { Harness } from "../support/harness.ts";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { runCli } from "../support/run-cli.ts";
import { temporaryDir } from "../support/temporary-dir.ts";

const unset = Object.fromEntries(configurationNames.map((name) => [name, ""]));
const place = temporaryDir();
afterAll(() => place.remove());

/** What the doctor says, by what it is about. */
async function examine(env: Record<string, string>): Promise<{ code: number | null; out: string; lines: Map<string, string> }> {
	const { code, out, err } = await runCli("src/cli/doctor.ts", [], { ...unset, DATA_DIR: join(place.path, "state"), ...env });
	expect(err).toBe("");
	return {
		code,
		out,
		lines: new Map(
			out
				.trim()
				.split("\n")
				.map((line) => [/^\S+(?: do)?\s+(.+?): /.exec(line)?.[1] ?? line, line]),
		),
	};
}

test("with nothing set it says that the local workspace works", async () => {
	const { code, lines } = await examine({});
	expect(code).toBe(0);
	expect([...lines.values()].filter((line) => !line.startsWith("ok"))).toEqual([]);
	expect(lines.get("Slack")).toContain("npm start opens the local workspace");
	expect(lines.get("the catalog")).toMatch(/\d+ tools/);
	expect(lines.get("the model")).toContain("written from the catalog");
});

test("settings that are wrong are each told, with what is expected", async () => {
	const { code, out } = await examine({ SLACK_BOT_TOKEN: "wrong", LOG_LEVEL: "loud" });
	expect(code).toBe(1);
	expect(out).toMatch(/to do {4}the settings: LOG_LEVEL: expected one of/);
	expect(out).toMatch(/to do {4}the settings: SLACK_BOT_TOKEN: expected a bot token/);
});

describe("connected to Slack", () => {
	let slack: LoopbackSlack;
	const open = async (app = readInstalledApp()) => {
		slack = new LoopbackSlack({ workspace: Workspace.forNewcomers(), app });
		await slack.start();
		return { SLACK_BOT_TOKEN: slack.tokens.bot, SLACK_APP_TOKEN: slack.tokens.app, SLACK_API_URL: slack.apiUrl };
	};
	afterEach(() => slack.stop());

	test("the token, its scopes and Socket Mode are well", async () => {
		const { code, lines } = await examine(await open());
		expect(code).toBe(0);
		expect(lines.get("Slack's bot token")).toContain("ok       Slack's bot token: @mlops-recommend");
		expect(lines.get("its scopes")).toMatch(/^ok .*of the manifest, and no other/);
		expect(lines.get("Socket Mode")).toMatch(/^ok .*can be opened/);
	});
	test("a token that Slack does not take", async () => {
		const { code, lines } = await examine({ ...(await open()), SLACK_BOT_TOKEN: "xoxb-another" });
		expect(code).toBe(1);
		expect(lines.get("Slack's bot token")).toMatch(/^to do .*\(invalid_auth\)\. Copy it again/);
	});
	test("an app-level token that opens no connection", async () => {
		const { code, lines } = await examine({ ...(await open()), SLACK_APP_TOKEN: "xapp-another" });
		expect(code).toBe(1);
		expect(lines.get("Socket Mode")).toMatch(/^to do .*connections:write/);
	});
	test("scopes too few, and scopes too many", async () => {
		const app = readInstalledApp();
		const few = await examine(await open({ ...app, scopes: app.scopes.filter((scope) => scope !== "im:history") }));
		expect(few.code).toBe(1);
		expect(few.lines.get("its scopes")).toMatch(/^to do .*im:history missing/);
		await slack.stop();
		const many = await examine(await open({ ...app, scopes: [...app.scopes, "files:read"] }));
		expect(many.code).toBe(0);
		expect(many.lines.get("its scopes")).toMatch(/^better .*files:read not needed/);
	});
	test("nobody at Slack's address", async () => {
		const env = await open();
		const { code, lines } = await examine({ ...env, SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/` });
		expect(code).toBe(1);
		expect(lines.get("Slack's bot token")).toContain("ECONNREFUSED");
	});
	test("over HTTP, while nothing listens yet", async () => {
		const { SLACK_APP_TOKEN: _, ...env } = await open();
		const { code, lines } = await examine({ ...env, SLACK_SIGNING_SECRET: "s", PORT: String(await freePort()) });
		expect(code).toBe(0);
		expect(lines.get("requests over HTTP")).toMatch(/^better .*npm start/);
	});
});

describe("beside a bot that runs over HTTP", () => {
	let harness: Harness;
	beforeAll(async () => {
		harness = await Harness.open({ transport: "http" });
	});
	afterAll(() => harness.close());
	const env = () => ({ SLACK_BOT_TOKEN: harness.slack.tokens.bot, SLACK_API_URL: harness.slack.apiUrl, PORT: new URL(harness.slack.requestUrl ?? "").port, DATA_DIR: harness.dataDir });

	test("its requests are answered, and its store is known to be in use", { timeout: 30_000 }, async () => {
		const { code, lines } = await examine({ ...env(), SLACK_SIGNING_SECRET: harness.slack.tokens.signingSecret });
		expect(code).toBe(0);
		expect(lines.get("requests over HTTP")).toMatch(/^ok .*the bot answers/);
		expect(lines.get("the store")).toMatch(/^ok .*in use by a bot that runs/);
	});
	test("a signing secret that is another app's", { timeout: 30_000 }, async () => {
		const { code, lines } = await examine({ ...env(), SLACK_SIGNING_SECRET: "another" });
		expect(code).toBe(1);
		expect(lines.get("requests over HTTP")).toMatch(/^to do .*SLACK_SIGNING_SECRET/);
	});
});

test("a store that can't be used, an overlay that has a problem, and a model that can't be reached", async () => {
	const overlay = join(place.path, "overlay");
	mkdirSync(overlay);
	writeFileSync(join(overlay, "overlay.yaml"), "standards: [no-such-tool]\n");
	writeFileSync(join(place.path, "a-file"), "");
	const { code, lines } = await examine({ DATA_DIR: join(place.path, "a-file"), CATALOG_OVERLAY: overlay, OPENAI_API_KEY: "k", OPENAI_BASE_URL: `http://127.0.0.1:${await freePort()}/v1` });
	expect(code).toBe(1);
	expect(lines.get("the store")).toMatch(/^to do .*DATA_DIR: expected a folder/);
	expect(lines.get("the catalog and its overlay")).toMatch(/^to do .*npm run catalog -- check/);
	expect(lines.get("the model")).toMatch(/^to do .*OPENAI_BASE_URL/);
});

describeWithRedis("with its state on Redis", () => {
	let redis: RedisServer;
	beforeAll(async () => {
		redis = await RedisServer.start();
	});
	afterAll(() => redis.remove());

	test("a Redis that keeps what it took is well", async () => {
		const { code, lines } = await examine({ REDIS_URL: redis.url });
		expect(code).toBe(0);
		expect(lines.get("the store")).toMatch(/^ok .*Redis answers/);
	});
	test("a Redis that does not answer", async () => {
		const { code, lines } = await examine({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` });
		expect(code).toBe(1);
		expect(lines.get("the store")).toMatch(/^to do .*REDIS_URL: expected a Redis that answers/);
	});
});
