import type { Args } from "./methods/method.ts";
import { ApiError } from "./slack-errors.ts";
import type { Workspace } from "./workspace.ts";

/** A kind of conversation, each of which has scopes of its own. */
type Kind = "channels" | "groups" | "im";
type Needs = readonly string[] | ((kind: Kind) => string);

/** The scope of a bot token that each method needs; where several are listed, one of them is enough. */
const scopes: Record<string, Needs> = {
	"chat.postMessage": ["chat:write"],
	"chat.update": ["chat:write"],
	"chat.delete": ["chat:write"],
	"chat.postEphemeral": ["chat:write"],
	"conversations.replies": (kind) => `${kind}:history`,
	"conversations.history": (kind) => `${kind}:history`,
	"conversations.info": (kind) => `${kind}:read`,
	"conversations.members": (kind) => `${kind}:read`,
	"conversations.open": ["im:write"],
	"users.info": ["users:read"],
	"files.getUploadURLExternal": ["files:write"],
	"files.completeUploadExternal": ["files:write"],
	"assistant.threads.setStatus": ["chat:write", "assistant:write"],
	"assistant.threads.setTitle": ["assistant:write"],
	"assistant.threads.setSuggestedPrompts": ["assistant:write"],
};
const scopeOfType: Record<string, string> = { public_channel: "channels:read", private_channel: "groups:read", im: "im:read", mpim: "mpim:read" };

/** @throws ApiError `missing_scope`, which says the one that is needed */
export function checkScope(method: string, args: Args, granted: readonly string[], workspace: Workspace): void {
	const refuse = (needed: string): never => {
		throw new ApiError("missing_scope", { fields: { needed, provided: granted.join(",") } });
	};
	if (method === "conversations.list") {
		const types = typeof args.types === "string" && args.types !== "" ? args.types.split(",") : ["public_channel"];
		const missing = types.map((type) => scopeOfType[type.trim()] ?? "channels:read").find((scope) => !granted.includes(scope));
		if (missing !== undefined) refuse(missing);
		return;
	}
	const needs = scopes[method];
	if (needs === undefined) return;
	const one = typeof needs === "function" ? [needs(kindOf(args.channel, workspace))] : needs;
	if (!one.some((scope) => granted.includes(scope))) refuse(one.join(","));
}

function kindOf(id: unknown, workspace: Workspace): Kind {
	const channel = workspace.channels.get(String(id));
	if (channel?.is_im === true || String(id).startsWith("D")) return "im";
	return channel?.is_private === true ? "groups" : "channels";
}
