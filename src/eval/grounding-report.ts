import type { Lexicon } from "../core/grounding/lexicon.ts";
import { type GroundingContext, groundPart } from "../core/grounding/prose-grounding.ts";
import type { Reader } from "../core/understanding/understand.ts";
import { type Adversarial, mutate, mutations, randomFrom } from "./adversarial.ts";
import { type AdversarialCase, contextOf, partsOf, type ValidCase, withTool } from "./grounding-cases.ts";

/** A valid case ready to be grounded, again and again. */
export type Prepared = { valid: ValidCase; context: GroundingContext; parts: ReturnType<typeof partsOf> };

/** Every valid case with what its prose is held against. `prompts` must be one array for all of them. */
export const prepare = (reader: Reader, lexicon: Lexicon, prompts: readonly string[], cases: readonly ValidCase[], today: string): Prepared[] =>
	cases.map((valid) => {
		const context = contextOf(reader, lexicon, prompts, valid, today);
		const parts = partsOf(context, valid);
		return { valid, context, parts };
	});

export type Missed = { id: string; part: string; text: string; problems: string[] };
const missedOf = (id: string, part: string, raw: unknown, problems: readonly { code: string; detail: string }[]): Missed => ({
	id,
	part,
	text: typeof raw === "string" ? raw : JSON.stringify((raw as { why?: string } | null)?.why ?? raw),
	problems: problems.map(({ code, detail }) => `${code}: ${detail}`),
});

/** Valid parts that are turned down although nothing is wrong with them. */
export function falselyRejected(prepared: readonly Prepared[]): { parts: number; rejected: Missed[] } {
	const all = prepared.flatMap(({ valid, context, parts }) => parts.map(({ part, raw }) => missedOf(valid.id, part, raw, groundPart(context, part, raw).problems)));
	return { parts: all.length, rejected: all.filter(({ problems }) => problems.length > 0) };
}

/**
 * Whether an output that must not pass is turned down for something else than its length: a lie that only fails because it
 * made the text longer would pass in a shorter one.
 */
export function isCaught(context: GroundingContext, { kind, part, raw }: Pick<Adversarial, "kind" | "part" | "raw">): boolean {
	const codes = groundPart(context, part, raw).problems.map(({ code }) => code);
	return codes.some((code) => code !== "too_long" || kind === "too-long");
}

/** The mutation that belongs to a seed: of a random valid part, by a random rule; `undefined` where the rule has no place in it. */
export function mutationOf(prepared: readonly Prepared[], seed: number): { of: Prepared; adversarial: Adversarial } | undefined {
	const random = randomFrom(seed);
	const of = prepared[Math.floor(random() * prepared.length)];
	const part = of?.parts[Math.floor(random() * of.parts.length)];
	const rule = mutations[Math.floor(random() * mutations.length)];
	if (of === undefined || part === undefined || rule === undefined) return undefined;
	const adversarial = mutate(rule, random, of.context, part);
	return adversarial === undefined ? undefined : { of, adversarial };
}

/** `count` mutations from seed `from` on, and those that pass though they must not. */
export function passedMutations(prepared: readonly Prepared[], count: number, from = 1): { tried: number; passed: Missed[] } {
	const passed: Missed[] = [];
	let tried = 0;
	for (let seed = from; tried < count; seed++) {
		const made = mutationOf(prepared, seed);
		if (made === undefined) continue;
		tried++;
		const { of, adversarial } = made;
		if (!isCaught(of.context, adversarial)) passed.push(missedOf(`${of.valid.id} ${adversarial.kind} seed ${seed}`, adversarial.part, adversarial.raw, []));
	}
	return { tried, passed };
}

/** The cases of a corpus that pass, or that are turned down for none of the codes they must be. */
export function wronglyJudged(prepared: readonly Prepared[], cases: readonly AdversarialCase[]): Missed[] {
	const byId = new Map(prepared.map((one) => [one.valid.id, one]));
	return cases.flatMap(({ id, of, part, raw, codes }) => {
		const one = byId.get(of);
		if (one === undefined) throw new Error(`${id}: expected the id of a valid case, got ${JSON.stringify(of)}`);
		const known = one.context.given.parts.find((name) => name === part);
		if (known === undefined) throw new Error(`${id}: expected one of ${one.context.given.parts.join(", ")}, got ${JSON.stringify(part)}`);
		const { problems } = groundPart(one.context, known, withTool(one.context, part, raw));
		return problems.some(({ code }) => codes.includes(code)) ? [] : [missedOf(id, part, raw, problems)];
	});
}
