import { ApiError } from "./slack-errors.ts";

/** Slack's published limits on what a message may hold. */
export const limits = { text: 40_000, updateText: 4000, blocks: 50, sectionText: 3000, headerText: 150, contextElements: 10, actionElements: 25, allBlocks: 13_200, markdownBlocks: 12_000 } as const;

type Loose = Record<string, unknown>;

const textOf = (value: unknown): string => (typeof value === "string" ? value : typeof (value as Loose | undefined)?.text === "string" ? String((value as Loose).text) : "");

/** @throws ApiError with the code that Slack answers with */
export function checkMessage({ text, blocks }: { text?: string | undefined; blocks?: unknown }, most: number): void {
	if ((text ?? "") === "" && (!Array.isArray(blocks) || blocks.length === 0)) throw new ApiError("no_text");
	if ((text ?? "").length > most) throw new ApiError("msg_too_long");
	if (blocks === undefined) return;
	checkBlocks(blocks);
}

export function checkBlocks(blocks: unknown): void {
	if (!Array.isArray(blocks)) throw new ApiError("invalid_blocks_format");
	if (blocks.length > limits.blocks) throw new ApiError("invalid_blocks");
	let all = 0;
	let markdown = 0;
	for (const block of blocks as Loose[]) {
		const size = checkBlock(block);
		all += size;
		if (block.type === "markdown") markdown += size;
	}
	if (all > limits.allBlocks || markdown > limits.markdownBlocks) throw new ApiError("msg_blocks_too_long");
}

const refuse = (bad: boolean): void => {
	if (bad) throw new ApiError("invalid_blocks");
};

/** The characters of one block, if Slack would take it. */
function checkBlock(block: Loose): number {
	switch (block.type) {
		case "section": {
			const text = textOf(block.text);
			const fields = Array.isArray(block.fields) ? block.fields.map(textOf) : [];
			refuse(text === "" && fields.length === 0);
			refuse(text.length > limits.sectionText || fields.length > 10 || fields.some((field) => field === "" || field.length > 2000));
			return text.length + fields.join("").length;
		}
		case "context": {
			const elements = Array.isArray(block.elements) ? block.elements : [];
			refuse(elements.length === 0 || elements.length > limits.contextElements);
			const texts = elements.map((element) => ((element as Loose).type === "image" ? String((element as Loose).alt_text ?? "") : textOf(element)));
			refuse(texts.some((text) => text === "" || text.length > limits.sectionText));
			return texts.join("").length;
		}
		case "header": {
			const text = textOf(block.text);
			refuse(text === "" || text.length > limits.headerText || (block.text as Loose)?.type !== "plain_text");
			return text.length;
		}
		case "actions":
		case "context_actions": {
			const elements = Array.isArray(block.elements) ? block.elements : [];
			refuse(elements.length === 0 || elements.length > limits.actionElements);
			return JSON.stringify(elements).length / 4;
		}
		case "image":
			refuse(typeof block.alt_text !== "string" || (typeof block.image_url !== "string" && typeof block.slack_file !== "object"));
			return String(block.alt_text).length;
		case "markdown":
			refuse(textOf(block) === "");
			return textOf(block).length;
		case "divider":
			return 0;
		default:
			throw new ApiError("invalid_blocks");
	}
}
