import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Resvg, type ResvgRenderOptions, renderAsync } from "@resvg/resvg-js";
import type { Framework } from "../../core/catalog/framework.ts";
import type { StageCounts } from "../../core/digest/themes.ts";
import { layOutLifecycle, type Measure } from "../../core/picture/lifecycle-layout.ts";
import { fontFamily, lifecycleSvg } from "../../core/picture/lifecycle-svg.ts";

const fonts = join(dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json")), "ttf");

/** The package's font and no other: the picture is the same on every machine. */
const fontOptions: NonNullable<ResvgRenderOptions["font"]> = {
	loadSystemFonts: false,
	fontFiles: ["DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"].map((name) => join(fonts, name)),
	defaultFontFamily: fontFamily,
};

/** Sharp on a phone, where a picture is some 340 points wide. */
const pixelsPerUnit = 2.5;
const trialSize = 100;
const measured = new Map<string, number>();

/** How far the font advances over a text, as the library that draws it sees it. */
export const measureText: Measure = (text, size, bold) => {
	const key = `${bold ? "bold" : "plain"} ${text}`;
	let perUnit = measured.get(key);
	if (perUnit === undefined) {
		// Between two bars, for a text's ink begins and ends a little inside of it.
		perUnit = (inkWidth(`|${text}|`, bold) - inkWidth("||", bold)) / trialSize;
		if (measured.size > 1000) measured.clear();
		measured.set(key, perUnit);
	}
	return perUnit * size;
};

function inkWidth(text: string, bold: boolean): number {
	const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="400"><text x="100" y="200" font-size="${trialSize}" font-family="${fontFamily}"${bold ? ' font-weight="bold"' : ""}>${escaped}</text></svg>`;
	return new Resvg(svg, { font: fontOptions }).getBBox()?.width ?? 0;
}

/**
 * The lifecycle, each stage the warmer the more questions touched it; without counts the map alone.
 * @param title what it shows, for those who don't see it
 */
export const drawLifecycleSvg = (framework: Framework, title: string, counts?: StageCounts): string => lifecycleSvg(layOutLifecycle(framework, measureText, counts), title);

/** The same as a PNG, of about a quarter of a megabyte; drawn beside the event loop. */
export async function drawLifecyclePng(framework: Framework, title: string, counts?: StageCounts): Promise<Uint8Array> {
	return (await renderAsync(drawLifecycleSvg(framework, title, counts), { font: fontOptions, fitTo: { mode: "zoom", value: pixelsPerUnit } })).asPng();
}
