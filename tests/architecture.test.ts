import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const biome = join(root, "node_modules/.bin/biome");

/** Code that a wall must stop: where it is planted, what it says, and the rule that must speak up. */
type Plant = { wall: string; folder: string; code: string; rule: string };

const imports = (from: string): string => `import * as planted from ${JSON.stringify(from)};\nexport const used = planted;\n`;
const importRule = "lint/style/noRestrictedImports";
const globalRule = "lint/style/noRestrictedGlobals";
const says = (expression: string): string => `export const planted = (): unknown => ${expression};\n`;

const forbiddenImports = (wall: string, folder: string, from: readonly string[]): Plant[] => from.map((one) => ({ wall: `${wall} ${one}`, folder, code: imports(one), rule: importRule }));

const plants: Plant[] = [
	...forbiddenImports("core does not import", "src/core", [
		"node:fs",
		"node:crypto",
		"fs",
		"yaml",
		"../adapters/log/pino-log.ts",
		"../flows/question-queue.ts",
		"../ports.ts",
		"../config.ts",
		"../bot.ts",
		"../playground/workspace.ts",
	]),
	...forbiddenImports("core, in its inner folders too, does not import", "src/core/answer", [
		"node:path",
		"minisearch",
		"../../adapters/search/catalog-search.ts",
		"../../flows/answer-question.ts",
		"../../ports.ts",
		"../../cli/ask.ts",
	]),
	{ wall: "core imports no types from outside either", folder: "src/core/ranking", code: 'import type { Log } from "../../ports.ts";\nexport type Planted = Log;\n', rule: importRule },
	...["Date.now()", "new Date()", 'fetch("/")', 'console.log("x")', "process.argv", "setTimeout(() => {}, 1)", "setInterval(() => {}, 1)"].map((expression) => ({
		wall: `core does without ${expression}`,
		folder: "src/core",
		code: says(expression),
		rule: globalRule,
	})),
	...forbiddenImports("flows do not import", "src/flows", [
		"../adapters/sqlite/sqlite-inbox.ts",
		"../adapters/log/pino-log.ts",
		"../playground/loopback-slack.ts",
		"../bot.ts",
		"../config.ts",
		"@slack/bolt",
		"keyv",
		"openai",
		"node:fs",
	]),
	...forbiddenImports("an adapter does not import", "src/adapters/slack", [
		"../sqlite/database.ts",
		"../log/pino-log.ts",
		"../catalog/read-catalog.ts",
		"../../flows/question-queue.ts",
		"../../bot.ts",
		"../../config.ts",
		"../../playground/workspace.ts",
	]),
	...forbiddenImports("an adapter, in its inner folders too, does not import", "src/adapters/slack/listeners", [
		"../../sqlite/database.ts",
		"../../log/pino-log.ts",
		"../../../flows/question-queue.ts",
		"../../../bot.ts",
		"../../../playground/workspace.ts",
	]),
	...forbiddenImports("another adapter does not import", "src/adapters/sqlite", ["../slack/messenger.ts", "../search/catalog-search.ts", "../../cli/ask.ts"]),
	...["src/core", "src/flows", "src/adapters/slack", "src/adapters/sqlite", "src/playground", "src/cli", "src"].map((folder) => ({
		wall: `${folder} does not read the environment`,
		folder,
		code: says("process.env.PLANTED"),
		rule: "lint/style/noProcessEnv",
	})),
	{ wall: "nothing is any", folder: "src/flows", code: "export const planted = (value: any): unknown => value;\n", rule: "lint/suspicious/noExplicitAny" },
];

/** What each layer may do: were this reported, the reports above would say nothing. */
const allowed: { what: string; folder: string; code: string }[] = [
	{
		what: "core imports core and zod",
		folder: "src/core/answer",
		code: 'import { z } from "zod";\nimport { stageIds } from "../catalog/vocabulary.ts";\nimport { joinWords } from "./words.ts";\nexport const planted = [z, stageIds, joinWords];\n',
	},
	{
		what: "flows import core and ports",
		folder: "src/flows",
		code: 'import { recommend } from "../core/recommend.ts";\nimport type { Log } from "../ports.ts";\nexport const planted = (log: Log): unknown => [log, recommend];\n',
	},
	{
		what: "an adapter's inner folders import ports, core, the adapter's own files and its own SDK",
		folder: "src/adapters/slack/listeners",
		code: 'import { App } from "@slack/bolt";\nimport { recommend } from "../../../core/recommend.ts";\nimport type { Log } from "../../../ports.ts";\nimport { bold } from "../mrkdwn.ts";\nimport { button } from "../views/blocks.ts";\nexport const planted = (log: Log): unknown => [log, App, recommend, bold, button];\n',
	},
	{
		what: "an adapter imports ports, core, its own files and its own SDK",
		folder: "src/adapters/slack",
		code: 'import { App } from "@slack/bolt";\nimport { recommend } from "../../core/recommend.ts";\nimport type { Log } from "../../ports.ts";\nimport { bold } from "./mrkdwn.ts";\nexport const planted = (log: Log): unknown => [log, App, recommend, bold];\n',
	},
];

type Report = { diagnostics: { category: string; location: { path: string | { file: string } } }[] };

describe("the walls between the parts", () => {
	const planted = new Map<string, string>();
	const found = new Map<string, string[]>();

	beforeAll(async () => {
		try {
			for (const [at, { folder, code }] of [...plants, ...allowed].entries()) plant(`${folder}/planted-by-a-test-${at}.ts`, code);
			plant("src/core/planted-by-a-test-ring-a.ts", 'import { b } from "./planted-by-a-test-ring-b.ts";\nexport const a = (): unknown => b;\n');
			plant("src/core/planted-by-a-test-ring-b.ts", 'import { a } from "./planted-by-a-test-ring-a.ts";\nexport const b = (): unknown => a;\n');
			plant("src/core/planted-by-a-test-types-a.ts", 'import type { B } from "./planted-by-a-test-types-b.ts";\nexport type A = { b?: B };\n');
			plant("src/core/planted-by-a-test-types-b.ts", 'import type { A } from "./planted-by-a-test-types-a.ts";\nexport type B = { a?: A };\n');
			const { diagnostics } = await lint([...planted.keys()]);
			for (const { category, location } of diagnostics) {
				const path = typeof location.path === "string" ? location.path : location.path.file;
				found.set(path, [...(found.get(path) ?? []), category]);
			}
		} finally {
			pullUp();
		}
	});
	afterAll(pullUp);

	function plant(path: string, code: string): void {
		planted.set(path, code);
		writeFileSync(join(root, path), code);
	}

	function pullUp(): void {
		for (const path of planted.keys()) rmSync(join(root, path), { force: true });
	}

	function lint(paths: string[]): Promise<Report> {
		return new Promise((resolve, reject) => {
			execFile(
				process.execPath,
				[biome, "lint", "--reporter=json", "--max-diagnostics=none", ...paths],
				{ cwd: root, maxBuffer: 10_000_000, env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}` } },
				(error, stdout, stderr) => {
					// Biome ends with 1 where it found something; its report is on standard output all the same.
					try {
						resolve(JSON.parse(stdout) as Report);
					} catch {
						reject(new Error(`Expected Biome's report, got ${JSON.stringify(stdout.slice(0, 500))}, ${stderr.slice(0, 500)}`, { cause: error }));
					}
				},
			);
		});
	}

	test.each(plants.map(({ wall, ...plant }, at) => [wall, at, plant] as const))("%s", (_, at, { folder, rule }) => {
		expect(found.get(`${folder}/planted-by-a-test-${at}.ts`)).toContain(rule);
	});

	test.each(allowed.map(({ what, folder }, at) => [what, `${folder}/planted-by-a-test-${plants.length + at}.ts`]))("%s: nothing is reported", (_, path) => {
		expect(found.get(path)).toBeUndefined();
	});

	test.each(["ring", "types"])("nothing imports in circles, types neither: %s", (planted) => {
		expect(found.get(`src/core/planted-by-a-test-${planted}-a.ts`)).toContain("lint/suspicious/noImportCycles");
	});
});
