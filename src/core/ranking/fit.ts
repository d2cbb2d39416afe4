import type { Catalog, Organisation } from "../catalog/catalog.ts";
import { quadrantOf } from "../catalog/framework.ts";
import type { Tool } from "../catalog/tool.ts";
import { type CategoryId, type ServedPersona, scaleIds } from "../catalog/vocabulary.ts";
import { type Need, valuesOf } from "../need.ts";

/** Points for or against a tool, with the reason; `objection` is what an asker hears where it speaks against the very tool that was asked about. */
export type Reason = { points: number; why: string; objection?: string };

/** Text relevance of each tool to the question, 0 or more, comparable within one question; absent means 0. */
export type Relevance = ReadonlyMap<string, number>;

type Add = (points: number, why: string, objection?: string) => void;

const ringPoints = { adopt: 0.9, trial: 0.8, assess: 0.3, hold: -2 } as const;

/**
 * Every point for and against a tool that meets the hard constraints. The sum is its score.
 * @param relevance as shares of the best one's, 0 to 1
 */
export function reasonsFor(catalog: Catalog, tool: Tool, category: CategoryId, need: Need, relevance: Relevance): Reason[] {
	const reasons: Reason[] = [];
	const add: Add = (points, why, objection) => {
		const rounded = Math.round(points * 100) / 100;
		if (rounded !== 0) reasons.push({ points: rounded, why, ...(objection === undefined ? {} : { objection }) });
	};
	addPlace(add, catalog, tool, category, need);
	add(ringPoints[tool.ring.value], `ring: ${tool.ring.value}`, tool.ring.value === "hold" ? "in the hold ring" : undefined);
	if (tool.status.state === "maintenance") add(-2, "in maintenance", "only maintained any more");
	addPersona(add, tool, need);
	addLicence(add, tool, need);
	addTeam(add, tool, need);
	addBudget(add, tool, need);
	addSurroundings(add, tool, need);
	addData(add, tool, need);
	if (need.focus !== undefined) add(tool.focus === need.focus ? 2 : -1, `focus: ${tool.focus}`);
	const known = prominenceOf(catalog, tool.id);
	add(0.3 * Math.log2(1 + Math.min(known, 15)), `weighed against ${known} others`);
	add(1.8 * (relevance.get(tool.id) ?? 0), "its facts speak of what you describe");
	addOrganisation(add, catalog.organisation, tool);
	// Who asks why not that one hears where it stands without their asking.
	if (need.mentions.some(({ id, whyNot }) => id === tool.id && whyNot !== true)) add(pointsForNamed(need, tool.id, reasons.some(speaksAgainst)), "you named it");
	return reasons;
}

/** What it is made for, and whether it was named. */
function addPlace(add: Add, catalog: Catalog, tool: Tool, category: CategoryId, need: Need): void {
	const own = Object.keys(tool.categories) as CategoryId[];
	const place = own.indexOf(category);
	const leads = isLeader(catalog, tool.id, category);
	add(leads ? 3.2 : ([3.2, 2.3, 1.5][place] ?? 1.2), place === 0 ? `made for ${category}` : `also used for ${category}`);
	for (const { id } of need.categories) if (id !== category && own.includes(id)) add(0.8, `covers ${id} as well`);
	const home = catalog.categories[category].quadrant;
	if (leads) add(0.9, `what is made for ${category} is weighed against it most often`);
	else if (quadrantOf(catalog.framework, tool) === home) add(0.4, "sits where most tools of the category sit");
	else if (home === "specialised-ml-tools" && tool.focus === "software" && !need.mentions.some(({ id }) => id === tool.id)) add(-0.6, "made for software of any kind");
	const asksForPlatform = need.categories.some(({ id }) => id === "end-to-end-platform");
	if (tool.scope === "piecemeal" && !asksForPlatform) add(0.4, "specialised before platform: less to commit");
}

function addPersona(add: Add, tool: Tool, need: Need): void {
	const persona = need.persona.id;
	const served = (id: ServedPersona) => tool.serves[id] !== undefined;
	if (persona === "ml-researcher" || persona === "software-engineer") {
		if (served(persona)) add(0.5 + 0.15 * Object.keys(tool.serves[persona] ?? {}).length, `serves the ${persona}`);
		return;
	}
	if (served("ml-researcher")) add(0.35, "serves the ml-researcher");
	if (served("software-engineer")) add(0.35, "serves the software-engineer");
}

export const speaksAgainst = ({ objection }: Reason): boolean => objection !== undefined;

/**
 * What is asked about comes before what nobody named, unless something speaks against it: then it is judged like any other.
 * So do tools that a thread weighs against each other come first; one named in passing hardly does.
 */
function pointsForNamed(need: Need, id: string, hasObjection: boolean): number {
	if (need.intent === "adopt") return 20;
	if (need.intent === "compare") return 6;
	if (isAskedAbout(need, id)) return hasObjection ? 0.5 : 6;
	const passing = [...valuesOf(need, "existing"), ...valuesOf(need, "exclude")];
	const weighed = need.mentions.filter((mention) => mention.inCatalog && !passing.includes(mention.id));
	return need.intent === "follow-up" && weighed.length > 1 && weighed.some((mention) => mention.id === id) ? 3 : 0.5;
}

/** Whether the question is about this very tool: "is it overkill for us?" */
export const isAskedAbout = (need: Need, id: string): boolean => need.mentions.some((mention) => mention.id === id && mention.asked === true);

/** Who is to run it, and for how many. */
function addTeam(add: Add, tool: Tool, need: Need): void {
	const size = valuesOf(need, "team-size")[0];
	if (size !== undefined && tool.team_size !== undefined) {
		const suits = tool.team_size.some((id) => id === size);
		add(suits ? 0.5 : -0.6, `suits teams that are ${tool.team_size.join(", ")}`, suits ? undefined : `made for ${size === "small" ? "larger" : "smaller"} teams`);
	}
	if (size === "small" && tool.operating_burden !== undefined) {
		const { level } = tool.operating_burden;
		add({ none: 0.4, low: 0.4, medium: 0, high: -0.8 }[level], `operating burden: ${level}`, level === "high" ? "much to run for a small team" : undefined);
	}
	const hosting = valuesOf(need, "hosting");
	if (hosting.includes("self-hosted") || hosting.includes("air-gapped")) {
		if (tool.licence === "Proprietary") add(-0.8, "running it yourself takes a contract");
		if (tool.kubernetes === "required" && !valuesOf(need, "kubernetes").includes("yes")) add(-0.8, "running it yourself takes Kubernetes", "running it yourself takes Kubernetes");
		if (hosting.includes("air-gapped") && tool.hosting.air_gapped === true) add(0.8, "shown to run without a connection");
		else if (hosting.includes("air-gapped") && tool.hosting.modes.includes("managed") && !tool.hosting.modes.includes("self-hosted"))
			add(-0.8, "a package beside a service, not shown to run without it");
	}
	if (hosting.includes("managed") && !tool.hosting.modes.includes("library") && !tool.hosting.modes.includes("self-hosted")) add(0.2, "run by its vendor only");
	if (valuesOf(need, "kubernetes").includes("yes") && (tool.kubernetes === "required" || tool.kubernetes === "optional")) add(0.6, "runs on your cluster");
}

function addBudget(add: Add, tool: Tool, need: Need): void {
	const budget = valuesOf(need, "budget")[0];
	if (budget === "low" && tool.pricing !== undefined) {
		const cheap = tool.pricing.includes("free") || tool.pricing.includes("free-tier");
		const onRequest = !cheap && tool.pricing.includes("quote");
		add(cheap ? 0.7 : onRequest ? -1.2 : -0.2, cheap ? "has a free offer" : `priced by ${tool.pricing.join(", ")}`, onRequest ? "its price is told on request" : undefined);
	}
	if (budget === "enterprise" && tool.hosting.modes.includes("managed")) add(0.4, "has a vendor behind it");
}

/** Who asks for a permissive licence by its name means no copyleft, though both are open source. */
function addLicence(add: Add, tool: Tool, need: Need): void {
	const asksPermissive = need.constraints.some(({ kind, words }) => kind === "licence" && /permissive|\b(?:mit|apache|bsd)\b/.test(words));
	if (asksPermissive && /GPL/.test(tool.licence)) add(-2.5, `${tool.licence} is no permissive licence`);
}

/** What they run already: a tool that works with it fits; the tool itself is no news, and neither is the ground they stand on. */
function addSurroundings(add: Add, tool: Tool, need: Need): void {
	const onCluster = valuesOf(need, "kubernetes").includes("yes");
	if ((tool.id === "kubernetes" && onCluster) || valuesOf(need, "cloud").includes(tool.id)) add(-3, "you are on it already");
	const rentsOnly = !tool.hosting.modes.includes("self-hosted") && !tool.hosting.modes.includes("library");
	if (need.machines === "shared" && tool.categories["compute-infra"] !== undefined)
		add(rentsOnly ? -1.5 : 0.5, rentsOnly ? "lets machines, and you share your own" : "gives out the machines that you have");
	for (const id of valuesOf(need, "existing")) {
		if (tool.id === id) add(-0.8, "you run it already, and ask for what it lacks");
		else if (tool.integrations.includes(id)) add(0.9, `works with ${id}, which you run`);
	}
}

function addData(add: Add, tool: Tool, need: Need): void {
	const scale = valuesOf(need, "scale")[0];
	if (scale !== undefined && scale !== "small" && tool.scale !== undefined) {
		const reaches = scaleIds.indexOf(tool.scale) >= scaleIds.indexOf(scale as (typeof scaleIds)[number]);
		add(reaches ? 1 : -0.8, `shown at ${tool.scale} scale`, reaches ? undefined : `shown at ${tool.scale} scale only`);
	}
	for (const modality of valuesOf(need, "modality")) {
		if (tool.modalities === undefined) continue;
		const made = `made for ${tool.modalities.join(", ")}`;
		if (tool.modalities.some((id) => id === modality)) add(0.9, made);
		// A series is a table with a time in each row: what checks tables checks it too, though it wasn't made for it.
		else if (modality !== "time-series" || !tool.modalities.includes("tabular")) add(-2.5, made, made);
	}
}

/** What the asker's organisation decided weighs more than what is generally so, and less than what was asked for. */
function addOrganisation(add: Add, organisation: Organisation | undefined, tool: Tool): void {
	if (organisation?.standards.has(tool.id)) add(2.5, "your organisation's standard");
	else if (organisation?.rings.get(tool.id)?.value === "hold") add(-3, "your organisation's ring: hold", "on hold in your organisation");
}

/** Whether none is named more often as an alternative by the tools that are made for a category first: a main choice for it, whatever else it does. */
function isLeader(catalog: Catalog, id: string, category: CategoryId): boolean {
	let leaders = leading.get(catalog);
	if (leaders === undefined) {
		leaders = leadersOf(catalog);
		leading.set(catalog, leaders);
	}
	return leaders.get(category)?.has(id) === true;
}
const leading = new WeakMap<Catalog, ReadonlyMap<CategoryId, ReadonlySet<string>>>();

/** One tool's word makes no leader. */
const fewestPointing = 2;

function leadersOf(catalog: Catalog): ReadonlyMap<CategoryId, ReadonlySet<string>> {
	const counts = new Map<CategoryId, Map<string, number>>();
	for (const tool of catalog.tools.values()) {
		const [main] = Object.keys(tool.categories) as CategoryId[];
		if (main === undefined) continue;
		const named = counts.get(main) ?? new Map<string, number>();
		counts.set(main, named);
		for (const other of tool.alternatives) if (catalog.tools.get(other)?.categories[main] !== undefined) named.set(other, (named.get(other) ?? 0) + 1);
	}
	return new Map(
		[...counts].map(([category, named]) => {
			const most = Math.max(fewestPointing, ...named.values());
			return [category, new Set([...named].filter(([, count]) => count === most).map(([id]) => id))];
		}),
	);
}

/** How many tools name it as an alternative: what is weighed most often is what people know. */
export function prominenceOf(catalog: Catalog, id: string): number {
	let counts = pointing.get(catalog);
	if (counts === undefined) {
		counts = new Map<string, number>();
		for (const tool of catalog.tools.values()) for (const other of tool.alternatives) counts.set(other, (counts.get(other) ?? 0) + 1);
		pointing.set(catalog, counts);
	}
	return counts.get(id) ?? 0;
}
const pointing = new WeakMap<Catalog, Map<string, number>>();
