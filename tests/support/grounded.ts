import { expect } from "vitest";
import type { Catalog } from "../../src/core/catalog/catalog.ts";
import type { SlackMessage } from "../../src/playground/workspace.ts";
import { expectCalm } from "./expectations.ts";
import { inventedProducts, lies } from "./lying-model.ts";

/** Letters and digits as a reader sees them: without what is invisible, what decorates, and what stands between. */
const seen = (text: string): string =>
	text
		.normalize("NFKD")
		.replace(/[\p{M}\p{Cf}\p{Cc}]/gu, "")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, "");

const invented = inventedProducts.map(seen);
/** Lies that no fact of the catalog could hold by chance. */
const told = [...lies.prices, ...lies.numbers, ...lies.prompt, ...lies.mentions, ...lies.markup];

/** Nothing in a message stands there but what the catalog, the framework or a person bears out: no invented product, foreign link, price, mention or echo of the prompt. */
export function expectGrounded(catalog: Catalog, message: Pick<SlackMessage, "text" | "blocks">): void {
	expectCalm(message);
	const whole = `${message.text}\n${JSON.stringify(message.blocks ?? [])}`;
	const letters = seen(whole);
	expect(invented.filter((name) => letters.includes(name))).toEqual([]);
	expect(told.filter((lie) => whole.includes(lie))).toEqual([]);
	expect(whole).not.toMatch(/<[!@#]/);
	expect(whole).not.toMatch(/evil\.example|203\.0\.113/);
	for (const [link] of whole.matchAll(/https?:\/\/[^\s<>|"\\)]+/g)) expect(sourcesOf(catalog).has(plainUrl(link)), link).toBe(true);
}

const plainUrl = (url: string): string => decodeURIComponent(url).replace(/&amp;/g, "&").replace(/\/$/, "");
function sourcesOf(catalog: Catalog): ReadonlySet<string> {
	const cached =
		sources.get(catalog) ?? new Set([...catalog.tools.values()].flatMap(({ facts, homepage }) => [homepage, ...facts.map(({ source }) => source)]).map((url) => plainUrl(new URL(url).href)));
	sources.set(catalog, cached);
	return cached;
}
const sources = new WeakMap<Catalog, ReadonlySet<string>>();
