import type { AnswerPart } from "../answer/answer.ts";
import { frameworkWords } from "../writing/framework-words.ts";
import { type Given, toolsOfPart } from "../writing/given.ts";
import { readPart, servesParts, type WrittenPart, type WrittenPick } from "../writing/written-answer.ts";
import type { Lexicon } from "./lexicon.ts";
import { toolsNamed } from "./named-tools.ts";
import type { Place } from "./place.ts";
import type { GroundingProblem } from "./problem.ts";
import { proseChecks } from "./prose-checks.ts";
import { spell } from "./spelling.ts";

/** What a model's words are held against: one object per answer, whose parts share what is worked out of it. */
export type GroundingContext = {
	given: Given;
	lexicon: Lexicon;
	/** What the asker wrote, in this message and before in the thread; what they did not write bears nothing out. */
	askedText: string;
	/** The texts of the prompt, always the same array: none of their sentences may come back. */
	prompts: readonly string[];
};

/** Every problem of one part, as it came from the model; with none, the part may be shown, and `value` is what it says. */
export function groundPart(context: GroundingContext, part: AnswerPart, raw: unknown): { problems: GroundingProblem[]; value?: WrittenPart } {
	const read = readPart(context.given, part, raw);
	if ("problems" in read) return read;
	const { value } = read;
	const problems = proseIn(context, part, value).flatMap((prose) => groundProse(context, part, prose));
	return problems.length > 0 ? { problems } : { problems, value };
}

type Prose = { at: string; text: string; cited: readonly string[] };

function proseIn({ given }: GroundingContext, part: AnswerPart, value: WrittenPart): Prose[] {
	if (value === null || part === "decides") return [];
	if (typeof value === "string") return [{ at: part, text: value, cited: [] }];
	const { facts, trade_off, serves, why } = value as WrittenPick; // what is neither a text, a question left out, nor rows
	const [persona, benefit] = servesParts(serves);
	const cited = toolsOfPart(given, part).flatMap((tool) => [...tool.facts.filter(({ id }) => id === trade_off || facts.includes(id)).map(({ text }) => text), tool.serves[persona]?.[benefit] ?? ""]);
	return [{ at: `${part}.why`, text: why, cited }];
}

function groundProse(context: GroundingContext, part: AnswerPart, { at, text, cited }: Prose): GroundingProblem[] {
	const { given, lexicon, askedText, prompts } = context;
	const { catalog, answer, tools } = given;
	const spelt = spell(text);
	const subjects = toolsOfPart(given, part);
	const place: Place = {
		at,
		part,
		spelt,
		catalog,
		lexicon,
		need: answer.need,
		given: tools,
		subjects,
		turnedDown: part === "headline" ? given.turnedDown : [],
		cited,
		asked: askedText,
		framework: frameworkWords(given),
		named: toolsNamed(catalog, spelt),
		answer: context,
	};
	return proseChecks(prompts).flatMap((check) => check(place));
}
