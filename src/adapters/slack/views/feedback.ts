import type { KnownBlock, ModalView } from "@slack/types";
import { actionIds, viewIds } from "../action-ids.ts";
import { actions, button, plain, section } from "./blocks.ts";

/** Why an answer did not help, by one click. */
export const reasonLabels = {
	"wrong-tool": "Wrong tool",
	"outdated-fact": "Outdated fact",
	"missed-constraint": "Missed my constraint",
	"not-grounded": "Not backed by its sources",
	"too-long": "Too long",
	other: "Other…",
} as const;
export type ReasonId = keyof typeof reasonLabels;
export const reasonIds = Object.keys(reasonLabels) as ReasonId[];

/** Longest remark beside “other”, in characters. */
const longestNote = 300;

/** Said to whoever was not helped. @param message of the answer, for the buttons to know which one they speak of */
export function askForReason(message: { channel: string; ts: string }): { text: string; blocks: KnownBlock[] } {
	const text = "Noted, thank you. What was wrong? One click, if you like.";
	const value = `${message.channel}/${message.ts}`;
	return { text, blocks: [section(text), actions(reasonIds.map((id) => button(`${actionIds.reason}${id}`, reasonLabels[id], { value, says: "that is what was wrong" })))] };
}

export const thanksForReason = (reason: ReasonId): string => `Noted: ${reasonLabels[reason].replace("…", "").toLowerCase()}. Thank you, it goes onto the list of what to mend.`;

/** Asks for the reason that none of the buttons names. */
export const otherReasonModal = (metadata: string): ModalView => ({
	type: "modal",
	callback_id: viewIds.otherReason,
	private_metadata: metadata,
	title: plain("What was wrong?", 24),
	submit: plain("Send", 24),
	close: plain("Cancel", 24),
	blocks: [
		{
			type: "input",
			block_id: "note",
			label: plain("In a few words", 75),
			hint: plain("Kept for a year with the answer's id. Please write nothing confidential.", 150),
			element: { type: "plain_text_input", action_id: "note", multiline: true, max_length: longestNote },
		},
	],
});
