import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkManifest, type Manifest, type Registered, scopesOfMethod } from "../../src/adapters/slack/manifest.ts";
import { commandName, messageShortcuts, subscribedEvents } from "../../src/adapters/slack/registered.ts";
import { runCli } from "../support/run-cli.ts";

const registered: Registered = { events: subscribedEvents, commands: [commandName], messageShortcuts, methods: Object.keys(scopesOfMethod), interactive: true };
/** The manifest as it is, with a fault planted. */
function problemsOf(plant: (manifest: Manifest) => void, app: Partial<Registered> = {}): string[] {
	const manifest = parse(readFileSync(join(import.meta.dirname, "../../manifest.yml"), "utf8")) as Manifest; // the first test holds that it is one
	plant(manifest);
	return checkManifest(manifest, { ...registered, ...app });
}
const scopes = (manifest: Manifest): string[] => manifest.oauth_config.scopes.bot;

test("the manifest fits what the app registers and calls today", async () => {
	expect(problemsOf(() => undefined)).toEqual([]);
	expect(await runCli("src/cli/manifest.ts", ["check"])).toMatchObject({ code: 0, out: "manifest.yml fits what the app registers and calls.\n", err: "" });
});

describe("the check tells", () => {
	test.each<[string, (manifest: Manifest) => void, string]>([
		["a scope too many", (manifest) => scopes(manifest).push("files:read"), "manifest.yml: oauth_config.scopes.bot: expected nothing that the app does not use, got files:read"],
		[
			"a scope too few",
			(manifest) => void scopes(manifest).splice(scopes(manifest).indexOf("chat:write"), 1),
			"manifest.yml: oauth_config.scopes.bot: expected chat:write, which the app uses, got nothing",
		],
		["a scope twice", (manifest) => scopes(manifest).push("chat:write"), "manifest.yml: oauth_config.scopes.bot: expected no value twice"],
		[
			"an event that nobody listens to",
			(manifest) => manifest.settings.event_subscriptions.bot_events.push("team_join"),
			"manifest.yml: settings.event_subscriptions.bot_events: expected nothing that the app does not use, got team_join",
		],
		[
			"an event that is missing",
			(manifest) => void manifest.settings.event_subscriptions.bot_events.splice(0),
			"manifest.yml: settings.event_subscriptions.bot_events: expected app_mention, which the app uses, got nothing",
		],
		[
			"another command",
			(manifest) => void Object.assign(manifest.features.slash_commands[0] ?? {}, { command: "/other" }),
			"manifest.yml: features.slash_commands: expected /mlops-recommend, which the app uses, got nothing",
		],
		[
			"no interactivity, though there are buttons",
			(manifest) => void Object.assign(manifest.settings.interactivity, { is_enabled: false }),
			"manifest.yml: settings.interactivity.is_enabled: expected true, got false",
		],
		[
			"a shortcut that nobody answers",
			(manifest) => manifest.features.shortcuts.push({ name: "Other", type: "message", callback_id: "other", description: "Another one" }),
			"manifest.yml: features.shortcuts: expected nothing that the app does not use, got other",
		],
		[
			"no home tab, though there is an App Home",
			(manifest) => void Object.assign(manifest.features.app_home, { home_tab_enabled: false }),
			"manifest.yml: features.app_home.home_tab_enabled: expected true, got false",
		],
		[
			"a messages tab that nobody can write in",
			(manifest) => void Object.assign(manifest.features.app_home, { messages_tab_read_only_enabled: true }),
			"manifest.yml: features.app_home.messages_tab_read_only_enabled: expected false, got true",
		],
	])("%s", (_, plant, problem) => expect(problemsOf(plant)).toContain(problem));

	test("an event in place of another, from both sides", () => {
		expect(problemsOf((manifest) => void manifest.settings.event_subscriptions.bot_events.splice(0, 1, "app_mentions"))).toHaveLength(2);
	});
	test("a field that Slack does not know, and a name that is too long", () => {
		expect(problemsOf((manifest) => void Object.assign(manifest.settings, { sockets: true })).join()).toMatch(/^manifest\.yml: settings: .*sockets/);
		expect(problemsOf((manifest) => void Object.assign(manifest.display_information, { name: "x".repeat(36) })).join()).toMatch(/^manifest\.yml: display_information\.name: /);
	});
	test("every problem at once", () => {
		expect(
			problemsOf((manifest) => {
				scopes(manifest).push("files:read");
				manifest.settings.event_subscriptions.bot_events.push("team_join");
			}),
		).toHaveLength(2);
	});
	test("a method or an event whose scopes nobody wrote down", () => {
		expect(problemsOf(() => undefined, { methods: [...registered.methods, "files.upload"] })).toEqual(["src/adapters/slack/manifest.ts: expected the scopes that files.upload needs, got nothing"]);
		expect(problemsOf(() => undefined, { events: [...registered.events, "reaction_added"] }).at(0)).toBe("src/adapters/slack/manifest.ts: expected the scopes that reaction_added needs, got nothing");
	});
});
