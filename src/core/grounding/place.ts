import type { AnswerPart } from "../answer/answer.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Fact, Tool } from "../catalog/tool.ts";
import type { Need } from "../need.ts";
import type { Lexicon } from "./lexicon.ts";
import type { NamedTool } from "./named-tools.ts";
import type { GroundingCode, GroundingProblem } from "./problem.ts";
import type { Spelt } from "./spelling.ts";

/** One piece of prose, and everything that may bear it out. */
export type Place = {
	/** "pick_1.why", "headline". */
	at: string;
	part: AnswerPart;
	spelt: Spelt;
	catalog: Catalog;
	lexicon: Lexicon;
	need: Need;
	/** The tools that the answer recommends, compares, explains or plans. */
	given: readonly Tool[];
	/** Of these, the ones that this piece is about. */
	subjects: readonly Tool[];
	/** The facts that were cited with it, and no others: numbers, prices and licences rest on these. */
	cited: readonly Fact[];
	/** What the asker wrote. */
	asked: string;
	/** What the prompt said of the framework and of the category: wishes, rings, rules. */
	framework: string;
	/** Products named in the piece. */
	named: readonly NamedTool[];
};

export type Check = (place: Place) => GroundingProblem[];

export const problem = ({ at }: Pick<Place, "at">, code: GroundingCode, detail: string): GroundingProblem => ({ code, at, detail });

/** All that the catalog says of a tool and the prompt may have told: what its name's owner can be said to do. */
export function textOf(tool: Tool): string {
	const known = texts.get(tool);
	if (known !== undefined) return known;
	const {
		name,
		aliases,
		summary,
		vendor,
		foundation,
		licence,
		hosting,
		categories,
		asked_for,
		serves,
		not_for,
		requires,
		clouds,
		languages,
		frameworks,
		integrations,
		modalities,
		operating_burden,
		exit_cost,
		status,
		ring,
		facts,
	} = tool;
	const says = [
		...[name, ...aliases, summary, vendor, foundation, licence, ...hosting.modes, ...Object.values(categories), ...asked_for, ...Object.values(serves).flatMap((one) => Object.values(one ?? {}))],
		...[...not_for, ...requires, ...(clouds ?? []), ...(languages ?? []), ...frameworks, ...integrations, ...(modalities ?? []), operating_burden?.why, exit_cost?.why, status.note, ring.rationale],
		...facts.map(({ text }) => text),
	];
	const text = says.filter((one) => one !== undefined).join(" . ");
	texts.set(tool, text);
	return text;
}
const texts = new WeakMap<Tool, string>();

/**
 * Whom a claim at `start` is about: the tool named last before it, else the one named next, else all that the piece is about.
 * Only given tools count; the asker's own surroundings are no subject.
 */
export function subjectsAt(place: Place, start: number): readonly Tool[] {
	const own = place.named.flatMap(({ id, start: at }) => {
		const tool = place.given.find((one) => one.id === id);
		return tool === undefined ? [] : [{ tool, at }];
	});
	if (place.subjects.length === 1 && own.every(({ tool }) => tool === place.subjects[0])) return place.subjects;
	const before = own.filter(({ at }) => at <= start).at(-1) ?? own[0];
	return before === undefined ? place.subjects : [before.tool];
}
