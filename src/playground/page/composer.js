// The box in which messages are written, with completion that the keyboard and screen readers can use.
import { completionsAt } from "./completion.js";
import { element, icon } from "./dom.js";

/**
 * @param options `id` of the text area, `label`, `inThread`, `onSend(text)` that resolves with `{ error }` where it went wrong,
 * and `extra`, what stands above the box
 */
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
	let open;

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
	const choose = (at) => {
		if (open === undefined) return text.removeAttribute("aria-activedescendant");
		open.at = (at + open.options.length) % open.options.length;
		for (const [index, option] of [...options.children].entries()) option.setAttribute("aria-selected", String(index === open.at));
		return text.setAttribute("aria-activedescendant", `${id}-option-${open.at}`);
	};
	const complete = (at) => {
		const { start, options: offered } = open;
		text.setRangeText(offered[at].insert, start, text.selectionStart, "end");
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
	const write = (value) => {
		text.value = value;
		grow();
	};
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
	const keys = {
		ArrowDown: () => choose(open.at + 1),
		ArrowUp: () => choose(open.at - 1),
		Enter: () => complete(open.at),
		Tab: () => complete(open.at),
		Escape: () => show(undefined),
	};
	text.addEventListener("keydown", (event) => {
		if (event.isComposing) return;
		if (open !== undefined && keys[event.key] !== undefined && !event.shiftKey) {
			event.preventDefault();
			event.stopPropagation();
			keys[event.key]();
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
		describe: (placeholder) => text.setAttribute("placeholder", placeholder),
		isEmpty: () => text.value.trim() === "",
	};
}
