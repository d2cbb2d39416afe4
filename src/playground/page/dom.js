// Everything that the page shows is built as elements, never as markup from text.

/** @typedef {string | Node | undefined | null | false | readonly Child[]} Child what an element holds; nothing is left out */
/** @typedef {{ listen(event: Event): unknown }["listen"]} Listener of any kind of event */
/** @typedef {Record<string, string | number | boolean | undefined | Listener>} Attributes `on…` adds a listener; `undefined` and `false` leave the attribute out */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
	return fill(document.createElement(tag), attributes, children);
}

/**
 * The same for the parts of a drawing.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function drawn(tag, attributes = {}, ...children) {
	return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/**
 * @template {Element} Made
 * @param {Made} made
 * @param {Attributes} attributes
 * @param {readonly Child[]} children
 */
function fill(made, attributes, children) {
	for (const [name, value] of Object.entries(attributes)) {
		if (typeof value === "function") made.addEventListener(name.slice(2), value);
		else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value));
	}
	made.append(...flat(children));
	return made;
}

/** @type {(children: readonly Child[]) => (string | Node)[]} */
const flat = (children) => children.flatMap((child) => (typeof child === "string" ? (child === "" ? [] : [child]) : child instanceof Node ? [child] : child ? flat(child) : []));

/**
 * An element of the page that is always there.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
	const found = document.getElementById(id);
	if (found === null) throw new Error(`Expected an element with the id ${id}, got nothing`);
	return found;
}

const strokes = {
	close: "M6 6l12 12M18 6L6 18",
	send: "M4 12l16-8-6 16-3-6.5z",
	steps: "M6 5h12M6 12h8M6 19h5M17 14l2 2 3-4",
	thread: "M4 5h16v10H10l-4 4v-4H4z",
	check: "M5 12.5l4.5 4.5L19 7",
	cross: "M7 7l10 10M17 7L7 17",
	arrow: "M9 6l6 6-6 6",
	lock: "M7 11V8a5 5 0 0 1 10 0v3M5 11h14v9H5z",
	more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
	home: "M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6",
	up: "M7 21V10M7 10l4-7c1.5 0 2.6 1.2 2.4 2.7L13 10h5.5a2 2 0 0 1 2 2.4l-1.3 7a2 2 0 0 1-2 1.6H7M3 10h4v11H3z",
	down: "M17 3v11M17 14l-4 7c-1.5 0-2.6-1.2-2.4-2.7L11 14H5.5a2 2 0 0 1-2-2.4l1.3-7a2 2 0 0 1 2-1.6H17M21 14h-4V3h4z",
	trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
	week: "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
};

/**
 * A small drawing that says nothing to a screen reader.
 * @param {keyof typeof strokes} name
 */
export function icon(name) {
	return drawn("svg", { class: `icon icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, drawn("path", { d: strokes[name] }));
}

/** @type {WeakMap<Element, string>} */
const versions = new WeakMap();

/**
 * Makes a list's children match the items, touching only those that are new or changed, so that scrolling, selections and the
 * keyboard's focus stay where they are. A changed child that holds the focus hands it on to its successor's element of the
 * same `data-focus`.
 * @template Item
 * @param {HTMLElement} list
 * @param {readonly Item[]} items
 * @param {{ keyOf: (item: Item) => string, versionOf: (item: Item) => string, make: (item: Item) => HTMLElement }} how
 */
export function syncList(list, items, { keyOf, versionOf, make }) {
	const before = new Map(childrenOf(list).map((child) => [child.dataset.key, child]));
	let place = list.firstElementChild;
	for (const item of items) {
		const key = keyOf(item);
		const version = versionOf(item);
		let child = before.get(key);
		before.delete(key);
		if (child === undefined || versions.get(child) !== version) {
			const made = make(item);
			made.dataset.key = key;
			versions.set(made, version);
			if (child !== undefined) {
				if (place === child) place = made;
				replaceKeepingFocus(child, made);
			}
			child = made;
		}
		if (child === place) place = place.nextElementSibling;
		else list.insertBefore(child, place);
	}
	for (const left of before.values()) left.remove();
}

/** @type {(list: HTMLElement) => HTMLElement[]} the children of a list are made by `element` */
export const childrenOf = (list) => /** @type {HTMLElement[]} */ ([...list.children]);

/** @type {(old: HTMLElement, made: HTMLElement) => void} */
export function replaceKeepingFocus(old, made) {
	const focused = document.activeElement instanceof HTMLElement && old.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
	old.replaceWith(made);
	if (focused !== undefined) focusable(made, focused)?.focus({ preventScroll: true });
}

/**
 * The element of this `data-focus`.
 * @param {ParentNode} root
 * @param {string} name
 * @returns {HTMLElement | undefined}
 */
export const focusable = (root, name) => /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-focus]")]).find(({ dataset }) => dataset.focus === name);
