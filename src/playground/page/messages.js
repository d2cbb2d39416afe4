// Messages as they stand in a channel and in a thread.

import { useShortcut } from "./actions.js";
import { content } from "./blocks.js";
import { element, icon, syncList } from "./dom.js";
import { menuButton } from "./menu.js";
import { tellReader } from "./notices.js";
import { repliesTo, state, statusOf, userOf } from "./store.js";
import { dayOf, fullTimeOf, momentOf, timeOf } from "./times.js";

/** @import { SlackUser } from "../workspace.ts" */
/** @import { Kept } from "./store.js" */
/** @typedef {{ openThread: (ts: string) => void, openPanel: (message: Kept) => void }} MessageActions */
/** @typedef {{ key: string, one: Kept, goesOn: boolean, replies: Kept[] | undefined, status: string | undefined, isOpen: boolean, isExplained: boolean }} MessageRow */
/** @typedef {MessageRow | { key: string, day: string }} Row */

/**
 * Who wrote: a coloured square with an initial; the bot has its mark.
 * @param {SlackUser} user
 */
export function avatar({ id, real_name, is_bot }, size = "") {
	if (is_bot) return element("img", { class: `avatar ${size}`, src: "/icon.svg", alt: "" });
	return element("span", { class: `avatar ${size}`, "data-user": id, "aria-hidden": "true" }, real_name.slice(0, 1));
}

const sameBreathMs = 5 * 60_000;

/**
 * What stands in a list: messages, and a line where a day begins. Somebody who goes on writing is named once.
 * @type {(messages: readonly Kept[], how: { withReplies: boolean }) => Row[]}
 */
function rowsOf(messages, { withReplies }) {
	return messages.flatMap((one, at) => {
		const before = messages[at - 1];
		const newDay = before === undefined || dayOf(before.ts) !== dayOf(one.ts);
		const goesOn =
			!newDay &&
			before.user === one.user &&
			before.onlyFor === one.onlyFor &&
			Number(momentOf(one.ts)) - Number(momentOf(before.ts)) < sameBreathMs &&
			!(withReplies && repliesTo(before.ts).length > 0);
		const replies = withReplies && one.onlyFor === undefined ? repliesTo(one.ts) : undefined;
		const status = replies === undefined ? undefined : statusOf(one.ts);
		const row = { key: one.key, one, goesOn, replies, status, isOpen: withReplies && state.thread === one.ts, isExplained: state.panel === one.key };
		return newDay && withReplies ? [{ key: `day ${dayOf(one.ts)}`, day: dayOf(one.ts) }, row] : [row];
	});
}

/** @param {Row} row */
const versionOf = (row) => ("day" in row ? row.day : [row.one.revision, row.goesOn, row.replies?.length, row.status, row.isOpen, row.isExplained].join());

/** @type {(list: HTMLElement, messages: readonly Kept[], how: { withReplies: boolean } & MessageActions) => void} */
export function drawMessages(list, messages, { withReplies, ...actions }) {
	syncList(list, rowsOf(messages, { withReplies }), {
		keyOf: ({ key }) => key,
		versionOf,
		make: (row) => ("day" in row ? element("li", { class: "day" }, element("span", {}, row.day)) : messageNode(row, actions)),
	});
}

/** @type {(row: MessageRow, actions: MessageActions) => HTMLElement} */
function messageNode({ one, goesOn, replies, status, isOpen, isExplained }, actions) {
	const user = userOf(one.user);
	const time = element("time", { datetime: momentOf(one.ts).toISOString(), title: fullTimeOf(one.ts) }, timeOf(one.ts));
	const head = element("header", { class: goesOn ? "sr" : undefined }, element("span", { class: "name" }, user.real_name), user.is_bot && element("span", { class: "app" }, "APP"), time);
	return element(
		"li",
		{ class: `message${goesOn ? " goes-on" : ""}${one.onlyFor === undefined ? "" : " only-you"}${isOpen || isExplained ? " open" : ""}` },
		element("div", { class: "margin" }, goesOn ? undefined : avatar(user)),
		element(
			"div",
			{ class: "body" },
			one.onlyFor !== undefined && element("p", { class: "private" }, icon("lock"), "Only visible to you"),
			head,
			content(one),
			one.explained &&
				element(
					"button",
					{ type: "button", class: "how", "data-focus": "how", "aria-expanded": String(isExplained), "aria-controls": "panel", onclick: () => actions.openPanel(one) },
					icon("steps"),
					"How this answer was made",
				),
			replies && threadButton(one, replies, isOpen, actions),
			status !== undefined && statusLine(status),
		),
		one.onlyFor === undefined && messageMenu(one, actions),
	);
}

/**
 * What can be done with a message: the app's shortcuts. What comes of one stands in the message's thread.
 * @type {(one: Kept, actions: MessageActions) => HTMLElement | undefined}
 */
function messageMenu(one, { openThread }) {
	const { messageShortcuts } = state.app;
	if (messageShortcuts.length === 0) return undefined;
	const said = one.text
		.replace(/<[^>]*>/g, "")
		.trim()
		.slice(0, 40);
	return menuButton(
		{ class: "plain message-menu", "data-focus": "menu", "aria-label": `More actions for the message of ${userOf(one.user).real_name}: ${said}` },
		icon("more"),
		messageShortcuts.map(({ name, callback_id }) => ({
			label: name,
			about: userOf(state.bot).real_name,
			choose: async () => {
				const { error } = await useShortcut(callback_id, one);
				if (error !== undefined) tellReader(error);
				else openThread(one.thread_ts ?? one.ts);
			},
		})),
	);
}

/** What the bot is doing, as Slack shows it. @param {string} status */
export const statusLine = (status) =>
	element(
		"p",
		{ class: "bot-status" },
		avatar(userOf(state.bot), "small"),
		element("span", {}, element("strong", {}, userOf(state.bot).real_name), ` ${status}`),
		element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i")),
	);

/** @type {(one: Kept, replies: readonly Kept[], isOpen: boolean, actions: MessageActions) => HTMLElement} */
function threadButton(one, replies, isOpen, { openThread }) {
	const common = { type: "button", "data-focus": "thread", "aria-expanded": String(isOpen), "aria-controls": "thread", onclick: () => openThread(one.ts) };
	const last = replies.at(-1);
	if (last === undefined) return element("button", { ...common, class: "to-thread quiet" }, icon("thread"), "Reply in thread");
	const writers = [...new Set(replies.map(({ user }) => user))].map(userOf);
	return element(
		"button",
		{ ...common, class: "to-thread" },
		element(
			"span",
			{ class: "writers" },
			writers.map((user) => avatar(user, "small")),
		),
		element("strong", {}, `${replies.length} ${replies.length === 1 ? "reply" : "replies"}`),
		element("span", { class: "last" }, `last at ${timeOf(last.ts)}`),
	);
}
