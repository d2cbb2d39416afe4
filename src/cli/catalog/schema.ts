import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { labelOf, toolFiles } from "../../adapters/catalog/read-catalog.ts";
import type { Problem } from "../../core/catalog/problem.ts";
import { toolSchema } from "../../core/catalog/tool.ts";

const schemaName = "tool.schema.json";

/** `catalog/tool.schema.json`: what editors complete and check tool files by, generated from the schema that validates them. */
function schemaText(): string {
	const schema = z.toJSONSchema(toolSchema, {
		io: "input",
		// What editors' YAML support reads best.
		target: "draft-7",
		override: ({ jsonSchema }) => {
			// A record over a closed set, as properties: editors complete keys from those, and not from propertyNames.
			const keys = (jsonSchema.propertyNames as { enum?: string[] } | undefined)?.enum;
			if (keys === undefined || typeof jsonSchema.additionalProperties !== "object") return;
			const value = jsonSchema.additionalProperties;
			jsonSchema.properties = Object.fromEntries(keys.map((key) => [key, value]));
			jsonSchema.additionalProperties = false;
			delete jsonSchema.propertyNames;
		},
	});
	return `${JSON.stringify({ title: "A tool of the catalog", ...schema }, null, "\t")}\n`;
}

/** The first line of each tool's file, by which an editor finds the schema. */
const schemaLine = `# yaml-language-server: $schema=../${schemaName}`;

/** A problem where the file in `dir` is not the schema as it is now, and one for each tool's file that doesn't name it. */
export function schemaProblems(dir: string): Problem[] {
	const label = labelOf(dir);
	const current = readText(join(dir, schemaName)) === schemaText();
	const problems: Problem[] = current ? [] : [{ file: `${label}/${schemaName}`, field: "", message: "expected the schema as src/core/catalog/tool.ts has it now; run npm run catalog -- schema" }];
	for (const { path, label: file } of toolFiles(dir, label, [])) {
		const first = readText(path)?.split("\n", 1)[0];
		if (first !== undefined && first !== schemaLine) problems.push({ file, field: "", message: `expected the first line ${JSON.stringify(schemaLine)}, got ${JSON.stringify(first)}` });
	}
	return problems;
}

/** What a file holds; nothing where it can't be read, which is told by who reads the catalog. */
function readText(path: string): string | undefined {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return undefined;
	}
}

/** Writes the file. */
export function writeSchema(dir: string): string {
	writeFileSync(join(dir, schemaName), schemaText());
	return `Wrote ${labelOf(dir)}/${schemaName}.`;
}
