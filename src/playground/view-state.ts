import { randomUUID } from "node:crypto";
import type { AnyBlock, Interactive } from "./block-schema.ts";
import { interactiveIn } from "./message-limits.ts";

type Option = { text: unknown; value: string };
/** What one element holds, in Slack's own fields. */
export type StateValue = {
	type: string;
	value?: string | null;
	selected_option?: Option | null;
	selected_options?: Option[];
	selected_user?: string | null;
	selected_channel?: string | null;
	selected_conversation?: string | null;
	selected_date?: string | null;
	selected_time?: string | null;
};
/** By block and action. */
export type State = Record<string, Record<string, StateValue>>;
/** What somebody fills in, by action id: text, the value of an option, several of them, or nothing. */
export type Answers = Readonly<Record<string, string | readonly string[] | null>>;

const shortId = (): string => randomUUID().replaceAll("-", "").slice(0, 5);

/** Blocks with the ids that Slack gives to those that have none. */
export function withIds<Block extends AnyBlock>(blocks: readonly Block[]): Block[] {
	return structuredClone(blocks as Block[]).map((block) => {
		block.block_id ??= shortId();
		for (const element of interactiveIn(block)) element.action_id ??= shortId();
		return block;
	});
}

/** Every option of an element that offers some. */
export function optionsOf(element: Interactive): Option[] {
	if ("options" in element && element.options !== undefined) return element.options;
	return "option_groups" in element && element.option_groups !== undefined ? element.option_groups.flatMap((group) => group.options) : [];
}

const one = (answer: Answers[string]): string | null => (typeof answer === "string" && answer !== "" ? answer : null);
const several = (answer: Answers[string]): string[] => (answer === null ? [] : typeof answer === "string" ? [answer] : [...answer]);

/**
 * What an element holds once somebody has answered it; `undefined` where it holds nothing, as a button does.
 * @throws where the answer is not one of its options
 */
export function heldBy(element: Interactive, answer: Answers[string]): StateValue | undefined {
	const { type } = element;
	const chosen = (value: string | null): Option | null => {
		if (value === null) return null;
		const found = optionsOf(element).find((option) => option.value === value);
		if (found === undefined && type !== "external_select")
			throw new RangeError(
				`Expected an option of ${element.action_id} (${optionsOf(element)
					.map((option) => option.value)
					.join(", ")}), got ${value}`,
			);
		return found ?? { text: { type: "plain_text", text: value }, value };
	};
	switch (type) {
		case "static_select":
		case "external_select":
		case "radio_buttons":
			return { type, selected_option: chosen(one(answer)) };
		case "multi_static_select":
		case "checkboxes":
			return { type, selected_options: several(answer).map((value) => chosen(value) as Option) };
		case "users_select":
			return { type, selected_user: one(answer) };
		case "channels_select":
			return { type, selected_channel: one(answer) };
		case "conversations_select":
			return { type, selected_conversation: one(answer) };
		case "datepicker":
			return { type, selected_date: one(answer) };
		case "timepicker":
			return { type, selected_time: one(answer) };
		case "plain_text_input":
		case "number_input":
		case "email_text_input":
		case "url_text_input":
			return { type, value: one(answer) };
		default:
			return undefined;
	}
}

/** What an element holds before anybody has touched it. */
export function initialAnswer(element: Interactive): Answers[string] {
	switch (element.type) {
		case "static_select":
		case "external_select":
		case "radio_buttons":
			return element.initial_option?.value ?? null;
		case "multi_static_select":
		case "checkboxes":
			return (element.initial_options ?? []).map(({ value }) => value);
		case "users_select":
			return element.initial_user ?? null;
		case "channels_select":
			return element.initial_channel ?? null;
		case "conversations_select":
			return element.initial_conversation ?? null;
		case "datepicker":
			return element.initial_date ?? null;
		case "timepicker":
			return element.initial_time ?? null;
		case "plain_text_input":
		case "number_input":
		case "email_text_input":
		case "url_text_input":
			return element.initial_value ?? null;
		default:
			return null;
	}
}

/**
 * The state of blocks as Slack sends it.
 * @param answers what is filled in now; what is not among them keeps what was filled in before, or what it began with
 */
export function stateOf(blocks: readonly AnyBlock[], answers: Answers, before: State = {}): State {
	const state: State = {};
	for (const block of blocks) {
		for (const element of interactiveIn(block)) {
			const [blockId, actionId] = [block.block_id ?? "", element.action_id ?? ""];
			const answer = answers[actionId];
			const value = answer === undefined ? (before[blockId]?.[actionId] ?? heldBy(element, initialAnswer(element))) : heldBy(element, answer);
			if (value !== undefined) state[blockId] = { ...state[blockId], [actionId]: value };
		}
	}
	return state;
}

const isEmpty = ({ type: _, ...held }: StateValue): boolean => Object.values(held).every((value) => value === null || (Array.isArray(value) && value.length === 0));

/** What the Slack client itself refuses to submit: the problem of each block, by its id. */
export function unfitFor(blocks: readonly AnyBlock[], state: State): Record<string, string> {
	const problems: Record<string, string> = {};
	for (const block of blocks) {
		if (block.type !== "input" || block.block_id === undefined) continue;
		const { element } = block;
		const held = state[block.block_id]?.[element.action_id ?? ""];
		const problem = held === undefined || isEmpty(held) ? (block.optional === true ? undefined : "Please complete this required field.") : unfitText(element, held.value ?? "");
		if (problem !== undefined) problems[block.block_id] = problem;
	}
	return problems;
}

function unfitText(element: Interactive, text: string): string | undefined {
	if (element.type === "plain_text_input") {
		if (text.length > (element.max_length ?? 3000)) return `Please enter at most ${element.max_length ?? 3000} characters.`;
		return text.length < (element.min_length ?? 0) ? `Please enter at least ${element.min_length} characters.` : undefined;
	}
	if (element.type === "number_input") {
		const number = Number(text);
		if (text.trim() === "" || !Number.isFinite(number) || (!element.is_decimal_allowed && !Number.isInteger(number))) return "Please enter a valid number.";
		return number < Number(element.min_value ?? -Infinity) || number > Number(element.max_value ?? Infinity) ? "Please enter a number in the allowed range." : undefined;
	}
	return element.type === "url_text_input" && !URL.canParse(text) ? "Please enter a valid URL." : undefined;
}
