import type { Catalog } from "../catalog/catalog.ts";
import type { Fact, Tool } from "../catalog/tool.ts";
import { backersOf } from "../catalog/vendor.ts";
import type { AspectId, Constraint } from "../need.ts";
import { isSelfInstalled, meets, nameOfValue } from "../ranking/hard-constraints.ts";
import type { Said } from "./answer.ts";
import { requirementWords } from "./need-words.ts";
import { joinWords } from "./words.ts";

/** What the catalog says of one side of a tool: its fields with their pages, then facts. */

const fact = (one: Fact): Said => ({ text: one.text, source: one });
const factsOf = (tool: Tool, kinds: readonly Fact["kind"][], most: number): Said[] =>
	tool.facts
		.filter(({ kind }) => kinds.includes(kind))
		.slice(0, most)
		.map(fact);
const sourced = (tool: Tool, field: keyof Tool["sources"], text: string): Said => {
	const page = tool.sources[field];
	return { text, ...(page === undefined ? {} : { source: { source: page.url, ...(page.as_of === undefined ? {} : { as_of: page.as_of }) } }) };
};

const prices = { free: "free to use", "free-tier": "a free tier", usage: "pay by usage", seat: "pay by seat", quote: "a quote on request" } as const;
const kubernetesWords = { required: "required to run it yourself", optional: "optional", no: "not needed" } as const;
const states = { active: "Active", maintenance: "In maintenance", sunset: "Ended" } as const;

const renderers: Record<AspectId, (catalog: Catalog, tool: Tool) => Said[]> = {
	price: (catalog, tool) => [
		...(tool.pricing === undefined ? [] : [sourced(tool, "pricing", `Price: ${joinWords(tool.pricing.map((id) => prices[id]))}.`)]),
		...(catalog.isOpenSource(tool) && isSelfInstalled(tool) ? [sourced(tool, "licence", `Running it yourself costs no licence: it is ${tool.licence}.`)] : []),
		...factsOf(tool, ["pricing"], 2),
	],
	licence: (catalog, tool) => [sourced(tool, "licence", `Licence: ${tool.licence}${catalog.isOpenSource(tool) ? ", which is open source" : ", which is not open source"}.`)],
	hosting: (_, tool) => [
		sourced(tool, "hosting", `Hosting: ${tool.hosting.modes.join(", ")}.`),
		...(tool.hosting.air_gapped === undefined ? [] : [sourced(tool, "hosting", tool.hosting.air_gapped ? "Shown to run without a connection." : "It has to reach the outside.")]),
	],
	kubernetes: (_, tool) => (tool.kubernetes === undefined ? [] : [sourced(tool, "kubernetes", `Kubernetes: ${kubernetesWords[tool.kubernetes]}.`)]),
	vendor: (_, tool) => (backersOf(tool).length === 0 ? [] : [{ text: `Behind it: ${joinWords(backersOf(tool))}.` }]),
	age: (_, tool) => [...(tool.first_year === undefined ? [] : [{ text: `First released in ${tool.first_year}.` }]), ...factsOf(tool, ["status"], 1)],
	upkeep: (_, tool) => [
		{ text: `${states[tool.status.state]}${tool.status.since === undefined ? "" : ` since ${tool.status.since}`}; reviewed ${tool.reviewed}.` },
		...(tool.status.note === undefined ? [] : [{ text: tool.status.note }]),
		...factsOf(tool, ["status"], 2),
	],
	effort: (_, tool) => (tool.operating_burden === undefined ? [] : [{ text: `Effort to run: ${tool.operating_burden.level}. ${tool.operating_burden.why}` }]),
	leaving: (_, tool) => (tool.exit_cost === undefined ? [] : [{ text: `Leaving it: ${tool.exit_cost.level} cost. ${tool.exit_cost.why}` }]),
	limits: (_, tool) => [...factsOf(tool, ["limit"], 2), { text: `Where it doesn't fit: ${tool.not_for[0]}` }],
	requirements: (catalog, tool) => [
		...(tool.requires.length === 0 ? [] : [{ text: `It needs ${joinWords(tool.requires.map((one) => requirementWords(catalog, one)))}.` }]),
		...factsOf(tool, ["requirement"], 2),
	],
	ring: (catalog, tool) => [{ text: `Ring: ${tool.ring.value}, that is ${catalog.framework.rings[tool.ring.value].short}. ${tool.ring.rationale}` }],
	users: () => [],
	overview: (catalog, tool) => [
		{ text: tool.summary },
		sourced(tool, "licence", `Licence: ${tool.licence}.`),
		sourced(tool, "hosting", `Hosting: ${tool.hosting.modes.join(", ")}.`),
		...renderers.price(catalog, tool).slice(0, 1),
		...factsOf(tool, ["strength"], 1),
		...factsOf(tool, ["limit"], 1),
		{ text: `Where it doesn't fit: ${tool.not_for[0]}` },
	],
};

/** What the catalog says of these sides of a tool; empty where it says nothing. */
export const sidesOf = (catalog: Catalog, tool: Tool, aspects: readonly AspectId[]): Said[] => aspects.flatMap((aspect) => renderers[aspect](catalog, tool));

/** Lines without those that were said already. */
export const onceEach = (lines: readonly Said[]): Said[] => lines.filter(({ text }, at) => lines.findIndex((other) => other.text === text) === at);

/** How each side is called where it is said that nothing is known of it. */
export const aspectNames: Record<AspectId, string> = {
	price: "what it costs",
	licence: "its licence",
	hosting: "how it is hosted",
	kubernetes: "whether it needs Kubernetes",
	vendor: "who is behind it",
	age: "how old it is",
	upkeep: "how it is kept up",
	effort: "the effort to run it",
	leaving: "what leaving it takes",
	limits: "its limits",
	requirements: "what it needs",
	ring: "its ring",
	users: "who uses it",
	overview: "what it is",
};

/** The field from which a condition is judged, for its page. */
const fieldOf: Partial<Record<Constraint["kind"], keyof Tool["sources"]>> = {
	licence: "licence",
	hosting: "hosting",
	kubernetes: "kubernetes",
	cloud: "clouds",
	language: "languages",
	compliance: "compliance",
	budget: "pricing",
};

const holds: Readonly<Record<string, string>> = {
	"licence=open-source": "is open source",
	"licence=commercial-ok": "may be used commercially",
	"budget=free": "has a free offer",
	"hosting=self-hosted": "can be run on your own machines",
	"hosting=managed": "has a managed offer",
	"hosting=air-gapped": "can be run without a connection",
	"hosting=library": "runs without a server",
	"kubernetes=yes": "runs on Kubernetes",
	"kubernetes=no": "runs without Kubernetes",
	"cloud=multi": "runs on several clouds",
};

export type Judged = { verdict: "yes" | "no" | "unknown"; because: string; says: string; source?: Said };

/** Whether a tool meets a condition that is asked about, as far as the catalog knows, and by which field. */
export function judge(catalog: Catalog, tool: Tool, condition: Constraint): Judged {
	const { kind, value } = condition;
	const says =
		holds[`${kind}=${value}`] ??
		{
			cloud: `runs on ${nameOfValue(value)}`,
			language: `has ${value === "r" ? "an" : "a"} ${nameOfValue(value)} client`,
			compliance: `is shown for ${nameOfValue(value)}`,
			modality: `is made for ${value}`,
		}[kind as string] ??
		value;
	const field = fieldOf[kind];
	const about = kind === "modality" ? undefined : field === undefined ? undefined : fieldLine(catalog, tool, kind, field);
	if (kind === "modality") {
		if (tool.modalities === undefined) return { verdict: "unknown", because: "", says };
		return tool.modalities.some((id) => id === value) ? { verdict: "yes", because: "", says } : { verdict: "no", because: `made for ${joinWords(tool.modalities)}`, says };
	}
	if (kind === "compliance" && tool.compliance?.some((id) => id === value) !== true && isSelfInstalled(tool)) return { verdict: "unknown", because: `what you run yourself is yours to certify`, says };
	const verdict = meets(catalog, tool, condition, { constraints: [] });
	if (verdict.ok) return { verdict: "yes", because: "", says, ...(about === undefined ? {} : { source: about }) };
	return { verdict: verdict.unknown ? "unknown" : "no", because: verdict.because, says, ...(about === undefined ? {} : { source: about }) };
}

function fieldLine(catalog: Catalog, tool: Tool, kind: Constraint["kind"], field: keyof Tool["sources"]): Said | undefined {
	if (kind === "licence" || kind === "hosting" || kind === "kubernetes") return renderers[kind](catalog, tool)[0];
	if (kind === "cloud" && tool.clouds !== undefined) return sourced(tool, field, `Clouds: ${joinWords(tool.clouds.map(nameOfValue))}.`);
	if (kind === "language" && tool.languages !== undefined) return sourced(tool, field, `Languages: ${joinWords(tool.languages.map(nameOfValue))}.`);
	if (kind === "compliance" && tool.compliance !== undefined) return sourced(tool, field, `Shown for ${joinWords(tool.compliance.map(nameOfValue))}.`);
	return undefined;
}

/** The facts of a tool that speak of what these words say, those with the most of them first. */
export function factsAbout(tool: Tool, words: readonly string[], most: number): Said[] {
	const stems = words.map(stemOf).filter((stem) => stem.length >= 2);
	if (stems.length === 0) return [];
	const weighed = tool.facts
		.map((one) => {
			const said = one.text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}+#.-]*/gu) ?? [];
			return { one, hits: stems.filter((stem) => said.some((word) => (stem.length >= 4 ? word.startsWith(stem) : stemOf(word) === stem))).length };
		})
		.filter(({ hits }) => hits > 0)
		.sort((a, b) => b.hits - a.hits);
	const best = weighed[0]?.hits ?? 0;
	// Of a question of several words, one that happens to stand in a fact says nothing yet.
	if (best * 2 < stems.length) return [];
	return weighed
		.filter(({ hits }) => hits === best)
		.slice(0, most)
		.map(({ one }) => fact(one));
}
const stemOf = (word: string): string => word.toLowerCase().replace(/(?<=.{3})(?:ies|ing|ed|es|s)$/, "");
