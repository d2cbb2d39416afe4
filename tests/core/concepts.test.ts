import { describe, expect, test } from "vitest";
import { conceptOf, conceptsInHan } from "../../src/core/understanding/concepts.ts";

describe("words that mean the same are one concept, in every language that is read", () => {
	test.each([
		["watch", ["monitoring", "vigilar", "uberwachen", "surveiller", "alerts"]],
		["label", ["annotation", "etiquetar", "beschriften", "tagging"]],
		["train", ["retrain", "entrenar", "trainieren", "entrainement", "treinar"]],
	])("%s", (concept, words) => expect(words.map(conceptOf)).toEqual(words.map(() => concept)));

	test("the longest beginning decides", () => expect([conceptOf("hyperparameters"), conceptOf("hyper")]).toEqual(["params", undefined]));
	test("a word of no concept has none", () => expect(conceptOf("umbrella")).toBeUndefined());
	test("Chinese is read without spaces", () => expect(conceptsInHan("给图片标注并监控漂移")).toEqual(["label", "watch", "drift"]));
});
