import { type FamilyWeights, type GroupRanges, groupRanges, type Label, labels, type ReadingModel, softmaxGroups, unseenFeatures, weigh } from "./reading-model.ts";

/** One labelled message, as features with counts. A `variant` of another one makes no feature any more frequent. */
export type Example<L extends string = Label> = { features: ReadonlyMap<string, number>; labels: ReadonlySet<L>; variant?: true };

export type TrainingOptions = { epochs?: number; rate?: number; l2?: number; minCount?: number; runs?: number };

/** What a model learns: its labels, which of them exclude each other, and how much each family of features counts. */
export type Task<L extends string> = { labels: readonly L[]; groupRanges: GroupRanges; familyWeights?: FamilyWeights };

/** A linear model over features, one row of label weights per feature, with single precision. */
export type LinearModel = Pick<ReadingModel, "features" | "idf" | "bias"> & { weights: Float32Array };

/** Trains the reading model. */
export function trainModel(examples: readonly Example[], words: ReadonlySet<string>, options: TrainingOptions = {}): ReadingModel {
	return { ...trainLinear({ labels, groupRanges }, examples, options), scales: new Float32Array(labels.length).fill(1), words };
}

/**
 * Trains a multinomial logistic regression per group of labels by stochastic gradient descent with AdaGrad steps. Where an
 * example carries several labels of a group, they share its target. The result is the mean of `runs` models that saw the
 * examples in different orders, which steadies it. Deterministic: the same examples give the same model. Features seen fewer than `minCount` times are left out.
 */
export function trainLinear<L extends string>(task: Task<L>, examples: readonly Example<L>[], options: TrainingOptions = {}): LinearModel {
	const { runs = 3, ...settings } = { epochs: 12, rate: 0.3, l2: 3e-4, minCount: 2, ...options };
	const models = Array.from({ length: runs }, (_, at) => trainOnce(task, examples, { ...settings, seed: at + 1 }));
	const [mean, ...others] = models;
	if (mean === undefined) throw new Error(`Expected at least one run, got ${runs}`);
	for (const other of others) {
		for (const [at, value] of other.weights.entries()) mean.weights[at] = (mean.weights[at] as number) + value;
		for (const [at, value] of other.bias.entries()) mean.bias[at] = (mean.bias[at] as number) + value;
	}
	return { ...mean, weights: mean.weights.map((value) => value / runs), bias: mean.bias.map((value) => value / runs) };
}

function trainOnce<L extends string>(
	{ labels, groupRanges, familyWeights }: Task<L>,
	examples: readonly Example<L>[],
	{ epochs, rate, l2, minCount, seed }: Required<Omit<TrainingOptions, "runs">> & { seed: number },
): LinearModel {
	const originals = examples.filter(({ variant }) => variant === undefined).length;
	const seen = new Map<string, number>();
	for (const { features, variant } of examples) if (variant === undefined) for (const feature of features.keys()) seen.set(feature, (seen.get(feature) ?? 0) + 1);
	const features = new Map<string, number>();
	for (const [feature, count] of seen) if (count >= minCount) features.set(feature, features.size);
	for (const feature of unseenFeatures) features.set(feature, features.size);
	const idf = Float32Array.from(features.keys(), (feature) => Math.log((originals + 1) / (seen.get(feature) ?? 1)));
	const width = labels.length;
	const weights = new Float32Array(features.size * width);
	const bias = new Float32Array(width);
	const squares = new Float32Array(weights.length).fill(1e-2);
	const biasSquares = new Float32Array(width).fill(1e-2);
	const prepared = examples.map((example) => ({
		at: weigh(example.features, { features, idf }, familyWeights).map(({ row, value }) => ({ row: row * width, value })),
		targets: targetsOf(labels, groupRanges, example.labels),
	}));
	const random = mulberry32(seed);
	const order = prepared.map((_, at) => at);
	for (let epoch = 0; epoch < epochs; epoch++) {
		for (let at = order.length - 1; at > 0; at--) {
			const other = Math.floor(random() * (at + 1));
			[order[at], order[other]] = [order[other] as number, order[at] as number];
		}
		for (const index of order) {
			const example = prepared[index];
			if (example === undefined) continue;
			const errors = Float64Array.from(bias);
			for (const { row, value } of example.at) for (let label = 0; label < width; label++) errors[label] = (errors[label] as number) + value * (weights[row + label] as number);
			softmaxGroups(errors, groupRanges);
			// A group without a label in this example is not learnt from it.
			for (const [from, to] of groupRanges) {
				const known = example.targets.subarray(from, to).some((target) => target > 0);
				for (let label = from; label < to; label++) errors[label] = known ? (errors[label] as number) - (example.targets[label] as number) : 0;
			}
			for (let label = 0; label < width; label++) {
				const error = errors[label] as number;
				biasSquares[label] = (biasSquares[label] as number) + error * error;
				bias[label] = (bias[label] as number) - (rate * error) / Math.sqrt(biasSquares[label] as number);
			}
			for (const { row, value } of example.at) {
				for (let label = 0; label < width; label++) {
					const place = row + label;
					const gradient = (errors[label] as number) * value + l2 * (weights[place] as number);
					squares[place] = (squares[place] as number) + gradient * gradient;
					weights[place] = (weights[place] as number) - (rate * gradient) / Math.sqrt(squares[place] as number);
				}
			}
		}
	}
	return { features, idf, weights, bias };
}

function targetsOf<L extends string>(labels: readonly L[], groupRanges: GroupRanges, given: ReadonlySet<L>): Float64Array {
	const targets = new Float64Array(labels.length);
	for (const [from, to] of groupRanges) {
		const mine = labels.slice(from, to).filter((label) => given.has(label));
		for (const label of mine) targets[labels.indexOf(label)] = 1 / mine.length;
	}
	return targets;
}

/** A small, seeded generator of numbers in [0, 1) (Tommy Ettinger's mulberry32). */
export function mulberry32(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
