import { readFileSync } from "node:fs";
import { z } from "zod";
import { categoryId, personaId, stageId } from "../core/catalog/vocabulary.ts";
import { constraintKinds, intentId } from "../core/need.ts";
import type { Question } from "../core/question.ts";
import { readTurns, type Search } from "../core/recommend.ts";
import { cleanText } from "../core/understanding/clean-text.ts";
import { findMentions } from "../core/understanding/tool-mentions.ts";
import type { Turn } from "../core/understanding/turn.ts";
import type { Reader } from "../core/understanding/understand.ts";

const constraint = z.strictObject({ kind: z.enum(constraintKinds as [string, ...string[]]), value: z.string() });

/** One labelled question, as tests/evals/README.md describes it. */
export const caseSchema = z.strictObject({
	id: z.string(),
	text: z.string(),
	thread: z.array(z.strictObject({ from: z.enum(["user", "bot"]), text: z.string() })).optional(),
	title: z.string().optional(),
	persona: personaId,
	persona_any: z.array(personaId).optional(),
	intent: intentId,
	intent_any: z.array(intentId).optional(),
	categories: z.array(categoryId),
	stages: z.array(stageId),
	constraints: z.array(constraint),
	constraints_optional: z.array(constraint).optional(),
	tools_mentioned: z.array(z.string()),
	tools_mentioned_optional: z.array(z.string()).optional(),
	acceptable: z.array(z.string()),
	must_not: z.array(z.string()),
	must_abstain: z.boolean(),
	lang: z.string(),
	why: z.string(),
});
export type Case = z.infer<typeof caseSchema>;

/** A case as the bot is asked it: its thread as the bot remembers threads. */
export function questionOf(reader: Reader, search: Search, { text, thread = [], title }: Pick<Case, "text" | "thread" | "title">): Question {
	const earlier = thread.flatMap(({ from, text: asked }, at): Turn[] => {
		if (from !== "user") return [];
		const [turn] = readTurns(reader, search, [asked]);
		const answer = thread[at + 1];
		return turn === undefined ? [] : [answer?.from === "bot" ? { ...turn, shown: { tools: toolsNamedIn(reader, answer.text) } } : turn];
	});
	return { text, earlier, ...(title === undefined ? {} : { title }) };
}

/** What an answer of the case's thread shows: the tools of the catalog that it names. */
const toolsNamedIn = ({ names, isWord, catalog }: Reader, answer: string): string[] =>
	[...new Set(findMentions(cleanText(answer), names, isWord).map(({ id }) => id))].filter((id) => catalog.tools.has(id));

/** What the bot made of a case, in the golden set's ids. */
export type Prediction = {
	id: string;
	persona: string;
	intent: string;
	categories: string[];
	stages: string[];
	constraints: { kind: string; value: string }[];
	tools_mentioned: string[];
	picks: string[];
	abstained: boolean;
	asked: boolean;
	ms: number;
};

/** @throws Error naming every line that is not a case */
export function readCases(file: string): Case[] {
	const problems: string[] = [];
	const cases = readFileSync(file, "utf8")
		.split("\n")
		.flatMap((line, at) => {
			if (line.trim() === "") return [];
			try {
				const parsed = caseSchema.safeParse(JSON.parse(line));
				if (parsed.success) return [parsed.data];
				problems.push(...parsed.error.issues.map(({ path, message }) => `${file}:${at + 1}: ${path.join(".")}: ${message}`));
			} catch (error) {
				problems.push(`${file}:${at + 1}: ${error instanceof Error ? error.message : String(error)}`);
			}
			return [];
		});
	if (problems.length > 0) throw new Error(problems.join("\n"));
	return cases;
}
