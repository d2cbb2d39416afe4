// Slack's own markup, as elements.
import { element } from "./dom.js";
import { channelOf, userOf } from "./store.js";

/** @import { Child } from "./dom.js" */

/** @param {string} text */
const unescapeSlack = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/**
 * Text with code blocks, quotes, links, mentions, bold, italic, struck and code; everything else stays text.
 * @param {string} text
 * @returns {Child[]}
 */
export function mrkdwn(text) {
	return text.split(/(```[\s\S]*?```)/g).flatMap((part) => {
		if (part.startsWith("```") && part.endsWith("```") && part.length > 6) return [element("pre", {}, unescapeSlack(part.slice(3, -3).replace(/^\n|\n$/g, "")))];
		return part.split(/((?:^&gt;.*(?:\n|$))+)/m).flatMap((lines) => (lines.startsWith("&gt;") ? [element("blockquote", {}, inline(lines.replace(/^&gt; ?/gm, "").trimEnd()))] : inline(lines)));
	});
}

const pattern =
	/<((?:https?:|mailto:)[^|>]+)(?:\|([^>]*))?>|<@([A-Z0-9]+)(?:\|[^>]*)?>|<#([A-Z0-9]+)(?:\|([^>]*))?>|<!(here|channel|everyone)>|`([^`\n]+)`|(?<![\p{L}\p{N}*])\*([^*\n]+)\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_([^_\n]+)_(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}~])~([^~\n]+)~(?![\p{L}\p{N}~])/gu;

/**
 * @param {string} text
 * @returns {Child[]}
 */
function inline(text) {
	/** @type {Child[]} */
	const parts = [];
	let at = 0;
	for (const match of text.matchAll(pattern)) {
		if (match.index > at) parts.push(unescapeSlack(text.slice(at, match.index)));
		parts.push(styled(match));
		at = match.index + match[0].length;
	}
	if (at < text.length) parts.push(unescapeSlack(text.slice(at)));
	return parts;
}

/**
 * @param {RegExpExecArray} match
 * @returns {Child}
 */
function styled([, url, label, user, channel, channelName, everybody, code, strong, soft, struck]) {
	if (url) return link(unescapeSlack(url), unescapeSlack(label ?? url));
	if (user) return element("span", { class: "mention" }, `@${userOf(user).name}`);
	if (channel) return element("span", { class: "mention" }, `#${channelName || (channelOf(channel)?.name ?? channel)}`);
	if (everybody) return element("span", { class: "mention" }, `@${everybody}`);
	if (code) return element("code", {}, unescapeSlack(code));
	if (strong) return element("strong", {}, inline(strong));
	if (soft) return element("em", {}, inline(soft));
	return element("s", {}, inline(struck ?? ""));
}

/**
 * A link that tells the other side nothing of where it was followed. A source's number says what it leads to.
 * @param {string} url
 * @param {string} label
 */
export const link = (url, label) => element("a", { href: url, rel: "noreferrer noopener", target: "_blank", title: url, class: /^\[\d+\]$/.test(label) ? "source" : undefined }, label);
