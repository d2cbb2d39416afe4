import { type LoadedCatalog, readCatalog } from "../../adapters/catalog/read-catalog.ts";
import { readOverlay } from "../../adapters/catalog/read-overlay.ts";
import { readCatalogOverlay } from "../../config.ts";
import { CatalogError } from "../../core/catalog/catalog-error.ts";

/** The catalog in `dir`, with the overlay where CATALOG_OVERLAY is set. @throws CatalogError with every problem */
export function loadCatalog(dir: string): LoadedCatalog {
	const base = readCatalog(dir);
	if (!base.ok) throw new CatalogError(base.problems);
	const overlayDir = readCatalogOverlay();
	const loaded = overlayDir === undefined ? base : readOverlay(base, overlayDir);
	if (!loaded.ok) throw new CatalogError(loaded.problems);
	return loaded;
}
