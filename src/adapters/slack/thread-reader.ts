import type { WebClient } from "@slack/web-api";
import type { AskedQuestion, Messenger } from "../../ports.ts";
import { within } from "../../within.ts";

/** What people said before helps; waiting for it does not. */
const patienceMs = 1500;
const pageSize = 200;

/** What people wrote in a thread before this question: Slack's first page of it, which is all that most threads have. */
export function readThread(client: WebClient, { channel, threadTs, ts }: AskedQuestion & { threadTs: string }): ReturnType<Messenger["readThread"]> {
	const asked = client.conversations.replies({ channel, ts: threadTs, limit: pageSize, ...(ts === undefined ? {} : { latest: ts }) });
	const read = asked.then(
		({ messages = [], has_more }) => ({
			whole: has_more !== true,
			messages: messages.flatMap((message) => {
				const { ts: at, user, text, bot_id } = message;
				const isOther = at === undefined || at === ts || user === undefined || bot_id !== undefined || (message as { subtype?: string }).subtype !== undefined; // the SDK's type lacks it
				return isOther ? [] : [{ ts: at, user, text: text ?? "" }];
			}),
		}),
		() => undefined,
	);
	return within(patienceMs, read, undefined);
}
