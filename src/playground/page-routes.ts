import type { IncomingMessage, ServerResponse } from "node:http";
import type { Bot } from "../bot.ts";
import { completionsFor } from "./completions.ts";
import { askedFor, isAnswer } from "./explain/asked-question.ts";
import { explain, isExplainable } from "./explain/explain.ts";
import { explainQuery } from "./explain/explanation.ts";
import { type LoopbackSlack, readBody } from "./loopback-slack.ts";
import { actionNames, takeAction } from "./page-actions.ts";
import { securityHeaders, sendAsset } from "./page-assets.ts";
import { type IsExplained, pageChange, pageState } from "./page-state.ts";
import type { PlayedWeek } from "./time-travel/play-week.ts";
import { teamId, type Workspace } from "./workspace.ts";

/** What the page asks of the bot beyond what Slack shows: what it answers by, what an answer came from, and a week of questions. */
export type Insight = Pick<Bot, "knowledge" | "recordOf"> & { playWeek: (user: string) => Promise<PlayedWeek> };

/**
 * The page of the local workspace and what it asks for.
 * @param insight into the bot; `undefined` while it starts
 */
export function pageRoutes(insight: () => Insight | undefined): (request: IncomingMessage, response: ServerResponse, slack: LoopbackSlack) => Promise<boolean> {
	return async (request, response, slack) => {
		const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
		const isExplained = explainedBy(slack.workspace, insight);
		if (request.method === "POST") {
			const name = /^\/workspace\/(\w+)$/.exec(pathname)?.[1] ?? "";
			return actionNames.includes(name) && (await act(name, request, response, slack, insight()?.playWeek));
		}
		if (request.method !== "GET") return false;
		switch (pathname) {
			case "/workspace/state":
				return sendJson(response, 200, pageState(slack, completionsFor(insight()?.knowledge), isExplained));
			case "/workspace/events":
				return stream(request, response, slack.workspace, isExplained);
			case "/lifecycle.svg":
				return sendLifecycle(response, insight());
			case "/workspace/explain":
				return sendExplanation(response, slack.workspace, Object.fromEntries(searchParams), insight);
			default:
				// A permalink opens the page, which goes to the message.
				return sendAsset(pathname.startsWith("/archives/") ? "/" : pathname, response);
		}
	};
}

function sendJson(response: ServerResponse, status: number, body: unknown): true {
	response.writeHead(status, { ...securityHeaders, "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
	return true;
}

/** The map that the weekly digest heats, without heat. What draws it is loaded when it is asked for. */
async function sendLifecycle(response: ServerResponse, insight: Insight | undefined): Promise<true> {
	if (insight === undefined) return sendJson(response, 503, { error: "The bot is still starting; try again in a moment." });
	const { drawLifecycleSvg } = await import("../adapters/picture/lifecycle-picture.ts");
	const picture = drawLifecycleSvg(insight.knowledge.reader.catalog.framework, "The ML lifecycle as two loops");
	response.writeHead(200, { ...securityHeaders, "content-type": "image/svg+xml" }).end(picture);
	return true;
}

/** Answers to questions, and neither the greeting of somebody who says hello nor a card. Each text of a message is looked at once. */
function explainedBy(workspace: Workspace, insight: () => Insight | undefined): IsExplained {
	return (channel, message) => {
		const isPrivate = !("type" in message);
		if (isPrivate ? message.asked === undefined : !isAnswer(message)) return false;
		const known = insight()?.knowledge;
		if (known === undefined) return !isPrivate;
		const seen = explainable.get(message);
		if (seen?.text === message.text) return seen.is;
		const asked = askedFor(workspace, channel, message.ts);
		const is = asked !== undefined && isExplainable(known, asked, isPrivate);
		explainable.set(message, { text: message.text, is });
		return is;
	};
}
const explainable = new WeakMap<object, { text: string; is: boolean }>();

/** Server-sent events: everything that changes in the workspace. */
function stream(request: IncomingMessage, response: ServerResponse, workspace: Workspace, isExplained: IsExplained): true {
	response.writeHead(200, { ...securityHeaders, "content-type": "text/event-stream", connection: "keep-alive" });
	response.write(": connected\n\n");
	const stop = workspace.onChange((change) => response.write(`data: ${JSON.stringify(pageChange(change, isExplained))}\n\n`));
	const alive = setInterval(() => response.write(": alive\n\n"), 15_000);
	request.on("close", () => {
		stop();
		clearInterval(alive);
	});
	return true;
}

async function sendExplanation(response: ServerResponse, workspace: Workspace, query: unknown, insight: () => Insight | undefined): Promise<true> {
	const parsed = explainQuery.safeParse(query);
	if (!parsed.success) return sendJson(response, 400, { error: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ") });
	const { channel, ts } = parsed.data;
	const asked = askedFor(workspace, channel, ts);
	if (asked === undefined) return sendJson(response, 404, { error: `Expected the channel and timestamp of an answer of the bot, got ${channel} and ${ts}` });
	const known = insight();
	if (known === undefined) return sendJson(response, 503, { error: "The bot is still starting; try again in a moment." });
	return sendJson(response, 200, explain(known.knowledge, asked, await known.recordOf({ workspace: teamId, channel, ts })));
}

async function act(name: string, request: IncomingMessage, response: ServerResponse, slack: LoopbackSlack, playWeek: Insight["playWeek"] | undefined): Promise<true> {
	if (!(request.headers["content-type"] ?? "").startsWith("application/json")) return sendJson(response, 415, { error: "expected JSON" });
	const { status, body } = await takeAction(name, safeJson(await readBody(request)), slack, { playWeek });
	return sendJson(response, status, body);
}

const safeJson = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};
