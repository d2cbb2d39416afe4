import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

/** What a workspace knows of an app that is installed in it: what it may do, and what it wants to hear of. */
export type InstalledApp = {
	/** Of its bot token. */
	scopes: readonly string[];
	/** Bot events that it is subscribed to, such as `message.im`. */
	events: readonly string[];
	commands: readonly { command: string; description: string; usage_hint: string }[];
	/** Shortcuts in a message's menu. */
	messageShortcuts: readonly { name: string; callback_id: string; description: string }[];
	/** Whether buttons, menus, modals and shortcuts are sent anywhere. */
	interactive: boolean;
	/** Whether its messages tab is Slack's agent view. */
	agentView: boolean;
	homeTab: boolean;
	messagesTab: boolean;
};

/** The parts of Slack's manifest that a workspace goes by; what else is in it is not this file's matter. */
const manifestSchema = z.object({
	features: z.object({
		app_home: z.object({ home_tab_enabled: z.boolean().default(false), messages_tab_enabled: z.boolean().default(false) }).default({ home_tab_enabled: false, messages_tab_enabled: false }),
		agent_view: z.object({}).optional(),
		slash_commands: z.array(z.object({ command: z.string(), description: z.string().default(""), usage_hint: z.string().default("") })).default([]),
		shortcuts: z.array(z.object({ name: z.string(), type: z.enum(["message", "global"]), callback_id: z.string(), description: z.string().default("") })).default([]),
	}),
	oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
	settings: z.object({
		event_subscriptions: z.object({ bot_events: z.array(z.string()) }).default({ bot_events: [] }),
		interactivity: z.object({ is_enabled: z.boolean() }).default({ is_enabled: false }),
	}),
});

/**
 * Installs the app of a manifest, as Slack does: what the manifest doesn't ask for is neither allowed nor delivered.
 * @throws where the manifest is not one
 */
export function readInstalledApp(file = join(import.meta.dirname, "../../manifest.yml")): InstalledApp {
	const { features, oauth_config, settings } = manifestSchema.parse(parse(readFileSync(file, "utf8")));
	return {
		scopes: oauth_config.scopes.bot,
		events: settings.event_subscriptions.bot_events,
		commands: features.slash_commands,
		messageShortcuts: features.shortcuts.filter(({ type }) => type === "message"),
		interactive: settings.interactivity.is_enabled,
		agentView: features.agent_view !== undefined,
		homeTab: features.app_home.home_tab_enabled,
		messagesTab: features.app_home.messages_tab_enabled || features.agent_view !== undefined,
	};
}
