// The box in which messages are written, with completion that the keyboard and screen readers can use.
import { completionsAt } from "./completion.js";
import { element, icon } from "./dom.js";

/** @import { Child } from "./dom.js" */
/** @import { Completions } from "./completion.js" */
/** @typedef {{ error?: string | undefined, hint?: string }} Sent what became of a message: what was wrong, or a hint */

/** @param {{ id: string, label: string, inThread: boolean, onSend: (text: string) => Promise<Sent>, extra?: Child }} options `extra` stands above the box */
export function composer({ id, label, inThread, onSend, extra }) {
	const text = element("textarea", {
		id,
		rows: "1",
		"aria-label": label,
		"aria-autocomplete": "list",
		"aria-haspopup": "listbox",
		"aria-controls": `${id}-options`,
		"aria-describedby": `${id}-keys`,
		autocomplete: "off",
	});
	const options = element("ul", { class: "options", id: `${id}-options`, role: "listbox", "aria-label": "Completions", hidden: true });
	const note = element("p", { class: "note", role: "status" });
	const sendButton = element("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"));
	/** @type {(Completions & { at: number }) | undefined} */
	let open;

	/** @param {Completions | undefined} completions */
	const show = (completions) => {
		open = completions && { ...completions, at: 0 };
		options.hidden = open === undefined;
		options.replaceChildren(
			...(open?.options ?? []).map(({ label: name, about }, at) =>
				element(
					"li",
					{ id: `${id}-option-${at}`, role: "option", onmousedown: (event) => event.preventDefault(), onclick: () => complete(at) },
					element("strong", {}, name),
					element("span", {}, about),
				),
			),
		);
		choose(0);
	};
	/** @param {number} at */
	const choose = (at) => {
		if (open === undefined) return text.removeAttribute("aria-activedescendant");
		open.at = (at + open.options.length) % open.options.length;
		for (const [index, option] of [...options.children].entries()) option.setAttribute("aria-selected", String(index === open.at));
		return text.setAttribute("aria-activedescendant", `${id}-option-${open.at}`);
	};
	/** @param {number} at */
	const complete = (at) => {
		const chosen = open?.options[at];
		if (open === undefined || chosen === undefined) return;
		text.setRangeText(chosen.insert, open.start, text.selectionStart, "end");
		changed();
		text.focus();
	};
	const look = () => show(completionsAt(text.value, text.selectionStart, { inThread }));
	const changed = () => {
		look();
		grow();
	};
	const grow = () => {
		text.style.blockSize = "auto";
		text.style.blockSize = `${text.scrollHeight}px`;
	};
	/** @param {string} value */
	const write = (value) => {
		text.value = value;
		grow();
	};
	/** @param {string} sign */
	const start = (sign) => {
		text.setRangeText(text.selectionStart > 0 && !/\s$/.test(text.value.slice(0, text.selectionStart)) ? ` ${sign}` : sign, text.selectionStart, text.selectionEnd, "end");
		text.focus();
		changed();
	};
	const submit = async () => {
		const said = text.value.trim();
		if (said === "") return;
		write("");
		show(undefined);
		const { error, hint = "" } = await onSend(said);
		note.textContent = error ?? hint;
		if (error !== undefined && text.value === "") write(said);
	};
	/** What a key does while completions are shown. @type {Record<string, (at: number) => void>} */
	const keys = {
		ArrowDown: (at) => choose(at + 1),
		ArrowUp: (at) => choose(at - 1),
		Enter: complete,
		Tab: complete,
		Escape: () => show(undefined),
	};
	text.addEventListener("keydown", (event) => {
		if (event.isComposing) return;
		const take = event.shiftKey ? undefined : keys[event.key];
		if (open !== undefined && take !== undefined) {
			event.preventDefault();
			event.stopPropagation();
			take(open.at);
		} else if (event.key === "Enter" && !event.shiftKey) {
			event.preventDefault();
			void submit();
		}
	});
	text.addEventListener("input", changed);
	text.addEventListener("click", look);
	text.addEventListener("blur", () => show(undefined));

	const form = element(
		"form",
		{
			class: "composer",
			onsubmit: (event) => {
				event.preventDefault();
				void submit();
			},
		},
		text,
		element(
			"div",
			{ class: "bar" },
			element("button", { type: "button", class: "plain sign", "aria-label": "Mention somebody", onclick: () => start("@") }, "@"),
			!inThread &&
				element(
					"button",
					{
						type: "button",
						class: "plain sign",
						"aria-label": "Use a slash command",
						onclick: () => {
							write("");
							start("/");
						},
					},
					"/",
				),
			element("span", { class: "keys", id: `${id}-keys` }, "Enter sends, Shift+Enter starts a new line"),
			sendButton,
		),
	);
	return {
		node: element("div", { class: "composing" }, extra, element("div", { class: "box" }, options, form), note),
		text,
		write,
		/** @param {string} placeholder */
		describe: (placeholder) => text.setAttribute("placeholder", placeholder),
		isEmpty: () => text.value.trim() === "",
	};
}
