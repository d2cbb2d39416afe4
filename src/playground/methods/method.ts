import type { InstalledApp } from "../installed-app.ts";
import { ApiError } from "../slack-errors.ts";
import type { Triggers } from "../triggers.ts";
import { botUser, type SlackChannel, type Workspace } from "../workspace.ts";

/** Arguments as they came: JSON, or a form whose structures are JSON text. */
export type Args = Record<string, unknown>;

/** What the methods of the Web API work on. */
export type Slack = {
	workspace: Workspace;
	app: InstalledApp;
	triggers: Triggers;
	/** Where Socket Mode connects to. */
	socketUrl: () => string;
	/** The server's own address. */
	origin: () => string;
	/** Tells the app of what it did itself, where it is subscribed to that. */
	tellApp: (change: "posted" | "changed" | "deleted", channel: SlackChannel, ts: string) => void;
};
/** @throws ApiError with the code that Slack would answer with */
export type Method = (args: Args, slack: Slack) => Record<string, unknown>;

/** A text argument; an empty one counts as none. */
export function text(args: Args, name: string): string | undefined {
	const value = args[name];
	return typeof value === "string" && value !== "" ? value : undefined;
}

export function required(args: Args, name: string, error = "invalid_arguments"): string {
	const value = text(args, name);
	if (value === undefined) throw new ApiError(error, error === "invalid_arguments" ? { messages: [`[ERROR] missing required field: ${name}`] } : {});
	return value;
}

/** An argument that is an object or a list. */
export function structure(args: Args, name: string, error: string): unknown {
	const value = args[name];
	if (typeof value !== "string") return value;
	if (value === "") return undefined;
	try {
		return JSON.parse(value);
	} catch {
		throw new ApiError(error);
	}
}

export const isTrue = (value: unknown): boolean => value === true || value === "true" || value === 1 || value === "1";

/** The channel that is named; a person's id means their direct message with the bot. What the bot cannot know of is not there. */
export function channelOf(args: Args, { workspace }: Slack, name = "channel"): SlackChannel {
	const id = required(args, name, "channel_not_found");
	const channel = /^[UW]/.test(id) && workspace.users.has(id) && id !== botUser.id ? workspace.directMessage(id) : workspace.channels.get(id);
	if (channel === undefined || (channel.is_private && !channel.members.has(botUser.id))) throw new ApiError("channel_not_found");
	return channel;
}

/** A channel that the bot may write to and read. */
export function ownChannel(args: Args, slack: Slack, name = "channel"): SlackChannel {
	const channel = channelOf(args, slack, name);
	if (!channel.members.has(botUser.id)) throw new ApiError("not_in_channel");
	return channel;
}

/** A page of a longer list, by Slack's cursors. */
export function page<Item>(all: readonly Item[], args: Args, most: number, usual: number): { items: Item[]; cursor: string } {
	const limit = Math.min(most, Math.max(1, Number(args.limit ?? usual)));
	const from = Number(text(args, "cursor")?.replace("at:", "") ?? 0);
	if (!Number.isInteger(from)) throw new ApiError("invalid_cursor");
	return { items: all.slice(from, from + limit), cursor: from + limit < all.length ? `at:${from + limit}` : "" };
}
