import type { KnownBlock } from "@slack/types";
import { capitalise } from "../../../core/answer/words.ts";
import type { Catalog } from "../../../core/catalog/catalog.ts";
import type { Tool } from "../../../core/catalog/tool.ts";
import { type CategoryId, categoryIds, type StageId, stageIds } from "../../../core/catalog/vocabulary.ts";
import type { Subcommand, ToldPersona } from "../../../core/conversation/subcommands.ts";
import { actionIds } from "../action-ids.ts";
import { bold, escapeMrkdwn, escapeWithin } from "../mrkdwn.ts";
import { actions, button, context, fitMessage, section, sectionsOf } from "./blocks.ts";
import { toolLines } from "./details.ts";

/** What a subcommand answers at once, to whoever typed it. `text` is complete by itself. */
export type Card = { text: string; blocks: KnownBlock[] };

const textLimit = 4000;
/** A card whose text is what its lines say. */
const card = (lines: readonly string[], more: KnownBlock[] = []): Card => ({ text: escapeWithin(lines.map(spoken).join("\n"), textLimit), blocks: fitMessage([...sectionsOf(lines, 8), ...more]) });
/** A line of mrkdwn as it is read aloud: links by their label and address, nothing marked. */
const spoken = (line: string): string =>
	line
		.replace(/<([^|>]+)\|([^>]+)>/g, "$2: $1")
		.replace(/[*`]/g, "")
		.replace(/&lt;/g, "<")
		.replace(/&gt;/g, ">")
		.replace(/&amp;/g, "&");

/** `tool <name>`: what the catalog holds of it. */
export const toolCard = (catalog: Catalog, tool: Tool): Card => card([bold(tool.name), ...toolLines(catalog, tool)]);

/** Categories whose tools serve a stage. */
const categoriesAt = (catalog: Catalog, stage: StageId): CategoryId[] => categoryIds.filter((id) => catalog.categories[id].stages.includes(stage));
/** Tools of a category that are mainly for it, the ones to start with first. */
function toolsOf(catalog: Catalog, category: CategoryId): Tool[] {
	const ring = ({ ring: { value } }: Tool): number => ["adopt", "trial", "assess", "hold"].indexOf(value);
	return [...catalog.tools.values()]
		.filter((tool) => Object.keys(tool.categories)[0] === category && tool.ring.value !== "hold" && tool.status.state === "active")
		.sort((a, b) => ring(a) - ring(b) || a.name.localeCompare(b.name, "en"));
}

/** `stage <name>`: its place in the lifecycle, and what can be asked about it. */
export function stageCard(catalog: Catalog, stage: StageId): Card {
	const { name, loop } = catalog.framework.stages[stage];
	const meets = catalog.framework.meet_at[stage];
	const intro = `${bold(name)}, in the ${catalog.framework.loops[loop].name}${meets === undefined ? "" : `: ${escapeMrkdwn(meets)}`}. Which part is it for?`;
	const rows = categoriesAt(catalog, stage).map((id) => ({ id, ...categoryLine(catalog, id) }));
	return {
		text: escapeWithin([spoken(intro), ...rows.map(({ line }) => `• ${spoken(line)}`)].join("\n"), textLimit),
		blocks: fitMessage([
			section(intro),
			...rows.map(({ id, line }) => section(line, button(`${actionIds.askCategory}${id}`, "Ask", { value: id, says: `which ${catalog.categories[id].tool} fits` }))),
		]),
	};
}

function categoryLine(catalog: Catalog, id: CategoryId): { line: string } {
	const { name, when } = catalog.categories[id];
	const names = toolsOf(catalog, id).map((tool) => `${tool.name} (${tool.ring.value})`);
	const shown = names.length === 0 ? "" : ` Such as ${names.slice(0, 4).join(", ")}${names.length > 4 ? `, and ${names.length - 4} more` : ""}.`;
	return { line: `${bold(capitalise(name))}: ${escapeMrkdwn(when + shown)}` };
}

/** `stage` alone: the lifecycle in two lines, and its stages to choose from. */
export const stagesCard = (catalog: Catalog): Card => card(lifecycleLines(catalog), stageButtons(catalog));

/** The two loops as they run, and where they meet. */
export function lifecycleLines({ framework }: Catalog): string[] {
	const path = (loop: "model" | "software"): string =>
		`${bold(capitalise(framework.loops[loop].name))}: ${framework.loops[loop].path.map((id) => escapeMrkdwn(framework.stages[id].name)).join(" → ")}`;
	return [
		path("model"),
		path("software"),
		`They meet at ${Object.keys(framework.meet_at)
			.map((id) => framework.stages[id as StageId].name.toLowerCase())
			.join(" and ")}.`,
	];
}

export const stageButtons = (catalog: Catalog): KnownBlock[] => [
	actions(stageIds.map((id) => button(`${actionIds.stage}${id}`, catalog.framework.stages[id].name, { value: id, says: "what there is for it" }))),
];

const personaNames: Record<ToldPersona, string> = { "ml-researcher": "researcher", "software-engineer": "engineer", "ml-engineer": "somebody who does both" };

/** `persona`: who we take somebody for, and how to change it. */
export function personaCard(told: ToldPersona | undefined): Card {
	const says =
		told === undefined
			? "You haven't told me who you are: I go by your words, then by your profile title."
			: `You told me that you are ${told === "ml-engineer" ? "" : told === "software-engineer" ? "an " : "a "}${personaNames[told]}. I answer by that.`;
	return card([says], [personaButtons(told)]);
}

export function personaButtons(told: ToldPersona | undefined): KnownBlock {
	const rest = (["ml-researcher", "software-engineer", "ml-engineer"] as const).filter((id) => id !== told);
	const labels = { "ml-researcher": "I'm a researcher", "software-engineer": "I'm an engineer", "ml-engineer": "I'm both" };
	return actions([
		...rest.map((id) => button(`${actionIds.setPersona}${id}`, labels[id], { value: id })),
		...(told === undefined ? [] : [button(`${actionIds.setPersona}forget`, "Forget it", { value: "forget", says: "what I told you about me" })]),
	]);
}

/** What was done about a persona. */
export const personaChanged = (told: ToldPersona | undefined): Card =>
	card([
		told === undefined
			? "Forgotten. I go by your words, then by your profile title."
			: `Noted: ${personaNames[told]}. I'll answer by that from now on; \`/mlops-recommend persona forget\` takes it back.`,
	]);

export const suggestionCard = (meant: string): Card => card([`Did you mean \`/mlops-recommend ${escapeMrkdwn(meant)}\`? Or write it as a question, and I'll answer that.`]);

const incomplete = {
	tool: "Which tool? For example `/mlops-recommend tool MLflow`.",
	compare: "Which ones? For example `/mlops-recommend compare MLflow Aim for five researchers`.",
	private: "What is the question? For example `/mlops-recommend private which feature store for us?` Only you will see the answer.",
} as const;
export const incompleteCard = (of: Extract<Subcommand, { kind: "incomplete" }>["of"]): Card => card([incomplete[of]]);

/** @param entries how many were deleted */
export const forgottenCard = (entries: number): Card =>
	card([
		entries === 0
			? "I keep nothing of you."
			: "Done: I've deleted what you told me about yourself, your profile title, the list of your questions, what my answers to you came from, your feedback, and your part in the threads that I remember.",
		"My answers in channels stay where they are: they are messages in Slack. What you ask from now on is kept anew.",
	]);

/** A word of ours that stands on its own. */
export const noteCard = (sentence: string): Card => ({ text: escapeMrkdwn(sentence), blocks: [context(escapeMrkdwn(sentence))] });
