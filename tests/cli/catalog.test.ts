import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { writeSchema } from "../../src/cli/catalog/schema.ts";
import { toolSchema } from "../../src/core/catalog/tool.ts";
import { type Run, runCli } from "../support/run-cli.ts";
import { type Data, smallCatalog, writeCatalog } from "../support/small-catalog.ts";
import { temporaryDir } from "../support/temporary-dir.ts";

const catalog = (...args: string[]): Promise<Run> => runCli("src/cli/catalog.ts", args);
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const dirs: ReturnType<typeof temporaryDir>[] = [];
afterAll(() => {
	for (const dir of dirs) dir.remove();
});

/** A folder with the small catalog and its schema, after `change`. */
function folder(change: (tools: Map<string, Data>) => void = () => {}): string {
	const dir = temporaryDir();
	dirs.push(dir);
	const small = smallCatalog();
	for (const data of small.data.tools.values()) data.reviewed = daysAgo(1);
	change(small.data.tools);
	writeCatalog(dir.path, small);
	writeSchema(dir.path);
	return dir.path;
}

describe("npm run catalog", () => {
	let dir: string;
	beforeAll(() => {
		dir = folder();
	});

	describe("check", () => {
		test("prints how many tools and facts stand in each category, stage, quadrant, group and persona, and that all is well", async () => {
			const { code, out, err } = await catalog("check", "--dir", dir);
			expect({ code, err }).toEqual({ code: 0, err: "" });
			expect(out).toMatch(/^experiment tracking +17 +68$/m);
			expect(out).toMatch(/^Feedback collection +1 +4$/m);
			expect(out).toMatch(/^specialised ML tools +\d+ +\d+$/m);
			expect(out).toMatch(/^no-code ML platforms +1 +4$/m);
			expect(out).toMatch(/^ML researcher +17 +68\nsoftware engineer +0 +0\nboth of them +0 +0$/m);
			expect(out.trimEnd().split("\n").at(-1)).toBe("The catalog holds: 17 tools, 68 facts, 1 comparison.");
		});

		test("--quiet says it in one line", async () => {
			expect(await catalog("check", "--quiet", "--dir", dir)).toEqual({ code: 0, out: "The catalog holds: 17 tools, 68 facts, 1 comparison.\n", err: "" });
		});

		test("every problem is printed with its file and field, and the exit code is 1", async () => {
			const bad = folder((tools) => {
				Object.assign(tools.get("alpha")!, { licence: "Apache 2" });
				Object.assign(tools.get("beta")!, { group: "somewhere" });
			});
			writeFileSync(join(bad, "tools", "in-ci-cd.yaml"), "id: [in-ci-cd\n");
			const { code, out, err } = await catalog("check", "--dir", bad);
			expect({ code, out }).toEqual({ code: 1, out: "" });
			const told = err.split("\n").map((line) => line.replace(bad, ""));
			expect(told[0]).toBe("The catalog has 4 problems:");
			expect(told).toContainEqual(expect.stringMatching(/^\/tools\/alpha\.yaml: licence: expected an SPDX identifier or "Proprietary", got "Apache 2"$/));
			expect(told).toContainEqual(expect.stringMatching(/^\/tools\/beta\.yaml: group: .*got "somewhere"$/));
			expect(told).toContainEqual(expect.stringMatching(/^\/tools\/in-ci-cd\.yaml: .* at line 2/));
			expect(told).toContainEqual(expect.stringMatching(/^\/tools\/in-ci-cd\.yaml: expected the first line "# yaml-language-server: .*got "id: \[in-ci-cd"$/));
		});

		test("--json has the same for scripts", async () => {
			const { code, out } = await catalog("check", "--json", "--dir", dir);
			expect(code).toBe(0);
			expect(JSON.parse(out)).toMatchObject({
				ok: true,
				problems: [],
				tools: 17,
				facts: 68,
				comparisons: 1,
				stale: [],
				outdated: [],
				coverage: { persona: [{ id: "ml-researcher", name: "ML researcher", tools: 17, facts: 68 }, {}, {}] },
			});
			const bad = folder((tools) => Object.assign(tools.get("alpha")!, { licence: "Apache 2" }));
			const failed = await catalog("check", "--json", "--dir", bad);
			expect(failed.code).toBe(1);
			expect(JSON.parse(failed.out)).toMatchObject({ ok: false, problems: [{ field: "licence" }] });
		});

		test("a review of more than 180 days ago is a warning that names the tool; only --strict-freshness fails, and only past 365 days", async () => {
			const old = folder((tools) => {
				Object.assign(tools.get("alpha")!, { reviewed: daysAgo(200) });
				Object.assign(tools.get("beta")!, { reviewed: daysAgo(400) });
			});
			const lenient = await catalog("check", "--quiet", "--dir", old);
			expect(lenient.code).toBe(0);
			expect(lenient.err).toMatch(new RegExp(`^Warning: 2 tools last reviewed more than 180 days before .*: beta \\(${daysAgo(400)}\\), alpha \\(${daysAgo(200)}\\)\n$`));
			const strict = await catalog("check", "--quiet", "--strict-freshness", "--dir", old);
			expect(strict.code).toBe(1);
			expect(strict.err).toContain(`beta.yaml: reviewed: expected a review of the last 365 days, got ${daysAgo(400)}, 400 days ago`);
			expect(strict.err).not.toContain("alpha.yaml");
		});

		test("a folder that isn't there is a problem and no crash", async () => {
			const { code, err } = await catalog("check", "--quiet", "--dir", join(dir, "nowhere"));
			expect(code).toBe(1);
			expect(err).toMatch(/framework\.yaml: ENOENT/);
			expect(err).not.toMatch(/\n {4}at /);
		});

		test("a tool's file that would be passed over for its name is a problem", async () => {
			const other = folder();
			writeFileSync(join(other, "tools", "gamma.yml"), "");
			expect((await catalog("check", "--quiet", "--dir", other)).err).toContain('tools/gamma.yml: expected a name that ends in .yaml, got "gamma.yml"');
		});
	});

	describe("show", () => {
		test.for(["alpha", "ALPHALYZE", "Alpha-Lyzer", "alpha lyzer"])("finds a tool as %s", async (name) => {
			const { code, out } = await catalog("show", name, "--dir", dir);
			expect(code).toBe(0);
			expect(out.split("\n")[0]).toBe("Alphalyze (alpha)");
		});

		test("prints every field, facts with their sources, and what is not known", async () => {
			const full = folder((tools) => Object.assign(tools.get("alpha")!, everyField));
			const { out } = await catalog("show", "alpha", "--dir", full);
			for (const words of [
				"alpha lyzer",
				"https://example.org/code",
				"keeps notes of runs",
				"Makers",
				"A foundation",
				"1999",
				"Apache-2.0 (open source)",
				"runs without a connection",
				"optional",
				"experiment-tracking: Records what is tried.",
				"monitoring",
				"single-component tools",
				"trial: It is small.",
				"ml-researcher, want: Nothing has to be written down by hand.",
				"People who want no tests.",
				"postgres",
				"aws, gcp",
				"python, go",
				"pytorch",
				"text, image",
				"free, quote",
				"soc2",
				"small, large",
				"very-large",
				"low: One process.",
				"none: Files.",
				"active since 2020-02; instead: beta",
				"Still here.",
				"https://example.org/clouds (as of 2026-01-02)",
				"requirement  The alpha tool needs an interpreter. (needs-python)",
				"https://example.org/fact",
			])
				expect(out).toContain(words);
			expect(out).not.toContain("Nothing known of");
			expect((await catalog("show", "beta", "--dir", full)).out).toMatch(/Nothing known of: .*repository, vendor.*compliance/);
		});

		test("--json gives the tool as it is held", async () => {
			expect(toolSchema.parse(JSON.parse((await catalog("show", "alpha", "--json", "--dir", dir)).out)).id).toBe("alpha");
		});

		test("a name that is nearly right brings a suggestion, and exit code 1", async () => {
			expect(await catalog("show", "betmax", "--dir", dir)).toEqual({ code: 1, out: "", err: 'Expected a tool of the catalog, got "betmax". Did you mean beta?\n' });
			expect((await catalog("show", "zzzzzzzz", "--dir", dir)).err).toBe('Expected a tool of the catalog, got "zzzzzzzz".\n');
		});

		test("a product that is known by name only is called that", async () => {
			expect(await catalog("show", "kw", "suite", "--dir", dir)).toMatchObject({ code: 1, err: "Knownware is known by name only: the catalog holds nothing about it.\n" });
		});
	});

	describe("list", () => {
		test("lists the tools that every filter lets through", async () => {
			const { out } = await catalog("list", "--category", "experiment-tracking", "--stage", "monitoring", "--status", "active", "--dir", dir);
			expect(out).toMatch(/^Id +Name +Ring +Licence +Status +Main category\nalpha +Alphalyze +trial +Apache-2\.0 +active +experiment-tracking\n\n1 tool\.\n$/);
			expect((await catalog("list", "--status", "sunset", "--dir", dir)).out).toBe("0 tools.\n");
		});

		test("--json lists them for scripts", async () => {
			const listed = JSON.parse((await catalog("list", "--json", "--dir", dir)).out) as { id: string }[];
			expect(listed).toHaveLength(17);
			expect(listed[0]).toMatchObject({ id: "alpha", ring: "trial", licence: "Apache-2.0", status: "active", categories: ["experiment-tracking"], facts: 4 });
		});

		test("a filter's value that doesn't exist brings the closed set and a suggestion", async () => {
			const { code, err } = await catalog("list", "--stage", "monitorin", "--dir", dir);
			expect(code).toBe(1);
			expect(err).toMatch(/^Expected --stage to be one of data-acquisition, .*feedback-collection, got "monitorin"\. Did you mean monitoring\?\n$/);
		});
	});

	describe("new", () => {
		test("writes a template that names the schema, and that check takes apart until it is filled in", async () => {
			const own = folder();
			const { code, out } = await catalog("new", "my-tracker", "--dir", own);
			expect(code).toBe(0);
			expect(out).toMatch(/^Wrote .*tools\/my-tracker\.yaml\./);
			const { err } = await catalog("check", "--quiet", "--dir", own);
			for (const field of ["summary", "homepage", "hosting.modes", "categories.experiment-tracking", "stages", "ring.rationale", "facts.0.text"]) expect(err).toContain(`my-tracker.yaml: ${field}: `);
			expect(err).not.toContain("first line");
		});

		test("never overwrites a file", async () => {
			const before = readFileSync(join(dir, "tools", "alpha.yaml"), "utf8");
			expect(await catalog("new", "alpha", "--dir", dir)).toMatchObject({
				code: 1,
				err: expect.stringMatching(/^Expected a tool that is not there yet, got "alpha", which has a file: .*tools\/alpha\.yaml\.\n$/),
			});
			expect(readFileSync(join(dir, "tools", "alpha.yaml"), "utf8")).toBe(before);
		});

		test("--print prints it and writes nothing; an id that is none is refused", async () => {
			const before = readdirSync(join(dir, "tools"));
			expect((await catalog("new", "my-tracker", "--print", "--dir", dir)).out).toMatch(/^# yaml-language-server/);
			expect(await catalog("new", "My Tracker", "--dir", dir)).toMatchObject({ code: 1, err: expect.stringContaining('got "My Tracker"') });
			expect(readdirSync(join(dir, "tools"))).toEqual(before);
		});

		test("the template has every field that a tool can have, and holds once it is filled in", async () => {
			const template = (await catalog("new", "my-tracker", "--print")).out;
			const whole = parse(template.replace(/^( *)#(?! )( *[a-z_-]+:)/gm, "$1$2").replace(/^ {2}# {2}need/gm, "    need")) as Data;
			expect(Object.keys(whole).sort()).toEqual(Object.keys(toolSchema.shape).sort());
			for (const field of ["hosting", "status", "ring"] as const) expect(Object.keys(whole[field] as Data).sort()).toEqual(Object.keys(toolSchema.shape[field].shape).sort());
			expect(Object.keys(whole.serves as Data)).toEqual(["ml-researcher", "software-engineer"]);

			const own = folder();
			const filled = template
				.replace(/: ""$/gm, ': "It is filled in."')
				.replace('- ""', '- "It is filled in."')
				.replace('licence: "It is filled in."', "licence: MIT")
				.replace("modes: []", "modes: [library]")
				.replace("stages: []", "stages: [monitoring]")
				.replaceAll(/https:\/\/(?="|$)/gm, "https://example.org")
				.replace(/^reviewed/m, `${["a", "b", "c"].map((id) => `  - {id: ${id}, kind: strength, text: It is ${id}., source: "https://example.org"}\n`).join("")}reviewed`);
			writeFileSync(join(own, "tools", "my-tracker.yaml"), filled);
			expect(await catalog("check", "--quiet", "--dir", own)).toMatchObject({ code: 0, err: "" });
		});
	});

	describe("stats", () => {
		test("counts licences, rings, hosting, Kubernetes and facts, and the share of what is filled in", async () => {
			const mixed = folder((tools) => Object.assign(tools.get("alpha")!, everyField));
			const { out } = await catalog("stats", "--dir", mixed);
			expect(out).toMatch(/^17 tools, 68 facts\nFacts per tool: from 4 to 4, half of them have 4 or more\.$/m);
			expect(out).toMatch(/^Apache-2\.0 +17$/m);
			expect(out).toMatch(/^shown without a connection +1$/m);
			expect(out).toMatch(/^not known +16$/m);
			expect(out).toMatch(/^vendor +1 +6%$/m);
			expect(JSON.parse((await catalog("stats", "--json", "--dir", mixed)).out)).toMatchObject({
				tools: 17,
				kubernetes: { optional: 1 },
				ring: { trial: 17 },
				filled: { vendor: { count: 1, percent: 6 }, sources: { percent: 100 } },
			});
		});
	});

	describe("schema", () => {
		test("is current after it was written, and --check says when it is not", async () => {
			const own = folder();
			const file = join(own, "tool.schema.json");
			rmSync(file);
			expect(await catalog("schema", "--dir", own)).toMatchObject({ code: 0, out: expect.stringMatching(/^Wrote .*tool\.schema\.json\.\n$/) });
			expect(await catalog("schema", "--check", "--dir", own)).toMatchObject({ code: 0 });
			writeFileSync(file, readFileSync(file, "utf8").replace('"trial"', '"try"'));
			expect(await catalog("schema", "--check", "--dir", own)).toMatchObject({ code: 1, err: expect.stringMatching(/tool\.schema\.json: expected the schema .*run npm run catalog -- schema/) });
			rmSync(file);
			expect((await catalog("check", "--quiet", "--dir", own)).err).toContain("npm run catalog -- schema");
		});

		test("offers every field, and the keys of every closed set", async () => {
			const schema = JSON.parse(readFileSync(join(dir, "tool.schema.json"), "utf8")) as {
				properties: Record<string, { properties?: Data; enum?: string[]; additionalProperties?: unknown }>;
				additionalProperties: boolean;
			};
			expect(Object.keys(schema.properties)).toEqual(Object.keys(toolSchema.shape));
			expect(schema.additionalProperties).toBe(false);
			expect(Object.keys(schema.properties.categories?.properties ?? {})).toContain("feature-store");
			expect(schema.properties.categories?.additionalProperties).toBe(false);
			expect(schema.properties.group?.enum).toContain("ci-cd");
		});

		test("a tool's file that doesn't name it in its first line is told", async () => {
			const own = folder();
			const file = join(own, "tools", "alpha.yaml");
			writeFileSync(file, readFileSync(file, "utf8").split("\n").slice(1).join("\n"));
			expect(await catalog("check", "--quiet", "--dir", own)).toMatchObject({
				code: 1,
				err: expect.stringMatching(/alpha\.yaml: expected the first line "# yaml-language-server: \$schema=\.\.\/tool\.schema\.json"/),
			});
		});
	});

	describe("what it is not told rightly", () => {
		test.for([
			{ args: ["shwo"], says: /^Expected one of check, show, list, new, stats, schema, got "shwo"\. Did you mean show\?/ },
			{ args: ["toString"], says: /^Expected one of check, .*got "toString"\.\n$/ },
			{ args: [], says: /^Expected a command, got none\.\s+Checks the catalog, .*\s+Usage: npm run catalog/ },
			{ args: ["show"], says: /^Expected a tool after show, got nothing\./ },
			{ args: ["stats", "mlflow"], says: /^Expected nothing after stats, got "mlflow"\./ },
			{ args: ["stats", "--stage", "monitoring"], says: /^Expected stats with --json or --dir, got --stage\./ },
			{ args: ["list", "--colour"], says: /^Unknown option '--colour'/ },
		])("$args brings a sentence and exit code 1, and no stack", async ({ args, says }) => {
			const { code, out, err } = await catalog(...args);
			expect({ code, out }).toEqual({ code: 1, out: "" });
			expect(err).toMatch(says);
			expect(err).not.toMatch(/\n {4}at /);
		});

		test("a catalog with problems is not listed; they are told instead", async () => {
			const bad = folder((tools) => Object.assign(tools.get("alpha")!, { licence: "Apache 2" }));
			expect(await catalog("list", "--dir", bad)).toMatchObject({ code: 1, out: "", err: expect.stringMatching(/^The catalog has a problem:\n.*alpha\.yaml: licence/) });
		});

		test("--help tells every command", async () => {
			const { code, out } = await catalog("--help");
			expect(code).toBe(0);
			for (const name of ["check", "show <tool>", "list", "new <id>", "stats", "schema"]) expect(out).toContain(`  ${name} `);
		});
	});
});

/** What a tool can say beyond what it must. */
const everyField: Data = {
	ordinary_words: ["alphalyze"],
	asked_for: ["keeps notes of runs"],
	repository: "https://example.org/code",
	vendor: "Makers",
	foundation: "A foundation",
	first_year: 1999,
	hosting: { modes: ["library"], air_gapped: true },
	kubernetes: "optional",
	requires: ["postgres"],
	clouds: ["aws", "gcp"],
	languages: ["python", "go"],
	frameworks: ["pytorch"],
	integrations: ["known"],
	modalities: ["text", "image"],
	pricing: ["free", "quote"],
	compliance: ["soc2"],
	team_size: ["small", "large"],
	scale: "very-large",
	operating_burden: { level: "low", why: "One process." },
	exit_cost: { level: "none", why: "Files." },
	status: { state: "active", since: "2020-02", successors: ["beta"], note: "Still here." },
	sources: Object.fromEntries(
		["licence", "hosting", "kubernetes", "clouds", "languages", "pricing", "compliance"].map((field) => [field, { url: `https://example.org/${field}`, as_of: "2026-01-02" }]),
	),
};
