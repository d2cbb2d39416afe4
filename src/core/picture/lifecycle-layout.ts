import type { Framework } from "../catalog/framework.ts";
import type { StageId } from "../catalog/vocabulary.ts";

/**
 * Where everything stands in the picture of the lifecycle: two rings that cross where the loops meet, the stages on them like
 * beads. Computed from `catalog/framework.yaml`; lengths are in units of which the picture is 400 wide.
 */

/** How wide a text is, in the font that it is drawn with. */
export type Measure = (text: string, size: number, bold: boolean) => number;

export type Point = { x: number; y: number };
export type Box = { x: number; y: number; width: number; height: number };
/** One line of text: `x` and `y` are where its baseline starts. */
export type TextLine = Point & { text: string; size: number; bold: boolean; box: Box };
export type LoopId = keyof Framework["loops"];

export type LaidStage = Point & {
	id: StageId;
	radius: number;
	/** How many questions touched it; absent where nothing is counted. */
	count?: number;
	/** From 0, nobody asked, to 1, the most asked. */
	heat: number;
	/** Whether both loops pass here. */
	joint: boolean;
	loop: LoopId;
	label: TextLine[];
	/** The number in the bead. */
	number?: TextLine;
};
/** From one stage to the next along a ring; `arrow` points the way, in degrees from the right, clockwise. */
export type LaidWay = { loop: LoopId; from: Point; to: Point; radii: Point; large: boolean; clockwise: boolean; arrow: Point & { angle: number } };
export type LifecycleLayout = { width: number; height: number; ways: LaidWay[]; stages: LaidStage[]; captions: { loop: LoopId; lines: TextLine[] }[]; note?: TextLine };

export const canvas = { width: 400, height: 392 } as const;
export const margin = 12;
const labelSize = 14.5;
const captionSize = 13;
const noteSize = 11.5;
const lineHeight = 1.22;
/** What stands above and below a text's baseline, as parts of its size. */
const ascent = 0.76;
const descent = 0.24;
/** From a bead to its label. */
const gap = 9;
const radii = { least: 15, most: 24 } as const;

type Ring = { centre: Point; rx: number; ry: number };
const rings: Record<LoopId, Ring> = {
	model: { centre: { x: 134, y: 208 }, rx: 92, ry: 118 },
	software: { centre: { x: 258, y: 208 }, rx: 104, ry: 118 },
};

/** Lays the picture out. @param counts how many questions touched each stage; without it the map alone is drawn */
export function layOutLifecycle(framework: Framework, measure: Measure, counts?: Readonly<Record<StageId, number>>): LifecycleLayout {
	const chains = chainsOf(framework);
	const most = Math.max(1, ...Object.values(counts ?? {}));
	const places = new Map<StageId, { at: Point; loop: LoopId; joint: boolean; label: Side }>();
	const ways: LaidWay[] = [];
	for (const { loop, side, stages } of chains) {
		const ring = rings[loop];
		const [start, end] = [angleOf(ring, jointAt(stages[0] as StageId, framework)), angleOf(ring, jointAt(stages.at(-1) as StageId, framework))];
		const sweep = sweepBetween(start, end, side);
		const angles = stages.map((_, at) => start + (sweep * at) / (stages.length - 1));
		for (const [at, id] of stages.entries()) {
			const angle = angles[at] ?? start;
			const joint = at === 0 || at === stages.length - 1;
			if (!places.has(id)) places.set(id, { at: pointAt(ring, angle), loop, joint, label: sideOf(loop, joint, angle) });
			const next = angles[at + 1];
			if (next === undefined) continue;
			const middle = (angle + next) / 2;
			ways.push({
				loop,
				from: pointAt(ring, angle),
				to: pointAt(ring, next),
				radii: { x: ring.rx, y: ring.ry },
				large: Math.abs(next - angle) > Math.PI,
				clockwise: sweep > 0,
				arrow: { ...pointAt(ring, middle), angle: headingAt(ring, middle, sweep > 0) },
			});
		}
	}
	const stages = [...places].map(([id, { at, loop, joint, label }]): LaidStage => {
		const count = counts?.[id];
		const heat = count === undefined ? 0 : count / most;
		const radius = counts === undefined ? (radii.least + radii.most) / 2 - 3 : radii.least + (radii.most - radii.least) * Math.sqrt(heat);
		const number = count === undefined || count === 0 ? undefined : centred(String(count), at, 12 + 6 * Math.sqrt(heat), measure);
		return {
			id,
			...at,
			radius,
			...(count === undefined ? {} : { count }),
			heat,
			joint,
			loop,
			label: labelOf(framework.stages[id].name, at, radius + (joint ? 5 : 0), label, measure),
			...(number === undefined ? {} : { number }),
		};
	});
	return { ...canvas, ways, stages, captions: captionsOf(framework, measure), ...(counts === undefined ? {} : { note: noteOf("Questions per stage", measure) }) };
}

type Chain = { loop: LoopId; side: "left" | "right"; stages: StageId[] };

/** The loops cut where they meet: the model loop's way out and its way back, and the software loop's one way. */
function chainsOf({ loops, meet_at }: Framework): Chain[] {
	const meets = (id: StageId): boolean => meet_at[id] !== undefined;
	const chains: Chain[] = [];
	for (const loop of ["model", "software"] as const) {
		let chain: StageId[] = [];
		for (const id of loops[loop].path) {
			chain.push(id);
			if (!meets(id) || chain.length === 1) continue;
			// The model loop goes out on its own side, and comes back through the middle.
			chains.push({ loop, side: loop === "software" || chains.some((one) => one.loop === loop) ? "right" : "left", stages: chain });
			chain = [id];
		}
	}
	return chains;
}

/** The two points at which the rings cross: the first meeting of the software loop's way above, the other below. */
function jointAt(id: StageId, { loops }: Framework): Point {
	const { model, software } = rings;
	// Both rings are equally high, so they cross where they are equally far from their middles, each by its own width.
	const x = (model.centre.x * software.rx + software.centre.x * model.rx) / (model.rx + software.rx);
	const rise = model.ry * Math.sqrt(1 - ((x - model.centre.x) / model.rx) ** 2);
	return { x, y: model.centre.y + (loops.software.path[0] === id ? -rise : rise) };
}

const angleOf = ({ centre, rx, ry }: Ring, { x, y }: Point): number => Math.atan2((y - centre.y) / ry, (x - centre.x) / rx);
const pointAt = ({ centre, rx, ry }: Ring, angle: number): Point => ({ x: centre.x + rx * Math.cos(angle), y: centre.y + ry * Math.sin(angle) });

/** From one angle to another by way of the given side; clockwise is positive, for `y` points down. */
function sweepBetween(start: number, end: number, side: Chain["side"]): number {
	const whole = 2 * Math.PI;
	const clockwise = (((end - start) % whole) + whole) % whole;
	const passes = Math.cos(start + clockwise / 2) > 0 ? "right" : "left";
	return passes === side ? clockwise : clockwise - whole;
}

function headingAt({ rx, ry }: Ring, angle: number, clockwise: boolean): number {
	const turn = clockwise ? 1 : -1;
	return (Math.atan2(turn * ry * Math.cos(angle), -turn * rx * Math.sin(angle)) * 180) / Math.PI;
}

/** Where a label stands by its bead; `over` and `under` begin at the bead's left edge and run to the right. */
type Side = "above" | "below" | "over" | "under" | "left" | "right";

/** Labels stand where there is room: inside their ring, and outside where it turns. */
function sideOf(loop: LoopId, joint: boolean, angle: number): Side {
	const height = Math.sin(angle);
	if (joint) return height < 0 ? "above" : "below";
	if (loop === "model") return "right";
	if (Math.abs(height) < 0.75) return "left";
	return height < 0 ? "over" : "under";
}

function labelOf(name: string, { x, y }: Point, radius: number, side: Side, measure: Measure): TextLine[] {
	const words = side === "left" || side === "right" ? name.split(" ") : [name];
	const step = labelSize * lineHeight;
	const height = step * (words.length - 1);
	return words.map((text, at) => {
		const width = measure(text, labelSize, true);
		const left = { above: x - width / 2, below: x - width / 2, over: x - radii.most, under: x - radii.most, right: x + radius + gap, left: x - radius - gap - width }[side];
		const [above, below, beside] = [y - radius - gap - labelSize * descent, y + radius + gap + labelSize * ascent, y + (labelSize * (ascent - descent)) / 2 - height / 2 + at * step];
		// As far away as from the largest bead, for a joint's label stands beside it and moves with its own.
		const [over, under] = [above - (radii.most - radius), below + (radii.most - radius)];
		const baseline = { above, over, below, under, left: beside, right: beside }[side];
		return textLine(text, within(left, width), baseline, width, labelSize, true);
	});
}

/** Moved in where it would stick out. */
const within = (left: number, width: number): number => Math.max(margin, Math.min(left, canvas.width - margin - width));

function textLine(text: string, x: number, y: number, width: number, size: number, bold: boolean): TextLine {
	return { text, x, y, size, bold, box: { x, y: y - size * ascent, width, height: size * (ascent + descent) } };
}

function centred(text: string, { x, y }: Point, size: number, measure: Measure): TextLine {
	const width = measure(text, size, true);
	// Figures have no descenders: they stand in the middle by their own height.
	return textLine(text, x - width / 2, y + size * 0.365, width, size, true);
}

/** Each loop's name and whose it is, in the upper corners. */
function captionsOf({ loops, personas }: Framework, measure: Measure): LifecycleLayout["captions"] {
	return (["model", "software"] as const).map((loop) => {
		const { name, of } = loops[loop];
		const texts = [name.slice(0, 1).toUpperCase() + name.slice(1), personas[of].plural];
		const widths = texts.map((text, at) => measure(text, captionSize, at === 0));
		const space = captionSize * 0.45;
		const whole = widths.reduce((sum, width) => sum + width, space);
		let left = loop === "model" ? margin + 4 : canvas.width - margin - 4 - whole;
		const lines = texts.map((text, at) => {
			const width = widths[at] ?? 0;
			const line = textLine(text, left, 28, width, captionSize, at === 0);
			left += width + space;
			return line;
		});
		return { loop, lines };
	});
}

/** What the numbers are, in the lower left corner. */
function noteOf(text: string, measure: Measure): TextLine {
	return textLine(text, margin + 4, canvas.height - margin - 4, measure(text, noteSize, false), noteSize, false);
}
