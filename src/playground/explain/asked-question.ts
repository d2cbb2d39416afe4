import { unescapeMrkdwn } from "../../adapters/slack/mrkdwn.ts";
import { mostTurns } from "../../flows/thread-memory.ts";
import { botUser, type EphemeralMessage, type SlackMessage, type SlackUser, teamId, type Workspace } from "../workspace.ts";

/** What the bot answered, as far as the workspace shows it: enough to work the answer out again. */
export type Asked = {
	by: SlackUser;
	/** The question as the bot was handed it. */
	text: string;
	/** The questions that were answered in the thread before, oldest first. */
	earlier: string[];
	/** The text that the bot posted. */
	posted: string;
	/** ISO date of the answer. */
	day: string;
};

/** How the bot marks its messages, so that it finds them again after a crash. */
const marks = { question: "mlops_recommend_question", answer: "mlops_recommend_answer" } as const;
const isMarked = ({ user, metadata }: SlackMessage, as: keyof typeof marks): boolean => user === botUser.id && metadata?.event_type === marks[as];
const questionId = ({ metadata }: SlackMessage): unknown => metadata?.event_payload.question_id;

/** Whether a message is the bot's answer to somebody's question; its help and the questions that it repeats are not. */
export const isAnswer = (message: SlackMessage): boolean => isMarked(message, "answer");

/** The question that a message of the bot answers, with its thread; `undefined` where the message is no answer. */
export function askedFor(workspace: Workspace, channel: string, ts: string): Asked | undefined {
	const shown = workspace.shown.find((message) => message.channel === channel && message.ts === ts);
	if (shown !== undefined) return askedPrivately(workspace, shown);
	const answer = workspace.message(channel, ts);
	if (answer?.thread_ts === undefined || !isAnswer(answer)) return undefined;
	const thread = workspace.messages(channel, answer.thread_ts);
	const question = questionOf(workspace, channel, thread, answer);
	if (question === undefined) return undefined;
	const answered = thread.filter((message) => isAnswer(message) && message.ts < ts);
	return {
		...question,
		earlier: answered.flatMap((message) => questionOf(workspace, channel, thread, message)?.text ?? []).slice(-mostTurns),
		posted: answer.text,
		day: dayOf(ts),
	};
}

/** A command's answer that one person sees says which command it answers; it has no thread. What makes it private is no part of the question. */
function askedPrivately({ users }: Workspace, { asked, user, text, ts }: EphemeralMessage): Asked | undefined {
	const by = users.get(user);
	return asked === undefined || by === undefined ? undefined : { by, text: asked.replace(/^private\s+/i, ""), earlier: [], posted: text, day: dayOf(ts) };
}

/** The message that mentioned the bot, or the one in which the bot repeated a command's question. */
function questionOf({ users }: Workspace, channel: string, thread: readonly SlackMessage[], answer: SlackMessage): Pick<Asked, "by" | "text"> | undefined {
	const id = questionId(answer);
	// The shortcut asks about anybody's message; the answer names who used it.
	const [, about] = /\.shortcut\.[A-Z0-9]+\.(\d+\.\d+)\.\w+$/.exec(String(id)) ?? [];
	const [, asker] = /<@(\w+)> asked me about /.exec(answer.text) ?? [];
	if (about !== undefined) return askedBy(users.get(asker ?? ""), thread.find(({ ts }) => ts === about)?.text ?? "");
	const mention = thread.find((message) => `${teamId}.${channel}.${message.ts}` === id);
	if (mention !== undefined) return askedBy(users.get(mention.user), mention.text);
	const repeated = thread.find((message) => isMarked(message, "question") && questionId(message) === id);
	const [, user, text] = /^<@(\w+)> asked: ([\s\S]*)$/.exec(repeated?.text ?? "") ?? [];
	return askedBy(users.get(user ?? ""), unescapeMrkdwn(text ?? ""));
}

const askedBy = (by: SlackUser | undefined, text: string): Pick<Asked, "by" | "text"> | undefined => (by === undefined ? undefined : { by, text });

const dayOf = (ts: string): string => new Date(Number(ts) * 1000).toISOString().slice(0, 10);
