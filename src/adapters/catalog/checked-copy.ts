import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { hashOf, readTexts, sha256 } from "./yaml-files.ts";

/**
 * What an earlier start read, parsed and checked, so that the next one need not do it again with the same files; the reasons
 * and figures stand in docs/decisions/catalog-loading.md. A copy is two lines: what it was made from with the hash of the
 * second line, and the second line, which is JSON.
 */

/** The code that parses and checks, its packages and the runtime: what it found before holds as long as none of it changes. */
export function checkedBy(): string {
	const require = createRequire(import.meta.url);
	const versions = ["yaml", "zod", "spdx-license-list"].map((name) => `${name} ${(require(`${name}/package.json`) as { version: string }).version}`);
	const code = join(import.meta.dirname, "../../core/catalog");
	const files = readdirSync(code).sort();
	return sha256([process.version, ...versions, hashOf(readTexts(files.map((name) => ({ path: join(code, name), label: name }))))].join("\n"));
}

/** What was kept under `key`; nothing where there is no copy, it is of something else, or it isn't whole. */
export function readCopy(path: string, key: string): unknown {
	try {
		const text = readFileSync(path, "utf8");
		const end = text.indexOf("\n");
		const body = text.slice(end + 1);
		return text.slice(0, end) === `${key} ${sha256(body)}` ? JSON.parse(body) : undefined;
	} catch {
		return undefined;
	}
}

/** Written beside and renamed, so that nobody reads half of it. Where the folder is read-only, each start checks anew. */
export function writeCopy(path: string, key: string, value: unknown): void {
	const beside = `${path}.${process.pid}`;
	const body = JSON.stringify(value);
	try {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(beside, `${key} ${sha256(body)}\n${body}`);
		renameSync(beside, path);
	} catch {}
}
