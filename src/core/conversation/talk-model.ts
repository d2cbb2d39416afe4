import type { CategoryId } from "../catalog/vocabulary.ts";
import { hasCue } from "../understanding/cues.ts";
import type { Reading } from "../understanding/reading.ts";
import { type FamilyWeights, familyWeightsOf, featuresOf, weigh } from "../understanding/reading-model.ts";
import { aboutTools, asksOfIt, followUpOpening, saidAt, statesCondition, toPeople, toUs } from "./talk-cues.ts";

/**
 * A linear model (logistic regression) that tells a message meant for us from talk between people, in a thread in which we
 * answered. Trained by `npm run train` from `catalog/thread-talk`; see docs/decisions/untagged-messages.md.
 */
export type TalkModel = {
	/** Feature → its place in `idf` and `weights`. */
	features: ReadonlyMap<string, number>;
	/** How telling each feature is by its rarity. */
	idf: Float32Array;
	/** How much each feature speaks for us. */
	weights: Float32Array;
	bias: number;
};

/** A model that knows nothing: a message is meant for us as likely as not. */
export const emptyTalkModel: TalkModel = { features: new Map(), idf: new Float32Array(0), weights: new Float32Array(0), bias: 0 };

/** Words and their pairs, pieces of words, Chinese, form, what the message does (`u`), how its last sentence begins (`e`) and ends (`z`). */
export const talkFamilies: FamilyWeights = familyWeightsOf({ w: 1, b: 0.5, c: 0.3, h: 1, s: 0.5, u: 2, e: 0.6, z: 0.4 });

/** Which categories of tools a message is about says nothing of whom it is meant for. */
const aboutCategories = /^[klqt]:/;

/** Features of a message with their counts. */
export function talkFeatures(
	{ categoriesOf }: { categoriesOf: (toolId: string) => readonly CategoryId[] },
	{ clean, terms, mentions, constraints, labels, language }: Pick<Reading, "clean" | "terms" | "mentions" | "constraints" | "labels" | "language">,
): Map<string, number> {
	const { folded, plain } = clean;
	const counts = new Map([...featuresOf(clean, terms, mentions, categoriesOf)].filter(([feature]) => !aboutCategories.test(feature)));
	const does: Record<string, boolean> = {
		"talks to people": hasCue(folded, toPeople),
		"asks us": hasCue(folded, toUs),
		"about tools": hasCue(folded, aboutTools),
		"goes on": followUpOpening.test(folded),
		"asks of it": asksOfIt.test(folded),
		"states a condition": hasCue(folded, statesCondition),
		constraint: constraints.some(({ kind }) => kind !== "modality"),
		modality: constraints.some(({ kind }) => kind === "modality"),
		category: terms.size > 0,
		tool: mentions.length > 0,
		question: /[?？]/.test(plain),
		name: language !== "de" && namesInside(plain, mentions),
	};
	for (const { role } of mentions) does[`tool is ${role}`] = true;
	for (const [what, pattern] of Object.entries(saidAt)) does[what] = pattern.test(folded);
	for (const [what, holds] of Object.entries(does)) if (holds) counts.set(`u:${what}`, 1);
	counts.set(`u:off-topic ${fifth(labels["i:off-topic"])}`, 1);
	counts.set(`u:no category ${fifth(labels["c:none"])}`, 1);
	const last = folded
		.trim()
		.split(/(?<=[.!?;]) /)
		.findLast((sentence) => /\p{L}/u.test(sentence));
	const [first, second] = (last ?? "").trim().split(" ");
	if (first !== undefined && first !== "") counts.set(`e:${first}`, 1).set(`e:${first} ${second ?? ""}`, 1);
	const ending = folded
		.trim()
		.replace(/[ .!?,]+$/, "")
		.split(" ")
		.slice(-2);
	return counts.set(`z:${ending.at(-1)}`, 1).set(`z:${ending.join(" ")}`, 1);
}

const fifth = (share: number): number => Math.min(4, Math.floor(share * 5));

/** A capital inside a sentence, of a word that is no tool's name: mostly a person's. */
const namesInside = (plain: string, mentions: Reading["mentions"]): boolean =>
	[...plain.matchAll(/(?<=[\p{Ll},:;] )\p{Lu}\p{Ll}+/gu)].some(([word]) => !mentions.some(({ words }) => words.includes(word.toLowerCase())));

/** How likely a message is meant for us, from 0 to 1. */
export function likelyForUs(model: TalkModel, counts: ReadonlyMap<string, number>): number {
	let sum = model.bias;
	for (const { value, row } of weigh(counts, model, talkFamilies)) sum += value * (model.weights[row] as number);
	return 1 / (1 + Math.exp(-sum));
}

/** The model as a JSON file keeps it: features one a line, numbers in hundredths. */
export type StoredTalkModel = { /** What it was trained from. */ inputs: string; features: string; idf: number[]; weights: number[]; bias: number };

const inHundredths = (numbers: Float32Array): number[] => Array.from(numbers, (value) => Math.round(value * 100));

export const storeTalkModel = ({ features, idf, weights, bias }: TalkModel, inputs: string): StoredTalkModel => ({
	inputs,
	features: [...features.keys()].join("\n"),
	idf: inHundredths(idf),
	weights: inHundredths(weights),
	bias: Number(bias.toFixed(2)),
});

export const restoreTalkModel = ({ features, idf, weights, bias }: StoredTalkModel): TalkModel => ({
	features: new Map(features.split("\n").map((feature, row) => [feature, row])),
	idf: Float32Array.from(idf, (value) => value / 100),
	weights: Float32Array.from(weights, (value) => value / 100),
	bias,
});
