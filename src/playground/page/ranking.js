// How the tools that fit were ordered: a bar for each, and behind it the reasons that make it up.
import { element } from "./dom.js";

/** @import { Explanation } from "../explain/explanation.ts" */
/** @typedef {Explanation["ranked"][number]} Ranked */

/** Rows that are shown at once; the others unfold. */
const shownAtOnce = 6;

/** @param {readonly Ranked[]} ranked best first */
export function ranking(ranked) {
	const best = Math.max(1, ...ranked.map(({ score }) => score));
	const rows = ranked.map((tool, at) => element("li", {}, row(tool, best, at === 0)));
	const rest = rows.slice(shownAtOnce);
	return [
		element("ol", { class: "ranking" }, rows.slice(0, shownAtOnce)),
		rest.length > 0 && element("details", { class: "rest" }, element("summary", {}, `and ${rest.length} more`), element("ol", { class: "ranking", start: shownAtOnce + 1 }, rest)),
	];
}

/** @type {(tool: Ranked, best: number, open: boolean) => HTMLElement} */
function row({ name, category, place, score, reasons }, best, open) {
	// As long as the score, divided among what speaks for the tool.
	const bar = element("span", {}, reasons.filter(({ points }) => points > 0).map(piece));
	bar.style.inlineSize = `${(Math.max(0, score) / best) * 100}%`;
	return element(
		"details",
		{ class: place === null ? "tool" : "tool pick", open },
		element(
			"summary",
			{},
			element("span", { class: "place" }, place === null ? "" : String(place)),
			element("span", { class: "tool-name" }, name, element("span", { class: "sr" }, place === null ? ", fits" : `, pick ${place}`)),
			element("span", { class: "bar", "aria-hidden": "true" }, bar),
			element("span", { class: "score" }, score.toFixed(2)),
		),
		element("ul", { class: "reasons", "aria-label": `Why ${name} stands here, as ${category}` }, reasons.map(reason)),
	);
}

/** @param {Ranked["reasons"][number]} reason */
function piece({ points }) {
	const made = element("span");
	made.style.flexGrow = String(points);
	return made;
}

/** @param {Ranked["reasons"][number]} reason */
const reason = ({ points, why }) => element("li", { class: points < 0 ? "against" : undefined }, element("span", { class: "points" }, `${points < 0 ? "−" : "+"}${Math.abs(points).toFixed(2)}`), why);
