import type { Catalog } from "../catalog/catalog.ts";
import { daysBetween, staleAfterDays } from "../catalog/freshness.ts";
import { type Fact, isTradeOff, type Tool } from "../catalog/tool.ts";
import { type Benefit, benefits, type CategoryId, type ServedPersona, servedPersonas } from "../catalog/vocabulary.ts";
import type { Need } from "../need.ts";
import type { Pick } from "./answer.ts";

export type PickContext = { catalog: Catalog; need: Need; today: string };

/**
 * A pick as the deterministic composer writes it: the sentence of the catalog that speaks to this persona, or, where the
 * tool is asked for in a category that it is not mainly for, what it does there.
 * @param used benefits that earlier picks already named, so that three picks don't say one thing three times
 */
export function describePick({ catalog, need, today }: PickContext, tool: Tool, category: CategoryId, used: ReadonlySet<string>): Pick {
	const persona = personaFor(catalog, need, tool, used.size);
	const says = tool.serves[persona] ?? {};
	const offered = benefits.filter((benefit) => says[benefit] !== undefined);
	const benefit = offered.find((one) => !used.has(`${persona}:${one}`)) ?? offered[0] ?? "need";
	const main = Object.keys(tool.categories)[0] === category;
	const groupRing = catalog.framework.groups[tool.group].ring;
	return {
		tool,
		category,
		...(main && says[benefit] !== undefined ? { why: says[benefit], saysBenefit: true } : { why: tool.categories[category] ?? tool.summary, saysBenefit: false }),
		serves: [{ persona, benefit, short: catalog.framework.personas[persona].short[benefit] }],
		tradeOff: chooseTradeOff(tool),
		...(groupRing !== undefined && groupRing !== tool.ring.value ? { groupRing } : {}),
		notes: [...organisationNotes(catalog, tool), ...notesOf(tool, today)],
	};
}

/** Whose words to use: the asker's persona; where that is both or unknown, the one the category leans to, then the other. */
function personaFor(catalog: Catalog, need: Need, tool: Tool, nth: number): ServedPersona {
	const served = servedPersonas.filter((id) => tool.serves[id] !== undefined);
	const asker = need.persona.id;
	if (asker === "ml-researcher" || asker === "software-engineer") return served.includes(asker) ? asker : (served[0] ?? asker);
	const leans = need.categories[0] === undefined ? "both" : catalog.categories[need.categories[0].id].leans;
	const first: ServedPersona = leans === "software-engineer" ? "software-engineer" : "ml-researcher";
	const second: ServedPersona = first === "ml-researcher" ? "software-engineer" : "ml-researcher";
	const wanted = nth % 2 === 0 ? first : second;
	return served.includes(wanted) ? wanted : (served[0] ?? wanted);
}

/** What a colleague would warn about first: a short limit or requirement, in the order in which the catalog lists them. */
export function chooseTradeOff(tool: Tool): Fact {
	const facts = tool.facts.filter(isTradeOff);
	const upTo = (most: number): Fact[] => facts.filter(({ text }) => text.split(/\s+/).length <= most);
	const limits = (of: readonly Fact[]): Fact | undefined => of.find(({ kind }) => kind === "limit");
	const chosen = limits(upTo(13)) ?? limits(upTo(16)) ?? upTo(16)[0] ?? facts[0] ?? tool.facts[0];
	if (chosen === undefined) throw new Error(`Expected at least one fact of ${tool.id}, got none`);
	return chosen;
}

/** What the asker's organisation decided about the tool. The catalog that is used where others read along holds none of it. */
function organisationNotes({ organisation }: Catalog, tool: Tool): string[] {
	const ring = organisation?.rings.get(tool.id);
	if (ring === undefined) return [];
	return ring.value === "adopt" ? ["Your organisation's standard."] : [`Your organisation's ring: ${ring.value}, because ${asClause(ring.rationale)}`];
}

/** A sentence as it goes on after a comma: its first word in lower case where that is no name. */
const asClause = (sentence: string): string =>
	sentence.replace(/^(?:We|Our|No|New|The|An?|Its?|Every|Each|All|Any|Only|Nobody|This|That|These|Those|There|They|Their|Too|Some|Many|Most|Teams?)\b/, (word) => word.toLowerCase());

function notesOf(tool: Tool, today: string): string[] {
	const notes: string[] = [];
	if (tool.status.state === "maintenance") notes.push(`In maintenance${tool.status.since === undefined ? "" : ` since ${tool.status.since}`}.`);
	if (daysBetween(tool.reviewed, today) > staleAfterDays) notes.push(`Last reviewed ${tool.reviewed}: check that it still holds.`);
	return notes;
}

export const benefitKey = (serves: { persona: ServedPersona; benefit: Benefit }[]): string[] => serves.map(({ persona, benefit }) => `${persona}:${benefit}`);
