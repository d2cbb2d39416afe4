import type { Catalog } from "../catalog/catalog.ts";
import type { Tool } from "../catalog/tool.ts";
import { backersOf, vendorKey } from "../catalog/vendor.ts";
import type { Constraint } from "../need.ts";

/**
 * Whether a tool meets a hard constraint, by a sourced field or by what follows from how it is hosted; anything unknown
 * does not meet it. The reason says which, in words that an answer can print after "left out:".
 */
export type Verdict = { ok: true } | { ok: false; because: string; unknown: boolean };

const met: Verdict = { ok: true };
const unmet = (because: string): Verdict => ({ ok: false, because, unknown: false });
const notKnown = (because: string): Verdict => ({ ok: false, because, unknown: true });

/** Kinds that filter; the others weigh. `budget` filters only where it is `free`. */
export const isHard = ({ kind, value }: Pick<Constraint, "kind" | "value">): boolean =>
	["licence", "hosting", "kubernetes", "cloud", "language", "compliance", "exclude", "exclude-vendor"].includes(kind) || (kind === "budget" && value === "free");

const has = (tool: Tool, mode: Tool["hosting"]["modes"][number]): boolean => tool.hosting.modes.includes(mode);
/** What a team installs itself, as a package or as a server. */
export const isSelfInstalled = (tool: Tool): boolean => has(tool, "library") || has(tool, "self-hosted");

const cloudNames: Record<string, string> = { aws: "AWS", gcp: "Google Cloud", azure: "Azure", "on-prem": "your own premises", multi: "several clouds" };
const languageNames: Record<string, string> = { python: "Python", r: "R", java: "Java", go: "Go", scala: "Scala", julia: "Julia", typescript: "TypeScript" };
const complianceNames: Record<string, string> = { hipaa: "HIPAA", gdpr: "GDPR", soc2: "SOC 2", fedramp: "FedRAMP" };
export const nameOfValue = (value: string): string => cloudNames[value] ?? languageNames[value] ?? complianceNames[value] ?? value;

/** Every constraint of a need: how something must be hosted decides how the others are met. */
type Constrained = { constraints: readonly Constraint[] };

export function meets(catalog: Catalog, tool: Tool, constraint: Constraint, need: Constrained): Verdict {
	switch (constraint.kind) {
		case "licence":
			return constraint.value === "open-source" ? openSource(catalog, tool) : commercialUse(catalog, tool);
		case "hosting":
			return hosting(tool, constraint.value);
		case "kubernetes":
			return constraint.value === "no" ? withoutKubernetes(tool, runsItself(need)) : withKubernetes(tool);
		case "cloud":
			return cloud(tool, constraint.value);
		case "language":
			return language(tool, constraint.value);
		case "compliance":
			return compliance(tool, constraint.value, need);
		case "budget":
			return constraint.value === "free" ? free(catalog, tool) : met;
		case "exclude":
			return tool.id === constraint.value ? unmet("you ruled it out") : met;
		case "exclude-vendor": {
			const backer = backersOf(tool).find((name) => vendorKey(name) === constraint.value);
			return backer === undefined ? met : unmet(`from ${backer}`);
		}
		default:
			return met;
	}
}

function openSource(catalog: Catalog, tool: Tool): Verdict {
	if (catalog.isOpenSource(tool)) return met;
	return unmet(tool.licence === "Proprietary" ? "closed source" : `${tool.licence} is no open-source licence`);
}

/** Licences that bar production use without a contract. */
const barsProduction = /^(BUSL|PolyForm-Noncommercial|CC-BY-NC)/;
const commercialUse = (catalog: Catalog, tool: Tool): Verdict => (!catalog.isOpenSource(tool) && barsProduction.test(tool.licence) ? unmet(`${tool.licence} restricts production use`) : met);

/** Whether the asker means to run it on their side. */
const runsItself = (need: Constrained): boolean => need.constraints.some(({ kind, value }) => (kind === "hosting" && value !== "managed") || (kind === "cloud" && value === "on-prem"));

function hosting(tool: Tool, value: string): Verdict {
	if (value === "library") return has(tool, "library") ? met : unmet(has(tool, "self-hosted") ? "runs as a server" : "only as a managed service");
	if (value === "managed") return has(tool, "managed") ? met : unmet("no managed offer in the catalog");
	if (!isSelfInstalled(tool)) return unmet("only as a managed service");
	if (value === "air-gapped" && tool.hosting.air_gapped === false) return unmet("has to reach the outside");
	return met;
}

function withoutKubernetes(tool: Tool, onOwnSide: boolean): Verdict {
	if (tool.id === "kubernetes") return unmet("it is Kubernetes itself");
	if (!onOwnSide && has(tool, "managed")) return met;
	if (tool.kubernetes === "required") return unmet("its server runs on Kubernetes");
	if (tool.kubernetes !== undefined || has(tool, "library")) return met;
	if (has(tool, "managed") && !has(tool, "self-hosted")) return met;
	return notKnown("not known to run without Kubernetes");
}

function withKubernetes(tool: Tool): Verdict {
	if (tool.kubernetes === "required" || tool.kubernetes === "optional" || has(tool, "library")) return met;
	return notKnown("not known to run on Kubernetes");
}

function cloud(tool: Tool, value: string): Verdict {
	if (isSelfInstalled(tool)) return met;
	if (value === "multi") return (tool.clouds ?? []).filter((id) => id !== "on-prem").length > 1 ? met : notKnown("not known to run on several clouds");
	if (tool.clouds === undefined) return notKnown(`not known to run on ${nameOfValue(value)}`);
	return tool.clouds.some((id) => id === value) ? met : unmet(`runs on ${tool.clouds.map(nameOfValue).join(" and ")} only`);
}

function language(tool: Tool, value: string): Verdict {
	if (tool.languages === undefined) return notKnown(`no ${nameOfValue(value)} client known`);
	return tool.languages.some((id) => id === value) ? met : unmet(`no ${nameOfValue(value)} client in the catalog`);
}

/** Asked of a managed offer only: for what one runs oneself, certifying it is the asker's part. Who wants a managed one won't run it. */
function compliance(tool: Tool, value: string, need: Constrained): Verdict {
	const wantsManaged = need.constraints.some((one) => one.kind === "hosting" && one.value === "managed");
	if ((isSelfInstalled(tool) && !wantsManaged) || tool.compliance?.some((id) => id === value)) return met;
	return notKnown(`no source for ${nameOfValue(value)}`);
}

function free(catalog: Catalog, tool: Tool): Verdict {
	if (catalog.isOpenSource(tool) && isSelfInstalled(tool)) return met;
	if (tool.pricing === undefined) return notKnown("no free offer known");
	return tool.pricing.includes("free") || tool.pricing.includes("free-tier") ? met : unmet("paid only");
}
