import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import type { People, Store } from "../../ports.ts";
import { within } from "../../within.ts";

const dayMs = 24 * 60 * 60 * 1000;
const hourMs = 60 * 60 * 1000;
/** A title is an improvement, never a reason to let somebody wait. */
const patienceMs = 1500;
const cachedSchema = z.strictObject({ title: z.string().nullable() });

/** Profile titles from Slack, kept for a day; where Slack won't say, nobody asks again for an hour. */
export function slackPeople(client: WebClient, store: Store): People {
	return {
		titleOf: async (workspace, user) => {
			const key = `title:${workspace}:${user}`;
			const cached = cachedSchema.safeParse(await store.get(key));
			if (cached.success) return cached.data.title ?? undefined;
			const title = await titleFromSlack(client, user);
			await store.set(key, { title: title ?? null }, title === undefined ? hourMs : dayMs);
			return title === "" ? undefined : title;
		},
	};
}

/** `undefined` where Slack does not say: no scope, no such user, no answer in time. */
function titleFromSlack(client: WebClient, user: string): Promise<string | undefined> {
	const asked = client.users.info({ user }).then(
		(answer) => answer.user?.profile?.title ?? "",
		() => undefined,
	);
	return within(patienceMs, asked, undefined);
}
