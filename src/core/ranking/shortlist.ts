import type { Catalog } from "../catalog/catalog.ts";
import type { Tool } from "../catalog/tool.ts";
import type { CategoryId } from "../catalog/vocabulary.ts";
import type { Constraint, Need } from "../need.ts";
import { isAskedAbout, prominenceOf, type Reason, type Relevance, reasonsFor, speaksAgainst } from "./fit.ts";
import { isHard, meets } from "./hard-constraints.ts";

export type Candidate = { tool: Tool; category: CategoryId; score: number; reasons: Reason[] };
export type LeftOut = { tool: Tool; category: CategoryId; because: string; unknown: boolean; constraint?: Constraint };

export type Shortlist = {
	/** At most three, best first, covering every category that was asked for. */
	picks: Candidate[];
	/** Every tool that meets the hard constraints, best first. */
	ranked: Candidate[];
	/** Tools of the categories that don't meet them, nearest miss first. */
	leftOut: LeftOut[];
};

export const mostPicks = 3;

/** Hard constraints filter, soft fit ranks, every point has a reason. The same input gives the same order. */
export function shortlist(catalog: Catalog, need: Need, relevance: Relevance = new Map()): Shortlist {
	const hard = need.constraints.filter(isHard);
	const ranked: Candidate[] = [];
	const leftOut: (LeftOut & { misses: number })[] = [];
	const named = new Set(need.mentions.map(({ id }) => id));
	const considered = toolsConsidered(catalog, need);
	const among = relativeTo(considered, relevance);
	for (const { tool, category } of considered) {
		const misses: Omit<LeftOut, "tool" | "category">[] = hard.flatMap((constraint) => {
			const verdict = meets(catalog, tool, constraint, need);
			return verdict.ok ? [] : [{ constraint, because: verdict.because, unknown: verdict.unknown }];
		});
		if (tool.status.state === "sunset") misses.unshift({ because: endedWords(tool), unknown: false });
		const first = misses[0];
		if (first !== undefined) {
			leftOut.push({ tool, category, ...first, misses: misses.length });
			continue;
		}
		const reasons = reasonsFor(catalog, tool, category, need, among);
		ranked.push({ tool, category, reasons, score: round(reasons.reduce((sum, { points }) => sum + points, 0)) });
	}
	ranked.sort((a, b) => b.score - a.score || (a.tool.id < b.tool.id ? -1 : 1));
	const prominence = ({ tool }: LeftOut): number => prominenceOf(catalog, tool.id);
	leftOut.sort((a, b) => Number(named.has(b.tool.id)) - Number(named.has(a.tool.id)) || a.misses - b.misses || prominence(b) - prominence(a) || (a.tool.id < b.tool.id ? -1 : 1));
	const besides = need.after?.besides ?? [];
	const open = besides.length === 0 ? ranked : ranked.filter(({ tool }) => !besides.includes(tool.id));
	return { picks: pickAcross(withoutDoubted(open, need), need), ranked, leftOut: leftOut.map(({ misses: _, ...rest }) => rest) };
}

/** From this score on, the words of a question tell tools apart; of fewer, a chance hit must not decide. */
const telling = 100;

/** Relevance as a share of the best in the same category: what counts is who among these fits the words. */
function relativeTo(considered: readonly { tool: Tool; category: CategoryId }[], relevance: Relevance): Relevance {
	const best = new Map<CategoryId, number>();
	for (const { tool, category } of considered) best.set(category, Math.max(best.get(category) ?? 0, relevance.get(tool.id) ?? 0));
	return new Map(considered.map(({ tool, category }) => [tool.id, (relevance.get(tool.id) ?? 0) / Math.max(best.get(category) ?? 0, telling)]));
}

/** Tools of the asked categories, each under the one that it is mainly for; where none was read, those that were named. */
function toolsConsidered(catalog: Catalog, need: Need): { tool: Tool; category: CategoryId }[] {
	const asked = new Set(need.categories.map(({ id }) => id));
	if (asked.size === 0) return need.mentions.flatMap(({ id }) => catalog.tools.get(id) ?? []).map((tool) => ({ tool, category: categoriesOf(tool)[0] as CategoryId }));
	// What is compared or brought in is what was named, also where it is for something else.
	const named = need.intent === "compare" || need.intent === "adopt" ? need.mentions.flatMap(({ id }) => catalog.tools.get(id) ?? []) : [];
	const tools = new Set([...[...asked].flatMap((id) => toolsOf(catalog).get(id) ?? []), ...named]);
	return [...tools].map((tool) => ({ tool, category: (categoriesOf(tool).find((id) => asked.has(id)) ?? categoriesOf(tool)[0]) as CategoryId }));
}

/** Never empty: the schema asks for at least one. */
const categoriesOf = (tool: Tool): CategoryId[] => Object.keys(tool.categories) as CategoryId[];

function toolsOf(catalog: Catalog): ReadonlyMap<CategoryId, Tool[]> {
	const cached = byCategory.get(catalog);
	if (cached !== undefined) return cached;
	const tools = new Map<CategoryId, Tool[]>();
	for (const tool of catalog.tools.values()) for (const id of categoriesOf(tool)) tools.set(id, [...(tools.get(id) ?? []), tool]);
	byCategory.set(catalog, tools);
	return tools;
}
const byCategory = new WeakMap<Catalog, ReadonlyMap<CategoryId, Tool[]>>();

/** What speaks against a tool that the question is about, gravest first. */
export const objectionsTo = ({ tool, reasons }: Candidate, need: Need): string[] =>
	isAskedAbout(need, tool.id)
		? reasons
				.filter(speaksAgainst)
				.sort((a, b) => a.points - b.points)
				.flatMap(({ objection }) => objection ?? [])
		: [];

/** Who asks whether a tool is too much, and it is, gets others, where there are any. */
function withoutDoubted(ranked: Candidate[], need: Need): Candidate[] {
	const others = ranked.filter((candidate) => objectionsTo(candidate, need).length === 0);
	return need.intent === "choose" || need.intent === "follow-up" ? (others.length > 0 ? others : ranked) : ranked;
}

/** Best of each asked category in turn, so that a question about two stages gets an answer for both. */
function pickAcross(ranked: readonly Candidate[], need: Need): Candidate[] {
	const picks: Candidate[] = [];
	const covers = (candidate: Candidate, id: CategoryId): boolean => candidate.tool.categories[id] !== undefined;
	for (const { id } of need.categories) {
		if (picks.length >= mostPicks || picks.some((pick) => pick.category === id)) continue;
		const left = ranked.filter((candidate) => covers(candidate, id) && !picks.some(({ tool }) => tool === candidate.tool));
		// Whom it is mainly for, before whom it is also for: each need gets a pick of its own.
		const best = need.categories.length > 1 ? (left.find(({ category }) => category === id) ?? left[0]) : left[0];
		if (best !== undefined) picks.push(best.category === id ? best : { ...best, category: id });
	}
	const wanted = need.intent === "adopt" ? 1 : mostPicks;
	for (const candidate of ranked) {
		if (picks.length >= wanted) break;
		if (!picks.some(({ tool }) => tool === candidate.tool) && isWorthNaming(candidate, ranked)) picks.push(candidate);
	}
	const atMost = need.intent === "adopt" && need.mentions.some(({ id }) => ranked[0]?.tool.id === id) ? 1 : mostPicks;
	// The likeliest reading of the question comes first; after it, the score decides.
	const [likeliest] = need.categories;
	const sorted = picks.slice(0, atMost).sort((a, b) => b.score - a.score);
	const lead = likeliest && sorted.find((pick) => covers(pick, likeliest.id));
	return lead === undefined ? sorted : [lead, ...sorted.filter((pick) => pick !== lead)];
}

/** A far worse third option is noise: two are better. */
const isWorthNaming = (candidate: Candidate, ranked: readonly Candidate[]): boolean => candidate.score >= (ranked[0]?.score ?? 0) * 0.7;

/** "ended in 2026" */
export const endedWords = (tool: Tool): string => `ended${tool.status.since === undefined ? "" : ` in ${tool.status.since.slice(0, 4)}`}`;
const round = (points: number): number => Math.round(points * 100) / 100;
