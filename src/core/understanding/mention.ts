import { z } from "zod";

/** A tool that somebody named, with the words, their place in the folded text, and the part it plays. */
export const mentionSchema = z.strictObject({
	id: z.string(),
	name: z.string(),
	words: z.string(),
	inCatalog: z.boolean(),
	/** The catalog knows that it has ended. */
	ended: z.boolean(),
	start: z.int(),
	end: z.int(),
	role: z.enum(["existing", "exclude", "plain"]),
	/** The question is whether to take this one: "should we use MLflow?" */
	asked: z.literal(true).optional(),
	/** It asks why that one is not to be taken: "why not MLflow?" */
	whyNot: z.literal(true).optional(),
});
export type Mention = z.infer<typeof mentionSchema>;

/** A tool's name is not read for constraints: "Open Policy Agent" is no licence, "Azure ML" no cloud. Clouds' own names stay. */
export const withoutMentions = (folded: string, mentions: readonly Mention[]): string =>
	mentions.reduce((text, { start, end }) => text.slice(0, start) + "\u00b7".repeat(end - start) + text.slice(end), folded);
