import type { Catalog } from "../catalog/catalog.ts";
import { type CategoryId, type PersonaId, type StageId, stageIds } from "../catalog/vocabulary.ts";
import type { Constraint } from "../need.ts";
import type { Asked } from "./asked.ts";

/** What a week's questions have in common: counts, never words. */

/** How many questions touched each stage; one question can touch several. */
export type StageCounts = Record<StageId, number>;

export function countStages(asked: readonly Asked[]): StageCounts {
	const counts = Object.fromEntries(stageIds.map((id) => [id, 0])) as StageCounts; // every stage is in it
	for (const { stages } of asked) for (const stage of new Set(stages)) counts[stage]++;
	return counts;
}

/** Stages that were asked about, most asked first; of equals the one that comes first in the lifecycle. */
export const askedStages = (counts: StageCounts): StageId[] => stageIds.filter((id) => counts[id] > 0).sort((a, b) => counts[b] - counts[a]);

/** One kind of tool that was asked for, or where none was named, one stage. */
export type Theme = {
	category?: CategoryId;
	stages: StageId[];
	questions: number;
	/** Who mostly asked; absent where that is nobody in particular. */
	mostly?: Exclude<PersonaId, "unknown">;
};

export function themesOf(catalog: Catalog, asked: readonly Asked[]): Theme[] {
	const groups = new Map<string, { category?: CategoryId; stages: StageId[]; asked: Asked[] }>();
	for (const one of asked) {
		const [category] = one.categories;
		const [stage] = one.stages;
		if (category === undefined && stage === undefined) continue;
		const key = category ?? `stage ${stage}`;
		const group = groups.get(key) ?? (category === undefined ? { stages: one.stages.slice(0, 1), asked: [] } : { category, stages: catalog.categories[category].stages, asked: [] });
		group.asked.push(one);
		groups.set(key, group);
	}
	return [...groups.values()]
		.map(({ asked: those, ...what }): Theme => {
			const mostly = personaOf(those);
			return { ...what, questions: those.length, ...(mostly === undefined ? {} : { mostly }) };
		})
		.sort((a, b) => b.questions - a.questions);
}

/** The persona of most of those that are known: of more than half of them. */
export function personaOf(asked: readonly Asked[]): Exclude<PersonaId, "unknown"> | undefined {
	const known = asked.flatMap(({ persona }) => (persona === "unknown" ? [] : [persona]));
	return (["ml-researcher", "software-engineer", "ml-engineer"] as const).find((id) => known.filter((persona) => persona === id).length * 2 > known.length);
}

/** Questions that nothing in the catalog answered, and what they asked for. */
export type Gap = { category?: CategoryId; constraints: Pick<Constraint, "kind" | "value">[]; questions: number };

export function gapsOf(asked: readonly Asked[]): Gap[] {
	const groups = new Map<string, Gap>();
	for (const { outcome, categories, constraints } of asked) {
		if (outcome !== "nothing-fits" && outcome !== "cannot-answer") continue;
		const [category] = categories;
		const sorted = constraints.map(({ kind, value }) => ({ kind: kind as Constraint["kind"], value })).sort((a, b) => (`${a.kind}${a.value}` < `${b.kind}${b.value}` ? -1 : 1));
		const key = JSON.stringify([category, sorted]);
		const gap = groups.get(key) ?? { ...(category === undefined ? {} : { category }), constraints: sorted, questions: 0 };
		groups.set(key, { ...gap, questions: gap.questions + 1 });
	}
	return [...groups.values()].sort((a, b) => b.questions - a.questions);
}
