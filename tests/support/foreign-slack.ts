import { createEmulator, type Emulator } from "emulate";
import type { Args } from "../../src/playground/web-api.ts";
import type { SlackMessage, Workspace } from "../../src/playground/workspace.ts";
import { freePort } from "./free-port.ts";

type Answer = { ok: boolean; error?: string; needed?: string; ts?: string; [field: string]: unknown };
const bot = "mlops-recommend";
const tokens = { bot: "xoxb-foreign", admin: "xoxp-foreign-admin" };

/**
 * A Slack Web API that we did not write, with strict scopes: it holds the same people and channels as a loopback workspace,
 * under ids of its own, and calls that were made there are made again here.
 */
export class ForeignSlack {
	readonly #emulator: Emulator;
	readonly #workspace: Workspace;
	/** Ours → theirs, of people and channels. */
	readonly #ids = new Map<string, string>();
	/** Ours → theirs, of messages. */
	readonly #messages = new Map<string, string>();
	/** Messages of the bot's, by the question that their metadata carries. */
	readonly #byQuestion = new Map<string, string>();
	#lastView = "";
	#lastFile = "";

	private constructor(emulator: Emulator, workspace: Workspace) {
		this.#emulator = emulator;
		this.#workspace = workspace;
	}

	/** @param scopes of the bot's token: those of the manifest */
	static async open(workspace: Workspace, scopes: readonly string[]): Promise<ForeignSlack> {
		const people = [...workspace.users.values()].map(({ name, real_name }) => ({ name, real_name }));
		const seed = {
			slack: {
				strict_scopes: true,
				users: people,
				tokens: [
					{ token: tokens.bot, type: "bot", user: bot, scopes: [...scopes] },
					{ token: tokens.admin, type: "user", user: "admin" },
					...people.map(({ name }) => ({ token: `xoxp-${name}`, type: "user", user: name })),
				],
			},
		};
		const slack = new ForeignSlack(await createEmulator({ service: "slack" as const, port: await freePort(), seed }), workspace);
		const { members } = (await slack.#ask(tokens.admin, "users.list", {})) as unknown as { members: { id: string; name: string }[] };
		for (const { id, name } of workspace.users.values()) slack.#ids.set(id, members.find((member) => member.name === name)?.id ?? id);
		return slack;
	}

	close(): Promise<void> {
		return this.#emulator.close();
	}

	/** Whether it knows a method at all. */
	async knows(method: string): Promise<boolean> {
		return (await this.#post(tokens.bot, method, {})).status !== 404;
	}

	/** Makes a call that was made on the loopback workspace, with the ids that hold here. */
	async replay(method: string, args: Args): Promise<Answer> {
		const theirs: Args = { ...args };
		if (typeof args.channel === "string") theirs.channel = await this.#channel(args.channel);
		for (const name of ["user", "user_id"]) if (typeof args[name] === "string") theirs[name] = this.#ids.get(args[name]) ?? args[name];
		for (const name of ["ts", "thread_ts"]) if (typeof args[name] === "string" && typeof args.channel === "string") theirs[name] = await this.#message(args.channel, args[name]);
		for (const name of ["oldest", "latest"]) delete theirs[name];
		if (method === "views.open") theirs.trigger_id = (await this.#ask(tokens.bot, "views.generateTriggerId", { user_id: this.#ids.get("U0RESEARCH") ?? "" })).trigger_id;
		if (method === "views.update") theirs.view_id = this.#lastView;
		if (method === "files.completeUploadExternal") theirs.files = String(args.files).replace(/"id":"\w+"/, `"id":"${this.#lastFile}"`);
		const answer = await this.#ask(tokens.bot, method, theirs);
		if (method === "files.getUploadURLExternal") await this.#upload(answer, Number(args.length));
		const question = questionIn(args.metadata);
		if (method === "chat.postMessage" && answer.ts !== undefined && question !== undefined) this.#byQuestion.set(question, answer.ts);
		if (method === "views.open") this.#lastView = (answer.view as { id?: string } | undefined)?.id ?? "";
		return answer;
	}

	/** What Slack expects between the two calls of an upload. */
	async #upload({ upload_url, file_id }: Answer, length: number): Promise<void> {
		this.#lastFile = String(file_id);
		await fetch(String(upload_url), { method: "POST", body: new Uint8Array(length) });
	}

	async #channel(id: string): Promise<string> {
		const known = this.#ids.get(id);
		const channel = this.#workspace.channels.get(id);
		if (known !== undefined || channel === undefined) return known ?? id;
		const botId = this.#ids.get("U0BOT") ?? "";
		const person = this.#workspace.users.get(id.replace(/^D/, "U"))?.name ?? "";
		const made = channel.is_im
			? await this.#ask(`xoxp-${person}`, "conversations.open", { users: botId })
			: await this.#ask(tokens.admin, "conversations.create", { name: channel.name, is_private: String(channel.is_private) });
		const theirs = (made.channel as { id: string }).id;
		if (!channel.is_im) await this.#ask(tokens.admin, "conversations.invite", { channel: theirs, users: [...channel.members].map((member) => this.#ids.get(member)).join(",") });
		this.#ids.set(id, theirs);
		return theirs;
	}

	/** A message of ours as it stands here; what somebody wrote is written here first. */
	async #message(channel: string, ts: string): Promise<string> {
		const key = `${channel}/${ts}`;
		const message = this.#workspace.message(channel, ts);
		const known = this.#messages.get(key) ?? this.#byQuestion.get(questionIn(message?.metadata) ?? "");
		if (known !== undefined || message === undefined) return known ?? ts;
		const { ts: theirs = ts } = await this.#ask(`xoxp-${this.#nameOf(message)}`, "chat.postMessage", { channel: await this.#channel(channel), text: message.text });
		this.#messages.set(key, theirs);
		return theirs;
	}

	#nameOf({ user }: SlackMessage): string {
		return this.#workspace.users.get(user)?.name ?? bot;
	}

	async #ask(token: string, method: string, args: Args): Promise<Answer> {
		return (await (await this.#post(token, method, args)).json()) as Answer;
	}

	#post(token: string, method: string, args: Args): Promise<Response> {
		// As the SDK sends it: a form, in which structures are JSON.
		const body = new URLSearchParams(Object.entries(args).map(([name, value]): [string, string] => [name, typeof value === "string" ? value : JSON.stringify(value)]));
		return fetch(`${this.#emulator.url}/api/${method}`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/x-www-form-urlencoded" }, body });
	}
}

/** "mlops_recommend_answer/T0.C0.1.1": which message of which question. */
function questionIn(metadata: unknown): string | undefined {
	const { event_type, event_payload } = (typeof metadata === "string" ? JSON.parse(metadata) : (metadata ?? {})) as { event_type?: string; event_payload?: { question_id?: string } };
	return event_payload?.question_id === undefined ? undefined : `${event_type}/${event_payload.question_id}`;
}
