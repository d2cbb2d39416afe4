// Messages as they stand in a channel and in a thread.
import { content } from "./blocks.js";
import { element, icon, syncList } from "./dom.js";
import { repliesTo, state, userOf } from "./store.js";
import { dayOf, fullTimeOf, momentOf, timeOf } from "./times.js";

/** Who wrote: a coloured square with an initial; the bot has its mark. */
export function avatar({ id, real_name, is_bot }, size = "") {
	if (is_bot) return element("img", { class: `avatar ${size}`, src: "/icon.svg", alt: "" });
	return element("span", { class: `avatar ${size}`, "data-user": id, "aria-hidden": "true" }, real_name.slice(0, 1));
}

const sameBreathMs = 5 * 60_000;

/** What stands in a list: messages, and a line where a day begins. Somebody who goes on writing is named once. */
function rowsOf(messages, { withReplies }) {
	return messages.flatMap((one, at) => {
		const before = messages[at - 1];
		const newDay = before === undefined || dayOf(before.ts) !== dayOf(one.ts);
		const goesOn = !newDay && before.user === one.user && before.onlyFor === one.onlyFor && momentOf(one.ts) - momentOf(before.ts) < sameBreathMs && !(withReplies && repliesTo(before.ts).length > 0);
		const replies = withReplies && one.onlyFor === undefined ? repliesTo(one.ts) : undefined;
		const row = { key: one.key, one, goesOn, replies, isOpen: withReplies && state.thread === one.ts, isExplained: state.panel === one.key };
		return newDay && withReplies ? [{ key: `day ${dayOf(one.ts)}`, day: dayOf(one.ts) }, row] : [row];
	});
}

const versionOf = ({ day, one, goesOn, replies, isOpen, isExplained }) => (day ? day : [one.revision, goesOn, replies?.length, isOpen, isExplained].join());

/** @param actions `openThread(ts)` and `openPanel(message)` */
export function drawMessages(list, messages, { withReplies, ...actions }) {
	syncList(list, rowsOf(messages, { withReplies }), {
		keyOf: ({ key }) => key,
		versionOf,
		make: (row) => (row.day ? element("li", { class: "day" }, element("span", {}, row.day)) : messageNode(row, actions)),
	});
}

function messageNode({ one, goesOn, replies, isOpen, isExplained }, actions) {
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
		),
	);
}

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
