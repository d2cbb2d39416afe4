import { checkMessage, limits } from "./message-limits.ts";
import { ApiError } from "./slack-errors.ts";
import { appId, botId, botUser, type SlackChannel, type SlackMessage, teamId, type Workspace } from "./workspace.ts";

export type Tokens = { bot: string; app: string; signingSecret: string };
export type Args = Record<string, unknown>;
type Method = { token: "bot" | "app" | "any"; call: (args: Args) => Record<string, unknown> };

const text = (args: Args, name: string): string | undefined => (typeof args[name] === "string" && args[name] !== "" ? (args[name] as string) : undefined);
const required = (args: Args, name: string, error = "invalid_arguments"): string => {
	const value = text(args, name);
	if (value === undefined) throw new ApiError(error);
	return value;
};
/** Arguments come as JSON or as a form, in which structures are JSON text. */
const structure = (args: Args, name: string, error: string): unknown => {
	const value = args[name];
	if (typeof value !== "string") return value;
	try {
		return JSON.parse(value);
	} catch {
		throw new ApiError(error);
	}
};
const isTrue = (value: unknown): boolean => value === true || value === "true" || value === 1 || value === "1";

export type WebApiOptions = {
	workspace: Workspace;
	tokens: Tokens;
	/** Where Socket Mode connects to. */
	socketUrl: () => string;
	/** Slack's pace per channel; off for load tests. */
	rates: boolean;
	now: () => number;
};

/** The methods of Slack's Web API that the bot calls, with Slack's own answers to what is wrong. */
export class WebApi {
	readonly #options: WebApiOptions;
	readonly #methods: Record<string, Method>;
	readonly #allowance = new Map<string, { left: number; at: number }>();

	constructor(options: WebApiOptions) {
		this.#options = options;
		const bot = (call: Method["call"]): Method => ({ token: "bot", call });
		this.#methods = {
			"api.test": { token: "any", call: () => ({}) },
			"auth.test": bot(() => ({ url: "http://localhost/", team: "Local workspace", user: botUser.name, team_id: teamId, user_id: botUser.id, bot_id: botId, is_enterprise_install: false })),
			"apps.connections.open": { token: "app", call: () => ({ url: options.socketUrl() }) },
			"chat.postMessage": bot((args) => this.#postMessage(args)),
			"chat.update": bot((args) => this.#update(args)),
			"chat.postEphemeral": bot((args) => this.#postEphemeral(args)),
			"conversations.replies": bot((args) => this.#replies(args)),
			"conversations.history": bot((args) => this.#history(args)),
			"conversations.info": bot((args) => ({ channel: describe(this.#channel(args)) })),
			"users.info": bot((args) => {
				const user = options.workspace.users.get(required(args, "user", "user_not_found"));
				if (user === undefined) throw new ApiError("user_not_found");
				return { user: { id: user.id, name: user.name, real_name: user.real_name, tz: user.tz, is_bot: user.is_bot, profile: { title: user.title, real_name: user.real_name } } };
			}),
		};
	}

	/** @throws ApiError with the code that Slack would answer with */
	call(method: string, token: string | undefined, args: Args): Record<string, unknown> {
		const found = this.#methods[method];
		if (found === undefined) throw new ApiError("unknown_method");
		if (found.token !== "any") {
			if (token === undefined || token === "") throw new ApiError("not_authed");
			const { tokens } = this.#options;
			if (token !== tokens[found.token]) throw new ApiError(token === tokens.bot || token === tokens.app ? "not_allowed_token_type" : "invalid_auth");
		}
		return { ok: true, ...found.call(args) };
	}

	#channel(args: Args): SlackChannel {
		const channel = this.#options.workspace.channels.get(required(args, "channel", "channel_not_found"));
		if (channel === undefined) throw new ApiError("channel_not_found");
		return channel;
	}

	/** A channel that the bot may write to. */
	#ownChannel(args: Args): SlackChannel {
		const channel = this.#channel(args);
		if (!channel.members.has(botUser.id)) throw new ApiError("not_in_channel");
		if (channel.is_archived) throw new ApiError("is_archived");
		return channel;
	}

	#postMessage(args: Args): Record<string, unknown> {
		const channel = this.#ownChannel(args);
		const blocks = structure(args, "blocks", "invalid_blocks_format");
		const said = text(args, "text");
		checkMessage({ text: said, blocks }, limits.text);
		const thread = text(args, "thread_ts");
		if (thread !== undefined && this.#options.workspace.message(channel.id, thread) === undefined) throw new ApiError("thread_not_found");
		const metadata = structure(args, "metadata", "invalid_metadata_format") as SlackMessage["metadata"];
		if (metadata !== undefined && (typeof metadata.event_type !== "string" || typeof metadata.event_payload !== "object")) throw new ApiError("invalid_metadata_schema");
		this.#take(`post/${channel.id}`, 1, 4);
		const message = this.#options.workspace.post(channel.id, {
			user: botUser.id,
			bot_id: botId,
			app_id: appId,
			text: said ?? "",
			...(Array.isArray(blocks) ? { blocks } : {}),
			...(thread === undefined ? {} : { thread_ts: thread }),
			...(metadata === undefined ? {} : { metadata }),
		});
		return { channel: channel.id, ts: message.ts, message };
	}

	#update(args: Args): Record<string, unknown> {
		const channel = this.#ownChannel(args);
		const ts = required(args, "ts", "message_not_found");
		const blocks = structure(args, "blocks", "invalid_blocks_format");
		const said = text(args, "text");
		checkMessage({ text: said, blocks }, limits.updateText);
		const old = this.#options.workspace.message(channel.id, ts);
		if (old === undefined) throw new ApiError("message_not_found");
		if (old.user !== botUser.id) throw new ApiError("cant_update_message");
		this.#take("update", 50 / 60, 50);
		const message = this.#options.workspace.update(channel.id, ts, { text: said ?? old.text, ...(Array.isArray(blocks) ? { blocks } : {}) });
		return { channel: channel.id, ts, text: message?.text, message };
	}

	#postEphemeral(args: Args): Record<string, unknown> {
		const channel = this.#ownChannel(args);
		const user = required(args, "user", "user_not_found");
		if (!channel.members.has(user)) throw new ApiError("user_not_in_channel");
		const blocks = structure(args, "blocks", "invalid_blocks_format");
		const said = text(args, "text");
		checkMessage({ text: said, blocks }, limits.text);
		const shown = this.#options.workspace.showTo({ channel: channel.id, user, text: said ?? "", ...(Array.isArray(blocks) ? { blocks } : {}) });
		return { message_ts: shown.ts };
	}

	#replies(args: Args): Record<string, unknown> {
		const channel = this.#ownChannel(args);
		const thread = required(args, "ts", "thread_not_found");
		if (this.#options.workspace.message(channel.id, thread) === undefined) throw new ApiError("thread_not_found");
		const oldest = Number(args.oldest ?? 0);
		// The parent comes along however old it is.
		return page(
			this.#options.workspace.messages(channel.id, thread).filter(({ ts }) => ts === thread || Number(ts) >= oldest),
			args,
		);
	}

	#history(args: Args): Record<string, unknown> {
		const channel = this.#ownChannel(args);
		const oldest = Number(args.oldest ?? 0);
		return page(
			[...this.#options.workspace.messages(channel.id)].reverse().filter(({ ts }) => Number(ts) >= oldest),
			args,
		);
	}

	/** Takes one call from an allowance that refills by `perSecond` up to `burst`. */
	#take(key: string, perSecond: number, burst: number): void {
		if (!this.#options.rates) return;
		const now = this.#options.now();
		const before = this.#allowance.get(key) ?? { left: burst, at: now };
		const left = Math.min(burst, before.left + ((now - before.at) / 1000) * perSecond);
		if (left < 1) {
			this.#allowance.set(key, { left, at: now });
			throw new ApiError("ratelimited", Math.ceil((1 - left) / perSecond));
		}
		this.#allowance.set(key, { left: left - 1, at: now });
	}
}

const describe = ({ id, name, is_im, is_archived, members }: SlackChannel) => ({ id, name, is_im, is_archived, is_member: members.has(botUser.id) });

function page(all: readonly SlackMessage[], args: Args): Record<string, unknown> {
	const limit = Math.min(200, Math.max(1, Number(args.limit ?? 100)));
	const from = Number(text(args, "cursor")?.replace("at:", "") ?? 0);
	const withMetadata = isTrue(args.include_all_metadata);
	const messages = all.slice(from, from + limit).map(({ metadata, ...message }) => (withMetadata && metadata !== undefined ? { ...message, metadata } : message));
	const more = from + limit < all.length;
	return { messages, has_more: more, response_metadata: { next_cursor: more ? `at:${from + limit}` : "" } };
}
