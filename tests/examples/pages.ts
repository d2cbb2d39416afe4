import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Conversation } from "./conversations.ts";
import type { ModelWords } from "./model-words.ts";
import { playAll } from "./play.ts";
import { index, transcript } from "./transcript.ts";

export const examplesFolder = join(import.meta.dirname, "../../docs/examples");

/** Every page under `docs/examples`, by file name, as it is played now. Throws where the model's words need attention. */
export async function playedPages(conversations: readonly Conversation[], words: readonly ModelWords[]): Promise<ReadonlyMap<string, string>> {
	const played = await playAll(conversations, words);
	return new Map([["README.md", index(conversations)], ...played.map((one) => [`${one.conversation.file}.md`, transcript(one)] as const)]);
}

/** The names of the pages that stand in the folder otherwise, or that only one of the two has. */
export function differingPages(pages: ReadonlyMap<string, string>): string[] {
	const names = existsSync(examplesFolder) ? readdirSync(examplesFolder) : [];
	const stand = new Map(names.map((name) => [name, readFileSync(join(examplesFolder, name), "utf8")]));
	return [...new Set([...pages.keys(), ...stand.keys()])].filter((name) => pages.get(name) !== stand.get(name)).sort();
}
