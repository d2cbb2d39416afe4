import type { Constraint, Need } from "../core/need.ts";
import { isHard, meets } from "../core/ranking/hard-constraints.ts";
import { type Recommendation, recommend, type Search } from "../core/recommend.ts";
import type { Reader } from "../core/understanding/understand.ts";
import { type Case, type Prediction, questionOf } from "./cases.ts";

/** Picks as somebody without our ranking would make them, for comparison; the question with the asker's earlier turns before it. */
export type Picker = (question: string, need: Need) => string[];

export type Run = { rows: { gold: Case; got: Prediction }[]; violations: { id: string; pick: string; constraint: string }[] };

/** Answers a case as the bot would. */
export type Answering = (gold: Case) => Recommendation | Promise<Recommendation>;

/** By the rules and the catalog alone. */
export const byRules =
	(reader: Reader, search: Search, today: string): Answering =>
	(gold) =>
		recommend(reader, search, questionOf(reader, search, gold), today);

export type RunOptions = { picker?: Picker | undefined /** Whether one pass is discarded before the one that is timed; a model would be paid twice. */; warmUp?: boolean };

/** Runs the pipeline over cases, one after the other. */
export async function runCases(reader: Reader, answer: Answering, cases: readonly Case[], vocabulary: ReadonlySet<string>, { picker, warmUp = true }: RunOptions = {}): Promise<Run> {
	if (warmUp) for (const gold of cases) await answer(gold);
	const violations: Run["violations"] = [];
	const rows: Run["rows"] = [];
	for (const gold of cases) {
		const started = performance.now();
		const result = await answer(gold);
		const ms = performance.now() - started;
		const got = predictionOf(gold.id, result, ms, vocabulary);
		if (picker !== undefined) got.picks = got.picks.length === 0 ? [] : picker(saidBy(gold), result.need);
		for (const tool of got.picks.flatMap((id) => reader.catalog.tools.get(id) ?? [])) {
			const need = { ...result.need, constraints: gold.constraints.map((one) => ({ ...one, words: "" })) as Constraint[] } satisfies Need;
			for (const constraint of need.constraints.filter(isHard)) {
				if (!meets(reader.catalog, tool, constraint, need).ok) violations.push({ id: gold.id, pick: tool.id, constraint: `${constraint.kind}=${constraint.value}` });
			}
		}
		rows.push({ gold, got });
	}
	return { rows, violations };
}

/** What the asker said, in all turns. */
const saidBy = ({ text, thread = [] }: Case): string => [...thread.filter(({ from }) => from === "user").map((turn) => turn.text), text].join(" ");

/** Labels name tools of one vocabulary only; what else the bot reads as a tool's name can be neither right nor wrong. */
function predictionOf(id: string, { need, answer }: Recommendation, ms: number, vocabulary: ReadonlySet<string>): Prediction {
	return {
		id,
		persona: need.persona.id,
		intent: need.intent,
		categories: need.categories.map((category) => category.id),
		stages: need.stages,
		constraints: need.constraints.filter(({ kind, value }) => (kind !== "existing" && kind !== "exclude") || vocabulary.has(value)).map(({ kind, value }) => ({ kind, value })),
		tools_mentioned: need.mentions.map((mention) => mention.id).filter((tool) => vocabulary.has(tool)),
		picks: answer.picks.map(({ tool }) => tool.id),
		abstained: answer.kind === "decline",
		asked: answer.question !== undefined || answer.kind === "ask-back",
		ms: Math.round(ms * 1000) / 1000,
	};
}
