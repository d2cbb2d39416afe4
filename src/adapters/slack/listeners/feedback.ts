import type { App, ButtonAction } from "@slack/bolt";
import { actionIds, viewIds } from "../action-ids.ts";
import { askForReason, otherReasonModal, reasonIds, thanksForReason } from "../views/feedback.ts";
import type { AnswerMessageId, ListenerDeps } from "./desk.ts";
import { openModal, pressOf, tell } from "./interaction.ts";

/** Thumbs, which count at once, and reasons, which are optional. */
export function registerFeedback(app: App, { vote, giveReason, log }: ListenerDeps): void {
	for (const id of [actionIds.feedback, new RegExp(`^${RegExp.escape(actionIds.thumb)}`)]) {
		app.action(id, async ({ ack, body, action, respond }) => {
			if (body.type !== "block_actions") return ack();
			const { message, user } = pressOf(body);
			// Slack's feedback buttons carry the value of the one that was pressed; the SDK's type lacks them.
			const value = (action as { value?: string }).value === "up" ? "up" : "down";
			if (message !== undefined) await vote(message, user, value);
			await ack();
			if (message !== undefined && value === "down") await tell({ respond, body, log }, askForReason(message));
		});
	}

	app.action(new RegExp(`^${RegExp.escape(actionIds.reason)}`), async ({ ack, body, action, client, respond }) => {
		if (body.type !== "block_actions") return ack();
		const { action_id, value } = action as ButtonAction;
		const { workspace, user } = pressOf(body);
		const reason = reasonIds.find((id) => action_id === `${actionIds.reason}${id}`);
		const message = answerIn(workspace, value);
		if (reason === undefined || message === undefined) return ack();
		await giveReason(message, user, reason);
		await ack();
		if (reason === "other") await openModal({ client, respond, body, log }, body.trigger_id, otherReasonModal(value ?? ""));
		else await respond({ replace_original: true, text: thanksForReason(reason) }).catch(() => {});
	});

	app.view(viewIds.otherReason, async ({ ack, body, view }) => {
		const message = answerIn(body.team?.id ?? body.user.team_id ?? "", view.private_metadata);
		const note = view.state.values.note?.note?.value;
		if (message !== undefined) await giveReason(message, body.user.id, "other", note ?? undefined);
		await ack();
	});
}

/** The answer that a button speaks of: "C0PLATFORM/1790000000.000100". */
function answerIn(workspace: string, value: string | undefined): AnswerMessageId | undefined {
	const [, channel, ts] = /^([A-Z0-9]+)\/(\d+\.\d+)$/.exec(value ?? "") ?? [];
	return channel === undefined || ts === undefined ? undefined : { workspace, channel, ts };
}
