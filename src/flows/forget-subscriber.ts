import type { Subscriptions } from "../ports.ts";

/**
 * Takes a person's name off the digests that they asked for: the channels keep them, and when one ends nobody is told.
 * @returns how many that were
 */
export async function forgetSubscriber(subscriptions: Subscriptions, workspace: string, user: string): Promise<number> {
	const own = (await subscriptions.all()).filter((one) => one.workspace === workspace && one.subscriber === user);
	for (const { doneWeek: _, ...subscription } of own) await subscriptions.set({ ...subscription, subscriber: "" });
	return own.length;
}
