import { describe, expect, test } from "vitest";
import { drawLifecyclePng, measureText } from "../../../src/adapters/picture/lifecycle-picture.ts";
import { stageIds } from "../../../src/core/catalog/vocabulary.ts";
import type { StageCounts } from "../../../src/core/digest/themes.ts";
import { type Box, canvas, type LifecycleLayout, layOutLifecycle, margin } from "../../../src/core/picture/lifecycle-layout.ts";
import { lifecycleSvg } from "../../../src/core/picture/lifecycle-svg.ts";
import { drawn, golden, goldenPictures, layoutOf, projectFramework } from "../../support/golden-pictures.ts";

const framework = projectFramework();
const counted = (numbers: readonly number[]): StageCounts => Object.fromEntries(stageIds.map((id, at) => [id, numbers[at] ?? 0])) as StageCounts; // one for every stage
const layOut = (counts?: StageCounts): LifecycleLayout => layOutLifecycle(framework, measureText, counts);
const weeks: [string, StageCounts | undefined][] = [
	["no counts", undefined],
	["nothing asked", counted([])],
	["one stage alone", counted([0, 0, 0, 0, 0, 0, 0, 9])],
	["everything as hot", counted([999, 999, 999, 999, 999, 999, 999, 999])],
	["a busy week", counted([7, 12, 128, 46, 97, 18, 33, 5])],
	...stageIds.map((id, at): [string, StageCounts] => [`${id} hottest`, counted(stageIds.map((_, other) => (other === at ? 100 : 1)))]),
];

type Named = { what: string; box: Box };
const texts = ({ stages, captions, note }: LifecycleLayout): Named[] => [
	...stages.flatMap(({ label }) => label.map(({ text, box }) => ({ what: text, box }))),
	...captions.flatMap(({ lines }) => lines.map(({ text, box }) => ({ what: text, box }))),
	...(note === undefined ? [] : [{ what: note.text, box: note.box }]),
];
const beads = ({ stages }: LifecycleLayout): Named[] =>
	stages.map(({ id, x, y, radius }) => ({ what: `the bead of ${id}`, box: { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius } }));
const overlaps = (one: Box, other: Box): boolean => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
/** A circle and a box, closer than a box around the circle would say. */
const touches = ({ x, y, radius }: { x: number; y: number; radius: number }, box: Box): boolean =>
	Math.hypot(x - Math.max(box.x, Math.min(x, box.x + box.width)), y - Math.max(box.y, Math.min(y, box.y + box.height))) < radius;

describe.each(weeks)("in the picture of the lifecycle with %s", (_, counts) => {
	const layout = layOut(counts);

	test("no two texts overlap", () => {
		const all = texts(layout);
		for (const [at, one] of all.entries()) for (const other of all.slice(at + 1)) expect(overlaps(one.box, other.box), `${one.what} and ${other.what}`).toBe(false);
	});
	test("no text lies on a bead", () => {
		for (const stage of layout.stages) for (const { what, box } of texts(layout)) expect(touches(stage, box), `${what} and the bead of ${stage.id}`).toBe(false);
	});
	test("no two beads touch", () => {
		for (const [at, one] of layout.stages.entries())
			for (const other of layout.stages.slice(at + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y), `${one.id} and ${other.id}`).toBeGreaterThan(one.radius + other.radius + 6);
	});
	test("everything lies within its margins", () => {
		for (const { what, box } of [...texts(layout), ...beads(layout)]) {
			expect(box.x, what).toBeGreaterThanOrEqual(margin - 0.01);
			expect(box.y, what).toBeGreaterThanOrEqual(margin - 0.01);
			expect(box.x + box.width, what).toBeLessThanOrEqual(canvas.width - margin + 0.01);
			expect(box.y + box.height, what).toBeLessThanOrEqual(canvas.height - margin + 0.01);
		}
	});
	test("a number lies within its bead", () => {
		for (const { id, x, y, radius, number } of layout.stages) {
			if (number === undefined) continue;
			const { box } = number;
			for (const [cornerX, cornerY] of [
				[box.x, y],
				[box.x + box.width, y],
				[x, box.y + 2],
				[x, box.y + box.height - 4],
			] as const)
				expect(Math.hypot(cornerX - x, cornerY - y), `${number.text} in ${id}`).toBeLessThan(radius);
		}
	});
	test("all is large enough to be read where it is as wide as a phone", () => {
		const phone = 340 / canvas.width;
		for (const line of [...layout.stages.flatMap(({ label, number }) => [...label, ...(number === undefined ? [] : [number])]), ...layout.captions.flatMap(({ lines }) => lines)]) {
			expect(line.size * phone, line.text).toBeGreaterThanOrEqual(10);
		}
	});
});

describe("the picture draws the framework", () => {
	const layout = layOut(counted([1, 2, 3, 4, 5, 6, 7, 8]));
	test("with every stage, its name and its number", () => {
		expect(layout.stages.map(({ id }) => id).sort()).toEqual([...stageIds].sort());
		for (const { id, label, number, count } of layout.stages) {
			expect(label.map(({ text }) => text).join(" ")).toBe(framework.stages[id].name);
			expect(number?.text).toBe(String(count));
		}
	});
	test("with the stages at which the loops meet as the only ones that both pass", () => {
		expect(layout.stages.flatMap(({ id, joint }) => (joint ? id : [])).sort()).toEqual(Object.keys(framework.meet_at).sort());
	});
	test("with every way from stage to stage, in each loop's order", () => {
		for (const loop of ["model", "software"] as const) {
			const at = (x: number, y: number) => layout.stages.find((stage) => Math.hypot(stage.x - x, stage.y - y) < 0.01)?.id;
			const ways = layout.ways.filter((way) => way.loop === loop).map(({ from, to }) => `${at(from.x, from.y)} ${at(to.x, to.y)}`);
			const path = framework.loops[loop].path;
			expect(ways.sort()).toEqual(
				path
					.slice(1)
					.map((to, index) => `${path[index]} ${to}`)
					.sort(),
			);
		}
	});
	test("with the warmest stage the largest and brightest", () => {
		const [hottest] = layout.stages.toSorted((a, b) => b.radius - a.radius);
		expect(hottest?.id).toBe("feedback-collection");
		expect(hottest?.heat).toBe(1);
	});
	test("and with another order of the stages where the framework has one", () => {
		const path = [...framework.loops.software.path];
		const swapped = [path[0], path[2], path[1], ...path.slice(3)] as typeof path;
		const other = layOutLifecycle({ ...framework, loops: { ...framework.loops, software: { ...framework.loops.software, path: swapped } } }, measureText);
		const place = (of: LifecycleLayout, id: string) => of.stages.filter((stage) => stage.id === id).map(({ x, y }) => [x, y]);
		expect(place(other, "functional-testing")).toEqual(place(layOut(), "deployment"));
	});
});

test.each(goldenPictures)("$name is laid out as in docs/pictures, where people looked at it", (picture) => {
	expect(layoutOf(drawn(framework, picture))).toEqual(layoutOf(golden(picture.name)));
});

test("what is written in it is escaped", () => {
	expect(lifecycleSvg(layOut(), 'a "<b>" & c')).toContain("<title>a &quot;&lt;b&gt;&quot; &amp; c</title>");
});

test("it is drawn as an opaque PNG, sharp on a phone, and small enough to be sent", async () => {
	const png = await drawLifecyclePng(framework, "the lifecycle", counted([1, 2, 3, 4, 5, 6, 7, 8]));
	expect(Buffer.from(png.subarray(1, 4)).toString()).toBe("PNG");
	const view = new DataView(png.buffer, png.byteOffset);
	expect([view.getUint32(16), view.getUint32(20)]).toEqual([canvas.width * 2.5, canvas.height * 2.5]);
	expect(png.byteLength).toBeLessThan(400_000);
});

test("texts are measured in the font that comes with the project, whatever fonts the machine has", () => {
	expect(measureText("engineering", 14.5, true)).toBeCloseTo(88.5, 0);
	expect(measureText("engineering", 29, true)).toBeCloseTo(2 * measureText("engineering", 14.5, true), 5);
	expect(measureText("i", 14, false)).toBeLessThan(measureText("W", 14, false) / 2);
});
