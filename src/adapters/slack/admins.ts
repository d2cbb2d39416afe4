import type { WebClient } from "@slack/web-api";
import type { AdminNotice, Admins } from "../../ports.ts";
import { failureOf } from "./failures.ts";

/** Word to those who run the bot, in their channel. */
export const slackAdmins = (client: WebClient, channel: string): Admins => ({
	tell: async (_workspace, notice) => {
		try {
			const { ts } = await client.chat.postMessage({ channel, text: sentenceOf(notice), unfurl_links: false });
			return { ok: true, ts: ts ?? "" };
		} catch (error) {
			return { ok: false, failure: failureOf(error) };
		}
	},
});

const sentenceOf = ({ limitUsd, day }: AdminNotice): string =>
	`Today's budget for the language model (DAILY_BUDGET_USD, ${limitUsd} US dollars) is spent. Until ${day} ends in UTC, answers are written from the catalog alone: nobody is left without one.`;
