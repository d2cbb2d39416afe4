import type { Comparison } from "../catalog/comparison.ts";
import type { Fact, Tool } from "../catalog/tool.ts";
import type { CategoryId } from "../catalog/vocabulary.ts";
import type { Answer, ComparisonRow } from "./answer.ts";
import type { Composing } from "./composing.ts";
import { lifecyclePlace } from "./lifecycle-line.ts";
import { chooseTradeOff, describePick } from "./pick.ts";
import { joinWords, withoutStop } from "./words.ts";

/** Tools side by side: the facts that decide, who should take which, and what rules one out. */
export function compareTools(input: Composing, named: readonly Tool[]): Answer {
	const { catalog, need, shortlist } = input;
	const tools = named.slice(0, 3);
	const fits = tools.filter((tool) => shortlist.ranked.some((candidate) => candidate.tool.id === tool.id));
	const out = tools.flatMap((tool) => {
		const found = shortlist.leftOut.find((one) => one.tool.id === tool.id);
		return found === undefined ? [] : [{ tool, because: found.because }];
	});
	const known = tools.length === 2 ? catalog.comparisons.find(({ tools: pair }) => tools.every(({ id }) => pair.includes(id))) : undefined;
	const [first, ...rest] = fits;
	const used = new Set<string>();
	const picks = fits.map((tool) => {
		const category = (need.categories.map(({ id }) => id).find((id) => tool.categories[id] !== undefined) ?? Object.keys(tool.categories)[0]) as CategoryId;
		const pick = describePick(input, tool, category, used);
		for (const { persona, benefit } of pick.serves) used.add(`${persona}:${benefit}`);
		return pick;
	});
	const headline =
		first === undefined
			? `${tools.length === 2 ? "Neither" : "None"} fits what you said: ${out.map(({ tool, because }) => `${tool.name} (${because})`).join("; ")}.`
			: rest.length === 0
				? `Take ${first.name}: ${out.map(({ tool, because }) => `${tool.name} is out (${because})`).join("; ")}.`
				: `Take ${first.name} rather than ${joinWords(
						rest.map(({ name }) => name),
						"or",
					)}.`;
	return {
		kind: "comparison",
		headline,
		need,
		picks,
		comparison: { tools: [...tools], rows: rowsFor(tools, known), takeIf: tools.map((tool) => takeLine(tool, known)) },
		paragraphs: known?.both_lack === undefined ? [] : [known.both_lack],
		leftOut: first === undefined || rest.length === 0 ? [] : out,
		lifecycle: lifecyclePlace(
			catalog,
			need.categories.map(({ id }) => id),
		),
		...(need.categories[0] === undefined ? {} : { question: catalog.categories[need.categories[0].id].next.question }),
		writtenBy: "catalog",
	};
}

/** Rows that any two tools can be compared by, then the facts that decide between these two where somebody wrote them down. */
function rowsFor(tools: readonly Tool[], known: Comparison | undefined): ComparisonRow[] {
	const rows: ComparisonRow[] = [];
	const row = (aspect: string, cellOf: (tool: Tool) => ComparisonRow["cells"][number] | undefined) => {
		const cells = tools.map(cellOf);
		if (cells.some((cell) => cell !== undefined)) rows.push({ aspect, cells: cells.map((cell) => cell ?? { text: "not known" }) });
	};
	row("Licence", (tool) => ({ text: tool.licence }));
	row("Hosting", (tool) => ({ text: tool.hosting.modes.join(", ") }));
	row("Kubernetes", (tool) => (tool.kubernetes === undefined ? undefined : { text: { required: "required to run it yourself", optional: "optional", no: "not needed" }[tool.kubernetes] }));
	row("Ring", (tool) => ({ text: tool.ring.value }));
	if (known !== undefined) {
		for (const { aspect, facts } of known.decides) row(aspect, (tool) => factCell(tool.facts.find(({ id }) => id === facts[tool.id])));
		return rows;
	}
	row("Price", (tool) => (tool.pricing === undefined ? undefined : { text: tool.pricing.join(", ") }));
	row("Strength", (tool) => factCell(tool.facts.find(({ kind }) => kind === "strength")));
	row("Watch out", (tool) => factCell(chooseTradeOff(tool)));
	row("Leaving", (tool) => (tool.exit_cost === undefined ? undefined : { text: `${tool.exit_cost.level}: ${withoutStop(tool.exit_cost.why)}` }));
	return rows;
}
const factCell = (fact: Fact | undefined): { text: string; fact: Fact } | undefined => (fact === undefined ? undefined : { text: fact.text, fact });

/** Who should take which, where somebody wrote it down for this pair; else when each is the wrong one. */
const takeLine = (tool: Tool, known: Comparison | undefined): string => {
	const take = known?.take[tool.id];
	return take === undefined ? `Not ${tool.name} where this holds: ${withoutStop(tool.not_for[0] ?? "")}.` : `Take ${tool.name} ${take}`;
};
