import type { Answer } from "../../core/answer/answer.ts";
import { proseOf, type Violation } from "../../core/answer/grounding.ts";
import { constraintWords } from "../../core/answer/need-words.ts";
import { plural } from "../../core/answer/words.ts";
import type { Catalog } from "../../core/catalog/catalog.ts";
import type { Intent, Need } from "../../core/need.ts";
import { isHard } from "../../core/ranking/hard-constraints.ts";
import type { LeftOut } from "../../core/ranking/shortlist.ts";
import type { Recommendation } from "../../core/recommend.ts";
import { cleanText } from "../../core/understanding/clean-text.ts";
import type { Asked } from "./asked-question.ts";
import { type Evidence, markEvidence } from "./evidence.ts";
import type { Explanation } from "./explanation.ts";

/** A recommendation as the panel says it: ids become words, and each statement keeps what it rests on. */

/** How "Asks …" goes on. */
const intentSays: Record<Intent, string> = {
	choose: "for a tool to choose",
	compare: "for named tools, weighed against each other",
	explain: "what something is",
	adopt: "how to bring a tool in",
	"follow-up": "for what was asked before, narrowed down",
	vague: "something that does not say yet what it is about",
	"off-topic": "for something else than MLOps tools",
	injection: "the bot to break its rules",
	"no-answer": "for what no product can do",
};

/** The asker's messages, each with the words marked that showed something. */
export function turnsOf({ text, earlier }: Pick<Asked, "text" | "earlier">, need: Need): Explanation["asked"]["turns"] {
	const evidence: Evidence[] = [
		...need.persona.words.map((words) => ({ shows: "persona" as const, words })),
		...need.categories.flatMap(({ words }) => words.map((one) => ({ shows: "category" as const, words: one }))),
		...need.constraints.map(({ words }) => ({ shows: "constraint" as const, words })),
		...need.mentions.map(({ words }) => ({ shows: "tool" as const, words })),
	];
	return [...earlier, text].map((one) => ({ parts: markEvidence(cleanText(one).plain, evidence) }));
}

export function understoodOf(catalog: Catalog, need: Need): Explanation["understood"] {
	const { intent, persona, categories, constraints, mentions, language } = need;
	const { stages } = catalog.framework;
	const loop = (which: "model" | "software") =>
		(Object.keys(stages) as (keyof typeof stages)[]).filter((id) => stages[id].loop === which).map((id) => ({ name: stages[id].name, asked: need.stages.includes(id) }));
	return {
		intent: { id: intent, says: intentSays[intent] },
		persona: { name: catalog.framework.personas[persona.id].name, confidence: persona.confidence, from: persona.from, words: persona.words },
		categories: categories.map(({ id, words }) => ({ name: catalog.categories[id].name, words })),
		lifecycle: { model: loop("model"), software: loop("software") },
		constraints: constraints.map((constraint) => ({ kind: constraint.kind, says: constraintWords(catalog, constraint), words: constraint.words, filters: isHard(constraint) })),
		mentions: mentions.map(({ name, words, inCatalog }) => ({ name, words, inCatalog })),
		language,
	};
}

export function rankedOf(catalog: Catalog, { shortlist, answer }: Recommendation): Explanation["ranked"] {
	return shortlist.ranked.map(({ tool, category, score, reasons }) => {
		const at = answer.picks.findIndex((pick) => pick.tool.id === tool.id);
		return { name: tool.name, category: catalog.categories[category].name, place: at < 0 ? null : at + 1, score, reasons: reasons.map(({ points, why }) => ({ points, why })) };
	});
}

/** One entry per reason, the one that rules out most tools first. */
export function leftOutOf(catalog: Catalog, leftOut: readonly LeftOut[]): Explanation["leftOut"] {
	const byReason = new Map<string, Explanation["leftOut"][number]>();
	for (const { tool, because, unknown, constraint } of leftOut) {
		const filter = constraint === undefined ? null : constraintWords(catalog, constraint);
		const key = `${filter}/${because}`;
		const group = byReason.get(key) ?? { because, filter, unknown, tools: [] };
		group.tools.push(tool.name);
		byReason.set(key, group);
	}
	return [...byReason.values()].sort((a, b) => b.tools.length - a.tools.length);
}

export function answerOf(catalog: Catalog, answer: Answer): Omit<Explanation["answer"], "same"> {
	const { kind, writtenBy, picks, comparison, need } = answer;
	const tools = comparison?.tools ?? picks.map(({ tool }) => tool);
	return {
		kind,
		writtenBy,
		tools: tools.map((tool, at) => {
			const pick = picks.find((one) => one.tool.id === tool.id);
			const serves = (pick?.serves ?? []).map(({ persona, benefit, short }) => ({ whose: persona === need.persona.id ? "your" : `${catalog.framework.personas[persona].plural}'`, benefit, short }));
			const facts = comparison === undefined ? (pick === undefined ? [] : [pick.tradeOff]) : comparison.rows.flatMap(({ cells }) => cells[at]?.fact ?? []);
			return { name: tool.name, serves, facts: facts.map(({ text, source, as_of }) => ({ text, source, asOf: as_of ?? null })) };
		}),
	};
}

/** What the grounding looked at, check by check, and what it found. */
export function checksOf({ answer, violations }: Recommendation): Explanation["checks"] {
	const picks = plural(answer.picks.length, "pick");
	const sentences = plural(proseOf(answer).length, "piece of prose", "pieces of prose");
	const hard = answer.need.constraints.filter(isHard).length;
	const failed = (code: Violation["code"]): string[] => violations.filter((violation) => violation.code === code).map(({ at, detail }) => `${at}: ${detail}`);
	return [
		{ code: "not_a_pick", says: "Each pick is one of the tools that fit", looked: picks, failed: failed("not_a_pick") },
		{ code: "breaks_constraint", says: "No pick breaks what must hold", looked: `${picks}, ${plural(hard, "filter")}`, failed: failed("breaks_constraint") },
		{ code: "foreign_fact", says: "Each trade-off is a fact of its own tool", looked: plural(answer.picks.length, "fact"), failed: failed("foreign_fact") },
		{ code: "foreign_tool", says: "No other product is named", looked: sentences, failed: failed("foreign_tool") },
		{ code: "link", says: "No link but to the facts' sources", looked: sentences, failed: failed("link") },
		{ code: "mention", says: "Nobody is pinged", looked: sentences, failed: failed("mention") },
	];
}
