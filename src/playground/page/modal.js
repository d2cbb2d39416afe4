// The modal that the bot has opened: the one in front, with what is filled in there.
import { close, submit } from "./actions.js";
import { drawBlocks } from "./blocks.js";
import { byId, element, focusable, icon } from "./dom.js";
import { readViewsWith } from "./elements.js";
import { answersIn } from "./fields.js";
import { frontModal } from "./store.js";

/** @import { OpenView } from "../views.ts" */

/** The view that is drawn, as it was drawn. */
let drawn = "";
/** What had the focus before: a redrawn message has another element in its place. @type {{ key: string, name: string } | undefined} */
let opener;

const dialog = () => /** @type {HTMLDialogElement} */ (byId("modal"));

/** Draws the modal in front of the reader, or closes it. */
export function drawModal() {
	const view = frontModal();
	const wanted = view === undefined ? "" : `${view.id}/${view.hash}`;
	if (wanted === drawn) return;
	drawn = wanted;
	if (view?.type === "modal") show(view);
	else if (dialog().open) {
		dialog().close();
		giveFocusBack();
	}
}

/** @param {Extract<OpenView, { type: "modal" }>} view */
function show(view) {
	const body = element("div", { class: "modal-body" }, drawBlocks(view.blocks, { where: { view: view.id }, values: view.state.values }));
	const note = element("p", { class: "wrong", role: "alert" });
	const send = view.submit && element("button", { type: "submit", class: "act button primary" }, view.submit.text);
	const form = element(
		"form",
		{
			novalidate: true,
			"data-view": view.id,
			onsubmit: async (event) => {
				event.preventDefault();
				if (send === undefined || send.getAttribute("aria-disabled") === "true") return;
				send.setAttribute("aria-disabled", "true");
				note.textContent = "";
				const { error, errors = {} } = await submit(view.id, answersIn(body));
				send.removeAttribute("aria-disabled");
				note.textContent = error ?? "";
				showProblems(body, errors);
			},
		},
		element(
			"header",
			{},
			element("h2", { id: "modal-title", tabindex: -1 }, view.title.text),
			element("button", { type: "button", class: "plain", "aria-label": "Close", onclick: () => close(view.id) }, icon("close")),
		),
		body,
		note,
		element("footer", {}, element("button", { type: "button", class: "act button", onclick: () => close(view.id) }, view.close?.text ?? "Close"), send),
	);
	if (!dialog().open) {
		const active = document.activeElement;
		const key = active?.closest("[data-key]")?.getAttribute("data-key");
		opener = active instanceof HTMLElement && key && active.dataset.focus !== undefined ? { key, name: active.dataset.focus } : undefined;
	}
	dialog().replaceChildren(form);
	if (!dialog().open) dialog().showModal();
	const first = body.querySelector("[autofocus]") ?? body.querySelector("input, select, textarea") ?? form.querySelector("h2");
	if (first instanceof HTMLElement) first.focus();
}

/** @type {(body: HTMLElement, errors: Readonly<Record<string, string>>) => void} */
function showProblems(body, errors) {
	/** @type {HTMLElement | undefined} */
	let first;
	for (const block of body.querySelectorAll("[data-block]")) {
		const problem = errors[block.getAttribute("data-block") ?? ""];
		const field = block.querySelector(".field");
		const place = block.querySelector(".wrong");
		if (place !== null) place.textContent = problem ?? "";
		if (problem === undefined) field?.removeAttribute("aria-invalid");
		else field?.setAttribute("aria-invalid", "true");
		if (problem !== undefined && field instanceof HTMLElement) first ??= field;
	}
	first?.focus();
}

/** The browser gives the focus back to what had it, where that still stands. */
function giveFocusBack() {
	const { key, name } = opener ?? { key: "", name: "" };
	if (document.activeElement !== document.body || key === "") return;
	const place = [...document.querySelectorAll("[data-key]")].find((one) => one.getAttribute("data-key") === key && focusable(one, name) !== undefined);
	if (place !== undefined) focusable(place, name)?.focus();
}

/** Lets the modal act on Escape, and elements send what is filled in around them. */
export function prepareModal() {
	dialog().addEventListener("keydown", (event) => event.stopPropagation());
	dialog().addEventListener("cancel", (event) => {
		event.preventDefault();
		const view = frontModal();
		if (view !== undefined) void close(view.id);
	});
	readViewsWith((view) => {
		const place = [...document.querySelectorAll("[data-view]")].find((one) => one.getAttribute("data-view") === view);
		return place === undefined ? {} : answersIn(place);
	});
}
