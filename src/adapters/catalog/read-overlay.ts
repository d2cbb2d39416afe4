import { readdirSync } from "node:fs";
import { join } from "node:path";
import { mergeOverlay } from "../../core/catalog/overlay.ts";
import type { Problem } from "../../core/catalog/problem.ts";
import type { RawFile } from "../../core/catalog/raw-file.ts";
import { type Loaded, type LoadedCatalog, readLicences, toolFiles } from "./read-catalog.ts";
import { firstLine, hashOf, parseTexts, readTexts, sha256 } from "./yaml-files.ts";

const overlayFile = "overlay.yaml";

/**
 * An organisation's overlay in `dir` (`overlay.yaml`, `tools/<id>.yaml`, or both), merged into the catalog. Never throws for
 * what the folder holds: every problem comes back at once, with the files named as they are reached from here.
 */
export function readOverlay(base: LoadedCatalog, dir: string): Loaded {
	const problems: Problem[] = [];
	let names: string[];
	try {
		names = readdirSync(dir);
	} catch (error) {
		return { ok: false, problems: [{ file: dir, field: "", message: `expected CATALOG_OVERLAY to be a folder that can be read (${firstLine(error)})` }] };
	}
	// A file that was meant for us and is called otherwise would change nothing, and nobody would notice.
	for (const name of names.filter((one) => /\.ya?ml$/.test(one) && one !== overlayFile)) {
		problems.push({ file: join(dir, name), field: "", message: `expected ${overlayFile}, or a tool under tools/, got ${JSON.stringify(name)}` });
	}
	const tools = names.includes("tools") ? toolFiles(dir, dir, problems) : [];
	const hasOverlay = names.includes(overlayFile);
	if (!hasOverlay && tools.length === 0 && problems.length === 0) {
		problems.push({ file: dir, field: "", message: `expected ${overlayFile} or tools/<id>.yaml, got neither` });
	}
	const texts = readTexts([...(hasOverlay ? [{ path: join(dir, overlayFile), label: join(dir, overlayFile) }] : []), ...tools]);
	const files = parseTexts(texts);
	const [overlay, ...rest] = files as [RawFile, ...RawFile[]];
	const merged = mergeOverlay(base.catalog, hasOverlay ? { overlay, tools: rest } : { tools: files }, readLicences());
	if (problems.length > 0) return { ok: false, problems: merged.ok ? problems : [...problems, ...merged.problems] };
	if (!merged.ok) return merged;
	return { ok: true, catalog: merged.catalog, version: sha256(`${base.version} ${hashOf(texts)}`).slice(0, 12) };
}
