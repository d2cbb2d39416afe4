import { formatProblem, type Problem } from "./problem.ts";

/** The catalog does not hold: every problem at once. */
export class CatalogError extends Error {
	readonly code = "invalid_catalog";
	readonly problems: readonly Problem[];
	constructor(problems: readonly Problem[]) {
		super(problems.map(formatProblem).join("\n"));
		this.name = "CatalogError";
		this.problems = problems;
	}
}
