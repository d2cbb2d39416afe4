import { z } from "zod";

/** How people reach the bot. */
export type Mode =
	| { kind: "playground"; port: number | undefined; host: string; open: boolean /** Whether what the bot keeps outlives the workspace: where a folder for it is set. */; keeps: boolean }
	| { kind: "socket"; botToken: string; appToken: string }
	| { kind: "http"; botToken: string; signingSecret: string; port: number };

export type Config = {
	mode: Mode;
	/** Base of Slack's Web API, up to and with `/api/`. */
	slackApiUrl: string | undefined;
	dataDir: string;
	/** Where any number of processes share their state, in place of `dataDir`. */
	redisUrl: string | undefined;
	/** The folder of the organisation's own overlay on the catalog. */
	catalogOverlay: string | undefined;
	logLevel: (typeof logLevels)[number];
	/** How many questions are worked on at once. */
	parallel: number;
	/** How many questions each person may ask in ten minutes; 0 for as many as they like. */
	questionsPerUser: number;
	/** How long Slack may take with a post whose response never came, in milliseconds. */
	settleMs: number;
	/** How long what people said and thought is kept, in days. */
	retention: { threadDays: number; feedbackDays: number };
	/** Ids of those who look after the bot: App Home shows them how it is doing. */
	admins: readonly string[];
	/** Where health and metrics are served. */
	metrics: { port: number; host: string } | undefined;
	/** The model that writes; `undefined` where no key is set. */
	llm: { apiKey: string; baseUrl: string | undefined; model: string | undefined } | undefined;
	/** What each workspace may spend on the model a day, in US dollars. */
	dailyBudgetUsd: number | undefined;
	/** Where those who run the bot are told what they should know. */
	adminChannel: string | undefined;
};

const defaultDataDir = ".data";
const logLevels = ["debug", "info", "warn", "error", "silent"] as const;

const port = z
	.string()
	.regex(/^\d{1,5}$/)
	.transform(Number)
	.refine((value) => value <= 65535);
const slackApiUrl = z.url({ protocol: /^https?$/ }).regex(/\/api\/$/);

type Rule = { schema: z.ZodType; expected: string; secret?: true };
const rules: Record<string, Rule> = {
	SLACK_BOT_TOKEN: { schema: z.string().startsWith("xoxb-"), expected: "a bot token, which starts with xoxb-", secret: true },
	SLACK_APP_TOKEN: { schema: z.string().startsWith("xapp-"), expected: "an app-level token, which starts with xapp-", secret: true },
	SLACK_SIGNING_SECRET: { schema: z.string(), expected: "the app's signing secret", secret: true },
	PORT: { schema: port, expected: "a port from 0 to 65535" },
	SLACK_API_URL: { schema: slackApiUrl, expected: "an address that ends in /api/" },
	OPENAI_API_KEY: { schema: z.string(), expected: "a key", secret: true },
	OPENAI_BASE_URL: { schema: z.url({ protocol: /^https?$/ }), expected: "an address that starts with http:// or https://" },
	OPENAI_MODEL: { schema: z.string(), expected: "a model's name" },
	DATA_DIR: { schema: z.string(), expected: "a folder" },
	REDIS_URL: { schema: z.string().regex(/^rediss?:\/\//), expected: "an address that starts with redis:// or rediss://", secret: true },
	CATALOG_OVERLAY: { schema: z.string(), expected: "a folder" },
	LOG_LEVEL: { schema: z.enum(logLevels), expected: `one of ${logLevels.join(", ")}` },
	PARALLEL_ANSWERS: { schema: z.string().regex(/^[1-9]\d{0,2}$/), expected: "a number from 1 to 999" },
	QUESTIONS_PER_USER: { schema: z.string().regex(/^\d{1,4}$/), expected: "a number from 0 to 9999" },
	LATE_POST_SECONDS: { schema: z.string().regex(/^\d{1,3}$/), expected: "a number of seconds from 0 to 999" },
	KEEP_THREADS_DAYS: { schema: z.string().regex(/^[1-9]\d{0,2}$/), expected: "a number of days from 1 to 999" },
	KEEP_FEEDBACK_DAYS: { schema: z.string().regex(/^[1-9]\d{0,3}$/), expected: "a number of days from 1 to 9999" },
	METRICS_HOST: { schema: z.string().regex(/^[\w.:-]+$/), expected: "an address or a host's name" },
	METRICS_PORT: { schema: port, expected: "a port from 0 to 65535" },
	ADMIN_USERS: { schema: z.string().regex(/^[UW][A-Z0-9]+(\s*,\s*[UW][A-Z0-9]+)*$/), expected: "ids of Slack users, separated by commas" },
	ADMIN_CHANNEL: { schema: z.string().regex(/^[CG][A-Z0-9]+$/), expected: "the id of a Slack channel" },
	DAILY_BUDGET_USD: { schema: z.string().regex(/^\d+(\.\d+)?$/), expected: "an amount such as 5 or 2.50" },
};

/** Every setting that is read from the environment. */
export const configurationNames: readonly string[] = Object.keys(rules);

/** The settings are not right: every problem at once. */
export class ConfigError extends Error {
	readonly code = "invalid_config";
	readonly problems: readonly string[];
	constructor(problems: readonly string[]) {
		super(problems.join("\n"));
		this.name = "ConfigError";
		this.problems = problems;
	}
}

/**
 * Reads the settings; the only place that looks at the environment.
 * @throws ConfigError with every problem, each saying what was expected, what came, and where
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env, flags: { open?: boolean; host?: string } = {}): Config {
	const problems: string[] = [];
	const values: Record<string, string> = {};
	for (const [name, { schema, expected, secret }] of Object.entries(rules)) {
		const value = env[name]?.trim();
		if (value === undefined || value === "") continue;
		if (schema.safeParse(value).success) values[name] = value;
		else problems.push(`${name}: expected ${expected}, got ${secret === true ? `something else (${value.length} characters)` : JSON.stringify(value)}`);
	}
	const mode = readMode(env, values, flags, problems);
	if (problems.length > 0 || mode === undefined) throw new ConfigError(problems);
	return {
		mode,
		slackApiUrl: values.SLACK_API_URL,
		dataDir: values.DATA_DIR ?? defaultDataDir,
		redisUrl: values.REDIS_URL,
		catalogOverlay: values.CATALOG_OVERLAY,
		logLevel: (values.LOG_LEVEL as Config["logLevel"] | undefined) ?? "info",
		parallel: Number(values.PARALLEL_ANSWERS ?? 16),
		questionsPerUser: Number(values.QUESTIONS_PER_USER ?? 10),
		settleMs: Number(values.LATE_POST_SECONDS ?? 30) * 1000,
		retention: { threadDays: Number(values.KEEP_THREADS_DAYS ?? 30), feedbackDays: Number(values.KEEP_FEEDBACK_DAYS ?? 365) },
		admins: values.ADMIN_USERS?.split(/\s*,\s*/) ?? [],
		// Whoever may reach it can read how much is asked: this machine alone, unless told otherwise.
		metrics: values.METRICS_PORT === undefined ? undefined : { port: Number(values.METRICS_PORT), host: values.METRICS_HOST ?? "127.0.0.1" },
		llm: values.OPENAI_API_KEY === undefined ? undefined : { apiKey: values.OPENAI_API_KEY, baseUrl: values.OPENAI_BASE_URL, model: values.OPENAI_MODEL },
		dailyBudgetUsd: values.DAILY_BUDGET_USD === undefined ? undefined : Number(values.DAILY_BUDGET_USD),
		adminChannel: values.ADMIN_CHANNEL,
	};
}

/** What is set decides the way in, also where its value is wrong: so a missing partner is told beside it, not after it. */
function readMode(
	env: Readonly<Record<string, string | undefined>>,
	values: Readonly<Record<string, string>>,
	{ open = false, host = "127.0.0.1" }: { open?: boolean; host?: string },
	problems: string[],
): Mode | undefined {
	const isSet = (name: string): boolean => (env[name]?.trim() ?? "") !== "";
	const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = values;
	const port = values.PORT === undefined ? undefined : Number(values.PORT);
	const [bot, app, secret] = ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"].map(isSet);
	if (!bot && !app && !secret) return { kind: "playground", port, host, open, keeps: isSet("DATA_DIR") };
	if (!bot) problems.push(`SLACK_BOT_TOKEN: expected beside ${app ? "SLACK_APP_TOKEN" : "SLACK_SIGNING_SECRET"}, got nothing; unset both to open the local workspace`);
	else if (!app && !secret) problems.push("SLACK_APP_TOKEN: expected beside SLACK_BOT_TOKEN for Socket Mode (or SLACK_SIGNING_SECRET and PORT for HTTP), got nothing");
	if (!app && secret && !isSet("PORT")) problems.push("PORT: expected beside SLACK_SIGNING_SECRET, to serve Slack's requests over HTTP, got nothing");
	if (botToken === undefined) return undefined;
	if (appToken !== undefined) return { kind: "socket", botToken, appToken };
	return signingSecret === undefined || port === undefined ? undefined : { kind: "http", botToken, signingSecret, port };
}

/** CATALOG_OVERLAY alone, for commands that need no other setting and should not stumble over one. */
export const readCatalogOverlay = (env: Readonly<Record<string, string | undefined>> = process.env): string | undefined => env.CATALOG_OVERLAY?.trim() || undefined;

/** DATA_DIR and REDIS_URL alone, for commands that only look at what is kept there. */
export const readStatePlace = (env: Readonly<Record<string, string | undefined>> = process.env): { dataDir: string; redisUrl: string | undefined } => ({
	dataDir: env.DATA_DIR?.trim() || defaultDataDir,
	redisUrl: env.REDIS_URL?.trim() || undefined,
});
