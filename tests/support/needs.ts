import type { CategoryId } from "../../src/core/catalog/vocabulary.ts";
import type { Constraint, ConstraintKind, Need } from "../../src/core/need.ts";

/** A need as it is understood: somebody of whom nothing is known wants something chosen. */
export const aNeed = (change: Partial<Need> = {}): Need => ({
	intent: "choose",
	persona: { id: "unknown", confidence: 0, words: [], from: "nothing" },
	categories: [],
	stages: [],
	constraints: [],
	mentions: [],
	language: "en",
	...change,
});

/** "hosting=managed" as a constraint, with the words that would show it. */
export function constraint(pair: string): Constraint {
	const [kind, value = ""] = pair.split("=");
	return { kind: kind as ConstraintKind, value, words: value }; // a test that misspells a kind fails on what comes of it
}

export const constraints = (...pairs: string[]): Constraint[] => pairs.map(constraint);

export const categories = (...ids: CategoryId[]): Need["categories"] => ids.map((id) => ({ id, words: [] }));

/** How constraints are compared in tests: "hosting=managed", in order of the alphabet. */
export const pairsOf = (list: readonly Pick<Constraint, "kind" | "value">[]): string[] => list.map(({ kind, value }) => `${kind}=${value}`).sort();
