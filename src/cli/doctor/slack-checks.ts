import { createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WebClient } from "@slack/web-api";
import { parse } from "yaml";
import { codeOf as networkCode } from "../../adapters/slack/failures.ts";
import type { Mode } from "../../config.ts";
import { type Finding, ok, warning, wrong } from "./finding.ts";

type Connected = Exclude<Mode, { kind: "playground" }>;

const timeout = 10_000;
const clientFor = (token: string, slackApiUrl: string | undefined): WebClient =>
	new WebClient(token, { retryConfig: { retries: 0 }, timeout, logger: silent, ...(slackApiUrl === undefined ? {} : { slackApiUrl }) });
const nothing = (): void => {};
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing, setLevel: nothing, getLevel: () => "error" as never, setName: nothing };

/** Slack's own word for what went wrong, or the network's. */
function codeOf(error: unknown): string {
	const { data, original } = error as { data?: { error?: string }; original?: unknown };
	return data?.error ?? networkCode(original ?? error);
}
const isSlacksWord = (error: unknown): boolean => (error as { data?: { error?: string } }).data?.error !== undefined;

/** The bot token, and whether it holds exactly the scopes that the manifest asks for. */
export async function checkToken({ botToken }: Connected, slackApiUrl: string | undefined): Promise<Finding[]> {
	const what = "Slack's bot token";
	try {
		const { team, user, response_metadata } = await clientFor(botToken, slackApiUrl).auth.test();
		return [ok(what, `@${user ?? "?"} in ${team ?? "?"}`), scopesFinding(response_metadata?.scopes)];
	} catch (error) {
		if (!isSlacksWord(error)) return [wrong(what, `Slack could not be reached (${codeOf(error)}). Check the network and SLACK_API_URL.`)];
		return [wrong(what, `Slack does not take SLACK_BOT_TOKEN (${codeOf(error)}). Copy it again from OAuth & Permissions, or reinstall the app.`)];
	}
}

function scopesFinding(granted: readonly string[] | undefined): Finding {
	const what = "its scopes";
	if (granted === undefined) return warning(what, "Slack did not say which it has.");
	const manifest = parse(readFileSync(join(import.meta.dirname, "../../../manifest.yml"), "utf8")) as { oauth_config: { scopes: { bot: string[] } } }; // checked by `npm run manifest`
	const wanted = manifest.oauth_config.scopes.bot;
	const missing = wanted.filter((scope) => !granted.includes(scope));
	const extra = granted.filter((scope) => scope !== "" && !wanted.includes(scope));
	if (missing.length > 0) return wrong(what, `${missing.join(", ")} missing. Paste manifest.yml into the app's manifest again, and reinstall the app.`);
	return extra.length > 0 ? warning(what, `${extra.join(", ")} not needed: the manifest does without.`) : ok(what, `the ${wanted.length} of the manifest, and no other`);
}

/** How Slack reaches the bot: a Socket Mode connection can be opened, or the bot answers signed requests on its port. */
export async function checkConnection(mode: Connected, slackApiUrl: string | undefined): Promise<Finding> {
	if (mode.kind === "socket") return checkSocket(mode.appToken, slackApiUrl);
	return checkRequests(mode);
}

async function checkSocket(appToken: string, slackApiUrl: string | undefined): Promise<Finding> {
	const what = "Socket Mode";
	try {
		await clientFor(appToken, slackApiUrl).apps.connections.open();
		return ok(what, "a connection can be opened");
	} catch (error) {
		if (!isSlacksWord(error)) return wrong(what, `Slack could not be reached (${codeOf(error)}). Check the network and SLACK_API_URL.`);
		return wrong(what, `Slack does not open a connection (${codeOf(error)}). Make an app-level token with connections:write, set it as SLACK_APP_TOKEN, and turn Socket Mode on in the app.`);
	}
}

/** Asks the bot, as Slack would, whether the request address is its own; over this machine's loopback. */
async function checkRequests({ port, signingSecret }: Extract<Connected, { kind: "http" }>): Promise<Finding> {
	const what = "requests over HTTP";
	const challenge = randomUUID();
	const body = JSON.stringify({ type: "url_verification", challenge });
	const timestamp = String(Math.floor(Date.now() / 1000));
	const signature = `v0=${createHmac("sha256", signingSecret).update(`v0:${timestamp}:${body}`).digest("hex")}`;
	try {
		const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
			method: "POST",
			headers: { "content-type": "application/json", "x-slack-request-timestamp": timestamp, "x-slack-signature": signature },
			body,
			signal: AbortSignal.timeout(timeout),
		});
		if (response.status === 401) return wrong(what, `whatever listens on port ${port} does not take our signature. Is it this bot, with this SLACK_SIGNING_SECRET?`);
		const answer = (await response.json().catch(() => ({}))) as { challenge?: unknown };
		if (answer.challenge !== challenge) return wrong(what, `whatever listens on port ${port} is not this bot (it answered ${response.status}). Stop it, or set another PORT.`);
		return ok(what, `the bot answers on port ${port}. In the app, the request address is https://<your host>/slack/events`);
	} catch {
		return warning(what, `nothing listens on port ${port}. Start the bot with npm start, then look again.`);
	}
}
