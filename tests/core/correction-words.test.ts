import { expect, test } from "vitest";
import { correctionWords } from "../../src/core/conversation/correction-words.ts";
import type { Need } from "../../src/core/need.ts";
import { aNeed, constraints } from "../support/needs.ts";
import { checkedSmallCatalog } from "../support/small-catalog.ts";

const catalog = checkedSmallCatalog();
const words = (before: Parameters<typeof aNeed>[0], after: Parameters<typeof aNeed>[0]): string => correctionWords(catalog, aNeed(before), aNeed(after));

test("what was added and what was dropped is said, and what stays is not", () =>
	expect(words({ constraints: constraints("kubernetes=no", "budget=free") }, { constraints: constraints("budget=free", "licence=open-source") })).toBe(
		"Updated: narrowed down to open source; dropped: no Kubernetes.",
	));

test("for whom it is written now is said where that changed", () => {
	const engineer: Need["persona"] = { id: "software-engineer", confidence: 1, words: ["you told me"], from: "told" };
	expect(words({}, { persona: engineer })).toBe("Updated: for engineers.");
	expect(words({ persona: engineer }, {})).toBe("Updated: for researchers and engineers alike.");
});

test("where nothing was changed it says that the answer stands", () => expect(words({}, {})).toBe("Updated: nothing else was chosen, so the answer stands."));
