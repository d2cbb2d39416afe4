import { ConfigError } from "../config.ts";
import { CatalogError } from "../core/catalog/catalog-error.ts";

/** What a command says of itself. */
export type Usage = { command: string; does: string; options: readonly (readonly [string, string])[]; example?: string };

export function usageText({ command, does, options, example }: Usage): string {
	const width = Math.max(...options.map(([flag]) => flag.length)) + 2;
	return [does, "", `Usage: ${command}`, "", ...options.map(([flag, meaning]) => `  ${flag.padEnd(width)}${meaning}`), ...(example === undefined ? [] : ["", `Example: ${example}`])].join("\n");
}

/** Says what is wrong and ends with exit code 1; a stack only where it is our own mistake. */
export function fail(error: unknown, usage: Usage): void {
	process.exitCode = 1;
	if (error instanceof CatalogError) {
		const count = error.problems.length;
		console.error(`The catalog has ${count === 1 ? "a problem" : `${count} problems`}:\n${error.message}`);
	} else if (error instanceof ConfigError) console.error(`The settings need attention:\n${error.message}`);
	else if (/^ERR_PARSE_ARGS/.test((error as NodeJS.ErrnoException).code ?? "")) console.error(`${(error as Error).message}\n\n${usageText(usage)}`);
	else console.error(error);
}
