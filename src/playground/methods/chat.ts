import type { AnyBlock } from "../block-schema.ts";
import { checkMessage, limits } from "../message-limits.ts";
import { ApiError } from "../slack-errors.ts";
import { withIds } from "../view-state.ts";
import { appId, botId, botUser, type SlackMessage } from "../workspace.ts";
import { type Args, channelOf, isTrue, type Method, ownChannel, required, type Slack, structure, text } from "./method.ts";

/** Blocks that Slack takes, with the ids that it gives them; pictures must be there already. */
export function blocksOf(args: Args, said: string | undefined, most: number, { workspace }: Slack): AnyBlock[] | undefined {
	const blocks = checkMessage({ text: said, blocks: structure(args, "blocks", "invalid_blocks_format") }, most);
	checkPictures(blocks ?? [], "/blocks", workspace);
	return blocks === undefined ? undefined : withIds(blocks);
}

/** @throws ApiError where a block shows a picture that is not there */
export function checkPictures(blocks: readonly AnyBlock[], pointer: string, workspace: Slack["workspace"]): void {
	for (const [at, block] of blocks.entries()) {
		const file = block.type === "image" ? block.slack_file : undefined;
		const id = file === undefined ? undefined : "id" in file ? file.id : /\/(F[A-Z0-9]+)\//.exec(file.url)?.[1];
		if (file !== undefined && workspace.files.picture(id ?? "") === undefined)
			throw new ApiError("invalid_blocks", { messages: [`[ERROR] invalid slack file [json-pointer:${pointer}/${at}/slack_file]`] });
	}
}

function metadataOf(args: Args): SlackMessage["metadata"] {
	const metadata = structure(args, "metadata", "invalid_metadata_format") as SlackMessage["metadata"];
	if (metadata !== undefined && (typeof metadata.event_type !== "string" || typeof metadata.event_payload !== "object")) throw new ApiError("invalid_metadata_schema");
	return metadata;
}

const postMessage: Method = (args, slack) => {
	const { workspace } = slack;
	const channel = ownChannel(args, slack);
	if (channel.is_archived) throw new ApiError("is_archived");
	const said = text(args, "text");
	const blocks = blocksOf(args, said, limits.text, slack);
	const thread = text(args, "thread_ts");
	if (thread !== undefined && workspace.message(channel.id, thread) === undefined) throw new ApiError("thread_not_found");
	const metadata = metadataOf(args);
	const message = workspace.post(channel.id, {
		user: botUser.id,
		bot_id: botId,
		app_id: appId,
		text: said ?? "",
		...(blocks === undefined ? {} : { blocks }),
		...(thread === undefined ? {} : { thread_ts: thread }),
		...(metadata === undefined ? {} : { metadata }),
	});
	slack.tellApp("posted", channel, message.ts);
	return { channel: channel.id, ts: message.ts, message };
};

/** A message of the bot's own. */
function ownMessage(args: Args, slack: Slack, error: string): SlackMessage {
	const message = slack.workspace.message(channelOf(args, slack).id, required(args, "ts", "message_not_found"));
	if (message === undefined) throw new ApiError("message_not_found");
	if (message.user !== botUser.id) throw new ApiError(error);
	return message;
}

const update: Method = (args, slack) => {
	const channel = channelOf(args, slack);
	const said = text(args, "text");
	const blocks = blocksOf(args, said, limits.updateText, slack);
	const old = ownMessage(args, slack, "cant_update_message");
	if (channel.is_archived) throw new ApiError("is_archived");
	const metadata = metadataOf(args);
	const message = slack.workspace.update(channel.id, old.ts, {
		text: said ?? old.text,
		edited: { user: botUser.id, ts: slack.workspace.nextTs() },
		...(blocks === undefined ? {} : { blocks }),
		...(metadata === undefined ? {} : { metadata }),
	});
	slack.tellApp("changed", channel, old.ts);
	return { channel: channel.id, ts: old.ts, text: message?.text, message };
};

const remove: Method = (args, slack) => {
	const channel = channelOf(args, slack);
	const { ts } = ownMessage(args, slack, "cant_delete_message");
	slack.workspace.delete(channel.id, ts);
	slack.tellApp("deleted", channel, ts);
	return { channel: channel.id, ts };
};

const postEphemeral: Method = (args, slack) => {
	const channel = ownChannel(args, slack);
	if (channel.is_archived) throw new ApiError("is_archived");
	const user = required(args, "user", "user_not_found");
	if (!slack.workspace.users.has(user)) throw new ApiError("user_not_found");
	if (!channel.members.has(user)) throw new ApiError("user_not_in_channel");
	const said = text(args, "text");
	const blocks = blocksOf(args, said, limits.text, slack);
	const thread = text(args, "thread_ts");
	const shown = slack.workspace.showTo({
		channel: channel.id,
		user,
		text: said ?? "",
		...(blocks === undefined ? {} : { blocks }),
		...(thread === undefined ? {} : { thread_ts: thread }),
	});
	return { message_ts: shown.ts };
};

const getPermalink: Method = (args, slack) => {
	const channel = channelOf(args, slack);
	const ts = required(args, "message_ts", "message_not_found");
	const message = slack.workspace.message(channel.id, ts);
	if (message === undefined) throw new ApiError("message_not_found");
	const inThread = message.thread_ts === undefined || message.thread_ts === ts ? "" : `?thread_ts=${message.thread_ts}&cid=${channel.id}`;
	return { channel: channel.id, permalink: `${slack.origin()}/archives/${channel.id}/p${ts.replace(".", "")}${inThread}` };
};

export const chatMethods: Record<string, Method> = {
	"chat.postMessage": postMessage,
	"chat.update": update,
	"chat.delete": remove,
	"chat.postEphemeral": postEphemeral,
	"chat.getPermalink": getPermalink,
};

export const includesMetadata = (args: Args): boolean => isTrue(args.include_all_metadata);
