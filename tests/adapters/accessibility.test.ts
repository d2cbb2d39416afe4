import { describe, expect, test } from "vitest";
import { answerMessage } from "../../src/adapters/slack/answer-blocks.ts";
import { apologyMessage } from "../../src/adapters/slack/apology.ts";
import { helpBlocks, helpText } from "../../src/adapters/slack/help.ts";
import { privateMessage } from "../../src/adapters/slack/private-answer.ts";
import { forgottenCard, incompleteCard, personaCard, personaChanged, stageCard, stagesCard, suggestionCard, toolCard } from "../../src/adapters/slack/views/cards.ts";
import { detailsModal } from "../../src/adapters/slack/views/details.ts";
import { askForReason, otherReasonModal } from "../../src/adapters/slack/views/feedback.ts";
import { channelModal, homeView, notAMemberModal } from "../../src/adapters/slack/views/home.ts";
import { narrowDownModal } from "../../src/adapters/slack/views/narrow-down.ts";
import { loadKnowledge } from "../../src/bot.ts";
import { compose } from "../../src/core/answer/compose.ts";
import type { Tool } from "../../src/core/catalog/tool.ts";
import { shortlist } from "../../src/core/ranking/shortlist.ts";
import { blockText } from "../support/expectations.ts";
import { aNeed, categories, constraints } from "../support/needs.ts";
import { aQuestion } from "../support/questions.ts";

const { catalog } = loadKnowledge().reader;
const need = aNeed({ categories: categories("experiment-tracking"), constraints: constraints("kubernetes=no", "licence=open-source") });
const list = shortlist(catalog, need);
const answer = compose({ catalog, need, shortlist: list, today: "2026-11-24" });
const compared = aNeed({
	intent: "compare",
	categories: categories("experiment-tracking"),
	mentions: ["mlflow", "comet"].map((id) => ({ id, name: catalog.tools.get(id)?.name ?? id, words: id, inCatalog: true })),
});
const comparison = compose({ catalog, need: compared, shortlist: shortlist(catalog, compared), today: "2026-11-24" });

const messages: [string, { text: string; blocks: unknown[] }][] = [
	["an answer", answerMessage(catalog, answer, { thumbs: "slack" })],
	["an answer with plain buttons", answerMessage(catalog, answer, { thumbs: "plain", credit: "U0RESEARCH" })],
	["a comparison", answerMessage(catalog, comparison, { thumbs: "slack" })],
	["a private answer", privateMessage(catalog, aQuestion({ kind: "private" }), answer)],
	["an apology", apologyMessage(aQuestion())],
	["help", { text: helpText, blocks: helpBlocks }],
	["a tool", toolCard(catalog, catalog.tools.get("mlflow") as Tool)],
	["a stage", stageCard(catalog, "monitoring")],
	["all stages", stagesCard(catalog)],
	["a persona", personaCard("ml-researcher")],
	["a persona that was told", personaChanged("ml-engineer")],
	["a suggestion", suggestionCard("tool MLflow")],
	["an incomplete subcommand", incompleteCard("compare")],
	["forgotten", forgottenCard(2)],
	["asking for a reason", askForReason({ channel: "C0A", ts: "1.1" })],
];
const views: [string, { blocks: unknown[] }][] = [
	["details", detailsModal({ catalog, need, answer, shortlist: list, isNewer: false })],
	["narrowing down", narrowDownModal(catalog, need, { channel: "C0A", ts: "1.1" })],
	["another reason", otherReasonModal("C0A/1.1")],
	["a channel's settings", channelModal("C0A", "answered")],
	["a channel that is not one's own", notAMemberModal("C0A")],
	["the App Home", homeView({ catalog, persona: undefined, asked: [], admin: undefined }, undefined, "", "F0PICTURE")],
];

type Loose = Record<string, unknown>;
/** Everything in a message or view that has a type. */
function partsOf(value: unknown): Loose[] {
	if (Array.isArray(value)) return value.flatMap(partsOf);
	if (typeof value !== "object" || value === null) return [];
	return [...(typeof (value as Loose).type === "string" ? [value as Loose] : []), ...Object.values(value).flatMap(partsOf)];
}
/** What somebody hears of a text: no markup, no punctuation. */
const heard = (text: string): string[] =>
	text
		.replace(/<[^|>]*\|([^>]*)>/g, "$1")
		.replace(/&(?:amp|lt|gt);/g, " ")
		.toLowerCase()
		.match(/[\p{L}\p{N}]{3,}/gu) ?? [];
const onlyEmoji = /^(?:[\p{Extended_Pictographic}\p{M}\s]|:[a-z0-9_+-]+:)+$/u;

describe.each(messages)("%s", (_, { text, blocks }) => {
	test("is told whole by its text: the notification, and what a screen reader reads", () => {
		const spoken = new Set(heard(text));
		// How a source is linked is seen; the text has the addresses instead.
		const onlySeen = new Set(["numbers", "number", "link", "links", "their", "its", "source", "sources"]);
		expect(heard(blockText({ blocks })).filter((word) => !spoken.has(word) && !onlySeen.has(word))).toEqual([]);
	});
});

describe.each([...messages, ...views])("in %s", (_, shown) => {
	const parts = partsOf(shown.blocks);
	test("pictures have a text, and nothing is said by an emoji or a colour alone", () => {
		for (const part of parts) {
			if (part.type === "image") expect(part.alt_text).toMatch(/\w/);
			if (typeof part.text === "string") expect(part.text).not.toMatch(onlyEmoji);
			if (part.type === "plain_text") expect(part.emoji ?? false).toBe(false);
			expect(part.style).toBeUndefined();
		}
	});
	test("what can be pressed or chosen says what it does", () => {
		for (const part of parts.filter(({ type }) => type === "button")) {
			const label = (part.text as { text: string }).text;
			const says = String(part.accessibility_label ?? label);
			// One word alone, read out of its place, says nothing.
			expect(says.split(/\s+/).length, `${label}: ${says}`).toBeGreaterThan(1);
			expect(says.length).toBeLessThanOrEqual(75);
			// Whoever speaks to a button says what they see.
			expect(says.startsWith(label.replace(/…$/, "")), `${label}: ${says}`).toBe(true);
		}
		for (const part of parts.filter(({ type }) => type === "feedback_buttons"))
			for (const one of [part.positive_button, part.negative_button] as Loose[]) expect(String(one.accessibility_label).split(/\s+/).length).toBeGreaterThan(2);
		for (const part of parts.filter(({ type }) => type === "input")) expect((part.label as { text: string }).text).toMatch(/\w/);
		for (const part of parts.filter(({ type }) => /_select$/.test(String(type)))) expect(part.placeholder ?? part.initial_option ?? part.initial_options).toBeDefined();
	});
});
