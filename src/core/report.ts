import type { AnswerKind } from "./answer/answer.ts";
import type { Need } from "./need.ts";

/** What people thought of an answer: what it was about, never what was said. */
export type Vote = { vote: "up" | "down"; reason?: string | undefined; note?: string | undefined; categories: readonly string[]; persona: string; picks: readonly string[]; at: number };
/** What an answer was: of which kind, to which need. */
export type Answered = { kind: AnswerKind; need: Pick<Need, "intent" | "categories" | "constraints" | "mentions" | "persona">; at: number };

export type Rate = { name: string; up: number; down: number };
export type Complaint = { tool: string; reasons: Readonly<Record<string, number>>; notes: readonly string[]; last: number };
/** Questions that the catalog could not answer, of one kind: what to add. */
export type Gap = { about: string; count: number; last: number };
export type Report = { answers: number; abstained: number; byCategory: Rate[]; byPersona: Rate[]; complaints: Complaint[]; gaps: Gap[] };

/** Answers that name no tool though one was asked for. */
const abstains = ({ kind, need }: Answered): boolean =>
	kind === "nothing-fits" || kind === "decline" ? need.intent !== "off-topic" && need.intent !== "injection" : kind === "ask-back" && need.intent !== "vague";

/** What the bot's keepers should know: how it is liked, what is complained about, and what the catalog lacks. Pure. */
export function reportOn(votes: readonly Vote[], answers: readonly Answered[]): Report {
	const asked = answers.filter(({ need }) => need.intent !== "off-topic" && need.intent !== "injection");
	return {
		answers: asked.length,
		abstained: asked.filter(abstains).length,
		byCategory: rates(votes, ({ categories }) => (categories.length === 0 ? ["no category"] : categories)),
		byPersona: rates(votes, ({ persona }) => [persona]),
		complaints: complaintsOf(votes),
		gaps: gapsOf(answers),
	};
}

function rates(votes: readonly Vote[], namesOf: (vote: Vote) => readonly string[]): Rate[] {
	const byName = new Map<string, Rate>();
	for (const vote of votes) {
		for (const name of namesOf(vote)) {
			const rate = byName.get(name) ?? { name, up: 0, down: 0 };
			rate[vote.vote]++;
			byName.set(name, rate);
		}
	}
	return [...byName.values()].sort((a, b) => b.up + b.down - (a.up + a.down) || (a.name < b.name ? -1 : 1));
}

/** Open complaints of each tool that was recommended: a thumb that pointed down, with the reasons that were given. */
function complaintsOf(votes: readonly Vote[]): Complaint[] {
	const byTool = new Map<string, { reasons: Record<string, number>; notes: string[]; last: number; count: number }>();
	for (const { vote, reason = "no reason given", note, picks, at } of votes) {
		if (vote !== "down") continue;
		for (const tool of picks.length === 0 ? ["no tool"] : picks) {
			const known = byTool.get(tool) ?? { reasons: {}, notes: [], last: 0, count: 0 };
			known.reasons[reason] = (known.reasons[reason] ?? 0) + 1;
			if (note !== undefined) known.notes.push(note);
			byTool.set(tool, { ...known, last: Math.max(known.last, at), count: known.count + 1 });
		}
	}
	return [...byTool].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1)).map(([tool, { reasons, notes, last }]) => ({ tool, reasons, notes, last }));
}

function gapsOf(answers: readonly Answered[]): Gap[] {
	const byKey = new Map<string, Gap>();
	const add = (about: string, at: number) => {
		const known = byKey.get(about);
		byKey.set(about, { about, count: (known?.count ?? 0) + 1, last: Math.max(known?.last ?? 0, at) });
	};
	for (const answered of answers) {
		const { need, at } = answered;
		for (const { name, inCatalog } of need.mentions) if (!inCatalog) add(`a tool that the catalog doesn't hold: ${name}`, at);
		if (!abstains(answered)) continue;
		const topics = need.categories.map(({ id }) => id).join(" + ") || "no category";
		const conditions = [...new Set(need.constraints.map(({ kind, value }) => `${kind}=${value}`))].sort();
		add([topics, ...conditions].join(", "), at);
	}
	return [...byKey.values()].sort((a, b) => b.count - a.count || b.last - a.last || (a.about < b.about ? -1 : 1));
}
