import type { z } from "zod";

/** One thing that is wrong with what we were given: where, what was expected, what came. */
export type Problem = { file: string; field: string; message: string };

export const formatProblem = ({ file, field, message }: Problem): string => (field === "" ? `${file}: ${message}` : `${file}: ${field}: ${message}`);

/** Every issue of a zod error as a problem of `file`; `got` is printed where it is short enough to help. */
export function problemsOf(file: string, error: z.ZodError, input: unknown): Problem[] {
	return error.issues.map((issue) => {
		const got = valueAt(input, issue.path);
		return { file, field: issue.path.join("."), message: got === undefined ? issue.message : `${issue.message}, got ${got}` };
	});
}

function valueAt(input: unknown, path: readonly PropertyKey[]): string | undefined {
	let value = input;
	for (const key of path) {
		if (typeof value !== "object" || value === null) return undefined;
		value = (value as Record<PropertyKey, unknown>)[key];
	}
	if (value === undefined) return undefined;
	const text = JSON.stringify(value);
	return text === undefined || text.length > 160 ? undefined : text;
}
