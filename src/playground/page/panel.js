// The side panel: asks how an answer was made, shows it, and gives the focus back when it closes.
import { element, icon } from "./dom.js";
import { explanationView, milliseconds, totalOf } from "./explanation.js";
import { go, state } from "./store.js";

const $ = (id) => document.getElementById(id);

/** The button that the panel was opened with: a redrawn one stands where the old one stood. */
const opener = (key) => [...document.querySelectorAll(".message")].find((message) => message.dataset.key === key)?.querySelector("[data-focus=how]");

export async function openPanel(message) {
	if (state.panel === message.key) return closePanel();
	go({ panel: message.key });
	$("panel-sum").textContent = "Working it out again…";
	$("panel-scroll").replaceChildren();
	$("panel").setAttribute("aria-busy", "true");
	$("panel-title").focus();
	const explained = await ask(message);
	if (state.panel !== message.key) return;
	$("panel").removeAttribute("aria-busy");
	$("panel-sum").textContent = explained.error === undefined ? sumOf(explained) : "That did not work.";
	$("panel-scroll").replaceChildren(...(explained.error === undefined ? explanationView(explained) : [element("p", { class: "wrong" }, explained.error)]));
	$("panel-scroll").scrollTop = 0;
}

export function closePanel() {
	const key = state.panel;
	if (key === undefined) return;
	const hadFocus = $("panel").contains(document.activeElement);
	go({ panel: undefined });
	if (hadFocus) opener(key)?.focus();
}

async function ask({ channel, ts }) {
	try {
		const response = await fetch(`/workspace/explain?${new URLSearchParams({ channel, ts })}`);
		return await response.json();
	} catch {
		return { error: "The local workspace does not answer. Is it still running?" };
	}
}

function sumOf(explained) {
	const { funnel, checks } = explained;
	const passed = checks.filter(({ failed }) => failed.length === 0).length;
	return [milliseconds(totalOf(explained)), funnel.considered > 0 && `${funnel.considered} tools looked at`, `${passed} of ${checks.length} checks passed`].filter(Boolean).join(" · ");
}

$("close-panel").append(icon("close"));
$("close-panel").addEventListener("click", closePanel);
