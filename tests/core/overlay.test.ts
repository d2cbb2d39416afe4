import { describe, expect, test } from "vitest";
import { describePick } from "../../src/core/answer/pick.ts";
import type { Catalog, RawFile } from "../../src/core/catalog/catalog.ts";
import { mergeOverlay } from "../../src/core/catalog/overlay.ts";
import type { Problem } from "../../src/core/catalog/problem.ts";
import type { Need } from "../../src/core/need.ts";
import { shortlist } from "../../src/core/ranking/shortlist.ts";
import { checkedSmallCatalog, type Data, fact, licences, tool } from "../support/small-catalog.ts";

const overlayFile = (data: unknown): RawFile => ({ file: "acme/overlay.yaml", data });
const ownFile = (data: Data): RawFile => ({ file: `acme/tools/${data.id}.yaml`, data });
const ring = (value: string, rationale = "We run it for everyone."): Data => ({ value, rationale });

function merge(overlay: Data, own: Data[] = [], base: Catalog = checkedSmallCatalog()): Catalog {
	const merged = mergeOverlay(base, { overlay: overlayFile({ organisation: "Acme", ...overlay }), tools: own.map(ownFile) }, licences);
	if (!merged.ok) throw new Error(JSON.stringify(merged.problems));
	return merged.catalog;
}

function problemsOf(overlay: unknown, own: Data[] = []): Problem[] {
	const merged = mergeOverlay(checkedSmallCatalog(), { overlay: overlayFile(overlay), tools: own.map(ownFile) }, licences);
	return merged.ok ? [] : merged.problems;
}

const need: Need = {
	intent: "choose",
	persona: { id: "ml-researcher", confidence: 1, words: [], from: "told" },
	categories: [{ id: "experiment-tracking", words: [] }],
	stages: [],
	constraints: [],
	mentions: [],
	language: "en",
};
const rankOf = (catalog: Catalog, id: string) => {
	const { ranked } = shortlist(catalog, need);
	return { place: ranked.findIndex((one) => one.tool.id === id), reasons: ranked.find((one) => one.tool.id === id)!.reasons };
};
const notesOn = (catalog: Catalog, id: string): string[] => describePick({ catalog, need, today: "2026-11-24" }, catalog.tools.get(id)!, "experiment-tracking", new Set()).notes;

describe("an organisation's overlay is merged into the catalog", () => {
	test("a ring that the organisation sets replaces the catalog's, and what it adopts is its standard", () => {
		const catalog = merge({ rings: { alpha: ring("adopt"), beta: ring("hold") } });
		expect(catalog.tools.get("alpha")?.ring).toEqual(ring("adopt"));
		expect(catalog.organisation?.name).toBe("Acme");
		expect([...catalog.organisation!.standards]).toEqual(["alpha"]);
		expect(catalog.organisation?.rings.get("beta")).toEqual(ring("hold"));
	});

	test("its standard is ranked first for that reason, and an answer says so", () => {
		const before = rankOf(checkedSmallCatalog(), "in-ci-cd");
		const catalog = merge({ rings: { "in-ci-cd": ring("adopt") } });
		const after = rankOf(catalog, "in-ci-cd");
		expect(before.place).toBeGreaterThan(0);
		expect(after.place).toBe(0);
		expect(after.reasons).toContainEqual({ points: 2.5, why: "your organisation's standard" });
		expect(notesOn(catalog, "in-ci-cd")).toEqual(["Your organisation's standard."]);
	});

	test("what it holds is ranked last for that reason, and an answer gives its reason", () => {
		expect(rankOf(checkedSmallCatalog(), "alpha").place).toBe(0);
		const catalog = merge({ rings: { alpha: ring("hold", "No new hosted trackers are bought.") } });
		const { place, reasons } = rankOf(catalog, "alpha");
		expect(place).toBe(catalog.tools.size - 1);
		expect(reasons).toContainEqual({ points: -3, why: "your organisation's ring: hold", objection: "on hold in your organisation" });
		expect(notesOn(catalog, "alpha")).toEqual(["Your organisation's ring: hold, because no new hosted trackers are bought."]);
	});

	test("a reason that begins with a name keeps its capital", () => {
		expect(notesOn(merge({ rings: { alpha: ring("assess", "Betamax does it already.") } }), "alpha")).toEqual(["Your organisation's ring: assess, because Betamax does it already."]);
	});

	test("without an overlay nobody's organisation is spoken of", () => {
		const catalog = checkedSmallCatalog();
		expect(catalog.organisation).toBeUndefined();
		expect(notesOn(catalog, "alpha")).toEqual([]);
	});

	test("a fact with an id that is there replaces that fact, in its place; the others are added", () => {
		const replaced = fact("reads-files", { kind: "limit", text: "Here it reads files of the intranet only." });
		const added = fact("house-rule", { text: "Here it has a house rule." });
		const facts = merge({ facts: { alpha: [added, replaced] } }).tools.get("alpha")?.facts;
		expect(facts?.map(({ id }) => id)).toEqual(["needs-python", "reads-files", "writes-files", "prints", "house-rule"]);
		expect(facts?.[1]?.text).toBe(replaced.text);
	});

	test("a hidden tool is gone from tools, alternatives and comparisons, and still known by its names", () => {
		const catalog = merge({ hide: ["beta"] });
		expect(catalog.tools.has("beta")).toBe(false);
		expect(catalog.tools.get("alpha")?.alternatives).toEqual([]);
		expect(catalog.comparisons).toEqual([]);
		expect(catalog.knownNames).toContainEqual({ id: "beta", name: "Betamax", aliases: [], ordinary_words: ["betamax"] });
	});

	test("a tool of its own stands beside the catalog's, and the alternative that it names points back", () => {
		const catalog = merge({}, [tool("acme-runs", { alternatives: ["alpha"], ring: ring("adopt") })]);
		expect([...catalog.tools.keys()]).toEqual([...catalog.tools.keys()].toSorted());
		expect(catalog.tools.get("alpha")?.alternatives).toEqual(["beta", "acme-runs"]);
		expect(catalog.organisation?.standards.has("acme-runs")).toBe(true);
	});

	test("a tool of its own takes the place of one that it hides, and of a name that was only known", () => {
		const catalog = merge({ hide: ["beta"] }, [tool("beta", { name: "Betamax" }), tool("knownware", { name: "Knownware" })]);
		expect(catalog.tools.get("beta")?.facts[0]?.text).toContain("beta");
		expect(catalog.knownNames).toEqual([]);
	});

	test("tools alone, without overlay.yaml, are an overlay too", () => {
		const merged = mergeOverlay(checkedSmallCatalog(), { tools: [ownFile(tool("acme-runs"))] }, licences);
		expect(merged.ok && merged.catalog.organisation?.name).toBe("your organisation");
	});

	test("the catalog that it is merged into stays as it was", () => {
		const base = checkedSmallCatalog();
		const before = JSON.stringify([...base.tools.values()]);
		merge({ rings: { alpha: ring("hold") }, hide: ["beta"], facts: { alpha: [fact("reads-files")] } }, [tool("acme-runs", { alternatives: ["alpha"] })], base);
		expect(JSON.stringify([...base.tools.values()])).toBe(before);
		expect(base.organisation).toBeUndefined();
	});
});

describe("a bad overlay is told with everything that is wrong", () => {
	const faults: { fault: string; overlay?: unknown; own?: Data[]; file?: string; field: string; says: RegExp }[] = [
		{ fault: "no organisation's name", overlay: {}, field: "organisation", says: /expected string/ },
		{ fault: "a field that no overlay has", overlay: { organisation: "Acme", ring: {} }, field: "", says: /"ring"/ },
		{ fault: "an empty file", overlay: null, field: "", says: /expected object/ },
		{ fault: "a ring that does not exist", overlay: { organisation: "Acme", rings: { alpha: ring("embrace") } }, field: "rings.alpha.value", says: /got "embrace"/ },
		{ fault: "a ring without a reason", overlay: { organisation: "Acme", rings: { alpha: { value: "adopt" } } }, field: "rings.alpha.rationale", says: /expected string/ },
		{ fault: "a ring of a tool that doesn't exist", overlay: { organisation: "Acme", rings: { omega: ring("adopt") } }, field: "rings.omega", says: /got "omega"/ },
		{ fault: "a hidden tool that doesn't exist", overlay: { organisation: "Acme", hide: ["omega"] }, field: "hide.0", says: /got "omega"/ },
		{ fault: "a ring of a tool that it hides", overlay: { organisation: "Acme", hide: ["alpha"], rings: { alpha: ring("adopt") } }, field: "rings.alpha", says: /hides/ },
		{ fault: "facts of a tool that doesn't exist", overlay: { organisation: "Acme", facts: { omega: [fact("one")] } }, field: "facts.omega", says: /got "omega"/ },
		{ fault: "a fact without a source", overlay: { organisation: "Acme", facts: { alpha: [fact("one", { source: undefined })] } }, field: "facts.alpha.0.source", says: /expected string/ },
		{ fault: "a fact that sells", overlay: { organisation: "Acme", facts: { alpha: [fact("one", { text: "Our robust server." })] } }, field: "facts.alpha.0.text", says: /"robust"/ },
		{ fault: "two facts of one id", overlay: { organisation: "Acme", facts: { alpha: [fact("one"), fact("one", { text: "It is another." })] } }, field: "facts.alpha.1.id", says: /"one" twice/ },
		{ fault: "a fact that replaces the only requirement", overlay: { organisation: "Acme", facts: { alpha: [fact("needs-python")] } }, field: "facts.alpha", says: /limit or requirement/ },
		{
			fault: "a ring beside a whole tool of its own",
			overlay: { organisation: "Acme", rings: { "acme-runs": ring("adopt") } },
			own: [tool("acme-runs")],
			field: "rings.acme-runs",
			says: /tool's own file/,
		},
		{ fault: "a tool with an id of the catalog", own: [tool("alpha", { name: "Acme Alpha" })], file: "acme/tools/alpha.yaml", field: "id", says: /the catalog's Alphalyze/ },
		{ fault: "a tool with a name of the catalog", own: [tool("acme-runs", { aliases: ["Betamax"] })], file: "acme/tools/acme-runs.yaml", field: "aliases", says: /which is beta's/ },
		{
			fault: "a tool with an alternative that it hides",
			overlay: { organisation: "Acme", hide: ["in-ci-cd"] },
			own: [tool("acme-runs", { alternatives: ["in-ci-cd"] })],
			file: "acme/tools/acme-runs.yaml",
			field: "alternatives",
			says: /got "in-ci-cd"/,
		},
		{ fault: "a tool that doesn't keep the schema", own: [tool("acme-runs", { group: "in-house" })], file: "acme/tools/acme-runs.yaml", field: "group", says: /got "in-house"/ },
		{ fault: "a tool with too few facts", own: [tool("acme-runs", { facts: [fact("one", { kind: "limit" })] })], file: "acme/tools/acme-runs.yaml", field: "facts", says: /at least 4, got 1/ },
		{
			fault: "a tool that speaks of another",
			own: [tool("acme-runs", { serves: { "ml-researcher": { want: "It reads what Alphalyze wrote." } } })],
			file: "acme/tools/acme-runs.yaml",
			field: "serves.ml-researcher.want",
			says: /\(alpha\)/,
		},
	];
	test.for(faults)("$fault is told, and nothing else is", ({ overlay = { organisation: "Acme" }, own = [], file = "acme/overlay.yaml", field, says }) => {
		expect(problemsOf(overlay, own)).toEqual([{ file, field, message: expect.stringMatching(says) }]);
	});

	test("every problem of every file is told at once", () => {
		const problems = problemsOf({ organisation: "Acme", hide: ["omega"], rings: { omicron: ring("adopt") } }, [tool("acme-runs", { licence: "none" }), tool("acme-jobs", { group: "in-house" })]);
		expect(problems.map(({ file, field }) => `${file} ${field}`).toSorted()).toEqual([
			"acme/overlay.yaml hide.0",
			"acme/overlay.yaml rings.omicron",
			"acme/tools/acme-jobs.yaml group",
			"acme/tools/acme-runs.yaml licence",
		]);
	});
});
