import { describe, expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import { type ConstraintKind, constraintValues } from "../../src/core/need.ts";
import { isHard, meets, type Verdict } from "../../src/core/ranking/hard-constraints.ts";
import { aNeed, constraint, constraints } from "../support/needs.ts";
import { checkedSmallCatalog, type Data, parsedTool } from "../support/small-catalog.ts";

const catalog = checkedSmallCatalog();
const modes = (...list: string[]): Data => ({ hosting: { modes: list } });
/** Where what is known of a tool leaves a question open, and where it answers it with no. */
type Meets = "yes" | "no" | "unknown";

function verdictOn(fields: Data, asked: string, ...more: string[]): Verdict {
	return meets(catalog, parsedTool("probe", fields), constraint(asked), aNeed({ constraints: constraints(asked, ...more) }));
}
const meetsIt = (fields: Data, asked: string, ...more: string[]): Meets => {
	const verdict = verdictOn(fields, asked, ...more);
	return verdict.ok ? "yes" : verdict.unknown ? "unknown" : "no";
};

test("the kinds that filter are those that the asker cannot bend; of a budget only no money at all", () => {
	const hard = (Object.keys(constraintValues) as ConstraintKind[]).filter((kind) => isHard({ kind, value: "x" }));
	expect(hard.sort()).toEqual(["cloud", "compliance", "exclude", "exclude-vendor", "hosting", "kubernetes", "language", "licence"]);
	expect([isHard(constraint("budget=free")), isHard(constraint("budget=low")), isHard(constraint("budget=enterprise"))]).toEqual([true, false, false]);
});

describe("licence", () => {
	test.each<[string, string, Meets]>([
		["Apache-2.0", "licence=open-source", "yes"],
		["AGPL-3.0-only", "licence=open-source", "yes"],
		["BUSL-1.1", "licence=open-source", "no"],
		["Elastic-2.0", "licence=open-source", "no"],
		["SSPL-1.0", "licence=open-source", "no"],
		["Proprietary", "licence=open-source", "no"],
		["Apache-2.0", "licence=commercial-ok", "yes"],
		["Proprietary", "licence=commercial-ok", "yes"],
		["BUSL-1.1", "licence=commercial-ok", "no"],
		["PolyForm-Noncommercial-1.0.0", "licence=commercial-ok", "no"],
	])("%s under %s: %s", (licence, asked, expected) => expect(meetsIt({ licence }, asked)).toBe(expected));
});

describe("hosting", () => {
	test.each<[string[], string, Meets]>([
		[["library"], "hosting=self-hosted", "yes"],
		[["self-hosted", "managed"], "hosting=self-hosted", "yes"],
		[["managed"], "hosting=self-hosted", "no"],
		[["managed"], "hosting=managed", "yes"],
		[["library", "self-hosted"], "hosting=managed", "no"],
		[["library"], "hosting=air-gapped", "yes"],
		[["self-hosted"], "hosting=air-gapped", "yes"],
		[["managed"], "hosting=air-gapped", "no"],
	])("%j under %s: %s", (list, asked, expected) => expect(meetsIt(modes(...list), asked)).toBe(expected));

	test("what a source says must reach the outside is not for an air-gapped network, and is fine on one's own servers", () => {
		const reaches = { hosting: { modes: ["self-hosted"], air_gapped: false } };
		expect([meetsIt(reaches, "hosting=air-gapped"), meetsIt(reaches, "hosting=self-hosted")]).toEqual(["no", "yes"]);
	});
});

describe("Kubernetes", () => {
	test.each<[string, Data, string, string[], Meets]>([
		["a package needs none", modes("library"), "kubernetes=no", [], "yes"],
		["a server that a source shows without it needs none", { ...modes("self-hosted"), kubernetes: "no" }, "kubernetes=no", [], "yes"],
		["a server that runs with it or without", { ...modes("self-hosted"), kubernetes: "optional" }, "kubernetes=no", [], "yes"],
		["a server that runs on it only", { ...modes("self-hosted"), kubernetes: "required" }, "kubernetes=no", [], "no"],
		["a package that works on it only", { ...modes("library"), kubernetes: "required" }, "kubernetes=no", [], "no"],
		["a server of which nobody says", modes("self-hosted"), "kubernetes=no", [], "unknown"],
		["a service that its vendor runs", modes("managed"), "kubernetes=no", [], "yes"],
		["one that the vendor runs too, where nobody insists on running it", { ...modes("self-hosted", "managed"), kubernetes: "required" }, "kubernetes=no", [], "yes"],
		["the same where it must stand on their side", { ...modes("self-hosted", "managed"), kubernetes: "required" }, "kubernetes=no", ["hosting=self-hosted"], "no"],
		["the same where it must stand on their premises", { ...modes("self-hosted", "managed"), kubernetes: "required" }, "kubernetes=no", ["cloud=on-prem"], "no"],
		["the same where the vendor is to run it", { ...modes("self-hosted", "managed"), kubernetes: "required" }, "kubernetes=no", ["hosting=managed"], "yes"],
		["a server of which nobody says, where it must stand on their side", modes("self-hosted", "managed"), "kubernetes=no", ["hosting=self-hosted"], "unknown"],
		["on a cluster: what needs one", { ...modes("self-hosted"), kubernetes: "required" }, "kubernetes=yes", [], "yes"],
		["on a cluster: a package runs in a pod", modes("library"), "kubernetes=yes", [], "yes"],
		["on a cluster: a server of which nobody says", modes("self-hosted"), "kubernetes=yes", [], "unknown"],
		["on a cluster: a service that its vendor runs", modes("managed"), "kubernetes=yes", [], "unknown"],
	])("%s", (_, fields, asked, more, expected) => expect(meetsIt(fields, asked, ...more)).toBe(expected));
});

const clouds = (list: string[], ...how: string[]): Data => ({ ...modes(...how), clouds: list, sources: {} });

describe("cloud", () => {
	test.each<[string, Data, string, Meets]>([
		["what one installs oneself runs in every cloud", modes("self-hosted"), "cloud=gcp", "yes"],
		["and on one's premises", modes("library"), "cloud=on-prem", "yes"],
		["and in several clouds", modes("self-hosted"), "cloud=multi", "yes"],
		["a service in the cloud that is asked for", clouds(["aws"], "managed"), "cloud=aws", "yes"],
		["a service in another cloud", clouds(["aws"], "managed"), "cloud=gcp", "no"],
		["a service of which nobody says where", modes("managed"), "cloud=aws", "unknown"],
		["a service in two clouds, for several", clouds(["aws", "gcp"], "managed"), "cloud=multi", "yes"],
		["a service in one cloud, for several", clouds(["aws"], "managed"), "cloud=multi", "unknown"],
		["a service, for one's own premises", clouds(["aws"], "managed"), "cloud=on-prem", "no"],
	])("%s", (_, fields, asked, expected) => expect(meetsIt(fields, asked)).toBe(expected));
});

describe("language", () => {
	test.each<[string, Data, Meets]>([
		["a client that a source shows", { languages: ["python", "java"] }, "yes"],
		["no client among those that are known", { languages: ["python"] }, "no"],
		["nothing known", {}, "unknown"],
	])("%s", (_, fields, expected) => expect(meetsIt(fields, "language=java")).toBe(expected));
});

describe("a rule such as HIPAA is asked of a managed offer only", () => {
	test.each<[string, Data, string[], Meets]>([
		["a service with a source for it", { ...modes("managed"), compliance: ["hipaa"] }, [], "yes"],
		["a service with a source for another rule", { ...modes("managed"), compliance: ["gdpr"] }, [], "unknown"],
		["a service without any", modes("managed"), [], "unknown"],
		["what one runs oneself, for that is the asker's to certify", modes("self-hosted"), [], "yes"],
		["what one could run oneself", modes("library", "managed"), [], "yes"],
		["what one could run oneself, where the vendor is to run it", modes("library", "managed"), ["hosting=managed"], "unknown"],
		["the same with a source for it", { ...modes("library", "managed"), compliance: ["hipaa"] }, ["hosting=managed"], "yes"],
	])("%s", (_, fields, more, expected) => expect(meetsIt(fields, "compliance=hipaa", ...more)).toBe(expected));
});

describe("no money at all", () => {
	test.each<[string, Data, string, Meets]>([
		["open source that one installs oneself", modes("library"), "budget=free", "yes"],
		["closed source with a free offer", { ...modes("managed"), licence: "Proprietary", pricing: ["free-tier", "seat"] }, "budget=free", "yes"],
		["closed source that costs", { ...modes("managed"), licence: "Proprietary", pricing: ["seat"] }, "budget=free", "no"],
		["closed source of which nobody knows the price", { ...modes("managed"), licence: "Proprietary" }, "budget=free", "unknown"],
		["open source that only the vendor runs, with a price", { ...modes("managed"), pricing: ["usage"] }, "budget=free", "no"],
		["little money filters nothing", { ...modes("managed"), pricing: ["quote"] }, "budget=low", "yes"],
	])("%s", (_, fields, asked, expected) => expect(meetsIt(fields, asked)).toBe(expected));
});

test("a tool that they refuse is out, and no other", () => {
	expect(meetsIt({}, "exclude=probe")).toBe("no");
	expect(meetsIt({}, "exclude=other")).toBe("yes");
});

test("kinds that weigh never filter", () => {
	for (const pair of ["team-size=small", "scale=very-large", "modality=audio", "existing=probe", "budget=enterprise"]) expect(meetsIt({}, pair)).toBe("yes");
});

test("what is unknown never satisfies: a service of which nothing is known meets no wish that needs a source", () => {
	const silent = { ...modes("managed"), licence: "Proprietary", pricing: undefined, languages: undefined, clouds: undefined, compliance: undefined, kubernetes: undefined };
	for (const kind of ["cloud", "language", "compliance"] as const) {
		for (const value of constraintValues[kind]) expect([kind, value, meetsIt(silent, `${kind}=${value}`)]).toEqual([kind, value, "unknown"]);
	}
	for (const pair of ["kubernetes=yes", "budget=free"]) expect(meetsIt(silent, pair)).toBe("unknown");
});

test("every no says why, in words that an answer can print, for every tool of the catalog and every wish", () => {
	const real = loadKnowledge().reader.catalog;
	const kinds = (Object.keys(constraintValues) as ConstraintKind[]).filter((kind) => constraintValues[kind] !== "tool");
	for (const kind of kinds) {
		for (const value of constraintValues[kind]) {
			const asked = constraint(`${kind}=${value}`);
			for (const tool of real.tools.values()) {
				const verdict = meets(real, tool, asked, aNeed({ constraints: [asked] }));
				if (!verdict.ok) expect(verdict.because).toMatch(/^[^\s.][^.]*[^\s]$|\d\.\d/);
				if (!isHard(asked)) expect(verdict.ok).toBe(true);
				// Taking away what is known makes no tool fit better.
				const { kubernetes: _, clouds: __, languages: ___, compliance: ____, pricing: _____, ...bare } = tool;
				if (!verdict.ok && verdict.unknown) expect(meets(real, bare, asked, aNeed({ constraints: [asked] })).ok).toBe(false);
			}
		}
	}
});
