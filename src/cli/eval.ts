import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs, styleText } from "node:util";
import { type Knowledge, loadKnowledge } from "../bot.ts";
import { readConfig } from "../config.ts";
import type { Reader } from "../core/understanding/understand.ts";
import { baselines } from "../eval/baselines.ts";
import { questionOf, readCases } from "../eval/cases.ts";
import { type Figure, isOnTarget, type Report, scoreCases } from "../eval/metrics.ts";
import { type Answering, byRules, runCases } from "../eval/run-cases.ts";
import { scoreThreadMessages, threadMessages } from "../eval/thread-messages.ts";
import { fail, type Usage, usageText } from "./usage.ts";
import { withModel } from "./with-model.ts";

const evals = join(import.meta.dirname, "../../tests/evals");
/** The sets that come with the project. The last one is only ever scored; see tests/evals/README.md. */
const sets = ["dev", "second", "third", "wordings", "fourth", "fifth", "held-out"] as const;
const baselineFile = join(evals, "baseline.json");
/** A figure may drop by this much, in points of a hundred, before it counts as worse. */
const tolerance = 0.01;

const usage: Usage = {
	command: "npm run eval [-- options]",
	does: "Runs the whole pipeline over labelled questions and prints how well it reads them and what it picks.",
	options: [
		["--cases <file.jsonl>", "score this file instead of the project's own sets"],
		["--json <out>", "write a summary and one entry per case"],
		["--picker <popular|bm25>", "let a baseline pick instead: the best-known tools of the category, or a full-text search"],
		["--llm", "let the configured model (OPENAI_API_KEY) fill what the rules leave open"],
		["--misses", "list every miss with its reason (the unread set's stay untold)"],
		["--baseline", "compare with tests/evals/baseline.json; exit code 1 where a figure dropped by more than a point"],
		["--write-baseline", "write the figures as they are now to tests/evals/baseline.json"],
		["--help", "this text"],
	],
};

/** @throws Error where no model is configured */
function answerWithModel(knowledge: Knowledge): Answering {
	const { llm } = readConfig();
	if (llm === undefined) throw new Error("--llm: expected OPENAI_API_KEY to be set, got nothing");
	const { recommend } = withModel(knowledge, llm, (code) => console.error(`the model did not do its part: ${code}`));
	return (gold) => recommend(questionOf(knowledge.reader, knowledge.search, gold));
}

type Baseline = Record<string, Record<string, number>>;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			cases: { type: "string" },
			json: { type: "string" },
			picker: { type: "string" },
			llm: { type: "boolean" },
			misses: { type: "boolean" },
			baseline: { type: "boolean" },
			"write-baseline": { type: "boolean" },
			help: { type: "boolean", short: "h" },
		},
	});
	if (values.help === true) {
		console.log(usageText(usage));
		return;
	}
	const knowledge = loadKnowledge();
	const { reader, search } = knowledge;
	const today = new Date().toISOString().slice(0, 10);
	const named = values.cases === undefined ? sets.map((name) => ({ name, file: join(evals, `${name}.jsonl`) })) : [{ name: "cases", file: values.cases }];
	const vocabulary = new Set(Object.keys(JSON.parse(readFileSync(join(evals, "tool-names.json"), "utf8")) as Record<string, string>));
	const picker = values.picker === undefined ? undefined : pickerNamed(values.picker, baselines(reader.catalog, search));
	const results: Baseline = {};
	const entries: unknown[] = [];
	for (const { name, file } of named) {
		const cases = readCases(file);
		const answer = values.llm === true ? answerWithModel(knowledge) : byRules(reader, search, today);
		const { rows, violations } = await runCases(reader, answer, cases, vocabulary, { picker, warmUp: values.llm !== true });
		const report = scoreCases(rows, violations);
		results[name] = Object.fromEntries(report.figures.map((figure) => [figure.name, Math.round(figure.value * 10_000) / 10_000]));
		entries.push(...rows.map(({ got }) => got));
		if (values.baseline !== true) print(name, rows.length, report, values.misses === true && name !== "held-out");
	}
	if (values.cases === undefined && values.baseline !== true) printTalk(reader, values.misses === true);
	if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ summary: named.length === 1 ? results[named[0]?.name ?? ""] : results, cases: entries }, null, 1)}\n`);
	if (values["write-baseline"] === true) writeFileSync(baselineFile, `${JSON.stringify(withoutTimes(results), null, "\t")}\n`);
	if (values.baseline === true) compare(results);
}

function pickerNamed<T>(name: string, pickers: Record<string, T>): T {
	const picker = pickers[name];
	if (picker === undefined) throw new Error(`--picker: expected one of ${Object.keys(pickers).join(", ")}, got ${JSON.stringify(name)}`);
	return picker;
}

const withoutTimes = (results: Baseline): Baseline =>
	Object.fromEntries(Object.entries(results).map(([set, figures]) => [set, Object.fromEntries(Object.entries(figures).filter(([name]) => !name.startsWith("ms ")))]));

function print(name: string, count: number, report: Report, withMisses: boolean): void {
	console.log(`\n${styleText("bold", `${name}: ${count} cases`, { stream: process.stdout })}`);
	for (const figure of report.figures) console.log(line(figure));
	console.log("  persona, labelled (rows) as read (columns):");
	const personas = Object.keys(report.confusion).sort();
	for (const want of personas)
		console.log(
			`    ${want.padEnd(18)}${Object.entries(report.confusion[want] ?? {})
				.sort()
				.map(([got, times]) => `${got} ${times}`)
				.join(", ")}`,
		);
	if (withMisses) for (const { what, id, got, want, text } of report.misses) console.log(`    ${what.padEnd(18)}${id}  got ${JSON.stringify(got)}  want ${JSON.stringify(want)}\n        ${text}`);
}

/** Untagged messages in a thread: those meant for us, and talk between people. */
function printTalk(reader: Reader, withMisses: boolean): void {
	console.log(`\n${styleText("bold", "untagged messages in a thread", { stream: process.stdout })}`);
	for (const name of ["thread-messages", "thread-messages-second", "thread-messages-blind"]) {
		const file = `${name}.jsonl`;
		const { addressed, answered, aside, buttedIn, misses } = scoreThreadMessages(reader, threadMessages(readFileSync(join(evals, file), "utf8"), file));
		console.log(`  ${name.padEnd(24)}meant for us ${addressed}, answered ${((100 * answered) / addressed).toFixed(1)} %; side talk ${aside}, answered ${((100 * buttedIn) / aside).toFixed(1)} %`);
		// Who mends the model is not to see what it misread of the blind ones.
		if (withMisses && name !== "thread-messages-blind") for (const { id, text, reason } of misses) console.log(`    ${id}  ${reason}  ${text}`);
	}
}

function line(figure: Figure): string {
	const mark = isOnTarget(figure) ? " " : "!";
	const value = Number.isInteger(figure.value) && figure.good === "low" ? String(figure.value) : figure.value.toFixed(3);
	return `${mark} ${figure.name.padEnd(34)}${value.padStart(8)}${figure.target === undefined ? "" : `   ${figure.good === "high" ? ">=" : "<="} ${figure.target}`}`;
}

function compare(results: Baseline): void {
	const baseline = JSON.parse(readFileSync(baselineFile, "utf8")) as Baseline;
	const worse = Object.entries(baseline).flatMap(([set, figures]) =>
		Object.entries(figures).flatMap(([name, before]) => {
			const now = results[set]?.[name];
			if (now === undefined) return [`${set}: ${name}: expected a figure, got none`];
			const isCount = /picked|break/.test(name);
			const lower = /picked|break|false/.test(name);
			const dropped = lower ? now - before : before - now;
			return dropped > (isCount ? 0 : tolerance) ? [`${set}: ${name}: was ${before}, is ${now}`] : [];
		}),
	);
	if (worse.length > 0) {
		console.error(`Worse than the baseline:\n${worse.join("\n")}`);
		process.exitCode = 1;
	} else console.log("No figure dropped by more than a point against the baseline.");
}

main().catch((error: unknown) => fail(error, usage));
