import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { labelOf } from "../../adapters/catalog/read-catalog.ts";
import { slug } from "../../core/catalog/tool.ts";
import { Mistake } from "./mistake.ts";
import { toolTemplate } from "./template.ts";

/**
 * Writes a commented template for a new tool into `dir`, or prints it. Never overwrites.
 * @param today ISO date that goes into `reviewed`
 * @throws Mistake where the id is none, or its file is there
 */
export function newCommand(dir: string, id: string, today: string, print: boolean): string {
	if (!slug.safeParse(id).success) throw new Mistake(`Expected an id of lower-case words joined by hyphens, such as "my-tracker", got ${JSON.stringify(id)}.`);
	if (print) return toolTemplate(id, today).trimEnd();
	const file = `${labelOf(dir)}/tools/${id}.yaml`;
	const path = join(dir, "tools", `${id}.yaml`);
	if (existsSync(path)) throw new Mistake(`Expected a tool that is not there yet, got ${JSON.stringify(id)}, which has a file: ${file}.`);
	writeFileSync(path, toolTemplate(id, today), { flag: "wx" });
	return `Wrote ${file}. Fill it in, and run npm run catalog -- check.`;
}
