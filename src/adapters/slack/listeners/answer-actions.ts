import type { App, ButtonAction } from "@slack/bolt";
import { type Correction, correctionSchema } from "../../../core/conversation/correction.ts";
import { toldPersonas } from "../../../core/conversation/subcommands.ts";
import { actionIds, viewIds } from "../action-ids.ts";
import { detailsModal, expiredDetails } from "../views/details.ts";
import { correctionOf, narrowDownModal } from "../views/narrow-down.ts";
import type { AnswerDetails, AnswerMessageId, ListenerDeps } from "./desk.ts";
import { openModal, pressOf, tell } from "./interaction.ts";

const notYours = "Only whoever asked can change this answer. Mention me here with your own needs, and I'll answer you too.";
const expired = "What this answer came from is kept for a while only, and that is over. Ask again, and I'll answer anew.";
const prefixed = (prefix: string): RegExp => new RegExp(`^${RegExp.escape(prefix)}`);

/** What can be done about an answer: correct for whom it is, narrow it down, look behind it. */
export function registerAnswerActions(app: App, deps: ListenerDeps): void {
	const { detailsOf, log } = deps;

	app.action<Extract<Parameters<typeof pressOf>[0], { type: "block_actions" }>>(prefixed(actionIds.correctPersona), async ({ ack, body, action, respond }) => {
		const { message, user } = pressOf(body);
		const persona = toldPersonas.find((id) => (action as ButtonAction).action_id === `${actionIds.correctPersona}${id}`);
		const details = message === undefined ? undefined : await detailsOf(message);
		if (message === undefined || persona === undefined || details === undefined) {
			await ack();
			return tell({ respond, body, log }, expired);
		}
		if (details.user !== user) {
			await ack();
			return tell({ respond, body, log }, notYours);
		}
		await acceptCorrection(deps, message, details, { persona }, `${message.channel}.${message.ts}.${(action as ButtonAction).action_ts}`);
		await ack();
	});

	app.action(actionIds.narrowDown, async ({ ack, body, client, respond }) => {
		await ack();
		if (body.type !== "block_actions") return;
		const { message, user } = pressOf(body);
		const details = message === undefined ? undefined : await detailsOf(message);
		if (message === undefined || details === undefined) return tell({ respond, body, log }, expired);
		if (details.user !== user) return tell({ respond, body, log }, notYours);
		await openModal({ client, respond, body, log }, body.trigger_id, narrowDownModal(details.catalog, details.need, { channel: message.channel, ts: message.ts }));
	});

	app.view(viewIds.narrowDown, async ({ ack, body, view }) => {
		const { channel, ts } = JSON.parse(view.private_metadata) as { channel: string; ts: string }; // written by the modal itself
		const message = { workspace: body.team?.id ?? body.user.team_id ?? "", channel, ts };
		const details = await detailsOf(message);
		if (details === undefined || details.user !== body.user.id) {
			await ack({ response_action: "update", view: expiredDetails });
			return;
		}
		await acceptCorrection(deps, message, details, correctionOf(details.catalog, details.need, view.state.values), view.id);
		await ack();
	});

	app.action(actionIds.details, async ({ ack, body, client, respond }) => {
		await ack();
		if (body.type !== "block_actions") return;
		const { message } = pressOf(body);
		const details = message === undefined ? undefined : await detailsOf(message);
		await openModal({ client, respond, body, log }, body.trigger_id, details === undefined ? expiredDetails : detailsModal(details));
	});
}

/** Stores a correction as what it is: something that somebody asks of us. It is carried out once, also after a crash. */
async function acceptCorrection({ accept, clock }: ListenerDeps, { workspace, channel, ts }: AnswerMessageId, { user, threadTs }: AnswerDetails, change: Correction, once: string): Promise<void> {
	const id = `${workspace}.correction.${once}`;
	await accept(id, { id, kind: "correction", workspace, channel, user, text: "", threadTs, corrects: { ts, change: correctionSchema.parse(change) }, receivedAt: clock.now() });
}
