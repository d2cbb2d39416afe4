import { describe, expect, test } from "vitest";
import { answerMessage } from "../../src/adapters/slack/answer-blocks.ts";
import { loadKnowledge } from "../../src/bot.ts";
import type { Answer } from "../../src/core/answer/answer.ts";
import { compose } from "../../src/core/answer/compose.ts";
import type { Need } from "../../src/core/need.ts";
import { shortlist } from "../../src/core/ranking/shortlist.ts";
import { checkMessage, limits } from "../../src/playground/message-limits.ts";
import { blockText } from "../support/expectations.ts";
import { aNeed, categories, constraints } from "../support/needs.ts";

const { catalog } = loadKnowledge().reader;
const answerTo = (need: Need): Answer => compose({ catalog, need, shortlist: shortlist(catalog, need), today: "2026-11-24" });
const researcher: Need["persona"] = { id: "ml-researcher", confidence: 0.9, words: ["phd students"], from: "words" };
const recommendation = answerTo(aNeed({ persona: researcher, categories: categories("experiment-tracking"), constraints: constraints("licence=open-source", "kubernetes=no") }));
const shown = (answer: Answer): string => blockText(answerMessage(catalog, answer));

describe("a recommendation in Slack", () => {
	const text = shown(recommendation);
	const order = (...parts: string[]): number[] => parts.map((part) => text.indexOf(part));

	test("is read in this order: the answer, for whom, the picks, who is left out, where it sits, the question, how it was written", () => {
		const [first, second] = recommendation.picks;
		const places = order(
			`*${recommendation.headline}*`,
			"For researchers (from “phd students”) · open source · no Kubernetes",
			`*1 · ${first?.tool.name}*`,
			`*2 · ${second?.tool.name}*`,
			"Left out:",
			recommendation.lifecycle ?? "",
			recommendation.question ?? "",
			"Written without a language model.",
		);
		expect(places).not.toContain(-1);
		expect(places).toEqual([...places].sort((a, b) => a - b));
	});
	test("says of each pick its ring, licence and hosting, why it fits, and its trade-off with a link to the source", () => {
		for (const [at, { tool, tradeOff }] of recommendation.picks.entries()) {
			expect(text).toContain(`*${at + 1} · ${tool.name}* — ${tool.ring.value}`);
			expect(text).toContain(` · ${tool.licence} · ${tool.hosting.modes.join(", ")}`);
			expect(text).toMatch(new RegExp(`Trade-off: ${RegExp.escape(tradeOff.text)} <https?://[^|>]+\\|\\[\\d\\]>`));
		}
		expect(text).toContain("_Your ");
	});
	test("numbers its sources from one, as its text does", () => {
		const numbers = [...text.matchAll(/\|\[(\d+)\]>/g)].map(([, number]) => Number(number));
		expect([...new Set(numbers)].sort()).toEqual([...new Set(numbers)].map((_, at) => at + 1));
		for (const number of numbers) expect(answerMessage(catalog, recommendation).text).toContain(`[${number}] https://`);
	});
});

test("a comparison shows a card for each tool, with every aspect, and who should take which", () => {
	const mentions = ["mlflow", "weights-and-biases"].map((id) => ({ id, name: catalog.tools.get(id)?.name ?? id, words: id, inCatalog: true }));
	const comparison = answerTo(aNeed({ intent: "compare", categories: categories("experiment-tracking"), mentions }));
	const text = shown(comparison);
	for (const tool of comparison.comparison?.tools ?? []) expect(text).toContain(`*${tool.name.replaceAll("&", "&amp;")}*\nLicence: ${tool.licence}`);
	for (const line of comparison.comparison?.takeIf ?? []) expect(text).toContain(line.replaceAll("&", "&amp;"));
	expect(text, "the picks are the cards").not.toContain("*1 ·");
});

test("what fits nowhere names the closest, and not who is left out", () => {
	const text = shown(answerTo(aNeed({ categories: categories("fairness"), constraints: constraints("hosting=managed", "language=julia") })));
	expect(text).toContain("Closest: ");
	expect(text).not.toContain("Left out");
});

test("only an answer to somebody's need says for whom it is", () => {
	for (const need of [aNeed({ intent: "off-topic" }), aNeed({ intent: "vague" }), aNeed({ intent: "explain", categories: categories("feature-store") })])
		expect(shown(answerTo(need))).not.toMatch(/^For /m);
	expect(shown(answerTo(aNeed({ categories: categories("feature-store") })))).toMatch(/^For researchers and engineers alike$/m);
});

test("an asker's language note stands beside the sources", () => {
	expect(shown(answerTo(aNeed({ categories: categories("feature-store"), language: "de" })))).toContain("antworte ich auf Englisch. ");
});

test("words of the asker's cannot call anybody, in the blocks or in the text", () => {
	const nasty = "<!channel> & <@U0BOSS> *loud* <https://evil.example|here>";
	const { text, blocks } = answerMessage(catalog, {
		...recommendation,
		headline: `${nasty}.`,
		need: { ...recommendation.need, persona: { ...researcher, words: [nasty] } },
		paragraphs: [nasty],
		question: nasty,
	});
	expect(`${text}${JSON.stringify(blocks)}`).not.toMatch(/<[!@#]|<https:\/\/evil/);
	expect(text).toContain("&lt;!channel&gt; &amp; &lt;@U0BOSS&gt;");
});

test("an answer that has grown too long is cut to what Slack takes", () => {
	const long = "word after word ".repeat(2000);
	const message = answerMessage(catalog, { ...recommendation, paragraphs: [long], question: long, lifecycle: long });
	expect(() => checkMessage(message, limits.updateText)).not.toThrow();
	expect(message.text).toMatch(/…$/);
});
