import { editDistance } from "./understanding/tool-mentions.ts";

/** " Did you mean check or show?", or nothing where nothing is near. */
export const didYouMean = (word: string, candidates: Iterable<string>): string => question(nearest(word, candidates));

export function question(near: readonly string[]): string {
	return near.length === 0 ? "" : ` Did you mean ${new Intl.ListFormat("en-GB", { type: "disjunction" }).format(near)}?`;
}

/** At most three: those a few slips of the keyboard away, nearest first, else those that begin with the word. */
export function nearest(word: string, candidates: Iterable<string>): string[] {
	const typed = word.toLowerCase();
	const allowed = Math.max(2, Math.floor(typed.length / 3));
	const all = [...new Set(candidates)];
	const close = all
		.map((candidate) => ({ candidate, distance: editDistance(typed, candidate.toLowerCase(), allowed) }))
		.filter(({ distance }) => distance <= allowed)
		.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
		.map(({ candidate }) => candidate);
	const began = typed.length < 2 ? [] : all.filter((candidate) => candidate.toLowerCase().startsWith(typed));
	return [...new Set([...close, ...began])].slice(0, 3);
}
