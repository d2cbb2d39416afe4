import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../src/core/understanding/clean-text.ts";
import { cues, findCues, hasCue } from "../../src/core/understanding/cues.ts";
import { isNegated, isPermitted, statedHits } from "../../src/core/understanding/negation.ts";

const found = (phrases: string, text: string): string[] => findCues(fold(text), cues(phrases)).map(({ words }) => words);

describe("a cue", () => {
	test("is found as whole words, in any case and with any accents", () => {
		expect(found("drift", "Drift, DRIFT and drifting")).toEqual(["drift", "drift"]);
		expect(found("deriva", "Una dériva.")).toEqual(["deriva"]);
	});
	test("that ends in * goes on to the end of the word, also in compounds", () =>
		expect(found("label*", "Labels, labelling, label-makers, unlabelled")).toEqual(["labels", "labelling", "label-makers"]));
	test("offers words in brackets", () => expect(found("[our|my] own box*", "on our own boxes, my own box, her own box")).toEqual(["our own boxes", "my own box"]));
	test("ends every word of a bracket openly where the bracket ends in *", () => expect(found("[train|serv]* it", "training it, serving it, trying it")).toEqual(["training it", "serving it"]));
	test("may leave out what ends in ?", () => {
		expect(found("nothing [that|which]? we host", "nothing we host; nothing that we host")).toEqual(["nothing we host", "nothing that we host"]);
		expect(found("a? dag", "a dag, dag")).toEqual(["a dag", "dag"]);
		expect(() => cues("drift; options?")).toThrow('Expected a word that must be there, got the cue "options?"');
	});
	test("lets ~ stand for up to three words, and never for the end of a sentence", () => {
		expect(found("serve ~ model", "serve our new big model")).toEqual(["serve our new big model"]);
		expect(found("serve ~ model", "serve model")).toEqual(["serve model"]);
		expect(found("serve ~ model", "serve one two three four model")).toEqual([]);
		expect(found("serve ~ model", "what we serve. A model too")).toEqual([]);
	});
	test("in Chinese is found between other characters, and beside Latin ones", () => {
		expect(found("标注; 不用k8s", "我们需要标注图片")).toEqual(["标注"]);
		expect(found("部署大模型", "怎么部署大模型呢")).toEqual(["部署大模型"]);
	});
	test("is read literally where it holds a regular expression's own signs", () => expect(found("$0; c++; node.js", "it costs $0 and nodexjs and node.js")).toEqual(["$0", "node.js"]));
});

test("of cues that overlap the longer one is kept, in the order of the text", () => {
	expect(found("vector; vector database; database; search", "a vector database and search")).toEqual(["vector database", "search"]);
});

test("looking for whether a cue is there agrees with looking for where it is", () => {
	const list = cues("drift; label*; train ~ model; [our|my] own box*; 标注; a? dag; *-free; x ~");
	const word = fc.constantFrom("drift", "drifts", "labels", "train", "a", "model", ".", "our", "own", "boxes", "标注", "dag", "label-free", "x", ",", "Ünder");
	fc.assert(
		fc.property(fc.array(word, { maxLength: 14 }), (words) => {
			const folded = fold(words.join(" "));
			const hits = findCues(folded, list);
			expect(hasCue(folded, list)).toBe(hits.length > 0);
			for (const { words: hit, start, end } of hits) expect(folded.slice(start, end).trim()).toBe(hit);
			for (const [at, hit] of hits.entries()) expect(hits.slice(at + 1).some((other) => other.start >= hit.start && other.end <= hit.end)).toBe(false);
		}),
		{ numRuns: 300 },
	);
});

const hosted = cues("hosted; kubernetes; 托管; open source");
const first = (text: string) => {
	const folded = fold(text);
	const hit = findCues(folded, hosted)[0];
	if (hit === undefined) throw new Error(`Expected a cue in ${text}`);
	return { folded, hit };
};

describe("a word is refused", () => {
	test.each([
		"we will not have it hosted",
		"no Kubernetes",
		"anything without Kubernetes",
		"ohne Kubernetes",
		"sin Kubernetes",
		"pas de Kubernetes",
		"sem Kubernetes",
		"huwag Kubernetes",
		"不想要托管",
		"rather than hosted",
	])("%s", (text) => {
		const { folded, hit } = first(text);
		expect(isNegated(folded, hit)).toBe(true);
	});
});

describe("a word is not refused", () => {
	test.each(["we want it hosted", "no budget, but hosted", "This does not work. We want it hosted", "we do not write much here, open source", "it's not that we mind hosted ones", "我们想要托管"])(
		"%s",
		(text) => {
			const { folded, hit } = first(text);
			expect(isNegated(folded, hit)).toBe(false);
		},
	);
});

test.each([
	["hosted is fine"],
	["hosted would be ok too"],
	["we don't mind Kubernetes"],
	["Kubernetes is no problem"],
	["open source is not required"],
	["we could live with hosted"],
	["do we really need Kubernetes?"],
])("what is only allowed or asked about is no wish: %s", (text) => {
	const { folded, hit } = first(text);
	expect(isPermitted(folded, hit)).toBe(true);
	expect(statedHits(folded, hosted)).toEqual([]);
});

test("what is plainly wanted is stated", () => {
	for (const text of ["it must be hosted", "runs on Kubernetes", "必须托管"]) expect(statedHits(fold(text), hosted)).toHaveLength(1);
});
