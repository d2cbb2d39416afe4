import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { catalogDir, type LoadedCatalog, readCatalog } from "../../src/adapters/catalog/read-catalog.ts";
import { readOverlay } from "../../src/adapters/catalog/read-overlay.ts";
import { CatalogError, loadKnowledge } from "../../src/bot.ts";
import { plainText } from "../../src/core/answer/plain-text.ts";
import type { Problem } from "../../src/core/catalog/problem.ts";
import { recommend } from "../../src/core/recommend.ts";
import { type Run, runCli } from "../support/run-cli.ts";
import { tool, toolText } from "../support/small-catalog.ts";
import { temporaryDir } from "../support/temporary-dir.ts";

const example = join(import.meta.dirname, "../../docs/overlay-example");
const question = "which experiment tracker should we use?";

function base(): LoadedCatalog {
	const loaded = readCatalog();
	if (!loaded.ok) throw new CatalogError(loaded.problems);
	return loaded;
}

describe("the overlay that docs/ shows", () => {
	const answerOf = ({ reader, search }: Pick<ReturnType<typeof loadKnowledge>, "reader" | "search">, text: string): string => {
		const { answer } = recommend(reader, search, { text }, "2026-11-24");
		return plainText(reader.catalog, answer);
	};

	test("is merged, and its standard comes further up than without it and is called that", () => {
		const { reader, search } = loadKnowledge(example);
		const { answer, shortlist, violations } = recommend(reader, search, { text: question }, "2026-11-24");
		const plain = loadKnowledge();
		const placeIn = ({ ranked }: typeof shortlist): number => ranked.findIndex((one) => one.tool.id === "mlflow");
		expect(placeIn(shortlist)).toBeLessThan(placeIn(recommend(plain.reader, plain.search, { text: question }, "2026-11-24").shortlist));
		expect(answer.picks.find((pick) => pick.tool.id === "mlflow")?.notes).toEqual(["Your organisation's standard."]);
		expect(violations).toEqual([]);
		expect(plainText(reader.catalog, answer)).toContain("Your organisation's standard.");
	});

	test("a tool that it holds says so with the reason when it is asked for", () => {
		expect(answerOf(loadKnowledge(example), "MLflow or Weights & Biases?")).toContain(
			"Your organisation's ring: hold, because no new hosted trackers are bought while run data has to stay in Frankfurt.",
		);
	});

	test("its own facts, tools and hidden tools are there, and nothing else changes", () => {
		const { catalog } = loadKnowledge(example).reader;
		const own = new Set(["mlflow", "weights-and-biases", "comet", "acme-run-archive"]);
		expect(catalog.tools.has("comet")).toBe(false);
		expect(catalog.tools.get("acme-run-archive")?.alternatives).toEqual(["mlflow"]);
		expect(catalog.tools.get("mlflow")?.facts.map(({ id }) => id)).toContain("acme-server");
		for (const before of base().catalog.tools.values()) {
			if (own.has(before.id)) continue;
			expect(catalog.tools.get(before.id)).toEqual({
				...before,
				alternatives: before.alternatives.filter((id) => id !== "comet"),
				status: { ...before.status, successors: before.status.successors.filter((id) => id !== "comet") },
			});
		}
	});

	test("the knowledge for channels that are shared with another organisation has nothing of it", () => {
		const { withoutOverlay } = loadKnowledge(example);
		const plain = loadKnowledge();
		expect(withoutOverlay.reader.catalog.organisation).toBeUndefined();
		expect([...withoutOverlay.reader.catalog.tools.values()]).toEqual([...plain.reader.catalog.tools.values()]);
		for (const text of [question, "MLflow or Weights & Biases?", "tell me about the Acme run archive", "what is Comet?"]) {
			expect(answerOf(withoutOverlay, text)).toBe(answerOf(plain, text));
			expect(answerOf(withoutOverlay, text)).not.toMatch(/acme\.example|Your organisation/i);
		}
	});

	test("its version is another than that of the catalog, and changes with its files", () => {
		const dir = temporaryDir();
		try {
			cpSync(example, dir.path, { recursive: true });
			const before = loadKnowledge(dir.path).version;
			expect(before).not.toBe(loadKnowledge().version);
			writeFileSync(join(dir.path, "overlay.yaml"), "organisation: Acme\n");
			expect(loadKnowledge(dir.path).version).not.toBe(before);
		} finally {
			dir.remove();
		}
	});
});

describe("a folder that is no good overlay", () => {
	let dir: ReturnType<typeof temporaryDir>;
	let catalog: LoadedCatalog;
	beforeEach(() => {
		dir = temporaryDir();
		catalog = base();
	});
	afterEach(() => dir.remove());

	const write = (name: string, text: string): void => {
		mkdirSync(join(dir.path, name, ".."), { recursive: true });
		writeFileSync(join(dir.path, name), text);
	};
	const problems = (): Problem[] => {
		const loaded = readOverlay(catalog, dir.path);
		return loaded.ok ? [] : loaded.problems;
	};

	test("one that doesn't exist is named with the setting", () => {
		const gone = join(dir.path, "gone");
		const loaded = readOverlay(catalog, gone);
		expect(loaded.ok ? [] : loaded.problems).toEqual([{ file: gone, field: "", message: expect.stringMatching(/CATALOG_OVERLAY to be a folder .*ENOENT/) }]);
	});

	test("an empty one is told what belongs in it", () => {
		expect(problems()).toEqual([{ file: dir.path, field: "", message: "expected overlay.yaml or tools/<id>.yaml, got neither" }]);
	});

	test("files that would change nothing for their name are told", () => {
		write("overlay.yml", "organisation: Acme\n");
		write("tools/acme-runs.yml", "id: acme-runs\n");
		expect(problems().map(({ file }) => file.replace(dir.path, ""))).toEqual(["/overlay.yml", "/tools/acme-runs.yml"]);
	});

	test("no YAML, a tool that doesn't hold and a wrong name are told at once, each with its file", () => {
		write("overlay.yaml", "organisation: [Acme\n");
		write("tools/acme-runs.yaml", toolText(tool("acme-runs", { licence: "ours" })));
		write("notes.yaml", "");
		expect(problems().map(({ file, field }) => [file.replace(dir.path, ""), field])).toEqual([
			["/notes.yaml", ""],
			["/overlay.yaml", ""],
			["/tools/acme-runs.yaml", "licence"],
		]);
	});

	test("a text beside them is nobody's problem", () => {
		write("overlay.yaml", "organisation: Acme\n");
		write("README.md", "Ours.\n");
		expect(problems()).toEqual([]);
	});

	test("it stops the start with all its problems", async () => {
		write("overlay.yaml", "organisation: Acme\nhide: [omega]\nrings: {omicron: {value: adopt, rationale: We know it.}}\n");
		const run = await runCli("src/main.ts", [], {
			CATALOG_OVERLAY: dir.path,
			PORT: "0",
			DATA_DIR: join(dir.path, "data"),
			SLACK_BOT_TOKEN: "",
			SLACK_APP_TOKEN: "",
			SLACK_SIGNING_SECRET: "",
			LOG_LEVEL: "silent",
		});
		expect(run).toEqual({ code: 1, out: "", err: expect.stringMatching(/^The catalog has 2 problems:\n.*overlay\.yaml: hide\.0: .*"omega"\n.*overlay\.yaml: rings\.omicron: .*"omicron"\n$/) });
	});
});

describe("CATALOG_OVERLAY in the terminal", () => {
	const withExample = (file: string, ...args: string[]): Promise<Run> => runCli(file, args, { CATALOG_OVERLAY: "docs/overlay-example" });

	test("npm run ask answers with it, and without it where it is unset", async () => {
		expect((await withExample("src/cli/ask.ts", question)).out).toContain("Your organisation's standard.");
		expect((await runCli("src/cli/ask.ts", [question])).out).not.toContain("organisation");
	});

	test("npm run catalog checks and shows it", async () => {
		expect((await withExample("src/cli/catalog.ts", "check", "--quiet")).out).toMatch(/, with the overlay of Acme \(1 standard\)\.\n$/);
		expect((await withExample("src/cli/catalog.ts", "show", "mlflow")).out).toMatch(/^Ring +adopt, by Acme: Every team logs to the server/m);
		expect((await withExample("src/cli/catalog.ts", "show", "comet")).err).toContain("Comet is known by name only");
	});

	test("npm run catalog says what is wrong with it", async () => {
		const { code, err } = await runCli("src/cli/catalog.ts", ["check", "--quiet"], { CATALOG_OVERLAY: join(catalogDir, "nowhere") });
		expect(code).toBe(1);
		expect(err).toMatch(/^The catalog has a problem:\n.*nowhere: expected CATALOG_OVERLAY to be a folder/);
	});
});
