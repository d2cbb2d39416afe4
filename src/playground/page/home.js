// The App Home: what the bot has published for the reader.
import { drawBlocks } from "./blocks.js";
import { byId, element, focusable } from "./dom.js";
import { ownHome, state, userOf } from "./store.js";

let drawn = "";

export function drawHome() {
	const view = ownHome();
	const wanted = view === undefined ? `nothing ${state.who}` : `${view.id}/${view.hash}`;
	if (wanted === drawn) return;
	drawn = wanted;
	const place = byId("home");
	const focused = document.activeElement instanceof HTMLElement && place.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
	place.replaceChildren(
		...(view === undefined
			? [element("p", { class: "quiet empty-home" }, `${userOf(state.bot).real_name} has not published anything here yet.`)]
			: [element("div", { class: "home-blocks", "data-view": view.id }, drawBlocks(view.blocks, { where: { view: view.id }, values: view.state.values }))]),
	);
	if (focused !== undefined) focusable(place, focused)?.focus({ preventScroll: true });
}
