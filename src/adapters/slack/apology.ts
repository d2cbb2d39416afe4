import type { KnownBlock } from "@slack/types";
import type { AskedQuestion } from "../../ports.ts";
import { escapeMrkdwn, truncate, unescapeMrkdwn } from "./mrkdwn.ts";

/** Leaves room for the sentences around it in what `chat.update` takes. */
const quoted = 2500;

/** In place of an answer that would come too late: what was asked, so that it can be asked again, and the id that is in the log. */
export function apologyMessage({ id, text }: AskedQuestion): { text: string; blocks: KnownBlock[] } {
	const sorry = "Sorry, I could not answer this within the hour, and things may have moved on. You asked:";
	const asked = `> ${escapeMrkdwn(truncate(unescapeMrkdwn(text), quoted)).replace(/\n/g, "\n> ")}`;
	const next = `If it still matters, mention me again. (${escapeMrkdwn(id)})`;
	return {
		text: [sorry, asked, next].join("\n"),
		blocks: [
			{ type: "section", text: { type: "mrkdwn", text: truncate(`${sorry}\n${asked}`, 3000) } },
			{ type: "context", elements: [{ type: "mrkdwn", text: next }] },
		],
	};
}
