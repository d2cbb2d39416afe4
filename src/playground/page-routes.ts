import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { z } from "zod";
import { type LoopbackSlack, readBody } from "./loopback-slack.ts";
import { botUser, type EphemeralMessage, type SlackMessage } from "./workspace.ts";

/** Nothing but our own files, no inline script or style, no frame, no foreign address. */
const securityHeaders = {
	"content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
	"x-content-type-options": "nosniff",
	"referrer-policy": "no-referrer",
	"cache-control": "no-store",
};

const assets: Record<string, { file: string; type: string }> = {
	"/": { file: "index.html", type: "text/html; charset=utf-8" },
	"/page.js": { file: "page.js", type: "text/javascript; charset=utf-8" },
	"/page.css": { file: "page.css", type: "text/css; charset=utf-8" },
};

const writing = z.strictObject({ user: z.string(), channel: z.string(), text: z.string().min(1).max(40_000), thread_ts: z.string().optional() });

/** The page of the local workspace and what it asks for. */
export function pageRoutes(): (request: IncomingMessage, response: ServerResponse, slack: LoopbackSlack) => Promise<boolean> {
	const ephemerals: EphemeralMessage[] = [];
	let watched: LoopbackSlack | undefined;
	return async (request, response, slack) => {
		if (watched !== slack) {
			watched = slack;
			slack.workspace.onChange((change) => {
				if (change.kind === "ephemeral") ephemerals.push(change.message);
			});
		}
		const { pathname } = new URL(request.url ?? "/", "http://localhost");
		const asset = request.method === "GET" ? assets[pathname] : undefined;
		if (asset !== undefined) {
			response.writeHead(200, { ...securityHeaders, "content-type": asset.type }).end(readFileSync(join(import.meta.dirname, "page", asset.file)));
			return true;
		}
		if (request.method === "GET" && pathname === "/workspace/state") return sendJson(response, 200, stateOf(slack, ephemerals));
		if (request.method === "GET" && pathname === "/workspace/events") {
			stream(request, response, slack);
			return true;
		}
		if (request.method === "POST" && pathname === "/workspace/messages") return write(request, response, slack);
		return false;
	};
}

function sendJson(response: ServerResponse, status: number, body: unknown): true {
	response.writeHead(status, { ...securityHeaders, "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
	return true;
}

function stateOf({ workspace }: LoopbackSlack, ephemerals: readonly EphemeralMessage[]) {
	const messages: (SlackMessage & { channel: string })[] = [];
	for (const { id } of workspace.channels.values()) {
		for (const parent of workspace.messages(id)) {
			messages.push({ ...parent, channel: id });
			for (const reply of workspace.messages(id, parent.ts)) if (reply.ts !== parent.ts) messages.push({ ...reply, channel: id });
		}
	}
	return {
		bot: botUser.id,
		users: [...workspace.users.values()],
		channels: [...workspace.channels.values()].map(({ id, name, members }) => ({ id, name, hasBot: members.has(botUser.id) })),
		messages,
		ephemerals,
	};
}

/** Server-sent events: everything that changes in the workspace. */
function stream(request: IncomingMessage, response: ServerResponse, slack: LoopbackSlack): void {
	response.writeHead(200, { ...securityHeaders, "content-type": "text/event-stream", connection: "keep-alive" });
	response.write(": connected\n\n");
	const stop = slack.workspace.onChange((change) => response.write(`data: ${JSON.stringify(change)}\n\n`));
	const alive = setInterval(() => response.write(": alive\n\n"), 15_000);
	request.on("close", () => {
		stop();
		clearInterval(alive);
	});
}

async function write(request: IncomingMessage, response: ServerResponse, slack: LoopbackSlack): Promise<true> {
	if (!(request.headers["content-type"] ?? "").startsWith("application/json")) return sendJson(response, 415, { error: "expected JSON" });
	const parsed = writing.safeParse(safeJson(await readBody(request)));
	if (!parsed.success) return sendJson(response, 400, { error: parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ") });
	const { user, channel, text, thread_ts } = parsed.data;
	if (!slack.workspace.users.has(user) || user === botUser.id || !slack.workspace.channels.has(channel)) return sendJson(response, 404, { error: "no such person or channel" });
	const command = /^\s*(\/[\w-]+)\s*([\s\S]*)$/.exec(text);
	if (command !== null) {
		if (thread_ts !== undefined) return sendJson(response, 400, { error: "Slash commands can't be used in threads." });
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
