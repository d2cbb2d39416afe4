import type { Case, Prediction } from "../../src/eval/cases.ts";

const nothingRead = (): Pick<Case & Prediction, "persona" | "intent" | "categories" | "stages" | "constraints" | "tools_mentioned"> => ({
	persona: "unknown",
	intent: "choose",
	categories: [],
	stages: [],
	constraints: [],
	tools_mentioned: [],
});

/** A labelled case of which nothing is expected but what `change` says. */
export const labelled = (id: string, change: Partial<Case>): Case => ({
	id,
	text: `the text of ${id}`,
	...nothingRead(),
	acceptable: [],
	must_not: [],
	must_abstain: false,
	lang: "en",
	why: "it is made up",
	...change,
});

/** A prediction in which nothing was found but what `change` says. */
export const predicted = (id: string, change: Partial<Prediction>): Prediction => ({
	id,
	...nothingRead(),
	picks: [],
	abstained: false,
	asked: false,
	ms: 1,
	...change,
});
