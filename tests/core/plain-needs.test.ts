import { expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import { readMessage, understand } from "../../src/core/understanding/understand.ts";

const { reader } = loadKnowledge();

/** Wordings that the model does not learn from, for each kind of tool by its own name. */
const asked = ["open-source X for a lab", "X, on-prem, air-gapped", "X without kubernetes", "X with HIPAA", "managed X on GCP", "a cheap X, any ideas?", "X for a small team on AWS"];
/** Names that say nothing of what they are for. */
const tooWide = ["end-to-end-platform", "compute-infra", "model-monitoring"];

test("a kind of tool, asked for in a few words, is a need of that kind, whatever must hold", () => {
	const missed = Object.entries(reader.catalog.categories)
		.filter(([id]) => !tooWide.includes(id))
		.flatMap(([id, { name }]) =>
			asked.flatMap((pattern) => {
				const text = pattern.replace("X", name);
				const { intent, categories } = understand(reader, readMessage(reader, text), {});
				return intent === "choose" && categories[0]?.id === id ? [] : [`${text}: ${intent} ${categories.map((category) => category.id).join()}`];
			}),
		);
	expect(missed).toEqual([]);
});
