import { createHash } from "node:crypto";
import type { App, KnownEventFromType } from "@slack/bolt";
import type { AskedQuestion } from "../../../ports.ts";
import { shortcutId } from "../action-ids.ts";
import type { ListenerDeps } from "./desk.ts";

/**
 * Questions as people ask them: by a mention, in a direct message, in a thread of ours, by the shortcut on a message. A
 * listener stores and returns; what is to be answered is decided after the ack. Where the store fails the listener throws, so
 * that nothing is acked and Slack sends the event again.
 */
export function registerQuestions(app: App, { accept, hasPartIn, clock }: ListenerDeps): void {
	app.event("app_mention", async ({ event, body, context }) => {
		// Other bots' words and our own are nobody's question.
		if (event.bot_id !== undefined || event.user === undefined || event.user === context.botUserId) return;
		await accept(body.event_id, {
			...messageOf(body.team_id, event.channel, event.ts),
			kind: "mention",
			user: event.user,
			text: event.text ?? "",
			threadTs: event.thread_ts ?? event.ts,
			inSharedChannel: body.is_ext_shared_channel === true,
			receivedAt: clock.now(),
		});
	});

	app.event("message", async ({ event, body, context }) => {
		const said = spokenBy(event);
		if (said === undefined || said.user === context.botUserId) return;
		const { user, text, threadTs } = said;
		const { channel, ts, channel_type } = event;
		const common = { ...messageOf(body.team_id, channel, ts), user, text, inSharedChannel: body.is_ext_shared_channel === true, receivedAt: clock.now() };
		if (channel_type === "im") return accept(body.event_id, { ...common, kind: "message", threadTs: threadTs ?? ts });
		// What mentions us arrives as a mention too; what stands outside threads of ours is not ours to keep.
		if (threadTs === undefined || threadTs === ts || (context.botUserId !== undefined && text.includes(`<@${context.botUserId}`))) return;
		if (await hasPartIn({ workspace: body.team_id, channel, threadTs })) await accept(body.event_id, { ...common, kind: "overheard", threadTs });
	});

	app.shortcut({ callback_id: shortcutId, type: "message_action" }, async ({ shortcut, ack }) => {
		const { channel, message, user, team, response_url } = shortcut;
		const workspace = team?.id ?? "";
		await accept(`shortcut.${shortcut.trigger_id}`, {
			id: `${workspace}.shortcut.${channel.id}.${message.ts}.${whose(workspace, channel.id, message.ts, user.id)}`,
			kind: "shortcut",
			workspace,
			channel: channel.id,
			user: user.id,
			text: message.text ?? "",
			threadTs: typeof message.thread_ts === "string" ? message.thread_ts : message.ts,
			responseUrl: response_url,
			receivedAt: clock.now(),
		});
		await ack();
	});
}

/** The same message is the same question, under whatever event it arrives. */
const messageOf = (workspace: string, channel: string, ts: string): Pick<AskedQuestion, "id" | "workspace" | "channel" | "ts"> => ({ id: `${workspace}.${channel}.${ts}`, workspace, channel, ts });

/**
 * Whoever uses the shortcut twice on one message asks once. A question's id stays with what others think of its answer, and
 * in the digest's counts, after its asker was forgotten: it must not tell who that was.
 */
const whose = (...asked: string[]): string => createHash("sha256").update(asked.join(":")).digest("hex").slice(0, 16);

/** Somebody's own words; not a bot's, and not a note of Slack's that something was changed, joined or deleted. */
function spokenBy(event: KnownEventFromType<"message">): { user: string; text: string; threadTs: string | undefined } | undefined {
	if (event.subtype !== undefined && event.subtype !== "file_share" && event.subtype !== "thread_broadcast") return undefined;
	if ("bot_id" in event && event.bot_id !== undefined) return undefined;
	const { user, text, thread_ts } = event as { user?: string; text?: string; thread_ts?: string };
	return user === undefined || text === undefined || text.trim() === "" ? undefined : { user, text, threadTs: thread_ts };
}
