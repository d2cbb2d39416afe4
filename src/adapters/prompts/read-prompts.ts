import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DigestPrompts } from "../../core/digest/digest-words.ts";
import type { Prompts } from "../../core/writing/prompt.ts";

export const promptsDir = join(import.meta.dirname, "../../../prompts");
const names = ["voice", "understand", "answer", "repair"] as const satisfies readonly (keyof Prompts)[];

/**
 * The prompts as they stand in their files, and a hash of them that goes with every answer: 12 hex digits, new whenever one changes.
 * @throws Error where a file is missing or empty
 */
export function readPrompts(dir: string = promptsDir): { prompts: Prompts; hash: string } {
	const texts = names.map((name) => [name, promptIn(dir, name)] as const);
	const hash = createHash("sha256");
	for (const [name, text] of texts) hash.update(`${name}\0${text}\0`);
	return { prompts: Object.fromEntries(texts) as Prompts, hash: hash.digest("hex").slice(0, 12) };
}

/**
 * The prompts that a digest is written by. The hash of the answers' prompts does not change with them.
 * @throws Error where a file is missing or empty
 */
export const readDigestPrompts = (dir: string = promptsDir): DigestPrompts => ({ voice: promptIn(dir, "voice"), digest: promptIn(dir, "digest"), repair: promptIn(dir, "repair") });

function promptIn(dir: string, name: string): string {
	const text = readFileSync(join(dir, `${name}.md`), "utf8").trim();
	if (text === "") throw new Error(`Expected a prompt in ${join(dir, `${name}.md`)}, got an empty file`);
	return text;
}
