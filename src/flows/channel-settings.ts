import { z } from "zod";
import { type FollowUps, followUpSettings } from "../core/conversation/addressed.ts";
import type { Store } from "../ports.ts";

/** A setting outlives what it is about by far. */
const ttlMs = 5 * 365 * 24 * 60 * 60 * 1000;
const settingsSchema = z.strictObject({ followUps: z.enum(followUpSettings) });
export type ChannelSettings = z.infer<typeof settingsSchema>;

const keyOf = (workspace: string, channel: string): string => `channel:${workspace}:${channel}`;

/** What a channel wants of us; follow-ups are answered unless it says otherwise. */
export async function recallSettings(store: Store, workspace: string, channel: string): Promise<ChannelSettings> {
	const stored = settingsSchema.safeParse(await store.get(keyOf(workspace, channel)));
	return stored.success ? stored.data : { followUps: "answered" };
}

export async function setFollowUps(store: Store, workspace: string, channel: string, followUps: FollowUps): Promise<void> {
	if (followUps === "answered") await store.delete(keyOf(workspace, channel));
	else await store.set(keyOf(workspace, channel), { followUps }, ttlMs);
}
