import type { Args } from "./methods/method.ts";
import { ApiError } from "./slack-errors.ts";

/** Calls a minute that Slack's tiers allow; a burst may use up the whole minute. */
const tiers = { 2: 20, 3: 50, 4: 100 } as const;
const tierOf: Record<string, keyof typeof tiers> = {
	"chat.update": 3,
	"chat.delete": 3,
	"chat.postEphemeral": 4,
	"conversations.replies": 3,
	"conversations.history": 3,
	"conversations.info": 3,
	"conversations.members": 4,
	"conversations.open": 3,
	"conversations.list": 2,
	"users.info": 4,
	"views.open": 4,
	"views.push": 4,
	"views.update": 4,
	"views.publish": 4,
	"files.getUploadURLExternal": 4,
	"files.completeUploadExternal": 4,
	"assistant.threads.setTitle": 4,
	"assistant.threads.setSuggestedPrompts": 4,
};
/** A minute's worth of `assistant.threads.setStatus`, which has a limit of its own. */
const statuses = 600;

type Allowance = { key: string; perSecond: number; burst: number };

function allowanceOf(method: string, args: Args): Allowance | undefined {
	// One a second in each channel, with a few at once.
	if (method === "chat.postMessage") return { key: `${method}/${args.channel}`, perSecond: 1, burst: 4 };
	if (method === "assistant.threads.setStatus") return { key: method, perSecond: statuses / 60, burst: statuses };
	const tier = tierOf[method];
	return tier === undefined ? undefined : { key: method, perSecond: tiers[tier] / 60, burst: tiers[tier] };
}

/** Slack's pace for each method: calls beyond it are refused, with the seconds to wait. */
export class MethodPace {
	readonly #now: () => number;
	readonly #left = new Map<string, { left: number; at: number }>();

	constructor(now: () => number) {
		this.#now = now;
	}

	/** @throws ApiError `ratelimited` */
	take(method: string, args: Args): void {
		const allowance = allowanceOf(method, args);
		if (allowance === undefined) return;
		const { key, perSecond, burst } = allowance;
		const now = this.#now();
		const before = this.#left.get(key) ?? { left: burst, at: now };
		const left = Math.min(burst, before.left + ((now - before.at) / 1000) * perSecond);
		this.#left.set(key, { left: left < 1 ? left : left - 1, at: now });
		if (left < 1) throw new ApiError("ratelimited", { retryAfter: Math.ceil((1 - left) / perSecond) });
	}
}
