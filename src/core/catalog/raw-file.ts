import type { z } from "zod";
import { type Problem, problemsOf } from "./problem.ts";

/** A file of the catalog, parsed from YAML and not yet believed. `unreadable` says why it could not be parsed. */
export type RawFile = { file: string; data: unknown; unreadable?: string };

/** What `raw` holds, by its schema; `undefined` where it doesn't hold, with everything that is wrong added to `problems`. */
export function parseRaw<T>(schema: z.ZodType<T>, { file, data, unreadable }: RawFile, problems: Problem[]): T | undefined {
	if (unreadable !== undefined) {
		problems.push({ file, field: "", message: unreadable });
		return undefined;
	}
	const result = schema.safeParse(data);
	if (result.success) return result.data;
	problems.push(...problemsOf(file, result.error, data));
	return undefined;
}
