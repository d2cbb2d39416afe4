import { checkCapabilities } from "./capabilities.ts";
import { checkClaims } from "./claims.ts";
import { checkDenials } from "./denials.ts";
import { checkNames } from "./foreign-names.ts";
import { checkForm } from "./form.ts";
import { checkLicences, checkPrices } from "./licences-and-prices.ts";
import { checkLinks, checkMentions } from "./links-and-mentions.ts";
import type { Check } from "./place.ts";
import { checkNumbers } from "./quantities.ts";
import { checkEcho, checkSelfTalk } from "./self-talk.ts";
import { checkSuperlatives } from "./superlatives.ts";
import { checkSwappedFacts } from "./swapped-facts.ts";
import { checkToolVerbs } from "./tool-verbs.ts";
import { checkWords } from "./unknown-words.ts";

/**
 * Every check that a model's prose must pass, whatever it is written for.
 * @param prompts the texts of its prompt, always the same array: none of their sentences may come back
 */
export const proseChecks = (prompts: readonly string[]): readonly Check[] => [...checks, checkEcho(prompts)];

const checks: readonly Check[] = [
	checkForm,
	checkLinks,
	checkMentions,
	checkNames,
	checkWords,
	checkNumbers,
	checkLicences,
	checkPrices,
	checkSuperlatives,
	checkClaims,
	checkCapabilities,
	checkToolVerbs,
	checkDenials,
	checkSwappedFacts,
	checkSelfTalk,
];
