import { constraintList } from "../answer/need-words.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Need } from "../need.ts";

/** "Updated: narrowed down to free, managed; dropped: no Kubernetes; for engineers.": what an answer that was given again goes by now. */
export function correctionWords(catalog: Catalog, before: Need, after: Need): string {
	const [had, has] = [constraintList(catalog, before), constraintList(catalog, after)];
	const added = has.filter((words) => !had.includes(words));
	const dropped = had.filter((words) => !has.includes(words));
	const { plural } = catalog.framework.personas[after.persona.id];
	const changes = [
		added.length === 0 ? "" : `narrowed down to ${added.join(", ")}`,
		dropped.length === 0 ? "" : `dropped: ${dropped.join(", ")}`,
		before.persona.id === after.persona.id ? "" : `for ${after.persona.id === "unknown" ? "researchers and engineers alike" : plural}`,
	].filter(Boolean);
	return `Updated: ${changes.length === 0 ? "nothing else was chosen, so the answer stands" : changes.join("; ")}.`;
}
