import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { slackDigestMessenger } from "../../src/adapters/slack/digest-messenger.ts";
import { systemClock } from "../../src/bot.ts";
import { readInstalledApp } from "../../src/playground/installed-app.ts";
import type { Args } from "../../src/playground/web-api.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { everySurface } from "../support/every-surface.ts";
import { ForeignSlack } from "../support/foreign-slack.ts";
import { goodAnswer } from "../support/good-model.ts";
import { emil, Harness, rosa } from "../support/harness.ts";
import { ModelPeer } from "../support/model-peer.ts";
import { until } from "../support/until.ts";

/** Methods of Slack's that the foreign one does not have. */
const unknownThere = ["apps.connections.open", "assistant.threads.setStatus", "assistant.threads.setSuggestedPrompts"];
const question = "which experiment tracker should five researchers use on-prem, no Kubernetes?";

type World = { harness: Harness; foreign: ForeignSlack; calls: readonly { method: string; args: Args }[] };
const { scopes } = readInstalledApp();
const harnesses: Harness[] = [];
const worlds: World[] = [];
let peer: ModelPeer;
/** Where in our code which method was called: "messenger.ts chat.update". */
const calledFrom = new Set<string>();

/** What `everySurface` leaves out: what happens seldom, and what only a model that writes brings. */
async function whatIsSeldom(harness: Harness): Promise<void> {
	const channel = harness.channel();
	const parent = harness.workspace.post(channel, { user: emil, text: "we need a feature store" });
	await harness.askAndWait("what fits?", { channel, thread: parent.ts });
	const stop = harness.disturb((method) => (method === "response_url" ? { kind: "status", status: 404 } : undefined));
	await harness.slack.command(rosa, channel, "/mlops-recommend", `private ${question}`);
	await harness.bot.drained();
	stop();
	// A digest is looked for after a crash, at the next full minute: that is not waited for.
	const client = new WebClient(harness.slack.tokens.bot, { slackApiUrl: harness.slack.apiUrl });
	const { catalog } = harness.bot.knowledge.reader;
	const digests = slackDigestMessenger({ client, catalog, workspaceUrl: async () => undefined, clock: systemClock, fetch, log: recordingLog() });
	expect(await digests.find({ workspace: "T0LOCAL", channel, id: "2026-W48" }, Date.now() - 60_000)).toBeUndefined();
	const { id: direct } = harness.workspace.directMessage(rosa);
	for (let opened = 0; opened < 2; opened++) {
		await harness.slack.sendEvent({ type: "app_home_opened", user: rosa, channel: direct, tab: "home", event_ts: harness.workspace.nextTs() });
		await harness.bot.drained();
	}
}

async function withAModel(harness: Harness): Promise<void> {
	await harness.askAndWait(question);
	await harness.askAndWait("which feature store for a Python shop?");
	// The budget of the day is spent by now, of which the admins are told.
	await until("word to the admins", () => harness.saidIn(adminChannel).length > 0);
}
const adminChannel = "C0ADMINS";

beforeAll(async () => {
	const original = WebClient.prototype.apiCall;
	vi.spyOn(WebClient.prototype, "apiCall").mockImplementation(function (this: WebClient, method, ...rest) {
		const file = /src\/adapters\/slack\/([\w/-]+\.ts)/.exec(new Error().stack ?? "")?.[1];
		if (file !== undefined) calledFrom.add(`${file} ${method}`);
		return original.call(this, method, ...rest);
	});
	peer = await ModelPeer.start();
	peer.always((request) => ({ content: goodAnswer(request) }));
	const plain = await Harness.open({ transport: "socket", settings: { admins: [rosa] } });
	harnesses.push(plain);
	await everySurface(plain);
	await whatIsSeldom(plain);
	const written = await Harness.open({ transport: "http", settings: { adminChannel, writer: { model: peer.settings("gpt-4o"), dailyBudgetUsd: 0.0001 } } });
	harnesses.push(written);
	written.workspace.addChannel(adminChannel, "admins", written.workspace.users.keys());
	await withAModel(written);
	for (const harness of harnesses) worlds.push({ harness, calls: [...harness.slack.calls], foreign: await ForeignSlack.open(harness.workspace, scopes) });
});
afterAll(async () => {
	vi.restoreAllMocks();
	for (const { foreign } of worlds) await foreign.close();
	for (const harness of harnesses) await harness.close();
	await peer?.stop();
});

test("every place in our code that calls the Web API has called it here", () => {
	const root = join(import.meta.dirname, "../../src/adapters/slack");
	const places = readdirSync(root, { recursive: true, encoding: "utf8" })
		.filter((file) => file.endsWith(".ts"))
		.flatMap((file) => [...readFileSync(join(root, file), "utf8").matchAll(/\bclient((?:\.[a-zA-Z]+){2,})\(/g)].map(([, method = ""]) => `${file} ${method.slice(1)}`));
	expect(new Set(places).size).toBeGreaterThan(15);
	expect([...new Set(places)].filter((place) => !calledFrom.has(place))).toEqual([]);
});

test("a Web API that we did not write knows every method that is called, but those of the agent view, of statuses and of Socket Mode", async () => {
	const [world] = worlds;
	const methods = [...new Set(worlds.flatMap(({ calls }) => calls.map(({ method }) => method)))];
	const unknown: string[] = [];
	for (const method of methods) if ((await world?.foreign.knows(method)) !== true) unknown.push(method);
	expect(unknown.sort()).toEqual(unknownThere);
});

test("it takes every call, with exactly the manifest's scopes", async () => {
	const refused: unknown[] = [];
	let made = 0;
	for (const { calls, foreign } of worlds) {
		for (const { method, args } of calls) {
			if (unknownThere.includes(method)) continue;
			made++;
			const { ok, error, needed } = await foreign.replay(method, args);
			if (!ok) refused.push({ method, error, needed, args });
		}
	}
	expect(refused).toEqual([]);
	expect(made).toBeGreaterThan(50);
});

test("with one scope less that a call needs, it refuses that call", async () => {
	const [{ harness, calls } = expect.fail("Expected a world, got none")] = worlds;
	// Scopes of events, commands and the agent view are checked by Slack alone.
	for (const scope of ["chat:write", "channels:history", "users:read"]) {
		const less = await ForeignSlack.open(
			harness.workspace,
			scopes.filter((one) => one !== scope),
		);
		const answers = [];
		for (const { method, args } of calls.filter(({ method }) => !unknownThere.includes(method))) answers.push(await less.replay(method, args));
		await less.close();
		expect(
			answers.filter(({ error }) => error === "missing_scope").map(({ needed }) => needed),
			scope,
		).toContain(scope);
	}
});
