import type { WebClient } from "@slack/web-api";
import type { Answer } from "../../core/answer/answer.ts";
import type { Catalog } from "../../core/catalog/catalog.ts";
import type { AskedQuestion, Delivered } from "../../ports.ts";
import { actionIds } from "./action-ids.ts";
import { type AnswerMessage, answerMessage } from "./answer-blocks.ts";
import { codeOf, failureOf, neverConnected } from "./failures.ts";
import { unescapeMrkdwn } from "./mrkdwn.ts";
import { actions, button, context, fitMessage } from "./views/blocks.ts";

/** Slack's own limit on what a button carries. */
const buttonValue = 2000;
const invite = "Only you see this, for I'm not in this channel. To let everyone see answers: `/invite @mlops-recommend`";
const onlyYou = "Only you see this.";

/** An answer for its asker's eyes only; where they asked for that, with a button that shows it to everyone. */
export function privateMessage(catalog: Catalog, question: AskedQuestion, answer: Answer): AnswerMessage {
	const { text, blocks } = answerMessage(catalog, answer);
	const asked = unescapeMrkdwn(question.text);
	// What was asked travels with the button: nothing of a private question is kept.
	const show =
		question.kind !== "private" || asked.length > buttonValue
			? []
			: [actions([button(actionIds.showInChannel, "Show in channel", { value: asked, says: "posts the question there and answers it for all" })])];
	const note = question.kind === "private" ? onlyYou : invite;
	return { text: `${text}\n\n${note}`, blocks: fitMessage([...blocks, context(note), ...show]) };
}

export type PrivateDeps = { client: WebClient; catalog: Catalog; fetch: typeof fetch };

/** Sends an answer that only the asker sees: through the `response_url`, and where that has expired, ephemerally. */
export async function respondPrivately({ client, catalog, fetch }: PrivateDeps, question: AskedQuestion, answer: Answer): Promise<Delivered> {
	const message = privateMessage(catalog, question, answer);
	if (question.responseUrl === undefined) return { ok: false, failure: { kind: "refused", code: "no_response_url" } };
	const responded = await respond(fetch, question.responseUrl, message);
	if (responded.ok || responded.failure.kind !== "refused") return responded;
	const { channel, user } = question;
	try {
		const { message_ts } = await client.chat.postEphemeral({ channel, user, ...message });
		return { ok: true, ts: message_ts ?? "" };
	} catch (error) {
		const failure = failureOf(error);
		return failure.kind === "refused" ? responded : { ok: false, failure };
	}
}

/** Posts to a `response_url`, for its user alone. */
export async function respond(fetch: PrivateDeps["fetch"], url: string, message: { text: string; blocks?: unknown[] }): Promise<Delivered> {
	try {
		const response = await fetch(url, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ response_type: "ephemeral", ...message }),
			signal: AbortSignal.timeout(10_000),
		});
		if (response.ok) return { ok: true, ts: "" };
		if (response.status === 429) return { ok: false, failure: { kind: "later", afterMs: Math.max(1, Number(response.headers.get("retry-after") ?? 2)) * 1000 } };
		// Of what failed behind the address nobody knows whether it was shown.
		if (response.status >= 500) return { ok: false, failure: { kind: "unknown", code: `http_${response.status}` } };
		return { ok: false, failure: { kind: "refused", code: `http_${response.status}` } };
	} catch (error) {
		const code = codeOf(error);
		return { ok: false, failure: neverConnected.has(code) ? { kind: "later", afterMs: 2000 } : { kind: "unknown", code } };
	}
}
