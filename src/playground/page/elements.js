// Block Kit's elements: what can be pressed, chosen and filled in.
import { press } from "./actions.js";
import { confirmed } from "./confirm.js";
import { element, icon } from "./dom.js";
import { fieldFor } from "./fields.js";
import { menuButton } from "./menu.js";
import { tellReader } from "./notices.js";
import { pressed, wasPressed } from "./pressed.js";

/** @import { Interactive } from "../block-schema.ts" */
/** @import { Where } from "../interactions.ts" */
/** @import { Answers, State } from "../view-state.ts" */
/** @import { Attributes } from "./dom.js" */

/** Where a block stands, and what is filled in there. @typedef {{ where: Where, values?: State | undefined }} Surface */

/**
 * An element that tells the bot at once what was done with it.
 * @param {Interactive} one
 * @param {string} blockId
 * @param {Surface} surface
 * @returns {HTMLElement}
 */
export function actingElement(one, blockId, surface) {
	const action = one.action_id ?? "";
	const common = { class: "act", "data-focus": `act ${blockId} ${action}` };
	/** @param {Answers[string]} answer */
	const act = async (answer) => {
		if ("confirm" in one && one.confirm !== undefined && !(await confirmed(one.confirm))) return;
		const { error } = await press(surface.where, action, answer, surroundingAnswers(surface));
		if (error !== undefined) tellReader(error);
	};
	switch (one.type) {
		case "button":
			return buttonElement(one, common, act);
		case "overflow":
			return menuButton(
				{ ...common, class: "act overflow", "aria-label": "More" },
				icon("more"),
				one.options.map(({ text, description, value }) => ({ label: text.text, ...(description === undefined ? {} : { about: description.text }), choose: () => act(value) })),
			);
		case "feedback_buttons":
			return feedbackElement(one, common, surface, act);
		case "icon_button":
			return element(
				"button",
				{ type: "button", ...common, class: "act icon-only", "aria-label": one.accessibility_label ?? one.text.text, title: one.text.text, onclick: () => act(null) },
				icon("trash"),
			);
		default:
			return fieldFor(one, { blockId, values: surface.values, label: "placeholder" in one ? one.placeholder?.text : undefined, onAnswer: act });
	}
}

/**
 * What is filled in around an element of a view goes along with it.
 * @param {Surface} surface
 * @returns {Answers}
 */
const surroundingAnswers = ({ where }) => ("view" in where ? readView(where.view) : {});
/** @type {(view: string) => Answers} */
let readView = () => ({});
/** @param {(view: string) => Answers} read says what is filled in in a view just now */
export const readViewsWith = (read) => {
	readView = read;
};

/**
 * @param {Extract<Interactive, { type: "button" }>} one
 * @param {Attributes} common
 * @param {(answer: null) => unknown} act
 */
function buttonElement({ text, style, url, accessibility_label }, common, act) {
	const attributes = { ...common, class: `act button ${style ?? ""}`.trim(), "aria-label": accessibility_label, onclick: () => act(null) };
	return url === undefined ? element("button", { type: "button", ...attributes }, text.text) : element("a", { ...attributes, href: url, rel: "noreferrer noopener", target: "_blank" }, text.text);
}

/**
 * Two thumbs; the one that was pressed stays marked, as Slack keeps it.
 * @param {Extract<Interactive, { type: "feedback_buttons" }>} one
 * @param {Attributes} common
 * @param {Surface} surface
 * @param {(answer: string) => unknown} act
 */
function feedbackElement({ positive_button, negative_button }, common, { where }, act) {
	const key = JSON.stringify([where, common["data-focus"]]);
	const thumbs = /** @type {const} */ ([
		[positive_button, "up"],
		[negative_button, "down"],
	]).map(([{ text, value, accessibility_label }, name]) => {
		const thumb = element(
			"button",
			{
				type: "button",
				...common,
				class: "act icon-only",
				"data-focus": `${common["data-focus"]} ${name}`,
				"aria-label": accessibility_label ?? text.text,
				title: text.text,
				"aria-pressed": String(wasPressed(key) === value),
				onclick: () => {
					pressed(key, value);
					for (const other of thumbs) other.setAttribute("aria-pressed", String(other === thumb));
					act(value);
				},
			},
			icon(name),
		);
		return thumb;
	});
	return element("span", { class: "feedback", role: "group", "aria-label": "Feedback" }, thumbs);
}
