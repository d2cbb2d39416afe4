import { withArticle } from "../answer/words.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { CategoryId } from "../catalog/vocabulary.ts";
import type { Theme } from "./themes.ts";

/** What must hold, as people say it. */
const conditions = ["open source", "self-hosted", "without Kubernetes", "for a small team", "with a free tier", "on AWS"];

/**
 * Three questions that somebody could ask next: one that chooses, one that compares two tools, one that asks what a thing is.
 * Of what was asked about, and then of what was not.
 * @param turn another number gives other questions
 */
export function invitationOf(catalog: Catalog, themes: readonly Theme[], turn: number): string[] {
	const asked = themes.flatMap(({ category }) => category ?? []);
	const all = Object.keys(catalog.categories) as CategoryId[];
	const quiet = all.filter((id) => !asked.includes(id) && isStocked(catalog, id));
	const near = asked.map((id) => catalog.categories[id].next.category).filter((id) => quiet.includes(id));
	const [choose, explain] = [nth(near.length > 0 ? near : quiet, turn), nth(quiet, turn * 5 + 2)];
	return [choosing(catalog, choose, turn), comparing(catalog, asked, turn), explaining(catalog, explain === choose ? nth(quiet, turn * 5 + 3) : explain)].filter((question) => question !== undefined);
}

const nth = <T>(list: readonly T[], turn: number): T | undefined => list[turn % list.length];

const isStocked = (catalog: Catalog, category: CategoryId): boolean => [...catalog.tools.values()].some(({ categories, status }) => categories[category] !== undefined && status.state === "active");

function choosing(catalog: Catalog, category: CategoryId | undefined, turn: number): string | undefined {
	return category === undefined ? undefined : `Which ${catalog.categories[category].tool}, ${nth(conditions, turn)}?`;
}

function explaining(catalog: Catalog, category: CategoryId | undefined): string | undefined {
	return category === undefined ? undefined : `What is ${withArticle(catalog.categories[category].tool)}, and do we need one?`;
}

function comparing(catalog: Catalog, asked: readonly CategoryId[], turn: number): string | undefined {
	const pairs = catalog.comparisons
		.map(({ tools }) => tools.map((id) => catalog.tools.get(id)))
		.filter((pair) => pair.every((tool) => tool !== undefined && tool.status.state === "active" && tool.ring.value !== "hold"));
	const inTheme = pairs.filter((pair) => asked.some((category) => pair.every((tool) => tool !== undefined && Object.keys(tool.categories)[0] === category)));
	const pair = nth(inTheme.length > 0 ? inTheme : pairs, turn);
	return pair === undefined ? undefined : `${pair.map((tool) => tool?.name).join(" or ")}?`;
}
