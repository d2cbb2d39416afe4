import type { SlackFile } from "../files.ts";
import { limits } from "../message-limits.ts";
import { ApiError } from "../slack-errors.ts";
import { appId, botId, botUser } from "../workspace.ts";
import { blocksOf } from "./chat.ts";
import { type Method, ownChannel, required, structure, text } from "./method.ts";

const getUploadURLExternal: Method = (args, { workspace, origin }) => {
	const length = Number(args.length);
	if (!Number.isInteger(length) || length <= 0) throw new ApiError("invalid_arguments", { messages: ["[ERROR] must be greater than 0 [json-pointer:/length]"] });
	const { id } = workspace.files.announce(required(args, "filename"), length, text(args, "alt_txt") ?? text(args, "alt_text") ?? "");
	return { upload_url: `${origin()}/upload/${id}`, file_id: id };
};

const completeUploadExternal: Method = (args, slack) => {
	const { workspace } = slack;
	const listed = structure(args, "files", "invalid_arguments");
	if (!Array.isArray(listed) || listed.length === 0) throw new ApiError("invalid_arguments", { messages: ["[ERROR] missing required field: files"] });
	const uploads = (listed as { id?: string; title?: string }[]).map(({ id, title }) => {
		const file = workspace.files.get(id ?? "");
		if (file?.content === undefined || file.isComplete) throw new ApiError("file_not_found");
		return { file, title: title ?? file.name };
	});
	const channel = text(args, "channel_id") === undefined ? undefined : ownChannel(args, slack, "channel_id");
	const thread = text(args, "thread_ts");
	if (thread !== undefined && channel === undefined) throw new ApiError("invalid_arguments", { messages: ["[ERROR] missing required field: channel_id"] });
	if (thread !== undefined && workspace.message(channel?.id ?? "", thread) === undefined) throw new ApiError("thread_not_found");
	const comment = text(args, "initial_comment");
	const blocks = comment !== undefined || args.blocks === undefined ? undefined : blocksOf(args, undefined, limits.text, slack);
	for (const { file, title } of uploads) Object.assign(file, { title, isComplete: true });
	const files = uploads.map(({ file }) => described(file, slack.origin()));
	if (channel !== undefined) {
		const { ts } = workspace.post(channel.id, {
			user: botUser.id,
			bot_id: botId,
			app_id: appId,
			subtype: "file_share",
			text: comment ?? "",
			files,
			...(blocks === undefined ? {} : { blocks }),
			...(thread === undefined ? {} : { thread_ts: thread }),
		});
		slack.tellApp("posted", channel, ts);
	}
	return { files };
};

/** A file as Slack describes it. Its address is for this machine alone, and wants no token. */
const described = ({ id, name, title, mimetype, length, alt_text }: SlackFile, origin: string) => ({
	id,
	name,
	title,
	mimetype,
	size: length,
	alt_txt: alt_text,
	mode: "hosted",
	url_private: `${origin}/files/${id}/${encodeURIComponent(name)}`,
	permalink: `${origin}/files/${id}/${encodeURIComponent(name)}`,
});

export const fileMethods: Record<string, Method> = { "files.getUploadURLExternal": getUploadURLExternal, "files.completeUploadExternal": completeUploadExternal };
