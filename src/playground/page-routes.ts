import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { commandName } from "../adapters/slack/listeners.ts";
import type { Knowledge } from "../bot.ts";
import { askedFor, isAnswer } from "./explain/asked-question.ts";
import { explain } from "./explain/explain.ts";
import { explainQuery } from "./explain/explanation.ts";
import { type LoopbackSlack, readBody } from "./loopback-slack.ts";
import { securityHeaders, sendAsset } from "./page-assets.ts";
import { botUser, type Change, type EphemeralMessage, type SlackMessage, type Workspace } from "./workspace.ts";

const writing = z.strictObject({ user: z.string(), channel: z.string(), text: z.string().min(1).max(40_000), thread_ts: z.string().optional() });

/**
 * The page of the local workspace and what it asks for.
 * @param knowledge what the bot answers by; `undefined` while it starts
 */
export function pageRoutes(knowledge: () => Knowledge | undefined): (request: IncomingMessage, response: ServerResponse, slack: LoopbackSlack) => Promise<boolean> {
	return async (request, response, slack) => {
		const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
		if (request.method === "POST" && pathname === "/workspace/messages") return write(request, response, slack);
		if (request.method !== "GET") return false;
		switch (pathname) {
			case "/workspace/state":
				return sendJson(response, 200, stateOf(slack.workspace));
			case "/workspace/events":
				return stream(request, response, slack.workspace);
			case "/workspace/explain":
				return sendExplanation(response, slack.workspace, Object.fromEntries(searchParams), knowledge);
			default:
				return sendAsset(pathname, response);
		}
	};
}

function sendJson(response: ServerResponse, status: number, body: unknown): true {
	response.writeHead(status, { ...securityHeaders, "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
	return true;
}

const problemsOf = ({ issues }: z.ZodError): string => issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")).join("; ");

/** What the page draws of a message: Slack's own fields, and whether it is the bot's answer to a question. */
const forPage = (channel: string, message: SlackMessage) => ({ ...message, channel, explained: isAnswer(message) });
const shownForPage = (message: EphemeralMessage) => ({ ...message, explained: message.asked !== undefined });

function stateOf(workspace: Workspace) {
	const messages = [...workspace.channels.keys()].flatMap((id) =>
		workspace.messages(id).flatMap((parent) => [parent, ...workspace.messages(id, parent.ts).filter(({ ts }) => ts !== parent.ts)].map((message) => forPage(id, message))),
	);
	return {
		bot: botUser.id,
		users: [...workspace.users.values()],
		channels: [...workspace.channels.values()].filter(({ is_im }) => !is_im).map(({ id, name, topic, members }) => ({ id, name, topic, hasBot: members.has(botUser.id) })),
		messages,
		shown: workspace.shown.map(shownForPage),
	};
}

/** Server-sent events: everything that changes in the workspace. */
function stream(request: IncomingMessage, response: ServerResponse, workspace: Workspace): true {
	response.writeHead(200, { ...securityHeaders, "content-type": "text/event-stream", connection: "keep-alive" });
	response.write(": connected\n\n");
	const tell = (change: Change): unknown => {
		if (change.kind === "ephemeral" || change.kind === "ephemeral_changed") return { shown: shownForPage(change.message) };
		return change.kind === "message" || change.kind === "changed" ? { message: forPage(change.channel, change.message) } : undefined;
	};
	const stop = workspace.onChange((change) => {
		const told = tell(change);
		if (told !== undefined) response.write(`data: ${JSON.stringify(told)}\n\n`);
	});
	const alive = setInterval(() => response.write(": alive\n\n"), 15_000);
	request.on("close", () => {
		stop();
		clearInterval(alive);
	});
	return true;
}

function sendExplanation(response: ServerResponse, workspace: Workspace, query: unknown, knowledge: () => Knowledge | undefined): true {
	const parsed = explainQuery.safeParse(query);
	if (!parsed.success) return sendJson(response, 400, { error: problemsOf(parsed.error) });
	const { channel, ts } = parsed.data;
	const asked = askedFor(workspace, channel, ts);
	if (asked === undefined) return sendJson(response, 404, { error: `Expected the channel and timestamp of an answer of the bot, got ${channel} and ${ts}` });
	const known = knowledge();
	return known === undefined ? sendJson(response, 503, { error: "The bot is still starting; try again in a moment." }) : sendJson(response, 200, explain(known, asked));
}

async function write(request: IncomingMessage, response: ServerResponse, slack: LoopbackSlack): Promise<true> {
	if (!(request.headers["content-type"] ?? "").startsWith("application/json")) return sendJson(response, 415, { error: "expected JSON" });
	const parsed = writing.safeParse(safeJson(await readBody(request)));
	if (!parsed.success) return sendJson(response, 400, { error: problemsOf(parsed.error) });
	const { user, channel, text, thread_ts } = parsed.data;
	if (!slack.workspace.users.has(user) || user === botUser.id || !slack.workspace.channels.has(channel)) return sendJson(response, 404, { error: "no such person or channel" });
	if (thread_ts !== undefined && slack.workspace.message(channel, thread_ts) === undefined) return sendJson(response, 404, { error: "no such thread" });
	const command = /^\s*(\/[\w-]+)\s*([\s\S]*)$/.exec(text);
	if (command !== null) {
		if (thread_ts !== undefined) return sendJson(response, 400, { error: "Slash commands can't be used in threads." });
		if (command[1] !== commandName) return sendJson(response, 400, { error: `${command[1]} is not a command of this workspace; ${commandName} is.` });
		void slack.command(user, channel, command[1] ?? "", command[2] ?? "");
		return sendJson(response, 202, {});
	}
	// As Slack stores what is typed: only its own markup has angle brackets.
	const typed = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
	const withMentions = typed.replace(/@([\w-]+)/g, (all, name: string) => {
		const mentioned = [...slack.workspace.users.values()].find((one) => one.name === name.toLowerCase());
		return mentioned === undefined ? all : `<@${mentioned.id}>`;
	});
	const { message } = slack.write(user, channel, withMentions, thread_ts);
	return sendJson(response, 201, { ts: message.ts });
}

const safeJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
