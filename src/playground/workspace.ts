import { Files } from "./files.ts";
import { botUser, newcomers, type SlackUser } from "./people.ts";
import { type ViewChange, Views } from "./views.ts";

export { appId, botId, botUser, type SlackUser, teamId } from "./people.ts";

/** The state of a local workspace, as far as the bot and the page can see it. Shapes are Slack's own. */

export type SlackChannel = { id: string; name: string; topic: string; is_im: boolean; is_private: boolean; is_ext_shared: boolean; members: Set<string>; is_archived: boolean };
export type SlackMessage = {
	type: "message";
	ts: string;
	user: string;
	text: string;
	thread_ts?: string;
	blocks?: unknown[];
	files?: { id: string; name: string; title: string; mimetype: string; alt_txt: string; url_private: string }[];
	bot_id?: string;
	app_id?: string;
	metadata?: { event_type: string; event_payload: Record<string, unknown> };
	edited?: { user: string; ts: string };
	subtype?: string;
};
/** A message that one person sees and nobody else; as an answer to a slash command, `asked` is what that command said. */
export type EphemeralMessage = { channel: string; user: string; text: string; blocks?: unknown[]; ts: string; thread_ts?: string; asked?: string };
/** What the bot is said to be doing in a thread; the empty text is nothing. */
export type ThreadStatus = { channel: string; thread: string; text: string };
/** What may be asked next in a direct message: `thread` in the older assistant view only. */
export type Prompts = { channel: string; title: string; prompts: { title: string; message: string }[] };

export type Change =
	| { kind: "message" | "changed" | "deleted"; channel: string; message: SlackMessage }
	| { kind: "ephemeral" | "ephemeral_changed" | "ephemeral_deleted"; message: EphemeralMessage }
	| { kind: "status"; status: ThreadStatus }
	| { kind: "prompts"; prompts: Prompts }
	| { kind: "title"; channel: string; thread: string; title: string }
	| ViewChange;

/** A status that nothing follows fades after this long. */
const statusFadesAfterMs = 120_000;

/** Channels, people, messages and what stands on people's screens. Everything that changes is told to the listeners. */
export class Workspace {
	readonly users = new Map<string, SlackUser>();
	readonly channels = new Map<string, SlackChannel>();
	/** What was shown to one person only, oldest first. */
	readonly shown: EphemeralMessage[] = [];
	readonly views = new Views((change) => this.#tell(change));
	readonly files = new Files();
	/** By channel. */
	readonly prompts = new Map<string, Prompts>();
	/** By channel and thread. */
	readonly titles = new Map<string, string>();
	readonly #statuses = new Map<string, { status: ThreadStatus; fades: NodeJS.Timeout }>();
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
	static forNewcomers(now?: () => number): Workspace {
		const workspace = new Workspace(now);
		const people = newcomers();
		for (const user of people) workspace.users.set(user.id, user);
		const everyone = [...workspace.users.keys()];
		workspace.addChannel("C0PLATFORM", "ml-platform", everyone, "What we train, ship and run models with");
		workspace.addChannel("C0RESEARCH", "research", everyone, "Experiments, papers, results");
		workspace.addChannel(
			"C0RANDOM",
			"random",
			people.map(({ id }) => id),
			"Everything else",
		);
		for (const { id } of people) workspace.directMessage(id);
		return workspace;
	}

	/** @param id starts with C; with G it is a private channel, with D a direct message */
	addChannel(id: string, name: string, members: Iterable<string>, topic = "", { isShared = false }: { isShared?: boolean } = {}): SlackChannel {
		const channel: SlackChannel = { id, name, topic, is_im: id.startsWith("D"), is_private: !id.startsWith("C"), is_ext_shared: isShared, members: new Set(members), is_archived: false };
		this.channels.set(id, channel);
		this.#messages.set(id, []);
		return channel;
	}

	/** The direct message between somebody and the bot. */
	directMessage(user: string): SlackChannel {
		const id = user.replace(/^[UW]/, "D");
		return this.channels.get(id) ?? this.addChannel(id, "", [user, botUser.id]);
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
		if (message.user === botUser.id && message.thread_ts !== undefined) this.setStatus({ channel, thread: message.thread_ts, text: "" });
		this.#tell({ kind: "message", channel, message: posted });
		return posted;
	}

	update(channel: string, ts: string, change: Partial<Pick<SlackMessage, "text" | "blocks" | "metadata" | "edited">>): SlackMessage | undefined {
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

	/** Puts something else in the place of what one person sees, or takes it away. */
	replaceShown(ts: string, change: Pick<EphemeralMessage, "text" | "blocks"> | undefined): void {
		const at = this.shown.findIndex((one) => one.ts === ts);
		const message = this.shown[at];
		if (message === undefined) return;
		if (change === undefined) this.shown.splice(at, 1);
		else Object.assign(message, { blocks: undefined }, change);
		this.#tell({ kind: change === undefined ? "ephemeral_deleted" : "ephemeral_changed", message });
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
		const [message] = at >= 0 ? all.splice(at, 1) : [];
		this.#byTs.delete(`${channel}/${ts}`);
		if (message !== undefined) this.#tell({ kind: "deleted", channel, message });
	}

	/** What the bot is doing in each thread just now. */
	get statuses(): ThreadStatus[] {
		return [...this.#statuses.values()].map(({ status }) => status);
	}

	setStatus(status: ThreadStatus): void {
		const key = `${status.channel}/${status.thread}`;
		const before = this.#statuses.get(key);
		if (before === undefined && status.text === "") return;
		clearTimeout(before?.fades);
		if (status.text === "") this.#statuses.delete(key);
		else this.#statuses.set(key, { status, fades: setTimeout(() => this.setStatus({ ...status, text: "" }), statusFadesAfterMs).unref() });
		this.#tell({ kind: "status", status });
	}

	setPrompts(prompts: Prompts): void {
		this.prompts.set(prompts.channel, prompts);
		this.#tell({ kind: "prompts", prompts });
	}

	setTitle(channel: string, thread: string, title: string): void {
		this.titles.set(`${channel}/${thread}`, title);
		this.#tell({ kind: "title", channel, thread, title });
	}

	onChange(listener: (change: Change) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#tell(change: Change): void {
		for (const listener of this.#listeners) listener(change);
	}
}
