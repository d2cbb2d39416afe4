import { ConfigError } from "../config.ts";
import { CatalogError } from "../core/catalog/catalog-error.ts";

/** What a command says of itself. */
export type Usage = { command: string; does: string; options: readonly (readonly [string, string])[]; example?: string };

export function usageText({ command, does, options, example }: Usage): string {
	const width = Math.max(...options.map(([flag]) => flag.length)) + 2;
	return [does, "", `Usage: ${command}`, "", ...options.map(([flag, meaning]) => `  ${flag.padEnd(width)}${meaning}`), ...(example === undefined ? [] : ["", `Example: ${example}`])].join("\n");
}

/** What is wrong, in sentences, where it is the user's to mend; undefined where it is our own mistake. */
export function explain(error: unknown, usage: Usage): string | undefined {
	if (error instanceof CatalogError) return `The catalog has ${error.problems.length === 1 ? "a problem" : `${error.problems.length} problems`}:\n${error.message}`;
	if (error instanceof ConfigError) return `The settings need attention:\n${error.message}`;
	if (/^ERR_PARSE_ARGS/.test((error as NodeJS.ErrnoException).code ?? "")) return `${(error as Error).message}\n\n${usageText(usage)}`;
	return undefined;
}

/** Says what is wrong and ends with exit code 1; a stack only where it is our own mistake. */
export function fail(error: unknown, usage: Usage): void {
	process.exitCode = 1;
	console.error(explain(error, usage) ?? error);
}
