import type { LaidStage, LaidWay, LifecycleLayout, LoopId, TextLine } from "./lifecycle-layout.ts";

/** The font that texts are measured and drawn with; a browser that has it not takes another. */
export const fontFamily = "DejaVu Sans Condensed";

/** Night behind warm lights: it stands out from a light window and from a dark one alike. */
const colours = {
	above: "#2a1e3f",
	below: "#1b1329",
	text: "#f4effa",
	quiet: "#b9accb",
	bead: "#3a2c53",
	beadEdge: "#7a6a97",
	dark: "#23162f",
	loops: { model: "#b79bf0", software: "#56c9bd" } satisfies Record<LoopId, string>,
} as const;
/** From hardly asked to most asked. */
const ramp = ["#7b4f9e", "#c2477f", "#ee6c4d", "#ffc857"] as const;

const number = (value: number): string => String(Math.round(value * 100) / 100);
const escapeXml = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/**
 * The picture as a whole SVG, on an opaque ground of its own.
 * @param title what it shows, for those who don't see it
 */
export function lifecycleSvg({ width, height, ways, stages, captions, note }: LifecycleLayout, title: string): string {
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(title)}" font-family="'${fontFamily}', 'DejaVu Sans', sans-serif">`,
		`<title>${escapeXml(title)}</title>`,
		`<defs><linearGradient id="ground" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${colours.above}"/><stop offset="1" stop-color="${colours.below}"/></linearGradient>`,
		...stages.filter(({ heat }) => heat > 0).map(glowGradient),
		"</defs>",
		`<rect width="${width}" height="${height}" fill="url(#ground)"/>`,
		...stages.filter(({ heat }) => heat > 0).map(glow),
		...ways.map(way),
		...stages.map(bead),
		...captions.flatMap(({ loop, lines }) => lines.map((line, at) => text(line, at === 0 ? colours.loops[loop] : colours.quiet))),
		note === undefined ? "" : text(note, colours.quiet),
		"</svg>",
		"",
	].join("\n");
}

function glowGradient({ id, heat }: LaidStage): string {
	const colour = heatColour(heat);
	return `<radialGradient id="glow-${id}"><stop offset="0.25" stop-color="${colour}" stop-opacity="${number(0.2 + 0.4 * heat)}"/><stop offset="1" stop-color="${colour}" stop-opacity="0"/></radialGradient>`;
}

const glow = ({ id, x, y, radius, heat }: LaidStage): string => `<circle cx="${number(x)}" cy="${number(y)}" r="${number(radius * (1.5 + heat))}" fill="url(#glow-${id})"/>`;

/** A stretch of a ring, and an arrowhead on its middle. */
function way({ loop, from, to, radii, large, clockwise, arrow }: LaidWay): string {
	const colour = colours.loops[loop];
	const arc = `M${number(from.x)} ${number(from.y)}A${number(radii.x)} ${number(radii.y)} 0 ${large ? 1 : 0} ${clockwise ? 1 : 0} ${number(to.x)} ${number(to.y)}`;
	return [
		`<path d="${arc}" fill="none" stroke="${colour}" stroke-opacity="0.55" stroke-width="3"/>`,
		`<path d="M-5.5 -6L6 0L-5.5 6Z" transform="translate(${number(arrow.x)} ${number(arrow.y)}) rotate(${number(arrow.angle)})" fill="${colour}" stroke="${colours.below}" stroke-width="2" paint-order="stroke"/>`,
	].join("");
}

function bead(stage: LaidStage): string {
	const { id, x, y, radius, heat, joint, loop, label, number: shown } = stage;
	const centre = `cx="${number(x)}" cy="${number(y)}"`;
	const edge = joint ? colours.beadEdge : colours.loops[loop];
	return [
		`<g data-stage="${id}">`,
		joint ? jointRing(stage) : "",
		heat > 0
			? `<circle ${centre} r="${number(radius)}" fill="${heatColour(heat)}" stroke="${colours.below}" stroke-width="2.5"/>`
			: `<circle ${centre} r="${number(radius)}" fill="${colours.bead}" stroke="${edge}" stroke-width="2"/>`,
		shown === undefined ? "" : text(shown, heat > 0.42 ? colours.dark : colours.text),
		...label.map((line) => text(line, colours.text)),
		"</g>",
	].join("");
}

/** Where both loops pass: half a ring in the colour of each. */
function jointRing({ x, y, radius }: LaidStage): string {
	const r = radius + 4.5;
	const half = (sweep: 0 | 1, colour: string): string =>
		`<path d="M${number(x)} ${number(y - r)}A${number(r)} ${number(r)} 0 0 ${sweep} ${number(x)} ${number(y + r)}" fill="${colours.below}" stroke="${colour}" stroke-width="3"/>`;
	return half(0, colours.loops.model) + half(1, colours.loops.software);
}

function text({ text: said, x, y, size, bold }: TextLine, colour: string): string {
	return `<text x="${number(x)}" y="${number(y)}" font-size="${number(size)}"${bold ? ' font-weight="bold"' : ""} fill="${colour}">${escapeXml(said)}</text>`;
}

/** Between the colours of the ramp. */
function heatColour(heat: number): string {
	const at = Math.max(0, Math.min(1, heat)) * (ramp.length - 1);
	const [from, to] = [ramp[Math.floor(at)] ?? ramp[0], ramp[Math.min(ramp.length - 1, Math.floor(at) + 1)] ?? ramp[0]];
	const channel = (colour: string, nth: number): number => Number.parseInt(colour.slice(1 + nth * 2, 3 + nth * 2), 16);
	return `#${[0, 1, 2]
		.map((nth) => Math.round(channel(from, nth) + (channel(to, nth) - channel(from, nth)) * (at % 1)))
		.map((value) => value.toString(16).padStart(2, "0"))
		.join("")}`;
}
