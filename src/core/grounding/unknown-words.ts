import type { Catalog } from "../catalog/catalog.ts";
import type { LanguageCode } from "../need.ts";
import { foldWord, isCommonOpening, isCommonWord, isGermanNoun, isPlausibleWord } from "./lexicon.ts";
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
	const introduced = [...place.spelt.plain.matchAll(naming)]
		.filter(({ 0: words, index }) => !place.named.some(({ start }) => start >= index && start <= index + words.length + 1))
		.map(([words]) => words);
	const organisations = [...place.spelt.plain.matchAll(organisation)]
		.map(([words]) => words)
		.filter((words) => !vouched.exact.has(words) && !place.asked.includes(words) && !place.cited.some((text) => text.includes(words)) && !place.named.some((one) => one.words.includes(words)));
	return [
		...(apart === undefined ? [] : [problem(place, "spelled_out", apart)]),
		...each("unknown_product", unknown),
		...each("recommends_other", brought),
		...[...introduced, ...organisations].map((words) => problem(place, "unknown_product", words)),
	];
};

/** Words that bring a name along, which may be made of everyday words: "a tool called …", and quotation marks around a few of them. */
const naming =
	/\b(?:(?:tool|product|service|platform|library|something|one|software|app|company|vendor|package|thing|project)s? (?:called|named|known as|by the name of)|namens|genannt|llamad[oa]s?|denominad[oa]s?|chamad[oa]s?|tinatawag na|pinangalanang?)(?!\p{L})(?:\s[\p{L}\p{N}]+)?|\b(?:appelé|nommé|baptisé)e?s?(?!\p{L})(?:\s[\p{L}\p{N}]+)?|(?:名为|叫做|称为|名叫)|["“„«‘](?=\p{L})[^"”“»’.?!,]{2,30}["”“»’]/giu;
/** Those whose names are words of English to a dictionary, or stand in Chinese. */
const organisation =
	/\b(?:Google|Netflix|Uber|Lyft|Spotify|Airbnb|Facebook|Meta|Amazon|Microsoft|Apple|Twitter|LinkedIn|Intel|Oracle|Salesforce|Adobe|Stripe|Shopify|Tesla|Nvidia|AMD|IBM|Stanford|Berkeley|Harvard|Oxford|Cambridge|NASA|CERN)\b|阿里[云巴]\p{Script=Han}*|腾讯云?|华为云?|百度|飞桨|昇思|字节跳动|火山引擎|京东云?|微软|谷歌|亚马逊|英伟达|[\p{Script=Han}]{2,3}(?:云平台|平台)(?=来|进|做)/gu;

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
	if (hasCapital && !folded.includes("'"))
		return (folded.length <= 1 && wordsOfOneLetter[place.need.language].includes(folded)) || vouched.folded.has(folded) || isCommonOpening(place.lexicon, folded) || isCommonElsewhere(place, folded);
	return isWord(place, token, folded, vouched);
}

/** Text that an English answer puts after its opening, such as "Note: Two" or quotes, was seen to; nothing else may carry a capital. */
const isTitleOfSentence = ({ spelt: { tokens } }: Place, at: number): boolean => at === 0 || tokens[at]?.opensSentence === true;

const isCommonElsewhere = ({ lexicon, need: { language } }: Place, folded: string): boolean =>
	language === "de" ? isGermanNoun(lexicon, folded) : language !== "en" && language !== "zh" && isCommonWord(lexicon, language, folded);

/** Each language must know each word, in this form or another; English ones are everybody's. */
function isWord({ lexicon, need: { language }, spelt }: Place, { start, end }: Token, folded: string, vouched: Vouched): boolean {
	if (folded.length <= 1) return wordsOfOneLetter[language].includes(folded);
	if (vouched.folded.has(folded) || isCommonWord(lexicon, "en", folded)) return true;
	const parts = folded.split("'");
	if (language === "en" || language === "zh") return parts.length > 1 && parts.every((part) => part.length <= 2 || isCommonWord(lexicon, "en", part));
	// Where only a name can stand, an ending is no excuse.
	if (asName.test(spelt.plain.slice(Math.max(0, start - 24), start)) && !/[snr]$/.test(folded)) return lexicon[language].has(folded) || lexicon.anywhere.has(folded);
	if (isCommonWord(lexicon, language, folded) || parts.some((part) => part.length > 1 && isCommonWord(lexicon, language, part)) || (parts.length > 1 && parts.every((part) => part.length <= 2)))
		return true;
	return !isRecommended(spelt.plain, start, end) && isPlausibleWord(lexicon, language, folded);
}
/** Without an article, and not as a plural or what is done, only a name stands there: "funciona como quannera". */
const asName = /(?<!\p{L})(?:como|con|está|hay|wie|mit|auch|gibt es|comme|avec|aussi|il y a|com|também|há)\s$/iu;
/** "A x" names something; "a", "I" and "à" are words. */
const wordsOfOneLetter: Record<LanguageCode, string> = { en: "ai", es: "aeouy", de: "", fr: "ayoà", pt: "aeo", tl: "oy", zh: "" };

type Words = Pick<ReadonlySet<string>, "has">;
type Vouched = { exact: Words; folded: Words };

const vouchedWords = (place: Place): Vouched => union([vouchedByUs(place), wordsOfAsker(place)]);

/** What the catalog and the framework vouch for, without the asker. */
function vouchedByUs(place: Place): Vouched {
	const { subjects, given, turnedDown, named } = place;
	const speakers = [...subjects, ...[...given, ...turnedDown.map(({ tool }) => tool)].filter((tool) => named.some(({ id }) => id === tool.id))];
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
