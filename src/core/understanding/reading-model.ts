import { type CategoryId, categoryIds, type PersonaId, personaIds } from "../catalog/vocabulary.ts";
import { type Intent, intents } from "../need.ts";
import type { CategoryTerms } from "./category-cues.ts";
import type { CleanText } from "./clean-text.ts";
import { conceptOf, conceptsInHan } from "./concepts.ts";
import type { Mention } from "./mention.ts";

/**
 * A linear model (multinomial logistic regression, one for each of category, intent and persona) over words, word pairs, letters of words, category terms and the
 * categories of the tools that were named. It reads situations ("nobody knows which pickle is live") for which no term
 * list can be complete. Trained by `npm run train` from `catalog/questions`; see docs/decisions for what was tried.
 */
export type ReadingModel = {
	/** Feature → row of `weights` and place in `idf`. */
	features: ReadonlyMap<string, number>;
	/** How telling each feature is by its rarity. */
	idf: Float32Array;
	/** One row of label weights per feature, row-major, each to be multiplied by its label's scale. */
	weights: Float32Array | Int8Array;
	scales: Float32Array;
	bias: Float32Array;
	/** Words of the language that lie close to a tool's name, and so are no misspelt name. */
	words: ReadonlySet<string>;
};

/** `c:none`: no category of tools is asked about. `d`: whether it is about machine learning and its tools at all, whatever is asked. */
export type Label = `c:${CategoryId}` | "c:none" | `i:${Intent}` | `p:${PersonaId}` | "d:ours" | "d:other";
const groups: readonly (readonly Label[])[] = [
	[...categoryIds.map((id): Label => `c:${id}`), "c:none"],
	intents.map((id): Label => `i:${id}`),
	personaIds.map((id): Label => `p:${id}`),
	["d:ours", "d:other"],
];
export const labels: readonly Label[] = groups.flat();
/** Where each group of labels that exclude each other begins and ends, in `labels`. */
export type GroupRanges = readonly (readonly [from: number, to: number])[];
export const groupRanges: GroupRanges = groups.map((group) => [labels.indexOf(group[0] as Label), labels.indexOf(group.at(-1) as Label) + 1]);

/** A model that knows nothing: every label of a group as likely as the next. */
export const emptyModel: ReadingModel = {
	features: new Map(),
	idf: new Float32Array(0),
	weights: new Float32Array(0),
	scales: new Float32Array(labels.length).fill(1),
	bias: new Float32Array(labels.length),
	words: new Set(),
};

/** Light stemming: enough to join plural and tense. */
function stem(word: string): string {
	if (word.length <= 4) return word.replace(/(?<=[^s])s$/, "");
	return word.replace(/(?:ically|ations?|ments?|ingly|edly|ings?|ised|ized|ises|izes|ers?|ies|ed|es|ly|s)$/, "");
}

/** Feature families are normalised apart, so that the many letter features don't drown the few telling ones. */
const families = { w: 1.2, b: 0.5, c: 0.9, k: 1, l: 0.6, h: 1, q: 1.4, t: 1.2, s: 0.5, u: 0.6 } as const;

/**
 * Features of a question with their counts. `toolCategories` gives the categories of a mentioned tool.
 */
export function featuresOf(clean: CleanText, terms: CategoryTerms, mentions: readonly Mention[], toolCategories: (id: string) => readonly CategoryId[]): Map<string, number> {
	const counts = new Map<string, number>();
	const add = (feature: string, by = 1) => counts.set(feature, (counts.get(feature) ?? 0) + by);
	let text = clean.folded;
	// A tool's name says its category, which is a feature of its own; the bare name would only be learnt by heart.
	for (const mention of [...mentions].reverse()) text = `${text.slice(0, mention.start)} @tool ${text.slice(mention.end)}`;
	const words = (text.match(/@tool|[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []).filter((word) => !/\p{Script=Han}/u.test(word));
	const stems = words.map((word) => (word === "@tool" ? word : /^\d+$/.test(word) ? "#" : stem(word.replace(/'s$/, ""))));
	for (const [at, word] of stems.entries()) {
		add(`w:${word}`);
		const next = stems[at + 1];
		if (next !== undefined) add(`b:${word} ${next}`);
		if (word.length >= 5 && word !== "@tool") {
			const padded = `<${word}>`;
			for (let from = 0; from + 4 <= padded.length; from++) add(`c:${padded.slice(from, from + 4)}`);
		}
	}
	const meant = words.map(conceptOf);
	for (const [at, concept] of meant.entries()) {
		if (concept === undefined) continue;
		add(`k:${concept}`);
		for (let next = at + 1; next <= at + 4 && next < meant.length; next++) {
			const other = meant[next];
			if (other !== undefined && other !== concept) add(`l:${concept < other ? `${concept} ${other}` : `${other} ${concept}`}`);
		}
	}
	for (const run of text.match(/\p{Script=Han}+/gu) ?? []) {
		const inRun = conceptsInHan(run);
		for (const [at, concept] of inRun.entries()) {
			add(`k:${concept}`);
			const other = inRun[at + 1];
			if (other !== undefined && other !== concept) add(`l:${concept < other ? `${concept} ${other}` : `${other} ${concept}`}`);
		}
		for (let at = 0; at < run.length; at++) {
			add(`h:${run[at]}`, 0.3);
			if (at + 1 < run.length) add(`h:${run.slice(at, at + 2)}`);
		}
	}
	for (const id of terms.keys()) add(`q:${id}`);
	for (const mention of mentions) {
		const of = toolCategories(mention.id);
		for (const [at, id] of of.slice(0, 3).entries()) add(`t:${mention.role === "existing" ? "old" : "new"}:${id}`, at === 0 ? 1 : 0.4);
	}
	add(`s:mentions=${Math.min(3, mentions.length)}`);
	add(`s:length=${Math.min(6, Math.floor(Math.log2(words.length + 1)))}`);
	if (clean.plain.includes("?")) add("s:?");
	const first = stems[0];
	if (first !== undefined) add(`s:first=${first}`);
	return counts;
}

export type Weighed = { feature: string; value: number; row: number };

/** How many of a message's words no example question holds, in tenths and at most half: `u:0` to `u:5`. */
export const unseenFeatures: readonly string[] = Array.from({ length: 6 }, (_, tenths) => `u:${tenths}`);

/** Weighs counts by how telling a feature is, and brings each family to its length; of unknown words only their share is told. */
export function weigh(counts: ReadonlyMap<string, number>, { features, idf }: Pick<ReadingModel, "features" | "idf">, familyWeights: FamilyWeights = readingFamilies): Weighed[] {
	const weighed: Weighed[] = [];
	const squares = new Float64Array(familyCodes);
	let [words, unseen] = [0, 0];
	for (const [feature, count] of counts) {
		const row = features.get(feature);
		if (feature.startsWith("w:")) {
			words++;
			if (row === undefined) unseen++;
		}
		if (row === undefined) continue;
		const value = (count <= 1 ? count : 1 + Math.log(count)) * (idf[row] as number);
		weighed.push({ feature, value, row });
		const family = feature.charCodeAt(0);
		squares[family] = (squares[family] as number) + value * value;
	}
	const share = unseenFeatures[Math.min(5, Math.floor((10 * unseen) / Math.max(1, words)))] as string;
	const row = features.get(share);
	if (row !== undefined && words > 0) {
		weighed.push({ feature: share, value: 1, row });
		squares["u".charCodeAt(0)] = 1;
	}
	for (const one of weighed) {
		const family = one.feature.charCodeAt(0);
		one.value *= (familyWeights[family] as number) / Math.sqrt(squares[family] as number);
	}
	return weighed;
}
/** Families go by the code of the letter that their features begin with, which is below this. */
const familyCodes = 128;
/** How much each family of features counts, by the code of its letter. */
export type FamilyWeights = Float64Array;
export function familyWeightsOf(families: Readonly<Record<string, number>>): FamilyWeights {
	const weights = new Float64Array(familyCodes);
	for (const [family, weight] of Object.entries(families)) weights[family.charCodeAt(0)] = weight;
	return weights;
}
const readingFamilies = familyWeightsOf(families);

/** Turns the sums of each group into probabilities that add up to one, in place. */
export function softmaxGroups(sums: Float64Array, ranges: GroupRanges = groupRanges): Float64Array {
	for (const [from, to] of ranges) {
		let most = Number.NEGATIVE_INFINITY;
		for (let at = from; at < to; at++) most = Math.max(most, sums[at] as number);
		let total = 0;
		for (let at = from; at < to; at++) {
			sums[at] = Math.exp((sums[at] as number) - most);
			total += sums[at] as number;
		}
		for (let at = from; at < to; at++) sums[at] = (sums[at] as number) / total;
	}
	return sums;
}

/** The probability of every label; those of one group add up to one. */
export function score(model: ReadingModel, counts: ReadonlyMap<string, number>): Record<Label, number> {
	const { weights, scales, bias } = model;
	const width = labels.length;
	const sums = new Float64Array(width);
	for (const { value, row } of weigh(counts, model)) {
		const from = row * width;
		for (let label = 0; label < width; label++) sums[label] = (sums[label] as number) + value * (weights[from + label] as number);
	}
	for (let label = 0; label < width; label++) sums[label] = (sums[label] as number) * (scales[label] as number) + (bias[label] as number);
	softmaxGroups(sums);
	return Object.fromEntries(labels.map((label, at) => [label, sums[at] ?? 0])) as Record<Label, number>;
}

/** The words that spoke most for a label, as they were written; at most `most`. */
export function tellingWords(model: ReadingModel, counts: ReadonlyMap<string, number>, clean: CleanText, label: Label, most = 3): string[] {
	const column = labels.indexOf(label);
	const ofWords = new Map([...counts].filter(([feature]) => feature.startsWith("w:")));
	const spoke = weigh(ofWords, model)
		.filter(({ feature }) => feature !== "w:@tool" && feature !== "w:#")
		.map(({ feature, value, row }) => ({ stem: feature.slice(2), points: value * (model.weights[row * labels.length + column] ?? 0) }))
		.filter(({ points, stem }) => points > 0 && stem.length > 2)
		.sort((a, b) => b.points - a.points);
	const written = clean.folded.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? [];
	return spoke.slice(0, most).flatMap(({ stem: wanted }) => written.find((word) => stem(word.replace(/'s$/, "")) === wanted) ?? []);
}

/** The model as a JSON file keeps it: features one a line, their idf in hundredths, weights as signed bytes that are scaled per label. */
export type StoredModel = {
	/** What it was trained from: changes when a question, a cue or the training does. */
	inputs: string;
	features: string;
	/** Base64, 16 bits each. */
	idf: string;
	/** Base64, 8 bits each. */
	weights: string;
	scales: number[];
	bias: number[];
	words: string[];
};

export function storeModel(model: ReadingModel, inputs: string): StoredModel {
	const weights = Float64Array.from(model.weights, (value, at) => value * (model.scales[at % labels.length] ?? 1));
	const scales = labels.map((_, label) => {
		let most = 1e-9;
		for (let at = label; at < weights.length; at += labels.length) most = Math.max(most, Math.abs(weights[at] ?? 0));
		return Number((most / 127).toPrecision(4));
	});
	const bytes = Int8Array.from(weights, (value, at) => Math.round(value / (scales[at % labels.length] ?? 1)));
	return {
		inputs,
		features: [...model.features.keys()].join("\n"),
		idf: bytesToBase64(new Uint8Array(Uint16Array.from(model.idf, (value) => Math.round(value * 100)).buffer)),
		weights: bytesToBase64(new Uint8Array(bytes.buffer)),
		scales,
		bias: [...model.bias].map((value) => Number(value.toFixed(4))),
		words: [...model.words].sort(),
	};
}

/** Written as a loop: a typed array made `from` another by a function goes through a list of every number. */
export function restoreModel(stored: StoredModel): ReadingModel {
	const hundredths = new Uint16Array(base64ToBytes(stored.idf).buffer);
	const idf = new Float32Array(hundredths.length);
	for (let at = 0; at < idf.length; at++) idf[at] = (hundredths[at] ?? 0) / 100;
	return {
		features: new Map(
			stored.features
				.split("\n")
				.filter(Boolean)
				.map((feature, row) => [feature, row]),
		),
		idf,
		weights: new Int8Array(base64ToBytes(stored.weights).buffer),
		scales: Float32Array.from(stored.scales),
		bias: Float32Array.from(stored.bias),
		words: new Set(stored.words),
	};
}

function base64ToBytes(text: string): Uint8Array<ArrayBuffer> {
	const binary = atob(text);
	const bytes = new Uint8Array(binary.length);
	for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
	return bytes;
}

function bytesToBase64(bytes: Uint8Array): string {
	let binary = "";
	for (const byte of bytes) binary += String.fromCharCode(byte);
	return btoa(binary);
}
