import { ErrorCode, type WebClient } from "@slack/web-api";
import type { Answer } from "../../core/answer/answer.ts";
import type { Catalog } from "../../core/catalog/catalog.ts";
import type { AskedQuestion, Clock, Delivered, DeliveryFailure, Messenger, Posted, Searched } from "../../ports.ts";
import { answerMessage } from "./answer-blocks.ts";
import { apologyMessage } from "./apology.ts";
import { ChannelPace } from "./channel-pace.ts";
import { escapeMrkdwn, truncate, unescapeMrkdwn } from "./mrkdwn.ts";

/** Marks our messages with the question that they belong to, so that they can be found again. */
const eventTypes = { question: "mlops_recommend_question", answer: "mlops_recommend_answer" } as const;
type Payload = { question_id: string; unfinished?: boolean };
const metadata = (what: keyof typeof eventTypes, id: string, { unfinished }: Pick<Answer, "unfinished"> = {}) => ({
	event_type: eventTypes[what],
	event_payload: { question_id: id, ...(unfinished === true ? { unfinished } : {}) } satisfies Payload,
});

/** How far back a thread or a channel is searched for a message of ours. */
const searchPages = 5;

export type MessengerOptions = { client: WebClient; catalog: Catalog; clock: Clock; fetch: typeof fetch };

/** Slack as the flows see it. The client must have its own retries off; see docs/decisions. */
export function slackMessenger({ client, catalog, clock, fetch }: MessengerOptions): Messenger {
	const pace = new ChannelPace(clock);

	const post = async (channel: string, message: Parameters<WebClient["chat"]["postMessage"]>[0]): Promise<Delivered> => {
		await pace.turn(channel);
		try {
			const { ts } = await client.chat.postMessage({ unfurl_links: false, unfurl_media: false, ...message });
			return ts === undefined ? { ok: false, failure: { kind: "unknown", code: "no_ts" } } : { ok: true, ts };
		} catch (error) {
			const failure = failureOf(error);
			if (failure.kind === "later") pace.hold(channel, failure.afterMs);
			return { ok: false, failure };
		}
	};

	const findIn = async (what: keyof typeof eventTypes, question: AskedQuestion): Promise<Posted | undefined> => {
		let cursor: string | undefined;
		for (let page = 0; page < searchPages; page++) {
			const common = { channel: question.channel, include_all_metadata: true, limit: 200, ...(cursor === undefined ? {} : { cursor }) };
			const { messages, response_metadata } =
				what === "answer" && question.threadTs !== undefined
					? await client.conversations.replies({ ...common, ts: question.threadTs, oldest: question.ts ?? question.threadTs })
					: await client.conversations.history({ ...common, oldest: String(question.receivedAt / 1000 - 60) });
			for (const { ts, metadata } of messages ?? []) {
				const payload = metadata?.event_type === eventTypes[what] ? (metadata.event_payload as Partial<Payload> | undefined) : undefined; // written by `metadata`
				if (ts !== undefined && payload?.question_id === question.id) return { ts, ...(payload.unfinished === true ? { unfinished: true } : {}) };
			}
			cursor = response_metadata?.next_cursor;
			if (cursor === undefined || cursor === "") return undefined;
		}
		return undefined;
	};

	return {
		postQuestion: (question) =>
			post(question.channel, {
				channel: question.channel,
				text: `<@${question.user}> asked: ${escapeMrkdwn(truncate(unescapeMrkdwn(question.text), 3500))}`,
				metadata: metadata("question", question.id),
			}),
		postAnswer: (question, answer) =>
			post(question.channel, { channel: question.channel, thread_ts: question.threadTs, ...answerMessage(catalog, answer), metadata: metadata("answer", question.id, answer) }),
		updateAnswer: async ({ channel, ts, question }, answer) => {
			try {
				await client.chat.update({ channel, ts, ...answerMessage(catalog, answer), metadata: metadata("answer", question, answer) });
				return { ok: true, ts };
			} catch (error) {
				return { ok: false, failure: failureOf(error) };
			}
		},
		postApology: (question) => post(question.channel, { channel: question.channel, thread_ts: question.threadTs, ...apologyMessage(question), metadata: metadata("answer", question.id) }),
		find: async (question, what): Promise<Searched> => {
			try {
				return { ok: true, message: await findIn(what, question) };
			} catch (error) {
				const failure = failureOf(error);
				// In a thread or channel that is gone, or closed to us, nothing can be posted twice; anything else must not be taken for "not there".
				return failure.kind === "refused" && goneForGood.has(failure.code) ? { ok: true, message: undefined } : { ok: false, failure };
			}
		},
		tellAsker: async (question, sentence) => {
			const { channel, user, threadTs } = question;
			if (question.responseUrl !== undefined) return respond(fetch, question.responseUrl, { text: escapeMrkdwn(sentence) });
			try {
				const { message_ts } = await client.chat.postEphemeral({ channel, user, text: escapeMrkdwn(sentence), ...(threadTs === undefined ? {} : { thread_ts: threadTs }) });
				return { ok: true, ts: message_ts ?? "" };
			} catch (error) {
				return { ok: false, failure: failureOf(error) };
			}
		},
		respondPrivately: (question, answer) => respondPrivately({ catalog, fetch, question, answer }),
	};
}

const goneForGood = new Set(["thread_not_found", "channel_not_found", "message_not_found", "is_archived", "not_in_channel"]);

/** Sends to a command's `response_url`, which only the asker sees. */
async function respondPrivately({ catalog, fetch, question, answer }: { catalog: Catalog; fetch: MessengerOptions["fetch"]; question: AskedQuestion; answer: Answer }): Promise<Delivered> {
	if (question.responseUrl === undefined) return { ok: false, failure: { kind: "refused", code: "no_response_url" } };
	const { text, blocks } = answerMessage(catalog, answer);
	const invite = "Only you see this, for I'm not in this channel. To let everyone see answers: `/invite @mlops-recommend`";
	return respond(fetch, question.responseUrl, { text: `${text}\n\n${invite}`, blocks: [...blocks, { type: "context", elements: [{ type: "mrkdwn", text: invite }] }] });
}

/** Posts to a command's `response_url`, for its asker alone. */
async function respond(fetch: MessengerOptions["fetch"], responseUrl: string, message: { text: string; blocks?: unknown[] }): Promise<Delivered> {
	try {
		const response = await fetch(responseUrl, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ response_type: "ephemeral", ...message }),
			signal: AbortSignal.timeout(10_000),
		});
		if (response.ok) return { ok: true, ts: "" };
		if (response.status === 429 || response.status >= 500) return { ok: false, failure: { kind: "later", afterMs: Math.max(1, Number(response.headers.get("retry-after") ?? 2)) * 1000 } };
		return { ok: false, failure: { kind: "refused", code: `http_${response.status}` } };
	} catch (error) {
		const code = codeOf(error);
		return { ok: false, failure: neverConnected.has(code) ? { kind: "later", afterMs: 2000 } : { kind: "unknown", code } };
	}
}

/** Failures of the network before anything was sent. */
const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);
/** Answers of something in front of Slack, which may go on behind it. */
const gatewayErrors = new Set([502, 503, 504]);

/** The network's own code where there is one: `fetch` hides it in the cause. */
function codeOf(error: unknown): string {
	const { cause, name } = error as { cause?: { code?: string }; name?: string };
	return cause?.code ?? name ?? "unknown";
}

/** Errors of the Web API after which another attempt may succeed, and nothing was posted. */
const passing = new Set(["team_added_to_org", "request_timeout", "ratelimited", "rate_limited"]);
/** Errors that leave open whether the message was posted. */
const unclear = new Set(["internal_error", "fatal_error", "service_unavailable"]);
/** The token does not hold just now: what waits is answered as soon as it does again, or after a restart with a new one. */
const locked = new Set(["invalid_auth", "not_authed", "token_expired", "token_revoked", "account_inactive"]);
const lockedPauseMs = 60_000;

/** Reads what went wrong, by the SDK's codes and Slack's, never by a message's wording. */
export function failureOf(error: unknown): DeliveryFailure {
	const { code, retryAfter, data, statusCode, original } = error as { code?: string; retryAfter?: number; data?: { error?: string }; statusCode?: number; original?: unknown };
	if (code === ErrorCode.RateLimitedError) return { kind: "later", afterMs: Math.max(1, retryAfter ?? 1) * 1000 };
	if (code === ErrorCode.PlatformError) {
		const slackCode = data?.error ?? "unknown_error";
		if (passing.has(slackCode)) return { kind: "later", afterMs: 2000 };
		if (locked.has(slackCode)) return { kind: "later", afterMs: lockedPauseMs };
		return unclear.has(slackCode) ? { kind: "unknown", code: slackCode, settled: true } : { kind: "refused", code: slackCode };
	}
	if (code === ErrorCode.HTTPError && statusCode !== undefined) return { kind: "unknown", code: `http_${statusCode}`, ...(gatewayErrors.has(statusCode) ? {} : { settled: true }) };
	if (code === ErrorCode.RequestError && original !== undefined) {
		const network = codeOf(original);
		return neverConnected.has(network) ? { kind: "later", afterMs: 2000 } : { kind: "unknown", code: network };
	}
	return { kind: "unknown", code: code ?? "unknown" };
}
