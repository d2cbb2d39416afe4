import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CategoryId } from "../../src/core/catalog/vocabulary.ts";
import { emptyTalkModel } from "../../src/core/conversation/talk-model.ts";
import { categoryTerms } from "../../src/core/understanding/category-cues.ts";
import { cleanText } from "../../src/core/understanding/clean-text.ts";
import {
	emptyModel,
	featuresOf,
	groupRanges,
	type Label,
	labels,
	type ReadingModel,
	restoreModel,
	type StoredModel,
	score,
	softmaxGroups,
	storeModel,
	tellingWords,
	weigh,
} from "../../src/core/understanding/reading-model.ts";
import { indexNames } from "../../src/core/understanding/tool-mentions.ts";
import { type Example, trainModel } from "../../src/core/understanding/train-model.ts";
import { catalogExamples, closeWords, examplesOf, frequentWords, type LabelledQuestion, labelledQuestionSchema } from "../../src/core/understanding/training-set.ts";
import { createReader } from "../../src/core/understanding/understand.ts";
import { checkedSmallCatalog } from "../support/small-catalog.ts";

const question = (text: string, category: CategoryId | undefined, persona: LabelledQuestion["persona"]): LabelledQuestion => ({
	text,
	categories: category === undefined ? [] : [category],
	intent: category === undefined ? "off-topic" : "choose",
	persona,
});

/** Few questions, of three kinds that share hardly a word. */
const questions = [
	question("the cohort charts of my runs get lost every evening", "experiment-tracking", "ml-researcher"),
	question("my runs and their charts must not get lost", "experiment-tracking", "ml-researcher"),
	question("charts of runs, side by side, for my poster", "experiment-tracking", "ml-researcher"),
	question("the endpoint falls over when traffic peaks", "model-serving", "software-engineer"),
	question("traffic peaks and our endpoint answers slowly", "model-serving", "software-engineer"),
	question("an endpoint that holds traffic at night", "model-serving", "software-engineer"),
	question("where is the canteen and what is for lunch", undefined, "unknown"),
	question("is there lunch in the canteen today", undefined, "unknown"),
	question("lunch today, who comes to the canteen", undefined, "unknown"),
];

const catalog = checkedSmallCatalog();
const reader = createReader(catalog, emptyModel, emptyTalkModel);
const featuresIn = (text: string): ReadonlyMap<string, number> => {
	const clean = cleanText(text);
	return featuresOf(clean, categoryTerms(clean.folded), [], reader.categoriesOf);
};
const examples = examplesOf(reader, questions);
const options = { epochs: 6, minCount: 1 };
const model = trainModel(examples, new Set(["alphabet"]), options);

const likeliest = (scores: Record<Label, number>, of: string): string =>
	(Object.entries(scores) as [Label, number][]).filter(([label]) => label.startsWith(of)).sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
const groupSums = (scores: Record<Label, number>): number[] => groupRanges.map(([from, to]) => labels.slice(from, to).reduce((sum, label) => sum + scores[label], 0));

describe("a model trained on a few questions", () => {
	test.each([
		["all my charts got lost", "c:experiment-tracking", "p:ml-researcher", "i:choose"],
		["what do I do when traffic hits the endpoint", "c:model-serving", "p:software-engineer", "i:choose"],
		["lunch in the canteen", "c:none", "p:unknown", "i:off-topic"],
	])("reads others of their kind: %s", (text, category, persona, intent) => {
		const scores = score(model, featuresIn(text));
		expect([likeliest(scores, "c:"), likeliest(scores, "p:"), likeliest(scores, "i:")]).toEqual([category, persona, intent]);
	});

	test("shows the words that spoke for a reading, as they were written", () => {
		const text = "Endpoints fall over, whatever the weather";
		expect(tellingWords(model, featuresIn(text), cleanText(text), "p:software-engineer")).toContain("endpoints");
		expect(tellingWords(model, featuresIn(text), cleanText(text), "p:software-engineer")).not.toContain("weather");
	});
});

test("training is deterministic: the same questions give the same model, and another order of the labels changes nothing", () => {
	const again = trainModel(
		examples.map(({ features, labels: own }) => ({ features, labels: new Set([...own].reverse()) })),
		new Set(["alphabet"]),
		options,
	);
	expect(storeModel(again, "x")).toEqual(storeModel(model, "x"));
});

test("features seen less often than asked are left out", () => {
	const often = trainModel(examples, new Set(), { ...options, minCount: 3 });
	expect(often.features.has("w:canteen")).toBe(true);
	expect(often.features.has("w:cohort")).toBe(false);
	expect(model.features.has("w:cohort")).toBe(true);
});

test("a subject that is none of ours is told from ours, also in words that no example holds", () => {
	expect(score(model, featuresIn("lunch in the canteen"))["d:other"]).toBeGreaterThan(0.5);
	expect(score(model, featuresIn("what do I do when traffic hits the endpoint"))["d:other"]).toBeLessThan(0.5);
	const unseen = (text: string) =>
		weigh(featuresIn(text), model)
			.filter(({ feature }) => feature.startsWith("u:"))
			.map(({ feature }) => feature);
	expect(unseen("lunch in the canteen")).toEqual(["u:0"]);
	expect(unseen("zebra xylophone quagmire")).toEqual(["u:5"]);
});

test("training without a run says so", () => expect(() => trainModel(examples, new Set(), { runs: 0 })).toThrow("Expected at least one run, got 0"));

test("what an example does not say of a group is not learnt from it", () => {
	const silent: Example[] = examples.map(({ features, labels: own }) => ({ features, labels: new Set([...own].filter((label) => label.startsWith("c:"))) }));
	const scores = score(trainModel(silent, new Set(), options), featuresIn("traffic at the endpoint"));
	expect(likeliest(scores, "c:")).toBe("c:model-serving");
	expect(scores["p:software-engineer"]).toBeCloseTo(1 / 4, 5);
	expect(scores["i:choose"]).toBeCloseTo(1 / 9, 5);
});

describe("probabilities of one group add up to one", () => {
	test("whatever the text, also with a model that knows nothing", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.constantFrom(model, emptyModel), (text, by) => {
				const scores = score(by, featuresIn(`${text} runs endpoint`));
				for (const sum of groupSums(scores)) expect(sum).toBeCloseTo(1, 6);
				expect(Object.values(scores).every((one) => one >= 0 && one <= 1)).toBe(true);
			}),
			{ numRuns: 60 },
		);
	});
	test("however far the sums lie apart", () => {
		fc.assert(
			fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: labels.length, maxLength: labels.length }), (sums) => {
				const shares = softmaxGroups(Float64Array.from(sums));
				for (const [from, to] of groupRanges) expect(shares.subarray(from, to).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6);
			}),
			{ numRuns: 100 },
		);
	});
	test("and a model that knows nothing finds every label of a group as likely as the next", () => {
		const scores = score(emptyModel, featuresIn("which tracker?"));
		for (const [from, to] of groupRanges) for (const label of labels.slice(from, to)) expect(scores[label]).toBeCloseTo(1 / (to - from), 9);
	});
});

describe("a stored model", () => {
	// As the file keeps it: text.
	const stored = JSON.parse(JSON.stringify(storeModel(model, "inputs"))) as StoredModel;
	const restored: ReadingModel = restoreModel(stored);

	test("reads as it did before, as far as a byte a weight allows", () => {
		for (const { text } of questions) {
			const [before, after] = [score(model, featuresIn(text)), score(restored, featuresIn(text))];
			for (const label of labels) expect(Math.abs(before[label] - after[label])).toBeLessThan(0.05);
			for (const group of ["c:", "i:", "p:"]) expect(likeliest(after, group)).toBe(likeliest(before, group));
		}
	});
	test("keeps every feature in its row, the words, and what it was trained from", () => {
		expect([...restored.features.keys()]).toEqual([...model.features.keys()]);
		expect(restored.words).toEqual(new Set(["alphabet"]));
		expect(stored.inputs).toBe("inputs");
	});
	test("stored once more is the same file", () => expect(storeModel(restored, "inputs").weights).toBe(stored.weights));
});

describe("features of a question", () => {
	test("join plural and tense", () => {
		const [one, other] = [featuresIn("tracking runs"), featuresIn("tracked run")];
		expect([...one.keys()].filter((name) => name.startsWith("w:"))).toEqual([...other.keys()].filter((name) => name.startsWith("w:")));
	});
	test("hold no tool's name, for that would only be learnt by heart; they hold what it is for", () => {
		const clean = cleanText("Alphalyze or something else");
		const features = featuresOf(clean, new Map(), [{ id: "alpha", name: "Alphalyze", words: "alphalyze", inCatalog: true, ended: false, start: 1, end: 10, role: "plain" }], reader.categoriesOf);
		expect([...features.keys()].join(" ")).not.toContain("alphalyze");
		expect(features.has("w:@tool")).toBe(true);
		expect(features.has("t:new:experiment-tracking")).toBe(true);
	});
	test("read Chinese by characters and pairs of them", () => expect([...featuresIn("模型监控").keys()]).toEqual(expect.arrayContaining(["h:模", "h:监控"])));
});

test("the catalog's own words on its categories are examples of that category, of our trade and of nothing else", () => {
	const own = catalogExamples(reader);
	expect(own.length).toBeGreaterThan(27 * 3);
	for (const { labels: given } of own) expect([...given].map((label) => label.replace(/^c:.*/, "c:"))).toEqual(["c:", "d:ours"]);
});

test("words that many questions use are told from slips, and so are words close to a tool's name", () => {
	expect(frequentWords(questions)).toEqual(expect.arrayContaining(["canteen", "endpoint", "traffic"]));
	expect(frequentWords(questions)).not.toContain("cohort");
	expect(closeWords(indexNames(catalog), ["alphalyse", "betamax", "kitchen", "alpha"])).toEqual(new Set(["alphalyse"]));
});

test("an example question with a label that does not exist is refused", () => {
	expect(labelledQuestionSchema.safeParse({ text: "x", categories: ["lunch"], intent: "choose", persona: "unknown" }).success).toBe(false);
	expect(labelledQuestionSchema.safeParse(questions[0]).success).toBe(true);
});
