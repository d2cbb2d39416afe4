import type { Answer, ComparisonRow, Pick } from "../answer/answer.ts";
import { dontNeedIt, needIt } from "../answer/explanation.ts";
import type { Fact, Tool } from "../catalog/tool.ts";
import type { FactKind } from "../catalog/vocabulary.ts";
import type { Given, TurnedDown } from "./given.ts";
import { servesParts, type WrittenAnswer, type WrittenPick, type WrittenRow } from "./written-answer.ts";

/**
 * The composed answer with the parts that a model wrote in their places. Facts come from the catalog by their ids, word for
 * word; the tools, their order and whatever was not written stay the composer's. `written` must have been grounded.
 */
export function mergeWritten(given: Given, written: WrittenAnswer): Answer {
	const { answer } = given;
	const wrote = given.parts.filter((part) => part in written);
	if (wrote.length === 0) return answer;
	const { languageNote, question, ...rest } = answer;
	const asked = "question" in written ? (written.question ?? undefined) : question;
	return {
		...rest,
		headline: written.headline ?? answer.headline,
		leftOut: answer.leftOut.filter((out) => !(given.turnedDown.includes(out) && saysWhy(written.headline ?? "", out))),
		picks: answer.picks.map((pick, at) => mergePick(given, pick, written[`pick_${at + 1}`])),
		...(answer.comparison === undefined
			? {}
			: {
					comparison: {
						tools: answer.comparison.tools,
						rows: mergeRows(given, answer.comparison, written.decides),
						takeIf: answer.comparison.takeIf.map((line, at) => written[`take_${at + 1}`] ?? line),
					},
				}),
		paragraphs: mergeParagraphs(answer, written),
		lifecycle: written.lifecycle ?? answer.lifecycle ?? "",
		...(asked === undefined ? {} : { question: asked }),
		// It says that the answer is in English for want of a model: true of none of it once the headline is written.
		...(languageNote === undefined || written.headline !== undefined ? {} : { languageNote }),
		writtenBy: "model",
		unwritten: given.parts.filter((part) => !(part in written)),
	};
}

/** The headline names it and takes up the reason: to say it once more below would be once too often. */
const saysWhy = (headline: string, { tool, because }: TurnedDown): boolean => {
	const lower = headline.toLowerCase();
	return lower.includes(tool.name.toLowerCase()) && (because.toLowerCase().match(/\p{L}{5,}/gu) ?? []).some((word) => lower.includes(word));
};

function mergePick({ catalog }: Given, pick: Pick, written: WrittenPick | undefined): Pick {
	if (written === undefined) return pick;
	const [persona, benefit] = servesParts(written.serves);
	return {
		...pick,
		why: written.why,
		// It says how this tool serves it, which the framework's words for it, common to all tools, don't; and it may be in another language than theirs.
		saysBenefit: true,
		serves: [{ persona, benefit, short: catalog.framework.personas[persona].short[benefit] }],
		tradeOff: factOf(pick.tool, written.trade_off),
		cited: written.facts.filter((id) => id !== written.trade_off).map((id) => factOf(pick.tool, id)),
	};
}

const factOf = (tool: Tool, id: string): Fact => {
	const fact = tool.facts.find((one) => one.id === id);
	if (fact === undefined) throw new Error(`Expected a fact of ${tool.id}, got ${JSON.stringify(id)}`);
	return fact;
};

const rowNames: Record<FactKind, string> = {
	strength: "Strength",
	limit: "Watch out",
	requirement: "Needs",
	pricing: "Price",
	compliance: "Compliance and licence",
	integration: "Works with",
	status: "Where it stands",
	history: "History",
};

/** What a row is about is what its facts are: a limit is no strength, whatever the model calls it. */
function aspectOf(facts: readonly (Fact | undefined)[]): string {
	const [kind, ...others] = new Set(facts.flatMap((fact) => fact?.kind ?? []));
	return kind === undefined || others.length > 0 ? "Worth knowing" : rowNames[kind];
}

/** Rows of the catalog's fields stay, and so do a known pair's; what a model chose stands after them, or instead of facts that were chosen blindly. */
function mergeRows({ catalog }: Given, { tools, rows }: NonNullable<Answer["comparison"]>, chosen: WrittenRow[] | undefined): ComparisonRow[] {
	if (chosen === undefined) return rows;
	const known = tools.length === 2 && catalog.comparisons.some(({ tools: pair }) => tools.every(({ id }) => pair.includes(id)));
	const kept = known ? rows : rows.filter(({ aspect }) => aspect !== rowNames.strength && aspect !== rowNames.limit);
	const printed = new Set(kept.flatMap(({ cells }) => cells.flatMap(({ fact }) => fact ?? [])));
	const added = chosen.flatMap(({ about: _, ...ids }): ComparisonRow[] => {
		const facts = tools.map((tool, at) => {
			const id = ids[`fact_${at + 1}`];
			return id == null ? undefined : factOf(tool, id);
		});
		const isNew = facts.some((fact) => fact !== undefined && !printed.has(fact));
		for (const fact of facts) if (fact !== undefined) printed.add(fact);
		return isNew ? [{ aspect: aspectOf(facts), cells: facts.map((fact) => (fact === undefined ? { text: "not known" } : { text: fact.text, fact })) }] : [];
	});
	return [...kept, ...added];
}

/** A plan's steps keep their numbers; an explanation keeps its definition, which is the catalog's. */
function mergeParagraphs({ kind, paragraphs }: Answer, written: WrittenAnswer): string[] {
	if (kind === "adoption")
		return paragraphs.map((paragraph) =>
			paragraph.replace(/^(\d)\. .*$/s, (line, number: string) => (written[`step_${Number(number)}`] === undefined ? line : `${number}. ${written[`step_${Number(number)}`]}`)),
		);
	if (kind !== "explanation") return paragraphs;
	const replaced = paragraphs.map((paragraph) => (paragraph.startsWith(needIt) ? (written.when ?? paragraph) : paragraph.startsWith(dontNeedIt) ? (written.when_not ?? paragraph) : paragraph));
	const added = [paragraphs.some((one) => one.startsWith(needIt)) ? undefined : written.when, paragraphs.some((one) => one.startsWith(dontNeedIt)) ? undefined : written.when_not];
	return [...replaced, ...added.filter((one) => one !== undefined)];
}
