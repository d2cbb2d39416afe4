import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App } from "@slack/bolt";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { checkManifest, scopesOfMethod } from "../../src/adapters/slack/manifest.ts";
import { commandName, messageShortcuts, subscribedEvents } from "../../src/adapters/slack/registered.ts";
import { expectOneAnswer } from "../support/expectations.ts";
import { emil, Harness, rosa } from "../support/harness.ts";
import { until } from "../support/until.ts";

const question = "which experiment tracker should five researchers use on-prem, no Kubernetes?";
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

/** Each thing that people can do with the bot, once. */
async function everySurface(harness: Harness): Promise<void> {
	const channel = harness.channel();
	const asked = await harness.askAndWait(question, { channel });
	const { ts } = expectOneAnswer(asked.answers);
	await harness.goOn("and on AWS?", asked);
	await harness.goOn("stop", asked);
	for (const button of ["answer.persona.software-engineer", "answer.narrow", "answer.details"]) await harness.press(rosa, { channel, ts }, button);
	await harness.press(rosa, { channel, ts }, "answer.feedback", "down");
	const why = harness.shownTo(rosa, channel).at(-1)?.ts ?? "";
	await harness.press(rosa, { channel, ts: why }, "feedback.reason.other");
	await harness.slack.interactions.submit(rosa, harness.modalOf(rosa).id, { note: "a remark" });

	// A command whose post is lost on the way is looked for in the channel; a workspace without Slack's own feedback buttons gets plain ones.
	const lost = harness.channel();
	harness.disturbOnce("chat.postMessage", lost, { kind: "lost_response" });
	await harness.slack.command(rosa, lost, "/mlops-recommend", question);
	await harness.settled(lost);
	for (const line of ["help", "stage", "persona researcher", "persona", "tool mlflow", `private ${question}`]) await harness.slack.command(rosa, channel, "/mlops-recommend", line);
	await harness.bot.drained();

	await harness.slack.command(rosa, channel, "/mlops-recommend", "digest now");
	await until("the digest", () => harness.saidIn(channel).some(({ text }) => text.startsWith("MLOps digest")));

	const { id: direct } = harness.workspace.directMessage(rosa);
	const { message, delivered } = harness.slack.write(rosa, direct, question);
	await delivered;
	await harness.bot.drained();
	expectOneAnswer(harness.repliesTo({ channel: direct, ts: message.ts, thread: message.ts }));
	const parent = harness.workspace.post(channel, { user: emil, text: question });
	await harness.slack.interactions.shortcut(rosa, "recommend-tools", channel, parent.ts);
	await harness.bot.drained();

	for (const tab of ["messages", "home"]) await harness.slack.sendEvent({ type: "app_home_opened", user: rosa, channel: direct, tab, event_ts: harness.workspace.nextTs() });
	const home = harness.workspace.views.home(rosa)?.id ?? "";
	await harness.slack.interactions.press(rosa, { view: home }, "home.channel", channel);
	await harness.slack.interactions.close(rosa, harness.modalOf(rosa).id);
	await harness.slack.interactions.press(rosa, { view: home }, "home.stage.monitoring");
	await harness.slack.interactions.press(rosa, { view: harness.modalOf(rosa).id }, "ask.category.model-monitoring");
	await harness.bot.drained();

	const old = harness.channel();
	const stop = harness.disturb((method, args) =>
		method === "chat.postMessage" && args.channel === old && String(args.blocks).includes("context_actions") ? { kind: "error", error: "invalid_blocks" } : undefined,
	);
	await harness.askAndWait(question, { channel: old });
	stop();
}

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
