import type { Case, Prediction } from "./cases.ts";

/** A figure of the table, with the side of its target that is good. */
export type Figure = { name: string; value: number; target?: number; good: "high" | "low" };
export type Miss = { what: string; id: string; got: unknown; want: unknown; text: string };
export type Report = { figures: Figure[]; confusion: Record<string, Record<string, number>>; misses: Miss[] };

type Row = { gold: Case; got: Prediction };
const share = (part: number, all: number): number => (all === 0 ? 1 : part / all);

/**
 * Scores predictions as the label rules say (tests/evals/README.md): micro-averages over pairs for sets, a macro-average
 * over personas, and shares of cases for the rest. `violations` are picks that break a labelled constraint by the
 * catalog's own facts.
 */
export function scoreCases(rows: readonly Row[], violations: readonly { id: string; pick: string; constraint: string }[]): Report {
	const misses: Miss[] = [];
	const miss: MissOf = (what, { gold }, got, want) => {
		misses.push({ what, id: gold.id, got, want, text: gold.text.slice(0, 100).replace(/\s+/g, " ") });
	};
	/** Notes a miss unless `ok`, and hands `ok` on. */
	const holds = (ok: boolean, what: string, row: Row, got: unknown, want: unknown): boolean => {
		if (!ok) miss(what, row, got, want);
		return ok;
	};
	const persona = macro(rows, "persona", "persona_any", miss);
	const intent = macro(rows, "intent", "intent_any", miss);
	const categories = sets(
		rows,
		(row) => row.gold.categories,
		(row) => row.got.categories,
		() => [],
		"categories",
		miss,
	);
	const key = ({ kind, value }: { kind: string; value: string }) => `${kind}=${value}`;
	const constraints = sets(
		rows,
		(row) => row.gold.constraints.map(key),
		(row) => row.got.constraints.map(key),
		(row) => (row.gold.constraints_optional ?? []).map(key),
		"constraints",
		miss,
	);
	const tools = sets(
		rows,
		(row) => row.gold.tools_mentioned,
		(row) => row.got.tools_mentioned,
		(row) => row.gold.tools_mentioned_optional ?? [],
		"tools_mentioned",
		miss,
	);
	const stages = rows.filter((row) => holds(hasStages(row), "stages", row, row.got.stages, row.gold.stages)).length;
	const answerable = rows.filter(({ gold }) => !gold.must_abstain && gold.intent !== "vague");
	const ranked = answerable.filter(({ gold }) => gold.acceptable.length > 0);
	const within = (most: number) =>
		share(
			ranked.filter((row) =>
				holds(
					row.got.picks.slice(0, most).some((id) => row.gold.acceptable.includes(id)),
					`top ${most}`,
					row,
					row.got.picks,
					row.gold.acceptable,
				),
			).length,
			ranked.length,
		);
	const mustNot = rows.flatMap((row) => row.got.picks.filter((id) => row.gold.must_not.includes(id)).map((id) => miss("must not", row, id, row.gold.must_not)));
	const excluded = rows.flatMap((row) =>
		row.got.picks.filter((id) => row.gold.constraints.some(({ kind, value }) => kind === "exclude" && value === id)).map((id) => miss("excluded", row, id, "left out")),
	);
	for (const { id, pick, constraint } of violations) {
		const row = rows.find(({ gold }) => gold.id === id);
		if (row !== undefined) miss("breaks a constraint", row, pick, constraint);
	}
	const refused = rows.filter(({ gold }) => gold.must_abstain && gold.intent !== "vague");
	const handled = refused.filter((row) => holds(row.got.abstained && row.got.picks.length === 0, "abstain", row, row.got.picks, [])).length;
	const falsely = answerable.filter((row) => !holds(!row.got.abstained, "false abstention", row, "abstained", row.gold.acceptable)).length;
	const vague = rows.filter(({ gold }) => gold.intent === "vague");
	const asked = vague.filter((row) => holds(row.got.asked, "asked", row, row.got.asked, true)).length;
	const ms = rows.map(({ got }) => got.ms).sort((a, b) => a - b);
	const figures: Figure[] = [
		{ name: "persona accuracy", value: persona.accuracy, good: "high" },
		{ name: "persona macro-F1", value: persona.f1, target: 0.92, good: "high" },
		{ name: "intent accuracy", value: intent.accuracy, target: 0.92, good: "high" },
		{ name: "category precision", value: categories.precision, good: "high" },
		{ name: "category recall", value: categories.recall, good: "high" },
		{ name: "category F1", value: categories.f1, target: 0.92, good: "high" },
		{ name: "constraint F1", value: constraints.f1, target: 0.9, good: "high" },
		{ name: "stage recall", value: share(stages, rows.length), target: 0.9, good: "high" },
		{ name: "tools mentioned F1", value: tools.f1, target: 0.92, good: "high" },
		{ name: "acceptable in top 1", value: within(1), target: 0.85, good: "high" },
		{ name: "acceptable in top 3", value: within(3), target: 0.95, good: "high" },
		{ name: "picks that break a constraint", value: violations.length, target: 0, good: "low" },
		{ name: "must-not tools picked", value: mustNot.length, target: 0, good: "low" },
		{ name: "excluded tools picked", value: excluded.length, target: 0, good: "low" },
		{ name: "right abstentions", value: share(handled, refused.length), target: 0.97, good: "high" },
		{ name: "false abstentions", value: share(falsely, answerable.length), target: 0.03, good: "low" },
		{ name: "vague ones asked back", value: share(asked, vague.length), target: 0.9, good: "high" },
		{ name: "ms a case, p99", value: ms[Math.ceil(ms.length * 0.99) - 1] ?? 0, target: 5, good: "low" },
	];
	return { figures, confusion: confusionOf(rows), misses };
}

export const isOnTarget = ({ value, target, good }: Figure): boolean => target === undefined || (good === "high" ? value >= target - 1e-9 : value <= target + 1e-9);

type MissOf = (what: string, row: Row, got: unknown, want: unknown) => void;

function macro(rows: readonly Row[], field: "persona" | "intent", any: "persona_any" | "intent_any", miss: MissOf): { f1: number; accuracy: number } {
	const pairs = rows.map((row) => {
		const want: string = row.gold[field];
		const got = row.got[field];
		const ok = got === want || (row.gold[any] as readonly string[] | undefined)?.includes(got) === true;
		if (!ok) miss(field, row, got, want);
		return { want, got: ok ? want : got };
	});
	const f1s = [...new Set(pairs.map(({ want }) => want))].map((label) => {
		const tp = pairs.filter(({ want, got }) => want === label && got === label).length;
		const wrong = pairs.filter(({ want, got }) => (want === label) !== (got === label)).length;
		return tp === 0 ? 0 : (2 * tp) / (2 * tp + wrong);
	});
	return { f1: f1s.reduce((sum, one) => sum + one, 0) / Math.max(1, f1s.length), accuracy: share(pairs.filter(({ want, got }) => want === got).length, pairs.length) };
}

function sets(
	rows: readonly Row[],
	wanted: (row: Row) => string[],
	given: (row: Row) => string[],
	spare: (row: Row) => string[],
	what: string,
	miss: MissOf,
): { precision: number; recall: number; f1: number } {
	let tp = 0;
	let fp = 0;
	let fn = 0;
	for (const row of rows) {
		const want = new Set(wanted(row));
		const got = new Set(given(row));
		for (const one of spare(row)) got.delete(one);
		const right = [...got].filter((one) => want.has(one)).length;
		tp += right;
		fp += got.size - right;
		fn += want.size - right;
		if (right < want.size || right < got.size) miss(what, row, [...got], [...want]);
	}
	return { precision: share(tp, tp + fp), recall: share(tp, tp + fn), f1: tp + fp + fn === 0 ? 1 : (2 * tp) / (2 * tp + fp + fn) };
}

/** Orchestration and platforms span most of the lifecycle: naming many stages is right there; elsewhere it is guessing. */
function hasStages({ gold, got }: Row): boolean {
	const wide = gold.categories.some((id) => id === "workflow-orchestration" || id === "end-to-end-platform");
	return gold.stages.every((stage) => got.stages.includes(stage)) && (wide || got.stages.length <= gold.stages.length + 3);
}

function confusionOf(rows: readonly Row[]): Report["confusion"] {
	const table: Report["confusion"] = {};
	for (const { gold, got } of rows) {
		const line = table[gold.persona] ?? {};
		table[gold.persona] = line;
		line[got.persona] = (line[got.persona] ?? 0) + 1;
	}
	return table;
}
