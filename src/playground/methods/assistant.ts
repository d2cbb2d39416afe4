import { z } from "zod";
import { ApiError } from "../slack-errors.ts";
import { type Args, type Method, ownChannel, required, type Slack, structure, text } from "./method.ts";

const promptsSchema = z
	.array(z.object({ title: z.string().min(1), message: z.string().min(1) }))
	.min(1)
	.max(4);

function threadOf(args: Args, slack: Slack): { channel: string; thread: string } {
	const channel = ownChannel(args, slack, "channel_id");
	const thread = required(args, "thread_ts");
	if (slack.workspace.message(channel.id, thread) === undefined) throw new ApiError("invalid_thread_ts");
	return { channel: channel.id, thread };
}

const setStatus: Method = (args, slack) => {
	const { channel, thread } = threadOf(args, slack);
	const loading = structure(args, "loading_messages", "invalid_arguments");
	if (loading !== undefined && (!Array.isArray(loading) || loading.length > 10))
		throw new ApiError("invalid_arguments", { messages: ["[ERROR] no more than 10 items allowed [json-pointer:/loading_messages]"] });
	if (typeof args.status !== "string") throw new ApiError("invalid_arguments", { messages: ["[ERROR] missing required field: status"] });
	slack.workspace.setStatus({ channel, thread, text: args.status });
	return {};
};

const setTitle: Method = (args, slack) => {
	const { channel, thread } = threadOf(args, slack);
	slack.workspace.setTitle(channel, thread, required(args, "title"));
	return {};
};

const setSuggestedPrompts: Method = (args, slack) => {
	const channel = ownChannel(args, slack, "channel_id");
	const parsed = promptsSchema.safeParse(structure(args, "prompts", "invalid_arguments"));
	if (!parsed.success) throw new ApiError("invalid_arguments", { messages: ["[ERROR] expected one to four prompts, each with a title and a message [json-pointer:/prompts]"] });
	// In the agent view Slack says ok to a thread and shows nothing.
	if (slack.app.agentView && text(args, "thread_ts") !== undefined) return {};
	if (!channel.is_im) throw new ApiError("channel_not_found");
	slack.workspace.setPrompts({ channel: channel.id, title: text(args, "title") ?? "", prompts: parsed.data });
	return {};
};

export const assistantMethods: Record<string, Method> = {
	"assistant.threads.setStatus": setStatus,
	"assistant.threads.setTitle": setTitle,
	"assistant.threads.setSuggestedPrompts": setSuggestedPrompts,
};
