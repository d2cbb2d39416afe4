import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bold, escapeMrkdwn, escapeWithin, italic, link, truncate, unescapeMrkdwn } from "../../src/adapters/slack/mrkdwn.ts";
import { loadKnowledge } from "../../src/bot.ts";

const text = fc.oneof(
	fc.string({ unit: "binary", maxLength: 40 }),
	fc.array(fc.constantFrom("<!channel>", "<@U0A>", "&", "&amp;", "&lt;", "<", ">", "*", "_", "a b", "|"), { maxLength: 10 }).map((pieces) => pieces.join("")),
);

test("whatever is written, escaped it starts no markup, and unescaped it is what it was", () => {
	fc.assert(
		fc.property(text, (written) => {
			const escaped = escapeMrkdwn(written);
			expect(escaped).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
			expect(unescapeMrkdwn(escaped)).toBe(written);
		}),
		{ numRuns: 300 },
	);
});

test("bold and italic are ended by nothing that is in them", () => {
	fc.assert(
		fc.property(text, (written) => {
			expect(bold(written).slice(1, -1)).not.toContain("*");
			expect(italic(written).slice(1, -1)).not.toContain("_");
		}),
		{ numRuns: 100 },
	);
	expect(bold("2 * 3 <!here>")).toBe("*2  3 &lt;!here&gt;*");
	expect(italic("your_need:")).toBe("_your need:_");
});

describe("a link", () => {
	test("goes to the address, with a label that starts no markup", () => expect(link("https://example.org/a?b=1&c=2", "[1] <x>")).toBe("<https://example.org/a?b=1&c=2|[1] &lt;x&gt;>"));
	test("keeps an address that is escaped already", () => expect(link("https://example.org/3.%20Test%20types.ipynb", "[1]")).toBe("<https://example.org/3.%20Test%20types.ipynb|[1]>"));
	test("ends where the address ends, whatever signs are in it", () => expect(link("https://example.org/a|b>c d", "[1]")).toBe("<https://example.org/a%7Cb%3Ec%20d|[1]>"));
	test("keeps an escaped slash, and a stray percent sign", () => {
		expect(link("https://example.org/tree/a%2Fb", "[1]")).toBe("<https://example.org/tree/a%2Fb|[1]>");
		expect(link("https://example.org/100%", "[1]")).toBe("<https://example.org/100%|[1]>");
	});
	test("to every page that the catalog names goes to that page", () => {
		for (const { facts } of loadKnowledge().reader.catalog.tools.values()) {
			for (const { source } of facts) {
				const [, address = ""] = /^<([^|<>]+)\|\[1\]>$/.exec(link(source, "[1]")) ?? [];
				expect(new URL(address).href).toBe(new URL(source).href);
			}
		}
	});
});

describe("a text that is too long", () => {
	test("is cut so that it fits escaped, and no escape is cut in two", () => {
		const cut = escapeWithin("a & b < c ".repeat(30), 100);
		expect(cut.length).toBeLessThanOrEqual(100);
		expect(cut.length).toBeGreaterThan(80);
		expect(cut).not.toMatch(/&(?!amp;|lt;|gt;)/);
	});
	test("is cut at a word, and says so", () => expect(truncate("one two three four", 10)).toBe("one two…"));
	test("is cut in a word where that is too long itself", () => expect(truncate("abcdefghijklmnop", 8)).toBe("abcdefg…"));
	test("is never longer than asked, and begins as it did", () => {
		fc.assert(
			fc.property(text, fc.integer({ min: 1, max: 30 }), (written, most) => {
				const cut = truncate(written, most);
				expect(cut.length).toBeLessThanOrEqual(most);
				if (written.length <= most) expect(cut).toBe(written);
				else expect(written.startsWith(cut.replace(/…$/, ""))).toBe(true);
			}),
			{ numRuns: 300 },
		);
	});
});
