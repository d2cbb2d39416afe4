import type { BlockAction, RespondFn } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Log } from "../../../ports.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import type { Card } from "../views/cards.ts";
import type { AnswerMessageId } from "./desk.ts";

/** Where something was pressed, and by whom. `message` is absent in a view. */
export type Press = { workspace: string; user: string; message?: AnswerMessageId };

export function pressOf(body: BlockAction): Press {
	const workspace = body.team?.id ?? body.user.team_id ?? "";
	const channel = body.channel?.id ?? (typeof body.container.channel_id === "string" ? body.container.channel_id : undefined);
	const ts = body.message?.ts ?? (typeof body.container.message_ts === "string" ? body.container.message_ts : undefined);
	return { workspace, user: body.user.id, ...(channel === undefined || ts === undefined ? {} : { message: { workspace, channel, ts } }) };
}

/** Slack's own word for what went wrong. */
export const slackCode = (error: unknown): string => (error as { data?: { error?: string }; code?: string }).data?.error ?? (error as { code?: string }).code ?? "unknown";

/** How whoever pressed is answered: in the thread where they did, and not at all where that was in a view. */
export type Telling = { respond?: RespondFn; body?: BlockAction; log: Log };

/** Says something to whoever pressed, and to nobody else. What can't be said any more is no reason to fail. */
export async function tell({ respond, body, log }: Telling, said: string | Card): Promise<void> {
	if (respond === undefined) return;
	const { text, blocks } = typeof said === "string" ? { text: escapeMrkdwn(said), blocks: undefined } : said;
	const thread: unknown = body?.container.thread_ts ?? body?.message?.thread_ts;
	try {
		await respond({ response_type: "ephemeral", replace_original: false, text, ...(typeof thread === "string" ? { thread_ts: thread } : {}), ...(blocks === undefined ? {} : { blocks }) });
	} catch (error) {
		log.warn({ code: slackCode(error) }, "what was to be said to whoever pressed a button could not be said");
	}
}

const tooLate: ReadonlySet<string> = new Set(["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"]);

/** Opens a modal; where Slack won't, whoever pressed is told what to do. */
export async function openModal({ client, ...telling }: Telling & { client: WebClient }, trigger: string, view: ModalView): Promise<void> {
	try {
		await client.views.open({ trigger_id: trigger, view });
	} catch (error) {
		const code = slackCode(error);
		telling.log.warn({ code }, "a modal could not be opened");
		await tell(telling, tooLate.has(code) ? "That took too long for Slack. Please press it once more." : `Slack did not open this (${code}). Please try again in a moment.`);
	}
}
