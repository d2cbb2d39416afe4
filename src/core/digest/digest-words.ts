import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import type { Tool } from "../catalog/tool.ts";
import type { Lexicon } from "../grounding/lexicon.ts";
import { toolsNamed } from "../grounding/named-tools.ts";
import type { GroundingProblem } from "../grounding/problem.ts";
import { proseChecks } from "../grounding/prose-checks.ts";
import { spell } from "../grounding/spelling.ts";
import type { Need } from "../need.ts";
import { dataBlock, type Message, quoted } from "../writing/prompt.ts";
import type { Digest } from "./digest.ts";
import { type DigestProse, proseOf } from "./digest-grounding.ts";
import { partsOf } from "./digest-text.ts";

/** A digest put into words by a model: what it is asked, and whether what it wrote may stand. */

/** The texts under `prompts/` that a digest is written by. */
export type DigestPrompts = { voice: string; digest: string; repair: string };

export const digestWordsSchema = z.strictObject({ headline: z.string(), picture: z.string().nullable(), reason: z.string().nullable() });
export type WrittenWords = z.infer<typeof digestWordsSchema>;

/** What the prompt says of the digest, line by line: what the words may repeat, numbers and all. */
function linesOf(catalog: Catalog, digest: Digest): string[] {
	const { headline, picture, reason } = proseOf(digest);
	const parts = partsOf(catalog, digest).filter(({ id }) => id !== "invitation");
	return [
		`the week: ${digest.days}`,
		`headline as it is: ${headline}`,
		...(picture === undefined ? [] : [`picture as it is: ${picture}`]),
		...(reason === undefined ? [] : [`reason as it is: ${reason}`]),
		...parts.flatMap(({ title, lines }) => [
			title,
			...lines.map(({ lead, text, link }) => [lead, link !== undefined && "thread" in link.to ? link.label : undefined, text].filter(Boolean).join(": ")),
		]),
	];
}

const fieldsOf = (digest: Digest): (keyof DigestProse)[] => Object.keys(proseOf(digest)) as (keyof DigestProse)[]; // it has no other keys

/** The messages that have a model write a digest's prose. */
export const digestPromptFor = (prompts: DigestPrompts, catalog: Catalog, digest: Digest): Message[] => [
	{ role: "system", content: `${prompts.voice}\n\n${prompts.digest}` },
	{ role: "user", content: dataBlock([...linesOf(catalog, digest), ...toolLines(digest), `fields to write: ${fieldsOf(digest).join(", ")}`]) },
];

/** The same once more, with what the model wrote and what was wrong with it. */
export const digestRepairFor = (prompts: DigestPrompts, catalog: Catalog, digest: Digest, written: WrittenWords | undefined, problems: readonly GroundingProblem[]): Message[] => [
	...digestPromptFor(prompts, catalog, digest),
	{ role: "assistant", content: JSON.stringify(written ?? {}) },
	{ role: "user", content: `${prompts.repair}\n\n${dataBlock(problems.map(({ at, code, detail }) => `${at}: ${code}: ${quoted(detail, 200)}`))}` },
];

function toolLines({ worthALook }: Digest): string[] {
	if (worthALook === undefined) return [];
	const { tool, serves } = worthALook;
	return [`the tool worth a look: ${tool.name}: ${tool.summary}`, `what it does for those who asked: ${serves.text}`, ...tool.facts.map(({ kind, text }) => `fact [${kind}] ${text}`)];
}

/** A digest is written in English, for whoever reads the channel: nobody in particular has asked. */
const nobody: Need = { intent: "explain", persona: { id: "unknown", confidence: 0, words: [], from: "nothing" }, categories: [], stages: [], constraints: [], mentions: [], language: "en" };

/**
 * Holds a model's words against the digest and the catalog, as an answer's are.
 * @returns those that may stand, and every problem of the others
 */
export function groundWords(catalog: Catalog, lexicon: Lexicon, prompts: DigestPrompts, digest: Digest, written: WrittenWords): { words: Partial<DigestProse>; problems: GroundingProblem[] } {
	const { worthALook, news } = digest;
	const subject = worthALook === undefined ? [] : [worthALook.tool];
	const changed = news.entries.flatMap((one): Tool[] => (one.kind === "ended" ? [one.tool, ...one.successors] : [one.tool]));
	const given = [...new Set([...subject, ...changed])];
	const framework = linesOf(catalog, digest);
	// One object for all three, so that what they share is worked out once.
	const answer = {};
	const checks = proseChecks([prompts.voice, prompts.digest]);
	const words: Partial<DigestProse> = {};
	const problems: GroundingProblem[] = [];
	for (const at of fieldsOf(digest)) {
		const text = written[at];
		if (text === null) continue;
		const spelt = spell(text);
		const found = checks.flatMap((check) =>
			check({
				at,
				// A headline has fewer words than a reason may have.
				part: at === "reason" ? "pick_1" : "headline",
				spelt,
				catalog,
				lexicon,
				need: nobody,
				given,
				turnedDown: [],
				subjects: at === "reason" ? subject : given,
				cited: at === "reason" && worthALook !== undefined ? [...framework, worthALook.serves.text, ...worthALook.tool.facts.map((fact) => fact.text)] : [],
				asked: "",
				framework,
				named: toolsNamed(catalog, spelt),
				answer,
			}),
		);
		problems.push(...found);
		if (found.length === 0) words[at] = text;
	}
	return { words, problems };
}
