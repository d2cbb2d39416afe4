import { chooseTradeOff } from "../answer/pick.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Fact, Tool } from "../catalog/tool.ts";
import { type Benefit, benefits, type CategoryId, type RingId, type ServedPersona, type StageId, servedPersonas } from "../catalog/vocabulary.ts";
import type { Asked } from "./asked.ts";
import { askedStages, countStages, personaOf } from "./themes.ts";

/** One tool for the stage that was asked about most, with the reason and what speaks against it. */
export type WorthALook = {
	tool: Tool;
	stage: StageId;
	/** How many questions touched that stage. */
	questions: number;
	/** The catalog's own sentence of what it does for those who ask. */
	serves: { persona: ServedPersona; benefit: Benefit; text: string };
	tradeOff: Fact;
};

/** What can be taken up without much ado comes first, as the framework has it: small before large; the standards everybody knows. */
const weightOf: Record<RingId, number> = { trial: 1, assess: 0.8, adopt: 0.7, hold: 0 };

/**
 * Chooses among the tools for the hottest stage the one that serves most of what was asked there; nothing that has ended or is
 * on hold, that was recommended to anybody in these questions, or that was shown lately.
 * @param shown ids of the tools that the channel's last digests showed
 */
export function worthALook(catalog: Catalog, asked: readonly Asked[], shown: ReadonlySet<string>): WorthALook | undefined {
	const counts = countStages(asked);
	const [stage] = askedStages(counts);
	if (stage === undefined) return undefined;
	const there = asked.filter(({ stages }) => stages.includes(stage));
	const picked = new Set(asked.flatMap(({ picks }) => picks));
	const best = [...catalog.tools.values()]
		.filter(({ id, stages, status }) => stages.includes(stage) && status.state === "active" && !shown.has(id) && !picked.has(id))
		.map((tool) => ({ tool, score: wanted(catalog, there, stage, tool) * weightOf[tool.ring.value] * (tool.scope === "piecemeal" ? 1 : 0.7) }))
		.filter(({ score }) => score > 0)
		.sort((a, b) => b.score - a.score || (a.tool.id < b.tool.id ? -1 : 1))[0];
	if (best === undefined) return undefined;
	const { tool } = best;
	return { tool, stage, questions: counts[stage], serves: servesWhom(tool, personaOf(there)), tradeOff: chooseTradeOff(tool) };
}

/** How many of the questions at a stage asked for what the tool is: fully what it is mainly for, half what it does besides. */
function wanted(catalog: Catalog, there: readonly Asked[], stage: StageId, tool: Tool): number {
	const scores = (Object.keys(tool.categories) as CategoryId[]).map((category, at) => {
		const questions = catalog.categories[category].stages.includes(stage) ? there.filter(({ categories }) => categories.includes(category)).length : 0;
		return questions * (at === 0 ? 1 : 0.5);
	});
	// Any tool of the stage, where no kind of tool was asked for.
	return Math.max(0.01, ...scores);
}

function servesWhom(tool: Tool, mostly: Asked["persona"] | undefined): WorthALook["serves"] {
	const order = mostly === "software-engineer" ? servedPersonas.toReversed() : servedPersonas;
	for (const persona of order) {
		for (const benefit of benefits) {
			const text = tool.serves[persona]?.[benefit];
			if (text !== undefined) return { persona, benefit, text };
		}
	}
	throw new Error(`Expected ${tool.id} to serve somebody, got nothing`); // the schema asks for at least one
}
