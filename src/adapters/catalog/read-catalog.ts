import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Catalog, checkCatalog, type Licences } from "../../core/catalog/catalog.ts";
import type { Problem } from "../../core/catalog/problem.ts";
import type { RawFile } from "../../core/catalog/raw-file.ts";
import { firstLine, readYamlFiles } from "./yaml-files.ts";

/** The catalog that comes with the project. */
export const catalogDir = join(import.meta.dirname, "../../../catalog");

/** Where what was parsed of it is kept; see docs/decisions/catalog-loading.md. */
const parsedCopy = join(import.meta.dirname, "../../../node_modules/.cache/mlops-recommend/catalog.json");

export type LoadedCatalog = {
	catalog: Catalog;
	/** Changes whenever a file of the catalog does: 12 hex digits. */
	version: string;
};
export type Loaded = ({ ok: true } & LoadedCatalog) | { ok: false; problems: Problem[] };

/** How the files of `dir` are called in problems. */
export const labelOf = (dir: string): string => (dir === catalogDir ? "catalog" : dir);

const coreFiles = ["framework.yaml", "categories.yaml", "known-names.yaml"] as const;

/** Reads and validates `dir`. Never throws for what the files hold: every problem comes back at once. */
export function readCatalog(dir: string = catalogDir): Loaded {
	const problems: Problem[] = [];
	const label = labelOf(dir);
	const tools = toolFiles(dir, label, problems);
	const comparisons = existsSync(join(dir, "comparisons.yaml")) ? ["comparisons.yaml"] : [];
	const { files, hash, keep } = readYamlFiles(
		[...coreFiles, ...comparisons].map((name) => ({ path: join(dir, name), label: `${label}/${name}` })).concat(tools),
		dir === catalogDir ? parsedCopy : undefined,
	);
	// As many as were listed, in the same order.
	const [framework, categories, knownNames] = files as [RawFile, RawFile, RawFile];
	const compared = files.slice(coreFiles.length, coreFiles.length + comparisons.length)[0];
	const checked = checkCatalog(
		{ framework, categories, knownNames, ...(compared === undefined ? {} : { comparisons: compared }), tools: files.slice(coreFiles.length + comparisons.length) },
		readLicences(),
	);
	if (problems.length > 0) return { ok: false, problems: checked.ok ? problems : [...problems, ...checked.problems] };
	if (!checked.ok) return checked;
	keep();
	return { ok: true, catalog: checked.catalog, version: hash.slice(0, 12) };
}

/** The files under `tools/`, by name. One that would be passed over without a word is a problem. */
export function toolFiles(dir: string, label: string, problems: Problem[]): { path: string; label: string }[] {
	try {
		const names = readdirSync(join(dir, "tools")).sort();
		for (const name of names.filter((one) => /\.yml$|\.json$/.test(one)))
			problems.push({ file: `${label}/tools/${name}`, field: "", message: `expected a name that ends in .yaml, got ${JSON.stringify(name)}` });
		return names.filter((name) => name.endsWith(".yaml")).map((name) => ({ path: join(dir, "tools", name), label: `${label}/tools/${name}` }));
	} catch (error) {
		problems.push({ file: `${label}/tools`, field: "", message: firstLine(error) });
		return [];
	}
}

/** The SPDX list, with whether the OSI approved each licence. */
export function readLicences(): Licences {
	const list = createRequire(import.meta.url)("spdx-license-list") as Record<string, { osiApproved: boolean }>;
	return new Map(Object.entries(list));
}
