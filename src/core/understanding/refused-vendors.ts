import type { Constraint } from "../need.ts";
import { fold } from "./clean-text.ts";

/** Finds the vendors whose tools a message refuses; built once per catalog. */
export type FindRefusedVendors = (folded: string) => (Constraint & { start: number; end: number })[];

/** Clouds by these names are where something runs; "no AWS" says nothing of who makes it. */
const cloudNames = new Set(["aws", "amazon web services"]);

/**
 * @param names the words by which vendors are named, each with the key that the catalog's are compared by
 * @param isTool whether a name is also a tool's, or a technology's: "no Redis" refuses that one, and nobody who makes it
 */
export function refusedVendors(names: ReadonlyMap<string, string>, isTool: (name: string) => boolean): FindRefusedVendors {
	const byFolded = new Map([...names].map(([name, key]) => [fold(name).trim(), key]));
	const written = (of: readonly string[]): string =>
		[...of]
			.sort((a, b) => b.length - a.length)
			.map(RegExp.escape)
			.join("|");
	const all = written([...byFolded.keys()]);
	const nothingFrom = new RegExp(
		`\\b(?:nothing|none|no [\\p{L}-]+|not anything|not (?:a |one |something )?|anything not|avoid (?:anything|everything|tools?)|nichts|keine?\\p{L}* [\\p{L}-]+|nada|rien|walang|wala) (?:from|by|of|made by|owned by|built by|backed by|von|aus|de|da|do|del|galing sa|mula sa) (?:the )?(${all})(?= |$|'s)`,
		"gu",
	);
	const noVendor = new RegExp(
		`\\b(?:no|avoid|avoiding|without|boycott\\p{L}*|anything but|nobody trusts|(?:don't|do not|dont|won't|can't|cannot|mustn't) (?:want|like|trust|use|buy|have)|kein|keine|ohne|sin|sans|sem) (${written([...byFolded.keys()].filter((name) => !cloudNames.has(name) && !isTool(name)))})(?: (?:products?|tools?|stuff|services?|software|anything|things|produkte|tools))?(?= ?[.,;:!?)]| ?$| (?:and|or|please|und|y|et|e)\\b)`,
		"gu",
	);
	return (folded) =>
		[nothingFrom, noVendor].flatMap((pattern) =>
			[...folded.matchAll(pattern)].map((match) => ({
				kind: "exclude-vendor" as const,
				value: byFolded.get(match[1] ?? "") ?? "",
				words: match[0].trim(),
				start: match.index,
				end: match.index + match[0].length,
			})),
		);
}
