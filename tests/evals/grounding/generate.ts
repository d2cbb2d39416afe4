import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readLexicon } from "../../../src/adapters/catalog/read-lexicon.ts";
import { readPrompts } from "../../../src/adapters/prompts/read-prompts.ts";
import { loadKnowledge } from "../../../src/bot.ts";
import { mutate, mutations, randomFrom } from "../../../src/eval/adversarial.ts";
import { readValidCases } from "../../../src/eval/grounding-cases.ts";
import { prepare } from "../../../src/eval/grounding-report.ts";

/**
 * Writes generated.jsonl: outputs that must not pass, the same number of each kind, from valid answers and a fixed seed.
 * Run it when a rule is added to src/eval/adversarial.ts: `node tests/evals/grounding/generate.ts`.
 */
const perKind = 18;
const seed = 20261124;

const { reader } = loadKnowledge();
const prepared = prepare(reader, readLexicon(), Object.values(readPrompts().prompts), readValidCases(join(import.meta.dirname, "valid.jsonl")), "2026-11-24");
const random = randomFrom(seed);
const cases = mutations.flatMap((rule) => {
	const made: unknown[] = [];
	for (let tries = 0; made.length < perKind && tries < 10_000; tries++) {
		const of = prepared[Math.floor(random() * prepared.length)];
		const part = of?.parts[Math.floor(random() * of.parts.length)];
		if (of === undefined || part === undefined) continue;
		const adversarial = mutate(rule, random, of.context, part);
		if (adversarial === undefined) continue;
		const { kind, raw, codes } = adversarial;
		made.push({ id: `${kind}-${String(made.length + 1).padStart(2, "0")}`, kind, of: of.valid.id, part: part.part, raw, codes });
	}
	return made;
});
writeFileSync(join(import.meta.dirname, "generated.jsonl"), `${cases.map((one) => JSON.stringify(one)).join("\n")}\n`);
console.log(`Wrote ${cases.length} outputs of ${mutations.length} kinds.`);
