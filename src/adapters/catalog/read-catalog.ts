import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Catalog, type CatalogData, catalogOf, checkCatalog, type Licences } from "../../core/catalog/catalog.ts";
import type { Problem } from "../../core/catalog/problem.ts";
import type { RawFile } from "../../core/catalog/raw-file.ts";
import { checkedBy, readCopy, writeCopy } from "./checked-copy.ts";
import { firstLine, hashOf, parseTexts, readTexts, type YamlFile } from "./yaml-files.ts";

/** The catalog that comes with the project. */
export const catalogDir = join(import.meta.dirname, "../../../catalog");

const projectCopy = join(import.meta.dirname, "../../../node_modules/.cache/mlops-recommend/catalog.json");

export type LoadedCatalog = {
	catalog: Catalog;
	/** Changes whenever a file of the catalog does: 12 hex digits. */
	version: string;
};
export type Loaded = ({ ok: true } & LoadedCatalog) | { ok: false; problems: Problem[] };

/** How the files of `dir` are called in problems. */
export const labelOf = (dir: string): string => (dir === catalogDir ? "catalog" : dir);

const coreFiles = ["framework.yaml", "categories.yaml", "known-names.yaml"] as const;

/**
 * Reads and validates `dir`. Never throws for what the files hold: every problem comes back at once.
 * @param copy where what was checked is kept, to be used again while neither files nor code have changed; `false` checks anew
 */
export function readCatalog(dir: string = catalogDir, copy: string | false = dir === catalogDir && projectCopy): Loaded {
	const problems: Problem[] = [];
	const label = labelOf(dir);
	const comparisons = existsSync(join(dir, "comparisons.yaml")) ? ["comparisons.yaml"] : [];
	const named = [...coreFiles, ...comparisons].map((name): YamlFile => ({ path: join(dir, name), label: `${label}/${name}` }));
	const texts = readTexts([...named, ...toolFiles(dir, label, problems)]);
	const hash = hashOf(texts);
	const version = hash.slice(0, 12);
	const licences = readLicences();
	const key = copy === false || problems.length > 0 ? undefined : `${hash} ${checkedBy()}`;
	const kept = copy === false || key === undefined ? undefined : readCopy(copy, key);
	// Only what was checked is ever kept, and its hash shows that this is it.
	if (kept !== undefined) return { ok: true, catalog: catalogOf(kept as CatalogData, licences), version };

	const files = parseTexts(texts);
	// As many as were listed, in the same order.
	const [framework, categories, knownNames] = files as [RawFile, RawFile, RawFile];
	const compared = comparisons.length === 0 ? undefined : files[coreFiles.length];
	const checked = checkCatalog({ framework, categories, knownNames, ...(compared === undefined ? {} : { comparisons: compared }), tools: files.slice(named.length) }, licences);
	if (problems.length > 0) return { ok: false, problems: checked.ok ? problems : [...problems, ...checked.problems] };
	if (!checked.ok) return checked;
	if (copy !== false && key !== undefined) writeCopy(copy, key, dataOf(checked.catalog));
	return { ok: true, catalog: checked.catalog, version };
}

const dataOf = ({ framework, categories, knownNames, comparisons, tools }: Catalog): CatalogData => ({ framework, categories, knownNames, comparisons, tools: [...tools.values()] });

/** The files under `tools/`, by name. One that would be passed over without a word is a problem. */
export function toolFiles(dir: string, label: string, problems: Problem[]): YamlFile[] {
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
