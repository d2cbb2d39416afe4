// Everything that the page shows is built as elements, never as markup from text.

/** An element with attributes (`on…` adds a listener) and children; `undefined` and `false` leave either out. */
export function element(tag, attributes = {}, ...children) {
	return fill(document.createElement(tag), attributes, children);
}

/** The same for the parts of a drawing. */
export function drawn(tag, attributes = {}, ...children) {
	return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(made, attributes, children) {
	for (const [name, value] of Object.entries(attributes)) {
		if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
		else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
	}
	made.append(...children.flat(Number.POSITIVE_INFINITY).filter((child) => child !== undefined && child !== false && child !== ""));
	return made;
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
};

/** A small drawing that says nothing to a screen reader. */
export function icon(name) {
	return drawn("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, drawn("path", { d: strokes[name] }));
}

const versions = new WeakMap();

/**
 * Makes a list's children match the items, touching only those that are new or changed, so that scrolling, selections and the
 * keyboard's focus stay where they are. A changed child that holds the focus hands it on to its successor's element of the
 * same `data-focus`.
 */
export function syncList(list, items, { keyOf, versionOf, make }) {
	const before = new Map([...list.children].map((child) => [child.dataset.key, child]));
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

function replaceKeepingFocus(old, made) {
	const focused = old.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
	old.replaceWith(made);
	if (focused !== undefined) made.querySelector(`[data-focus="${focused}"]`)?.focus({ preventScroll: true });
}
