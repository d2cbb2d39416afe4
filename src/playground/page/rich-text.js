// Rich text, as people's own messages come and as an app may send it.
import { element } from "./dom.js";
import { link } from "./mrkdwn.js";
import { channelOf, userOf } from "./store.js";

/** @import { AnyBlock } from "../block-schema.ts" */
/** @import { Child } from "./dom.js" */

/** @typedef {{ type: string, text?: unknown, url?: unknown, user_id?: unknown, channel_id?: unknown, name?: unknown, unicode?: unknown, fallback?: unknown, range?: unknown, style?: { bold?: boolean, italic?: boolean, strike?: boolean, code?: boolean } }} Piece */

/**
 * @param {Extract<AnyBlock, { type: "rich_text" }>} block
 * @returns {Child}
 */
export function richText({ elements }) {
	return elements.map((part) => {
		switch (part.type) {
			case "rich_text_section":
				return element("p", {}, part.elements.map(piece));
			case "rich_text_quote":
				return element("blockquote", {}, part.elements.map(piece));
			case "rich_text_preformatted":
				return element("pre", {}, part.elements.map(piece));
			default: {
				const items = part.elements.map((item) => element("li", {}, item.elements.map(piece)));
				return part.style === "ordered" ? element("ol", { start: (part.offset ?? 0) + 1 }, items) : element("ul", {}, items);
			}
		}
	});
}

/**
 * @param {Piece} one
 * @returns {Child}
 */
function piece(one) {
	const text = String(one.text ?? "");
	switch (one.type) {
		case "text":
			return styled(text, one.style);
		case "link":
			return styled(link(String(one.url), text || String(one.url)), one.style);
		case "user":
			return element("span", { class: "mention" }, `@${userOf(String(one.user_id)).name}`);
		case "channel":
			return element("span", { class: "mention" }, `#${channelOf(String(one.channel_id))?.name ?? one.channel_id}`);
		case "emoji":
			return typeof one.unicode === "string" ? String.fromCodePoint(...one.unicode.split("-").map((code) => Number.parseInt(code, 16))) : `:${one.name}:`;
		case "broadcast":
			return element("span", { class: "mention" }, `@${one.range}`);
		default:
			return String(one.fallback ?? text);
	}
}

/**
 * @param {Child} inside
 * @param {Piece["style"]} style
 * @returns {Child}
 */
function styled(inside, style = {}) {
	let made = inside;
	if (style.code) made = element("code", {}, made);
	if (style.bold) made = element("strong", {}, made);
	if (style.italic) made = element("em", {}, made);
	if (style.strike) made = element("s", {}, made);
	return made;
}
