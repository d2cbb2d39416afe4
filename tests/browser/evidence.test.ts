import { describe, expect, test } from "vitest";
import { type Evidence, markEvidence } from "../../src/playground/explain/evidence.ts";

/** The question with its marks in brackets. */
const marked = (text: string, ...evidence: Evidence[]): string =>
	markEvidence(text, evidence)
		.map((part) => (part.shows.length === 0 ? part.text : `[${part.text}|${part.shows.join("+")}]`))
		.join("");

describe("the words that showed something are marked in the question", () => {
	test("whatever their case, accents and spaces", () => {
		expect(marked("Für Straßen: KUBERNETES  nein", { shows: "constraint", words: "kubernetes nein" }, { shows: "category", words: "fur strassen" })).toBe(
			"[Für Straßen|category]: [KUBERNETES  nein|constraint]",
		);
	});

	test("as words of their own, not inside of others", () => {
		expect(marked("researchers use R", { shows: "constraint", words: "r" })).toBe("researchers use [R|constraint]");
	});

	test("where two overlap, each stretch says all that it showed", () => {
		expect(marked("for five researchers.", { shows: "constraint", words: "five researchers" }, { shows: "persona", words: "researchers" })).toBe(
			"for [five |constraint][researchers|persona+constraint].",
		);
	});

	test("in Chinese, which has no spaces", () => {
		expect(marked("我们用MLflow做实验跟踪", { shows: "tool", words: "mlflow" }, { shows: "category", words: "实验跟踪" })).toBe("我们用[MLflow|tool]做[实验跟踪|category]");
	});

	test("words that stand elsewhere mark nothing, and the question stays as it was asked", () => {
		expect(marked("and on Azure? 👍🏽", { shows: "constraint", words: "on-prem" }, { shows: "tool", words: "" })).toBe("and on Azure? 👍🏽");
	});
});
