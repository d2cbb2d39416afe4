import { z } from "zod";
import { decideAddressed, followUpSettings } from "../core/conversation/addressed.ts";
import type { Reader } from "../core/understanding/understand.ts";

/**
 * A message in a thread that does not mention us, and whether it is meant for us. Unless the line says otherwise it is
 * written by the one who asked us, three minutes after our answer, where nothing is muted.
 */
const threadMessageSchema = z.strictObject({
	id: z.string(),
	text: z.string(),
	addressed: z.boolean(),
	/** The question that opened the thread: for whoever labels. */
	asked: z.string().optional(),
	writer: z.literal("somebody-else").optional(),
	/** Minutes since our answer. */
	minutes: z.number().optional(),
	answered: z.literal(false).optional(),
	muted: z.literal(true).optional(),
	channel: z.enum(followUpSettings).optional(),
});
export type ThreadMessage = z.infer<typeof threadMessageSchema>;

/** @throws Error that says in which line of the file something else stands */
export function threadMessages(text: string, file: string): ThreadMessage[] {
	return text
		.trim()
		.split("\n")
		.map((line, at) => {
			const parsed = threadMessageSchema.safeParse(JSON.parse(line));
			if (!parsed.success) throw new Error(`${file}:${at + 1}: ${z.prettifyError(parsed.error)}`);
			return parsed.data;
		});
}

export type ThreadScore = { addressed: number; answered: number; aside: number; buttedIn: number; misses: { id: string; text: string; reason: string }[] };

/** How many of the messages that are meant for us are answered, and how many of the others. */
export function scoreThreadMessages(reader: Reader, messages: readonly ThreadMessage[]): ThreadScore {
	const asker = "asker";
	const score: ThreadScore = { addressed: 0, answered: 0, aside: 0, buttedIn: 0, misses: [] };
	for (const { id, text, addressed, writer = asker, minutes = 3, answered = true, muted, channel = "answered" } of messages) {
		const talk = { askers: { [asker]: 0 }, answeredAt: answered ? 0 : undefined, muted };
		const { answer, reason } = decideAddressed(reader, { text, user: writer, at: minutes * 60_000 }, talk, channel);
		score[addressed ? "addressed" : "aside"]++;
		if (answer) score[addressed ? "answered" : "buttedIn"]++;
		if (answer !== addressed) score.misses.push({ id, text, reason });
	}
	return score;
}
