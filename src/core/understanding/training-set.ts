import { z } from "zod";
import { withArticle } from "../answer/words.ts";
import type { Category } from "../catalog/category.ts";
import { type CategoryId, categoryId, personaId } from "../catalog/vocabulary.ts";
import { intentId } from "../need.ts";
import { categoryTerms } from "./category-cues.ts";
import { cleanText } from "./clean-text.ts";
import { featuresOf, type Label } from "./reading-model.ts";
import { editDistance, findMentions, type NameIndex, soundingLike } from "./tool-mentions.ts";
import { type Example, mulberry32 } from "./train-model.ts";
import type { Reader } from "./understand.ts";

/** One line of `catalog/questions/*.jsonl`: what somebody might ask, and how it is to be read. */
export const labelledQuestionSchema = z.strictObject({
	text: z.string().min(1),
	categories: z.array(categoryId),
	intent: intentId,
	persona: personaId,
});
export type LabelledQuestion = z.infer<typeof labelledQuestionSchema>;

/** Intents whose questions are about no tool of ours: what is said beside them changes them. */
const withoutAsides: readonly LabelledQuestion["intent"][] = ["off-topic", "injection", "vague"];

/**
 * Each question once more, with one to three asides before or after it ("We're on AWS.", "No Kubernetes, nobody here knows it."),
 * which change neither its category nor who asks: the model learns to read past them. The same input gives the same variants.
 */
export function besideAsides(questions: readonly LabelledQuestion[], asides: readonly string[]): LabelledQuestion[] {
	const random = mulberry32(7);
	const anAside = (): string => asides[Math.floor(random() * asides.length)] ?? "";
	return questions
		.filter(({ intent }) => !withoutAsides.includes(intent))
		.map((question) => {
			let { text } = question;
			for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
				const aside = anAside();
				text = random() < 0.5 ? `${aside.replace(/[.!]?$/, random() < 0.7 ? "." : ",")} ${text}` : `${text.replace(/(?<=\p{L})$/u, ".")} ${aside}`;
			}
			return { ...question, text };
		});
}

export const examplesOf = (reader: Reader, questions: readonly LabelledQuestion[]): Example[] =>
	questions.map(({ text, categories, intent, persona }) => {
		const clean = cleanText(text);
		const labels = new Set<Label>([...(categories.length === 0 ? (["c:none"] as const) : categories.map((id): Label => `c:${id}`)), `i:${intent}`, `p:${persona}`, ...domainOf(intent)]);
		return { features: featuresOf(clean, categoryTerms(clean.folded), findMentions(clean, reader.names, reader.isWord), reader.categoriesOf), labels };
	});

/**
 * Each kind of tool asked for in a few words ("an open-source vector database"), as examples that carry what is wanted and nothing
 * else: so short that a single word of a condition could pass for the whole of it.
 * @param patterns with `{tool}`, `{a tool}` or `{name}` where the category is named
 */
export const plainNeeds = (reader: Reader, patterns: readonly string[]): Example[] =>
	Object.values(reader.catalog.categories).flatMap(({ name, tool }, category) =>
		// A third for each: enough to learn the patterns from, and no more than a share of what is learnt.
		patterns
			.filter((_, at) => at % 3 === category % 3)
			.map((pattern): Example => {
				const clean = cleanText(pattern.replace("{tool}", tool).replace("{a tool}", withArticle(tool)).replace("{name}", name));
				return { features: featuresOf(clean, categoryTerms(clean.folded), [], reader.categoriesOf), labels: new Set<Label>(["i:choose", "d:ours"]), variant: true };
			}),
	);

/** Whether a question of this intent is about what the catalog holds; what is vague, goes on or plays tricks need not say. */
const domainOf = (intent: LabelledQuestion["intent"]): Label[] => (intent === "off-topic" ? ["d:other"] : intent === "vague" || intent === "follow-up" || intent === "injection" ? [] : ["d:ours"]);

/** What the catalog itself says of its categories, as examples that carry a category and nothing else. */
export function catalogExamples(reader: Reader): Example[] {
	const lines = (Object.entries(reader.catalog.categories) as [CategoryId, Category][]).flatMap(([id, { what, when, name, tool }]) => [what, when, `${name} ${tool}`].map((text) => ({ id, text })));
	for (const tool of reader.catalog.tools.values()) lines.push(...(Object.entries(tool.categories) as [CategoryId, string][]).map(([id, text]) => ({ id, text })));
	return lines.map(({ id, text }) => ({ features: featuresOf(cleanText(text), categoryTerms(cleanText(text).folded), [], reader.categoriesOf), labels: new Set<Label>([`c:${id}`, "d:ours"]) }));
}

/** Words that the questions use again and again ("OpenAI", "gitops"): spelt as they are meant. */
export function frequentWords(questions: readonly LabelledQuestion[], least = 3): string[] {
	const counts = new Map<string, number>();
	for (const { text } of questions) for (const word of new Set(cleanText(text).folded.match(/[\p{L}\p{N}-]{5,}/gu) ?? [])) counts.set(word, (counts.get(word) ?? 0) + 1);
	return [...counts].filter(([, count]) => count >= least).map(([word]) => word);
}

/** Words of the language that a slip of the keyboard away are a tool's name, and so must not be read as one. */
export function closeWords(names: NameIndex, english: readonly string[]): Set<string> {
	const close = new Set<string>();
	for (const word of english) {
		const allowed = word.length >= 9 ? 2 : 1;
		if (word.length < 5) continue;
		for (const key of soundingLike(word, names, allowed)) {
			if (key !== word && editDistance(word, key, allowed) <= allowed) {
				close.add(word);
				break;
			}
		}
	}
	return close;
}
