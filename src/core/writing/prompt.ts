import type { AnswerPart } from "../answer/answer.ts";
import { constraintList, nameOfTool } from "../answer/need-words.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { categoryIds } from "../catalog/vocabulary.ts";
import type { GroundingProblem } from "../grounding/problem.ts";
import { constraintValues, intents, type Need } from "../need.ts";
import { buildOrBuyLines, categoryLines, personaLines, placeOfTool } from "./framework-words.ts";
import { factsGiven, type Given, planSteps } from "./given.ts";
import type { WrittenAnswer } from "./written-answer.ts";

/** The texts under `prompts/`, by name. */
export type Prompts = { voice: string; understand: string; answer: string; repair: string };

export type Message = { role: "system" | "user" | "assistant"; content: string };

/** Longest stretch of what somebody wrote that is passed on: about 400 tokens. The need as understood is passed in full. */
const mostQuoted = 1600;

/**
 * What somebody wrote, as a JSON string without the characters that could end the block it stands in: whatever it says, it
 * stays a value among the data. Of a long text, its beginning and its end.
 */
export function quoted(text: string, most: number = mostQuoted): string {
	const short = text.length <= most ? text : `${text.slice(0, most / 2)} […] ${text.slice(-most / 2)}`;
	return JSON.stringify(short.toWellFormed()).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** What a model is told as information. */
export const dataBlock = (lines: readonly string[]): string => `<data>\n${lines.join("\n")}\n</data>`;

/** The messages that have a model write an answer: what to do, and as data whom for, what the framework says, and the facts of the given tools. */
export const promptFor = (prompts: Prompts, given: Given, askedText: string): Message[] => [
	{ role: "system", content: `${prompts.voice.trim()}\n\n${prompts.answer.trim()}` },
	{
		role: "user",
		content: dataBlock([...needLines(given, askedText), ...frameworkLines(given), ...toolLines(given), ...planLines(given), `fields to write: ${given.parts.join(", ")}`]),
	},
];

/** The same once more, with what the model wrote and what was wrong with it. */
export function repairPromptFor(prompts: Prompts, given: Given, askedText: string, written: WrittenAnswer | Record<string, unknown>, problems: readonly GroundingProblem[]): Message[] {
	const wrong = problems.map(({ at, code, detail }) => `${at}: ${code}: ${quoted(detail, 200)}`);
	return [...promptFor(prompts, given, askedText), { role: "assistant", content: JSON.stringify(written) }, { role: "user", content: `${prompts.repair.trim()}\n\n${dataBlock(wrong)}` }];
}

function needLines({ catalog, answer: { need }, turnedDown }: Given, askedText: string): string[] {
	const unmet = need.mentions.filter(({ inCatalog }) => !inCatalog).map(({ name }) => name);
	return [
		`asker's message: ${quoted(askedText)}`,
		`language to write in: ${need.language}`,
		`asker: ${need.persona.id === "unknown" ? "unknown, write for researchers and engineers" : catalog.framework.personas[need.persona.id].name}`,
		`wants to: ${need.intent}`,
		`must hold: ${constraintList(catalog, need).join("; ") || "nothing was said"}`,
		...turnedDown.map(({ tool, because }) => `asked about and out: ${tool.name}: ${because} (the headline may name it, to say so)`),
		...(need.mentions.length === 0
			? []
			: [`named by the asker: ${need.mentions.map(({ id, name }) => (unmet.includes(name) ? `${name} (nothing known of it)` : nameOfTool(catalog, id))).join(", ")}`]),
	];
}

const frameworkLines = (given: Given): string[] => [
	...personaLines(given.catalog.framework, given.answer.need),
	...categoryLines(given).map((line) => `kind of tool: ${line}`),
	`build or buy: ${buildOrBuyLines(given.catalog.framework).join(" ")}`,
];

function toolLines(given: Given): string[] {
	const { catalog, tools, answer, parts } = given;
	return tools.flatMap((tool) => {
		const at = answer.picks.findIndex((pick) => pick.tool === tool);
		const compared = answer.comparison?.tools.indexOf(tool) ?? -1;
		const fields = [at < 0 ? undefined : `pick_${at + 1}`, compared < 0 ? undefined : `take_${compared + 1}`].filter((part) => parts.some((one) => one === part));
		const out = answer.leftOut.find((one) => one.tool === tool);
		return [
			"",
			`${[...fields, tool.name].join(" ")} (${tool.id}): ${tool.summary}`,
			`${placeOfTool(catalog, tool)}; licence ${tool.licence}; hosting ${tool.hosting.modes.join(", ")}${tool.kubernetes === undefined ? "" : `; Kubernetes ${tool.kubernetes}`}${out === undefined ? "" : `; out: ${out.because}`}`,
			...Object.entries(tool.serves).flatMap(([persona, says]) => Object.entries(says ?? {}).map(([benefit, text]) => `${persona}/${benefit}: ${text}`)),
			`not for: ${tool.not_for.join(" ")}`,
			...factsGiven(given, tool).facts.map(({ id, kind, text }) => `fact ${id} [${kind}] ${text}`),
		];
	});
}

const planLines = (given: Given): string[] => {
	const steps = given.parts.some((part: AnswerPart) => part.startsWith("step_")) ? planSteps(given.answer) : [];
	return steps.length === 0 ? [] : ["", ...steps.map((step, at) => `step_${at + 1}: ${step.replace(/^\d\. /, "")}`)];
};

/** The messages that have a model read what the rules left open. Names the closed sets, and no tool of the catalog. */
export function understandPromptFor(prompts: Prompts, catalog: Catalog, need: Need, askedText: string): Message[] {
	const values = Object.entries(constraintValues)
		.filter(([, of]) => of !== "vendor")
		.map(([kind, of]) => `${kind}: ${typeof of === "string" ? "a tool's name" : of.join(", ")}`);
	const read = [
		`intent ${need.intent}`,
		`persona ${need.persona.id}`,
		...need.categories.map(({ id }) => `category ${id}`),
		...need.constraints.map(({ kind, value }) => `${kind}=${value}`),
		...need.mentions.map(({ id }) => `mention ${id}`),
	];
	return [
		{ role: "system", content: prompts.understand.trim() },
		{
			role: "user",
			content: dataBlock([
				`message: ${quoted(askedText)}`,
				`read already: ${read.join("; ")}`,
				`intents: ${intents.join(", ")}`,
				`categories: ${categoryIds.map((id) => `${id} (${catalog.categories[id].tool})`).join(", ")}`,
				"constraints, each kind with its values:",
				...values,
			]),
		},
	];
}
