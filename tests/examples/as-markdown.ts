import { unescapeMrkdwn } from "../../src/adapters/slack/mrkdwn.ts";
import type { SlackMessage } from "../../src/playground/workspace.ts";

type TextObject = { type: "mrkdwn" | "plain_text"; text: string };
type Button = { type: "button"; text: TextObject };
type FeedbackButtons = { type: "feedback_buttons"; positive_button: { text: TextObject }; negative_button: { text: TextObject } };
/** The blocks that answers are made of. */
type AnswerBlock =
	| { type: "section"; text: TextObject }
	| { type: "context"; elements: TextObject[] }
	| { type: "actions"; elements: Button[] }
	| { type: "context_actions"; elements: FeedbackButtons[] };

/**
 * A message of the bot as Markdown: each block a paragraph, its buttons as a line of labels. Throws where a message holds a
 * block that answers don't have.
 */
export function asMarkdown({ blocks }: Pick<SlackMessage, "blocks">): string {
	const shown = (blocks ?? []) as AnswerBlock[]; // as the messenger sent them; anything else is found below
	const buttons = shown.flatMap(labelsOf).map((label) => `\`${label}\``);
	return [...shown.map(paragraphOf).filter((text) => text !== ""), ...(buttons.length === 0 ? [] : [buttons.join(" ")])].join("\n\n");
}

function paragraphOf(block: AnswerBlock): string {
	switch (block.type) {
		case "section":
			return mrkdwnAsMarkdown(block.text.text);
		case "context":
			return block.elements.map(({ text }) => mrkdwnAsMarkdown(text)).join(" ");
		case "actions":
		case "context_actions":
			return "";
		default:
			throw new Error(`Expected a block of an answer (section, context, actions, context_actions), got ${JSON.stringify(block)}`);
	}
}

function labelsOf(block: AnswerBlock): string[] {
	if (block.type === "actions") return block.elements.map(({ text }) => text.text);
	if (block.type !== "context_actions") return [];
	return block.elements.flatMap(({ positive_button, negative_button }) => [positive_button.text.text, negative_button.text.text]);
}

const markup = /<(?<url>https?:[^|>]+)\|(?<label>[^>]*)>|(?<![\p{L}\p{N}*])\*(?<strong>[^*\n]+)\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?<soft>[^_\n]+)_(?![\p{L}\p{N}_])/gu;

/** Slack's own markup as Markdown, each line on its own. */
export function mrkdwnAsMarkdown(text: string): string {
	let at = 0;
	let markdown = "";
	for (const match of text.matchAll(markup)) {
		const { url, label, strong, soft } = match.groups ?? {};
		markdown += literal(text.slice(at, match.index));
		if (url !== undefined) markdown += `[${literal(label ?? url)}](${unescapeMrkdwn(url)})`;
		else markdown += strong === undefined ? `*${literal(soft ?? "")}*` : `**${literal(strong)}**`;
		at = match.index + match[0].length;
	}
	const lines = `${markdown}${literal(text.slice(at))}`.split("\n");
	return lines.map((line) => line.replace(/^(\d+)\. /, "$1\\. ")).join("\\\n");
}

/** Text that stands for itself, whatever is in it. */
export const literal = (text: string): string => unescapeMrkdwn(text).replace(/[\\`*_[\]<>|~]/g, "\\$&");
