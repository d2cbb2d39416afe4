import { describe, expect, test } from "vitest";
import { answerMessage } from "../../src/adapters/slack/answer-blocks.ts";
import { apologyMessage } from "../../src/adapters/slack/apology.ts";
import { helpBlocks, helpText } from "../../src/adapters/slack/help.ts";
import { escapeMrkdwn, truncateMarked } from "../../src/adapters/slack/mrkdwn.ts";
import { privateMessage } from "../../src/adapters/slack/private-answer.ts";
import { fitMessage, section, sectionsOf } from "../../src/adapters/slack/views/blocks.ts";
import { forgottenCard, incompleteCard, personaCard, personaChanged, stageCard, stagesCard, suggestionCard, toolCard } from "../../src/adapters/slack/views/cards.ts";
import { detailsModal, expiredDetails } from "../../src/adapters/slack/views/details.ts";
import { askForReason, otherReasonModal } from "../../src/adapters/slack/views/feedback.ts";
import { channelModal, homeView, notAMemberModal } from "../../src/adapters/slack/views/home.ts";
import { narrowDownModal } from "../../src/adapters/slack/views/narrow-down.ts";
import { loadKnowledge } from "../../src/bot.ts";
import type { Answer } from "../../src/core/answer/answer.ts";
import { compose } from "../../src/core/answer/compose.ts";
import type { Catalog } from "../../src/core/catalog/catalog.ts";
import { type Tool, toolSchema } from "../../src/core/catalog/tool.ts";
import { categoryIds, stageIds } from "../../src/core/catalog/vocabulary.ts";
import { correctionWords } from "../../src/core/conversation/correction-words.ts";
import type { Need } from "../../src/core/need.ts";
import { shortlist } from "../../src/core/ranking/shortlist.ts";
import { checkMessage, checkView, limits } from "../../src/playground/message-limits.ts";
import { blockText } from "../support/expectations.ts";
import { aNeed, categories, constraints } from "../support/needs.ts";
import { aQuestion } from "../support/questions.ts";

const { catalog } = loadKnowledge().reader;
const today = "2026-11-24";

/** As many words as a field takes, each of them long and of characters that are longer once they are escaped. */
const words = (count: number): string => `${Array.from({ length: count }, () => "<&>&<".repeat(5)).join(" ")}.`;
const longUrl = (at: string): string => `https://example.org/${at}?${"a=1&".repeat(200)}`;

/** The worst entry that the catalog's schema lets in: every text at its longest, forty facts. */
function worst(tool: Tool): Tool {
	return toolSchema.parse({
		...tool,
		name: `${"N&".repeat(60)} ${tool.name}`,
		summary: words(20),
		homepage: longUrl(tool.id),
		ring: { ...tool.ring, rationale: words(30) },
		categories: Object.fromEntries(Object.keys(tool.categories).map((id) => [id, words(14)])),
		serves: Object.fromEntries(["ml-researcher", "software-engineer"].map((id) => [id, { need: words(15), want: words(15), frustration: words(15) }])),
		not_for: Array.from({ length: 5 }, () => words(18)),
		requires: Array.from({ length: 20 }, (_, at) => `${"&".repeat(40)}${at}`),
		status: { ...tool.status, note: words(30) },
		facts: Array.from({ length: 40 }, (_, at) => ({ id: `fact-${at}`, kind: at % 2 === 0 ? "limit" : "requirement", text: words(26), source: longUrl(`${tool.id}-${at}`), as_of: today })),
	});
}
const worstCatalog: Catalog = { ...catalog, tools: new Map([...catalog.tools].map(([id, tool]) => [id, worst(tool)])) };

const answerIn = (among: Catalog, need: Need): Answer => compose({ catalog: among, need, shortlist: shortlist(among, need), today });
const mentions = ["mlflow", "weights-and-biases", "comet", "clearml"].map((id) => ({ id, name: catalog.tools.get(id)?.name ?? id, words: id, inCatalog: true }));
const needs: [string, Need][] = [
	[
		"a recommendation",
		aNeed({ categories: categories("experiment-tracking"), constraints: constraints("hosting=self-hosted", "cloud=on-prem", "kubernetes=no", "licence=open-source", "existing=airflow") }),
	],
	["a recommendation in three categories", aNeed({ categories: categories("experiment-tracking", "model-serving", "feature-store") })],
	["a comparison", aNeed({ intent: "compare", categories: categories("experiment-tracking"), mentions })],
	["an adoption", aNeed({ intent: "adopt", categories: categories("experiment-tracking"), mentions: mentions.slice(0, 1) })],
	["an explanation", aNeed({ intent: "explain", categories: categories("feature-store") })],
	["a tool that is asked about", aNeed({ intent: "explain", mentions: mentions.slice(0, 1) })],
	["tools that are asked about", aNeed({ intent: "explain", mentions })],
	["nothing that fits", aNeed({ categories: categories("fairness"), constraints: constraints("hosting=managed", "language=julia") })],
	["asking back", aNeed({ intent: "vague" })],
	["declining", aNeed({ intent: "off-topic" })],
];

describe.each([
	["the catalog", catalog],
	["worst-case entries", worstCatalog],
])("from %s, inside Slack's limits:", (_, among) => {
	describe.each(needs)("%s", (_, need) => {
		const answer = answerIn(among, need);
		test.each(["slack", "plain", undefined] as const)("as a message (buttons: %s), to post and to update", (thumbs) => {
			const message = answerMessage(among, answer, { ...(thumbs === undefined ? {} : { thumbs }), credit: "U0RESEARCH" });
			expect(() => checkMessage(message, limits.updateText)).not.toThrow();
		});
		test("changed in its place, whatever was taken back", () => {
			const used = aNeed({ constraints: constraints(...[...among.tools.keys()].slice(0, 100).map((id) => `existing=${id}`)) });
			const message = answerMessage(among, answer, { thumbs: "slack", credit: "U0RESEARCH", updated: correctionWords(among, used, aNeed()) });
			expect(() => checkMessage(message, limits.updateText)).not.toThrow();
			expect(message.text).toContain(escapeMrkdwn(answer.headline.slice(0, 20)));
		});
		test("privately, with a question of any length", () => {
			for (const text of ["short", "x".repeat(2000), "&".repeat(2000), "long ".repeat(5000)])
				expect(() => checkMessage(privateMessage(among, aQuestion({ kind: "private", text }), answer), limits.text)).not.toThrow();
		});
		test("with its details, and narrowed down", () => {
			expect(() => checkView(detailsModal({ catalog: among, need, answer, shortlist: shortlist(among, need), isNewer: true }))).not.toThrow();
			expect(() => checkView(narrowDownModal(among, need, { channel: "C0PLATFORM", ts: "1790000000.000001" }))).not.toThrow();
		});
	});

	test("every tool's card, every stage's, and all stages'", () => {
		for (const tool of among.tools.values()) expect(() => checkMessage(toolCard(among, tool), limits.text), tool.id).not.toThrow();
		for (const stage of stageIds) expect(() => checkMessage(stageCard(among, stage), limits.text), stage).not.toThrow();
		expect(() => checkMessage(stagesCard(among), limits.text)).not.toThrow();
	});
	test("the App Home, however much was asked", () => {
		const need = aNeed({
			categories: categories(...categoryIds),
			constraints: constraints("hosting=managed", "licence=open-source", ...[...among.tools.keys()].slice(0, 60).map((id) => `exclude=${id}`)),
		});
		const asked = Array.from({ length: 10 }, () => ({ channel: "C0PLATFORM", threadTs: "1790000000.000001", at: Date.UTC(2026, 10, 24), need }));
		const admin = { tools: 9999, stale: 9999, oldestReview: today, answers: 1e9, abstained: 1e9, up: 1e9, down: 1e9 };
		expect(() => checkView(homeView({ catalog: among, persona: "ml-engineer", asked, admin }, "https://a-workspace.slack.com/", JSON.stringify({ channel: "D0RESEARCH" }), "F0PICTURE"))).not.toThrow();
	});
});

test("what else is said and asked is taken too", () => {
	for (const card of [
		personaCard(undefined),
		personaCard("ml-engineer"),
		personaChanged("ml-engineer"),
		{ text: helpText, blocks: helpBlocks },
		suggestionCard("x".repeat(5000)),
		incompleteCard("tool"),
		forgottenCard(3),
		askForReason({ channel: "C0PLATFORM", ts: "1790000000.000001" }),
		apologyMessage(aQuestion({ text: "&".repeat(20_000) })),
	])
		expect(() => checkMessage(card, limits.text)).not.toThrow();
	for (const view of [expiredDetails, otherReasonModal("C0PLATFORM/1790000000.000001"), channelModal("C0PLATFORM", "mentions-only"), notAMemberModal("C0PLATFORM")])
		expect(() => checkView(view)).not.toThrow();
});

test("what is cut is cut between links and between escaped characters", () => {
	const line = `a fact that is true (<https://example.org/a?b=c|source>) and &lt;more&gt; of it`;
	for (let most = 3; most < line.length; most++) {
		const cut = truncateMarked(line, most);
		expect(cut.length).toBeLessThanOrEqual(most);
		expect(cut.replace(/<[^<>]*>/g, "").replace(/&(?:lt|gt|amp);/g, "")).not.toMatch(/[<>&]/);
	}
	expect(truncateMarked(line, line.length)).toBe(line);
});

test("lines that don't fit are counted, and no line is lost otherwise", () => {
	const lines = Array.from({ length: 100 }, (_, at) => `line ${at} ${"x".repeat(200)}`);
	expect(blockText({ blocks: sectionsOf(lines) }).match(/line \d+/g)).toHaveLength(100);
	const shown = blockText({ blocks: sectionsOf(lines, 2) });
	expect(shown).toContain(`And ${100 - (shown.match(/line \d+/g)?.length ?? 0)} more that don't fit here.`);
});

test("a message that fits is left as it is", () => {
	const blocks = [section("a"), section("b".repeat(3000))];
	expect(fitMessage(blocks)).toEqual(blocks);
	expect(blockText({ blocks: fitMessage([section("short"), ...Array.from({ length: 6 }, () => section("word ".repeat(600)))]) })).toMatch(/^short\n/);
});
