import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import type { Catalog } from "../../src/core/catalog/catalog.ts";
import type { Tool } from "../../src/core/catalog/tool.ts";
import { categoryIds, languageIds, modalityIds, personaIds } from "../../src/core/catalog/vocabulary.ts";
import { intents, type Need } from "../../src/core/need.ts";
import { isHard } from "../../src/core/ranking/hard-constraints.ts";
import { mostPicks, shortlist } from "../../src/core/ranking/shortlist.ts";
import { aNeed, categories, constraint, constraints } from "../support/needs.ts";
import { checkedSmallCatalog, type Data, parsedTool } from "../support/small-catalog.ts";

const { catalog: real } = loadKnowledge().reader;

/** The small catalog with these tools in place of its own. */
const catalogOf = (...tools: Tool[]): Catalog => ({ ...checkedSmallCatalog(), tools: new Map(tools.map((tool) => [tool.id, tool])) });
const tracker = (id: string, more: Data = {}): Tool => parsedTool(id, more);
const trackers = { categories: categories("experiment-tracking") };
const pickIds = (catalog: Catalog, need: Need, relevance?: ReadonlyMap<string, number>): string[] => shortlist(catalog, need, relevance).picks.map(({ tool }) => tool.id);

test("at most three are picked, though many fit", () => {
	const { picks, ranked } = shortlist(real, aNeed(trackers));
	expect(picks).toHaveLength(mostPicks);
	expect(ranked.length).toBeGreaterThan(5);
});

test("a far worse one is not named to make up the number", () => {
	const catalog = catalogOf(tracker("good", { alternatives: ["a", "b", "c"] }), tracker("poor", { ring: { value: "hold", rationale: "It is old." }, status: { state: "maintenance" } }));
	expect(pickIds(catalog, aNeed(trackers))).toEqual(["good"]);
});

describe("the order", () => {
	const plain = tracker("plain");
	test.each<[string, Data, Partial<Need>]>([
		["an adopted tool", { ring: { value: "adopt", rationale: "It is known." } }, {}],
		["what serves the one who asks", { serves: { "software-engineer": { need: "It is run in one command." } } }, { persona: { id: "software-engineer", confidence: 1, words: [], from: "told" } }],
		["what suits the size of the team", { team_size: ["small"] }, { constraints: constraints("team-size=small") }],
		["what is no burden for few people", { operating_burden: { level: "none", why: "Nothing runs." } }, { constraints: constraints("team-size=small") }],
		["what works with what they run", { integrations: ["airflow"] }, { constraints: constraints("existing=airflow") }],
		["what is shown at their scale", { scale: "very-large" }, { constraints: constraints("scale=large") }],
		["what is made for their kind of data", { modalities: ["audio"] }, { constraints: constraints("modality=audio") }],
		["what has a free offer, for little money", { pricing: ["free-tier"] }, { constraints: constraints("budget=low") }],
		["what is shown to run without a connection", { hosting: { modes: ["library"], air_gapped: true } }, { constraints: constraints("hosting=air-gapped") }],
	])("puts %s first", (_, better, need) => {
		// By its id alone it would come last.
		expect(pickIds(catalogOf(plain, tracker("zz-better", better)), aNeed({ ...trackers, ...need }))[0]).toBe("zz-better");
	});
	test("puts what is made for it before what does it as well", () => {
		const aside = tracker("aside", { categories: { notebooks: "Runs cells.", "experiment-tracking": "Records." } });
		expect(pickIds(catalogOf(aside, plain), aNeed(trackers))[0]).toBe("plain");
	});
	test("puts what those made for it are weighed against most before them, whatever else it does", () => {
		const aside = tracker("zz-aside", { categories: { notebooks: "Runs cells.", "experiment-tracking": "Records." } });
		const against = (id: string): Tool => tracker(id, { alternatives: ["zz-aside"] });
		expect(pickIds(catalogOf(against("one"), against("two"), aside), aNeed(trackers))[0]).toBe("zz-aside");
		expect(pickIds(catalogOf(against("one"), plain, aside), aNeed(trackers))[0]).not.toBe("zz-aside");
	});
	test("marks down for a time series what is made for pictures, and not what is made for tables", () => {
		const catalog = catalogOf(tracker("a-pictures", { modalities: ["image"] }), tracker("b-tables", { modalities: ["tabular"] }), tracker("c-series", { modalities: ["time-series"] }));
		const { ranked } = shortlist(catalog, aNeed({ ...trackers, constraints: constraints("modality=time-series") }));
		expect(ranked.map(({ tool }) => tool.id)).toEqual(["c-series", "b-tables", "a-pictures"]);
		expect(ranked.map(({ reasons }) => reasons.some(({ objection }) => objection !== undefined))).toEqual([false, false, true]);
	});

	test.each<[string, Data, Partial<Need>]>([
		["one in maintenance", { status: { state: "maintenance" } }, {}],
		["one on hold", { ring: { value: "hold", rationale: "It is old." } }, {}],
		["a platform, where nobody asks for one", { scope: "all-in-one" }, {}],
		["one that they run already, and that lacks what they ask for", {}, { constraints: constraints("existing=aa-worse") }],
		["one for another kind of data", { modalities: ["video"] }, { constraints: constraints("modality=text") }],
		["one that takes Kubernetes, where it is to be run by themselves", { hosting: { modes: ["self-hosted"] }, kubernetes: "required" }, { constraints: constraints("hosting=self-hosted") }],
		["one that takes a contract, where it is to be run by themselves", { hosting: { modes: ["self-hosted"] }, licence: "Proprietary" }, { constraints: constraints("hosting=self-hosted") }],
	])("puts %s last", (_, worse, need) => {
		const { ranked } = shortlist(catalogOf(tracker("aa-worse", worse), plain), aNeed({ ...trackers, ...need }));
		expect(ranked.map(({ tool }) => tool.id)).toEqual(["plain", "aa-worse"]);
	});

	test("follows the words of the question, where the rest is even", () => {
		const catalog = catalogOf(tracker("a"), tracker("b"), tracker("c"));
		expect(pickIds(catalog, aNeed(trackers))).toEqual(["a", "b", "c"]);
		const { ranked } = shortlist(
			catalog,
			aNeed(trackers),
			new Map([
				["c", 0.9],
				["b", 0.5],
			]),
		);
		expect(ranked.map(({ tool }) => tool.id)).toEqual(["c", "b", "a"]);
	});
	test("follows what the organisation decided, and never against a hard wish", () => {
		const organisation = { name: "Acme", standards: new Set(["b"]), rings: new Map([["a", { value: "hold" as const, rationale: "We left it." }]]) };
		const catalog = { ...catalogOf(tracker("a"), tracker("b", { licence: "Proprietary" }), tracker("c")), organisation };
		expect(pickIds(catalog, aNeed(trackers))[0]).toBe("b");
		expect(shortlist(catalog, aNeed(trackers)).ranked.at(-1)?.tool.id).toBe("a");
		expect(pickIds(catalog, aNeed({ ...trackers, constraints: constraints("licence=open-source") }))).not.toContain("b");
	});
});

describe("several needs", () => {
	test("each get a pick, whatever the others' scores", () => {
		const { picks } = shortlist(real, aNeed({ categories: categories("experiment-tracking", "vector-database", "fairness") }));
		for (const id of ["experiment-tracking", "vector-database", "fairness"] as const)
			expect(
				picks.some(({ tool }) => tool.categories[id] !== undefined),
				id,
			).toBe(true);
		expect(picks).toHaveLength(3);
	});
	test("put the likeliest one first", () => {
		for (const [first, second] of [
			["fairness", "vector-database"],
			["vector-database", "fairness"],
		] as const) {
			expect(shortlist(real, aNeed({ categories: categories(first, second) })).picks[0]?.tool.categories[first]).toBeDefined();
		}
	});
});

describe("who is left out", () => {
	test("has the reason, and the wish that it breaks", () => {
		const { leftOut, picks } = shortlist(catalogOf(tracker("open"), tracker("closed", { licence: "Proprietary" })), aNeed({ ...trackers, constraints: constraints("licence=open-source") }));
		expect(picks.map(({ tool }) => tool.id)).toEqual(["open"]);
		expect(leftOut).toMatchObject([{ tool: { id: "closed" }, because: "closed source", unknown: false, constraint: { kind: "licence" } }]);
	});
	test("is the named one first, then who misses least", () => {
		const closed = { licence: "Proprietary", hosting: { modes: ["managed"] } };
		const catalog = catalogOf(tracker("a-both", closed), tracker("b-one", { licence: "Proprietary" }), tracker("c-named", closed));
		const need = aNeed({ ...trackers, constraints: constraints("licence=open-source", "hosting=self-hosted"), mentions: [{ id: "c-named", name: "C", words: "c", inCatalog: true }] });
		expect(shortlist(catalog, need).leftOut.map(({ tool }) => tool.id)).toEqual(["c-named", "b-one", "a-both"]);
	});
	test("may be all of them: then nothing is picked", () => {
		const { picks, ranked, leftOut } = shortlist(catalogOf(tracker("a"), tracker("b")), aNeed({ ...trackers, constraints: constraints("exclude=a", "exclude=b") }));
		expect([picks, ranked]).toEqual([[], []]);
		expect(leftOut.map(({ because }) => because)).toEqual(["you ruled it out", "you ruled it out"]);
	});
	test("an ended tool is, with the year, however well it fits and whoever names it", () => {
		const gone = tracker("gone", { status: { state: "sunset", since: "2025-03", note: "It was closed." }, ring: { value: "adopt", rationale: "It was good." } });
		for (const intent of intents) {
			const { ranked, leftOut } = shortlist(catalogOf(gone, tracker("here")), aNeed({ ...trackers, intent, mentions: [{ id: "gone", name: "Gone", words: "gone", inCatalog: true }] }));
			expect(ranked.map(({ tool }) => tool.id)).toEqual(["here"]);
			expect(leftOut[0]?.because).toBe("ended in 2025");
		}
	});
});

test("no ended tool of the real catalog is ever ranked", () => {
	for (const id of categoryIds) for (const { tool } of shortlist(real, aNeed({ categories: categories(id) })).ranked) expect(tool.status.state).not.toBe("sunset");
});

test("where no category was read, the tools that were named are weighed, and no others", () => {
	const need = aNeed({
		mentions: [
			{ id: "mlflow", name: "MLflow", words: "mlflow", inCatalog: true },
			{ id: "snakemake", name: "Snakemake", words: "snakemake", inCatalog: false },
		],
	});
	expect(shortlist(real, need).ranked.map(({ tool }) => tool.id)).toEqual(["mlflow"]);
});

test.each(["compare", "adopt"] as const)("to %s tools, they are weighed also where they are for something else than what was read", (intent) => {
	const mentions = ["dagster", "feast"].map((id) => ({ id, name: id, words: id, inCatalog: true }));
	const { ranked, leftOut } = shortlist(real, aNeed({ intent, categories: categories("data-labeling"), mentions, constraints: constraints("hosting=managed") }));
	expect(ranked.map(({ tool }) => tool.id)).toContain("dagster");
	expect(leftOut.find(({ tool }) => tool.id === "feast")?.because).toBe("no managed offer in the catalog");
});

/** Needs of every kind over the real catalog. */
const anyNeed = fc
	.record({
		intent: fc.constantFrom(...intents),
		persona: fc.constantFrom(...personaIds),
		categories: fc.uniqueArray(fc.constantFrom(...categoryIds), { maxLength: 3 }),
		constraints: fc.uniqueArray(
			fc.oneof(
				fc.constantFrom(
					"licence=open-source",
					"licence=commercial-ok",
					"hosting=self-hosted",
					"hosting=managed",
					"hosting=air-gapped",
					"kubernetes=no",
					"kubernetes=yes",
					"cloud=aws",
					"cloud=on-prem",
					"cloud=multi",
					"budget=free",
					"budget=low",
					"budget=enterprise",
					"compliance=hipaa",
					"compliance=soc2",
					"team-size=small",
					"team-size=large",
					"scale=large",
					"scale=very-large",
				),
				fc.constantFrom(...languageIds).map((id) => `language=${id}`),
				fc.constantFrom(...modalityIds).map((id) => `modality=${id}`),
				fc.constantFrom(...real.tools.keys()).map((id) => `exclude=${id}`),
				fc.constantFrom(...real.tools.keys()).map((id) => `existing=${id}`),
			),
			{ maxLength: 5 },
		),
		mentions: fc.uniqueArray(fc.constantFrom(...real.tools.keys()), { maxLength: 3 }),
	})
	.map(({ persona, categories: ids, constraints: pairs, mentions, intent }) =>
		aNeed({
			intent,
			persona: { id: persona, confidence: 0.9, words: [], from: "words" },
			categories: categories(...ids),
			constraints: pairs.map(constraint),
			mentions: mentions.map((id) => ({ id, name: real.tools.get(id)?.name ?? id, words: id, inCatalog: true })),
		}),
	);
const relevance = fc.array(fc.tuple(fc.constantFrom(...real.tools.keys()), fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 12 }).map((pairs) => new Map(pairs));

test("whatever is asked: every point has a reason, the points add up, picks are ranked, and nobody stands on both sides", () => {
	fc.assert(
		fc.property(anyNeed, relevance, (need, hits) => {
			const { picks, ranked, leftOut } = shortlist(real, need, hits);
			expect(picks.length).toBeLessThanOrEqual(mostPicks);
			for (const { score, reasons } of ranked) {
				expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 1);
				for (const { points, why } of reasons) expect(points !== 0 && why.length > 3).toBe(true);
			}
			for (const [at, { score }] of ranked.entries()) expect(score).toBeLessThanOrEqual(ranked[at - 1]?.score ?? Number.POSITIVE_INFINITY);
			for (const pick of picks) expect(ranked.some(({ tool }) => tool === pick.tool)).toBe(true);
			expect(new Set(picks.map(({ tool }) => tool.id)).size).toBe(picks.length);
			const out = new Set(leftOut.map(({ tool }) => tool.id));
			expect(ranked.some(({ tool }) => out.has(tool.id))).toBe(false);
			for (const { because, constraint: broken, tool } of leftOut) {
				expect(because.length).toBeGreaterThan(3);
				expect(broken === undefined ? tool.status.state === "sunset" : isHard(broken)).toBe(true);
			}
		}),
		{ numRuns: 150 },
	);
});

test("whatever is asked, the same input gives the same order, and so does the catalog read in another one", () => {
	const reversed: Catalog = { ...real, tools: new Map([...real.tools].reverse()) };
	fc.assert(
		fc.property(anyNeed, relevance, (need, hits) => {
			const order = (catalog: Catalog) => {
				const { picks, ranked, leftOut } = shortlist(catalog, need, hits);
				return [picks, ranked, leftOut].map((list) => list.map(({ tool }) => tool.id));
			};
			expect(order(real)).toEqual(order(real));
			expect(order(reversed)).toEqual(order(real));
		}),
		{ numRuns: 80 },
	);
});

describe("the real catalog", () => {
	const compute = categories("compute-infra");
	test("offers nobody the cluster or the cloud that they stand on, nor Kubernetes to those who want none", () => {
		const { ranked, leftOut } = shortlist(real, aNeed({ categories: compute, constraints: constraints("kubernetes=no") }));
		expect(ranked.map(({ tool }) => tool.id)).not.toContain("kubernetes");
		expect(leftOut.map(({ tool }) => tool.id)).toContain("kubernetes");
		const picked = pickIds(real, aNeed({ categories: compute, constraints: constraints("kubernetes=yes", "cloud=aws") }));
		expect(picked.filter((id) => id === "kubernetes" || id === "aws")).toEqual([]);
	});

	test("puts copyleft last for those who ask for a permissive licence by name", () => {
		const permissive = { kind: "licence" as const, value: "open-source", words: "permissive licence" };
		const placeOf = (need: Need): number => shortlist(real, need).ranked.findIndex(({ tool }) => tool.id === "dalex");
		const explaining = categories("explainability");
		expect(placeOf(aNeed({ categories: explaining, constraints: [permissive] }))).toBeGreaterThan(placeOf(aNeed({ categories: explaining, constraints: [{ ...permissive, words: "open source" }] })));
	});

	test("puts what is made for models first where that was asked", () => {
		const releasing = categories("ci-cd-for-ml");
		expect(real.tools.get(pickIds(real, aNeed({ categories: releasing, focus: "model" }))[0] ?? "")?.focus).toBe("model");
		expect(real.tools.get(pickIds(real, aNeed({ categories: releasing }))[0] ?? "")?.focus).toBe("software");
	});
});
