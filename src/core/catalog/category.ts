import { z } from "zod";
import { quadrantId } from "./framework.ts";
import { categoryId, categoryIds, stageId } from "./vocabulary.ts";

const text = z.string().min(1);

/** One category of `catalog/categories.yaml`: what belongs in it, and what a good colleague would add. */
export const categorySchema = z.strictObject({
	name: text,
	/** What one tool of it is called: "take this experiment tracker". */
	tool: text,
	what: text,
	stages: z.array(stageId).min(1),
	/** Whom it mostly serves. */
	leans: z.enum(["ml-researcher", "software-engineer", "both"]),
	/** Where most of its tools sit; a tool's own axes win. */
	quadrant: quadrantId,
	when: text,
	when_not: text,
	/** The question that comes after it, and the category that the answer could add. */
	next: z.strictObject({ category: categoryId, question: text }),
	/** Why fewer than five tools stand in it, where that is so. */
	few: text.optional(),
});

export const categoriesSchema = z.record(z.enum(categoryIds), categorySchema);

export type Category = z.infer<typeof categorySchema>;
