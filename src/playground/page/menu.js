// A button that opens a menu, for the keyboard and screen readers too: arrows move, Enter chooses, Escape closes.
import { element } from "./dom.js";

/** @import { Attributes, Child } from "./dom.js" */
/** @typedef {{ label: string, about?: string, choose: () => unknown }} Item */

let menus = 0;

/**
 * @param {Attributes} attributes of the button; its `aria-label` names the menu too
 * @param {Child} face what the button shows
 * @param {readonly Item[]} items
 */
export function menuButton(attributes, face, items) {
	const id = `menu-${++menus}`;
	const choices = items.map(({ label, about, choose }) =>
		element(
			"button",
			{
				type: "button",
				role: "menuitem",
				tabindex: -1,
				onclick: () => {
					menu.hidePopover();
					button.focus();
					choose();
				},
			},
			label,
			about !== undefined && about !== "" && element("span", { class: "quiet" }, about),
		),
	);
	const menu = element("div", { id, class: "menu", role: "menu", popover: "auto", "aria-label": attributes["aria-label"] }, choices);
	const button = element(
		"button",
		{ type: "button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": id, ...attributes, onclick: () => (menu.matches(":popover-open") ? menu.hidePopover() : open()) },
		face,
	);

	function open() {
		menu.showPopover();
		const { bottom, top, left, right } = button.getBoundingClientRect();
		const { offsetWidth, offsetHeight } = menu;
		menu.style.insetBlockStart = `${bottom + offsetHeight + 8 > innerHeight ? Math.max(8, top - offsetHeight - 4) : bottom + 4}px`;
		menu.style.insetInlineStart = `${left + offsetWidth + 8 > innerWidth ? Math.max(8, right - offsetWidth) : left}px`;
		choices[0]?.focus();
	}

	menu.addEventListener("toggle", () => button.setAttribute("aria-expanded", String(menu.matches(":popover-open"))));
	menu.addEventListener("keydown", (event) => {
		const at = choices.findIndex((choice) => choice.matches(":focus"));
		/** @type {Record<string, () => void>} */
		const keys = {
			ArrowDown: () => choices[(at + 1) % choices.length]?.focus(),
			ArrowUp: () => choices.at(at - 1)?.focus(),
			Home: () => choices[0]?.focus(),
			End: () => choices.at(-1)?.focus(),
			Escape: close,
			Tab: close,
		};
		const take = keys[event.key];
		if (take === undefined) return;
		event.preventDefault();
		// Escape closes the menu and nothing else.
		event.stopPropagation();
		take();
	});
	function close() {
		menu.hidePopover();
		button.focus();
	}
	return element("span", { class: "with-menu" }, button, menu);
}
