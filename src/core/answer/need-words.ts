import type { Catalog } from "../catalog/catalog.ts";
import { backersOf, vendorKey } from "../catalog/vendor.ts";
import type { Constraint, Need } from "../need.ts";
import { nameOfValue } from "../ranking/hard-constraints.ts";

/** A need said back to the one who has it. */

const words: Record<string, string> = {
	"licence=open-source": "open source",
	"licence=commercial-ok": "for commercial use",
	"hosting=self-hosted": "self-hosted",
	"hosting=managed": "managed",
	"hosting=air-gapped": "air-gapped",
	"hosting=library": "without a server",
	"kubernetes=yes": "on Kubernetes",
	"kubernetes=no": "no Kubernetes",
	"cloud=on-prem": "on-prem",
	"cloud=multi": "several clouds",
	"budget=free": "free",
	"budget=low": "small budget",
	"budget=enterprise": "enterprise budget",
	"team-size=small": "small team",
	"team-size=large": "large team",
	"scale=small": "small scale",
	"scale=large": "large scale",
	"scale=very-large": "very large scale",
	"modality=time-series": "time series",
};

/** One constraint in a few words: "no Kubernetes", "keeps Airflow", "not SageMaker". */
export function constraintWords(catalog: Catalog, { kind, value }: Constraint): string {
	const known = words[`${kind}=${value}`];
	if (known !== undefined) return known;
	if (kind === "existing") return `you run ${nameOfTool(catalog, value)}`;
	if (kind === "exclude") return `not ${nameOfTool(catalog, value)}`;
	if (kind === "exclude-vendor") return `nothing from ${nameOfVendor(catalog, value)}`;
	if (kind === "cloud") return `on ${nameOfValue(value)}`;
	if (kind === "modality") return value;
	return nameOfValue(value);
}

/** The shortest name of those by which the catalog knows a vendor: "Google" rather than "Google Cloud". */
const nameOfVendor = (catalog: Catalog, key: string): string =>
	[...catalog.tools.values()]
		.flatMap(backersOf)
		.filter((name) => vendorKey(name) === key)
		.sort((a, b) => Number(a === "AWS") - Number(b === "AWS") || a.length - b.length)[0] ?? key;

export const nameOfTool = (catalog: Catalog, id: string): string => catalog.tools.get(id)?.name ?? catalog.knownNames.find((known) => known.id === id)?.name ?? id;

/** What a tool asks for, with names as they are written: "python >= 3.10" asks for "Python >= 3.10". */
export const requirementWords = (catalog: Catalog, requirement: string): string =>
	requirement.replace(/[a-z][a-z-]*[a-z]/g, (word) => {
		const name = nameOfTool(catalog, word);
		const written = name === word ? nameOfValue(word) : name;
		return written.toLowerCase() === word ? written : word;
	});

/** Every constraint in a few words; what follows from another ("self-hosted" from "on-prem") is not said twice. */
export function constraintList(catalog: Catalog, need: Pick<Need, "constraints">): string[] {
	return need.constraints.filter((constraint) => !isImplied(need, constraint) && !hasEnded(catalog, constraint)).map((constraint) => constraintWords(catalog, constraint));
}

/** Nobody has to rule out what has ended, and mostly nobody did. */
const hasEnded = (catalog: Catalog, { kind, value }: Constraint): boolean => kind === "exclude" && catalog.tools.get(value)?.status.state === "sunset";

/** Whether a constraint follows from another one, and goes without saying: who runs it on-prem hosts it. */
export const isImplied = (need: Pick<Need, "constraints">, { kind, value }: Pick<Constraint, "kind" | "value">): boolean =>
	kind === "hosting" && value === "self-hosted" && need.constraints.some((other) => other.kind === "cloud" && other.value === "on-prem");

/** "For researchers (from “five researchers”)": whom the answer was written for, and from which words. */
export function personaWords(catalog: Catalog, need: Need): string {
	const { id, words: shown, from } = need.persona;
	const plural = catalog.framework.personas[id].plural;
	if (from === "nothing" || id === "unknown") return "For researchers and engineers alike";
	if (from === "told") return `For ${plural} (you told me)`;
	// "Training" and "differ" would be no evidence to anybody.
	if (from === "wording") return `For ${plural} (from how you put it)`;
	const quoted = shown
		.slice(0, 2)
		.map((word) => `“${word}”`)
		.join(", ");
	return from === "title" ? `For ${plural} (from your title, ${quoted})` : `For ${plural} (from ${quoted})`;
}
