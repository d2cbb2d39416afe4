import { z } from "zod";
import { type Constraint, type ConstraintKind, constraintKinds, type Need } from "../need.ts";
import { toldPersonas } from "./subcommands.ts";

/** The kinds of constraints that people can set by choosing rather than by saying. */
export const choosable = ["hosting", "kubernetes", "cloud", "budget", "licence", "existing"] as const satisfies readonly ConstraintKind[];
export type Choosable = (typeof choosable)[number];

/** What somebody puts right about an answer; what is absent stays as it was understood. */
export const correctionSchema = z.strictObject({
	/** `unknown` takes back what was read. */
	persona: z.enum([...toldPersonas, "unknown"]).optional(),
	/** All that is to hold of the kinds that can be chosen; one that is not among them no longer does. */
	choices: z.array(z.strictObject({ kind: z.enum(constraintKinds as [ConstraintKind, ...ConstraintKind[]]), value: z.string() })).optional(),
});
export type Correction = z.infer<typeof correctionSchema>;

/** What stands in place of the words that would have shown it. */
const chosenWords = "your choice";

/** A need as its asker corrected it. Words that showed what still holds are kept. */
export function correctNeed(need: Need, { persona, choices }: Correction): Need {
	// What is put right is answered in full, also where the tools stay the same.
	const { after: _, about: __, unjudged: ___, ...kept } = need;
	const asked = choices === undefined && need.about !== undefined ? need : kept;
	return { ...asked, ...(persona === undefined ? {} : { persona: toldAs(persona) }), ...(choices === undefined ? {} : { constraints: chosenAmong(need.constraints, choices) }) };
}

const toldAs = (persona: NonNullable<Correction["persona"]>): Need["persona"] =>
	persona === "unknown" ? { id: "unknown", confidence: 0, words: [], from: "nothing" } : { id: persona, confidence: 1, words: ["you told me"], from: "told" };

/** The constraints that hold once these were chosen, of those that did. */
export function chosenAmong(constraints: readonly Constraint[], choices: NonNullable<Correction["choices"]>): Constraint[] {
	const isChoosable = (kind: ConstraintKind): boolean => choosable.some((one) => one === kind);
	const chosen = choices.map(({ kind, value }) => constraints.find((one) => one.kind === kind && one.value === value) ?? { kind, value, words: chosenWords });
	return [...constraints.filter(({ kind }) => !isChoosable(kind)), ...chosen];
}
