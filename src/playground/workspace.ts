/** The state of a local workspace, as far as the bot and the page can see it. Shapes are Slack's own. */

export type SlackUser = { id: string; name: string; real_name: string; title: string; tz: string; is_bot: boolean };
export type SlackChannel = { id: string; name: string; topic: string; is_im: boolean; members: Set<string>; is_archived: boolean };
export type SlackMessage = {
	type: "message";
	ts: string;
	user: string;
	text: string;
	thread_ts?: string;
	blocks?: unknown[];
	bot_id?: string;
	app_id?: string;
	metadata?: { event_type: string; event_payload: Record<string, unknown> };
	edited?: { user: string; ts: string };
	subtype?: string;
};
/** A message that one person sees and nobody else, as an answer to a slash command; `asked` is what that command said. */
export type EphemeralMessage = { channel: string; user: string; text: string; blocks?: unknown[]; ts: string; asked?: string };

export const botUser: SlackUser = { id: "U0BOT", name: "mlops-recommend", real_name: "mlops-recommend", title: "", tz: "Europe/Berlin", is_bot: true };
export const teamId = "T0LOCAL";
export const appId = "A0LOCAL";
export const botId = "B0BOT";

export type Change = { kind: "message"; channel: string; message: SlackMessage } | { kind: "changed"; channel: string; message: SlackMessage } | { kind: "ephemeral"; message: EphemeralMessage };

/** Channels, people and messages. Everything that changes is told to the listeners. */
export class Workspace {
	readonly users = new Map<string, SlackUser>();
	readonly channels = new Map<string, SlackChannel>();
	/** What was shown to one person only, oldest first. */
	readonly shown: EphemeralMessage[] = [];
	readonly #messages = new Map<string, SlackMessage[]>();
	readonly #byTs = new Map<string, SlackMessage>();
	readonly #listeners = new Set<(change: Change) => void>();
	readonly #now: () => number;
	#lastTs = 0;

	constructor(now: () => number = Date.now) {
		this.#now = now;
		this.users.set(botUser.id, botUser);
	}

	/** A workspace with the people and channels that a newcomer finds. */
	static forNewcomers(): Workspace {
		const workspace = new Workspace();
		const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
		for (const [id, name, title] of [
			["U0RESEARCH", "Rosa", "Research Scientist"],
			["U0ENGINEER", "Emil", "Backend Engineer"],
			["U0SOMEONE", "Sam", ""],
		] as const) {
			workspace.users.set(id, { id, name: name.toLowerCase(), real_name: name, title, tz: zone, is_bot: false });
		}
		const everyone = [...workspace.users.keys()];
		workspace.addChannel("C0PLATFORM", "ml-platform", everyone, "What we train, ship and run models with");
		workspace.addChannel("C0RESEARCH", "research", everyone, "Experiments, papers, results");
		workspace.addChannel(
			"C0RANDOM",
			"random",
			everyone.filter((id) => id !== botUser.id),
			"Everything else",
		);
		return workspace;
	}

	addChannel(id: string, name: string, members: Iterable<string>, topic = ""): SlackChannel {
		const channel: SlackChannel = { id, name, topic, is_im: id.startsWith("D"), members: new Set(members), is_archived: false };
		this.channels.set(id, channel);
		this.#messages.set(id, []);
		return channel;
	}

	/** A new timestamp: seconds with six decimals, never the same twice. */
	nextTs(): string {
		this.#lastTs = Math.max(this.#lastTs + 1, this.#now() * 1000);
		return `${Math.floor(this.#lastTs / 1e6)}.${String(this.#lastTs % 1e6).padStart(6, "0")}`;
	}

	post(channel: string, message: Omit<SlackMessage, "type" | "ts">): SlackMessage {
		const posted: SlackMessage = { type: "message", ts: this.nextTs(), ...message };
		this.#messages.get(channel)?.push(posted);
		this.#byTs.set(`${channel}/${posted.ts}`, posted);
		this.#tell({ kind: "message", channel, message: posted });
		return posted;
	}

	update(channel: string, ts: string, change: Partial<Pick<SlackMessage, "text" | "blocks" | "metadata">>): SlackMessage | undefined {
		const message = this.message(channel, ts);
		if (message === undefined) return undefined;
		Object.assign(message, change);
		this.#tell({ kind: "changed", channel, message });
		return message;
	}

	showTo(message: Omit<EphemeralMessage, "ts">): EphemeralMessage {
		const shown = { ...message, ts: this.nextTs() };
		this.shown.push(shown);
		this.#tell({ kind: "ephemeral", message: shown });
		return shown;
	}

	message = (channel: string, ts: string): SlackMessage | undefined => this.#byTs.get(`${channel}/${ts}`);

	/** Messages of a channel outside threads, or of one thread with its parent; oldest first. */
	messages(channel: string, thread?: string): SlackMessage[] {
		const all = this.#messages.get(channel) ?? [];
		return thread === undefined ? all.filter(({ thread_ts, ts }) => thread_ts === undefined || thread_ts === ts) : all.filter(({ ts, thread_ts }) => ts === thread || thread_ts === thread);
	}

	delete(channel: string, ts: string): void {
		const all = this.#messages.get(channel) ?? [];
		const at = all.findIndex((message) => message.ts === ts);
		if (at >= 0) all.splice(at, 1);
		this.#byTs.delete(`${channel}/${ts}`);
	}

	onChange(listener: (change: Change) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#tell(change: Change): void {
		for (const listener of this.#listeners) listener(change);
	}
}
