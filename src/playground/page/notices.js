// Short sentences for the reader: for those who see, and for those who hear the page.
import { byId } from "./dom.js";

/** Says what happened to those who cannot see it happen. */
export function announce(text = "") {
	byId("status").textContent = text;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let fading;

/**
 * Shows a sentence for a few seconds, such as that something did not work.
 * @param {string} text
 */
export function tellReader(text) {
	const notice = byId("notice");
	notice.textContent = text;
	// In front of a modal too.
	if (!notice.matches(":popover-open")) notice.showPopover();
	clearTimeout(fading);
	fading = setTimeout(() => notice.hidePopover(), 8000);
}
