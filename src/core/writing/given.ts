import type { Answer, AnswerPart } from "../answer/answer.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { type Fact, isTradeOff, type Tool } from "../catalog/tool.ts";
import { benefits, servedPersonas } from "../catalog/vocabulary.ts";
import { isAsked } from "../need.ts";

/** What a model is asked to put into words: the answer that the catalog composed, cut into the parts that it may write. */
export type Given = {
	catalog: Catalog;
	answer: Answer;
	/** The parts, in the order in which they are written and read. */
	parts: readonly AnswerPart[];
	/** The tools that the model may name as what it recommends, compares, explains or plans: the picks first, in their order. */
	tools: readonly Tool[];
	/** What the asker asks about and can't be it: the headline may say so, and why. */
	turnedDown: readonly TurnedDown[];
};
export type TurnedDown = Answer["leftOut"][number];

/** Of most kinds a model writes nothing: declining, asking back and saying that nothing fits are core's own sentences. */
export function givenFor(catalog: Catalog, answer: Answer): Given | undefined {
	const picks = answer.picks.map(({ tool }) => tool);
	const numbered = <Name extends string>(name: Name, of: readonly unknown[]) => of.map((_, at) => `${name}_${at + 1}` as `${Name}_${number}`);
	const ending: AnswerPart[] = ["lifecycle", "question"];
	const asked = new Set(answer.need.mentions.filter(isAsked).map(({ id }) => id));
	const turnedDown = answer.kind === "recommendation" ? answer.leftOut.filter(({ tool }) => asked.has(tool.id)) : [];
	switch (answer.kind) {
		case "recommendation":
			return { catalog, answer, tools: picks, turnedDown, parts: ["headline", ...numbered("pick", picks), ...ending] };
		case "comparison": {
			const compared = answer.comparison?.tools ?? [];
			return {
				catalog,
				answer,
				turnedDown,
				tools: [...picks, ...compared.filter((tool) => !picks.includes(tool))],
				parts: ["headline", ...numbered("pick", picks), ...numbered("take", compared), "decides", ...ending],
			};
		}
		case "explanation": {
			const tool = answer.need.mentions.flatMap(({ id }) => catalog.tools.get(id) ?? []).at(0);
			return { catalog, answer, tools: tool === undefined ? [] : [tool], turnedDown, parts: ["headline", "when", "when_not", ...ending] };
		}
		case "adoption":
			return { catalog, answer, tools: picks, turnedDown, parts: picks.length === 0 ? [] : ["headline", ...numbered("pick", picks), ...numbered("step", planSteps(answer)), ...ending] };
		default:
			return undefined;
	}
}

/** The numbered steps of an adoption plan; what else stands beside them is the catalog's. */
export const planSteps = ({ paragraphs }: Answer): string[] => paragraphs.filter((paragraph) => /^\d\. /.test(paragraph));

/** Which tool a part is about: the pick's or the compared one's; for the others every given tool. */
export function toolsOfPart({ answer, tools }: Given, part: AnswerPart): readonly Tool[] {
	const [name, number] = part.split("_");
	const tool = name === "pick" ? answer.picks[Number(number) - 1]?.tool : name === "take" ? answer.comparison?.tools[Number(number) - 1] : undefined;
	return tool === undefined ? tools : [tool];
}

/** What can stand as the trade-off: a limit or requirement; where the catalog holds none, any fact. */
const tradeOffsOf = (tool: Tool): readonly Fact[] => {
	const limits = tool.facts.filter(isTradeOff);
	return limits.length > 0 ? limits : tool.facts;
};

/** Facts that are told of one tool at most; the fewer the tools, the more. */
const mostFacts = ({ tools }: Given): number => (tools.length >= 3 ? 8 : 12);

/**
 * The facts of a tool that a model is told, and may choose from: those that can be the trade-off, of which one has to be
 * chosen, then the others, in the catalog's order. What once was explains nothing to the one who asks now.
 */
export function factsGiven(given: Given, tool: Tool): { facts: readonly Fact[]; tradeOffs: readonly Fact[] } {
	const most = mostFacts(given);
	const first = tradeOffsOf(tool).slice(0, Math.ceil(most / 2));
	const others = tool.facts.filter((fact) => fact.kind !== "history" && !first.includes(fact)).slice(0, most - first.length);
	const told = new Set([...first, ...others]);
	return { facts: tool.facts.filter((fact) => told.has(fact)), tradeOffs: tradeOffsOf(tool).filter((fact) => told.has(fact)) };
}

/** "ml-researcher/need": whose need, want or frustration the catalog says that a tool serves. */
export const servesOf = (tool: Tool): string[] =>
	servedPersonas.flatMap((persona) => benefits.filter((benefit) => tool.serves[persona]?.[benefit] !== undefined).map((benefit) => `${persona}/${benefit}`));
