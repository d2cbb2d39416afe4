import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { RawFile } from "../../core/catalog/raw-file.ts";

/** A file to read, and what it is called in problems. */
export type YamlFile = { path: string; label: string };
/** What a file holds, or why it could not be read. */
export type FileText = { label: string; text: string; unreadable?: string };

const require = createRequire(import.meta.url);

/** Reads files. Never throws: one that can't be read says so itself. */
export const readTexts = (list: readonly YamlFile[]): FileText[] =>
	list.map(({ path, label }) => {
		try {
			return { label, text: readFileSync(path, "utf8") };
		} catch (error) {
			return { label, text: "", unreadable: firstLine(error) };
		}
	});

/** Changes whenever a file's name or text does: SHA-256 in hex. */
export const hashOf = (texts: readonly FileText[]): string => sha256(texts.map(({ label, text }) => `${label}\0${text}\0`).join(""));

/** Parses YAML. Never throws: a text that is none says so itself, with the line. */
export const parseTexts = (texts: readonly FileText[]): RawFile[] =>
	texts.map(({ label, text, unreadable }) => {
		if (unreadable !== undefined) return { file: label, data: undefined, unreadable };
		try {
			// Loaded here and not above: a start that has nothing to parse doesn't pay for the parser.
			const { parse } = require("yaml") as typeof import("yaml");
			return { file: label, data: parse(text) };
		} catch (error) {
			return { file: label, data: undefined, unreadable: firstLine(error) };
		}
	});

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
