import { labelOf, readCatalog } from "../../adapters/catalog/read-catalog.ts";
import { readOverlay } from "../../adapters/catalog/read-overlay.ts";
import { readCatalogOverlay } from "../../config.ts";
import { plural } from "../../core/answer/words.ts";
import type { Catalog } from "../../core/catalog/catalog.ts";
import { type Coverage, coverageKinds, coverageOf } from "../../core/catalog/coverage.ts";
import { freshnessOf, outdatedAfterDays, type Review, staleAfterDays } from "../../core/catalog/freshness.ts";
import { formatProblem, type Problem } from "../../core/catalog/problem.ts";
import { schemaProblems } from "./schema.ts";
import { table } from "./table.ts";

type Options = { quiet: boolean; strictFreshness: boolean; json: boolean };

const headings: Record<keyof Coverage, string> = { category: "Category", stage: "Stage", quadrant: "Quadrant", group: "Framework group", persona: "Persona" };

/** What goes to either stream, and whether all is well. */
type Outcome = { ok: boolean; out: string; err: string };

/**
 * The whole validation: every problem at once, how far the catalog covers the framework, and how old its reviews are.
 * @param today ISO date that reviews are counted to
 */
export function checkCommand(dir: string, today: string, { quiet, strictFreshness, json }: Options): Outcome {
	// From the files, whatever an earlier start kept.
	const base = readCatalog(dir, false);
	const overlayDir = readCatalogOverlay();
	const loaded = base.ok && overlayDir !== undefined ? readOverlay(base, overlayDir) : base;
	const { stale, outdated } = loaded.ok ? freshnessOf(loaded.catalog.tools.values(), today) : { stale: [], outdated: [] };
	const problems: Problem[] = [
		...(loaded.ok ? [] : loaded.problems),
		...schemaProblems(dir),
		...(strictFreshness ? outdated.map((review) => outdatedProblem(review, base.ok && base.catalog.tools.has(review.id) ? labelOf(dir) : (overlayDir ?? ""))) : []),
	];
	const ok = problems.length === 0;
	const coverage = loaded.ok ? coverageOf(loaded.catalog.framework, loaded.catalog.categories, loaded.catalog.tools.values()) : undefined;
	if (json) {
		const counts = loaded.ok ? { version: loaded.version, ...countsOf(loaded.catalog) } : {};
		return { ok, out: JSON.stringify({ ok, problems, ...counts, coverage, stale, outdated }, null, 2), err: "" };
	}
	const out = [...(coverage !== undefined && !quiet ? [coverageText(coverage)] : []), ...(ok && loaded.ok ? [summary(loaded.catalog)] : [])];
	return { ok, out: out.join("\n\n"), err: [staleWarning(stale, today), problemsText(problems)].filter(Boolean).join("\n") };
}

/** `catalog/tool.schema.json` against the schema that it is generated from. */
export function checkSchemaCommand(dir: string): Outcome {
	const problems = schemaProblems(dir);
	return { ok: problems.length === 0, out: problems.length === 0 ? "The schema for editors is current, and every tool's file names it." : "", err: problemsText(problems) };
}

const problemsText = (problems: readonly Problem[]): string =>
	problems.length === 0 ? "" : `The catalog has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.map(formatProblem).join("\n")}`;

function countsOf({ tools, comparisons }: Catalog): { tools: number; facts: number; comparisons: number } {
	return { tools: tools.size, facts: [...tools.values()].reduce((sum, { facts }) => sum + facts.length, 0), comparisons: comparisons.length };
}

function summary(catalog: Catalog): string {
	const { tools, facts, comparisons } = countsOf(catalog);
	const held = `The catalog holds: ${plural(tools, "tool")}, ${plural(facts, "fact")}, ${plural(comparisons, "comparison")}`;
	const { organisation } = catalog;
	return organisation === undefined ? `${held}.` : `${held}, with the overlay of ${organisation.name} (${plural(organisation.standards.size, "standard")}).`;
}

const coverageText = (coverage: Coverage): string =>
	coverageKinds
		.map((kind) =>
			table(
				[headings[kind], "Tools", "Facts"],
				coverage[kind].map(({ name, tools, facts }) => [name, tools, facts]),
			),
		)
		.join("\n\n");

const outdatedProblem = ({ id, reviewed, days }: Review, label: string): Problem => ({
	file: `${label}/tools/${id}.yaml`,
	field: "reviewed",
	message: `expected a review of the last ${outdatedAfterDays} days, got ${reviewed}, ${days} days ago`,
});

function staleWarning(stale: readonly Review[], today: string): string {
	if (stale.length === 0) return "";
	return `Warning: ${plural(stale.length, "tool")} last reviewed more than ${staleAfterDays} days before ${today}: ${stale.map(({ id, reviewed }) => `${id} (${reviewed})`).join(", ")}`;
}
