import type { Shown } from "./turn.ts";

/** Tools that a message points at without naming them, and the words that do. */
export type Pointed = { tools: string[]; words: string /** Where they end in the folded text. */; end: number };

const ordinals: Record<string, number> = {
	first: 0,
	"1st": 0,
	top: 0,
	second: 1,
	"2nd": 1,
	third: 2,
	"3rd": 2,
	last: -1,
	erste: 0,
	ersten: 0,
	zweite: 1,
	zweiten: 1,
	dritte: 2,
	dritten: 2,
	primero: 0,
	primera: 0,
	segundo: 1,
	segunda: 1,
	tercero: 2,
	tercera: 2,
	premier: 0,
	premiere: 0,
	deuxieme: 1,
	troisieme: 2,
	primeiro: 0,
	primeira: 0,
	terceiro: 2,
	terceira: 2,
	una: 0,
	pangalawa: 1,
	ikalawa: 1,
	pangatlo: 2,
};
const counts: Record<string, number> = { two: 2, three: 3, both: 2, beiden: 2, zwei: 2, dos: 2, deux: 2, dois: 2 };

const several = /\b(?:the )?(first|top|last|other|ersten|anderen|primeros|premiers|primeiros) (two|three|zwei|beiden|dos|deux|dois)\b/u;
const oneOrdinal = new RegExp(
	`\\b(?:the|your|that|der|die|das|den|dem|el|la|los|le|o|a|ang|yung)? ?(${Object.keys(ordinals).join("|")})(?: (?:one|tool|option|pick|choice|suggestion|recommendation|opcion|und|and|or|oder|y|o|et|ou|e))?(?= |$)`,
	"gu",
);
const numbered = /(?:\b(?:number|option|no ?\.?|nummer|numero|pick) ?|#)([123])(?= |$)/gu;
const inHan = /第\s*([一二三123])\s*个/gu;
const hanDigits: Record<string, number> = { 一: 0, 二: 1, 三: 2 };
/** An ordinal that counts steps or time, not tools. */
const notOfTools = /^ (?:step|steps|week|month|day|year|time|thing|thought|sprint|attempt|version|project|place|quarter|model|stage|phase|schritt|woche|paso|etape)/u;

const all =
	/\b(?:these|those|them|they|all (?:three|of them|of these)|each(?: of them)?|the three|which (?:one|of (?:these|those|them|the (?:two|three)))|any of (?:them|these|those)|welche[rs]? davon|cual de|lequel|qual deles|alin sa)\b|哪个|它们/u;
const both = /\b(?:both|the two|either|beide|ambos|les deux)\b/u;
const one = /\b(?:it|that one|this one|its|that tool|this tool|das|lo|ca|isso|iyon|ito|nito|niyan)\b|它|这个/u;

/**
 * What a message points at among the tools that its thread was shown last: "the second one", "the first two", "it", "which of them".
 * `undefined` where it points at none, or at one that was not shown.
 */
export function pointedAt(folded: string, { tools, first }: Shown): Pointed | undefined {
	if (tools.length === 0) return undefined;
	const at = (nth: number): string[] => (nth < 0 ? tools.slice(nth) : tools.slice(nth, nth + 1));
	const group = several.exec(folded);
	if (group !== null) {
		const many = counts[group[2] ?? ""] ?? 2;
		const from = /^(?:last|other|anderen)$/.test(group[1] ?? "") ? tools.slice(-many) : tools.slice(0, many);
		return from.length === many ? { tools: from, ...place(group) } : undefined;
	}
	const counted = [
		...[...folded.matchAll(oneOrdinal)].filter((match) => !notOfTools.test(folded.slice(match.index + match[0].length))).map((match) => ({ ...place(match), nth: ordinals[match[1] ?? ""] ?? 0 })),
		...[...folded.matchAll(numbered)].map((match) => ({ ...place(match), nth: Number(match[1]) - 1 })),
		...[...folded.matchAll(inHan)].map((match) => ({ ...place(match), nth: hanDigits[match[1] ?? ""] ?? Number(match[1]) - 1 })),
	];
	const named = [...new Set(counted.flatMap(({ nth }) => at(nth)))];
	if (counted.length > 0) return named.length === 0 ? undefined : { tools: named, words: counted.map(({ words }) => words).join(", "), end: Math.max(...counted.map(({ end }) => end)) };
	const pair = both.exec(folded);
	if (pair !== null && tools.length >= 2) return { tools: tools.slice(0, 2), ...place(pair) };
	const everyone = all.exec(folded);
	if (everyone !== null) return { tools: [...tools], ...place(everyone) };
	const single = one.exec(folded);
	return single === null ? undefined : { tools: [first ?? (tools[0] as string)], ...place(single) }; // there is one
}

const place = (match: RegExpMatchArray): Omit<Pointed, "tools"> => ({ words: match[0].trim(), end: (match.index ?? 0) + match[0].trimEnd().length });
