import type { Tool } from "../catalog/tool.ts";
import { ringIds } from "../catalog/vocabulary.ts";
import { type Constraint, type Need, valuesOf } from "../need.ts";
import { isHard, meets } from "../ranking/hard-constraints.ts";
import { wordsOf } from "../understanding/asked-about.ts";
import { fold } from "../understanding/clean-text.ts";
import type { Answer, Pick as Recommended, Said } from "./answer.ts";
import { factsAbout, sidesOf } from "./aspects.ts";
import type { Composing } from "./composing.ts";
import { constraintList, constraintWords } from "./need-words.ts";
import { capitalise, joinWords, plural, withArticle } from "./words.ts";

/** Answers that go on from what stands above them in a thread. */

const namesOf = (picks: readonly Recommended[]): string => joinWords(picks.map(({ tool }) => tool.name));

/** Whether a message leaves the thread with the very tools that it was shown, in their order. */
export const leavesAsItWas = ({ after, about }: Need, picks: readonly Recommended[]): boolean =>
	about === undefined && after?.stands === true && after.besides === undefined && after.wants === undefined && picks.length > 0 && picks.map(({ tool }) => tool.id).join() === after.tools.join();

/** That it stays as it was, why, and what would change it: in place of the same cards once more. */
export function staysAsItWas({ catalog, need }: Composing, { picks, paragraphs }: Pick<Answer, "picks" | "paragraphs">): { headline: string; paragraphs: string[]; said?: Said[] } {
	const added = constraintList(catalog, { constraints: need.after?.added ?? [] });
	const hard = (need.after?.added ?? []).every(isHard) && !(need.after?.added ?? []).some(({ kind }) => kind === "exclude");
	const unjudged = need.unjudged ?? [];
	const meets = picks.length === 1 ? "it meets" : picks.length === 2 ? "both meet" : "all three meet";
	const conditions = `“${joinWords(added)}”`;
	const why =
		added.length > 0 ? (hard ? `${meets} ${conditions}` : `${conditions} changes nothing about it`) : unjudged.length > 0 ? "I can't choose by what you add" : "I read no further condition in that";
	const change = whatWouldChange(catalog, need, picks);
	// What the catalog happens to say of it helps to judge it.
	const prices = (need.after?.added ?? []).some(({ kind }) => kind === "budget")
		? picks.flatMap(({ tool }) =>
				sidesOf(catalog, tool, ["price"])
					.slice(0, 1)
					.map((line) => ({ ...line, text: `${tool.name}: ${line.text}` })),
			)
		: [];
	const found = unjudged.flatMap(({ words }) => picks.flatMap(({ tool }) => factsAbout(tool, wordsOf(fold(words)), 1).map((line) => ({ ...line, text: `${tool.name}: ${line.text}` })))).slice(0, 3);
	const said = [...prices, ...found];
	return { headline: `It stays with ${inTheirOrder(catalog, need, picks)}: ${why}.`, paragraphs: [...paragraphs, ...(change === "" ? [] : [change])], ...(said.length === 0 ? {} : { said }) };
}
/** "Trackio as your experiment tracker, then MLflow and Comet"; of several kinds of tools, all names. */
function inTheirOrder(catalog: Composing["catalog"], { categories }: Need, picks: readonly Recommended[]): string {
	const [first, ...others] = picks;
	const [kind, ...kinds] = categories;
	if (first === undefined || kind === undefined || kinds.length > 0) return namesOf(picks);
	return `${first.tool.name} as your ${catalog.categories[kind.id].tool}${others.length === 0 ? "" : `, then ${namesOf(others)}`}`;
}

/** Conditions that nobody has stated yet, in the order in which they decide most. */
const decisive: readonly Constraint[] = [
	{ kind: "licence", value: "open-source", words: "" },
	{ kind: "hosting", value: "self-hosted", words: "" },
	{ kind: "hosting", value: "managed", words: "" },
	{ kind: "kubernetes", value: "no", words: "" },
	{ kind: "budget", value: "free", words: "" },
	{ kind: "hosting", value: "library", words: "" },
];

/** "“open source” would take out Comet; “managed” would take out Trackio." */
function whatWouldChange(catalog: Composing["catalog"], need: Need, picks: readonly Recommended[]): string {
	const parts: string[] = [];
	for (const condition of decisive) {
		if (valuesOf(need, condition.kind).length > 0 || (condition.kind === "hosting" && valuesOf(need, "cloud").includes("on-prem"))) continue;
		const out = picks.filter(({ tool }) => {
			const verdict = meets(catalog, tool, condition, { constraints: [...need.constraints, condition] });
			return !verdict.ok && !verdict.unknown;
		});
		if (out.length > 0 && out.length < picks.length) parts.push(`“${constraintWords(catalog, condition)}” would take out ${namesOf(out)}`);
		if (parts.length === 2) break;
	}
	return parts.length === 0 ? "" : `What would change it: ${parts.join("; ")}.`;
}

/** The tools that this message asks why they are not to be taken. */
export const askedWhyNot = ({ catalog, need }: Composing): Tool[] => need.mentions.flatMap(({ id, whyNot }) => (whyNot === true ? (catalog.tools.get(id) ?? []) : []));

/** Why a tool is not to be taken, or that nothing speaks against it: what rules it out, or where it comes, and its limits. */
export function whyNotThat({ catalog, need, shortlist }: Composing, tool: Tool): { headline: string; said: Said[]; question?: string } {
	const out = shortlist.leftOut.find((one) => one.tool.id === tool.id);
	const limits = sidesOf(catalog, tool, ["limits"]);
	if (out !== undefined) {
		const { constraint } = out;
		const said = constraint === undefined || constraint.words === "" || constraint.words === "your choice" ? "" : `, and you said “${constraint.words}”`;
		const others = need.constraints.filter((one) => isHard(one) && one !== constraint && !meets(catalog, tool, one, need).ok);
		const comesBack = constraint !== undefined && others.length === 0 && tool.status.state !== "sunset";
		return {
			headline: `${tool.name} is out: ${out.because}${said}.`,
			said: limits,
			...(comesBack ? { question: `Could you do without “${constraintWords(catalog, constraint)}”? Then it comes back.` } : {}),
		};
	}
	const place = shortlist.ranked.findIndex((candidate) => candidate.tool.id === tool.id);
	if (place < 0) return { headline: `${tool.name} is for something else: ${tool.summary}`, said: limits };
	const before = shortlist.ranked.slice(0, Math.min(place, 3)).map((candidate) => candidate.tool.name);
	const headline =
		place === 0
			? `Nothing speaks against ${tool.name}: of what fits, it comes first.`
			: `Nothing that you said rules ${tool.name} out: of ${plural(shortlist.ranked.length, "tool")} that fit, it comes after ${place > 3 ? `${place} others, first ` : ""}${joinWords(before)}.`;
	return { headline, said: limits };
}

const mostLeftOut = 8;
/** Who was left out of what stands above, and why; and who fits, and comes after. */
export function whoWasLeftOut({ catalog, need, shortlist }: Composing): Pick<Answer, "headline" | "paragraphs" | "leftOut" | "nearest"> {
	const out = shortlist.leftOut.filter(({ constraint }) => constraint?.kind !== "exclude");
	const stated = out.filter(({ unknown }) => !unknown).slice(0, mostLeftOut);
	const unknown = out.filter((one) => one.unknown).length;
	const shown = need.after?.tools ?? [];
	const behind = shortlist.ranked.filter(({ tool }) => !shown.includes(tool.id)).slice(0, 5);
	const held = constraintList(catalog, need);
	return {
		headline: stated.length > 0 ? (held.length === 0 ? "These are left out:" : `By what you said (${joinWords(held.slice(0, 4))}), these are out:`) : "Nobody was ruled out by what you said.",
		paragraphs: [
			...(behind.length === 0 ? [] : [`These fit, and come after the ones above: ${joinWords(behind.map(({ tool }) => tool.name))}.`]),
			...(unknown === 0 ? [] : [`Of ${plural(unknown, "more tool")} the catalog doesn't show that what you said holds.`]),
		],
		leftOut: stated.map(({ tool, because }) => ({ tool, because })),
		nearest: behind.map(({ tool }) => tool),
	};
}

/** Asked for one: the first, with why and what to know before. */
export function theOneToTake({ catalog, need }: Composing, picks: readonly Recommended[]): Partial<Answer> & { headline: string } {
	// Of what stands above, the first; what has come to be said since counts as well.
	const first = picks.find(({ tool }) => need.after?.tools.includes(tool.id) === true) ?? picks[0];
	if (first === undefined) return { headline: "None of them fits what you said." };
	const ring = catalog.framework.rings[first.tool.ring.value];
	return {
		headline: `I'd take ${first.tool.name}. ${first.why}`,
		said: [{ text: `Trade-off: ${first.tradeOff.text}`, source: first.tradeOff }],
		paragraphs: [`First step: ${ring.first_step}`],
	};
}

/** When a tool of that kind is needed, and when not. */
export function whetherNeeded({ catalog, need }: Composing): { headline: string; paragraphs: string[] } {
	const [first, ...others] = need.categories.map(({ id }) => catalog.categories[id]);
	if (first === undefined) return { headline: "That depends on what it is for.", paragraphs: [] };
	return {
		headline: `You need ${withArticle(first.tool)} when this holds: ${first.when}`,
		paragraphs: [`You don't when this does: ${first.when_not}`, ...others.map(({ tool, when }) => `${capitalise(withArticle(tool))}, when this holds: ${when}`)],
	};
}

/** Told that it was misread: what was read, for the asker to put right. */
export function whatWasRead({ catalog, need }: Composing): { headline: string; paragraphs: string[]; question: string } {
	const what = need.categories.map(({ id }) => catalog.categories[id].tool);
	const held = constraintList(catalog, need);
	return {
		headline: "Then I misread you.",
		paragraphs: [
			`I took it that you look for ${joinWords(what.map(withArticle)) || "a tool"}${held.length === 0 ? ", with nothing that must hold" : `, and that this must hold: ${joinWords(held)}`}.`,
		],
		question: "What did you mean instead? Name the part of the work, or what must hold.",
	};
}

/** What the radar's rings ask of a team, and why a tool's may differ from its group's. */
export const whatRingsMean = ({ catalog }: Composing): { headline: string; paragraphs: string[] } => ({
	headline: "A ring says how far to go with a tool today.",
	paragraphs: [
		...ringIds.map((id) => `${capitalise(id)}: ${catalog.framework.rings[id].short}.`),
		"Where “others of its kind” stands beside it, most tools of that kind are in another ring, and this one has reasons of its own.",
	],
});
