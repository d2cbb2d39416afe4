import { randomUUID } from "node:crypto";
import type { Delivery, DeliveryResult } from "./delivery.ts";
import type { InstalledApp } from "./installed-app.ts";
import { ApiError } from "./slack-errors.ts";
import { appId, botUser, type SlackChannel, type SlackMessage, teamId, type Workspace } from "./workspace.ts";

export type EventsOptions = { workspace: Workspace; app: InstalledApp; delivery: Delivery };
type Event = Record<string, unknown> & { type: string };

/** What happens in the workspace, told to the app as the Events API does; only what it is subscribed to. */
export class Events {
	readonly #workspace: Workspace;
	readonly #app: InstalledApp;
	readonly #delivery: Delivery;
	/** The channel that each person has in view, for the agent view. */
	readonly #inView = new Map<string, string>();

	constructor({ workspace, app, delivery }: EventsOptions) {
		this.#workspace = workspace;
		this.#app = app;
		this.#delivery = delivery;
	}

	/** Sends an event, subscribed or not; `eventId` is Slack's own unless a test says otherwise. */
	send(event: Record<string, unknown>, eventId = `Ev${randomUUID().replaceAll("-", "").slice(0, 10).toUpperCase()}`): Promise<DeliveryResult> {
		const body = {
			token: "local",
			team_id: teamId,
			api_app_id: appId,
			event,
			type: "event_callback",
			event_id: eventId,
			event_time: Math.floor(Date.now() / 1000),
			authorizations: [{ enterprise_id: null, team_id: teamId, user_id: botUser.id, is_bot: true, is_enterprise_install: false }],
			is_ext_shared_channel: this.#workspace.channels.get(String(event.channel))?.is_ext_shared ?? false,
		};
		return this.#delivery.send({ type: "events_api", body });
	}

	/** Somebody writes a message. A mention in a channel is told as a mention, and as a message too where both are subscribed. */
	write(user: string, channelId: string, text: string, thread?: string): { message: SlackMessage; delivered: Promise<DeliveryResult | undefined> } {
		const channel = this.#workspace.channels.get(channelId);
		if (channel === undefined) throw new ApiError("channel_not_found");
		const message = this.#workspace.post(channelId, { user, text, ...(thread === undefined ? {} : { thread_ts: thread }) });
		if (!channel.members.has(botUser.id)) return { message, delivered: Promise.resolve(undefined) };
		const mention = { type: "app_mention", user, text, ts: message.ts, channel: channelId, event_ts: message.ts, team: teamId, ...(thread === undefined ? {} : { thread_ts: thread }) };
		const isMention = !channel.is_im && text.includes(`<@${botUser.id}>`);
		const sent = [...(isMention ? [this.#publish("app_mention", mention)] : []), this.#publish(`message.${kindOf(channel)}`, this.#messageEvent(channel, message))];
		return { message, delivered: Promise.all(sent).then((results) => results.find((result) => result !== undefined)) };
	}

	/** The app hears of its own messages too. */
	tellOwn(change: "posted" | "changed" | "deleted", channel: SlackChannel, ts: string): void {
		const message = this.#workspace.message(channel.id, ts);
		const at = { channel: channel.id, channel_type: typeOf(channel), ts: this.#workspace.nextTs(), hidden: true };
		const event: Event | undefined =
			change === "deleted"
				? { type: "message", subtype: "message_deleted", deleted_ts: ts, event_ts: at.ts, ...at }
				: message === undefined
					? undefined
					: change === "changed"
						? { type: "message", subtype: "message_changed", message, event_ts: at.ts, ...at }
						: this.#messageEvent(channel, message);
		if (event !== undefined) void this.#publish(`message.${kindOf(channel)}`, event);
	}

	/** Somebody opens the app's home, or its messages. */
	openHome(user: string, tab: "home" | "messages"): Promise<DeliveryResult | undefined> {
		const view = tab === "home" ? this.#workspace.views.home(user) : undefined;
		return this.#publish("app_home_opened", {
			type: "app_home_opened",
			user,
			channel: this.#workspace.directMessage(user).id,
			tab,
			event_ts: this.#workspace.nextTs(),
			...(view === undefined ? {} : { view }),
			...(this.#app.agentView ? { context: this.#contextOf(user) } : {}),
		});
	}

	/** Somebody looks at another channel: in the agent view the app beside it hears of that. */
	lookAt(user: string, channel: string): Promise<DeliveryResult | undefined> {
		this.#inView.set(user, channel);
		if (!this.#app.agentView) return Promise.resolve(undefined);
		return this.#publish("app_context_changed", {
			type: "app_context_changed",
			channel: this.#workspace.directMessage(user).id,
			user,
			context: this.#contextOf(user),
			event_ts: this.#workspace.nextTs(),
		});
	}

	/** Somebody, or the bot itself, joins a channel. */
	join(user: string, channelId: string, inviter?: string): Promise<DeliveryResult | undefined> {
		const channel = this.#workspace.channels.get(channelId);
		if (channel === undefined) throw new ApiError("channel_not_found");
		channel.members.add(user);
		if (!channel.members.has(botUser.id)) return Promise.resolve(undefined);
		const event = { type: "member_joined_channel", user, channel: channelId, channel_type: channel.is_private ? "G" : "C", team: teamId, event_ts: this.#workspace.nextTs() };
		return this.#publish("member_joined_channel", inviter === undefined ? event : { ...event, inviter });
	}

	#contextOf(user: string): { entities?: unknown[] } {
		const channel = this.#inView.get(user);
		return channel === undefined ? {} : { entities: [{ type: "slack#/types/channel_id", value: channel, team_id: teamId }] };
	}

	#messageEvent(channel: SlackChannel, { metadata: _, ...message }: SlackMessage): Event {
		const context = channel.is_im && message.bot_id === undefined && this.#app.agentView ? { app_context: this.#contextOf(message.user) } : {};
		return { ...message, ...context, channel: channel.id, channel_type: typeOf(channel), event_ts: message.ts, team: teamId };
	}

	async #publish(subscription: string, event: Event): Promise<DeliveryResult | undefined> {
		return this.#app.events.includes(subscription) ? this.send(event) : undefined;
	}
}

const kindOf = ({ is_im, is_private }: SlackChannel): string => (is_im ? "im" : is_private ? "groups" : "channels");
const typeOf = ({ is_im, is_private }: SlackChannel): string => (is_im ? "im" : is_private ? "group" : "channel");
