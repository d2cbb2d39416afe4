import { describe, expect, test } from "vitest";
import { readSampleWeek, sampleChannel } from "../../../src/adapters/catalog/read-sample-week.ts";
import { categoryIds } from "../../../src/core/catalog/vocabulary.ts";
import type { Digest } from "../../../src/core/digest/digest.ts";
import { composeDigest, type DigestInput } from "../../../src/core/digest/digest.ts";
import { type DigestProse, findDigestViolations, groundedDigest, proseOf } from "../../../src/core/digest/digest-grounding.ts";
import { askedAbout, digestInput, projectCatalog } from "../../support/digests.ts";

const catalog = projectCatalog();
const sample = readSampleWeek(catalog);
const input: DigestInput = { catalog, readers: { channel: sampleChannel, isShared: false }, asked: sample.asked, past: sample.past, period: { from: sample.from, until: sample.until, zone: "UTC" } };
const composed = composeDigest(input);
const codes = (digest: Digest): string[] => findDigestViolations(input, digest).map(({ code, at }) => `${code} ${at}`);
const inWords = (words: Partial<DigestProse>) => groundedDigest(input, composed, words);

describe("what is composed from the catalog and from counts", () => {
	test("passes as it is, in the sample week", () => expect(codes(composed)).toEqual([]));
	test("passes in a week about any one category, in any turn of the invitation", () => {
		for (const [turn, id] of categoryIds.entries()) {
			const week = digestInput(catalog, [askedAbout(catalog, id, { persona: turn % 2 === 0 ? "ml-researcher" : "software-engineer" })], {
				period: { from: turn * 7 * 86_400_000, until: (turn + 1) * 7 * 86_400_000, zone: "UTC" },
			});
			expect(findDigestViolations(week, composeDigest(week)), id).toEqual([]);
		}
	});
});

describe("a model's words", () => {
	test("are taken where the digest bears them out", () => {
		const tool = composed.worthALook?.tool.name ?? "";
		const words = { headline: "A week about deployment: 12 of 23 questions.", picture: "Deployment glows.", reason: `${tool} keeps costs in view, and 12 questions were about that stage.` };
		const { digest, violations } = inWords(words);
		expect(violations).toEqual([]);
		expect(proseOf(digest)).toEqual(words);
		expect(digest.writtenBy).toBe("model");
	});
	test.each([
		["a tool that the digest does not speak of", { headline: "Everybody asked about Feast." }, "foreign_tool headline"],
		["a product that is known by name only", { reason: "It beats Datadog." }, "foreign_tool reason"],
		["a number that nobody counted", { picture: "Deployment was touched by 77 questions." }, "foreign_number picture"],
		["a share that nobody worked out", { headline: "Over 52% asked about deployment." }, "foreign_number headline"],
		["a link", { headline: "See https://example.org for more." }, "link headline"],
		["a mention of somebody", { reason: "Ask <@U123> about it." }, "mention reason"],
		["a call to everybody", { headline: "<!channel> read this" }, "mention headline"],
		["an essay", { headline: "Deployment. ".repeat(40) }, "too_long headline"],
	])("are put back where they hold %s", (_, words, violation) => {
		const { digest, violations } = inWords(words);
		expect(violations.map(({ code, at }) => `${code} ${at}`)).toContain(violation);
		expect(proseOf(digest)).toEqual(proseOf(composed));
		expect(codes(digest)).toEqual([]);
	});
	test("that hold keep their place beside some that don't", () => {
		const { digest } = inWords({ headline: "Everybody asked about Feast.", picture: "Deployment glows." });
		expect(proseOf(digest)).toEqual({ ...proseOf(composed), picture: "Deployment glows." });
	});
	test("for parts that the digest has not are not taken", () => {
		const quiet = digestInput(catalog, []);
		expect(groundedDigest(quiet, composeDigest(quiet), { picture: "All is calm.", reason: "Why not?" }).digest).not.toHaveProperty("picture");
	});
});

describe("what is no prose is held against the catalog too", () => {
	const look = composed.worthALook;
	if (look === undefined) throw new Error("Expected the sample week to have a tool worth a look");
	const other = catalog.tools.get("feast");
	if (other === undefined) throw new Error("Expected the catalog to hold Feast");
	test.each<[string, Digest, string]>([
		["a tool that was shown lately", composed, "not_worth_a_look worthALook"],
		["a tool of another stage", { ...composed, worthALook: { ...look, stage: "data-acquisition" } }, "not_worth_a_look worthALook"],
		["another tool's fact", { ...composed, worthALook: { ...look, tradeOff: other.facts[0] ?? look.tradeOff } }, "foreign_fact worthALook"],
		["a reason that the catalog does not give", { ...composed, worthALook: { ...look, serves: { ...look.serves, text: "It is the best." } } }, "foreign_fact worthALook"],
		["news that is none", { ...composed, news: { entries: [{ kind: "new", tool: other }], more: 0 } }, "no_news news.0"],
		["six entries", { ...composed, themes: { entries: [...composed.themes.entries, ...composed.themes.entries.slice(0, 1)], more: 0 } }, "too_long themes"],
	])("%s", (_, digest, violation) => {
		const shown = digest === composed ? [look.tool.id] : [];
		expect(findDigestViolations({ catalog, past: { ...sample.past, shown } }, digest).map(({ code, at }) => `${code} ${at}`)).toContain(violation);
	});
	test("and goes where it does not hold", () => {
		const { digest } = groundedDigest({ catalog, past: { ...sample.past, shown: [look.tool.id] } }, composed);
		expect(digest).not.toHaveProperty("worthALook");
		expect(digest.themes).toEqual(composed.themes);
	});
});
