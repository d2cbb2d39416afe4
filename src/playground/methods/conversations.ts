import { ApiError } from "../slack-errors.ts";
import { botUser, type SlackChannel, type SlackMessage } from "../workspace.ts";
import { includesMetadata } from "./chat.ts";
import { type Args, channelOf, isTrue, type Method, ownChannel, page, required, text } from "./method.ts";

const described = ({ id, name, topic, is_im, is_private, is_ext_shared, is_archived, members }: SlackChannel) => ({
	id,
	...(is_im ? { user: [...members].find((member) => member !== botUser.id) } : { name, name_normalized: name, topic: { value: topic }, is_member: members.has(botUser.id) }),
	is_channel: !is_im && !is_private,
	is_group: is_private && !is_im,
	is_im,
	is_private: is_private && !is_im,
	is_ext_shared,
	is_shared: is_ext_shared,
	is_archived,
});

function messagesPage(all: readonly SlackMessage[], args: Args): Record<string, unknown> {
	const { items, cursor } = page(all, args, 200, 100);
	const messages = items.map(({ metadata, ...message }) => (includesMetadata(args) && metadata !== undefined ? { ...message, metadata } : message));
	return { messages, has_more: cursor !== "", response_metadata: { next_cursor: cursor } };
}

/** From `oldest` to `latest`; the ends themselves only where they are asked for. */
function inTime(args: Args, ts: string): boolean {
	const [oldest, latest] = [Number(args.oldest ?? 0), Number(args.latest ?? Infinity)];
	return isTrue(args.inclusive) ? Number(ts) >= oldest && Number(ts) <= latest : Number(ts) > oldest && Number(ts) < latest;
}

const replies: Method = (args, slack) => {
	const channel = ownChannel(args, slack);
	const thread = required(args, "ts", "thread_not_found");
	if (slack.workspace.message(channel.id, thread) === undefined) throw new ApiError("thread_not_found");
	// The parent comes along however old it is.
	return messagesPage(
		slack.workspace.messages(channel.id, thread).filter(({ ts }) => ts === thread || inTime(args, ts)),
		args,
	);
};

const history: Method = (args, slack) => {
	const channel = ownChannel(args, slack);
	return messagesPage(
		[...slack.workspace.messages(channel.id)].reverse().filter(({ ts }) => inTime(args, ts)),
		args,
	);
};

const info: Method = (args, slack) => {
	const channel = channelOf(args, slack);
	return { channel: { ...described(channel), ...(isTrue(args.include_num_members) ? { num_members: channel.members.size } : {}) } };
};

const members: Method = (args, slack) => {
	const { items, cursor } = page([...channelOf(args, slack).members], args, 1000, 100);
	return { members: items, response_metadata: { next_cursor: cursor } };
};

const open: Method = (args, { workspace }) => {
	const user = text(args, "users") ?? text(args, "channel")?.replace(/^D/, "U");
	if (user === undefined) throw new ApiError("users_list_not_supplied");
	if (user.includes(",")) throw new ApiError("not_enough_users");
	if (!workspace.users.has(user)) throw new ApiError("user_not_found");
	if (user === botUser.id) throw new ApiError("cannot_dm_bot");
	const channel = workspace.directMessage(user);
	return { channel: isTrue(args.return_im) ? described(channel) : { id: channel.id } };
};

const list: Method = (args, { workspace }) => {
	const wanted = (text(args, "types") ?? "public_channel").split(",").map((type) => type.trim());
	const typeOf = ({ is_im, is_private }: SlackChannel): string => (is_im ? "im" : is_private ? "private_channel" : "public_channel");
	const fitting = [...workspace.channels.values()].filter(
		(channel) => wanted.includes(typeOf(channel)) && (!channel.is_private || channel.members.has(botUser.id)) && !(isTrue(args.exclude_archived) && channel.is_archived),
	);
	const { items, cursor } = page(fitting, args, 1000, 100);
	return { channels: items.map(described), response_metadata: { next_cursor: cursor } };
};

export const conversationMethods: Record<string, Method> = {
	"conversations.replies": replies,
	"conversations.history": history,
	"conversations.info": info,
	"conversations.members": members,
	"conversations.open": open,
	"conversations.list": list,
};
