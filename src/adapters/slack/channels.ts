import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { ChannelFacts, Channels, Clock, Store } from "../../ports.ts";

const hourMs = 60 * 60 * 1000;
/** What Slack did not say is asked again soon. */
const silenceMs = 5 * 60 * 1000;
/** The pages of members that are looked through: a channel of twenty thousand. */
const memberPages = 20;
const factsSchema = z.strictObject({ isPrivate: z.boolean(), isShared: z.boolean(), hasBot: z.boolean() }).nullable();

/** Slack tells of about fifty channels a minute: so many at once, and then as many as come back. */
const burst = 50;
const refillMs = 60_000 / burst;

/** Channels and their members as Slack tells of them; a channel's facts are kept for an hour. */
export function slackChannels(client: WebClient, store: Store, clock: Clock): Channels {
	let [left, since] = [burst, clock.now()];
	const mayAsk = (): boolean => {
		const now = clock.now();
		left = Math.min(burst, left + Math.max(0, now - since) / refillMs);
		since = now;
		return left >= 1;
	};
	const factsOf = async (workspace: string, channel: string, isUrgent: boolean): Promise<ChannelFacts | undefined> => {
		// Of a direct message Slack tells only who may read all of somebody's, which the bot does not ask for.
		if (channel.startsWith("D")) return directMessage;
		const key = `channel-facts:${workspace}:${channel}`;
		const kept = factsSchema.safeParse(await store.get(key));
		// Whether the bot has come in since is worth a question.
		if (kept.success && kept.data?.hasBot !== false) return kept.data ?? undefined;
		if (!mayAsk() && !isUrgent) return kept.data ?? undefined;
		left = Math.max(0, left - 1);
		const facts = await factsFromSlack(client, channel);
		await store.set(key, facts ?? null, facts === undefined ? silenceMs : hourMs);
		return facts;
	};
	return {
		of: (workspace, channel) => factsOf(workspace, channel, true),
		inPassing: (workspace, channel) => factsOf(workspace, channel, false),
		hasMember: async (_, channel, user) => {
			try {
				let cursor: string | undefined;
				for (let page = 0; page < memberPages; page++) {
					const { members, response_metadata } = await client.conversations.members({ channel, limit: 1000, ...(cursor === undefined ? {} : { cursor }) });
					if (members?.includes(user) === true) return true;
					cursor = response_metadata?.next_cursor;
					if (cursor === undefined || cursor === "") return false;
				}
				return undefined;
			} catch {
				return undefined;
			}
		},
		zoneOf: async (_, user) => {
			try {
				return (await client.users.info({ user })).user?.tz;
			} catch {
				return undefined;
			}
		},
	};
}

/** Nobody else sees it; whether the other one is of another organisation is not known. */
const directMessage: ChannelFacts = { isPrivate: true, isShared: true, hasBot: true };

/** `undefined` where Slack does not say: no scope, or a private channel that the bot is not in. */
async function factsFromSlack(client: WebClient, channel: string): Promise<ChannelFacts | undefined> {
	try {
		const { channel: found } = await client.conversations.info({ channel });
		if (found === undefined) return undefined;
		const { is_private, is_im, is_mpim, is_ext_shared, is_pending_ext_shared, is_member } = found;
		return { isPrivate: is_private !== false || is_im === true || is_mpim === true, isShared: is_ext_shared === true || is_pending_ext_shared === true, hasBot: is_member === true };
	} catch {
		return undefined;
	}
}
