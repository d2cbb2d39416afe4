import type { Answer } from "./answer/answer.ts";
import { compose, greet } from "./answer/compose.ts";
import { findViolations, type Violation, withoutViolations } from "./answer/grounding.ts";
import type { Need, Question } from "./need.ts";
import type { Relevance } from "./ranking/fit.ts";
import { type Shortlist, shortlist } from "./ranking/shortlist.ts";
import { cleanText } from "./understanding/clean-text.ts";
import { isGreeting } from "./understanding/intent.ts";
import { type Reader, understand } from "./understanding/understand.ts";

/** Finds tools by the words of a question; built by an adapter around a search library. */
export type Search = (text: string) => Relevance;

export type Recommendation = { need: Need; shortlist: Shortlist; answer: Answer; violations: Violation[] };

/**
 * The deterministic path, whole: understand, shortlist, compose, ground. Pure; the same question over the same catalog
 * on the same day gives the same answer.
 */
export function recommend(reader: Reader, search: Search, question: Question, today: string): Recommendation {
	const need = understand(reader, question);
	const { catalog } = reader;
	const clean = cleanText(question.text);
	// Of a lone emoji, the full stop is left that it stands for.
	if (isGreeting(clean) || /^[ .]*$/.test(clean.plain)) {
		const answer = greet(catalog, { ...need, intent: "vague" }, /thank|thx|danke|gracias|merci|obrigad|salamat|谢谢/.test(clean.folded));
		return { need: answer.need, shortlist: { picks: [], ranked: [], leftOut: [] }, answer, violations: [] };
	}
	const earlier = (question.thread ?? []).filter(({ from }) => from === "user").map(({ text }) => cleanText(text));
	const asked = [...earlier, clean].map(({ plain }) => plain).join(" ");
	const list = shortlist(catalog, need, search(asked));
	const composed = compose({ catalog, need, shortlist: list, today });
	const found = findViolations(catalog, list, composed);
	const answer = withoutViolations(composed, found);
	// With a pick, the leave to name it is gone.
	const left = found.length === 0 ? [] : findViolations(catalog, list, answer);
	return { need, shortlist: list, answer: withoutViolations(answer, left), violations: [...found, ...left] };
}
