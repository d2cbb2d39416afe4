import type { Answer } from "./answer/answer.ts";
import { compose, greet } from "./answer/compose.ts";
import { findViolations, type Violation, withoutViolations } from "./answer/grounding.ts";
import type { Catalog } from "./catalog/catalog.ts";
import type { Need } from "./need.ts";
import type { Question } from "./question.ts";
import type { Relevance } from "./ranking/fit.ts";
import { type Shortlist, shortlist } from "./ranking/shortlist.ts";
import { placeInThread } from "./understanding/in-thread.ts";
import { isGreeting } from "./understanding/intent.ts";
import { turnOf } from "./understanding/reading.ts";
import type { Turn } from "./understanding/turn.ts";
import { type Reader, readMessage, understand } from "./understanding/understand.ts";

/** Finds tools by the words of a question; built by an adapter around a search library. Its scores add up over texts. */
export type Search = (text: string) => Relevance;

/** What was asked, as understood; `relevance` covers the whole thread, `turn` is what it will remember of this message. */
export type Understood = { need: Need; relevance: Relevance; turn: Turn; social?: "greeting" | "thanks" };

/** What is answered to a need: decided, written and checked. `violations` have been taken out already. */
export type Answered = { shortlist: Shortlist; answer: Answer; violations: Violation[] };

export type Recommendation = Understood & Answered;

/**
 * The deterministic path, whole: understand, shortlist, compose, ground. Pure; the same question over the same catalog
 * on the same day gives the same answer.
 */
export function recommend(reader: Reader, search: Search, question: Question, today: string): Recommendation {
	const understood = understandQuestion(reader, search, question);
	const answered = answerNeed(reader.catalog, understood, today);
	return { ...understood, ...answered, turn: withShown(understood.turn, answered.answer) };
}

/** What a thread remembers of a message, with what was answered to it. */
export function withShown(turn: Turn, { kind, need, picks, comparison }: Answer): Turn {
	const shown = (comparison?.tools ?? picks.map(({ tool }) => tool)).map(({ id }) => id);
	// What is asked about tools changes nothing about which ones stand above.
	const tools =
		kind === "particulars"
			? (need.after?.tools ?? need.about?.tools ?? shown)
			: kind === "explanation"
				? need.mentions.filter(({ now, inCatalog }) => now === true && inCatalog).map(({ id }) => id)
				: shown;
	if (tools.length === 0) return turn;
	// "It" is from now on the one that was asked about, if it was one.
	const [only, ...others] = need.about?.tools ?? need.mentions.filter(({ now, whyNot, asked }) => now === true && (whyNot === true || asked === true)).map(({ id }) => id);
	return { ...turn, shown: { tools, ...(only !== undefined && others.length === 0 ? { first: only } : {}) } };
}

export function understandQuestion(reader: Reader, search: Search, { text, heard = [], earlier = [], ...asker }: Question): Understood {
	const reading = placeInThread(reader.catalog, readMessage(reader, text), earlier);
	const { plain, folded } = reading.clean;
	const need = understand(reader, reading, { heard, earlier, ...asker });
	// Of a lone emoji, the full stop is left that it stands for. A block of code may be an attempt to take the bot over.
	if (need.intent !== "injection" && (isGreeting(reading.clean) || /^[ .]*$/.test(plain))) {
		const social = earlier.length > 0 || /thank|thx|danke|gracias|merci|obrigad|salamat|谢谢/.test(folded) ? "thanks" : "greeting";
		return { need: { ...need, intent: "vague" }, relevance: new Map(), turn: turnOf(reading, {}), social };
	}
	const turn = turnOf(reading, Object.fromEntries(search(withoutNames(reader.catalog, need, plain))));
	return { need, relevance: relevanceOf([...heard, ...earlier, turn]), turn };
}

/** Of a category's name, a search finds who repeats it most, not who fits best. */
const withoutNames = ({ categories }: Catalog, need: Need, text: string): string =>
	need.categories.reduce((rest, { id }) => rest.replaceAll(categories[id].name.toLowerCase(), " "), text.toLowerCase());

/** Decides, writes and checks an answer to a need: the question's own, or one that somebody corrected. */
export function answerNeed(catalog: Catalog, { need, relevance, social }: Pick<Understood, "need" | "relevance" | "social">, today: string): Answered {
	if (social !== undefined) return { shortlist: { picks: [], ranked: [], leftOut: [] }, answer: greet(catalog, need, social === "thanks"), violations: [] };
	const list = shortlist(catalog, need, relevance);
	const composed = compose({ catalog, need, shortlist: list, today });
	const found = findViolations(catalog, list, composed);
	const answer = withoutViolations(composed, found);
	// With a pick, the leave to name it is gone.
	const left = found.length === 0 ? [] : findViolations(catalog, list, answer);
	return { shortlist: list, answer: withoutViolations(answer, left), violations: [...found, ...left] };
}

/** What the asker's earlier messages in a thread said, from their texts, oldest first. */
export const readTurns = (reader: Reader, search: Search, texts: readonly string[]): Turn[] => texts.map((text) => understandQuestion(reader, search, { text }).turn);

/** The same, with what was answered to each: as a thread remembers it. */
export function replay(reader: Reader, search: Search, texts: readonly string[], asker: Pick<Question, "title">, today: string): Turn[] {
	const turns: Turn[] = [];
	for (const text of texts) turns.push(recommend(reader, search, { text, earlier: [...turns], ...asker }, today).turn);
	return turns;
}

/** What a whole thread says of each tool. */
export function relevanceOf(turns: readonly Turn[]): Relevance {
	const sum = new Map<string, number>();
	for (const { relevance } of turns) for (const [id, score] of Object.entries(relevance)) sum.set(id, (sum.get(id) ?? 0) + score);
	return sum;
}
