import { describe, expect, test } from "vitest";
import { checkCatalog } from "../../src/core/catalog/catalog.ts";
import { frameworkSchema } from "../../src/core/catalog/framework.ts";
import type { Problem } from "../../src/core/catalog/problem.ts";
import { personaIds, servedPersonas } from "../../src/core/catalog/vocabulary.ts";
import { type Data, fact, licences, smallCatalog, tool, toolFile } from "../support/small-catalog.ts";

type Small = ReturnType<typeof smallCatalog>;

function problemsOf(plant: (small: Small) => void): Problem[] {
	const small = smallCatalog();
	plant(small);
	const checked = checkCatalog(small, licences);
	return checked.ok ? [] : checked.problems;
}

const of = (small: Small, id = "alpha"): Data => small.data.tools.get(id)!;
const factsOf = (small: Small, id = "alpha"): Data[] => of(small, id).facts as Data[];
const comparison = (small: Small): Data => small.data.comparisons[0]!;
const addTool = (small: Small, data: Data): void => void small.tools.push(toolFile(data));

type Fault = { fault: string; plant: (small: Small) => void; file: string; field: string; says: RegExp };

const toolFaults: Fault[] = [
	{ fault: "a field that no tool has", plant: (small) => Object.assign(of(small), { licens: "MIT" }), file: "catalog/tools/alpha.yaml", field: "", says: /licens/ },
	{
		fault: "a category that does not exist",
		plant: (small) => Object.assign(of(small), { categories: { "experiment-tracking": "Records.", "experiment-trackin": "Records." } }),
		file: "catalog/tools/alpha.yaml",
		field: "categories",
		says: /experiment-trackin/,
	},
	{ fault: "an address that is none", plant: (small) => Object.assign(of(small), { homepage: "alpha dot org" }), file: "catalog/tools/alpha.yaml", field: "homepage", says: /got "alpha dot org"/ },
	{ fault: "a fact without a source", plant: (small) => void delete factsOf(small)[0]!.source, file: "catalog/tools/alpha.yaml", field: "facts.0.source", says: /expected string/ },
	{ fault: "a sentence without a full stop", plant: (small) => Object.assign(of(small), { summary: "A tool" }), file: "catalog/tools/alpha.yaml", field: "summary", says: /full stop, got "A tool"/ },
	{
		fault: "an id that is not the file's name",
		plant: (small) => void Object.assign(small.tools[2]!, { file: "catalog/tools/other.yaml" }),
		file: "catalog/tools/other.yaml",
		field: "id",
		says: /the file's name/,
	},
	{
		fault: "a licence that SPDX doesn't list",
		plant: (small) => Object.assign(of(small), { licence: "Apache 2" }),
		file: "catalog/tools/alpha.yaml",
		field: "licence",
		says: /SPDX identifier or "Proprietary", got "Apache 2"/,
	},
	{
		fault: "a filled field without the page it was read from",
		plant: (small) => Object.assign(of(small), { clouds: ["aws"] }),
		file: "catalog/tools/alpha.yaml",
		field: "sources.clouds",
		says: /read from, got none/,
	},
	{
		fault: "a source of a field that is not filled",
		plant: (small) => Object.assign(of(small).sources as Data, { pricing: { url: "https://example.org/p" } }),
		file: "catalog/tools/alpha.yaml",
		field: "sources.pricing",
		says: /not filled/,
	},
	{ fault: "three facts", plant: (small) => void factsOf(small, "in-ci-cd").pop(), file: "catalog/tools/in-ci-cd.yaml", field: "facts", says: /at least 4, got 3/ },
	{ fault: "no limit and no requirement", plant: (small) => Object.assign(factsOf(small)[0]!, { kind: "strength" }), file: "catalog/tools/alpha.yaml", field: "facts", says: /limit or requirement/ },
	{ fault: "two facts of one id", plant: (small) => Object.assign(factsOf(small)[1]!, { id: "prints" }), file: "catalog/tools/alpha.yaml", field: "facts.3.id", says: /"prints" twice/ },
	{
		fault: "a word that sells",
		plant: (small) => Object.assign(factsOf(small)[1]!, { text: "It has a powerful reader." }),
		file: "catalog/tools/alpha.yaml",
		field: "facts.1.text",
		says: /"powerful"/,
	},
	{
		fault: "an ordinary word that is none of its names",
		plant: (small) => Object.assign(of(small), { ordinary_words: ["omega"] }),
		file: "catalog/tools/alpha.yaml",
		field: "ordinary_words",
		says: /got "omega"/,
	},
	{
		fault: "an ended tool without a word on what to do",
		plant: (small) => Object.assign(of(small), { status: { state: "sunset" } }),
		file: "catalog/tools/alpha.yaml",
		field: "status.note",
		says: /what to do/,
	},
];

const referenceFaults: Fault[] = [
	{
		fault: "an alternative that doesn't exist",
		plant: (small) => Object.assign(of(small, "in-ci-cd"), { alternatives: ["omega"] }),
		file: "catalog/tools/in-ci-cd.yaml",
		field: "alternatives",
		says: /got "omega"/,
	},
	{
		fault: "an alternative that doesn't point back",
		plant: (small) => Object.assign(of(small, "in-ci-cd"), { alternatives: ["beta"] }),
		file: "catalog/tools/beta.yaml",
		field: "alternatives",
		says: /expected "in-ci-cd"/,
	},
	{
		fault: "a tool that is its own alternative",
		plant: (small) => Object.assign(of(small, "in-ci-cd"), { alternatives: ["in-ci-cd"] }),
		file: "catalog/tools/in-ci-cd.yaml",
		field: "alternatives",
		says: /got itself/,
	},
	{
		fault: "a successor that doesn't exist",
		plant: (small) => Object.assign(of(small), { status: { state: "active", successors: ["omega"] } }),
		file: "catalog/tools/alpha.yaml",
		field: "status.successors",
		says: /got "omega"/,
	},
	{ fault: "two files of one tool", plant: (small) => addTool(small, tool("alpha")), file: "catalog/tools/alpha.yaml", field: "id", says: /of its own/ },
	{
		fault: "a name that another tool has, in other letters",
		plant: (small) => Object.assign(of(small, "in-ci-cd"), { aliases: ["ALPHA-lyzer"] }),
		file: "catalog/tools/in-ci-cd.yaml",
		field: "aliases",
		says: /"alphalyzer", which is alpha's/,
	},
	{
		fault: "a name that is known already",
		plant: (small) => void small.data.knownNames.push({ id: "other", name: "Betamax" }),
		file: "catalog/known-names.yaml",
		field: "aliases",
		says: /which is beta's/,
	},
	{
		fault: "one fact at three tools",
		plant: (small) => {
			for (const id of ["alpha", "beta", "in-ci-cd"]) Object.assign(factsOf(small, id)[3]!, { text: "It prints." });
		},
		file: "catalog/tools/in-ci-cd.yaml",
		field: "facts",
		says: /"It prints\." at 3 tools/,
	},
];

const proseFaults: Fault[] = [
	{
		fault: "what it does for somebody names another tool",
		plant: (small) => Object.assign(of(small), { serves: { "ml-researcher": { need: "It hands over to Betamax." } } }),
		file: "catalog/tools/alpha.yaml",
		field: "serves.ml-researcher.need",
		says: /got "Betamax" \(beta\)/,
	},
	{
		fault: "what it does in a category names another tool, in other letters",
		plant: (small) => Object.assign(of(small, "in-ci-cd"), { categories: { "ci-cd-for-ml": "Calls the ALPHALYZE server." } }),
		file: "catalog/tools/in-ci-cd.yaml",
		field: "categories.ci-cd-for-ml",
		says: /got "ALPHALYZE" \(alpha\)/,
	},
	{
		fault: "what it does names a product that is known by name only",
		plant: (small) => Object.assign(of(small), { serves: { "software-engineer": { want: "It ends in the kw suite." } } }),
		file: "catalog/tools/alpha.yaml",
		field: "serves.software-engineer.want",
		says: /got "kw suite" \(known\)/,
	},
];

const frameworkFaults: Fault[] = [
	{
		fault: "a stage that the vocabulary doesn't have",
		plant: (small) => Object.assign(small.data.framework.stages as Data, { retirement: { name: "Retirement", loop: "software" } }),
		file: "catalog/framework.yaml",
		field: "stages",
		says: /retirement/,
	},
	{
		fault: "a stage of the vocabulary that is missing",
		plant: (small) => void delete (small.data.framework.stages as Data).monitoring,
		file: "catalog/framework.yaml",
		field: "stages.monitoring",
		says: /expected object/,
	},
	{
		fault: "a group of the vocabulary that is missing",
		plant: (small) => void delete (small.data.framework.groups as Data)["ci-cd"],
		file: "catalog/framework.yaml",
		field: "groups.ci-cd",
		says: /expected object/,
	},
	{ fault: "a category of the vocabulary that is missing", plant: (small) => void delete small.data.categories.fairness, file: "catalog/categories.yaml", field: "fairness", says: /expected object/ },
	{
		fault: "a category that the vocabulary doesn't have",
		plant: (small) => Object.assign(small.data.categories, { dashboards: small.data.categories.fairness }),
		file: "catalog/categories.yaml",
		field: "",
		says: /dashboards/,
	},
	{
		fault: "a stage in a loop whose path lacks it",
		plant: (small) => Object.assign((small.data.framework.stages as Record<string, Data>).monitoring!, { loop: "model" }),
		file: "catalog/framework.yaml",
		field: "stages.monitoring.loop",
		says: /whose path has the stage, got "model"/,
	},
	{
		fault: "loops that meet where only one passes",
		plant: (small) => Object.assign(small.data.framework.meet_at as Data, { monitoring: "they don't" }),
		file: "catalog/framework.yaml",
		field: "meet_at.monitoring",
		says: /both paths/,
	},
	{
		fault: "loops that meet without a word",
		plant: (small) => void delete (small.data.framework.meet_at as Data)["model-training"],
		file: "catalog/framework.yaml",
		field: "meet_at.model-training",
		says: /both paths have the stage/,
	},
	{
		fault: "a category that leads to itself",
		plant: (small) => Object.assign(small.data.categories.fairness!.next as Data, { category: "fairness" }),
		file: "catalog/categories.yaml",
		field: "fairness.next.category",
		says: /got itself/,
	},
];

const coverageFaults: Fault[] = [
	{
		fault: "a category with a few tools and no reason",
		plant: (small) => void delete small.data.categories.fairness!.few,
		file: "catalog/categories.yaml",
		field: "fairness",
		says: /at least 5 tools .* got 0/,
	},
	{
		fault: "a reason for few tools where there are many",
		plant: (small) => void Object.assign(small.data.categories["experiment-tracking"]!, { few: "There are none." }),
		file: "catalog/categories.yaml",
		field: "experiment-tracking.few",
		says: /for there are 17/,
	},
	{
		fault: "a stage without a tool",
		plant: (small) => Object.assign(of(small), { stages: (of(small).stages as string[]).filter((id) => id !== "monitoring") }),
		file: "catalog/framework.yaml",
		field: "stages.monitoring",
		says: /at least one tool, got none/,
	},
	{
		fault: "a quadrant without a tool",
		plant: (small) => {
			for (const data of small.data.tools.values()) if (data.focus === "software" && data.scope === "all-in-one") data.scope = "piecemeal";
		},
		file: "catalog/framework.yaml",
		field: "quadrants.cloud-platforms",
		says: /got none/,
	},
	{ fault: "a group without a tool", plant: (small) => Object.assign(of(small, "in-ci-cd"), { group: "data-orchestrators" }), file: "catalog/framework.yaml", field: "groups.ci-cd", says: /got none/ },
];

const comparisonFaults: Fault[] = [
	{
		fault: "a tool that doesn't exist",
		plant: (small) =>
			Object.assign(comparison(small), { tools: ["alpha", "omega"], take: { alpha: "for some.", omega: "for others." }, decides: [{ aspect: "Output", facts: { alpha: "prints", omega: "prints" } }] }),
		file: "catalog/comparisons.yaml",
		field: "0.tools",
		says: /got "omega"/,
	},
	{
		fault: "a tool against itself",
		plant: (small) => Object.assign(comparison(small), { tools: ["alpha", "alpha"], take: { alpha: "for all.", beta: "for none." } }),
		file: "catalog/comparisons.yaml",
		field: "0.tools",
		says: /"alpha" twice/,
	},
	{
		fault: "a pair that comes again the other way round",
		plant: (small) => void small.data.comparisons.push({ ...comparison(small), tools: ["beta", "alpha"] }),
		file: "catalog/comparisons.yaml",
		field: "1.tools",
		says: /beta and alpha again/,
	},
	{
		fault: "one side without a word",
		plant: (small) => Object.assign(comparison(small), { take: { alpha: "for those who start." } }),
		file: "catalog/comparisons.yaml",
		field: "0.take",
		says: /expected alpha and beta, got alpha/,
	},
	{
		fault: "an aspect that decides for one side only",
		plant: (small) => Object.assign(comparison(small), { decides: [{ aspect: "Output", facts: { alpha: "prints" } }] }),
		file: "catalog/comparisons.yaml",
		field: "0.decides.0.facts",
		says: /expected alpha and beta, got alpha/,
	},
	{
		fault: "a fact that the tool doesn't have",
		plant: (small) => Object.assign(comparison(small), { decides: [{ aspect: "Output", facts: { alpha: "sings", beta: "prints" } }] }),
		file: "catalog/comparisons.yaml",
		field: "0.decides.0.facts.alpha",
		says: /a fact of alpha, got "sings"/,
	},
	{
		fault: "one aspect twice",
		plant: (small) => Object.assign(comparison(small), { decides: ["prints", "reads-files"].map((id) => ({ aspect: "Output", facts: { alpha: id, beta: id } })) }),
		file: "catalog/comparisons.yaml",
		field: "0.decides.1.aspect",
		says: /"Output" twice/,
	},
	{
		fault: "a third product",
		plant: (small) => Object.assign(comparison(small), { both_lack: "A door to Knownware." }),
		file: "catalog/comparisons.yaml",
		field: "0.both_lack",
		says: /got "Knownware" \(known\)/,
	},
];

describe("the catalog is checked whole", () => {
	test("a catalog without a fault holds, with its comparisons", () => {
		const checked = checkCatalog(smallCatalog(), licences);
		expect(checked.ok ? [] : checked.problems).toEqual([]);
		expect(checked.ok && checked.catalog.comparisons.map(({ tools }) => tools)).toEqual([["alpha", "beta"]]);
	});

	for (const { group, faults } of [
		{ group: "a tool's file", faults: toolFaults },
		{ group: "what tools say of each other", faults: referenceFaults },
		{ group: "the sentences that answers print", faults: proseFaults },
		{ group: "framework and categories", faults: frameworkFaults },
		{ group: "coverage", faults: coverageFaults },
		{ group: "comparisons", faults: comparisonFaults },
	]) {
		describe(group, () => {
			test.for(faults)("$fault is told, and nothing else is", ({ plant, file, field, says }) => {
				expect(problemsOf(plant)).toEqual([{ file, field, message: expect.stringMatching(says) }]);
			});
		});
	}

	test("every problem is told at once, whatever file it is in", () => {
		const problems = problemsOf((small) => {
			for (const { plant } of [toolFaults[6]!, referenceFaults[0]!, frameworkFaults[8]!, coverageFaults[0]!, comparisonFaults[7]!]) plant(small);
		});
		expect(problems.map(({ file }) => file)).toEqual(expect.arrayContaining(["catalog/tools/alpha.yaml", "catalog/tools/in-ci-cd.yaml", "catalog/categories.yaml", "catalog/comparisons.yaml"]));
	});

	test("a file that can't be read is told beside the others' problems, and nothing is said of those who name its tool", () => {
		const problems = problemsOf((small) => {
			small.tools[0] = { file: "catalog/tools/alpha.yaml", data: undefined, unreadable: "Nested mappings are not allowed here" };
			toolFaults[6]!.plant(small);
			Object.assign(of(small, "beta"), { licence: "none" });
		});
		expect(problems).toEqual([
			{ file: "catalog/tools/alpha.yaml", field: "", message: "Nested mappings are not allowed here" },
			{ file: "catalog/tools/beta.yaml", field: "licence", message: expect.stringContaining('got "none"') },
		]);
	});

	test("a tool may name what it works with, itself and Kubernetes", () => {
		expect(
			problemsOf((small) =>
				Object.assign(of(small), {
					integrations: ["beta"],
					requires: ["known"],
					serves: { "ml-researcher": { need: "Alphalyze hands over to Betamax on Kubernetes.", want: "Knownware is asked first." } },
				}),
			),
		).toEqual([]);
	});

	test("a name that is an ordinary word counts as a name only where it is written like one", () => {
		expect(problemsOf((small) => Object.assign(of(small), { serves: { "ml-researcher": { need: "It plays betamax tapes." } } }))).toEqual([]);
	});

	test("a name within a longer word is no name", () => {
		expect(problemsOf((small) => Object.assign(of(small, "beta"), { serves: { "ml-researcher": { need: "It reads alphalyzed and unalphalyze files." } } }))).toEqual([]);
	});

	test("a group that the framework puts into no quadrant may have no tools", () => {
		expect(problemsOf((small) => Object.assign(of(small, "in-no-code-ml-platforms"), { group: "ci-cd" }))).toEqual([]);
	});

	test("ended tools don't count towards the five of a category", () => {
		const problems = problemsOf((small) => {
			delete small.data.categories.fairness!.few;
			for (const [index, id] of ["alpha", "beta", "in-ci-cd", "in-data-orchestrators", "in-common-swe-stack"].entries()) {
				Object.assign(of(small, id), { categories: { fairness: "Measures." }, ...(index === 0 ? { status: { state: "sunset", note: "It ended." } } : {}) });
			}
		});
		expect(problems.filter(({ field }) => field === "fairness")).toEqual([expect.objectContaining({ message: expect.stringContaining("got 4") })]);
	});

	test("without a file of comparisons there are none", () => {
		const { comparisons: _, ...small } = smallCatalog();
		const checked = checkCatalog(small, licences);
		expect(checked.ok && checked.catalog.comparisons).toEqual([]);
	});

	test("a fact may stand at two tools", () => {
		expect(
			problemsOf((small) => {
				for (const id of ["alpha", "beta"]) factsOf(small, id).push(fact("shared", { text: "Both of them print." }));
			}),
		).toEqual([]);
	});

	test("framework and vocabulary have the same personas", () => {
		expect(Object.keys(frameworkSchema.shape.personas.shape).sort()).toEqual([...personaIds].sort());
		expect(personaIds).toEqual(expect.arrayContaining([...servedPersonas]));
	});
});
