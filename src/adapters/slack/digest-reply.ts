import type { KnownBlock } from "@slack/types";
import type { Catalog } from "../../core/catalog/catalog.ts";
import type { Clock, DigestReply, Log } from "../../ports.ts";
import { digestMessage } from "./digest-blocks.ts";

export type ReplyOptions = { catalog: Catalog; workspaceUrl: () => Promise<string | undefined>; clock: Clock; fetch: typeof fetch; log: Log };

const timeoutMs = 10_000;
/** Slack takes a moment to know a picture that was just uploaded, and refuses the message until then. */
const pausesMs = [0, 1500, 3000];

/** Answers a command about the digest to its asker alone; a preview is the very message that the channel would get. */
export async function replyToDigestCommand(options: ReplyOptions, responseUrl: string, reply: DigestReply): Promise<void> {
	if (reply.kind === "text") {
		await respond(options, responseUrl, { text: reply.text });
		return;
	}
	const { catalog, clock } = options;
	const url = await options.workspaceUrl();
	const note: KnownBlock = { type: "context", elements: [{ type: "mrkdwn", text: reply.note }] };
	const withPicture = (picture: string | undefined): Record<string, unknown> => {
		const { text, blocks } = digestMessage(catalog, reply.digest, picture, url);
		return { text: `${reply.note}\n\n${text}`, blocks: [note, ...blocks] };
	};
	for (const pause of reply.picture === undefined ? [] : pausesMs) {
		if (pause > 0) await clock.sleep(pause);
		if (await respond(options, responseUrl, withPicture(reply.picture?.id))) return;
	}
	await respond(options, responseUrl, withPicture(undefined));
}

/** Whether Slack took it; `response_url` takes five answers. */
async function respond({ fetch, log }: ReplyOptions, responseUrl: string, message: Record<string, unknown>): Promise<boolean> {
	try {
		const response = await fetch(responseUrl, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ response_type: "ephemeral", ...message }),
			signal: AbortSignal.timeout(timeoutMs),
		});
		if (!response.ok) log.warn({ status: response.status }, "an answer about the digest was not taken");
		return response.ok;
	} catch (error) {
		log.warn({ error: (error as Error).name }, "an answer about the digest did not get through");
		// Nobody knows whether it was shown: it is not sent a second time.
		return true;
	}
}
