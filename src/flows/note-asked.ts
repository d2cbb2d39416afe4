import type { Answer } from "../core/answer/answer.ts";
import { askedOf } from "../core/digest/asked.ts";
import type { AskedLog, AskedQuestion, Channels, Log } from "../ports.ts";

export type NotingDeps = { asked: AskedLog; channels: Channels; log: Log };

/**
 * Notes for the digests what was asked and what became of it, without its words: in channels, for a direct message has no digest, and
 * is somebody's own. A channel counts as private where Slack says
 * nothing of it, or could not be asked just now. Never rejects: a digest that misses a question is better than a question that
 * is answered late.
 */
export async function noteAsked({ asked, channels, log }: NotingDeps, question: AskedQuestion & { threadTs: string }, answer: Answer): Promise<void> {
	const { id, workspace, channel, threadTs: thread, receivedAt: at } = question;
	if (channel.startsWith("D")) return;
	try {
		const facts = await channels.inPassing(workspace, channel);
		await asked.note(askedOf({ id, workspace, channel, thread, at, isPrivate: facts?.isPrivate ?? true }, answer));
	} catch (error) {
		log.warn({ question: id, error: error instanceof Error ? error.message : String(error) }, "a question was not noted for the digests");
	}
}
