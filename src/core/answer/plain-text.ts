import type { Catalog } from "../catalog/catalog.ts";
import type { Fact } from "../catalog/tool.ts";
import { type Answer, type AnswerPart, numberedSources, type Pick, printedPicks } from "./answer.ts";
import { constraintList, personaWords } from "./need-words.ts";
import { capitalise, joinWords, withoutStop } from "./words.ts";

/** The asker's line: "For researchers (from “five researchers”) · on-prem · no Kubernetes". */
export const forWhom = (catalog: Catalog, answer: Answer): string => [personaWords(catalog, answer.need), ...constraintList(catalog, answer.need)].join(" · ");

/** A pick's line of facts: "trial (others of its kind: assess) · Apache-2.0 · self-hosted, managed". */
export function pickFacts({ tool, groupRing }: Pick): string {
	const ring = groupRing === undefined ? tool.ring.value : `${tool.ring.value} (others of its kind: ${groupRing})`;
	return [ring, tool.licence, tool.hosting.modes.join(", ")].join(" · ");
}

/** "Your need: …": which of the three the reason serves. Where both personas are answered, it says whose. */
export function whyWords(catalog: Catalog, answer: Answer, pick: Pick): { label: string; text: string } {
	const [serves] = pick.serves;
	if (serves === undefined) return { label: "", text: pick.why };
	const asker = answer.need.persona.id;
	const whose = asker === serves.persona ? "your" : `${catalog.framework.personas[serves.persona].plural}'`;
	const label = `${whose} ${serves.benefit}`;
	if (!pick.saysBenefit) return { label: "", text: `${withoutStop(pick.why)} (${label}: ${serves.short}).` };
	return { label: `${capitalise(label)}:`, text: pick.why };
}

/** The numbers of what bears a reason out, each once. */
export const citedSources = ({ cited = [] }: Pick, numberOf: (fact: Fact) => number): Fact[] => cited.filter((fact, at) => cited.findIndex((other) => numberOf(other) === numberOf(fact)) === at);

const whyLine = (catalog: Catalog, answer: Answer, pick: Pick): string => {
	const { label, text } = whyWords(catalog, answer, pick);
	return label === "" ? text : `${label} ${text}`;
};

/** "Weights & Biases (its server runs on Kubernetes)". */
export const leftOutWords = ({ tool, because }: Answer["leftOut"][number]): string => `${tool.name} (${because})`;

/** Who was left out, or comes closest, and why: "Left out: Kueue and SkyPilot (no managed offer in the catalog)." Empty where nobody is worth a line that the headline doesn't say. */
export function leftOutLine({ kind, headline, leftOut }: Answer): string {
	const unsaid = leftOut.filter(({ tool, because }) => !(headline.includes(tool.name) && headline.includes(because)));
	if (unsaid.length === 0) return "";
	const byReason = new Map<string, string[]>();
	for (const { tool, because } of unsaid) byReason.set(because, [...(byReason.get(because) ?? []), tool.name]);
	return `${kind === "nothing-fits" ? "Closest" : "Left out"}: ${[...byReason].map(([because, names]) => `${joinWords(names)} (${because})`).join("; ")}.`;
}

/** Whether the answer speaks to somebody's need, and so says for whom it was written. */
export const hasAddressee = (answer: Answer): boolean => ["recommendation", "comparison", "adoption", "unchanged", "nothing-fits"].includes(answer.kind);

/** Which parts no model wrote, said once; nothing where one wrote all of them. */
export function footer(answer: Answer): string {
	if (answer.kind === "greeting") return "";
	if (answer.unfinished === true) return "Still being written…";
	if (answer.writtenBy === "catalog") return "Written without a language model.";
	const parts = answer.unwritten ?? [];
	return parts.length === 0 ? "" : `Without a language model: ${joinWords(parts.map((part) => partName(answer, part)))}.`;
}

/** How a part is called where it is said that no model wrote it. */
function partName(answer: Answer, part: AnswerPart): string {
	const [name, number] = part.split("_");
	if (name === "pick") return answer.picks[Number(number) - 1]?.tool.name ?? part;
	if (name === "take") return `who takes ${answer.comparison?.tools[Number(number) - 1]?.name ?? part}`;
	if (name === "step") return `step ${number}`;
	return partNames[part] ?? part;
}
const partNames: Partial<Record<AnswerPart, string>> = {
	headline: "the first sentence",
	decides: "the facts that decide",
	when: "when you need it",
	when_not: "when you don't",
	lifecycle: "the lifecycle line",
	question: "the question",
};

/** What to know before relying on a compared tool; of a pick it stands with the pick. */
export const comparedNotes = ({ picks }: Answer): string[] => picks.flatMap(({ tool, notes }) => notes.map((note) => `${tool.name}: ${note}`));

/**
 * The whole answer as plain text: Slack's notification, what a screen reader reads, and what the terminal prints.
 */
export function plainText(catalog: Catalog, answer: Answer): string {
	const { sources, numberOf } = numberedSources(answer);
	const lines: string[] = [answer.headline];
	if (hasAddressee(answer)) lines.push(forWhom(catalog, answer));
	for (const [index, pick] of printedPicks(answer).entries()) {
		lines.push(
			"",
			`${index + 1}. ${pick.tool.name} — ${pickFacts(pick)}`,
			[whyLine(catalog, answer, pick), ...citedSources(pick, numberOf).map((fact) => `[${numberOf(fact)}]`)].join(" "),
			`Trade-off: ${pick.tradeOff.text} [${numberOf(pick.tradeOff)}]`,
			...pick.notes,
		);
	}
	if (answer.comparison !== undefined) {
		lines.push("");
		for (const [at, tool] of answer.comparison.tools.entries()) {
			lines.push(tool.name);
			for (const { aspect, cells } of answer.comparison.rows) lines.push(`${aspect}: ${cells[at]?.text ?? "not known"}${cells[at]?.fact === undefined ? "" : ` [${numberOf(cells[at].fact)}]`}`);
			lines.push("");
		}
		lines.push(...answer.comparison.takeIf, ...comparedNotes(answer));
	}
	const said = (answer.said ?? []).map(({ text, source }) => (source === undefined ? text : `${text} [${numberOf(source)}]`));
	if (said.length > 0) lines.push("", ...said);
	const after = [...answer.paragraphs, leftOutLine(answer), answer.lifecycle ?? "", answer.question ?? "", answer.languageNote ?? ""].filter(Boolean);
	if (after.length > 0) lines.push("", ...after);
	if (sources.length > 0) lines.push("", ...sources.map(({ number, url, asOf }) => `[${number}] ${url}${asOf === undefined ? "" : ` (as of ${asOf})`}`));
	if (footer(answer) !== "") lines.push("", footer(answer));
	return lines.join("\n");
}
