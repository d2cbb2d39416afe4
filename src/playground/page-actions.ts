import { z } from "zod";
import type { LoopbackSlack } from "./loopback-slack.ts";
import { ApiError } from "./slack-errors.ts";
import type { PlayedWeek } from "./time-travel/play-week.ts";
import { botUser } from "./workspace.ts";

/** What the page answers with; `error` is a sentence for the reader, `errors` belong to the blocks of a modal. */
export type Outcome = { status: number; body: { error?: string; errors?: Readonly<Record<string, string>>; ts?: string; digest?: { channel: string; ts: string } } };
/** What the page asks for that is no matter of Slack's: a week of questions, on a clock that is put forward. */
export type Stage = { playWeek: ((user: string) => Promise<PlayedWeek>) | undefined };

const ok: Outcome = { status: 200, body: {} };
const refused = (error: string, status = 400): Outcome => ({ status, body: { error } });
const noAnswer = refused("The bot did not answer in time.", 504);

const answer = z.union([z.string(), z.array(z.string()), z.null()]);
const answers = z.record(z.string(), answer).default({});
const user = z.string();

const action = <Fields extends z.ZodRawShape>(fields: Fields, take: (given: z.infer<z.ZodObject<Fields>>, slack: LoopbackSlack, stage: Stage) => Promise<Outcome>) => ({
	schema: z.strictObject(fields),
	take: take as (given: unknown, slack: LoopbackSlack, stage: Stage) => Promise<Outcome>,
});

/** What somebody does on the page, by the last part of the address that it is posted to. */
const actions = {
	messages: action({ user, channel: z.string(), text: z.string().min(1).max(40_000), thread_ts: z.string().optional() }, async ({ user, channel, text, thread_ts }, slack) => {
		const { workspace, app } = slack;
		const place = workspace.channels.get(channel);
		if (place === undefined) return refused("no such person or channel", 404);
		if (thread_ts !== undefined && workspace.message(channel, thread_ts) === undefined) return refused("no such thread", 404);
		if (place.is_im && !app.messagesTab) return refused("Sending messages to this app has been turned off.");
		const command = /^\s*(\/[\w-]+)\s*([\s\S]*)$/.exec(text);
		if (command === null) return { status: 201, body: { ts: slack.write(user, channel, typed(text, slack), thread_ts).message.ts } };
		if (thread_ts !== undefined) return refused("Slash commands can't be used in threads.");
		const known = app.commands.map((one) => one.command);
		if (!known.includes(command[1] ?? "")) return refused(`${command[1]} is not a command of this workspace; ${known.join(", ")} is.`);
		void slack.interactions.command(user, channel, command[1] ?? "", command[2] ?? "");
		return { status: 202, body: {} };
	}),
	actions: action(
		{ user, where: z.union([z.strictObject({ channel: z.string(), ts: z.string() }), z.strictObject({ view: z.string() })]), action: z.string(), answer: answer.default(null), answers },
		async (given, { interactions, app }) => {
			if (!app.interactive) return refused("This app is not configured to handle interactive responses.");
			return (await interactions.press(given.user, given.where, given.action, given.answer, given.answers)).acked ? ok : noAnswer;
		},
	),
	submissions: action({ user, view: z.string(), answers }, async (given, { interactions }) => {
		const { acked, errors } = await interactions.submit(given.user, given.view, given.answers);
		if (Object.keys(errors).length > 0) return { status: 422, body: { errors } };
		return acked ? ok : refused("We had some trouble connecting. Try again?", 504);
	}),
	closings: action({ user, view: z.string() }, async (given, { interactions }) => {
		await interactions.close(given.user, given.view);
		return ok;
	}),
	shortcuts: action({ user, shortcut: z.string(), channel: z.string(), ts: z.string() }, async (given, { interactions, app }) => {
		if (!app.interactive) return refused("This app is not configured to handle interactive responses.");
		return (await interactions.shortcut(given.user, given.shortcut, given.channel, given.ts)).acked ? ok : noAnswer;
	}),
	/** Somebody turns to a channel, or to one of the app's own two tabs. */
	looks: action({ user, at: z.union([z.enum(["home", "messages"]), z.strictObject({ channel: z.string() })]) }, async (given, { events }) => {
		void (typeof given.at === "string" ? events.openHome(given.user, given.at) : events.lookAt(given.user, given.at.channel));
		return ok;
	}),
	weeks: action({ user }, async (given, _, { playWeek }) => {
		if (playWeek === undefined) return refused("The bot is still starting; try again in a moment.", 503);
		const played = await playWeek(given.user);
		return "said" in played ? refused(played.said, 409) : { status: 200, body: { digest: played.digest } };
	}),
};

export const actionNames: readonly string[] = Object.keys(actions);

/** @param given what was posted, not yet checked */
export async function takeAction(name: string, given: unknown, slack: LoopbackSlack, stage: Stage): Promise<Outcome> {
	const { schema, take } = actions[name as keyof typeof actions];
	const parsed = schema.safeParse(given);
	if (!parsed.success) return refused(parsed.error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")).join("; "));
	if (!slack.workspace.users.has(parsed.data.user) || parsed.data.user === botUser.id) return refused("no such person or channel", 404);
	try {
		return await take(parsed.data, slack, stage);
	} catch (error) {
		if (error instanceof ApiError || error instanceof RangeError) return refused(error.message, 404);
		throw error;
	}
}

/** As Slack stores what is typed: only its own markup has angle brackets, and names become mentions. */
function typed(text: string, { workspace }: LoopbackSlack): string {
	const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
	return escaped.replace(/@([\w-]+)/g, (all, name: string) => {
		const mentioned = [...workspace.users.values()].find((one) => one.name === name.toLowerCase());
		return mentioned === undefined ? all : `<@${mentioned.id}>`;
	});
}
