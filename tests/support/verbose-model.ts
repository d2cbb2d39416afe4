import type { AnswerPart } from "../../src/core/answer/answer.ts";
import type { Fact } from "../../src/core/catalog/tool.ts";
import { wordLimit } from "../../src/core/grounding/form.ts";
import { factsGiven, type Given, servesOf, toolsOfPart } from "../../src/core/writing/given.ts";
import { mostCitedFacts, type WrittenAnswer } from "../../src/core/writing/written-answer.ts";

const sentence = (count: number, end: string): string => `It${" then helps you with this".repeat(count).split(" ").slice(0, count).join(" ")}${end}`;
const length = ({ text }: Fact): number => text.split(/\s+/).length;

/** Every part as long as it may be, beside the longest trade-off and as many facts as may be cited: the longest valid answer there is. */
export function longestAnswer(given: Given): WrittenAnswer {
	const say = (part: AnswerPart): unknown => {
		const prose = sentence(wordLimit(part, given.tools.length), part === "question" ? "?" : ".");
		if (!part.startsWith("pick_")) return prose;
		const [tool] = toolsOfPart(given, part);
		if (tool === undefined) throw new Error(`Expected a tool for ${part}, got none`);
		const { facts, tradeOffs } = factsGiven(given, tool);
		const [longest] = [...tradeOffs].sort((one, other) => length(other) - length(one));
		return { tool: tool.id, facts: facts.slice(0, mostCitedFacts).map(({ id }) => id), trade_off: longest?.id, serves: servesOf(tool)[0], why: prose };
	};
	return Object.fromEntries(given.parts.filter((part) => part !== "decides").map((part) => [part, say(part)])) as unknown as WrittenAnswer; // each part has its own shape
}
