import type { AnswerPart } from "../answer/answer.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Tool } from "../catalog/tool.ts";
import type { Need } from "../need.ts";
import type { TurnedDown } from "../writing/given.ts";
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
	/** Tools that this piece may name as what it can't be, and why: nothing else may be said of them. */
	turnedDown: readonly TurnedDown[];
	/** What was cited with it: the facts, and the sentence on what it serves. Numbers, prices and licences rest on these and no others. */
	cited: readonly string[];
	/** What the asker wrote. */
	asked: string;
	/** What the prompt said of the framework and of the category, line by line: wishes, rings, rules. */
	framework: readonly string[];
	/** Products named in the piece. */
	named: readonly NamedTool[];
	/** Whose pieces these are: the same for every piece of one answer, so that what they share is worked out once. */
	answer: object;
};

/** Whether something holds of every one, and there is one: of no tool, nothing is borne out. */
export const every = (tools: readonly Tool[], holds: (tool: Tool) => boolean): boolean => tools.length > 0 && tools.every(holds);

/** What all pieces of an answer share, worked out with the first of them. */
export function perAnswer<T>(work: (place: Place) => T): (place: Place) => T {
	const known = new WeakMap<object, { of: T }>();
	return (place) => {
		const found = known.get(place.answer) ?? { of: work(place) };
		known.set(place.answer, found);
		return found.of;
	};
}

/** The tool that is turned down, where a claim is about it. */
export const turnedDownOf = ({ turnedDown }: Place, subjects: readonly Tool[]): TurnedDown | undefined => turnedDown.find(({ tool }) => subjects.length === 1 && subjects[0] === tool);

export type Check = (place: Place) => GroundingProblem[];

export const problem = ({ at }: Pick<Place, "at">, code: GroundingCode, detail: string): GroundingProblem => ({ code, at, detail });

/** What is worked out of one line of the catalog, or of a fact: there are a few thousand of them, and the same ones come again and again. */
export function perLine<T>(work: (line: string) => T): (line: string) => T {
	const known = new Map<string, { of: T }>();
	return (line) => {
		const found = known.get(line) ?? { of: work(line) };
		if (known.size >= mostLines) known.clear();
		known.set(line, found);
		return found.of;
	};
}
const mostLines = 5000;

/** What a tool is, does and works with: what it can be said to have. What it lacks is not in it. */
export function strengthsOf(tool: Tool): string {
	const { name, aliases, summary, licence, hosting, categories, asked_for, serves, requires, clouds, languages, frameworks, integrations, modalities, facts } = tool;
	const says = [name, ...aliases, summary, licence, ...hosting.modes, ...Object.values(categories), ...asked_for, ...Object.values(serves).flatMap((one) => Object.values(one ?? {}))];
	const works = [...requires, ...(clouds ?? []), ...(languages ?? []), ...frameworks, ...integrations, ...(modalities ?? []), ...facts.filter(({ kind }) => kind !== "limit").map(({ text }) => text)];
	return [...says, ...works].filter((one) => one !== undefined).join(" . ");
}

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
 * Only given tools count; the asker's own surroundings are no subject. What is said of "both" is said of all.
 */
export function subjectsAt(place: Place, start: number): readonly Tool[] {
	const own = place.named.flatMap(({ id, start: at }) => {
		const tool = [...place.given, ...place.turnedDown.map((out) => out.tool)].find((one) => one.id === id);
		return tool === undefined ? [] : [{ tool, at }];
	});
	if (place.subjects.length === 1 && own.every(({ tool }) => tool === place.subjects[0])) return place.subjects;
	if (own.length > 1 && ofAll.test(place.spelt.plain)) return place.subjects;
	const before = own.filter(({ at }) => at <= start).at(-1) ?? own[0];
	return before === undefined ? place.subjects : [before.tool];
}
const ofAll = /\b(?:both|all of them|each of them|beide|ambos|ambas|tous les deux|toutes les deux|parehong)\b|两者|都是/iu;
