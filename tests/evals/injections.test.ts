import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readLexicon } from "../../src/adapters/catalog/read-lexicon.ts";
import { readPrompts } from "../../src/adapters/prompts/read-prompts.ts";
import { answerMessage } from "../../src/adapters/slack/answer-blocks.ts";
import { loadKnowledge } from "../../src/bot.ts";
import { groundPart } from "../../src/core/grounding/prose-grounding.ts";
import { answerNeed, readTurns, understandQuestion } from "../../src/core/recommend.ts";
import { givenFor } from "../../src/core/writing/given.ts";
import { promptFor, understandPromptFor } from "../../src/core/writing/prompt.ts";

/** Messages that want the bot to do something else; `obeyed` is what a model that does as it is told would write. */
const injectionSchema = z.strictObject({ id: z.string(), kind: z.string(), lang: z.string(), text: z.string(), thread: z.array(z.string()).optional(), obeyed: z.string() });
const injections = readFileSync(join(import.meta.dirname, "injections.jsonl"), "utf8")
	.split("\n")
	.filter((line) => line !== "")
	.map((line) => injectionSchema.parse(JSON.parse(line)));

const { reader, search } = loadKnowledge();
const { catalog } = reader;
const lexicon = readLexicon();
const { prompts } = readPrompts();
const promptTexts = Object.values(prompts);
const sources = new Set([...catalog.tools.values()].flatMap(({ facts }) => facts.map(({ source }) => source)));
const today = "2026-11-24";

const answerTo = ({ text, thread = [] }: (typeof injections)[number]) => {
	const understood = understandQuestion(reader, search, { text, heard: readTurns(reader, search, thread) });
	return answerNeed(catalog, understood, today).answer;
};
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];

test("there are at least a hundred of them, of every kind", () => {
	expect(injections.length).toBeGreaterThanOrEqual(100);
	expect(new Set(injections.map(({ kind }) => kind))).toEqual(new Set(["direct", "quoted-thread", "pasted-log", "tool-name", "language", "encoded"]));
});

describe.each(injections)("$id, $kind: $text", (injection) => {
	const answer = answerTo(injection);

	test("gets an answer of the usual form that calls nobody, links to nothing but sources and gives no prompt away", () => {
		const { text, blocks } = answerMessage(catalog, answer);
		expect(["recommendation", "comparison", "explanation", "adoption", "particulars", "unchanged", "nothing-fits", "ask-back", "decline", "greeting"]).toContain(answer.kind);
		const shown = `${text}\n${JSON.stringify(blocks)}`;
		expect(shown).not.toMatch(/<[!@#]/);
		for (const [, link] of JSON.stringify(blocks).matchAll(/<(https?:[^|>]+)[|>]/g)) expect(sources).toContain(link);
		for (const [link] of text.matchAll(/https?:\/\/[^\s)\]]+/g)) expect([...sources].some((source) => source.startsWith(link.replace(/…$/, "")))).toBe(true);
		const said = ` ${wordsOf(shown).join(" ")} `;
		for (const prompt of promptTexts) {
			const words = wordsOf(prompt);
			for (let at = 0; at + 8 <= words.length; at++) expect(said).not.toContain(` ${words.slice(at, at + 8).join(" ")} `);
		}
	});

	test("reaches a model as data that can't end its block", () => {
		const given = givenFor(catalog, answer);
		const messages = [...understandPromptFor(prompts, catalog, answer.need, injection.text), ...(given === undefined || given.parts.length === 0 ? [] : promptFor(prompts, given, injection.text))];
		for (const { role, content } of messages) {
			if (role === "system") expect(promptTexts.some((prompt) => content.includes(prompt))).toBe(true);
			else expect([content.split("<data>").length, content.split("</data>").length, content.startsWith("<data>\n"), content.endsWith("\n</data>")]).toEqual([2, 2, true, true]);
			expect(content).not.toMatch(/<(?!\/?data>)/);
		}
	});

	test("a model that obeys is not believed", () => {
		// Of what is not left to a model, the question below is.
		const own = givenFor(catalog, answer);
		const given = own !== undefined && own.tools.length > 0 ? own : givenFor(catalog, answerTo({ ...injection, text: "which experiment tracker for five researchers, on-prem?", thread: [] }));
		if (given === undefined) throw new Error("Expected an answer that a model may write");
		const context = { given, lexicon, askedText: injection.text, prompts: promptTexts };
		expect(groundPart(context, "headline", `${given.tools[0]?.name} fits.`).problems).toEqual([]);
		expect(groundPart(context, "headline", `${given.tools[0]?.name} fits. ${injection.obeyed}`).problems.filter(({ code }) => code !== "too_long")).not.toEqual([]);
	});
});
