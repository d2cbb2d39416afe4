import type { Tool } from "../catalog/tool.ts";
import type { About } from "../need.ts";
import type { Answer, Said } from "./answer.ts";
import { aspectNames, factsAbout, judge, onceEach, sidesOf } from "./aspects.ts";
import type { Composing } from "./composing.ts";
import { nameOfTool } from "./need-words.ts";
import { joinWords } from "./words.ts";

/** What the catalog says about tools that stand in the thread, or that were named: the side that is asked about, with its pages, or that it says nothing. */
export function tellAboutTools({ catalog, need }: Composing, about: About): Pick<Answer, "headline" | "said" | "paragraphs" | "question"> {
	const tools = about.tools.flatMap((id) => catalog.tools.get(id) ?? []);
	const [only, ...others] = tools;
	if (only === undefined) return { headline: "The catalog says nothing of that.", paragraphs: [] };
	const told = tools.map((tool) => tellOne(catalog, tool, about));
	const [first] = told;
	const names = joinWords(tools.map(({ name }) => name));
	const stated = about.conditions.length > 0 && need.after !== undefined ? { question: "Must it be so? Say that it must, and I'll choose by it." } : {};
	if (others.length === 0 && first !== undefined)
		return { headline: first.headline, said: first.said, paragraphs: first.said.length === 0 && first.verdict !== "no" ? [checkIt(only)] : [], ...stated };
	const known = told.filter(({ said }) => said.length > 0 || about.conditions.length > 0);
	if (known.length === 0) return { headline: nothingOn(catalog, about, names), paragraphs: ["Their own documentation will."] };
	return {
		headline: about.conditions.length > 0 ? conditionHeadline(tools, told) : (leastOf(tools, about) ?? `What the catalog says of ${names}:`),
		said: tools.flatMap((tool, at) => {
			const one = told[at];
			if (one === undefined) return [];
			if (one.said.length === 0) return [{ text: `${tool.name}: the catalog doesn't say.` }];
			return one.said.slice(0, 2).map((line) => ({ ...line, text: `${tool.name}: ${line.text}` }));
		}),
		paragraphs: [],
		...stated,
	};
}

type Told = { headline: string; said: Said[]; verdict?: "yes" | "no" | "unknown" };

function tellOne(catalog: Composing["catalog"], tool: Tool, about: About): Told {
	const { aspects, conditions, words } = about;
	if (conditions.length > 0) {
		const judged = conditions.map((condition) => judge(catalog, tool, condition));
		const worst = judged.find(({ verdict }) => verdict === "no") ?? judged.find(({ verdict }) => verdict === "unknown");
		const lines = [...judged.flatMap(({ source }) => source ?? []), ...sidesOf(catalog, tool, aspects)];
		const said = onceEach([...lines, ...factsAbout(tool, words, 2)]);
		const because = worst === undefined || worst.because === "" ? "" : ` (${worst.because})`;
		if (worst === undefined) return { headline: `Yes: ${tool.name} ${joinWords(judged.map(({ says }) => says))}.`, said, verdict: "yes" };
		if (worst.verdict === "no") return { headline: `No, not ${tool.name}${because}.`, said, verdict: "no" };
		return { headline: `The catalog doesn't show that ${tool.name} ${worst.says}${because}.`, said, verdict: "unknown" };
	}
	const integrated = words.filter((word) => tool.integrations.includes(word)).map((word) => nameOfTool(catalog, word));
	const works: Said[] = integrated.length === 0 ? [] : [{ text: `Works with ${joinWords(integrated)}.` }];
	const looksFor = aspects.length === 0 || aspects.includes("requirements");
	const hits = looksFor ? factsAbout(tool, words, 3) : [];
	const found = aspects.includes("overview") ? sidesOf(catalog, tool, ["overview"]) : [...works, ...sidesOf(catalog, tool, aspects), ...hits];
	const said = onceEach(found);
	if (said.length === 0) return { headline: nothingOn(catalog, about, tool.name), said };
	if (aspects.includes("requirements") && words.length > 0 && hits.length === 0) return { headline: nothingOn(catalog, { ...about, aspects: [] }, tool.name), said };
	if (aspects.length === 1 && aspects[0] === "kubernetes" && tool.kubernetes !== undefined)
		return {
			headline:
				tool.kubernetes === "required" ? `Yes: to run ${tool.name} yourself takes Kubernetes.` : `No: ${tool.name} runs ${tool.kubernetes === "optional" ? "with it or without it" : "without it"}.`,
			said,
		};
	if (aspects.includes("overview")) return { headline: `${tool.name}: ${said[0]?.text ?? ""}`, said: said.slice(1) };
	return { headline: `What the catalog says of ${tool.name}:`, said };
}

function conditionHeadline(tools: readonly Tool[], told: readonly Told[]): string {
	const of = (verdict: Told["verdict"]): string => joinWords(tools.flatMap(({ name }, at) => (told[at]?.verdict === verdict ? [name] : [])));
	const parts = [of("yes") === "" ? "" : `yes for ${of("yes")}`, of("no") === "" ? "" : `no for ${of("no")}`, of("unknown") === "" ? "" : `not shown for ${of("unknown")}`].filter(
		(part) => part !== "",
	);
	const sentence = parts.join("; ");
	return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}.`;
}

const levels = ["none", "low", "medium", "high"] as const;
/** Asked for the least effort or the lowest price, what has it among them, as far as that can be told. */
function leastOf(tools: readonly Tool[], { aspects }: About): string | undefined {
	const [aspect, ...others] = aspects;
	if (others.length > 0) return undefined;
	if (aspect === "effort") {
		const known = tools.flatMap(({ name, operating_burden }) => (operating_burden === undefined ? [] : [{ name, at: levels.indexOf(operating_burden.level) }]));
		const least = Math.min(...known.map(({ at }) => at));
		const names = known.filter(({ at }) => at === least).map(({ name }) => name);
		if (names.length === 0) return undefined;
		return names.length === tools.length ? `As much effort to run each: ${levels[least]}.` : `Least effort to run: ${joinWords(names)} (${levels[least]}).`;
	}
	if (aspect === "price") {
		const free = tools.filter(({ pricing }) => pricing?.includes("free") === true).map(({ name }) => name);
		return free.length === 0 ? undefined : `Free to use: ${joinWords(free)}${free.length === tools.length ? "" : "; the others charge beyond a free tier, or in any case"}.`;
	}
	return undefined;
}

/** What was asked, in words of ours where it is a known side, else in the asker's. */
const nothingOn = (catalog: Composing["catalog"], { aspects, words }: About, of: string): string =>
	aspects.length > 0
		? `On ${of}, the catalog doesn't say ${joinWords(aspects.map((aspect) => aspectNames[aspect]))}.`
		: `On ${of}, the catalog says nothing of ${joinWords(words.map((word) => `“${nameOfTool(catalog, word)}”`))}.`;

const checkIt = (tool: Tool): string => `I'd look it up in ${tool.name}'s own documentation before you rely on it.`;
