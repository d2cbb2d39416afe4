import { z } from "zod";
import { personaId } from "../core/catalog/vocabulary.ts";
import type { Clock, Store } from "../ports.ts";
import { type Message, recallAnswer } from "./answer-records.ts";

/** Feedback is kept for a year. */
const ttlMs = 365 * 24 * 60 * 60 * 1000;

export const votes = ["up", "down"] as const;
export type Vote = (typeof votes)[number];
export const reasons = ["wrong-tool", "outdated-fact", "missed-constraint", "not-grounded", "too-long", "other"] as const;
export type Reason = (typeof reasons)[number];

/** One person's view of one answer: what it was about, never what was said. */
const feedbackSchema = z.strictObject({
	/** Id of the question that was answered; absent where what the answer came from is no longer kept. */
	answer: z.string().optional(),
	vote: z.enum(votes),
	reason: z.enum(reasons).optional(),
	/** What the voter wrote beside “other”. */
	note: z.string().optional(),
	catalog: z.string().optional(),
	prompt: z.string().optional(),
	categories: z.array(z.string()),
	persona: personaId,
	picks: z.array(z.string()),
	at: z.int(),
});
export type Feedback = z.infer<typeof feedbackSchema>;

export const feedbackPrefix = (workspace: string): string => `feedback:${workspace}:`;
const keyOf = ({ workspace, channel, ts }: Message, user: string): string => `${feedbackPrefix(workspace)}${channel}:${ts}:${user}`;

async function recallFeedback(store: Store, message: Message, user: string): Promise<Feedback | undefined> {
	const stored = feedbackSchema.safeParse(await store.get(keyOf(message, user)));
	return stored.success ? stored.data : undefined;
}

/** Counts a thumb at once. Each person has one vote on an answer, and may change it; a reason given for the other one goes. */
export async function vote(store: Store, clock: Clock, message: Message, user: string, vote: Vote): Promise<void> {
	const [before, record] = await Promise.all([recallFeedback(store, message, user), recallAnswer(store, message)]);
	const { reason, note } = before?.vote === vote ? before : {};
	const about =
		record === undefined
			? { categories: before?.categories ?? [], persona: before?.persona ?? ("unknown" as const), picks: before?.picks ?? [] }
			: {
					answer: record.question,
					catalog: record.catalog,
					...(record.prompt === undefined ? {} : { prompt: record.prompt }),
					categories: record.need.categories.map(({ id }) => id),
					persona: record.need.persona.id,
					picks: record.picks,
				};
	await store.set(keyOf(message, user), { ...about, vote, ...(reason === undefined ? {} : { reason }), ...(note === undefined ? {} : { note }), at: clock.now() } satisfies Feedback, ttlMs);
}

/** Adds why somebody was not helped; counts as a vote where they had not cast one. */
export async function giveReason(store: Store, clock: Clock, message: Message, user: string, reason: Reason, note?: string): Promise<void> {
	await vote(store, clock, message, user, "down");
	const counted = await recallFeedback(store, message, user);
	if (counted === undefined) return;
	const { note: _, ...rest } = counted;
	await store.set(keyOf(message, user), { ...rest, reason, ...(note === undefined || note.trim() === "" ? {} : { note: note.trim() }) } satisfies Feedback, ttlMs);
}

/** How an answer is rated by now, thumbs up less thumbs down, and the question that it answers, where that is known. */
export async function ratingOf(store: Pick<Store, "entries">, { workspace, channel, ts }: Message): Promise<{ question?: string; rating: number }> {
	let rating = 0;
	let question: string | undefined;
	for await (const [, value] of store.entries(`${feedbackPrefix(workspace)}${channel}:${ts}:`)) {
		const parsed = feedbackSchema.safeParse(value);
		if (!parsed.success) continue;
		rating += parsed.data.vote === "up" ? 1 : -1;
		question ??= parsed.data.answer;
	}
	return question === undefined ? { rating } : { question, rating };
}

/** Every vote of a workspace, or of all of them. */
export async function* allFeedback(store: Pick<Store, "entries">, workspace?: string): AsyncGenerator<Feedback> {
	for await (const [, value] of store.entries(workspace === undefined ? "feedback:" : feedbackPrefix(workspace))) {
		const parsed = feedbackSchema.safeParse(value);
		if (parsed.success) yield parsed.data;
	}
}
