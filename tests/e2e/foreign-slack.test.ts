import { afterAll, beforeAll, expect, test } from "vitest";
import { readInstalledApp } from "../../src/playground/installed-app.ts";
import type { Args } from "../../src/playground/web-api.ts";
import { everySurface } from "../support/every-surface.ts";
import { ForeignSlack } from "../support/foreign-slack.ts";
import { Harness, rosa } from "../support/harness.ts";

/** Methods of Slack's that the foreign one does not have. */
const unknownThere = ["apps.connections.open", "assistant.threads.setSuggestedPrompts"];

let harness: Harness;
let foreign: ForeignSlack;
let calls: readonly { method: string; args: Args }[];
const { scopes } = readInstalledApp();

beforeAll(async () => {
	harness = await Harness.open({ transport: "socket", settings: { admins: [rosa] } });
	await everySurface(harness);
	calls = [...harness.slack.calls];
	foreign = await ForeignSlack.open(harness.workspace, scopes);
});
afterAll(async () => {
	await foreign?.close();
	await harness.close();
});

test("a Web API that we did not write knows every method that is called, but those of the agent view and of Socket Mode", async () => {
	const methods = [...new Set(calls.map(({ method }) => method))];
	const unknown: string[] = [];
	for (const method of methods) if (!(await foreign.knows(method))) unknown.push(method);
	expect(unknown.sort()).toEqual(unknownThere.sort());
});

test("it takes every call, with exactly the manifest's scopes", async () => {
	const refused: unknown[] = [];
	let made = 0;
	for (const { method, args } of calls) {
		if (unknownThere.includes(method)) continue;
		made++;
		const { ok, error, needed } = await foreign.replay(method, args);
		if (!ok) refused.push({ method, error, needed, channel: args.channel });
	}
	expect(refused).toEqual([]);
	expect(made).toBeGreaterThan(20);
});

test("with one scope less that a call needs, it refuses that call", async () => {
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
