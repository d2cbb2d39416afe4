import type { InputBlock, ModalView, PlainTextOption } from "@slack/types";
import { capitalise } from "../../../core/answer/words.ts";
import type { Catalog } from "../../../core/catalog/catalog.ts";
import type { CategoryId } from "../../../core/catalog/vocabulary.ts";
import type { Choosable, Correction } from "../../../core/conversation/correction.ts";
import { type Need, valuesOf } from "../../../core/need.ts";
import { viewIds } from "../action-ids.ts";
import { most, option, plain } from "./blocks.ts";

const any = "any";

type Choice = { kind: Choosable; label: string; options: readonly (readonly [value: string, text: string])[] };

/** What can be chosen, in the order in which it is asked; the first option of each asks for nothing. */
const choices: readonly Choice[] = [
	{
		kind: "hosting",
		label: "Hosting",
		options: [
			[any, "No matter"],
			["self-hosted", "We run it ourselves"],
			["managed", "The vendor runs it"],
			["air-gapped", "Without any connection outside"],
		],
	},
	{
		kind: "kubernetes",
		label: "Kubernetes",
		options: [
			[any, "No matter"],
			["yes", "On Kubernetes"],
			["no", "Without Kubernetes"],
		],
	},
	{
		kind: "cloud",
		label: "Cloud",
		options: [
			[any, "No matter"],
			["aws", "AWS"],
			["gcp", "Google Cloud"],
			["azure", "Azure"],
			["on-prem", "On-prem"],
			["multi", "Several clouds"],
		],
	},
	{
		kind: "budget",
		label: "Budget",
		options: [
			[any, "No matter"],
			["free", "Free of charge"],
			["low", "Small"],
			["enterprise", "Enterprise"],
		],
	},
	{
		kind: "licence",
		label: "Licence",
		options: [
			[any, "No matter"],
			["open-source", "Open source"],
			["commercial-ok", "Fit for commercial use"],
		],
	},
];

const personas = [
	["ml-researcher", "Researcher"],
	["software-engineer", "Engineer"],
	["ml-engineer", "Both: I train and run models"],
	["unknown", "Write for both kinds of reader"],
] as const;

/** Which answer a modal is about. */
export type AnswerPlace = { channel: string; ts: string };

/** The modal that narrows an answer down, filled in with what was understood. */
export function narrowDownModal(catalog: Catalog, need: Need, place: AnswerPlace): ModalView {
	return {
		type: "modal",
		callback_id: viewIds.narrowDown,
		private_metadata: JSON.stringify(place),
		title: plain("Narrow down", 24),
		submit: plain("Answer again", 24),
		close: plain("Cancel", 24),
		blocks: [
			select("persona", "I am", personas, need.persona.id),
			...choices.map(({ kind, label, options }) => select(kind, label, options, valuesOf(need, kind).findLast((value) => options.some(([one]) => one === value)) ?? any)),
			existingTools(catalog, valuesOf(need, "existing")),
		],
	};
}

function select(id: string, label: string, options: readonly (readonly [string, string])[], chosen: string): InputBlock {
	const all = options.map(([value, text]) => option(value, text));
	const initial = all.find(({ value }) => value === chosen);
	return {
		type: "input",
		block_id: id,
		label: plain(label, most.label),
		element: { type: "static_select", action_id: id, options: all, ...(initial === undefined ? {} : { initial_option: initial }) },
	};
}

/** Every tool under its main category, both from A to Z: Slack takes a hundred in each group. */
function existingTools(catalog: Catalog, running: readonly string[]): InputBlock {
	const groups = new Map<CategoryId, PlainTextOption[]>();
	for (const tool of [...catalog.tools.values()].sort((a, b) => a.name.localeCompare(b.name, "en"))) {
		const [category] = Object.keys(tool.categories) as CategoryId[];
		if (category !== undefined) groups.set(category, [...(groups.get(category) ?? []), option(tool.id, tool.name)]);
	}
	const option_groups = [...groups]
		.map(([category, options]) => ({ label: plain(capitalise(catalog.categories[category].name), most.label), options: options.slice(0, 100) }))
		.sort((a, b) => a.label.text.localeCompare(b.label.text, "en"));
	const initial = option_groups.flatMap(({ options }) => options).filter(({ value }) => value !== undefined && running.includes(value));
	return {
		type: "input",
		block_id: "existing",
		optional: true,
		label: plain("Tools that you run already", most.label),
		hint: plain("Type to find one. They are listed by kind, from A to Z.", 150),
		element: {
			type: "multi_static_select",
			action_id: "existing",
			placeholder: plain("Type a name, such as Airflow", 150),
			option_groups,
			...(initial.length === 0 ? {} : { initial_options: initial }),
		},
	};
}

/** What a submitted view holds, as Slack sends it. */
export type ViewValues = Record<string, Record<string, { selected_option?: { value?: string } | null; selected_options?: { value?: string }[]; value?: string | null }>>;

/**
 * What somebody put right by submitting the modal. A persona that was left as it was read is no correction; what they run and
 * could not be chosen, since the catalog only knows its name, stays.
 */
export function correctionOf(catalog: Catalog, need: Need, values: ViewValues): Correction {
	const chosen = (id: string): string | undefined => values[id]?.[id]?.selected_option?.value;
	const persona = personas.find(([id]) => id === chosen("persona"))?.[0];
	const single = choices.flatMap(({ kind, options }) => {
		const value = chosen(kind);
		return value === undefined || value === any || !options.some(([one]) => one === value) ? [] : [{ kind, value }];
	});
	const tools = (values.existing?.existing?.selected_options ?? []).flatMap(({ value }) => (value !== undefined && catalog.tools.has(value) ? [value] : []));
	const onlyNamed = valuesOf(need, "existing").filter((id) => !catalog.tools.has(id));
	// On-prem is told twice in a need, as where it runs and as who runs it: neither is lost by choosing the other.
	return {
		...(persona === undefined || persona === need.persona.id ? {} : { persona }),
		choices: [...single, ...[...tools, ...onlyNamed].map((value) => ({ kind: "existing" as const, value }))],
	};
}
