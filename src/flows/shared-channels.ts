import type { AskedQuestion, Store } from "../ports.ts";

/** What was seen of a channel holds for a month, or until it is seen again. */
const ttlMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Whether an answer to this question may draw on the organisation's overlay: only where it is known that no other
 * organisation reads along. A mention says so; a slash command does not, and goes by the last mention in its channel.
 */
export async function mayReadOverlay(store: Store, { workspace, channel, inSharedChannel }: Pick<AskedQuestion, "workspace" | "channel" | "inSharedChannel">): Promise<boolean> {
	const key = `shared:${workspace}:${channel}`;
	const known = await store.get(key);
	if (inSharedChannel === undefined) return known === false;
	if (known !== inSharedChannel) await store.set(key, inSharedChannel, ttlMs);
	return !inSharedChannel;
}
