import { type Example, mulberry32, trainLinear } from "../understanding/train-model.ts";
import { type Reader, readMessage } from "../understanding/understand.ts";
import { type TalkModel, talkFamilies, talkFeatures } from "./talk-model.ts";

/** One message in a thread, and whether it is meant for us. */
export type LabelledTalk = { text: string; forUs: boolean };

/** How many messages are made of each pattern, at most. */
const perPattern = 40;
/** How often a message that somebody wrote counts, against one that was made. */
const timesWritten = 3;

/**
 * Reads a file of `catalog/thread-talk`: `+` before a message that is meant for us, `-` before talk between people, `name = a|b`
 * for a list, `#` for a remark. A message with `[a|b]` or `{name}` in it is a pattern, of which some are made: the same ones each time.
 * @throws Error that says in which line something else stands
 */
export function labelledTalk(content: string, file: string): { written: LabelledTalk[]; made: LabelledTalk[] } {
	const lists = new Map<string, readonly string[]>();
	const random = mulberry32(1);
	const one = (choices: readonly string[]): string => choices[Math.floor(random() * choices.length)] ?? "";
	const written: LabelledTalk[] = [];
	const made: LabelledTalk[] = [];
	for (const [at, line] of content.split("\n").entries()) {
		if (line.trim() === "" || line.startsWith("#")) continue;
		const list = /^(\w+) = (.+)$/.exec(line);
		if (list?.[1] !== undefined && list[2] !== undefined) {
			lists.set(list[1], list[2].split("|"));
			continue;
		}
		const [, sign, text] = /^([+-]) (.+)$/.exec(line) ?? [];
		if (text === undefined) throw new Error(`${file}:${at + 1}: expected "+ …", "- …" or "name = a|b", got "${line}"`);
		const forUs = sign === "+";
		if (!/[[{]/.test(text)) {
			written.push({ text, forUs });
			continue;
		}
		const texts = new Set<string>();
		for (let tries = 0; tries < perPattern * 3 && texts.size < perPattern; tries++) {
			const filled = text
				.replace(/\[([^\]]*)\]/g, (_, choices: string) => one(choices.split("|")))
				.replace(/\{(\w+)\}/g, (_, name: string) => {
					const choices = lists.get(name);
					if (choices === undefined) throw new Error(`${file}:${at + 1}: expected a list named before, got {${name}}`);
					return one(choices);
				})
				.replace(/\s+/g, " ")
				.replace(/ ([?,.!])/g, "$1")
				.trim();
			// Some people begin with a capital.
			texts.add(random() < 0.3 ? filled.charAt(0).toUpperCase() + filled.slice(1) : filled);
		}
		made.push(...[...texts].map((each) => ({ text: each, forUs })));
	}
	return { written, made };
}

export type TalkLabel = "us" | "people";
const labels: readonly TalkLabel[] = ["us", "people"];

export const talkExamples = (reader: Reader, talk: readonly LabelledTalk[]): Example<TalkLabel>[] =>
	talk.map(({ text, forUs }) => ({ features: talkFeatures(reader, readMessage(reader, text)), labels: new Set([forUs ? "us" : "people"]) }));

/** Deterministic: the same examples give the same model. */
export function trainTalkModel(written: readonly Example<TalkLabel>[], made: readonly Example<TalkLabel>[]): TalkModel {
	const examples = [...Array.from({ length: timesWritten }, () => written).flat(), ...made];
	const { features, idf, weights, bias } = trainLinear({ labels, groupRanges: [[0, labels.length]], familyWeights: talkFamilies }, examples, { epochs: 15, runs: 5 });
	const [us = 0, people = 0] = bias;
	return { features, idf, weights: Float32Array.from({ length: features.size }, (_, row) => (weights[row * 2] as number) - (weights[row * 2 + 1] as number)), bias: us - people };
}
