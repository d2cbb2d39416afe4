import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import { baselines } from "../../src/eval/baselines.ts";
import { type Prediction, readCases } from "../../src/eval/cases.ts";
import { scoreCases } from "../../src/eval/metrics.ts";
import { byRules, runCases } from "../../src/eval/run-cases.ts";
import { labelled } from "../support/cases.ts";
import { runCli } from "../support/run-cli.ts";
import { temporaryDir } from "../support/temporary-dir.ts";

const dir = temporaryDir();
afterAll(dir.remove);
const fileOf = (name: string, lines: readonly unknown[]): string => {
	const file = join(dir.path, name);
	writeFileSync(file, lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
	return file;
};

const cases = [
	labelled("a", {
		text: "<@U0BOT> I'm a data scientist: which experiment tracker is open source? We already run Airflow, please not Comet",
		persona: "ml-researcher",
		categories: ["experiment-tracking"],
		stages: ["model-training"],
		constraints: [
			{ kind: "licence", value: "open-source" },
			{ kind: "existing", value: "airflow" },
			{ kind: "exclude", value: "comet" },
		],
		tools_mentioned: ["airflow", "comet"],
		acceptable: ["mlflow", "aim", "clearml"],
		must_not: ["comet", "neptune"],
	}),
	labelled("b", {
		text: "and without Kubernetes?",
		thread: [
			{ from: "user", text: "which feature store should we take?" },
			{ from: "bot", text: "Take Feast." },
		],
		intent: "follow-up",
		categories: ["feature-store"],
		constraints: [{ kind: "kubernetes", value: "no" }],
	}),
	labelled("c", { text: "what's the best pizza place around the office for lunch?", intent: "off-topic", must_abstain: true }),
];

describe("a file of cases", () => {
	test("is read line by line, empty lines aside", () => expect(readCases(fileOf("good.jsonl", [cases[0], "", cases[1], "  ", cases[2], ""]))).toEqual(cases));

	test("with bad lines is refused, and each of them is named with its file, its line and its field", () => {
		const { persona: _, ...withoutPersona } = cases[0] ?? {};
		const file = fileOf("bad.jsonl", [
			cases[0],
			"{ not json",
			{ ...cases[1], intent: "buy" },
			withoutPersona,
			{ ...cases[2], mood: "good" },
			{ ...cases[2], constraints: [{ kind: "colour", value: "red" }] },
		]);
		const problems = (() => {
			try {
				readCases(file);
				return [];
			} catch (error) {
				return (error as Error).message.split("\n");
			}
		})();
		expect(problems).toHaveLength(5);
		expect(problems[0]).toMatch(/bad\.jsonl:2: .*JSON/);
		expect(problems.slice(1).map((line) => line.slice(file.length))).toEqual([
			expect.stringMatching(/^:3: intent: /),
			expect.stringMatching(/^:4: persona: /),
			expect.stringMatching(/^:5: : .*mood/),
			expect.stringMatching(/^:6: constraints\.0\.kind: /),
		]);
	});
});

test("the whole pipeline runs over cases, and picks that break a labelled wish are found by the catalog's own facts", async () => {
	const { reader, search } = loadKnowledge();
	const rules = byRules(reader, search, "2026-11-24");
	const vocabulary = new Set(["airflow", "comet", "mlflow"]);
	const { rows, violations } = await runCases(reader, rules, cases, vocabulary);
	expect(rows.map(({ got }) => got.id)).toEqual(["a", "b", "c"]);
	expect(violations).toEqual([]);
	expect(rows[0]?.got).toMatchObject({ persona: "ml-researcher", intent: "choose", categories: ["experiment-tracking"], abstained: false });
	expect(rows[1]?.got).toMatchObject({ intent: "follow-up", categories: ["feature-store"], constraints: [{ kind: "kubernetes", value: "no" }] });
	expect(rows[2]?.got).toMatchObject({ intent: "off-topic", picks: [], abstained: true });
	// The label says more than the text does: what was picked is held against the label.
	const strict = await runCases(reader, rules, [labelled("d", { text: "which experiment tracker should we take?", constraints: [{ kind: "language", value: "julia" }] })], vocabulary);
	expect(strict.violations.length).toBeGreaterThan(0);
	expect(strict.violations[0]).toMatchObject({ id: "d", constraint: "language=julia" });
});

test("the two simple pickers that the ranking is compared with keep to nobody's wishes, and pick only where the bot does", async () => {
	const { reader, search } = loadKnowledge();
	const rules = byRules(reader, search, "2026-11-24");
	const { popular, bm25 } = baselines(reader.catalog, search);
	const picked = async (picker: typeof popular): Promise<string[][]> => (await runCases(reader, rules, cases, new Set(), { picker })).rows.map(({ got }) => got.picks);
	for (const picker of [popular, bm25]) {
		const [tracker, , pizza] = await picked(picker);
		expect([tracker?.length, pizza]).toEqual([3, []]);
	}
	expect((await picked(popular))[0]?.every((id) => reader.catalog.tools.get(id)?.categories["experiment-tracking"] !== undefined)).toBe(true);
	expect(await picked(popular)).toEqual(await picked(popular));
});

test("tools beyond the labels' vocabulary are neither right nor wrong: they are left out", async () => {
	const { reader, search } = loadKnowledge();
	const rules = byRules(reader, search, "2026-11-24");
	const got = async (known: string[]): Promise<Prediction | undefined> => (await runCases(reader, rules, cases.slice(0, 1), new Set(known))).rows[0]?.got;
	expect((await got(["comet"]))?.tools_mentioned).toEqual(["comet"]);
	expect((await got(["comet"]))?.constraints.map(({ kind, value }) => `${kind}=${value}`).sort()).toEqual(["exclude=comet", "licence=open-source"]);
	expect((await got(["comet", "airflow"]))?.tools_mentioned.sort()).toEqual(["airflow", "comet"]);
});

describe("npm run eval", () => {
	const npm = (args: readonly string[]): Promise<{ code: number | null; out: string }> =>
		new Promise((resolve, reject) => {
			const child = spawn("npm", ["run", "--silent", "eval", "--", ...args], { cwd: join(import.meta.dirname, "../.."), stdio: ["ignore", "pipe", "inherit"] });
			let out = "";
			child.stdout.setEncoding("utf8").on("data", (text: string) => {
				out += text;
			});
			child.on("error", reject);
			child.on("close", (code) => resolve({ code, out }));
		});

	test("scores any file of cases, and writes a summary and an entry per case", async () => {
		const out = join(dir.path, "out.json");
		const { code, out: table } = await npm(["--cases", fileOf("cases.jsonl", cases), "--json", out]);
		expect(code).toBe(0);
		expect(table).toMatch(/cases: 3 cases\n/);
		const written = JSON.parse(readFileSync(out, "utf8")) as { summary: Record<string, number>; cases: Prediction[] }; // its shape is what is tested
		expect(Object.keys(written)).toEqual(["summary", "cases"]);
		expect(written.cases.map(({ id }) => id)).toEqual(["a", "b", "c"]);
		for (const one of written.cases) {
			expect(Object.keys(one)).toEqual(["id", "persona", "intent", "categories", "stages", "constraints", "tools_mentioned", "picks", "abstained", "asked", "ms"]);
			for (const list of [one.categories, one.stages, one.tools_mentioned, one.picks]) expect(list.every((item) => typeof item === "string")).toBe(true);
			for (const constraint of one.constraints) expect(Object.keys(constraint)).toEqual(["kind", "value"]);
			expect(one.picks.length).toBeLessThanOrEqual(3);
			expect([typeof one.abstained, typeof one.asked, typeof one.ms]).toEqual(["boolean", "boolean", "number"]);
		}
		// The summary, the table and what the entries give when they are scored agree.
		const { figures } = scoreCases(
			cases.map((gold, at) => ({ gold, got: written.cases[at] as Prediction })), // one for each case, as was just shown
			[],
		);
		for (const { name, value } of figures) {
			expect(written.summary[name], name).toBeCloseTo(value, 3);
			expect(table).toContain(name);
		}
	});

	test("tells what is wrong with a file", async () => {
		const bad = await runCli("src/cli/eval.ts", ["--cases", fileOf("worse.jsonl", ["[]"])]);
		expect(bad).toMatchObject({ code: 1, out: "" });
		expect(bad.err).toMatch(/worse\.jsonl:1: /);
	});

	test("lists every miss when it is asked to", async () => {
		const file = fileOf("missed.jsonl", [labelled("m", { text: "which feature store should we take?", categories: ["fairness"] })]);
		const { out, code } = await runCli("src/cli/eval.ts", ["--cases", file, "--misses"]);
		expect(code).toBe(0);
		expect(out).toMatch(/categories +m {2}got \["feature-store"\] {2}want \["fairness"\]\n +which feature store should we take\?/);
	});
});
