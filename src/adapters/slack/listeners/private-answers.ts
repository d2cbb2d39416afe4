import type { App, ButtonAction } from "@slack/bolt";
import { actionIds } from "../action-ids.ts";
import type { ListenerDeps } from "./desk.ts";
import { pressOf, slackCode } from "./interaction.ts";

/** "Show in channel": the question that was answered privately is asked again, for everyone to see. */
export function registerPrivateAnswers(app: App, { accept, clock, log }: ListenerDeps): void {
	app.action(actionIds.showInChannel, async ({ ack, body, action, respond }) => {
		if (body.type !== "block_actions") return ack();
		const { message, workspace, user } = pressOf(body);
		const { value } = action as ButtonAction;
		if (message === undefined || value === undefined) return ack();
		const { channel, ts } = message;
		// Whoever presses twice shows it once.
		const id = `${workspace}.shown.${channel}.${ts}`;
		await accept(id, { id, kind: "command", workspace, channel, user, text: value, responseUrl: body.response_url, receivedAt: clock.now() });
		await ack();
		try {
			await respond({ delete_original: true });
		} catch (error) {
			log.debug({ code: slackCode(error) }, "a private answer could not be taken away");
		}
	});
}
