import type { ActionsBlock, Button, KnownBlock, PlainTextOption, SectionBlock } from "@slack/types";
import { truncate, truncateMarked } from "../mrkdwn.ts";

/** Slack's own limits on what stands in one block. */
export const most = { section: 3000, header: 150, button: 75, label: 75, option: 75, description: 75, message: 13_000 } as const;

/** @param text mrkdwn; what is not ours in it is escaped already */
export const section = (text: string, accessory?: SectionBlock["accessory"]): SectionBlock => ({
	type: "section",
	text: { type: "mrkdwn", text: truncateMarked(text, most.section) },
	...(accessory === undefined ? {} : { accessory }),
});
export const context = (text: string): KnownBlock => ({ type: "context", elements: [{ type: "mrkdwn", text: truncateMarked(text, most.section) }] });
export const header = (text: string): KnownBlock => ({ type: "header", text: plain(text, most.header) });
export const divider: KnownBlock = { type: "divider" };
export const actions = (elements: ActionsBlock["elements"], blockId?: string): ActionsBlock => ({ type: "actions", elements, ...(blockId === undefined ? {} : { block_id: blockId }) });

export const plain = (text: string, limit: number): { type: "plain_text"; text: string; emoji: boolean } => ({ type: "plain_text", text: truncate(text, limit), emoji: false });

/** @param says what a screen reader reads after the label, where that alone says too little; whoever speaks to the button says the label */
export const button = (actionId: string, text: string, { value, says, style }: { value?: string; says?: string; style?: "primary" | "danger" } = {}): Button => ({
	type: "button",
	action_id: actionId,
	text: plain(text, most.button),
	...(value === undefined ? {} : { value }),
	...(says === undefined ? {} : { accessibility_label: truncate(`${text.replace(/…$/, "")}: ${says}`, most.label) }),
	...(style === undefined ? {} : { style }),
});

export const option = (value: string, text: string): PlainTextOption => ({ text: plain(text, most.option), value });

/** Lines in as many sections as they need, none of them broken; what is more than `atMost` sections is said in a last line. */
export function sectionsOf(lines: readonly string[], atMost = 20): KnownBlock[] {
	const texts: string[] = [];
	for (const line of lines.map((one) => truncateMarked(one, most.section))) {
		const last = texts.at(-1);
		if (last !== undefined && last.length + 1 + line.length <= most.section) texts[texts.length - 1] = `${last}\n${line}`;
		else texts.push(line);
	}
	const shown = texts.slice(0, atMost);
	const left = texts.slice(atMost).join("\n").split("\n").filter(Boolean).length;
	return [...shown.map((text) => section(text)), ...(left === 0 ? [] : [context(`And ${left} more that don't fit here.`)])];
}

/** The blocks of a message, their longest texts cut until Slack takes them all together. */
export function fitMessage(blocks: readonly KnownBlock[], room = most.message): KnownBlock[] {
	const lengths = blocks.flatMap(marked).map(({ text }) => text.length);
	const total = (cap: number): number => lengths.reduce((sum, length) => sum + Math.min(length, cap), 0);
	const fixed = blocks.reduce((sum, block) => sum + textIn(block), 0) - total(Number.POSITIVE_INFINITY);
	let cap: number = most.section;
	while (cap > 1 && total(cap) + fixed > room) cap -= Math.ceil(cap / 50);
	if (cap === most.section) return [...blocks];
	return blocks.map((block) => {
		if (block.type === "section" && block.text?.type === "mrkdwn") return { ...block, text: { ...block.text, text: truncateMarked(block.text.text, cap) } };
		if (block.type === "context") return { ...block, elements: block.elements.map((element) => (element.type === "mrkdwn" ? { ...element, text: truncateMarked(element.text, cap) } : element)) };
		return block;
	});
}

/** The texts of a block that may be cut. */
function marked(block: KnownBlock): { text: string }[] {
	if (block.type === "section") return block.text?.type === "mrkdwn" ? [block.text] : [];
	return block.type === "context" ? block.elements.flatMap((element) => (element.type === "mrkdwn" ? [element] : [])) : [];
}

/** Every character that a block shows, labels of buttons included. */
function textIn(value: unknown): number {
	if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textIn(one), 0);
	if (typeof value !== "object" || value === null) return 0;
	return Object.entries(value).reduce((sum, [name, one]) => sum + (typeof one === "string" ? (name === "text" || name === "alt_text" ? one.length : 0) : textIn(one)), 0);
}
