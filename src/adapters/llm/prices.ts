/** US dollars per million tokens. */
type Price = { input: number; cachedInput: number; output: number };

/**
 * Standard prices for prompts of up to 272,000 tokens: those from GPT-5 on as copies of
 * https://developers.openai.com/api/docs/pricing gave them in November 2026, the older ones as tables of others did before;
 * none was read off the page itself. Offers that may have ended (GPT-5.6 Sol's until 2026-11-21) are left out. Good enough
 * for a budget; for a bill, read the bill. Other services, such as Azure, charge about the same for the same models.
 */
const prices: Readonly<Record<string, Price>> = {
	"gpt-6.1-sol": { input: 2, cachedInput: 0.1, output: 10 },
	"gpt-6.1-terra": { input: 1, cachedInput: 0.05, output: 5 },
	"gpt-6-astra": { input: 10, cachedInput: 1, output: 50 },
	"gpt-6-sol": { input: 2, cachedInput: 0.2, output: 10 },
	"gpt-6-luna": { input: 0.1, cachedInput: 0.01, output: 0.5 },
	"gpt-5.6-sol": { input: 5, cachedInput: 0.5, output: 30 },
	"gpt-5.6-terra": { input: 2, cachedInput: 0.2, output: 12 },
	"gpt-5.6-luna": { input: 0.2, cachedInput: 0.02, output: 1.2 },
	"gpt-5.5": { input: 5, cachedInput: 0.5, output: 30 },
	"gpt-5.4": { input: 2.5, cachedInput: 0.25, output: 15 },
	"gpt-5.4-mini": { input: 0.75, cachedInput: 0.075, output: 4.5 },
	"gpt-5.4-nano": { input: 0.2, cachedInput: 0.02, output: 1.25 },
	"gpt-5.2": { input: 1.75, cachedInput: 0.175, output: 14 },
	"gpt-5.1": { input: 1.25, cachedInput: 0.125, output: 10 },
	"gpt-5": { input: 1.25, cachedInput: 0.125, output: 10 },
	"gpt-5-mini": { input: 0.25, cachedInput: 0.025, output: 2 },
	"gpt-5-nano": { input: 0.05, cachedInput: 0.005, output: 0.4 },
	"gpt-4.1": { input: 2, cachedInput: 0.5, output: 8 },
	"gpt-4.1-mini": { input: 0.4, cachedInput: 0.1, output: 1.6 },
	"gpt-4.1-nano": { input: 0.1, cachedInput: 0.025, output: 0.4 },
	"gpt-4o": { input: 2.5, cachedInput: 1.25, output: 10 },
	"gpt-4o-mini": { input: 0.15, cachedInput: 0.075, output: 0.6 },
	o3: { input: 2, cachedInput: 0.5, output: 8 },
	"o4-mini": { input: 1.1, cachedInput: 0.275, output: 4.4 },
};

/** What is written to OpenAI's cache of prompts costs more than other input, from GPT-5.6 on; no earlier model reports it. */
const cacheWriteFactor = 1.25;

/** A provider's prefix and a snapshot's date don't change the price: `openai/gpt-5-mini-2025-08-07` is `gpt-5-mini`. */
const priceOf = (model: string): Price | undefined => {
	const name = model
		.toLowerCase()
		.replace(/^(openai|azure)\//, "")
		.replace(/-\d{4}-\d{2}-\d{2}$/, "");
	return Object.hasOwn(prices, name) ? prices[name] : undefined;
};

/** Whether what this model takes can be told in money. */
export const hasPrice = (model: string): boolean => priceOf(model) !== undefined;

/** Tokens as a server counts them: those read from and written to its cache are among the input. */
export type Tokens = { input: number; cachedInput?: number; cacheWrites?: number; output: number };

/** The dearest of what is known: nothing is read from a cache for less. */
const dearest: Price = {
	input: Math.max(...Object.values(prices).map(({ input }) => input)),
	cachedInput: Math.max(...Object.values(prices).map(({ input }) => input)),
	output: Math.max(...Object.values(prices).map(({ output }) => output)),
};

/** What so many tokens cost, in US dollars; `undefined` where the model's price is not known. */
export function costOf(model: string, tokens: Tokens): number | undefined {
	const price = priceOf(model);
	return price === undefined ? undefined : costAt(price, tokens);
}

/** What so many tokens of a model without a known price are taken to cost at most. */
export const dearestCostOf = (tokens: Tokens): number => costAt(dearest, tokens);

function costAt(price: Price, { input, cachedInput = 0, cacheWrites = 0, output }: Tokens): number {
	const fresh = Math.max(0, input - cachedInput - cacheWrites);
	return (fresh * price.input + cacheWrites * price.input * cacheWriteFactor + cachedInput * price.cachedInput + output * price.output) / 1_000_000;
}
