import { z } from "zod";

/** The parts of an app manifest that we use, in the shape of Slack's published manifest schema; nothing else is let in. */
const manifestSchema = z.strictObject({
	display_information: z.strictObject({ name: z.string().max(35), description: z.string().max(140), background_color: z.string().regex(/^#[0-9a-f]{6}$/i) }),
	features: z.strictObject({
		app_home: z.strictObject({ home_tab_enabled: z.boolean(), messages_tab_enabled: z.boolean(), messages_tab_read_only_enabled: z.boolean() }),
		agent_view: z.strictObject({
			agent_description: z.string().max(300),
			suggested_prompts: z.array(z.strictObject({ title: z.string().min(1), message: z.string().min(1) })).max(4),
		}),
		bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
		shortcuts: z.array(z.strictObject({ name: z.string().max(24), type: z.enum(["message", "global"]), callback_id: z.string().max(255), description: z.string().max(150) })).max(10),
		slash_commands: z
			.array(z.strictObject({ command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/), description: z.string().max(2000), usage_hint: z.string().max(1000), should_escape: z.boolean() }))
			.max(50),
	}),
	oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string().regex(/^[a-z_]+(:[a-z_.]+)?$/)).max(255) }) }),
	settings: z.strictObject({
		event_subscriptions: z.strictObject({ bot_events: z.array(z.string()).max(100) }),
		interactivity: z.strictObject({ is_enabled: z.boolean() }),
		org_deploy_enabled: z.boolean(),
		socket_mode_enabled: z.boolean(),
		token_rotation_enabled: z.boolean(),
	}),
});
export type Manifest = z.infer<typeof manifestSchema>;

const historyOf = ["channels:history", "groups:history", "im:history"];
/** Scopes that each method of the Web API needs; several where each kind of conversation has one of its own. */
export const scopesOfMethod: Record<string, readonly string[]> = {
	"auth.test": [],
	"chat.postMessage": ["chat:write"],
	"chat.postEphemeral": ["chat:write"],
	"chat.update": ["chat:write"],
	"conversations.replies": historyOf,
	"conversations.history": historyOf,
	"conversations.info": ["channels:read", "groups:read"],
	"conversations.members": ["channels:read", "groups:read"],
	"files.getUploadURLExternal": ["files:write"],
	"files.completeUploadExternal": ["files:write"],
	"users.info": ["users:read"],
	"views.open": [],
	"views.update": [],
	"views.publish": [],
	"assistant.threads.setStatus": ["chat:write"],
	"assistant.threads.setSuggestedPrompts": ["assistant:write"],
};
/** Scopes that each event needs. */
export const scopesOfEvent: Record<string, readonly string[]> = {
	app_mention: ["app_mentions:read"],
	app_home_opened: [],
	"message.channels": ["channels:history"],
	"message.groups": ["groups:history"],
	"message.im": ["im:history"],
};

/** What the app registers and calls. */
export type Registered = { events: readonly string[]; commands: readonly string[]; messageShortcuts: readonly string[]; methods: readonly string[]; interactive: boolean };

/** Where the manifest asks for too much or too little; empty when it fits. */
export function checkManifest(data: unknown, registered: Registered): string[] {
	const parsed = manifestSchema.safeParse(data);
	if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `manifest.yml: ${path.join(".")}: ${message}`);
	const manifest = parsed.data;
	const problems: string[] = [];
	const compare = (field: string, has: readonly string[], needs: readonly string[]) => {
		for (const one of needs) if (!has.includes(one)) problems.push(`manifest.yml: ${field}: expected ${one}, which the app uses, got nothing`);
		for (const one of has) if (!needs.includes(one)) problems.push(`manifest.yml: ${field}: expected nothing that the app does not use, got ${one}`);
		if (new Set(has).size !== has.length) problems.push(`manifest.yml: ${field}: expected no value twice`);
	};
	const unknown = [...registered.methods.filter((method) => scopesOfMethod[method] === undefined), ...registered.events.filter((event) => scopesOfEvent[event] === undefined)];
	for (const name of unknown) problems.push(`src/adapters/slack/manifest.ts: expected the scopes that ${name} needs, got nothing`);
	const scopes = new Set([
		...registered.methods.flatMap((method) => scopesOfMethod[method] ?? []),
		...registered.events.flatMap((event) => scopesOfEvent[event] ?? []),
		...(registered.commands.length + registered.messageShortcuts.length > 0 ? ["commands"] : []),
		// The agent view itself needs it, whatever is called.
		"assistant:write",
	]);
	compare("oauth_config.scopes.bot", manifest.oauth_config.scopes.bot, [...scopes]);
	compare("settings.event_subscriptions.bot_events", manifest.settings.event_subscriptions.bot_events, registered.events);
	compare(
		"features.slash_commands",
		manifest.features.slash_commands.map(({ command }) => command),
		registered.commands,
	);
	compare(
		"features.shortcuts",
		manifest.features.shortcuts.map(({ callback_id }) => callback_id),
		registered.messageShortcuts,
	);
	const { home_tab_enabled, messages_tab_enabled, messages_tab_read_only_enabled } = manifest.features.app_home;
	const expect = (field: string, is: boolean, should: boolean) => {
		if (is !== should) problems.push(`manifest.yml: features.app_home.${field}: expected ${should}, got ${is}`);
	};
	expect("home_tab_enabled", home_tab_enabled, registered.events.includes("app_home_opened"));
	expect("messages_tab_enabled", messages_tab_enabled, registered.events.includes("message.im"));
	expect("messages_tab_read_only_enabled", messages_tab_read_only_enabled, false);
	if (manifest.settings.interactivity.is_enabled !== registered.interactive)
		problems.push(`manifest.yml: settings.interactivity.is_enabled: expected ${registered.interactive}, got ${!registered.interactive}`);
	return problems;
}
