import type { Catalog } from "../catalog/catalog.ts";
import type { Tool } from "../catalog/tool.ts";
import { type CategoryId, type ServedPersona, scaleIds } from "../catalog/vocabulary.ts";
import { type Constraint, type Need, valuesOf } from "../need.ts";
import { isHard, meets } from "./hard-constraints.ts";

/** Points for or against a tool, with the reason. */
export type Reason = { points: number; why: string };
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

/** Text relevance of each tool to the question, 0 to 1; absent means 0. */
export type Relevance = ReadonlyMap<string, number>;

export const mostPicks = 3;

/** Hard constraints filter, soft fit ranks, every point has a reason. The same input gives the same order. */
export function shortlist(catalog: Catalog, need: Need, relevance: Relevance = new Map()): Shortlist {
	const hard = need.constraints.filter(isHard);
	const wellKnown = alternativesPointing(catalog);
	const ranked: Candidate[] = [];
	const leftOut: (LeftOut & { misses: number })[] = [];
	const named = new Set(need.mentions.map(({ id }) => id));
	for (const tool of catalog.tools.values()) {
		const category = categoryFor(tool, need, named);
		if (category === undefined) continue;
		const misses: Omit<LeftOut, "tool" | "category">[] = hard.flatMap((constraint) => {
			const verdict = meets(catalog, tool, constraint, need);
			return verdict.ok ? [] : [{ constraint, because: verdict.because, unknown: verdict.unknown }];
		});
		if (tool.status.state === "sunset") misses.unshift({ because: ended(tool), unknown: false });
		const first = misses[0];
		if (first !== undefined) {
			leftOut.push({ tool, category, ...first, misses: misses.length });
			continue;
		}
		const reasons = reasonsFor(tool, category, need, relevance, wellKnown, named);
		ranked.push({ tool, category, reasons, score: round(reasons.reduce((sum, { points }) => sum + points, 0)) });
	}
	ranked.sort((a, b) => b.score - a.score || (a.tool.id < b.tool.id ? -1 : 1));
	const prominence = ({ tool }: LeftOut): number => (named.has(tool.id) ? 100 : 0) + (wellKnown.get(tool.id) ?? 0);
	leftOut.sort((a, b) => Number(named.has(b.tool.id)) - Number(named.has(a.tool.id)) || a.misses - b.misses || prominence(b) - prominence(a) || (a.tool.id < b.tool.id ? -1 : 1));
	return { picks: pickAcross(ranked, need), ranked, leftOut: leftOut.map(({ misses: _, ...rest }) => rest) };
}

/** The category under which a tool is considered: the asked one that it is mainly for. */
function categoryFor(tool: Tool, need: Need, named: ReadonlySet<string>): CategoryId | undefined {
	const own = Object.keys(tool.categories) as CategoryId[];
	const asked = own.find((id) => need.categories.some((category) => category.id === id));
	return asked ?? (named.has(tool.id) && need.categories.length === 0 ? own[0] : undefined);
}

/** How many tools name each as an alternative: who is weighed most often is who people know. */
function alternativesPointing(catalog: Catalog): ReadonlyMap<string, number> {
	const cached = pointing.get(catalog);
	if (cached !== undefined) return cached;
	const counts = new Map<string, number>();
	for (const tool of catalog.tools.values()) for (const id of tool.alternatives) counts.set(id, (counts.get(id) ?? 0) + 1);
	pointing.set(catalog, counts);
	return counts;
}
const pointing = new WeakMap<Catalog, ReadonlyMap<string, number>>();

const ringPoints = { adopt: 1, trial: 0.8, assess: 0.3, hold: -2 } as const;

function reasonsFor(tool: Tool, category: CategoryId, need: Need, relevance: Relevance, wellKnown: ReadonlyMap<string, number>, named: ReadonlySet<string>): Reason[] {
	const reasons: Reason[] = [];
	const add = (points: number, why: string) => {
		if (points !== 0) reasons.push({ points: round(points), why });
	};
	const own = Object.keys(tool.categories) as CategoryId[];
	const place = own.indexOf(category);
	add(place === 0 ? 3 : place === 1 ? 2 : 1.2, place === 0 ? `made for ${category}` : `also used for ${category}`);
	const also = need.categories.filter(({ id }) => id !== category && own.includes(id));
	for (const { id } of also) add(0.8, `covers ${id} as well`);
	if (named.has(tool.id)) add(need.intent === "adopt" ? 20 : need.intent === "compare" ? 6 : 1.5, "you named it");
	add(ringPoints[tool.ring.value], `ring: ${tool.ring.value}`);
	if (tool.status.state === "maintenance") add(-2, "in maintenance");
	addPersona(add, tool, need);
	addSituation(add, tool, need);
	const known = wellKnown.get(tool.id) ?? 0;
	add(0.3 * Math.log2(1 + Math.min(known, 15)), `weighed against ${known} others`);
	add(1.6 * (relevance.get(tool.id) ?? 0), "its facts speak of what you describe");
	return reasons;
}

function addPersona(add: (points: number, why: string) => void, tool: Tool, need: Need): void {
	const persona = need.persona.id;
	const served = (id: ServedPersona) => tool.serves[id] !== undefined;
	if (persona === "ml-researcher" || persona === "software-engineer") {
		if (served(persona)) add(0.5 + 0.15 * Object.keys(tool.serves[persona] ?? {}).length, `serves the ${persona}`);
		return;
	}
	if (served("ml-researcher")) add(0.35, "serves the ml-researcher");
	if (served("software-engineer")) add(0.35, "serves the software-engineer");
}

function addSituation(add: (points: number, why: string) => void, tool: Tool, need: Need): void {
	const size = valuesOf(need, "team-size")[0];
	if (size !== undefined && tool.team_size !== undefined) add(tool.team_size.some((id) => id === size) ? 0.5 : -0.6, `suits teams that are ${tool.team_size.join(", ")}`);
	if (size === "small" && tool.operating_burden !== undefined) add({ none: 0.4, low: 0.4, medium: 0, high: -0.8 }[tool.operating_burden.level], `operating burden: ${tool.operating_burden.level}`);
	const scale = valuesOf(need, "scale")[0];
	if (scale !== undefined && scale !== "small" && tool.scale !== undefined) {
		add(scaleIds.indexOf(tool.scale) >= scaleIds.indexOf(scale as (typeof scaleIds)[number]) ? 1 : -0.8, `shown at ${tool.scale} scale`);
	}
	for (const modality of valuesOf(need, "modality")) {
		if (tool.modalities !== undefined) add(tool.modalities.some((id) => id === modality) ? 0.9 : -2.5, `made for ${tool.modalities.join(", ")}`);
	}
	const budget = valuesOf(need, "budget")[0];
	if (budget === "low" && tool.pricing !== undefined) {
		const cheap = tool.pricing.includes("free") || tool.pricing.includes("free-tier");
		add(cheap ? 0.7 : tool.pricing.includes("quote") ? -1.2 : -0.2, cheap ? "has a free offer" : `priced by ${tool.pricing.join(", ")}`);
	}
	if (budget === "enterprise" && tool.hosting.modes.includes("managed")) add(0.4, "has a vendor behind it");
	for (const id of valuesOf(need, "existing")) {
		if (tool.id === id) add(1.4, "you run it already");
		else if (tool.integrations.includes(id)) add(0.9, `works with ${id}, which you run`);
	}
	if (valuesOf(need, "hosting").includes("managed") && !tool.hosting.modes.includes("library") && !tool.hosting.modes.includes("self-hosted")) add(0.2, "run by its vendor only");
	if (valuesOf(need, "kubernetes").includes("yes") && (tool.kubernetes === "required" || tool.kubernetes === "optional")) add(0.6, "runs on your cluster");
	if (tool.scope === "piecemeal" && need.categories.length === 1 && !need.categories.some(({ id }) => id === "end-to-end-platform")) add(0.3, "specialised before platform: less to commit");
}

/** Best of each asked category in turn, so that a question about two stages gets an answer for both. */
function pickAcross(ranked: readonly Candidate[], need: Need): Candidate[] {
	const picks: Candidate[] = [];
	const covers = (candidate: Candidate, id: CategoryId): boolean => candidate.tool.categories[id] !== undefined;
	for (const { id } of need.categories) {
		if (picks.length >= mostPicks || picks.some((pick) => pick.category === id)) continue;
		const best = ranked.find((candidate) => covers(candidate, id) && !picks.includes(candidate));
		if (best !== undefined) picks.push(best);
	}
	const wanted = need.intent === "adopt" ? 1 : mostPicks;
	for (const candidate of ranked) {
		if (picks.length >= wanted) break;
		if (!picks.includes(candidate) && isWorthNaming(candidate, ranked)) picks.push(candidate);
	}
	const atMost = need.intent === "adopt" && need.mentions.some(({ id }) => ranked[0]?.tool.id === id) ? 1 : mostPicks;
	return picks.slice(0, atMost).sort((a, b) => b.score - a.score);
}

/** A far worse third option is noise: two are better. */
const isWorthNaming = (candidate: Candidate, ranked: readonly Candidate[]): boolean => candidate.score >= (ranked[0]?.score ?? 0) * 0.45;

const ended = (tool: Tool): string => `ended${tool.status.since === undefined ? "" : ` in ${tool.status.since.slice(0, 4)}`}`;
const round = (points: number): number => Math.round(points * 100) / 100;
