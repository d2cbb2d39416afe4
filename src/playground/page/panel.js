// The side panel: asks how an answer was made, shows it, and gives the focus back when it closes.
import { byId, element, focusable, icon } from "./dom.js";
import { explanationView, milliseconds, totalOf } from "./explanation.js";
import { go, state } from "./store.js";

/** @import { Explanation } from "../explain/explanation.ts" */
/** @import { Kept } from "./store.js" */

/** The button that the panel was opened with: a redrawn one stands where the old one stood. @param {string} key */
function opener(key) {
	const message = [...document.querySelectorAll(".message")].find((one) => one.getAttribute("data-key") === key);
	return message === undefined ? undefined : focusable(message, "how");
}

/** @param {Kept} message an answer of the bot's */
export async function openPanel(message) {
	if (state.panel === message.key) return closePanel();
	go({ panel: message.key });
	byId("panel-sum").textContent = "Working it out again…";
	byId("panel-scroll").replaceChildren();
	byId("panel").setAttribute("aria-busy", "true");
	byId("panel-title").focus();
	const explained = await ask(message);
	if (state.panel !== message.key) return;
	byId("panel").removeAttribute("aria-busy");
	byId("panel-sum").textContent = "error" in explained ? "That did not work." : sumOf(explained);
	byId("panel-scroll").replaceChildren(...("error" in explained ? [element("p", { class: "wrong" }, explained.error)] : explanationView(explained)));
	byId("panel-scroll").scrollTop = 0;
}

export function closePanel() {
	const key = state.panel;
	if (key === undefined) return;
	const hadFocus = byId("panel").contains(document.activeElement);
	go({ panel: undefined });
	if (hadFocus) opener(key)?.focus();
}

/**
 * @param {Kept} message
 * @returns {Promise<Explanation | { error: string }>}
 */
async function ask({ channel, ts }) {
	try {
		const response = await fetch(`/workspace/explain?${new URLSearchParams({ channel, ts })}`);
		return await response.json();
	} catch {
		return { error: "The local workspace does not answer. Is it still running?" };
	}
}

/** @param {Explanation} explained */
function sumOf(explained) {
	const { funnel, checks } = explained;
	const passed = checks.filter(({ failed }) => failed.length === 0).length;
	return [milliseconds(totalOf(explained)), funnel.considered > 0 && `${funnel.considered} tools looked at`, `${passed} of ${checks.length} checks passed`].filter(Boolean).join(" · ");
}

byId("close-panel").append(icon("close"));
byId("close-panel").addEventListener("click", closePanel);
