import { z } from "zod";

/**
 * A product that people say they run or refuse, by name only: it is read in a question and may be repeated to the one who
 * named it, but it is never recommended, for the catalog holds nothing about it.
 */
export const knownNameSchema = z.strictObject({
	id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
	name: z.string().min(1),
	aliases: z.array(z.string().min(2)).default([]),
	ordinary_words: z.array(z.string().min(2)).default([]),
});
export const knownNamesSchema = z.array(knownNameSchema);

export type KnownName = z.infer<typeof knownNameSchema>;
