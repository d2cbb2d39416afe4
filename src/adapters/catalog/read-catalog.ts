import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { parse } from "yaml";
import { type Catalog, checkCatalog, type Licences, type RawFile } from "../../core/catalog/catalog.ts";
import type { Problem } from "../../core/catalog/problem.ts";

/** The catalog that comes with the project. */
export const catalogDir = process.env.TMPCAT ?? join(import.meta.dirname, "../../../catalog");

export type LoadedCatalog = {
	catalog: Catalog;
	/** Changes whenever a file of the catalog does: 12 hex digits. */
	version: string;
};
export type Loaded = ({ ok: true } & LoadedCatalog) | { ok: false; problems: Problem[] };

/** Reads and validates `dir`. Never throws for what the files hold: every problem comes back at once. */
export function readCatalog(dir: string = catalogDir): Loaded {
	const unreadable: Problem[] = [];
	const hash = createHash("sha256");
	const read = (name: string): RawFile => {
		const file = `catalog/${name}`;
		try {
			const text = readFileSync(join(dir, name), "utf8");
			hash.update(file).update("\0").update(text).update("\0");
			return { file, data: parse(text) };
		} catch (error) {
			unreadable.push({ file, field: "", message: firstLine(error) });
			return { file, data: undefined };
		}
	};
	let toolFiles: string[] = [];
	try {
		toolFiles = readdirSync(join(dir, "tools")).filter((name) => name.endsWith(".yaml")).sort();
	} catch (error) {
		unreadable.push({ file: "catalog/tools", field: "", message: firstLine(error) });
	}
	const raw = {
		framework: read("framework.yaml"),
		categories: read("categories.yaml"),
		knownNames: read("known-names.yaml"),
		tools: toolFiles.map((name) => read(`tools/${name}`)),
	};
	if (unreadable.length > 0) return { ok: false, problems: unreadable };
	const checked = checkCatalog(raw, licences());
	return checked.ok ? { ok: true, catalog: checked.catalog, version: hash.digest("hex").slice(0, 12) } : checked;
}

/** The SPDX list, with whether the OSI approved each licence. */
function licences(): Licences {
	const list = createRequire(import.meta.url)("spdx-license-list") as Record<string, { osiApproved: boolean }>;
	return new Map(Object.entries(list));
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
