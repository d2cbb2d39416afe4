import type { z } from "zod";
import { type AnyBlock, type Interactive, type MessageBlock, messageBlocks, type View, viewSchema } from "./block-schema.ts";
import { ApiError } from "./slack-errors.ts";

/** Slack's published limits on what a message may hold, beyond those of each block. */
export const limits = { text: 40_000, updateText: 4000, blocks: 50, sectionText: 3000, allBlocks: 13_200, markdownBlocks: 12_000, tables: 10_000, viewBytes: 250_000 } as const;

/**
 * @param most characters of `text` that the method takes
 * @throws ApiError with the code that Slack answers with
 */
export function checkMessage({ text, blocks }: { text?: string | undefined; blocks?: unknown }, most: number): MessageBlock[] | undefined {
	if ((text ?? "") === "" && (!Array.isArray(blocks) || blocks.length === 0)) throw new ApiError("no_text");
	if ((text ?? "").length > most) throw new ApiError("msg_too_long");
	return blocks === undefined ? undefined : checkBlocks(blocks);
}

/** The blocks of a message, if Slack would take them. */
export function checkBlocks(blocks: unknown): MessageBlock[] {
	if (!Array.isArray(blocks)) throw new ApiError("invalid_blocks_format");
	const parsed = messageBlocks.safeParse(blocks);
	const messages = parsed.success ? contradictions(parsed.data) : problemsOf(parsed.error, "/blocks");
	if (!parsed.success || messages.length > 0) throw new ApiError("invalid_blocks", { messages });
	const size = (type?: string): number => parsed.data.filter((block) => type === undefined || block.type === type).reduce((sum, block) => sum + charactersIn(block), 0);
	if (size() > limits.allBlocks || size("markdown") > limits.markdownBlocks) throw new ApiError("msg_blocks_too_long");
	if (size("table") > limits.tables) throw new ApiError("invalid_blocks", { messages: [`[ERROR] tables hold more than ${limits.tables} characters [json-pointer:/blocks]`] });
	if (parsed.data.filter(({ type }) => type === "table").length > 1) throw new ApiError("invalid_attachments", { messages: ["[ERROR] only_one_table_allowed"] });
	return parsed.data;
}

/** A modal or an App Home, if Slack would take it. */
export function checkView(view: unknown): View {
	if (typeof view !== "object" || view === null) throw new ApiError("invalid_arguments", { messages: ["[ERROR] missing required field: view"] });
	if (Buffer.byteLength(JSON.stringify(view)) > limits.viewBytes) throw new ApiError("view_too_large");
	const parsed = viewSchema.safeParse(view);
	if (!parsed.success) throw new ApiError("invalid_arguments", { messages: problemsOf(parsed.error, "/view") });
	const messages = contradictions(parsed.data.blocks, "/view/blocks");
	if (parsed.data.type === "modal" && parsed.data.submit === undefined && parsed.data.blocks.some(({ type }) => type === "input"))
		messages.push("[ERROR] missing required field: submit, for there is an input block [json-pointer:/view/submit]");
	if (messages.length > 0) throw new ApiError("invalid_arguments", { messages });
	return parsed.data;
}

const problemsOf = ({ issues }: z.ZodError, root: string): string[] => issues.map(({ path, message }) => `[ERROR] ${message} [json-pointer:${[root, ...path.map(String)].join("/")}]`);

/** What is right in each block and wrong between them, or between the fields of one. */
function contradictions(blocks: readonly AnyBlock[], root = "/blocks"): string[] {
	const problems: string[] = [];
	const ids = new Set<string>();
	for (const [at, block] of blocks.entries()) {
		const tell = (problem: string) => problems.push(`[ERROR] ${problem} [json-pointer:${root}/${at}]`);
		if (block.block_id !== undefined && ids.has(block.block_id)) tell(`block_id already exists: ${block.block_id}`);
		if (block.block_id !== undefined) ids.add(block.block_id);
		if (block.type === "section" && block.text === undefined && block.fields === undefined) tell("missing required field: text");
		if (block.type === "image" && (block.image_url === undefined) === (block.slack_file === undefined)) tell("expected image_url or slack_file");
		const actions = new Set<string>();
		for (const element of interactiveIn(block)) {
			const { action_id } = element;
			if (action_id !== undefined && actions.has(action_id)) tell(`action_id already exists: ${action_id}`);
			if (action_id !== undefined) actions.add(action_id);
			problems.push(...contradictionsOfList(element).map((problem) => `[ERROR] ${problem} [json-pointer:${root}/${at}]`));
		}
	}
	return problems;
}

type Lists = { options?: { value: string }[]; option_groups?: { options: { value: string }[] }[]; initial_option?: { value: string }; initial_options?: { value: string }[] };

/** A list needs its options in one of two ways, and what is chosen at first must be one of them. */
function contradictionsOfList(element: Interactive): string[] {
	if (element.type === "external_select" || !/select|radio|checkboxes/.test(element.type) || /^(users|channels|conversations)_/.test(element.type)) return [];
	const { options, option_groups, initial_option, initial_options } = element as Lists;
	if ((options === undefined) === (option_groups === undefined)) return [`expected options or option_groups in ${element.type}`];
	const offered = (options ?? option_groups?.flatMap((group) => group.options) ?? []).map((option) => JSON.stringify(option));
	const initial = [...(initial_option === undefined ? [] : [initial_option]), ...(initial_options ?? [])];
	return initial.filter((option) => !offered.includes(JSON.stringify(option))).map(({ value }) => `initial option ${value} is not one of the options of ${element.type}`);
}

/** Every element of a block that somebody can use. */
export function interactiveIn(block: AnyBlock): Interactive[] {
	if (block.type === "actions" || block.type === "context_actions") return block.elements;
	if (block.type === "input") return [block.element];
	return block.type === "section" && block.accessory !== undefined && block.accessory.type !== "image" ? [block.accessory] : [];
}

/** The characters that a block shows, by which Slack measures a message. */
function charactersIn(value: unknown): number {
	if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + charactersIn(one), 0);
	if (typeof value !== "object" || value === null) return 0;
	return Object.entries(value).reduce((sum, [name, one]) => sum + (typeof one === "string" ? (["text", "alt_text"].includes(name) ? one.length : 0) : charactersIn(one)), 0);
}
