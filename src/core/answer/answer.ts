import type { Fact, Tool } from "../catalog/tool.ts";
import type { Benefit, CategoryId, RingId, ServedPersona } from "../catalog/vocabulary.ts";
import type { Need } from "../need.ts";

/** What kind of reply it is; the renderer and the tests tell them apart by it. */
export const answerKinds = ["recommendation", "comparison", "explanation", "adoption", "particulars", "unchanged", "nothing-fits", "ask-back", "decline", "greeting"] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** Kinds that go on from what stands above them in the thread: their picks are not printed once more. */
const goingOn: readonly AnswerKind[] = ["particulars", "unchanged"];

/** A part of an answer that a model may write, by itself: shown, repaired and left to the composer one by one. Numbers start at 1. */
export type AnswerPart = "headline" | `pick_${number}` | `take_${number}` | "decides" | "when" | "when_not" | `step_${number}` | "lifecycle" | "question";

/** One recommended tool. Facts are printed from the catalog word for word; `why` is the only prose. */
export type Pick = {
	tool: Tool;
	category: CategoryId;
	/** Why it fits this asker: one sentence. */
	why: string;
	/** Whether that sentence itself speaks of what it serves, which is named before it; else what it serves is said after it, in the framework's words. */
	saysBenefit: boolean;
	/** Which of the persona's need, want and frustration it serves. */
	serves: { persona: ServedPersona; benefit: Benefit; short: string }[];
	tradeOff: Fact;
	/** What else bears the reason out: cited by number, printed in full among the details. */
	cited?: readonly Fact[];
	/** Where its ring differs from its group's, the group's. */
	groupRing?: RingId;
	/** What to know before relying on it: in maintenance, reviewed long ago. */
	notes: string[];
};

/** A row of a comparison: one aspect, one cell per compared tool, with the fact it comes from where it is one. */
export type ComparisonRow = { aspect: string; cells: { text: string; fact?: Fact }[] };

/** A page that says something, and the date of the state that was read. */
export type Sourced = { source: string; as_of?: string | undefined };

/** What the catalog says, with the page that says so. */
export type Said = { text: string; source?: Sourced };

export type Answer = {
	kind: AnswerKind;
	/** One sentence that answers. */
	headline: string;
	need: Need;
	picks: Pick[];
	comparison?: { tools: Tool[]; rows: ComparisonRow[]; takeIf: string[] };
	/** What the catalog says of the tools that are asked about, line by line. */
	said?: Said[];
	/** Sentences of an explanation, a plan, or a decline; each stands on its own line. */
	paragraphs: string[];
	/** Who was left out and why; only those worth a line. */
	leftOut: { tool: Tool; because: string }[];
	/** Tools that come closest where none can be it: a paragraph names them. */
	nearest?: Tool[];
	/** Where this sits in the lifecycle and how to adopt it: one line. */
	lifecycle?: string;
	/** What would change the answer; one question at most. */
	question?: string;
	/** Said once, in the asker's language, where the answer's is another. */
	languageNote?: string;
	/** More of it is still being written. */
	unfinished?: true;
	/** Whether a model wrote any of the prose. */
	writtenBy: "catalog" | "model";
	/** Where a model did: the parts that it might have written and didn't, which are the catalog's. */
	unwritten?: readonly AnswerPart[];
};

/** A source as it is numbered in an answer. */
export type NumberedSource = { number: number; url: string; asOf?: string };

/** The picks that an answer prints as such: a comparison shows its table in their place. */
export const printedPicks = ({ kind, comparison, picks }: Answer): Pick[] => (comparison !== undefined || goingOn.includes(kind) ? [] : picks);

/** The facts that an answer prints, numbered in the order in which they appear: those of a comparison tool by tool, as it is shown. */
export function numberedSources(answer: Answer): { sources: NumberedSource[]; numberOf: (fact: Sourced) => number } {
	const byUrl = new Map<string, NumberedSource>();
	const compared = (answer.comparison?.tools ?? []).flatMap((_, at) => answer.comparison?.rows.flatMap(({ cells }) => cells[at]?.fact ?? []) ?? []);
	const picked = printedPicks(answer).flatMap(({ cited, tradeOff }) => [...(cited ?? []), tradeOff]);
	const said = (answer.said ?? []).flatMap(({ source }) => source ?? []);
	for (const { source, as_of } of [...picked, ...compared, ...said]) {
		if (!byUrl.has(source)) byUrl.set(source, { number: byUrl.size + 1, url: source, ...(as_of === undefined ? {} : { asOf: as_of }) });
	}
	return { sources: [...byUrl.values()], numberOf: ({ source }) => byUrl.get(source)?.number ?? 0 };
}
