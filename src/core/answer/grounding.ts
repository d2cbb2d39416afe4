import type { Catalog } from "../catalog/catalog.ts";
import { proseNames } from "../catalog/check-prose.ts";
import type { Tool } from "../catalog/tool.ts";
import { vendorKey } from "../catalog/vendor.ts";
import { valuesOf } from "../need.ts";
import { isHard, meets } from "../ranking/hard-constraints.ts";
import type { Shortlist } from "../ranking/shortlist.ts";
import type { Answer, Pick } from "./answer.ts";
import { joinWords, withoutStop } from "./words.ts";

/** One thing in an answer that the catalog or the asker does not bear out. */
export type Violation = {
	code: "not_a_pick" | "foreign_fact" | "foreign_tool" | "link" | "mention" | "breaks_constraint";
	/** Where it stands: "headline", "picks.0.why". */
	at: string;
	detail: string;
};

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const wholeWords = (words: string, flags: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(words)}(?![\\p{L}\\p{N}])`, flags);
/** Finds the names of every tool, and of those that are known by name only; built once per catalog. */
function namesOf(catalog: Catalog): ReturnType<typeof proseNames> {
	const find = namesByCatalog.get(catalog) ?? proseNames(catalog.tools.values(), catalog.knownNames);
	namesByCatalog.set(catalog, find);
	return find;
}
const namesByCatalog = new WeakMap<Catalog, ReturnType<typeof proseNames>>();

type Place = { start: number; end: number };
const placesOf = (pattern: RegExp, text: string): Place[] => [...text.matchAll(pattern)].map(({ 0: words, index }) => ({ start: index, end: index + words.length }));
const isWithin = (one: Place, other: Place): boolean => other.start <= one.start && other.end >= one.end;

/** Links and mentions, as Slack and as people write them: prose holds neither. */
export function markupIn(text: string): ("link" | "mention")[] {
	const visible = text.replace(invisible, "");
	return [/https?:|www\.|<[^>]*\|/.test(visible) ? "link" : undefined, /<[@!#]/.test(visible) ? "mention" : undefined].filter((found) => found !== undefined) as ("link" | "mention")[];
}

/** The tools that a text names, and where. "Alibi Detect" names that tool, and not the one called Alibi. */
export function toolsNamedIn(catalog: Catalog, text: string): (Place & { id: string })[] {
	const found = namesOf(catalog)(text).map(({ id, words, start }) => ({ id, start, end: start + words.length }));
	return found.filter((one) => !found.some((other) => isWithin(one, other) && other.end - other.start > one.end - one.start));
}

/** Each piece of prose in an answer: what somebody, or a model, put into words. Facts are the catalog's and not listed. */
export function proseOf(answer: Answer): { at: string; text: string }[] {
	return [
		{ at: "headline", text: answer.headline },
		...answer.picks.map(({ why }, index) => ({ at: `picks.${index}.why`, text: why })),
		...answer.paragraphs.map((text, index) => ({ at: `paragraphs.${index}`, text })),
		...(answer.comparison?.takeIf.map((text, index) => ({ at: `comparison.takeIf.${index}`, text })) ?? []),
		{ at: "lifecycle", text: answer.lifecycle ?? "" },
		{ at: "question", text: answer.question ?? "" },
	].filter(({ text }) => text !== "");
}

/** Every violation in an answer; an empty list means that it may be sent. */
export function findViolations(catalog: Catalog, shortlist: Shortlist, answer: Answer): Violation[] {
	const violations: Violation[] = [];
	const ranked = new Set(shortlist.ranked.map(({ tool }) => tool.id));
	for (const [index, pick] of answer.picks.entries()) violations.push(...checkPick(catalog, answer, ranked, pick, index));
	const allowed = allowedNames(catalog, answer);
	for (const { at, text } of proseOf(answer)) {
		const visible = text.replace(invisible, "");
		for (const code of markupIn(visible)) violations.push({ code, at, detail: visible });
		const foreign = toolsNamedIn(catalog, visible).filter(({ id }) => !allowed.has(id));
		const said = foreign.length === 0 ? [] : sayingsIn(visible, spokenOf(catalog, answer));
		for (const id of new Set(foreign.filter((one) => !said.some((saying) => isWithin(one, saying))).map((one) => one.id))) violations.push({ code: "foreign_tool", at, detail: id });
	}
	return violations;
}

/** The tools that an answer speaks of: its picks, what it compares, and what the asker named. */
function spokenOf(catalog: Catalog, { picks, comparison, need }: Answer): Tool[] {
	return [...picks.map(({ tool }) => tool), ...(comparison?.tools ?? []), ...need.mentions.flatMap(({ id }) => catalog.tools.get(id) ?? [])];
}

/** Where a text holds what the catalog itself says of these tools: that is printed word for word, whomever it names. */
const sayingsIn = (text: string, tools: readonly Tool[]): Place[] =>
	tools
		.flatMap(({ summary, licence, facts, not_for, requires, operating_burden, exit_cost, status }) => [
			summary,
			licence,
			...facts.map((fact) => fact.text),
			...not_for,
			...requires,
			operating_burden?.why,
			exit_cost?.why,
			status.note,
		])
		.flatMap((saying) => (saying === undefined ? [] : placesOf(wholeWords(withoutStop(saying), "giu"), text)));

function checkPick(catalog: Catalog, answer: Answer, ranked: ReadonlySet<string>, pick: Pick, index: number): Violation[] {
	const at = `picks.${index}`;
	const violations: Violation[] = [];
	if (!ranked.has(pick.tool.id)) violations.push({ code: "not_a_pick", at, detail: pick.tool.id });
	if (!pick.tool.facts.includes(pick.tradeOff)) violations.push({ code: "foreign_fact", at, detail: pick.tradeOff.id });
	for (const constraint of answer.need.constraints.filter(isHard)) {
		const verdict = meets(catalog, pick.tool, constraint, answer.need);
		if (!verdict.ok) violations.push({ code: "breaks_constraint", at, detail: `${constraint.kind}=${constraint.value}` });
	}
	return violations;
}

/** Tools that prose may name: the picks, who was left out, what is compared, what the asker named, and what replaced an ended one. */
function allowedNames(catalog: Catalog, answer: Answer): ReadonlySet<string> {
	const tools = [...answer.picks.map(({ tool }) => tool), ...answer.leftOut.map(({ tool }) => tool), ...(answer.nearest ?? []), ...(answer.comparison?.tools ?? [])];
	const { need } = answer;
	const quoted = (need.unjudged ?? []).flatMap(({ words }) => toolsNamedIn(catalog, words).map(({ id }) => id));
	const named = [...need.mentions.map(({ id }) => id), ...(need.about?.tools ?? []), ...(need.after?.tools ?? []), ...quoted, ...ofVendors(catalog, valuesOf(need, "exclude-vendor"))];
	const successors = named.flatMap((id) => catalog.tools.get(id)?.status.successors ?? []);
	const stated = answer.need.constraints.filter(({ kind }) => kind === "kubernetes" || kind === "cloud");
	const platforms = stated.length > 0 ? ["kubernetes", "aws", "gcp", "azure"] : ["kubernetes"];
	return new Set([...tools.map(({ id }) => id), ...named, ...successors, ...platforms, ...tools.flatMap(({ integrations, requires }) => [...integrations, ...requires])]);
}

/** Tools that are called as a vendor who is refused: the answer says back whom. */
const ofVendors = (catalog: Catalog, refused: readonly string[]): string[] =>
	refused.length === 0 ? [] : [...catalog.tools.values()].filter(({ name }) => refused.includes(vendorKey(name))).map(({ id }) => id);

/**
 * Takes out of an answer what violates: whole picks that may not stand, sentences that say too much. What named a pick that is
 * gone violates after that: ground the rest once more.
 */
export function withoutViolations(answer: Answer, violations: readonly Violation[]): Answer {
	const at = new Set(violations.map((violation) => violation.at));
	if (at.size === 0) return answer;
	const { lifecycle, question, ...rest } = answer;
	const picks = answer.picks
		.filter((_, index) => !at.has(`picks.${index}`))
		.map((pick) => (at.has(`picks.${answer.picks.indexOf(pick)}.why`) ? { ...pick, why: pick.tool.summary, saysBenefit: false } : pick));
	return {
		...rest,
		...(at.has("headline") ? { headline: bareHeadline(picks) } : {}),
		picks,
		paragraphs: answer.paragraphs.filter((_, index) => !at.has(`paragraphs.${index}`)),
		...(answer.comparison === undefined ? {} : { comparison: { ...answer.comparison, takeIf: answer.comparison.takeIf.filter((_, index) => !at.has(`comparison.takeIf.${index}`)) } }),
		...(lifecycle === undefined || at.has("lifecycle") ? {} : { lifecycle }),
		...(question === undefined || at.has("question") ? {} : { question }),
	};
}

const bareHeadline = ([first, ...others]: readonly Pick[]): string => {
	if (first === undefined) return "Here is what the catalog says.";
	return others.length === 0 ? `Take ${first.tool.name}.` : `Take ${first.tool.name}; weigh it against ${joinWords(others.map(({ tool }) => tool.name))}.`;
};
