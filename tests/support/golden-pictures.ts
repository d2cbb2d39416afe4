import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCatalog } from "../../src/adapters/catalog/read-catalog.ts";
import { drawLifecycleSvg } from "../../src/adapters/picture/lifecycle-picture.ts";
import type { Framework } from "../../src/core/catalog/framework.ts";
import { stageIds } from "../../src/core/catalog/vocabulary.ts";
import type { StageCounts } from "../../src/core/digest/themes.ts";

/** Pictures that people looked at and found good. `node tests/support/golden-pictures.ts` draws them anew, to be looked at again. */

export const goldenDir = join(import.meta.dirname, "../../docs/pictures");

const counts = (...numbers: readonly number[]): StageCounts => Object.fromEntries(stageIds.map((id, at) => [id, numbers[at] ?? 0])) as StageCounts; // one for every stage

export const goldenPictures: { name: string; shows: string; counts?: StageCounts }[] = [
	{ name: "lifecycle-map", shows: "The lifecycle of ML as two loops" },
	{ name: "lifecycle-busy-week", shows: "The lifecycle in a busy week", counts: counts(7, 12, 128, 46, 97, 18, 33, 5) },
	{ name: "lifecycle-one-question", shows: "The lifecycle after one question", counts: counts(0, 0, 1, 1) },
	{ name: "lifecycle-everything-hot", shows: "The lifecycle where every stage is asked about as much", counts: counts(24, 24, 24, 24, 24, 24, 24, 24) },
];

export function projectFramework(): Framework {
	const loaded = readCatalog();
	if (!loaded.ok) throw new Error(`Expected the catalog to hold, got ${loaded.problems.length} problems`);
	return loaded.catalog.framework;
}

export const drawn = (framework: Framework, { shows, counts }: (typeof goldenPictures)[number]): string => drawLifecycleSvg(framework, shows, counts);

export const golden = (name: string): string => readFileSync(join(goldenDir, `${name}.svg`), "utf8");

/** Where things stand in a picture, to half a unit, and what is written there: all but its colours. */
export function layoutOf(svg: string): string[] {
	const half = (value: string): number => Math.round(Number(value) * 2) / 2;
	const attribute = (element: string, name: string): number => half(new RegExp(` ${name}="([-\\d.]+)"`).exec(element)?.[1] ?? "NaN");
	const circles = [...svg.matchAll(/<circle [^>]*>/g)]
		.filter(([element]) => !element.includes("url(#glow"))
		.map(([element]) => `bead ${["cx", "cy", "r"].map((name) => attribute(element, name)).join(" ")}`);
	const texts = [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([element, , said]) => `“${said}” ${["x", "y", "font-size"].map((name) => attribute(element, name)).join(" ")}`);
	const ways = [...svg.matchAll(/<path d="(M[^"]*A[^"]*)" fill="none"/g)].map(([, path]) => `way ${(path ?? "").replace(/-?\d+(?:\.\d+)?/g, (value) => String(half(value)))}`);
	return [...circles, ...texts, ...ways];
}

if (import.meta.main) {
	const framework = projectFramework();
	for (const picture of goldenPictures) writeFileSync(join(goldenDir, `${picture.name}.svg`), drawn(framework, picture));
}
