import { readCatalog } from "../../src/adapters/catalog/read-catalog.ts";
import type { Catalog } from "../../src/core/catalog/catalog.ts";
import type { CategoryId } from "../../src/core/catalog/vocabulary.ts";
import type { Asked } from "../../src/core/digest/asked.ts";
import { type CatalogState, stateOf } from "../../src/core/digest/catalog-state.ts";
import { composeDigest, type Digest, type DigestInput } from "../../src/core/digest/digest.ts";

/** Monday, 23 November 2026, at 9:00 in Berlin. */
export const mondayMorning = Date.UTC(2026, 10, 23, 8);
const weekMs = 7 * 24 * 60 * 60 * 1000;

export function projectCatalog(): Catalog {
	const loaded = readCatalog();
	if (!loaded.ok) throw new Error(`Expected the catalog to hold, got ${loaded.problems.length} problems`);
	return loaded.catalog;
}

let questions = 0;

/** A question about a category, as it is remembered: asked in the digest's own channel and answered, unless told otherwise. */
export function askedAbout(catalog: Catalog, about: CategoryId | CategoryId[], more: Partial<Asked> = {}): Asked {
	questions++;
	const categories = [about].flat();
	return {
		id: `q${questions}`,
		workspace: "T1",
		channel: "C0OWN",
		thread: `1795000000.${String(questions).padStart(6, "0")}`,
		isPrivate: false,
		at: mondayMorning - weekMs + questions * 1000,
		outcome: "answered",
		intent: "choose",
		persona: "unknown",
		categories,
		stages: [...new Set(categories.flatMap((id) => catalog.categories[id].stages))],
		constraints: [],
		namedUnknown: false,
		picks: [],
		rating: 0,
		...more,
	};
}

export const digestInput = (catalog: Catalog, asked: Asked[], more: Partial<DigestInput> = {}): DigestInput => ({
	catalog,
	readers: { channel: "C0OWN", isShared: false },
	asked,
	past: { shown: [] },
	period: { from: mondayMorning - weekMs, until: mondayMorning, zone: "Europe/Berlin" },
	...more,
});

export const digestOf = (catalog: Catalog, asked: Asked[], more: Partial<DigestInput> = {}): Digest => composeDigest(digestInput(catalog, asked, more));

/** The catalog as it was a week ago, with some of it otherwise. */
export function stateWith(catalog: Catalog, change: (state: CatalogState) => void): CatalogState {
	const state = structuredClone(stateOf(catalog));
	change(state);
	return state;
}
