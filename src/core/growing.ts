import type { z } from "zod";

export type Path = readonly (string | number)[];

/**
 * A JSON value while it is being written. What is in `value` is finished down to its strings and numbers: one that is still
 * growing is not there yet. Objects and arrays that may gain more stand in it too; they are those along `open`.
 */
export type Growing = {
	/** As the writer wrote it: no schema has seen it. */
	value: unknown;
	/** Leads to the innermost object or array that is not closed yet; `undefined` where the whole value is. */
	open: Path | undefined;
};

/**
 * The part at `path`, once it is complete and as the schema wants it.
 * @returns `undefined` while the part, or something in it, is still to come, and where the schema refuses it
 */
export function completePart<T>({ value, open }: Growing, path: Path, schema: z.ZodType<T>): T | undefined {
	if (open !== undefined && path.every((step, at) => open[at] === step) && path.length <= open.length) return undefined;
	let part = value;
	for (const step of path) {
		if (typeof part !== "object" || part === null || !Object.hasOwn(part, step)) return undefined;
		part = (part as Record<string | number, unknown>)[step];
	}
	const parsed = schema.safeParse(part);
	return parsed.success ? parsed.data : undefined;
}
