import type { WebClient } from "@slack/web-api";
import { expect, test } from "vitest";
import { slackMessenger } from "../../src/adapters/slack/messenger.ts";
import type { Answer } from "../../src/core/answer/answer.ts";
import type { AskedQuestion } from "../../src/ports.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { projectCatalog } from "../support/digests.ts";
import { aNeed } from "../support/needs.ts";
import { aQuestion } from "../support/questions.ts";

const threadTs = "1790000000.000000";
const tsAt = (second: number) => `${1_790_000_000 + second}.000000`;

/** A thread in which somebody writes each second, and our answer stands at one of them; as Slack pages through it, the oldest first. */
function messengerIn({ replies, answerAt, question }: { replies: number; answerAt: number; question: AskedQuestion }) {
	const answer = { metadata: { event_type: "mlops_recommend_answer", event_payload: { question_id: question.id } } };
	const messages = Array.from({ length: replies }, (_, at) => ({ ts: tsAt(at + 1), ...(at + 1 === answerAt ? answer : {}) }));
	const client = {
		conversations: {
			replies: async ({ oldest, limit, cursor = "0" }: { oldest: string; limit: number; cursor?: string }) => {
				const from = Number(cursor);
				const later = messages.filter(({ ts }) => Number(ts) > Number(oldest));
				return { messages: later.slice(from, from + limit), response_metadata: { next_cursor: from + limit < later.length ? String(from + limit) : "" } };
			},
		},
	} as unknown as WebClient; // as much of it as a search calls
	return slackMessenger({ client, catalog: projectCatalog(), clock: manualClock(), fetch });
}

test("the answer to a shortcut is found however much was written in its thread before", async () => {
	const { ts: _, ...shortcut } = aQuestion({ kind: "shortcut", threadTs, receivedAt: 1_790_003_000_000 });
	const messenger = messengerIn({ replies: 3010, answerAt: 3005, question: shortcut });
	expect(await messenger.find(shortcut, "answer")).toEqual({ ok: true, message: { ts: tsAt(3005) } });
});

test("an answer that could not be ended where it was begun counts as the one that followed it", async () => {
	const question = aQuestion({ ts: tsAt(0), threadTs });
	const ours = (second: number, unfinished: boolean) => ({ ts: tsAt(second), metadata: { event_type: "mlops_recommend_answer", event_payload: { question_id: question.id, unfinished } } });
	const found = async (...messages: unknown[]) => {
		const client = { conversations: { replies: async () => ({ messages }) } } as unknown as WebClient; // as much of it as a search calls
		return slackMessenger({ client, catalog: projectCatalog(), clock: manualClock(), fetch }).find(question, "answer");
	};
	expect(await found(ours(1, true), ours(2, false))).toEqual({ ok: true, message: { ts: tsAt(2) } });
	expect(await found(ours(1, true))).toEqual({ ok: true, message: { ts: tsAt(1), unfinished: true } });
});

test("nothing is posted or changed by a process that no longer holds the question, or the correction, that it is for", async () => {
	const sent: string[] = [];
	const send = (method: string) => async () => {
		sent.push(method);
		return { ts: tsAt(1) };
	};
	const client = { chat: { postMessage: send("post"), update: send("update") } } as unknown as WebClient; // as much of it as is called
	const question = { ...aQuestion(), threadTs };
	const answer: Answer = { kind: "recommendation", headline: "Take MLflow.", need: aNeed({}), picks: [], paragraphs: [], leftOut: [], writtenBy: "catalog" };
	const messengerFor = (held: string) => slackMessenger({ client, catalog: projectCatalog(), clock: manualClock(), fetch, mayPost: (id) => id === held });
	const message = { channel: question.channel, ts: tsAt(1), question: question.id, workedOn: "a correction" };
	const lost = messengerFor("another");
	expect(await lost.postAnswer(question, async () => answer)).toMatchObject({ ok: false, failure: { kind: "later" } });
	expect(await lost.updateAnswer(message, answer)).toMatchObject({ ok: false, failure: { kind: "later" } });
	expect(sent).toEqual([]);
	expect(await messengerFor("a correction").updateAnswer(message, answer)).toMatchObject({ ok: true });
	expect(await messengerFor(question.id).postAnswer(question, async () => answer)).toMatchObject({ ok: true });
	expect(sent).toEqual(["update", "post"]);
});

test("where so much was written since a question that not all of it is searched, nobody says that its answer is not there", async () => {
	const question = aQuestion({ ts: tsAt(0), threadTs });
	expect(await messengerIn({ replies: 1500, answerAt: 1400, question }).find(question, "answer")).toEqual({ ok: false, failure: { kind: "refused", code: "too_long_to_search" } });
	expect(await messengerIn({ replies: 900, answerAt: 1400, question }).find(question, "answer")).toEqual({ ok: true, message: undefined });
});
