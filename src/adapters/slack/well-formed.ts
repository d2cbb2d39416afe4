import { z } from "zod";
import type { AskedQuestion, Log } from "../../ports.ts";
import type { ListenerDeps } from "./listeners/desk.ts";

const id = z.string().regex(/^[A-Z0-9]{2,40}$/);
const ts = z.string().regex(/^\d{1,20}\.\d{1,20}$/);
/** What everything that follows relies on; the rest of a question is the listeners' own. */
const wellFormed = z.object({ id: z.string().regex(/^[^\s:]{3,300}$/), workspace: id, channel: id, user: id, text: z.string(), ts: ts.optional(), threadTs: ts.optional(), receivedAt: z.number() });

/** Only a slash command has no message of its own to answer under. */
const hasPlace = ({ kind, threadTs }: AskedQuestion): boolean => threadTs !== undefined || kind === "command" || kind === "private";

/**
 * Lets through what can be answered. Anything else was not written by Slack as we know it: it is acked and forgotten, for it
 * would be the same each time it came again.
 */
export function acceptWellFormed(accept: ListenerDeps["accept"], log: Log): ListenerDeps["accept"] {
	return async (eventId, question) => {
		const parsed = wellFormed.safeParse(question);
		if (typeof eventId === "string" && parsed.success && hasPlace(question)) return accept(eventId, question);
		const fields = parsed.success ? ["threadTs"] : parsed.error.issues.map(({ path }) => path.join("."));
		log.warn({ kind: question.kind, fields }, "a question lacks what an answer needs, and is let be");
	};
}
