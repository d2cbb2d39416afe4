import { commandName } from "../adapters/slack/registered.ts";
import type { Knowledge } from "../bot.ts";
import { stageIds } from "../core/catalog/vocabulary.ts";

/** What can be typed after the slash, and what it does. A label that ends in a space wants something after it. */
export type Completion = { label: string; about: string };

const subcommands: readonly Completion[] = [
	{ label: "", about: "Ask: the question is posted for all to see" },
	{ label: "help", about: "What the bot can do, for your eyes only" },
	{ label: "compare ", about: "Two tools or more, side by side" },
	{ label: "tool ", about: "Everything about one tool" },
	{ label: "stage ", about: "A stage of the lifecycle and its tools" },
	{ label: "persona", about: "Whom answers are written for" },
	{ label: "persona researcher", about: "Write for a researcher" },
	{ label: "persona engineer", about: "Write for an engineer" },
	{ label: "persona both", about: "Write for somebody who does both" },
	{ label: "persona forget", about: "Forget what you said of yourself" },
	{ label: "private ", about: "Ask, and only you see the answer" },
	{ label: "digest", about: "The weekly digest of this channel" },
	{ label: "forget-me", about: "Delete what is kept of you" },
];

/** Completions of the bot's command: its subcommands, the stages of the lifecycle, and every tool of the catalog. */
export function completionsFor(knowledge: Knowledge | undefined): Completion[] {
	const catalog = knowledge?.reader.catalog;
	const stages = catalog === undefined ? [] : stageIds.map((id) => ({ label: `stage ${catalog.framework.stages[id].name.toLowerCase()}`, about: "A stage of the lifecycle and its tools" }));
	const tools = [...(catalog?.tools.values() ?? [])].map(({ name, summary }) => ({ label: `tool ${name}`, about: summary }));
	return [...subcommands, ...stages, ...tools].map(({ label, about }) => ({ label: `${commandName} ${label}`, about }));
}
