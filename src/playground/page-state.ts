import type { Completion } from "./completions.ts";
import type { InstalledApp } from "./installed-app.ts";
import type { LoopbackSlack } from "./loopback-slack.ts";
import type { OpenView } from "./views.ts";
import { botUser, type Change, type EphemeralMessage, type Prompts, type SlackChannel, type SlackMessage, type SlackUser, type ThreadStatus, type Workspace } from "./workspace.ts";

/** What the page draws of a message: Slack's own fields, where it stands, and whether the page can say how it was made. */
export type PageMessage = SlackMessage & { channel: string; explained: boolean };
export type PageEphemeral = EphemeralMessage & { explained: boolean };
/** A conversation in the list at the side; `with` is whose direct message with the bot it is. */
export type PageChannel = { id: string; name: string; topic: string; hasBot: boolean; with: string | null };
/** What the app offers beyond its messages. */
export type PageApp = Pick<InstalledApp, "commands" | "messageShortcuts" | "homeTab" | "messagesTab"> & {
	/** Whether it hears of messages that do not mention it. */
	hearsMessages: boolean;
	/** What its slash command is completed to. */
	completions: readonly Completion[];
};

/** The whole workspace, as the page reads it at first. */
export type PageState = {
	bot: string;
	app: PageApp;
	users: SlackUser[];
	channels: PageChannel[];
	messages: PageMessage[];
	shown: PageEphemeral[];
	statuses: ThreadStatus[];
	prompts: Prompts[];
	/** Of threads. */
	titles: { channel: string; thread: string; title: string }[];
	/** By person. */
	homes: Record<string, OpenView>;
	modals: Record<string, readonly OpenView[]>;
};

/** One change, as the page hears of it: exactly one of these. */
export type PageChange = {
	message?: PageMessage;
	removed?: { channel: string; ts: string };
	shown?: PageEphemeral;
	status?: ThreadStatus;
	prompts?: Prompts;
	title?: { channel: string; thread: string; title: string };
	home?: { user: string; view: OpenView };
	modals?: { user: string; stack: readonly OpenView[] };
};

/** Whether the page offers to say how an answer was made. */
export type IsExplained = (channel: string, message: SlackMessage | EphemeralMessage) => boolean;

const described = ({ id, name, topic, members, is_im }: SlackChannel): PageChannel => ({
	id,
	name,
	topic,
	hasBot: members.has(botUser.id),
	with: is_im ? ([...members].find((member) => member !== botUser.id) ?? null) : null,
});

export function pageState({ app, workspace }: LoopbackSlack, completions: readonly Completion[], isExplained: IsExplained): PageState {
	const { commands, messageShortcuts, homeTab, messagesTab, events } = app;
	const people = [...workspace.users.keys()];
	return {
		bot: botUser.id,
		app: { commands, messageShortcuts, homeTab, messagesTab, hearsMessages: events.includes("message.channels"), completions },
		users: [...workspace.users.values()],
		channels: [...workspace.channels.values()].map(described),
		messages: [...workspace.channels.keys()].flatMap((id) => everythingIn(workspace, id).map((message) => ({ ...message, channel: id, explained: isExplained(id, message) }))),
		shown: workspace.shown.map((message) => ({ ...message, explained: isExplained(message.channel, message) })),
		statuses: workspace.statuses,
		prompts: [...workspace.prompts.values()],
		titles: [...workspace.titles].map(([key, title]) => {
			const [channel = "", thread = ""] = key.split("/");
			return { channel, thread, title };
		}),
		homes: Object.fromEntries(workspace.views.homes),
		modals: Object.fromEntries(people.map((user) => [user, workspace.views.stack(user)])),
	};
}

/** Messages of a channel with those of its threads. */
const everythingIn = (workspace: Workspace, channel: string): SlackMessage[] =>
	workspace.messages(channel).flatMap((parent) => [parent, ...workspace.messages(channel, parent.ts).filter(({ ts }) => ts !== parent.ts)]);

export function pageChange(change: Change, isExplained: IsExplained): PageChange {
	switch (change.kind) {
		case "message":
		case "changed":
			return { message: { ...change.message, channel: change.channel, explained: isExplained(change.channel, change.message) } };
		case "deleted":
			return { removed: { channel: change.channel, ts: change.message.ts } };
		case "ephemeral":
		case "ephemeral_changed":
			return { shown: { ...change.message, explained: isExplained(change.message.channel, change.message) } };
		case "ephemeral_deleted":
			return { removed: { channel: change.message.channel, ts: change.message.ts } };
		case "status":
			return { status: change.status };
		case "prompts":
			return { prompts: change.prompts };
		case "title":
			return { title: { channel: change.channel, thread: change.thread, title: change.title } };
		case "home":
			return { home: { user: change.user, view: change.view } };
		case "modals":
			return { modals: { user: change.user, stack: change.stack } };
	}
}
