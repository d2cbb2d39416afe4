import type { KnownBlock } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Answer } from "../../core/answer/answer.ts";
import type { Catalog } from "../../core/catalog/catalog.ts";
import type { AskedQuestion, Clock, Delivered, Messenger, Searched } from "../../ports.ts";
import { AnswerShapes } from "./answer-shapes.ts";
import { apologyMessage } from "./apology.ts";
import { ChannelPace } from "./channel-pace.ts";
import { failureOf } from "./failures.ts";
import { escapeMrkdwn, truncate, unescapeMrkdwn } from "./mrkdwn.ts";
import { respond, respondPrivately } from "./private-answer.ts";
import { readThread } from "./thread-reader.ts";

/** Marks our messages with the question that they belong to, so that they can be found again. */
const eventTypes = { question: "mlops_recommend_question", answer: "mlops_recommend_answer" } as const;
type Payload = { question_id: string; unfinished?: boolean };
const metadata = (what: keyof typeof eventTypes, id: string, { unfinished }: Pick<Answer, "unfinished"> = {}) => ({
	event_type: eventTypes[what],
	event_payload: { question_id: id, ...(unfinished === true ? { unfinished } : {}) } satisfies Payload,
});

/** A question that another process may have taken over is left to it, unless it comes back. */
const notOursPauseMs = 1000;

/** How far a thread or a channel is searched for a message of ours. */
const searchPages = 5;

export type MessengerOptions = {
	client: WebClient;
	catalog: Catalog;
	clock: Clock;
	fetch: typeof fetch;
	/** Asked right before each post and update: whether it is still this process that works on the question with this id. */
	mayPost?: (question: string) => boolean;
};

/** Slack as the flows see it. The client must have its own retries off; see docs/decisions. */
export function slackMessenger({ client, catalog, clock, fetch, mayPost = () => true }: MessengerOptions): Messenger {
	const pace = new ChannelPace(clock);
	const shapes = new AnswerShapes(catalog);

	type Message = { text: string; thread_ts?: string; blocks?: KnownBlock[]; metadata: ReturnType<typeof metadata> };
	const notOurs: Delivered = { ok: false, failure: { kind: "later", afterMs: notOursPauseMs } };
	const postAtOnce = async ({ id, channel }: AskedQuestion, message: Message): Promise<Delivered> => {
		if (!mayPost(id)) return notOurs;
		try {
			const { ts } = await client.chat.postMessage({ unfurl_links: false, unfurl_media: false, channel, ...message });
			return ts === undefined ? { ok: false, failure: { kind: "unknown", code: "no_ts" } } : { ok: true, ts };
		} catch (error) {
			const failure = failureOf(error);
			if (failure.kind === "later") pace.hold(channel, failure.afterMs);
			return { ok: false, failure };
		}
	};
	const post = async (question: AskedQuestion, message: Message): Promise<Delivered> => {
		await pace.turn(question.channel);
		return postAtOnce(question, message);
	};

	const findIn = async (what: keyof typeof eventTypes, question: AskedQuestion): Promise<Searched> => {
		const { channel, threadTs, receivedAt, ts: asked = String(receivedAt / 1000 - 60) } = question;
		let cursor: string | undefined;
		/** Where an answer was begun: what could not be updated to its end is followed by a message that is whole. */
		let begun: string | undefined;
		for (let page = 0; page < searchPages; page++) {
			const common = { channel, include_all_metadata: true, limit: 200, ...(cursor === undefined ? {} : { cursor }) };
			const { messages, response_metadata } =
				what === "answer" && threadTs !== undefined
					? await client.conversations.replies({ ...common, ts: threadTs, oldest: asked })
					: await client.conversations.history({ ...common, oldest: String(receivedAt / 1000 - 60) });
			for (const { ts, metadata } of messages ?? []) {
				const payload = metadata?.event_type === eventTypes[what] ? (metadata.event_payload as Partial<Payload> | undefined) : undefined; // written by `metadata`
				if (ts === undefined || payload?.question_id !== question.id) continue;
				if (payload.unfinished !== true) return { ok: true, message: { ts } };
				begun ??= ts;
			}
			cursor = response_metadata?.next_cursor;
			if (cursor === undefined || cursor === "") return { ok: true, message: begun === undefined ? undefined : { ts: begun, unfinished: true } };
		}
		if (begun !== undefined) return { ok: true, message: { ts: begun, unfinished: true } };
		// It may stand further on: that must not be taken for "not there", and would be the same the next time.
		return { ok: false, failure: { kind: "refused", code: "too_long_to_search" } };
	};

	return {
		postQuestion: (question) =>
			post(question, {
				text: `<@${question.user}> asked: ${escapeMrkdwn(truncate(unescapeMrkdwn(question.text), 3500))}`,
				metadata: metadata("question", question.id),
			}),
		postAnswer: async (question, latest) => {
			const { channel, threadTs, kind, user, id } = question;
			await pace.turn(channel);
			const answer = await latest();
			let send = postAtOnce;
			return shapes.send(answer, kind === "shortcut" ? { credit: user } : {}, (message) => {
				const sent = send(question, { thread_ts: threadTs, ...message, metadata: metadata("answer", id, answer) });
				// A further shape takes a turn of its own.
				send = post;
				return sent;
			});
		},
		updateAnswer: ({ channel, ts, question, workedOn, ...notes }, answer) =>
			shapes.send(answer, notes, async (message) => {
				if (!mayPost(workedOn)) return notOurs;
				try {
					await client.chat.update({ channel, ts, ...message, metadata: metadata("answer", question, answer) });
					return { ok: true, ts };
				} catch (error) {
					return { ok: false, failure: failureOf(error) };
				}
			}),
		postApology: (question) => post(question, { thread_ts: question.threadTs, ...apologyMessage(question), metadata: metadata("answer", question.id) }),
		find: async (question, what): Promise<Searched> => {
			try {
				return await findIn(what, question);
			} catch (error) {
				const failure = failureOf(error);
				// In a thread or channel that is gone, or closed to us, nothing can be posted twice; anything else must not be taken for "not there".
				return failure.kind === "refused" && goneForGood.has(failure.code) ? { ok: true, message: undefined } : { ok: false, failure };
			}
		},
		tellAsker: async (question, sentence) => {
			const { channel, user, threadTs } = question;
			if (question.responseUrl !== undefined) {
				const responded = await respond(fetch, question.responseUrl, { text: escapeMrkdwn(sentence) });
				// An address that has expired takes nothing any more.
				if (responded.ok || responded.failure.kind !== "refused") return responded;
			}
			try {
				const { message_ts } = await client.chat.postEphemeral({ channel, user, text: escapeMrkdwn(sentence), ...(threadTs === undefined ? {} : { thread_ts: threadTs }) });
				return { ok: true, ts: message_ts ?? "" };
			} catch (error) {
				return { ok: false, failure: failureOf(error) };
			}
		},
		respondPrivately: (question, answer) => respondPrivately({ client, catalog, fetch }, question, answer),
		readThread: (question) => readThread(client, question),
	};
}

const goneForGood = new Set(["thread_not_found", "channel_not_found", "message_not_found", "is_archived", "not_in_channel"]);
