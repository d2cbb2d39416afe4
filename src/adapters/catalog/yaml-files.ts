import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { RawFile } from "../../core/catalog/raw-file.ts";

/** A file to read, and what it is called in problems. */
export type YamlFile = { path: string; label: string };
export type YamlFiles = {
	files: RawFile[];
	/** Changes whenever a file's name or text does: SHA-256 in hex. */
	hash: string;
	/** Keeps what was parsed for the next start; to be called when it has proven valid. */
	keep: () => void;
};

const require = createRequire(import.meta.url);

/**
 * Reads and parses YAML files. Never throws for what they hold: a file that can't be read or parsed says so itself.
 * @param copy where to look for what an earlier start parsed, and where `keep` puts it. It is used only where its hash
 *   shows that it was parsed from these very texts by this very parser.
 */
export function readYamlFiles(list: readonly YamlFile[], copy?: string): YamlFiles {
	const texts = list.map(({ path, label }) => ({ label, ...readText(path) }));
	const hash = sha256(texts.map(({ label, text }) => `${label}\0${text}\0`).join(""));
	const readable = texts.every(({ unreadable }) => unreadable === undefined);
	const header = `${hash} yaml ${(require("yaml/package.json") as { version: string }).version}`;
	const kept = copy === undefined || !readable ? undefined : readCopy(copy, header);
	if (kept?.length === texts.length) return { files: texts.map(({ label }, at) => ({ file: label, data: kept[at] })), hash, keep: () => {} };
	const files = texts.map(({ label, text, unreadable }): RawFile => (unreadable === undefined ? parseText(label, text) : { file: label, data: undefined, unreadable }));
	return { files, hash, keep: () => (copy === undefined ? undefined : writeCopy(copy, header, files)) };
}

function readText(path: string): { text: string; unreadable?: string } {
	try {
		return { text: readFileSync(path, "utf8") };
	} catch (error) {
		return { text: "", unreadable: firstLine(error) };
	}
}

function parseText(file: string, text: string): RawFile {
	try {
		// Loaded here and not above: a start that finds its copy doesn't pay for the parser.
		const { parse } = require("yaml") as typeof import("yaml");
		return { file, data: parse(text) };
	} catch (error) {
		return { file, data: undefined, unreadable: firstLine(error) };
	}
}

/** The copy is two lines: what it was made from with the hash of the second line, and the second line, which is JSON. */
function readCopy(path: string, header: string): unknown[] | undefined {
	try {
		const text = readFileSync(path, "utf8");
		const end = text.indexOf("\n");
		const body = text.slice(end + 1);
		return text.slice(0, end) === `${header} ${sha256(body)}` ? (JSON.parse(body) as unknown[]) : undefined;
	} catch {
		return undefined;
	}
}

/** Written beside and renamed, so that nobody reads half of it. Where the folder is read-only the next start parses again. */
function writeCopy(path: string, header: string, files: readonly RawFile[]): void {
	const beside = `${path}.${process.pid}`;
	const body = JSON.stringify(files.map(({ data }) => data));
	try {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(beside, `${header} ${sha256(body)}\n${body}`);
		renameSync(beside, path);
	} catch {}
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
