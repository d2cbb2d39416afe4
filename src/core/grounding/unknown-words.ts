import type { Catalog } from "../catalog/catalog.ts";
import { foldWord, isCommonOpening, isCommonWord } from "./lexicon.ts";
import { type Check, type Place, perAnswer, perLine, problem, textOf } from "./place.ts";
import { spell, spelledOut, type Token } from "./spelling.ts";
import { isRecommended, isSurrounding } from "./surroundings.ts";

/** Terms of the field that are written with capitals or digits and are no product's name. */
const terms = new Set(
	(
		"AI API APIs AUC BI CD CI CI/CD CLI CPU CPUs CRUD CSV CUDA DAG DAGs DB DNS ETL ELT FAQ GB GDPR GPU GPUs gRPC GUI HA HIPAA HPC HTTP HTTPS ID IDs IDE IO IP IT JSON JVM JWT KPI LAN LDAP LLM LLMs LLMOps LoRA MB ML MLOps NFS NLP " +
		"OIDC OCR OOM OS OSI OSS PB PDF PDFs PII PNG PR PRs QA RAG RAM RBAC REST ROC RPC SaaS SAML SDK SDKs SLA SLO SOC SOC2 SQL SRE SSD SSH SSO SVM SQL TB TLS TPU TPUs UI UIs URL UX VM VMs VPC VPN VPNs XML YAML FedRAMP DSGVO RGPD LGPD EU UK US USA " +
		"Python Kubernetes Linux Slack English Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December I KI IA"
	).split(" "),
);

/**
 * Words that nobody vouches for: a product that does not exist looks like one. A word with a capital inside a sentence, in mixed
 * case or with a digit must stand in what the catalog says of the tool, in the framework, in the asker's words, or among the
 * terms of the field; an ordinary word must be one of the language's, so that an invented name in lower case is found as well.
 */
export const checkWords: Check = (place) => {
	const apart = spelledOut(place.spelt.plain);
	const covered = new Set(place.named.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at)));
	const vouched = vouchedWords(place);
	const ours = vouchedByUs(place);
	const strange = place.spelt.tokens.filter((token, at) => !covered.has(at) && !isKnown(place, token, at, ours));
	const unknown = strange.filter((token) => !isKnown(place, token, place.spelt.tokens.indexOf(token), vouched));
	const brought = strange.filter((token) => !unknown.includes(token) && looksLikeName(place, token) && !isSurrounding(place.spelt.plain, token.start, token.end));
	const each = (code: "unknown_product" | "recommends_other", tokens: readonly Token[]) => [...new Set(tokens.map(({ text }) => text))].map((text) => problem(place, code, text));
	return [...(apart === undefined ? [] : [problem(place, "spelled_out", apart)]), ...each("unknown_product", unknown), ...each("recommends_other", brought)];
};

/** A capital inside a sentence, or anywhere with more capitals or digits after it: what only the asker vouches for could be a product they want named. */
const looksLikeName = ({ need }: Place, { text, opensSentence }: Token): boolean => /.\p{Lu}|\p{L}\d|\d\p{L}/u.test(text) || (/^\p{Lu}/u.test(text) && (need.language === "de" || !opensSentence));

function isKnown(place: Place, token: Token, at: number, vouched: Vouched): boolean {
	const { text, opensSentence } = token;
	if (/^\d+$/.test(text) || /\p{Script=Han}/u.test(text)) return text.match(/[\p{L}\p{N}]/u) !== null && !/[A-Za-z]/.test(text);
	if (terms.has(text) || vouched.exact.has(text)) return true;
	const bare = text.replace(/['’]\p{L}{1,2}$/u, "");
	if (bare !== text && (terms.has(bare) || vouched.exact.has(bare))) return true;
	const folded = foldWord(text);
	const hasDigit = /\d/.test(text);
	const hasInnerCapital = /.\p{Lu}/u.test(text);
	const hasCapital = /^\p{Lu}/u.test(text);
	// "10x", "3rd", "2nd": the number is looked at by itself.
	if (hasDigit) return /^\d+(?:st|nd|rd|th|er|re|e|ª|º|s|x|k|h|m|d)$/iu.test(text) || vouched.folded.has(folded);
	if (hasInnerCapital) return vouched.exact.has(text.replace(/s$/, ""));
	if (hasCapital && !opensSentence && place.need.language !== "de" && !isTitleOfSentence(place, at)) return false;
	if (hasCapital && !folded.includes("'")) return folded.length <= 1 || vouched.folded.has(folded) || isCommonOpening(place.lexicon, folded) || isCommonElsewhere(place, folded);
	return isWord(place, token, folded, vouched);
}

/** Text that an English answer puts after its opening, such as "Note: Two" or quotes, was seen to; nothing else may carry a capital. */
const isTitleOfSentence = ({ spelt: { tokens } }: Place, at: number): boolean => at === 0 || tokens[at]?.opensSentence === true;

const isCommonElsewhere = ({ lexicon, need: { language } }: Place, folded: string): boolean => language !== "en" && language !== "zh" && isCommonWord(lexicon, language, folded);

/**
 * English, and Chinese with English words in it, must know each word. The other languages' lists are short, so that a word in lower
 * case may be unknown, unless it is recommended, ends as products like to, or stands in a sentence that is English after all.
 */
function isWord(place: Place, { start, end }: Token, folded: string, vouched: Vouched): boolean {
	const { lexicon, need, spelt } = place;
	if (folded.length <= 1 || vouched.folded.has(folded) || isCommonWord(lexicon, "en", folded)) return true;
	const parts = folded.split("'");
	const { language } = need;
	if (language === "en" || language === "zh") return parts.length > 1 && parts.every((part) => part.length <= 2 || isCommonWord(lexicon, "en", part));
	if (isCommonWord(lexicon, language, folded) || parts.some((part) => part.length > 1 && isCommonWord(lexicon, language, part))) return true;
	if (startsCapital(spelt.plain, folded) || productEndings.test(folded) || isRecommended(spelt.plain, start, end)) return false;
	return (spelt.folded.match(englishWords) ?? []).length < 2;
}
const englishWords = / (?:the|to|it|is|and|for|with|of|you|there|this|that|before|as|well|or|at)(?= )/g;
const productEndings = /(?:ly|ify|hub|flow|ml|db|ops|forge|stack|lytics|kit|wise|nest|bird|labs?)$/;

/** Whether a word stands with a capital somewhere in the text: then its being unknown counts. */
const startsCapital = (plain: string, folded: string): boolean => [...plain.matchAll(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}'’]*/gu)].some(([word]) => foldWord(word) === folded);

type Words = Pick<ReadonlySet<string>, "has">;
type Vouched = { exact: Words; folded: Words };

const vouchedWords = (place: Place): Vouched => union([vouchedByUs(place), wordsOfAsker(place)]);

/** What the catalog and the framework vouch for, without the asker. */
function vouchedByUs(place: Place): Vouched {
	const { subjects, given, named } = place;
	const speakers = [...subjects, ...given.filter((tool) => named.some(({ id }) => id === tool.id))];
	const texts = [...new Set(speakers)].map(wordsOfTool);
	return union([...texts, wordsOfFramework(place), wordsOfCategories(place.catalog)]);
}

const wordsOfLine = perLine((line) => wordsOf(line));
/** The asker's words count with a capital or without: "docker compose" vouches for "Compose". */
const wordsOfAsker = perAnswer(({ asked, need }) => {
	const own = wordsOf([asked, ...need.constraints.map(({ words }) => words)].join(" . "));
	const capitalised = [...own.exact].map((word) => word.charAt(0).toUpperCase() + word.slice(1));
	return { exact: new Set([...own.exact, ...capitalised]), folded: own.folded };
});
const wordsOfFramework = perAnswer(({ framework }) => union(framework.map(wordsOfLine)));

/** A view over several sets, so that none has to be copied for each answer. */
const union = (all: readonly Vouched[]): Vouched => ({ exact: { has: (word) => all.some(({ exact }) => exact.has(word)) }, folded: { has: (word) => all.some(({ folded }) => folded.has(word)) } });

const wordsOf = (text: string): { exact: ReadonlySet<string>; folded: ReadonlySet<string> } => {
	const words = spell(text).tokens.map((token) => token.text);
	return { exact: new Set(words), folded: new Set(words.map(foldWord)) };
};

const byTool = new WeakMap<Catalog["tools"] extends ReadonlyMap<string, infer Tool> ? Tool & object : never, Vouched>();
function wordsOfTool(tool: Place["subjects"][number]): Vouched {
	const known = byTool.get(tool);
	if (known !== undefined) return known;
	const words = wordsOf(textOf(tool));
	byTool.set(tool, words);
	return words;
}

const byCatalog = new WeakMap<Catalog, Vouched>();
function wordsOfCategories(catalog: Catalog): Vouched {
	const known = byCatalog.get(catalog);
	if (known !== undefined) return known;
	const words = wordsOf(
		Object.values(catalog.categories)
			.flatMap(({ name, tool, what, when, when_not, next }) => [name, tool, what, when, when_not, next.question])
			.join(" . "),
	);
	byCatalog.set(catalog, words);
	return words;
}
