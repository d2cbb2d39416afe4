import { z } from "zod";
import { categoryId, personaId } from "../catalog/vocabulary.ts";
import { type Constraint, type ConstraintKind, constraintKinds, constraintValues, type Intent, intentId, type Need, valuesOf } from "../need.ts";
import { type CleanText, cleanText, fold } from "./clean-text.ts";
import { readConstraints } from "./constraints.ts";
import { isNegated, isPermitted } from "./negation.ts";
import { findMentions } from "./tool-mentions.ts";
import { aboutOthers, type Reader, stagesOf } from "./understand.ts";

/** What a model reads of a message. Within what structured output takes in strict mode: every field required, null instead of absent. */
export const readingSchema = z.strictObject({
	intent: intentId,
	persona: z.strictObject({ id: personaId, words: z.string().nullable() }),
	categories: z.array(categoryId),
	constraints: z.array(z.strictObject({ kind: z.enum(constraintKinds as [ConstraintKind, ...ConstraintKind[]]), value: z.string(), words: z.string() })),
	mentions: z.array(z.strictObject({ name: z.string(), words: z.string() })),
});
export type ModelReading = z.infer<typeof readingSchema>;

/** Why something that a model read was not taken. */
export type Refusal = {
	what: "intent" | "persona" | "category" | "constraint" | "mention";
	because: "known_already" | "no_verbatim_words" | "words_do_not_show_it" | "unknown_value" | "contradicts_rules";
};
export type Refined = { need: Need; refused: Refusal[] };

/** Kinds of which somebody can state several at once, each a wish of its own. */
const several: readonly ConstraintKind[] = ["existing", "exclude", "language", "compliance", "modality"];
const inScope: readonly Intent[] = ["choose", "compare", "explain", "adopt"];
/** Longer stretches show nothing in particular. */
const mostWords = 25;
const mostCategories = 3;
/** How sure a model is of a persona counts no more than this. */
const modelConfidence = 0.6;

/**
 * The need as the rules read it, with what they left unknown filled from a model's reading. Nothing that the rules read is removed
 * or changed. A constraint, a mention, an exclusion and a persona count only with a stretch of the asker's own text, letter for
 * letter, that shows them; a call that something is off-topic or an attack, only where the rules found nothing to go by.
 * @param askedText what the asker wrote in this message, as Slack delivered it; nobody else's words
 */
export function refineNeed(reader: Reader, need: Need, model: ModelReading, askedText: string): Refined {
	const refused: Refusal[] = [];
	const refuse = (what: Refusal["what"], because: Refusal["because"]): undefined => {
		refused.push({ what, because });
	};
	if (isAbstention(need.intent)) return { need, refused: [{ what: "intent", because: "known_already" }] };
	const foundNothing = need.categories.length + need.mentions.length + need.constraints.length === 0;
	if (model.intent === "off-topic" || model.intent === "injection") {
		if (foundNothing) return { need: { ...need, intent: model.intent }, refused };
		return { need, refused: [{ what: "intent", because: "contradicts_rules" }] };
	}
	const text = cleanText(askedText);
	const mentions = [...need.mentions, ...model.mentions.flatMap((mention) => readMention(reader, need, text, mention, refuse) ?? [])];
	const constraints = [...need.constraints];
	for (const one of model.constraints) constraints.push(...(readConstraint(reader, { ...need, constraints }, need, text, one, refuse) ?? []));
	const categories = need.categories.length > 0 ? need.categories : [...new Set(model.categories)].slice(0, mostCategories).map((id) => ({ id, words: [] }));
	if (need.categories.length > 0 && model.categories.some((id) => !need.categories.some((one) => one.id === id))) refuse("category", "known_already");
	const filled = {
		...need,
		mentions: byId(mentions),
		constraints,
		categories,
		stages:
			need.categories.length > 0
				? need.stages
				: stagesOf(
						reader.catalog,
						categories.map(({ id }) => id),
					),
	};
	return { need: { ...filled, intent: readIntent(filled, model.intent, refuse), persona: readPersona(need, text, model.persona, refuse) }, refused };
}

const isAbstention = (intent: Intent): boolean => intent === "off-topic" || intent === "injection" || intent === "no-answer";

/** Of a message that the rules found vague, what it wants, if there is now something to go by. A model never makes one an abstention. */
function readIntent(need: Need, intent: Intent, refuse: (what: "intent", because: Refusal["because"]) => undefined): Intent {
	if (need.intent !== "vague" || intent === "vague") return need.intent;
	const named = need.mentions.filter(({ inCatalog }) => inCatalog).length;
	const enough: Partial<Record<Intent, boolean>> = { choose: need.categories.length > 0, explain: need.categories.length + named > 0, compare: named >= 2, adopt: named >= 1 };
	if (inScope.includes(intent) && enough[intent] === true) return intent;
	refuse("intent", "words_do_not_show_it");
	return need.intent;
}

function readPersona({ persona }: Need, text: CleanText, { id, words }: ModelReading["persona"], refuse: (what: "persona", because: Refusal["because"]) => undefined): Need["persona"] {
	if (id === "unknown" || id === persona.id) return persona;
	if (persona.id !== "unknown") refuse("persona", "known_already");
	else if (words === null || spanOf(text, words) === undefined) refuse("persona", "no_verbatim_words");
	else return { id, confidence: modelConfidence, words: [cleanText(words).plain], from: "words" };
	return persona;
}

function readMention(
	reader: Reader,
	{ mentions }: Need,
	text: CleanText,
	{ name, words }: ModelReading["mentions"][number],
	refuse: (what: "mention", because: Refusal["because"]) => undefined,
): Need["mentions"] | undefined {
	const span = spanOf(text, words);
	if (span === undefined) return refuse("mention", "no_verbatim_words");
	const found = toolIn(reader, words) ?? unknownName(reader, text, name, words);
	if (found === undefined) return refuse("mention", "words_do_not_show_it");
	if (mentions.some(({ id }) => id === found.id)) return refuse("mention", "known_already");
	return [{ ...found, words: span.words }];
}

/** A name that neither the catalog nor its list of known names holds: as it was written, with a capital or a digit as names have, and no word of the language. */
function unknownName({ isWord }: Reader, { plain }: CleanText, name: string, words: string): Omit<Need["mentions"][number], "words"> | undefined {
	const written = cleanText(name).plain;
	const id = written
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-|-$/g, "");
	if (id.length < 2 || written.split(" ").length > 4 || !words.includes(name) || !plain.includes(written)) return undefined;
	if (!/\p{Lu}|\p{N}/u.test(written) || written.split(" ").every((word) => isWord(word.toLowerCase()))) return undefined;
	return { id, name: written, inCatalog: false };
}

const toolIn = ({ names, isWord }: Reader, words: string): Need["mentions"][number] | undefined => {
	const [found] = findMentions(cleanText(words), names, isWord);
	return found === undefined ? undefined : { id: found.id, name: found.name, inCatalog: found.inCatalog, words: found.words };
};

function readConstraint(
	reader: Reader,
	soFar: Need,
	rules: Need,
	text: CleanText,
	{ kind, value, words }: ModelReading["constraints"][number],
	refuse: (what: "constraint", because: Refusal["because"]) => undefined,
): Constraint[] | undefined {
	const span = spanOf(text, words);
	if (span === undefined) return refuse("constraint", "no_verbatim_words");
	const of: readonly string[] | "tool" | "vendor" = constraintValues[kind];
	// Vendors are read by the rules alone: their names are the catalog's.
	if (of === "vendor") return refuse("constraint", "unknown_value");
	const named = of === "tool" ? toolIn(reader, words) : undefined;
	const meant = of === "tool" ? (toolIn(reader, value)?.id === named?.id ? named?.id : undefined) : of.find((one) => one === value);
	if (meant === undefined) return refuse("constraint", of === "tool" ? "words_do_not_show_it" : "unknown_value");
	const stated = valuesOf(soFar, kind);
	if (stated.includes(meant) || (stated.length > 0 && !several.includes(kind))) return refuse("constraint", "known_already");
	if (contradicts(rules, kind, meant)) return refuse("constraint", "contradicts_rules");
	// A tool's bare name shows neither that it is in use nor that it is refused.
	if (named !== undefined && wordsIn(words).length <= wordsIn(named.words).length) return refuse("constraint", "words_do_not_show_it");
	if (!isTelling(words) || isTakenBack(text.folded, span) || rulesReadOtherwise(words, kind, meant)) return refuse("constraint", "words_do_not_show_it");
	return [{ kind, value: meant, words: span.words }];
}

/** What is kept is not refused, and what the question is about is neither. */
function contradicts(rules: Need, kind: ConstraintKind, value: string): boolean {
	if (kind === "exclude") return valuesOf(rules, "existing").includes(value) || rules.mentions.some(({ id, asked }) => id === value && asked === true);
	return kind === "existing" && valuesOf(rules, "exclude").includes(value);
}

/** The rules know these words, and take them for something else of the same kind. */
const rulesReadOtherwise = (words: string, kind: ConstraintKind, value: string): boolean => {
	const read = readConstraints(fold(cleanText(words).plain)).filter((one) => one.kind === kind);
	return read.length > 0 && !read.some((one) => one.value === value);
};

/** Told of somebody else, said only to allow it, or turned into its opposite by what stands before the stretch that was quoted. */
const isTakenBack = (folded: string, { start, end }: { start: number; end: number }): boolean => {
	const hit = { words: folded.slice(start, end), start: Math.max(0, start - 1), end: Math.min(folded.length, end + 1) };
	const sentence = folded.slice(0, start).replace(/^.*[.!?] /s, "") + folded.slice(start).replace(/ [.!?] .*$/s, "");
	// A permission may stand among the words themselves: "hosted is fine too".
	return aboutOthers.test(sentence) || isPermitted(folded, hit) || isPermitted(folded, { ...hit, end: start + 1 }) || isNegated(folded, hit, 3);
};

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
/** "we", "it", "the": words that show nothing by themselves. */
const telling = /[\p{L}]{4,}|\p{N}|\p{Lu}{2,}|\p{Script=Han}{2,}/u;
const isTelling = (words: string): boolean => telling.test(words);

/** Where the asker wrote these words, letter for letter, as whole words; quotation marks and spacing aside, which Slack and models change. */
function spanOf({ plain, folded }: CleanText, words: string): { words: string; start: number; end: number } | undefined {
	const quoted = cleanText(words).plain;
	if (quoted.length < 2 || wordsIn(quoted).length > mostWords) return undefined;
	const at = plain.indexOf(quoted);
	if (at < 0 || !isWhole(plain, at, at + quoted.length)) return undefined;
	const needle = fold(quoted).trim();
	const start = folded.indexOf(needle);
	return start < 0 ? undefined : { words: quoted, start, end: start + needle.length };
}
const isWhole = (plain: string, start: number, end: number): boolean => {
	const joins = (one: string, other: string): boolean => /[\p{L}\p{N}]/u.test(one) && /[\p{L}\p{N}]/u.test(other) && !/\p{Script=Han}/u.test(one + other);
	return !joins(plain.charAt(start - 1), plain.charAt(start)) && !joins(plain.charAt(end - 1), plain.charAt(end));
};

const byId = (mentions: Need["mentions"]): Need["mentions"] => [...new Map([...mentions].reverse().map((one) => [one.id, one])).values()].reverse();
