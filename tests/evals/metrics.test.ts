import { describe, expect, test } from "vitest";
import type { Case, Prediction } from "../../src/eval/cases.ts";
import { isOnTarget, scoreCases } from "../../src/eval/metrics.ts";
import { labelled, predicted } from "../support/cases.ts";

const both = (id: string, gold: Partial<Case>, got: Partial<Prediction>) => ({ gold: labelled(id, gold), got: predicted(id, got) });
const wish = (pair: string) => ({ kind: pair.split("=")[0] ?? "", value: pair.split("=")[1] ?? "" });

/** Five cases, each right in one thing and wrong in another. */
const rows = [
	both(
		"right",
		{
			persona: "ml-researcher",
			categories: ["experiment-tracking"],
			stages: ["model-training"],
			constraints: ["hosting=self-hosted", "kubernetes=no"].map(wish),
			tools_mentioned: ["mlflow"],
			acceptable: ["aim", "mlflow"],
		},
		{
			persona: "ml-researcher",
			categories: ["experiment-tracking"],
			stages: ["model-training"],
			constraints: ["hosting=self-hosted", "kubernetes=no"].map(wish),
			tools_mentioned: ["mlflow"],
			picks: ["aim", "dvc"],
			ms: 2,
		},
	),
	both(
		"half",
		{
			persona: "software-engineer",
			intent: "compare",
			intent_any: ["choose"],
			categories: ["model-serving", "model-monitoring"],
			stages: ["deployment"],
			constraints: ["budget=free", "exclude=kserve"].map(wish),
			constraints_optional: [wish("scale=large")],
			acceptable: ["bentoml"],
			must_not: ["seldon"],
		},
		{
			persona: "ml-engineer",
			categories: ["model-serving", "automl"],
			stages: ["deployment", "monitoring"],
			constraints: ["budget=low", "scale=large"].map(wish),
			tools_mentioned: ["airflow"],
			picks: ["seldon", "kserve", "bentoml"],
			ms: 4,
		},
	),
	both("vague", { persona: "ml-engineer", persona_any: ["software-engineer"], intent: "vague" }, { persona: "software-engineer", intent: "vague", asked: false, ms: 3 }),
	both("refused", { intent: "off-topic", must_abstain: true }, { intent: "off-topic", abstained: true, picks: ["mlflow"], ms: 9 }),
	both(
		"refusing",
		{ persona: "ml-researcher", categories: ["fairness"], stages: ["model-evaluation"], acceptable: ["fairlearn"] },
		{
			persona: "software-engineer",
			intent: "no-answer",
			categories: ["fairness"],
			stages: ["model-evaluation", "monitoring", "deployment", "model-training", "data-acquisition"],
			abstained: true,
			ms: 1,
		},
	),
];
const report = scoreCases(rows, [{ id: "half", pick: "kserve", constraint: "exclude=kserve" }]);
const figure = (name: string): number | undefined => report.figures.find((one) => one.name === name)?.value;

describe("five small cases are scored as one does by hand", () => {
	test.each([
		// Right are "right", "vague" (a persona that counts as well) and "refused".
		["persona accuracy", 3 / 5],
		// ml-researcher: 1 right, 1 missed: 2/3. software-engineer: 0. ml-engineer: 1 right, 1 too many: 2/3. unknown: 1.
		["persona macro-F1", (2 / 3 + 0 + 2 / 3 + 1) / 4],
		// Only "refusing" is wrong.
		["intent accuracy", 4 / 5],
		// Found: 3 right, 1 too many; wanted: 4, of which 1 is missing.
		["category precision", 3 / 4],
		["category recall", 3 / 4],
		["category F1", 3 / 4],
		// 2 right, 1 too many (little money), 2 missing; the scale is neither.
		["constraint F1", (2 * 2) / (2 * 2 + 1 + 2)],
		// "refusing" found four stages too many.
		["stage recall", 4 / 5],
		// 1 right, 1 too many.
		["tools mentioned F1", 2 / 3],
		// Of three to be answered: "right" at once, "half" as the third, "refusing" never.
		["acceptable in top 1", 1 / 3],
		["acceptable in top 3", 2 / 3],
		["picks that break a constraint", 1],
		["must-not tools picked", 1],
		["excluded tools picked", 1],
		// It declined, and picked all the same.
		["right abstentions", 0],
		["false abstentions", 1 / 3],
		["vague ones asked back", 0],
		["ms a case, p99", 9],
	])("%s", (name, value) => expect(figure(name)).toBeCloseTo(value, 10));

	test("and no figure besides", () => expect(report.figures).toHaveLength(18));
});

test("every miss is told, with what came and what was wanted", () => {
	const told = report.misses.map(({ what, id }) => `${what} ${id}`).sort();
	expect(told).toEqual(
		[
			"persona half",
			"persona refusing",
			"intent refusing",
			"categories half",
			"constraints half",
			"tools_mentioned half",
			"stages refusing",
			"top 1 half",
			"top 1 refusing",
			"top 3 refusing",
			"must not half",
			"excluded half",
			"breaks a constraint half",
			"abstain refused",
			"false abstention refusing",
			"asked vague",
		].sort(),
	);
	expect(report.misses.find(({ what }) => what === "persona")).toEqual({ what: "persona", id: "half", got: "ml-engineer", want: "software-engineer", text: "the text of half" });
});

test("the confusion of personas counts each label as it was read", () => {
	expect(report.confusion).toEqual({
		"ml-researcher": { "ml-researcher": 1, "software-engineer": 1 },
		"software-engineer": { "ml-engineer": 1 },
		"ml-engineer": { "software-engineer": 1 },
		unknown: { unknown: 1 },
	});
});

test("stages may be many where the work spans them all, and three more anywhere", () => {
	const stages = ["deployment", "monitoring", "model-training", "data-acquisition", "model-evaluation"];
	const recall = (gold: Partial<Case>, got: string[]): number | undefined => scoreCases([both("one", gold, { stages: got })], []).figures.find(({ name }) => name === "stage recall")?.value;
	expect(recall({ stages: ["deployment"], categories: ["model-serving"] }, stages)).toBe(0);
	expect(recall({ stages: ["deployment"], categories: ["model-serving"] }, stages.slice(0, 4))).toBe(1);
	expect(recall({ stages: ["deployment"], categories: ["workflow-orchestration"] }, stages)).toBe(1);
	expect(recall({ stages: ["functional-testing"], categories: ["workflow-orchestration"] }, stages)).toBe(0);
});

test("where there is nothing to find, and nothing is found, that is right", () => {
	const { figures, misses } = scoreCases([both("plain", {}, {})], []);
	for (const { name, value, good } of figures) if (good === "high") expect(value, name).toBe(1);
	expect(misses).toEqual([]);
});

test("a figure is on target on the good side of it, the target itself included", () => {
	expect(isOnTarget({ name: "x", value: 0.92, target: 0.92, good: "high" })).toBe(true);
	expect(isOnTarget({ name: "x", value: 0.9199, target: 0.92, good: "high" })).toBe(false);
	expect(isOnTarget({ name: "x", value: 0, target: 0, good: "low" })).toBe(true);
	expect(isOnTarget({ name: "x", value: 1, target: 0, good: "low" })).toBe(false);
	expect(isOnTarget({ name: "x", value: 1, good: "low" })).toBe(true);
});
