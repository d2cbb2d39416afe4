// The lifecycle as the framework draws it: two loops that meet at model training and at data acquisition.
import { drawn } from "./dom.js";

const size = { width: 88, height: 38 };
/** @import { Explanation } from "../explain/explanation.ts" */
/** @typedef {[x: number, y: number]} Point */

/** Middles of the stages, in the order of the catalog: the model loop's four, then the software loop's. @type {{ model: Point[], software: Point[] }} */
const places = {
	model: [
		[152, 142],
		[48, 82],
		[152, 22],
		[152, 82],
	],
	software: [
		[260, 22],
		[356, 54],
		[356, 112],
		[260, 142],
	],
};
/** From stage to stage, round both loops. */
const ways = [
	"M108 142H78a30 30 0 0 1-30-30v-9",
	"M48 63V52a30 30 0 0 1 30-30h28",
	"M152 41v20",
	"M152 101v20",
	"M196 22h18",
	"M304 22c30 0 46 3 50 11",
	"M356 73v18",
	"M354 131c-4 8-20 11-48 11",
	"M216 142h-18",
];

/** @param {Explanation["understood"]["lifecycle"]} loops */
export function lifecycle({ model, software }) {
	const stages = [...model.map((stage, at) => ({ ...stage, place: places.model[at] })), ...software.map((stage, at) => ({ ...stage, place: places.software[at] }))];
	const asked = stages.filter((stage) => stage.asked).map(({ name }) => name.toLowerCase());
	const says = asked.length === 0 ? "The lifecycle; the question names no stage of it." : `The lifecycle. The question is about ${asked.join(", ")}.`;
	return drawn(
		"svg",
		{ class: "lifecycle", viewBox: "0 0 404 166", role: "img", "aria-label": says },
		drawn("marker", { id: "way-head", viewBox: "0 0 8 8", refX: "5", refY: "4", markerWidth: "5", markerHeight: "5", orient: "auto" }, drawn("path", { d: "M0 0l8 4-8 4z", class: "head" })),
		ways.map((d) => drawn("path", { d, class: "way", "marker-end": "url(#way-head)" })),
		stages.map(({ name, asked: lit, place: [x, y] = [0, 0] }) =>
			drawn(
				"g",
				{ class: lit ? "stage asked" : "stage" },
				drawn("rect", { x: x - size.width / 2, y: y - size.height / 2, width: size.width, height: size.height, rx: 10 }),
				label(name.split(" "), x, y),
			),
		),
	);
}

/** @type {(words: readonly string[], x: number, y: number) => SVGTextElement} */
const label = (words, x, y) =>
	drawn(
		"text",
		{ "text-anchor": "middle" },
		words.map((word, at) => drawn("tspan", { x, y: y + 4 + (at - (words.length - 1) / 2) * 13.5 }, word)),
	);
