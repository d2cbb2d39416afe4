import type { Catalog } from "../catalog/catalog.ts";
import type { Tool } from "../catalog/tool.ts";
import { type Check, type Place, perAnswer, perLine, problem, subjectsAt, textOf } from "./place.ts";
import { stemOf } from "./stem.ts";
import { plainVerbs } from "./tool-verbs.ts";

/** A word that so few of the catalog's tools share tells them apart. */
const mostShare = 0.08;
const shortest = 3;
/** One in small letters must be longer to tell anything. */
const shortestOrdinary = 5;

/** What only another of the given tools has, said of this one: the facts are true, and the tool is the wrong one. */
export const checkSwappedFacts: Check = (place) => {
	const { given, spelt, part, named } = place;
	if (given.length < 2 || part === "question" || part === "lifecycle") return [];
	const isRare = rareIn(place.catalog);
	const around = stemsAround(place);
	const inName = (start: number): boolean => named.some((one) => one.start <= start && one.end > start);
	const strange = spelt.tokens.flatMap(({ text, start }) => {
		const stem = stemOf(text);
		if (stem.length < shortest || inName(start) || around.has(stem) || plainVerbs.has(stem) || !isRare(stem)) return [];
		const subjects = subjectsAt(place, start);
		const hasIt = (tool: Tool): boolean => stemsOf(textOf(tool)).has(stem);
		return subjects.length > 0 && !subjects.some(hasIt) && given.some(hasIt) ? [text] : [];
	});
	// One such word may be chance; a name of something is none.
	const names = strange.filter((text) => /\p{Lu}.*\p{Lu}/u.test(text));
	const words = strange.filter((text) => names.includes(text) || text.length >= shortestOrdinary);
	return (words.length >= fewest ? words : names).map((text) => problem(place, "unsupported_claim", text));
};
/** So many words of another tool's in one part say what that one does. */
const fewest = 2;

const stemsOf = perLine((line) => new Set((line.match(/[\p{L}\p{N}'’]+/gu) ?? []).map(stemOf)));
const stemsAround = perAnswer(({ asked, framework }: Place) => new Set([asked, ...framework].flatMap((line) => [...stemsOf(line)])));

const byCatalog = new WeakMap<Catalog, (stem: string) => boolean>();
function rareIn(catalog: Catalog): (stem: string) => boolean {
	const known = byCatalog.get(catalog);
	if (known !== undefined) return known;
	const counts = new Map<string, number>();
	for (const tool of catalog.tools.values()) for (const stem of stemsOf(textOf(tool))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
	const isRare = (stem: string): boolean => (counts.get(stem) ?? 0) <= catalog.tools.size * mostShare;
	byCatalog.set(catalog, isRare);
	return isRare;
}
