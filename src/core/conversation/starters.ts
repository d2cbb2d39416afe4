import { capitalise } from "../answer/words.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { type CategoryId, categoryIds, type StageId } from "../catalog/vocabulary.ts";
import type { ToldPersona } from "./subcommands.ts";

/** Something to begin a conversation with. */
export type Starter = { title: string; message: string };

/** What people of each kind ask first, where nothing else is known. */
const usual: Readonly<Record<ToldPersona | "unknown", readonly CategoryId[]>> = {
	"ml-researcher": ["experiment-tracking", "hyperparameter-tuning", "data-versioning"],
	"software-engineer": ["model-serving", "model-monitoring", "ci-cd-for-ml"],
	"ml-engineer": ["workflow-orchestration", "model-registry", "feature-store"],
	unknown: ["experiment-tracking", "model-serving", "model-monitoring"],
};
const asks: Readonly<Record<ToldPersona | "unknown", string>> = {
	"ml-researcher": "five researchers",
	"software-engineer": "a platform team",
	"ml-engineer": "a team that trains and runs its models",
	unknown: "a small team",
};

/** Most that Slack shows. */
const most = 4;

/** Four questions to begin with, for whom somebody says they are, at the stage of the lifecycle that they asked about last. */
export function starters({ categories }: Catalog, persona: ToldPersona | undefined, stage: StageId | undefined): Starter[] {
	const who = persona ?? "unknown";
	const here = stage === undefined ? [] : categoryIds.filter((id) => categories[id].stages.includes(stage));
	const fits = (id: CategoryId): boolean => who === "unknown" || who === "ml-engineer" || categories[id].leans === "both" || categories[id].leans === who;
	const ids = [...new Set([...here.filter(fits).slice(0, 2), ...usual[who]])].slice(0, most - 1);
	const choose = ids.map((id): Starter => ({ title: capitalise(categories[id].tool), message: questionAbout(categories[id].tool, asks[who]) }));
	const [first] = ids;
	return first === undefined ? choose : [...choose, { title: `What is ${categories[first].name}?`, message: `What is ${categories[first].name}, and do we need it?` }];
}

/** A question about a kind of tool, as a button asks it. */
export const questionAbout = (tool: string, who = "us"): string => `Which ${tool} should ${who} use?`.replace("should us use", "should we use");
