// The Markdown that a `markdown` block may hold, as elements: paragraphs, headings, lists, quotes, code and what stands in a line.
import { element } from "./dom.js";
import { link } from "./mrkdwn.js";

/** @import { Child } from "./dom.js" */
/** @typedef {{ made?: HTMLElement, rest: string[] }} Taken what a kind makes of the first lines, and the lines that it leaves */

/** @type {{ starts: RegExp, take: (lines: string[]) => Taken }[]} */
const kinds = [
	{ starts: /^```/, take: takeCode },
	{ starts: /^#{1,6}\s/, take: ([first = "", ...rest]) => ({ made: element("p", { class: "header" }, inline(first.replace(/^#+\s+/, ""))), rest }) },
	{ starts: /^(?:-{3,}|\*{3,})\s*$/, take: ([, ...rest]) => ({ made: element("hr"), rest }) },
	{ starts: /^>/, take: (lines) => takeWhile(lines, /^>/, (taken) => element("blockquote", {}, markdown(taken.map((line) => line.replace(/^> ?/, "")).join("\n")))) },
	{
		starts: /^\s*[-*+]\s/,
		take: (lines) =>
			takeWhile(lines, /^\s*[-*+]\s/, (taken) =>
				element(
					"ul",
					{},
					taken.map((line) => element("li", {}, inline(line.replace(/^\s*[-*+]\s+/, "")))),
				),
			),
	},
	{
		starts: /^\s*\d+[.)]\s/,
		take: (lines) =>
			takeWhile(lines, /^\s*\d+[.)]\s/, (taken) =>
				element(
					"ol",
					{},
					taken.map((line) => element("li", {}, inline(line.replace(/^\s*\d+[.)]\s+/, "")))),
				),
			),
	},
];

/**
 * @param {string} text
 * @returns {HTMLElement[]}
 */
export function markdown(text) {
	const made = [];
	let lines = text.split("\n");
	while (lines.length > 0) {
		const [first = ""] = lines;
		/** @type {Taken} */
		const taken = first.trim() === "" ? { rest: lines.slice(1) } : (kinds.find(({ starts }) => starts.test(first))?.take ?? takeParagraph)(lines);
		if (taken.made !== undefined) made.push(taken.made);
		lines = taken.rest;
	}
	return made;
}

/** @type {(lines: string[], belongs: RegExp, make: (taken: string[]) => HTMLElement) => Taken} */
function takeWhile(lines, belongs, make) {
	const end = lines.findIndex((line) => !belongs.test(line));
	const taken = end < 0 ? lines : lines.slice(0, end);
	return { made: make(taken), rest: lines.slice(taken.length) };
}

/**
 * @param {string[]} lines
 * @returns {Taken}
 */
function takeCode([, ...lines]) {
	const end = lines.findIndex((line) => line.startsWith("```"));
	const taken = end < 0 ? lines : lines.slice(0, end);
	return { made: element("pre", {}, taken.join("\n")), rest: lines.slice(taken.length + 1) };
}

/**
 * @param {string[]} lines
 * @returns {Taken}
 */
function takeParagraph(lines) {
	const end = lines.findIndex((line, at) => at > 0 && (line.trim() === "" || kinds.some(({ starts }) => starts.test(line))));
	const taken = end < 0 ? lines : lines.slice(0, end);
	return { made: element("p", {}, inline(taken.join("\n"))), rest: lines.slice(taken.length) };
}

const pattern = /\[([^\]\n]+)\]\((https?:[^)\s]+)\)|`([^`\n]+)`|\*\*([^*\n]+)\*\*|(?<![\p{L}\p{N}*])\*([^*\n]+)\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_([^_\n]+)_(?![\p{L}\p{N}_])|~~([^~\n]+)~~/gu;

/**
 * @param {string} text
 * @returns {Child[]}
 */
function inline(text) {
	/** @type {Child[]} */
	const parts = [];
	let at = 0;
	for (const match of text.matchAll(pattern)) {
		const [all, label, url, code, strong, starred, underscored, struck] = match;
		if (match.index > at) parts.push(text.slice(at, match.index));
		if (url && label) parts.push(link(url, label));
		else if (code) parts.push(element("code", {}, code));
		else if (strong) parts.push(element("strong", {}, inline(strong)));
		else if (struck) parts.push(element("s", {}, inline(struck)));
		else parts.push(element("em", {}, inline(starred ?? underscored ?? "")));
		at = match.index + all.length;
	}
	if (at < text.length) parts.push(text.slice(at));
	return parts;
}
