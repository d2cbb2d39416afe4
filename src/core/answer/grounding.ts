import { type Catalog, nameKey } from "../catalog/catalog.ts";
import { isHard, meets } from "../ranking/hard-constraints.ts";
import type { Shortlist } from "../ranking/shortlist.ts";
import type { Answer, Pick } from "./answer.ts";

/** One thing in an answer that the catalog or the asker does not bear out. */
export type Violation = {
	code: "not_a_pick" | "foreign_fact" | "foreign_tool" | "link" | "mention" | "breaks_constraint";
	/** Where it stands: "headline", "picks.0.why". */
	at: string;
	detail: string;
};

/** Names of the catalog's tools as they may stand in prose, longest first. */
type NamePattern = { id: string; lower: string; pattern: RegExp };

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function namePatterns(catalog: Catalog): NamePattern[] {
	const cached = patterns.get(catalog);
	if (cached !== undefined) return cached;
	const all = [...catalog.tools.values(), ...catalog.knownNames].flatMap(({ id, name, aliases, ordinary_words }) => {
		const ordinary = new Set(ordinary_words.map(nameKey));
		return [...new Set([name, ...aliases])].map((one) => ({
			id,
			lower: one.toLowerCase(),
			// Ordinary words and very short names count as written, capital and all; the others in any case.
			pattern: new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(one)}(?![\\p{L}\\p{N}])`, ordinary.has(nameKey(one)) || one.length <= 3 ? "u" : "iu"),
		}));
	});
	patterns.set(catalog, all);
	return all;
}
const patterns = new WeakMap<Catalog, NamePattern[]>();

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
		if (/https?:|www\.|<[^>]*\|/.test(visible)) violations.push({ code: "link", at, detail: visible });
		if (/<[@!#]/.test(visible)) violations.push({ code: "mention", at, detail: visible });
		const lower = visible.toLowerCase();
		for (const { id, lower: name, pattern } of namePatterns(catalog)) {
			if (!allowed.has(id) && lower.includes(name) && pattern.test(visible)) violations.push({ code: "foreign_tool", at, detail: id });
		}
	}
	return violations;
}

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
	const tools = [...answer.picks.map(({ tool }) => tool), ...answer.leftOut.map(({ tool }) => tool), ...(answer.comparison?.tools ?? [])];
	const named = answer.need.mentions.map(({ id }) => id);
	const successors = named.flatMap((id) => catalog.tools.get(id)?.status.successors ?? []);
	const stated = answer.need.constraints.filter(({ kind }) => kind === "kubernetes" || kind === "cloud");
	const platforms = stated.length > 0 ? ["kubernetes", "aws", "gcp", "azure"] : ["kubernetes"];
	return new Set([...tools.map(({ id }) => id), ...named, ...successors, ...platforms, ...tools.flatMap(({ integrations, requires }) => [...integrations, ...requires])]);
}

/** Takes out of an answer what violates: whole picks that may not stand, sentences that say too much. */
export function withoutViolations(answer: Answer, violations: readonly Violation[]): Answer {
	const at = new Set(violations.map((violation) => violation.at));
	if (at.size === 0) return answer;
	const { lifecycle, question, ...rest } = answer;
	return {
		...rest,
		picks: answer.picks.filter((_, index) => !at.has(`picks.${index}`)).map((pick) => (at.has(`picks.${answer.picks.indexOf(pick)}.why`) ? { ...pick, why: pick.tool.summary } : pick)),
		paragraphs: answer.paragraphs.filter((_, index) => !at.has(`paragraphs.${index}`)),
		...(answer.comparison === undefined ? {} : { comparison: { ...answer.comparison, takeIf: answer.comparison.takeIf.filter((_, index) => !at.has(`comparison.takeIf.${index}`)) } }),
		...(lifecycle === undefined || at.has("lifecycle") ? {} : { lifecycle }),
		...(question === undefined || at.has("question") ? {} : { question }),
	};
}
