import type { KnownBlock } from "@slack/types";
import { type Answer, numberedSources, type Pick, printedPicks, type Sourced } from "../../core/answer/answer.ts";
import { citedSources, comparedNotes, footer, forWhom, hasAddressee, leftOutLine, pickFacts, plainText, whyWords } from "../../core/answer/plain-text.ts";
import type { Catalog } from "../../core/catalog/catalog.ts";
import type { Fact } from "../../core/catalog/tool.ts";
import { bold, escapeMrkdwn, escapeWithin, italic, link, truncate } from "./mrkdwn.ts";
import { answerControls, type Thumbs } from "./views/answer-controls.ts";
import { context, fitMessage, section } from "./views/blocks.ts";

/** What `chat.postMessage` takes of an answer. `text` is complete by itself: the notification and what is read aloud. */
export type AnswerMessage = { text: string; blocks: KnownBlock[] };

/** `chat.update` takes no more, and an answer may have to be updated. */
const textLimit = 4000;
/** Of the line that says what an answer goes by now: who takes back a hundred tools is not told each. */
const updatedLimit = 500;

/** What is said beside an answer: who asked about another's message, and what an answer that took another's place goes by now. */
export type AnswerNotes = { credit?: string; updated?: string };
/** What goes with an answer: how thumbs are shown under it, where anything is. */
export type AnswerExtras = AnswerNotes & { thumbs?: Thumbs };

/** An answer as Block Kit, in the order in which it is read; fits a phone screen or two. */
export function answerMessage(catalog: Catalog, answer: Answer, { thumbs, credit, updated: changed }: AnswerExtras = {}): AnswerMessage {
	const updated = changed === undefined ? undefined : truncate(changed, updatedLimit);
	const { sources, numberOf } = numberedSources(answer);
	const cite = (fact: Sourced): string => {
		const number = numberOf(fact);
		return link(fact.source, `[${number}]`);
	};
	const asked = credit === undefined ? "" : `<@${credit}> asked me about the message above.`;
	const blocks: KnownBlock[] = [...(asked === "" ? [] : [context(asked)]), section(bold(answer.headline))];
	if (hasAddressee(answer)) blocks.push(context(escapeMrkdwn(forWhom(catalog, answer))));
	for (const [index, pick] of printedPicks(answer).entries()) blocks.push(section(pickText(catalog, answer, pick, index, { cite, numberOf })));
	if (answer.comparison !== undefined) blocks.push(...comparisonBlocks(answer, cite));
	const said = (answer.said ?? []).map(({ text, source }) => `• ${escapeMrkdwn(text)}${source === undefined ? "" : ` ${cite(source)}`}`);
	if (said.length > 0) blocks.push(section(said.join("\n")));
	if (answer.paragraphs.length > 0) blocks.push(section(answer.paragraphs.map(escapeMrkdwn).join("\n")));
	const leftOut = leftOutLine(answer);
	if (leftOut !== "") blocks.push(section(escapeMrkdwn(leftOut)));
	if (answer.lifecycle) blocks.push(context(escapeMrkdwn(answer.lifecycle)));
	if (answer.question !== undefined) blocks.push(section(escapeMrkdwn(answer.question)));
	const last = [answer.languageNote, sources.length > 0 ? sourceLine(sources.length) : "", footer(answer)].filter((line) => line !== undefined && line !== "");
	if (last.length > 0) blocks.push(context(escapeMrkdwn(last.join(" "))));
	// Beside the buttons: whoever pressed one looks there.
	if (updated !== undefined) blocks.push(context(bold(updated)));
	// Nothing can be said of an answer that is not there yet.
	if (thumbs !== undefined && answer.unfinished !== true) blocks.push(...answerControls(answer, thumbs));
	const after = updated === undefined ? "" : `\n${escapeMrkdwn(updated)}`;
	const text = escapeWithin(plainText(catalog, answer), textLimit - asked.length - 1 - after.length) + after;
	return { text: asked === "" ? text : `${asked}\n${text}`, blocks: fitMessage(blocks) };
}

const sourceLine = (count: number): string => (count === 1 ? "The number links to its source." : "Numbers link to their sources.");

function pickText(catalog: Catalog, answer: Answer, pick: Pick, index: number, { cite, numberOf }: { cite: (fact: Sourced) => string; numberOf: (fact: Sourced) => number }): string {
	const why = whyWords(catalog, answer, pick);
	return [
		`${bold(`${index + 1} · ${pick.tool.name}`)} — ${escapeMrkdwn(pickFacts(pick))}`,
		[why.label === "" ? "" : italic(why.label), escapeMrkdwn(why.text), ...citedSources(pick, numberOf).map(cite)].filter(Boolean).join(" "),
		`Trade-off: ${escapeMrkdwn(pick.tradeOff.text)} ${cite(pick.tradeOff)}`,
		...pick.notes.map(escapeMrkdwn),
	].join("\n");
}

/** Rows as small cards rather than a wide table: they read well on a phone, and in every client. */
function comparisonBlocks(answer: Answer, cite: (fact: Fact) => string): KnownBlock[] {
	const { tools, rows, takeIf } = answer.comparison ?? { tools: [], rows: [], takeIf: [] };
	const cards = tools.map((tool, at) => {
		const lines = rows.map(({ aspect, cells }) => {
			const cell = cells[at];
			return `${escapeMrkdwn(aspect)}: ${escapeMrkdwn(cell?.text ?? "not known")}${cell?.fact === undefined ? "" : ` ${cite(cell.fact)}`}`;
		});
		return section([bold(tool.name), ...lines].join("\n"));
	});
	const after = [...takeIf, ...comparedNotes(answer)];
	return after.length === 0 ? cards : [...cards, section(after.map(escapeMrkdwn).join("\n"))];
}
