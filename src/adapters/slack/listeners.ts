import type { App } from "@slack/bolt";
import type { AskedQuestion, Clock, DigestRequest } from "../../ports.ts";
import { helpBlocks, helpText } from "./help.ts";

export const commandName = "/mlops-recommend";
/** Events that the app listens to. */
export const subscribedEvents = ["app_mention"] as const;

export type ListenerDeps = {
	/** Stores the question; resolves when it is safe to ack. */
	accept: (eventId: string, question: AskedQuestion) => Promise<void>;
	/** Takes up what somebody asks of the channel's digest; answers at `responseUrl`, after the ack. */
	digest: (request: DigestRequest, responseUrl: string) => void;
	clock: Clock;
};

/**
 * What Slack sends us, and what becomes of it. A listener stores and returns; answering comes after the ack. Where the
 * store fails the listener throws, so that nothing is acked and Slack sends the event again.
 */
export function registerListeners(app: App, { accept, digest, clock }: ListenerDeps): void {
	app.event("app_mention", async ({ event, body, context }) => {
		// Other bots' words and our own are nobody's question.
		if (event.bot_id !== undefined || event.user === undefined || event.user === context.botUserId) return;
		const workspace = body.team_id;
		await accept(body.event_id, {
			id: `${workspace}.${event.channel}.${event.ts}`,
			kind: "mention",
			workspace,
			channel: event.channel,
			user: event.user,
			text: event.text ?? "",
			ts: event.ts,
			threadTs: event.thread_ts ?? event.ts,
			inSharedChannel: body.is_ext_shared_channel === true,
			receivedAt: clock.now(),
		});
	});

	app.command(commandName, async ({ command, ack }) => {
		const text = command.text.trim();
		if (text === "" || /^help\b[\s!?.]*$/i.test(text)) {
			await ack({ response_type: "ephemeral", text: helpText, blocks: helpBlocks });
			return;
		}
		const [, aboutDigest] = /^digest\b\s*(.*)$/is.exec(text) ?? [];
		if (aboutDigest !== undefined) {
			await ack();
			digest({ id: command.trigger_id, workspace: command.team_id, channel: command.channel_id, user: command.user_id, text: aboutDigest }, command.response_url);
			return;
		}
		await accept(`command.${command.trigger_id}`, {
			id: `${command.team_id}.command.${command.trigger_id}`,
			kind: "command",
			workspace: command.team_id,
			channel: command.channel_id,
			user: command.user_id,
			text,
			responseUrl: command.response_url,
			receivedAt: clock.now(),
		});
		await ack();
	});
}
