import { joinWords } from "../../core/answer/words.ts";
import type { Catalog } from "../../core/catalog/catalog.ts";
import { nameKey } from "../../core/catalog/name-key.ts";
import { sourcedFields, type Tool } from "../../core/catalog/tool.ts";
import { nearest, question } from "../../core/nearest.ts";
import { isFilled } from "./filled.ts";
import { Mistake } from "./mistake.ts";
import { bold } from "./table.ts";

type Field = keyof Tool;

/** Every field of a tool, in the order in which it is shown, with what it is called. Facts come last, each with its source. */
const titles = {
	aliases: "Also written",
	ordinary_words: "Ordinary words",
	asked_for: "Asked for",
	homepage: "Homepage",
	repository: "Repository",
	vendor: "Vendor",
	foundation: "Foundation",
	first_year: "First year",
	licence: "Licence",
	hosting: "Hosting",
	kubernetes: "Kubernetes",
	categories: "Used for",
	stages: "Stages",
	focus: "Focus",
	scope: "Scope",
	group: "Framework group",
	ring: "Ring",
	serves: "Serves",
	not_for: "Not for",
	requires: "Requires",
	clouds: "Clouds",
	languages: "Languages",
	frameworks: "Frameworks",
	integrations: "Works with",
	alternatives: "Alternatives",
	modalities: "Kinds of data",
	pricing: "Pricing",
	compliance: "Compliance",
	team_size: "Team size",
	scale: "Shown at scale",
	operating_burden: "To operate",
	exit_cost: "To leave",
	status: "Status",
	reviewed: "Reviewed",
} as const satisfies Record<Exclude<Field, "id" | "name" | "summary" | "sources" | "facts">, string>;

/** Everything that the catalog holds about one tool. @throws Mistake where nothing has that name */
export function showCommand(catalog: Catalog, name: string, json: boolean): string {
	const tool = findTool(catalog, name);
	if (json) return JSON.stringify(tool, null, 2);
	const shown = Object.keys(titles) as (keyof typeof titles)[];
	const filled = shown.filter((field) => isFilled(tool[field]));
	const unknown = shown.filter((field) => !isFilled(tool[field])).map((field) => titles[field].toLowerCase());
	const width = Math.max(...Object.values(titles).map(({ length }) => length)) + 2;
	const lines = filled.flatMap((field) => linesOf(catalog, tool, field).map((text, at) => `${(at === 0 ? titles[field] : "").padEnd(width)}${text}`));
	const facts = tool.facts.flatMap(({ id, kind, text, source, as_of }) => [`  ${kind.padEnd(12)} ${text} (${id})`, `  ${"".padEnd(12)} ${source}${as_of === undefined ? "" : ` (as of ${as_of})`}`]);
	const nothing = unknown.length === 0 ? [] : ["", `Nothing known of: ${unknown.join(", ")}.`];
	return [`${bold(tool.name)} (${tool.id})`, tool.summary, "", ...lines, "", bold(`Facts (${tool.facts.length})`), ...facts, ...nothing].join("\n");
}

/** The tool with this id, name or alias; case and punctuation don't matter. */
function findTool({ tools, knownNames }: Catalog, name: string): Tool {
	const key = nameKey(name);
	const namesOf = ({ id, name: display, aliases }: { id: string; name: string; aliases: string[] }): string[] => [id, display, ...aliases];
	const found = [...tools.values()].find((tool) => namesOf(tool).map(nameKey).includes(key));
	if (found !== undefined) return found;
	const known = knownNames.find((one) => namesOf(one).map(nameKey).includes(key));
	if (known !== undefined) throw new Mistake(`${known.name} is known by name only: the catalog holds nothing about it.`);
	const ids = new Map([...tools.values()].flatMap((tool) => namesOf(tool).map((one) => [one, tool.id])));
	const near = new Set(nearest(name, ids.keys()).map((one) => ids.get(one) ?? one));
	throw new Mistake(`Expected a tool of the catalog, got ${JSON.stringify(name)}.${question([...near])}`);
}

/** What a field says, one line each; fields with a source of their own end in it. */
function linesOf(catalog: Catalog, tool: Tool, field: keyof typeof titles): string[] {
	const source = sourcedFields.find((one) => one === field);
	const page = source === undefined ? undefined : tool.sources[source];
	const lines = says(catalog, tool, field);
	return page === undefined ? lines : [...lines, `${page.url}${page.as_of === undefined ? "" : ` (as of ${page.as_of})`}`];
}

function says(catalog: Catalog, tool: Tool, field: keyof typeof titles): string[] {
	switch (field) {
		case "licence":
			return [`${tool.licence}${catalog.isOpenSource(tool) ? " (open source)" : ""}`];
		case "hosting": {
			const { modes, air_gapped } = tool.hosting;
			return [[...modes, ...(air_gapped === undefined ? [] : [air_gapped ? "runs without a connection" : "has to reach the outside"])].join(", ")];
		}
		case "categories":
			return Object.entries(tool.categories).map(([id, does]) => `${id}: ${does}`);
		case "group":
			return [catalog.framework.groups[tool.group].name];
		case "ring":
			return [`${tool.ring.value}${catalog.organisation?.rings.has(tool.id) ? `, by ${catalog.organisation.name}` : ""}: ${tool.ring.rationale}`];
		case "serves":
			return Object.entries(tool.serves).flatMap(([persona, benefits]) => Object.entries(benefits ?? {}).map(([benefit, text]) => `${persona}, ${benefit}: ${text}`));
		case "not_for":
			return tool.not_for;
		case "operating_burden":
		case "exit_cost":
			return [`${tool[field]?.level}: ${tool[field]?.why}`];
		case "status": {
			const { state, since, successors, note } = tool.status;
			return [`${state}${since === undefined ? "" : ` since ${since}`}${successors.length === 0 ? "" : `; instead: ${joinWords(successors)}`}`, ...(note === undefined ? [] : [note])];
		}
		default: {
			const value = tool[field];
			return [Array.isArray(value) ? value.join(", ") : String(value)];
		}
	}
}
