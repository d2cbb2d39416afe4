// What holds an answer: text, a choice or several, a day. Each is the browser's own element, with a label and what Slack says of it.
import { element } from "./dom.js";
import { people, state, userOf } from "./store.js";

/** @import { Interactive } from "../block-schema.ts" */
/** @import { Answers, State } from "../view-state.ts" */

/** @typedef {{ blockId: string, values?: State | undefined, label?: string | undefined, id?: string, describedBy?: string, onAnswer?: (answer: Answers[string]) => unknown }} FieldOptions */
/** @typedef {{ value: string, text: string, about?: string | undefined }} Choice */
/** @typedef {{ heading: HTMLElement | undefined, lines: HTMLElement[] }} Group lines to choose from, under their heading */

/** Reads what an element holds. @type {WeakMap<Element, () => Answers[string]>} */
const readers = new WeakMap();

/**
 * What is filled in below an element, by action.
 * @param {ParentNode} root
 * @returns {Answers}
 */
export function answersIn(root) {
	return Object.fromEntries([...root.querySelectorAll("[data-action]")].map((field) => [field.getAttribute("data-action") ?? "", readers.get(field)?.() ?? null]));
}

/**
 * @param {Interactive} one
 * @param {FieldOptions} options
 * @returns {HTMLElement}
 */
export function fieldFor(one, options) {
	const held = options.values?.[options.blockId]?.[one.action_id ?? ""];
	switch (one.type) {
		case "static_select":
			return selectField(one, choiceGroups(one), (held === undefined ? one.initial_option?.value : held.selected_option?.value) ?? null, options);
		case "users_select":
			return selectField(one, [{ choices: people().map(({ id, real_name }) => ({ value: id, text: real_name })) }], held?.selected_user ?? one.initial_user ?? null, options);
		case "channels_select":
			return selectField(one, [{ choices: channelChoices() }], held?.selected_channel ?? one.initial_channel ?? null, options);
		case "conversations_select":
			return selectField(one, [{ choices: channelChoices() }], held?.selected_conversation ?? one.initial_conversation ?? null, options);
		case "multi_static_select":
			return choicesField(
				one,
				choiceGroups(one),
				(held?.selected_options ?? one.initial_options ?? []).map(({ value }) => value),
				"checkbox",
				options,
			);
		case "checkboxes":
			return choicesField(
				one,
				[{ choices: one.options.map(choiceOf) }],
				(held?.selected_options ?? one.initial_options ?? []).map(({ value }) => value),
				"checkbox",
				options,
			);
		case "radio_buttons": {
			const chosen = held === undefined ? one.initial_option : held.selected_option;
			return choicesField(one, [{ choices: one.options.map(choiceOf) }], chosen ? [chosen.value] : [], "radio", options);
		}
		case "datepicker":
			return inputField(one, "date", held?.selected_date ?? one.initial_date ?? "", options);
		case "timepicker":
			return inputField(one, "time", held?.selected_time ?? one.initial_time ?? "", options);
		case "plain_text_input":
			return one.multiline === true ? textField(one, held?.value ?? one.initial_value ?? "", options) : inputField(one, "text", held?.value ?? one.initial_value ?? "", options);
		case "number_input":
			return inputField(one, "number", held?.value ?? one.initial_value ?? "", options);
		case "email_text_input":
			return inputField(one, "email", held?.value ?? one.initial_value ?? "", options);
		case "url_text_input":
			return inputField(one, "url", held?.value ?? one.initial_value ?? "", options);
		default:
			return element("span", { class: "quiet" }, `An element of the type ${one.type}, which this page does not draw here.`);
	}
}

/**
 * Notes how an element is read, and tells each change to who wants to hear of it.
 * @template {HTMLElement} Field
 * @param {Field} field
 * @param {() => Answers[string]} read
 * @param {FieldOptions} options
 */
function reading(field, read, { onAnswer }) {
	readers.set(field, read);
	if (onAnswer !== undefined) field.addEventListener("change", () => onAnswer(read()));
	return field;
}

/** A longer list scrolls, and can be searched. */
const shownWithoutSearch = 12;

/**
 * A box that leaves the lines standing that hold what is typed, and those that are chosen; a heading goes with the last of its lines.
 * @type {(groups: readonly Group[], placeholder: string | undefined) => HTMLElement}
 */
function searchOf(groups, placeholder = "Search") {
	const search = element("input", { type: "search", class: "search", placeholder, "aria-label": placeholder });
	search.addEventListener("input", () => {
		const wanted = search.value.trim().toLowerCase();
		for (const { heading, lines } of groups) {
			for (const line of lines) line.hidden = !(line.textContent ?? "").toLowerCase().includes(wanted) && line.querySelector(":checked") === null;
			if (heading !== undefined) heading.hidden = lines.every(({ hidden }) => hidden);
		}
	});
	// Not the list's own answer.
	search.addEventListener("change", (event) => event.stopPropagation());
	return search;
}

/** @type {(option: { text: { text: string }, value: string, description?: { text: string } | undefined }) => Choice} */
const choiceOf = ({ text, value, description }) => ({ value, text: text.text, about: description?.text });

/**
 * @param {Extract<Interactive, { type: "static_select" | "multi_static_select" }>} one
 * @returns {{ label?: string, choices: Choice[] }[]}
 */
const choiceGroups = ({ options, option_groups }) => option_groups?.map((group) => ({ label: group.label.text, choices: group.options.map(choiceOf) })) ?? [{ choices: (options ?? []).map(choiceOf) }];

const channelChoices = () => state.channels.map(({ id, name, with: whose }) => ({ value: id, text: whose === null ? `#${name}` : userOf(state.bot).real_name }));

/**
 * @param {Interactive} one
 * @param {FieldOptions} options
 */
const commonOf = (one, { blockId, id, label, describedBy }) => ({
	id,
	class: "field",
	"data-action": one.action_id ?? "",
	"data-focus": `act ${blockId} ${one.action_id}`,
	"aria-label": id === undefined ? (label ?? "Choose") : undefined,
	"aria-describedby": describedBy,
	autofocus: "focus_on_load" in one && one.focus_on_load === true,
});

/** @type {(one: Interactive) => string | undefined} */
const placeholderOf = (one) => ("placeholder" in one ? one.placeholder?.text : undefined);

/**
 * @param {Interactive} one
 * @param {readonly { label?: string, choices: readonly Choice[] }[]} groups
 * @param {string | null} chosen
 * @param {FieldOptions} options
 */
function selectField(one, groups, chosen, options) {
	const drawn = groups.map(({ label, choices }) => {
		const made = choices.map(({ value, text }) => element("option", { value, selected: value === chosen }, text));
		return label === undefined ? made : element("optgroup", { label }, made);
	});
	const select = element("select", commonOf(one, options), element("option", { value: "" }, placeholderOf(one) ?? "Choose an option"), drawn);
	return reading(select, () => select.value || null, options);
}

/**
 * @param {Interactive} one
 * @param {readonly { label?: string, choices: readonly Choice[] }[]} offered
 * @param {readonly string[]} chosen
 * @param {"checkbox" | "radio"} type
 * @param {FieldOptions} options
 */
function choicesField(one, offered, chosen, type, options) {
	const { autofocus: _, ...common } = commonOf(one, options);
	const name = `${options.blockId} ${one.action_id}`;
	/** @type {HTMLInputElement[]} */
	const boxes = [];
	/** @type {(choice: Choice) => HTMLElement} */
	const lineOf = ({ value, text, about }) => {
		const box = element("input", { type, name, value, checked: chosen.includes(value), "data-focus": `${name} ${value}` });
		boxes.push(box);
		return element("label", {}, box, element("span", {}, text, about && element("span", { class: "quiet about" }, about)));
	};
	const groups = offered.map(({ label, choices }) => ({ heading: label === undefined ? undefined : element("p", { class: "group-name" }, label), lines: choices.map(lineOf) }));
	const drawn = groups.map(({ heading, lines }) => [heading, lines]);
	const isLong = boxes.length > shownWithoutSearch;
	const group = element(
		"div",
		{ ...common, class: "field choices", role: type === "radio" ? "radiogroup" : "group", tabindex: -1 },
		isLong ? [searchOf(groups, placeholderOf(one)), element("div", { class: "long" }, drawn)] : drawn,
	);
	return reading(
		group,
		() => {
			const values = boxes.filter(({ checked }) => checked).map(({ value }) => value);
			return type === "radio" ? (values[0] ?? null) : values;
		},
		options,
	);
}

/**
 * @param {Interactive} one
 * @param {string} type
 * @param {string} value
 * @param {FieldOptions} options
 */
function inputField(one, type, value, options) {
	const limits =
		one.type === "plain_text_input"
			? { maxlength: one.max_length, minlength: one.min_length }
			: one.type === "number_input"
				? { min: one.min_value, max: one.max_value, step: one.is_decimal_allowed ? "any" : 1 }
				: {};
	const input = element("input", { ...commonOf(one, options), type, value, placeholder: placeholderOf(one), ...limits });
	return reading(input, () => input.value || null, options);
}

/**
 * @param {Extract<Interactive, { type: "plain_text_input" }>} one
 * @param {string} value
 * @param {FieldOptions} options
 */
function textField(one, value, options) {
	const text = element("textarea", { ...commonOf(one, options), rows: 3, placeholder: placeholderOf(one), maxlength: one.max_length }, value);
	return reading(text, () => text.value || null, options);
}
