import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "@slack/bolt";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { checkManifest, scopesOfMethod } from "../../src/adapters/slack/manifest.ts";
import { commandName, messageShortcuts, subscribedEvents } from "../../src/adapters/slack/registered.ts";
import { everySurface } from "../support/every-surface.ts";
import { Harness, rosa } from "../support/harness.ts";

/** What is called before or beside the listeners: to connect. */
const connecting = new Set(["auth.test", "apps.connections.open"]);

/** What was registered with Bolt, as it was given. */
const registered: Record<"event" | "command" | "action" | "shortcut" | "view", unknown[]> = { event: [], command: [], action: [], shortcut: [], view: [] };
/** Ids of what was shown to be pressed, chosen or submitted. */
const shown = { actions: new Set<string>(), views: new Set<string>() };
let called: Set<string>;

function look(value: unknown): void {
	if (Array.isArray(value)) for (const one of value) look(one);
	if (typeof value !== "object" || value === null) return;
	const { action_id, callback_id, type } = value as { action_id?: unknown; callback_id?: unknown; type?: unknown };
	// What stands in an input block is submitted with its view, and tells the app nothing by itself.
	if (typeof action_id === "string") shown.actions.add(action_id);
	if (typeof callback_id === "string" && callback_id !== "" && type === "modal") shown.views.add(callback_id);
	for (const [name, one] of Object.entries(value)) if (!(type === "input" && name === "element")) look(one);
}
const structure = (value: unknown): unknown => (typeof value === "string" && /^[[{]/.test(value) ? JSON.parse(value) : value);

beforeAll(async () => {
	for (const kind of Object.keys(registered) as (keyof typeof registered)[]) {
		const original = App.prototype[kind] as (...args: unknown[]) => unknown;
		vi.spyOn(App.prototype, kind).mockImplementation(function (this: App, ...args: unknown[]) {
			registered[kind].push(args[0]);
			return original.apply(this, args);
		} as never);
	}
	const harness = await Harness.open({ transport: "socket", settings: { admins: [rosa] } });
	try {
		await everySurface(harness);
		called = new Set(harness.slack.calls.map(({ method }) => method));
		for (const { args } of harness.slack.calls) for (const name of ["blocks", "view"]) look(structure(args[name]));
		look(harness.workspace.shown);
	} finally {
		await harness.close();
		vi.restoreAllMocks();
	}
});
afterAll(() => vi.restoreAllMocks());

const matches = (constraint: unknown, id: string): boolean => (constraint instanceof RegExp ? constraint.test(id) : constraint === id);

describe("what the manifest asks for is what the app uses", () => {
	test("every method that was called has its scopes written down, and none that was not", () => {
		const methods = [...called].filter((method) => !connecting.has(method)).sort();
		// A status is shown where a model writes, which none does here.
		const others = Object.keys(scopesOfMethod).filter((method) => !connecting.has(method) && method !== "assistant.threads.setStatus");
		expect(methods).toEqual(others.sort());
	});

	test("every event, command and shortcut that is registered is asked for, and no other", () => {
		const events = new Set(subscribedEvents.map((name) => name.split(".")[0]));
		expect(new Set(registered.event)).toEqual(events);
		expect(registered.command).toEqual([commandName]);
		expect(registered.shortcut.map((one) => (one as { callback_id: string }).callback_id)).toEqual(messageShortcuts);
		const manifest: unknown = parse(readFileSync(join(import.meta.dirname, "../../manifest.yml"), "utf8"));
		expect(
			checkManifest(manifest, {
				events: subscribedEvents,
				commands: [commandName],
				messageShortcuts,
				methods: [...called, "assistant.threads.setStatus"].filter((method) => method !== "apps.connections.open"),
				interactive: true,
			}),
		).toEqual([]);
	});

	test("whatever can be pressed or submitted is listened to, and nothing is listened to that is not shown", () => {
		expect(shown.actions.size).toBeGreaterThan(15);
		expect([...shown.actions].filter((id) => !registered.action.some((constraint) => matches(constraint, id)))).toEqual([]);
		expect(registered.action.filter((constraint) => ![...shown.actions].some((id) => matches(constraint, id)))).toEqual([]);
		expect([...shown.views].sort()).toEqual(registered.view.map(String).sort());
	});
});
