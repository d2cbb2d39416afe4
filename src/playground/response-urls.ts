import { randomUUID } from "node:crypto";
import { checkMessage, limits } from "./message-limits.ts";
import type { Args } from "./methods/method.ts";
import { ApiError } from "./slack-errors.ts";
import { withIds } from "./view-state.ts";
import { botId, botUser, type Workspace } from "./workspace.ts";

/** Where an answer through a `response_url` goes: to whom, and which message it may replace. */
export type Target = { channel: string; user: string; asked?: string; original?: { ts: string; isEphemeral: boolean; thread?: string } };

const uses = 5;
const validForMs = 30 * 60_000;

/** `response_url`s: each works five times within half an hour. */
export class ResponseUrls {
	readonly #workspace: Workspace;
	readonly #now: () => number;
	readonly #issued = new Map<string, Target & { left: number; until: number }>();

	constructor(workspace: Workspace, now: () => number) {
		this.#workspace = workspace;
		this.#now = now;
	}

	/** @returns the last part of the address */
	issue(target: Target): string {
		const now = this.#now();
		for (const [id, { until }] of this.#issued) if (until < now) this.#issued.delete(id);
		const id = randomUUID();
		this.#issued.set(id, { ...target, left: uses, until: now + validForMs });
		return id;
	}

	targetOf = (id: string): Target | undefined => this.#issued.get(id);

	/** @throws ApiError where Slack would answer with a 4xx, `expired_url` for a 404 */
	use(id: string, args: Args): void {
		const target = this.#issued.get(id);
		if (target === undefined || target.until < this.#now() || target.left <= 0) throw new ApiError("expired_url");
		target.left--;
		const { original, channel, user, asked } = target;
		if (args.delete_original === true && original !== undefined) {
			if (original.isEphemeral) this.#workspace.replaceShown(original.ts, undefined);
			else this.#workspace.delete(channel, original.ts);
			return;
		}
		const text = typeof args.text === "string" ? args.text : "";
		const checked = checkMessage({ text, blocks: args.blocks }, limits.text);
		const blocks = checked === undefined ? {} : { blocks: withIds(checked) };
		if (args.replace_original === true && original !== undefined) {
			if (original.isEphemeral) this.#workspace.replaceShown(original.ts, { text, ...blocks });
			else this.#workspace.update(channel, original.ts, { text, ...blocks });
			return;
		}
		const thread = typeof args.thread_ts === "string" ? { thread_ts: args.thread_ts } : {};
		if (args.response_type === "in_channel") this.#workspace.post(channel, { user: botUser.id, bot_id: botId, text, ...blocks, ...thread });
		else this.#workspace.showTo({ channel, user, text, ...blocks, ...thread, ...(asked === undefined ? {} : { asked }) });
	}
}
