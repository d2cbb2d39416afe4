// Block Kit as Slack draws it: every block that the workspace lets an app send.
import { element } from "./dom.js";
import { actingElement } from "./elements.js";
import { fieldFor } from "./fields.js";
import { markdown } from "./markdown.js";
import { mrkdwn } from "./mrkdwn.js";
import { richText } from "./rich-text.js";

/** @import { AnyBlock } from "../block-schema.ts" */
/** @import { Child } from "./dom.js" */
/** @import { Surface } from "./elements.js" */
/** @import { Kept } from "./store.js" */

/**
 * A message's content: its blocks, or its text where it has none, and the pictures that were uploaded with it.
 * @param {Kept} message
 * @returns {Child}
 */
export function content({ blocks, text, files, channel, ts }) {
	const pictures = (files ?? []).map(({ id, name, title, alt_txt }) => figure(`/files/${id}/${encodeURIComponent(name)}`, alt_txt || title, title));
	// The workspace has checked them when they were sent.
	const shown = /** @type {AnyBlock[] | undefined} */ (blocks);
	if (shown !== undefined && shown.length > 0) return [drawBlocks(shown, { where: { channel, ts } }), pictures];
	return [text !== "" && element("div", { class: "block section" }, mrkdwn(text)), pictures];
}

/**
 * @param {readonly AnyBlock[]} blocks
 * @param {Surface} surface
 * @returns {Child}
 */
export const drawBlocks = (blocks, surface) => blocks.map((one) => drawBlock(one, surface));

/**
 * @param {AnyBlock} one
 * @param {Surface} surface
 * @returns {HTMLElement}
 */
function drawBlock(one, surface) {
	const id = one.block_id ?? "";
	switch (one.type) {
		case "section":
			return element(
				"div",
				{ class: one.accessory === undefined ? "block section" : "block section with-accessory" },
				element(
					"div",
					{},
					one.text && element("div", {}, textObject(one.text)),
					one.fields &&
						element(
							"div",
							{ class: "fields" },
							one.fields.map((field) => element("div", {}, textObject(field))),
						),
				),
				one.accessory && (one.accessory.type === "image" ? picture(one.accessory) : actingElement(one.accessory, id, surface)),
			);
		case "context":
			return element(
				"div",
				{ class: "block context" },
				one.elements.map((part) => (part.type === "image" ? picture(part) : element("span", {}, textObject(part)))),
			);
		case "actions":
		case "context_actions":
			return element(
				"div",
				{ class: `block ${one.type.replace("_", "-")}` },
				one.elements.map((part) => actingElement(part, id, surface)),
			);
		case "input":
			return inputBlock(one, surface);
		case "header":
			return element("p", { class: "block header", role: "heading", "aria-level": "3" }, one.text.text);
		case "divider":
			return element("hr", { class: "block divider" });
		case "image": {
			const source = addressOf(one);
			return source === undefined ? elsewhere(one) : figure(source, one.alt_text, one.title?.text);
		}
		case "markdown":
			return element("div", { class: "block markdown" }, markdown(one.text));
		case "rich_text":
			return element("div", { class: "block markdown" }, richText(one));
		case "table":
			return tableBlock(one);
		default:
			return unknown(one);
	}
}

/** @param {never} block the workspace takes no other, so this is one that it knows and the page does not yet */
const unknown = (block) => element("p", { class: "block unknown" }, `A block of the type ${/** @type {{ type: string }} */ (block).type}, which this page does not draw.`);

/** @param {{ type: string, text: string }} text */
const textObject = ({ type, text }) => (type === "mrkdwn" ? mrkdwn(text) : [text]);

/** @typedef {{ alt_text: string, image_url?: string | undefined, slack_file?: { id: string } | { url: string } | undefined }} Pictured */

/**
 * Where a picture of the workspace is; one from elsewhere is not fetched, for nothing leaves this machine.
 * @param {Pictured} one
 */
function addressOf({ image_url, slack_file }) {
	if (slack_file !== undefined && "id" in slack_file) return `/files/${slack_file.id}/picture`;
	const url = image_url ?? (slack_file !== undefined && "url" in slack_file ? slack_file.url : undefined);
	return url !== undefined && new URL(url, location.href).origin === location.origin ? url : undefined;
}

/** @param {Pictured} one */
function picture(one) {
	const src = addressOf(one);
	return src === undefined ? element("span", { class: "elsewhere", role: "img", "aria-label": one.alt_text, title: one.alt_text }) : element("img", { class: "picture", src, alt: one.alt_text });
}

/** @param {Pictured} one */
const elsewhere = ({ alt_text, image_url }) =>
	element("p", { class: "block unknown" }, `A picture from ${image_url === undefined ? "elsewhere" : new URL(image_url).hostname}, which this page does not fetch: ${alt_text}`);

/** @type {(src: string, alt: string, title?: string) => HTMLElement} */
const figure = (src, alt, title) => element("figure", { class: "block image" }, title && element("figcaption", {}, title), element("img", { src, alt }));

let inputs = 0;

/**
 * A label, what is to be filled in, a hint, and room for what is wrong with it.
 * @param {Extract<AnyBlock, { type: "input" }>} block
 * @param {Surface} surface
 */
function inputBlock({ block_id = "", label, hint, optional, element: one }, { values }) {
	const id = `input-${++inputs}`;
	const isGroup = ["checkboxes", "radio_buttons", "multi_static_select"].includes(one.type);
	const name = [label.text, optional === true && element("span", { class: "quiet" }, " (optional)")];
	const field = fieldFor(one, { blockId: block_id, values, id, describedBy: `${id}-hint ${id}-wrong` });
	if (isGroup) field.setAttribute("aria-labelledby", `${id}-label`);
	return element(
		"div",
		{ class: "block input", "data-block": block_id },
		isGroup ? element("p", { id: `${id}-label`, class: "label" }, name) : element("label", { for: id, class: "label" }, name),
		field,
		element("p", { id: `${id}-hint`, class: "quiet hint" }, hint?.text),
		element("p", { id: `${id}-wrong`, class: "wrong", role: "alert" }),
	);
}

/** @param {Extract<AnyBlock, { type: "table" }>} block */
function tableBlock({ rows, column_settings }) {
	const [head = [], ...body] = rows;
	/** @type {(cell: (typeof head)[number]) => Child} */
	const inside = (cell) => (cell.type === "raw_text" ? cell.text : cell.type === "raw_number" ? String(cell.value) : richText(cell));
	/** @param {number} at */
	const align = (at) => column_settings?.[at]?.align;
	return element(
		"div",
		{ class: "block table", role: "group", "aria-label": "Table", tabindex: 0 },
		element(
			"table",
			{},
			element(
				"thead",
				{},
				element(
					"tr",
					{},
					head.map((cell, at) => element("th", { scope: "col", "data-align": align(at) }, inside(cell))),
				),
			),
			element(
				"tbody",
				{},
				body.map((row) =>
					element(
						"tr",
						{},
						row.map((cell, at) => (at === 0 ? element("th", { scope: "row" }, inside(cell)) : element("td", { "data-align": align(at) }, inside(cell)))),
					),
				),
			),
		),
	);
}
