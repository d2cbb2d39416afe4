import { inventedProducts } from "./lying-model.ts";
import type { AskedModel, ModelTurn } from "./model-peer.ts";
import { Seeded } from "./seeded.ts";

type JsonSchema = Record<string, unknown>;

/** What may go wrong with an output. */
export const mishaps = ["no-json", "broken-json", "not-given", "rate-limited", "failing", "cut", "hanging", "slow"] as const;
export type Mishap = (typeof mishaps)[number];

export type MishapOptions = {
	seed: number;
	/** How often something goes wrong, from 0 to 1. */
	rate: number;
	/** What the model writes where nothing does. */
	good: (asked: AskedModel) => unknown;
	/** Which of them; all unless told. */
	of?: readonly Mishap[];
	/** How long a slow one takes with its first word, in milliseconds. */
	slowMs?: number;
};

/** Decides for each request whether, and how, it goes wrong: the same for the same seed. Counts what it decided. */
export function mishapping({ seed, rate, good, of = mishaps, slowMs = 3000 }: MishapOptions): { decide: (asked: AskedModel) => ModelTurn; counts: Map<Mishap | "good", number> } {
	const chances = new Seeded(seed);
	const counts = new Map<Mishap | "good", number>();
	const decide = (asked: AskedModel): ModelTurn => {
		const fate = chances.chance(rate) ? chances.pick(of) : "good";
		counts.set(fate, (counts.get(fate) ?? 0) + 1);
		const content = good(asked);
		const text = JSON.stringify(content);
		const chunkSize = chances.between(4, 40);
		const written = (content: unknown, delivery = {}): ModelTurn => ({ reply: { content }, delivery: { chunkSize, ...delivery } });
		switch (fate) {
			case "good":
				return written(content);
			case "no-json":
				return written("I would take the first one, and here is why.");
			case "broken-json":
				return written(`${text.slice(0, chances.between(1, text.length - 1))}}]`);
			case "not-given":
				return written(notGiven(content, asked.schema ?? {}, chances));
			case "rate-limited":
				return { reply: { status: 429, retryAfter: chances.pick([0, 1, 2, 60]) } };
			case "failing":
				return { reply: { status: chances.pick([500, 502, 503]) } };
			case "cut":
				// The chunks take their time, so that the first ones arrive before the connection breaks.
				return written(content, { truncateAfterChunks: chances.between(1, Math.ceil(text.length / chunkSize)), latency: 5 });
			case "hanging":
				return { hangs: true };
			case "slow":
				return written(content, { streamingProfile: { ttft: slowMs, tps: 200 } });
		}
	};
	return { decide, counts };
}

/** The same output with one choice, such as a tool's id, that nobody gave. */
function notGiven(content: unknown, schema: JsonSchema, chances: Seeded): unknown {
	const spoilt = structuredClone(content);
	const choices: { in: Record<string, unknown>; name: string }[] = [];
	const look = (value: unknown, of: JsonSchema): void => {
		if (Array.isArray(value)) for (const item of value) look(item, (of.items ?? {}) as JsonSchema);
		else if (typeof value === "object" && value !== null) {
			for (const [name, field] of Object.entries((of.properties ?? {}) as Record<string, JsonSchema>)) {
				const holder = value as Record<string, unknown>;
				if (Array.isArray(field.enum) || typeof field.const === "string") choices.push({ in: holder, name });
				else look(holder[name], field);
			}
		}
	};
	look(spoilt, schema);
	if (choices.length === 0) return { ...(spoilt as object), extra: chances.pick(inventedProducts) };
	const choice = chances.pick(choices);
	choice.in[choice.name] = chances.pick(inventedProducts);
	return spoilt;
}
