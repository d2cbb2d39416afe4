import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";

type Env = Record<string, string>;

function problemsOf(env: Env): readonly string[] {
	try {
		readConfig(env);
	} catch (error) {
		if (error instanceof ConfigError) return error.problems;
		throw error;
	}
	return [];
}

const socket = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };
const http = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "anything", PORT: "8080" };

describe("what the settings say is how people reach the bot", () => {
	test.each<[string, Env, object]>([
		["nothing set: the local workspace", {}, { kind: "playground", port: undefined }],
		["a port alone: the local workspace there", { PORT: "0" }, { kind: "playground", port: 0 }],
		["both tokens: Socket Mode", socket, { kind: "socket", botToken: "xoxb-1", appToken: "xapp-1" }],
		["a bot token, a signing secret and a port: HTTP", http, { kind: "http", botToken: "xoxb-1", signingSecret: "anything", port: 8080 }],
		["everything: Socket Mode, the default", { ...socket, ...http }, { kind: "socket" }],
	])("%s", (_, env, mode) => {
		expect(readConfig(env).mode).toMatchObject(mode);
	});

	test("an empty variable, or one of spaces, counts as unset", () => {
		const empty = Object.fromEntries(
			"SLACK_BOT_TOKEN SLACK_APP_TOKEN SLACK_SIGNING_SECRET PORT SLACK_API_URL OPENAI_API_KEY OPENAI_BASE_URL OPENAI_MODEL DATA_DIR REDIS_URL CATALOG_OVERLAY LOG_LEVEL KEEP_THREADS_DAYS KEEP_FEEDBACK_DAYS PARALLEL_ANSWERS QUESTIONS_PER_USER LATE_POST_SECONDS METRICS_HOST METRICS_PORT ADMIN_USERS ADMIN_CHANNEL DAILY_BUDGET_USD"
				.split(" ")
				.flatMap((name, at) => [[name, at % 2 === 0 ? "" : "  "]]),
		);
		expect(readConfig(empty)).toEqual(readConfig({}));
	});

	test("nothing else than the settings' prefixes and shapes is checked", () => {
		const env = {
			...socket,
			SLACK_API_URL: "http://slack.example:8080/base/api/",
			OPENAI_API_KEY: "k",
			OPENAI_BASE_URL: "http://localhost:11434/v1",
			OPENAI_MODEL: "a-model-nobody-knows",
			DATA_DIR: "/srv/state",
			LOG_LEVEL: "debug",
			METRICS_PORT: "9090",
			ADMIN_USERS: "U1, W2",
			ADMIN_CHANNEL: "C1",
			DAILY_BUDGET_USD: "2.50",
		};
		expect(readConfig(env)).toMatchObject({ slackApiUrl: "http://slack.example:8080/base/api/", dataDir: "/srv/state", logLevel: "debug", dailyBudgetUsd: 2.5, adminChannel: "C1" });
		expect(readConfig(env).llm).toEqual({ apiKey: "k", baseUrl: "http://localhost:11434/v1", model: "a-model-nobody-knows" });
	});
});

describe("the model that writes", () => {
	test("needs a key; the rest has a default", () => {
		expect(readConfig({ OPENAI_API_KEY: "k" }).llm).toEqual({ apiKey: "k", baseUrl: undefined, model: undefined });
		expect(readConfig({ OPENAI_BASE_URL: "http://localhost:11434/v1", OPENAI_MODEL: "m" }).llm).toBeUndefined();
	});
});

describe("settings that are not right", () => {
	test.each<[string, Env, RegExp[]]>([
		["a malformed bot token", { ...socket, SLACK_BOT_TOKEN: "xoxp-1" }, [/^SLACK_BOT_TOKEN: expected a bot token, which starts with xoxb-, got something else \(6 characters\)$/]],
		["a malformed app token", { ...socket, SLACK_APP_TOKEN: "xoxb-1" }, [/^SLACK_APP_TOKEN: expected an app-level token, which starts with xapp-/]],
		["a bot token alone", { SLACK_BOT_TOKEN: "xoxb-1" }, [/^SLACK_APP_TOKEN: expected beside SLACK_BOT_TOKEN/]],
		["an app token alone", { SLACK_APP_TOKEN: "xapp-1" }, [/^SLACK_BOT_TOKEN: expected beside SLACK_APP_TOKEN/]],
		["a signing secret and a port alone", { SLACK_SIGNING_SECRET: "s", PORT: "0" }, [/^SLACK_BOT_TOKEN: expected beside SLACK_SIGNING_SECRET/]],
		["a signing secret without a port", { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "s" }, [/^PORT: expected beside SLACK_SIGNING_SECRET/]],
		["a malformed token that lacks its partner too", { SLACK_BOT_TOKEN: "nope" }, [/^SLACK_BOT_TOKEN: expected a bot token/, /^SLACK_APP_TOKEN: expected beside/]],
		["another setting beside a missing partner", { SLACK_BOT_TOKEN: "xoxb-1", SLACK_API_URL: "nowhere" }, [/^SLACK_API_URL: /, /^SLACK_APP_TOKEN: expected beside/]],
		["a log level that is none", { LOG_LEVEL: "loud" }, [/^LOG_LEVEL: expected one of debug, info, warn, error, silent, got "loud"$/]],
		["a port that is none", { PORT: "70000" }, [/^PORT: expected a port from 0 to 65535, got "70000"$/]],
		["an address without /api/", { ...socket, SLACK_API_URL: "http://127.0.0.1:1" }, [/^SLACK_API_URL: expected an address that ends in \/api\/, got "http:\/\/127\.0\.0\.1:1"$/]],
		[
			"many at once",
			{ SLACK_BOT_TOKEN: "nope", LOG_LEVEL: "loud", PORT: "x", DAILY_BUDGET_USD: "much", OPENAI_BASE_URL: "ftp://x", ADMIN_CHANNEL: "#ops", ADMIN_USERS: "rosa", METRICS_PORT: "-1" },
			[/^SLACK_BOT_TOKEN: /, /^PORT: /, /^OPENAI_BASE_URL: /, /^LOG_LEVEL: /, /^METRICS_PORT: /, /^ADMIN_USERS: /, /^ADMIN_CHANNEL: /, /^DAILY_BUDGET_USD: /, /^SLACK_APP_TOKEN: expected beside/],
		],
	])("%s: one sentence for each", (_, env, expected) => {
		const problems = problemsOf(env);
		expect(problems).toHaveLength(expected.length);
		for (const [at, problem] of problems.entries()) expect(problem).toMatch(expected[at]!);
	});

	test("a secret is never repeated", () => {
		expect(problemsOf({ SLACK_BOT_TOKEN: "xoxp-very-secret", SLACK_APP_TOKEN: "also-secret" }).join()).not.toContain("secret");
	});
});
