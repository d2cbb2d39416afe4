import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { countTokens } from "gpt-tokenizer";
import { catalogDir } from "../../src/adapters/catalog/read-catalog.ts";
import { readLexicon } from "../../src/adapters/catalog/read-lexicon.ts";
import { readPrompts } from "../../src/adapters/prompts/read-prompts.ts";
import type { BothKnowledge } from "../../src/bot.ts";
import type { AnswerPart } from "../../src/core/answer/answer.ts";
import { keepShort, wordsOf } from "../../src/core/answer/length.ts";
import { groundPart } from "../../src/core/grounding/prose-grounding.ts";
import { recommend } from "../../src/core/recommend.ts";
import { type Given, givenFor } from "../../src/core/writing/given.ts";
import { mergeWritten } from "../../src/core/writing/merge-written.ts";
import { type Message, promptFor, understandPromptFor } from "../../src/core/writing/prompt.ts";
import { problemsOfRoom } from "../../src/core/writing/room.ts";
import { type WrittenAnswer, type WrittenPart, writtenJsonSchema } from "../../src/core/writing/written-answer.ts";
import { type Case, questionOf } from "../../src/eval/cases.ts";
import { readValidCases } from "../../src/eval/grounding-cases.ts";
import { falselyRejected, passedMutations, prepare } from "../../src/eval/grounding-report.ts";
import { longestAnswer } from "../support/verbose-model.ts";

type Printing = { print: (name: string, value: string) => void; percentile: (sorted: readonly number[], share: number) => number };

const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
const tokensOf = (messages: readonly Message[]): number => messages.reduce((sum, { content }) => sum + countTokens(content), 0);

/** How long the prompts of the golden set are, schema included, beside a prompt that holds the whole catalog. */
export function promptSizes({ reader, search }: BothKnowledge, cases: readonly Case[], today: string, { print, percentile }: Printing): void {
	const { catalog } = reader;
	const { prompts } = readPrompts();
	const answering: number[] = [];
	const understanding: number[] = [];
	for (const one of cases) {
		const { need, answer } = recommend(reader, search, questionOf(reader, search, one), today);
		understanding.push(tokensOf(understandPromptFor(prompts, catalog, need, one.text)));
		const given = givenFor(catalog, answer);
		if (given !== undefined && given.parts.length > 0) answering.push(tokensOf(promptFor(prompts, given, one.text)) + countTokens(JSON.stringify(writtenJsonSchema(given))));
	}
	const tools = join(catalogDir, "tools");
	const whole = readdirSync(tools).reduce((sum, name) => sum + countTokens(readFileSync(join(tools, name), "utf8")), 0);
	const p95 = percentile(ascending(answering), 0.95);
	print("tokens of an answer's prompt and schema: p50, p95", `${percentile(ascending(answering), 0.5)}, ${p95}`);
	print("tokens of the prompt that refines a reading: p95", `${percentile(ascending(understanding), 0.95)}`);
	print("tokens of the whole catalog in a prompt, ratio to p95", `${whole}, ${(whole / p95).toFixed(0)}`);
}

/** How many words a recommendation has whose model makes each part as long as it may be: as they were written, and as far as there is room. */
export function verboseAnswers({ reader, search }: BothKnowledge, cases: readonly Case[], today: string, { print, percentile }: Printing): void {
	const { catalog } = reader;
	const lengthOf = (given: Given, written: WrittenAnswer): number => wordsOf(catalog, keepShort(catalog, mergeWritten(given, written)));
	const given = cases.flatMap((one) => givenFor(catalog, recommend(reader, search, questionOf(reader, search, one), today).answer) ?? []).filter(({ answer }) => answer.kind === "recommendation");
	const written = given.map((of) => lengthOf(of, longestAnswer(of)));
	const taken = given.map((of) => {
		const accepted: WrittenAnswer = {};
		for (const [part, value] of Object.entries(longestAnswer(of)) as [AnswerPart, WrittenPart][])
			if (problemsOfRoom(of, accepted, part, value).length === 0) Object.assign(accepted, { [part]: value });
		return lengthOf(of, accepted);
	});
	print("words of a model's longest valid recommendation: p50, p95", `${percentile(ascending(written), 0.5)}, ${percentile(ascending(written), 0.95)}`);
	print("the same as it is sent, with what there is room for", `${percentile(ascending(taken), 0.5)}, ${percentile(ascending(taken), 0.95)}`);
}

/** How long grounding an answer takes, and how it errs: on answers as colleagues write them, and on ten thousand that were made untrue. */
export function groundingFigures({ reader }: BothKnowledge, today: string, { print, percentile }: Printing): void {
	const lexicon = readLexicon();
	const prompts = Object.values(readPrompts().prompts);
	const evals = join(import.meta.dirname, "../evals/grounding");
	const cases = ["valid", "valid-second", "valid-third"].flatMap((name) => readValidCases(join(evals, `${name}.jsonl`)));
	const times: number[] = [];
	for (let round = 0; round < 6; round++) {
		// Anew each time: what the parts of one answer share is worked out with the first of them.
		for (const { context, parts } of prepare(reader, lexicon, prompts, cases, today)) {
			const from = performance.now();
			for (const { part, raw } of parts) groundPart(context, part, raw);
			if (round > 1) times.push(performance.now() - from);
		}
	}
	const prepared = prepare(reader, lexicon, prompts, cases, today);
	const { parts, rejected } = falselyRejected(prepared);
	const { tried, passed } = passedMutations(prepared, 10_000);
	print("grounding what a model wrote: p50, p95 of an answer", `${percentile(ascending(times), 0.5).toFixed(2)} ms, ${percentile(ascending(times), 0.95).toFixed(2)} ms`);
	print("valid parts that are turned down", `${rejected.length} of ${parts} (${((100 * rejected.length) / parts).toFixed(1)} %)`);
	print("untrue mutations of them that pass", `${passed.length} of ${tried}`);
}
