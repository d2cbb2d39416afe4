import type { Button, KnownBlock } from "@slack/types";
import type { Answer, AnswerKind } from "../../../core/answer/answer.ts";
import { actionIds } from "../action-ids.ts";
import { actions, button } from "./blocks.ts";

/** How thumbs are shown: by Slack's own buttons, or by plain ones where a workspace doesn't know those. */
export type Thumbs = "slack" | "plain";

/** Answers to a need can be narrowed down and looked into; a greeting asks for nothing. */
const canNarrow: ReadonlySet<AnswerKind> = new Set(["recommendation", "comparison", "unchanged", "nothing-fits"]);
const hasDetails: ReadonlySet<AnswerKind> = new Set(["recommendation", "comparison", "nothing-fits", "adoption", "explanation", "particulars", "unchanged"]);
const hasPersona: ReadonlySet<AnswerKind> = new Set(["recommendation", "comparison", "adoption", "unchanged", "nothing-fits"]);

/** What stands under an answer: who it was for, narrowing down, details, and whether it helped. */
export function answerControls({ kind, need }: Answer, thumbs: Thumbs): KnownBlock[] {
	if (kind === "greeting") return [];
	const row = [
		...(hasPersona.has(kind) ? personaButtons(need.persona.id) : []),
		...(canNarrow.has(kind) ? [button(actionIds.narrowDown, "Narrow down", { says: "choose what must hold, and be answered again" })] : []),
		...(hasDetails.has(kind) ? [button(actionIds.details, "Details", { says: "every fact with its source, and who was left out" })] : []),
	];
	if (thumbs === "plain") return [actions([...row, ...plainThumbs], "answer")];
	return [...(row.length === 0 ? [] : [actions(row, "answer")]), feedbackButtons];
}

/** One tap answers again for somebody else, and is remembered. */
function personaButtons(persona: Answer["need"]["persona"]["id"]): Button[] {
	const researcher = button(`${actionIds.correctPersona}ml-researcher`, "I'm a researcher", { says: "answer again for me, and remember it" });
	const engineer = button(`${actionIds.correctPersona}software-engineer`, "I'm an engineer", { says: "answer again for me, and remember it" });
	if (persona === "ml-researcher") return [engineer];
	return persona === "software-engineer" ? [researcher] : [researcher, engineer];
}

const says = { up: "this answer helped", down: "this answer did not help" };

const feedbackButtons: KnownBlock = {
	type: "context_actions",
	block_id: "feedback",
	elements: [
		{
			type: "feedback_buttons",
			action_id: actionIds.feedback,
			positive_button: { text: { type: "plain_text", text: "Helpful" }, value: "up", accessibility_label: `Helpful: ${says.up}` },
			negative_button: { text: { type: "plain_text", text: "Not helpful" }, value: "down", accessibility_label: `Not helpful: ${says.down}` },
		},
	],
};

const plainThumbs = [button(`${actionIds.thumb}up`, "Helpful", { value: "up", says: says.up }), button(`${actionIds.thumb}down`, "Not helpful", { value: "down", says: says.down })];
