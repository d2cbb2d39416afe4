import { nameKey } from "../catalog/catalog.ts";
import { type StageId, stageIds } from "../catalog/vocabulary.ts";
import { cleanText } from "../understanding/clean-text.ts";
import { editDistance, findMentions } from "../understanding/tool-mentions.ts";
import type { Reader } from "../understanding/understand.ts";

/** Whom somebody says they are; `both` is one person who does both. */
export const toldPersonas = ["ml-researcher", "software-engineer", "ml-engineer"] as const;
export type ToldPersona = (typeof toldPersonas)[number];

/** What a line after `/mlops-recommend` asks for. */
export type Subcommand =
	| { kind: "help" }
	| { kind: "question"; text: string }
	| { kind: "private"; text: string }
	| { kind: "compare"; text: string }
	| { kind: "tool"; id: string }
	| { kind: "stage"; stage?: StageId }
	| { kind: "persona"; change?: ToldPersona | "forget" }
	| { kind: "digest"; text: string }
	| { kind: "forget-me" }
	/** Nearly a subcommand: what was probably meant, as it would be typed. */
	| { kind: "suggestion"; meant: string }
	/** A subcommand that lacks what it is about. */
	| { kind: "incomplete"; of: "tool" | "compare" | "private" };

const words = ["help", "compare", "tool", "stage", "persona", "digest", "private", "forget-me"] as const;
type Word = (typeof words)[number];

/**
 * Reads the line of a slash command. A line that begins with a subcommand's word but goes on as a sentence ("tool for
 * labelling?") is a question; a slip of the keyboard in a subcommand gets a suggestion.
 */
export function readSubcommand(reader: Reader, line: string): Subcommand {
	const text = line.replace(/\s+/g, " ").trim();
	if (text === "") return { kind: "help" };
	const [, first = "", rest = ""] = /^(\S+?)[!?.,:]*(?: (.*))?$/.exec(text.replace(/^forget me$/i, "forget-me")) ?? [];
	const word = first.toLowerCase();
	const exact = words.find((one) => one === word);
	if (exact !== undefined) return readArguments(reader, exact, rest.trim()) ?? { kind: "question", text };
	const near = words.find((one) => isSlipOf(word, one));
	const meant = near === undefined ? undefined : readArguments(reader, near, rest.trim());
	if (near === undefined || meant === undefined || meant.kind === "incomplete") return { kind: "question", text };
	return { kind: "suggestion", meant: meant.kind === "suggestion" ? meant.meant : `${near} ${rest}`.trim() };
}

/** A word so near that it was hardly meant; "privacy" is no "private". */
const isSlipOf = (word: string, of: Word): boolean => word.length >= 3 && editDistance(word, of, 1) === 1 && !(word === "tools" || word === "stages" || word === "personas");

/** `undefined` where what follows the word is none of its arguments. */
function readArguments(reader: Reader, word: Word, rest: string): Subcommand | undefined {
	const bare = rest.replace(/[\s!?.]+$/, "");
	switch (word) {
		case "help":
			return bare === "" ? { kind: "help" } : undefined;
		case "forget-me":
			return bare === "" || /^please$/i.test(bare) ? { kind: "forget-me" } : undefined;
		case "private":
			return bare === "" ? { kind: "incomplete", of: "private" } : { kind: "private", text: rest };
		case "tool":
			return bare === "" ? { kind: "incomplete", of: "tool" } : readTool(reader, bare);
		case "compare":
			return bare === "" ? { kind: "incomplete", of: "compare" } : readCompared(reader, rest);
		case "stage":
			return readStage(reader, bare);
		case "persona":
			return readPersona(bare);
		case "digest":
			return bare === "" || beginsAsDigest(bare) ? { kind: "digest", text: bare } : undefined;
	}
}

const digestWords = ["on", "off", "now", "preview", "status"];

/** What follows is one of its words, or one word that was hardly meant otherwise: that gets its own answer, which says what was expected. */
function beginsAsDigest(rest: string): boolean {
	const [first = "", ...others] = rest.toLowerCase().split(" ");
	return digestWords.includes(first) || (others.length === 0 && digestWords.some((word) => editDistance(first, word, 2) <= (word.length > 3 ? 2 : 1)));
}

function readTool({ names, isWord, catalog }: Reader, written: string): Subcommand | undefined {
	const exact = names.byKey.get(nameKey(written));
	if (exact?.inCatalog === true) return { kind: "tool", id: exact.id };
	// One misspelt name and nothing else beside it.
	const clean = cleanText(written);
	const [only, ...others] = findMentions(clean, names, isWord);
	if (only === undefined || others.length > 0 || !only.inCatalog || only.words.length < clean.folded.trim().length) return undefined;
	return { kind: "suggestion", meant: `tool ${catalog.tools.get(only.id)?.name ?? only.name}` };
}

/** "mlflow wandb for a small team": two tools or more, then whatever must hold. */
function readCompared({ names, isWord }: Reader, rest: string): Subcommand | undefined {
	const [named = "", ...conditions] = rest.split(/\b(?=(?:for|with|on|without|when|if|in)\b)/i);
	const mentions = findMentions(cleanText(named.replace(/\b(?:vs\.?|versus)\b|[,/]/gi, " , ")), names, isWord);
	if (mentions.length < 2) return undefined;
	return { kind: "compare", text: `Compare ${mentions.map(({ name }) => name).join(" and ")}${conditions.length === 0 ? "" : ` ${conditions.join("").trim()}`}` };
}

function readStage({ catalog }: Reader, written: string): Subcommand | undefined {
	if (written === "") return { kind: "stage" };
	const key = nameKey(written);
	const stage = stageIds.find((id) => nameKey(id) === key) ?? onlyOne(stageIds.filter((id) => catalog.framework.stages[id].name.toLowerCase().split(" ").includes(written.toLowerCase())));
	if (stage !== undefined) return { kind: "stage", stage };
	const near = stageIds.find((id) => key.length >= 5 && editDistance(key, nameKey(id), 2) <= 2);
	if (near !== undefined) return { kind: "suggestion", meant: `stage ${catalog.framework.stages[near].name.toLowerCase()}` };
	return isOneWord(written) ? { kind: "suggestion", meant: "stage" } : undefined;
}

/** "stage foo", "persona wizard": too short for a question that the whole channel should read. */
const isOneWord = (written: string): boolean => /^[\p{L}\p{N}_-]+$/u.test(written);

const onlyOne = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined);

const personaWords: Readonly<Record<string, ToldPersona | "forget">> = {
	researcher: "ml-researcher",
	engineer: "software-engineer",
	both: "ml-engineer",
	forget: "forget",
};

function readPersona(written: string): Subcommand | undefined {
	if (written === "") return { kind: "persona" };
	const word = written.toLowerCase();
	const change = personaWords[word];
	if (change !== undefined) return { kind: "persona", change };
	const near = Object.keys(personaWords).find((one) => editDistance(word, one, 2) <= (one.length > 6 ? 2 : 1));
	if (near !== undefined) return { kind: "suggestion", meant: `persona ${near}` };
	return isOneWord(written) ? { kind: "suggestion", meant: "persona" } : undefined;
}
