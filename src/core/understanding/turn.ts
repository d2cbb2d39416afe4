import { z } from "zod";
import { categoryId } from "../catalog/vocabulary.ts";
import { constraintSchema } from "../need.ts";
import { mentionSchema } from "./mention.ts";
import { personaSignsSchema } from "./persona.ts";

/** What one message of a thread said by itself, as it is remembered: never its text, only the words that showed something. */
export const turnSchema = z.strictObject({
	categories: z.array(z.strictObject({ id: categoryId, words: z.array(z.string()) })),
	constraints: z.array(constraintSchema),
	mentions: z.array(mentionSchema),
	persona: personaSignsSchema,
	/** Tool's id → how much its entry speaks of what the message says: the search's own score, which adds up over messages. */
	relevance: z.record(z.string(), z.number()),
	/** What was shown in answer to it: ids of tools in their order, and the one that it spoke of most. */
	shown: z.strictObject({ tools: z.array(z.string()), first: z.string().optional() }).optional(),
});
export type Shown = NonNullable<z.infer<typeof turnSchema>["shown"]>;
export type Turn = z.infer<typeof turnSchema>;
