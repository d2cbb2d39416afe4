import { describe, expect, test } from "vitest";
import { z } from "zod";
import { loadKnowledge } from "../../src/bot.ts";
import { compose } from "../../src/core/answer/compose.ts";
import { footer, plainText } from "../../src/core/answer/plain-text.ts";
import { shortlist } from "../../src/core/ranking/shortlist.ts";
import { readMessage, understand } from "../../src/core/understanding/understand.ts";
import { factsGiven, type Given, givenFor, servesOf } from "../../src/core/writing/given.ts";
import { mergeWritten } from "../../src/core/writing/merge-written.ts";
import { readPart, type WrittenAnswer, writtenJsonSchema, writtenSchema } from "../../src/core/writing/written-answer.ts";

const { reader } = loadKnowledge();
const { catalog } = reader;

function givenOf(question: string): Given {
	const need = understand(reader, readMessage(reader, question));
	const given = givenFor(catalog, compose({ catalog, need, shortlist: shortlist(catalog, need), today: "2026-11-24" }));
	if (given === undefined) throw new Error(`Expected something to write for ${JSON.stringify(question)}`);
	return given;
}

const questions = {
	recommendation: "which experiment tracker should five researchers use on-prem, no Kubernetes?",
	comparison: "MLflow vs W&B for us, 10 engineers on AWS",
	explanation: "what is a feature store, do we need one?",
	adoption: "we chose Kubeflow, now what?",
};

/** Everything that a model may write for an answer, in the simplest words. */
function filled(given: Given): WrittenAnswer {
	const parts = given.parts.map((part) => {
		if (part === "decides") {
			const [first, second] = given.answer.comparison?.tools ?? [];
			return [part, [{ about: "limit", fact_1: factsGiven(given, first!).facts[0]?.id ?? null, fact_2: factsGiven(given, second!).facts[0]?.id ?? null }]];
		}
		if (!part.startsWith("pick_")) return [part, `Words for ${part}.`];
		const tool = given.answer.picks[Number(part.slice(5)) - 1]!.tool;
		const { facts, tradeOffs } = factsGiven(given, tool);
		return [part, { tool: tool.id, facts: [facts.at(-1)!.id], trade_off: tradeOffs.at(-1)!.id, serves: servesOf(tool)[0], why: `Why ${part}.` }];
	});
	return Object.fromEntries(parts) as WrittenAnswer;
}

describe.each(Object.entries(questions))("a %s", (kind, question) => {
	const given = givenOf(question);

	test("can be written, each part by itself and all at once", () => {
		expect(given.answer.kind).toBe(kind);
		expect(writtenSchema(given).safeParse(filled(given)).success).toBe(true);
		for (const [part, raw] of Object.entries(filled(given))) expect(readPart(given, given.parts.find((one) => one === part)!, raw)).toHaveProperty("value");
	});

	test("has a schema that strict structured output takes: every field required, nothing else allowed, only keywords that servers know", () => {
		const known = new Set(["type", "properties", "required", "additionalProperties", "items", "enum", "anyOf"]);
		const walk = (node: unknown, isNamed: boolean): void => {
			if (Array.isArray(node)) for (const one of node) walk(one, false);
			if (typeof node !== "object" || node === null || Array.isArray(node)) return;
			const schema = node as Record<string, unknown>;
			if (!isNamed) {
				for (const key of Object.keys(schema)) expect(known).toContain(key);
				if (schema.type === "object") {
					expect(schema.additionalProperties).toBe(false);
					expect(schema.required).toEqual(Object.keys(schema.properties as object));
				}
			}
			for (const [key, value] of Object.entries(schema)) if (key === "properties" || key === "items" || key === "anyOf" || isNamed) walk(value, key === "properties" && !isNamed);
		};
		walk(writtenJsonSchema(given), false);
		// A server's own check is the JSON Schema's: what it lets through, zod takes, lengths aside.
		expect(z.fromJSONSchema(writtenJsonSchema(given)).safeParse(filled(given)).success).toBe(true);
	});

	test("can't be given a tool, a part or a fact that was not asked for", () => {
		const written = filled(given);
		expect(writtenSchema(given).safeParse({ ...written, pick_9: written.pick_1 }).success).toBe(false);
		const { headline: _, ...rest } = written;
		expect(writtenSchema(given).safeParse(rest).success).toBe(false);
		if (written.pick_1 === undefined) return;
		const own = written.pick_1;
		expect(readPart(given, "pick_1", { ...own, facts: ["of-another-tool"] })).toMatchObject({ problems: [{ code: "foreign_fact", at: "pick_1.facts.0" }] });
		expect(readPart(given, "pick_1", { ...own, trade_off: "of-another-tool" })).toMatchObject({ problems: [{ code: "foreign_fact", at: "pick_1.trade_off" }] });
		expect(readPart(given, "pick_1", { ...own, tool: "slurm" })).toMatchObject({ problems: [{ code: "not_a_pick", at: "pick_1.tool" }] });
		expect(readPart(given, "pick_1", { ...own, facts: [] })).toMatchObject({ problems: [{ code: "malformed", at: "pick_1.facts" }] });
		expect(readPart(given, "pick_1", { ...own, more: "x" })).toMatchObject({ problems: [{ code: "malformed" }] });
	});

	test("keeps the tools, their order and the catalog's facts, whatever was written", () => {
		const merged = mergeWritten(given, filled(given));
		expect(merged.picks.map(({ tool }) => tool.id)).toEqual(given.answer.picks.map(({ tool }) => tool.id));
		for (const { tool, tradeOff, cited } of merged.picks) for (const fact of [tradeOff, ...(cited ?? [])]) expect(tool.facts).toContain(fact);
		for (const { cells } of merged.comparison?.rows ?? [])
			for (const [at, { text, fact }] of cells.entries()) if (fact !== undefined) expect([text, merged.comparison?.tools[at]?.facts]).toEqual([fact.text, expect.arrayContaining([fact])]);
		expect(merged.headline).toBe("Words for headline.");
		expect(merged).toMatchObject({ writtenBy: "model", unwritten: [] });
		expect(footer(merged)).toBe("");
	});

	test("says in its footer which parts no model wrote", () => {
		const { headline } = filled(given);
		const merged = mergeWritten(given, { headline: headline! });
		expect(merged.unwritten).toEqual(given.parts.slice(1));
		expect(footer(merged)).toMatch(/^Without a language model: .*the lifecycle line and the question\.$/);
		expect(plainText(catalog, merged)).toContain(footer(merged));
	});
});

test("an answer that a model wrote nothing of is the composer's own", () => {
	const given = givenOf(questions.recommendation);
	expect(mergeWritten(given, {})).toBe(given.answer);
	expect(footer(given.answer)).toBe("Written without a language model.");
});

test("a question that was left out is not asked", () => {
	const given = givenOf(questions.recommendation);
	expect(given.answer.question).toBeDefined();
	expect(mergeWritten(given, { question: null }).question).toBeUndefined();
});

test("the facts that a model chose are cited by number, and printed word for word where they are the trade-off", () => {
	const given = givenOf(questions.recommendation);
	const written = filled(given);
	const text = plainText(catalog, mergeWritten(given, written));
	const tool = given.answer.picks[0]!.tool;
	const tradeOff = tool.facts.find(({ id }) => id === written.pick_1?.trade_off)!;
	expect(text).toContain(`Trade-off: ${tradeOff.text} [`);
	for (const id of written.pick_1!.facts.filter((one) => one !== tradeOff.id)) expect(text).toContain(tool.facts.find((fact) => fact.id === id)!.source);
});

test("what a reason serves stands before it, in its own words, and each source behind it once", () => {
	const given = givenOf(questions.recommendation);
	const picks = given.answer.picks.map(({ tool }, at) => {
		const [first] = factsGiven(given, tool).facts;
		const facts = factsGiven(given, tool).facts.filter(({ source }) => source === first?.source);
		return [
			`pick_${at + 1}`,
			{ tool: tool.id, facts: facts.slice(0, 3).map(({ id }) => id), trade_off: factsGiven(given, tool).tradeOffs.at(-1)?.id, serves: "ml-researcher/want", why: "It saves you time." },
		];
	});
	const text = plainText(catalog, mergeWritten(given, Object.fromEntries(picks)));
	expect(text).not.toMatch(/\[(\d)\] \[\1\]/);
	expect(text.match(/^Your want: It saves you time\. \[\d\]( \[\d\])*$/gm)).toHaveLength(picks.length);
});

test("a plan's steps keep their numbers, and what stands beside them stays", () => {
	const given = givenOf(questions.adoption);
	const { paragraphs } = mergeWritten(given, { step_2: "Name who runs it." });
	expect(paragraphs[1]).toBe("2. Name who runs it.");
	expect(paragraphs.filter((_, at) => at !== 1)).toEqual(given.answer.paragraphs.filter((_, at) => at !== 1));
});

test("an explanation keeps its definition and says when, and when not, for this asker", () => {
	const given = givenOf(questions.explanation);
	const { headline, paragraphs } = mergeWritten(given, { when: "You do.", when_not: "You don't." });
	expect(headline).toBe(given.answer.headline);
	expect(paragraphs).toEqual(["You do.", "You don't."]);
});

test("the note that an answer is in English for want of a model goes once a model wrote its first sentence", () => {
	const given = givenOf("wie überwachen wir Modelle auf Drift? Open Source, selbst gehostet");
	expect(given.answer.languageNote).toBeDefined();
	expect(mergeWritten(given, { headline: "Nehmt Evidently." }).languageNote).toBeUndefined();
	expect(mergeWritten(given, { lifecycle: "Monitoring." }).languageNote).toBeDefined();
});

test.each(["hello", "who won the match yesterday?", "can someone book a room for tuesday?"])("nothing is left to a model where core has its own sentence: %s", (question) => {
	const need = understand(reader, readMessage(reader, question));
	expect(givenFor(catalog, compose({ catalog, need, shortlist: shortlist(catalog, need), today: "2026-11-24" }))).toBeUndefined();
});
