import type { CleanText } from "./clean-text.ts";
import { conceptOf } from "./concepts.ts";
import { readConstraints } from "./constraints.ts";
import type { Hit } from "./cues.ts";

/** What may be wished of a tool: the words from which a condition begins, and the clause that holds it. */
const subject =
	"(?:it|this|that|which|the (?:tool|tools|solution|thing|product|server|service|software|ui|client)|a tool|tool|tools|something|one|anything|es|das tool|la herramienta|l'outil|a ferramenta)";
const must = "(?:also )?(?:must(?: not|n't)?|has to|have to|needs to|need to|should(?:n't| not)?|ought to|may not|can't|cannot|muss|darf nicht|tiene que|debe|doit|tem que|precisa|deve|dapat)";
const opening = "(?:(?:and|but|or|also|plus|ok|okay|then|so|now|well|hm+|please|ideally|preferably|sorry|actually|no(?= ,| wait)|wait|hang on|und|aber|y|pero|et|mais|e|mas|at)(?: ?, ?| ))*";
const starts = `(?<=^ ?${opening}|[.,;:!?(] ?${opening})`;

/** What is refused or required: a group of its own, for only there it matters whether something was read. */
const rest = "([^.,;:!?()]+)";
/** Requires something of a tool, in so many words. */
const requires: readonly RegExp[] = [
	new RegExp(`${starts}${subject} ${must} ${rest}`, "gu"),
	new RegExp(`${starts}(?!should|can|may)${must} ${rest}`, "gu"),
	new RegExp(`(?<=\\b(?:tool|tracker|database|store|platform|engine|registry|orchestrator|one|something|library|server|service) (?:that|which) )${must} ${rest}`, "gu"),
	new RegExp(`${starts}(?:nothing|nichts|nada|rien) (?:from|by|made|written|with|that|which|in|von|aus|de|du) ${rest}`, "gu"),
	/(?:不要|必须|不能)([^，。；！？,.;!?]+)/gu,
];
/** Refuses or limits something, which much of what people tell does as well: "no luck", "without warning". */
const refuses: readonly RegExp[] = [
	new RegExp(`\\b(?:without|ohne|sin|sans|sem|walang) ${rest}`, "gu"),
	new RegExp(`${starts}(?:no|kein\\p{L}*|pas de) ${rest}`, "gu"),
	new RegExp(`${starts}nothing ${rest}`, "gu"),
	new RegExp(`${starts}(?:only|nur|solo|seulement|apenas|somente) ${rest}`, "gu"),
];
/** What a follow-up adds in a few words: "on AMD GPUs", "any European vendor", "with a UI". */
const adds: readonly RegExp[] = [
	new RegExp(
		`^ ?${opening}(?:(?:what|how) (?:about|if) |was ist |que tal |falls |if )?(?:(?:everything|all of it|all|alles|todo|tout|tudo) )?(?:on|with|in|for|under|from|by|using|any|some|anything|something|mit|auf|fur|con|en|para|avec|pour|com|em) ${rest}`,
		"gu",
	),
	new RegExp(`^ ?${opening}(?:what if|was wenn|y si|et si|e se|paano kung) ${rest}`, "gu"),
];

/** Where a condition ends though its clause goes on. */
const ends =
	/(?<=\S) (?:because|since|as we|so that|so we|so i|but|and (?:we|i|it|they|the|our|which|what|how|who|must|has to|should)|which|who|where|what|how|when|or (?:we|i)|please|thanks|weil|porque|parce que|und wir|y que|et que) .*$/u;
/** Sayings that wish for nothing. */
const sayings =
	/^(?:no|without|nothing)(?: (?:a|any|the|real|big|too|much))* (?:idea|clue|problem\w*|worr\w*|rush|thanks|thank you|hassle|fuss|pain|trouble|drama|doubt|question\w*|way|need|longer|matter|more|less|luck|one|time|surprise\w*|mistake\w*|success|result\w*|reason|help|me|us|you|them|offence|experience|knowledge|sense|point|wonder|fun|hurry|change|progress|exception\w*|else|new|special|fancy|like that|code|coding|signal|clusters?|replacement|deal|exceptions|recommendations?|particular|preference|preferences|strings|further|additional)\b|^no ?(?:i|it|we|that|this|not|they|you|,)\b|^(?:it|this|that|they) (?:should|must|has to|needs to) (?:be (?:easy|simple|fine|possible|good|great|ok|quick|enough)|work|do|help|just work|not matter)\b|^only (?:the|then|if|when|because|now|one (?:of|more)|two (?:of|more)|once|that|this|i|we|a few|some|sometimes|question|thing)\b|^(?:must|should|cannot|can't) (?:say|admit|we|i|it|they)\b/u;
const filler = new Set(
	"a an the any our my your its their of for to in on at by with from as and or not no without nothing only it this that they which one something anything tool tools must has have had need needs should ought may can cannot can't be is are was do does run runs work works support supports use used using all every each other another extra own also just even too very really ever us we i you them there here than less more about up out please ohne sin sans sem walang kein keine muss debe doit deve tiene que".split(
		" ",
	),
);
const mostWords = 10;

/**
 * The conditions of a message that nothing was read from: clauses in which something is refused or required, and none of whose
 * words showed a constraint, a tool, a kind of tool, or a wish that is known.
 * @param read the words that something was read from
 * @param isFollowUp in a thread what is added counts as well, however it is put; a message that opens a talk tells much that is no wish
 */
export function unreadConditions({ plain, folded }: Pick<CleanText, "plain" | "folded">, read: readonly string[], isFollowUp: boolean): string[] {
	const text = folded.replace(/ ([.,;:!?])/g, "$1");
	const taken = read.flatMap((words) => placesOf(text, words.replace(/ ([.,;:!?])/g, "$1").trim()));
	const isShort = plain.split(" ").length <= shortMessage;
	const found: Hit[] = [];
	const take = (patterns: readonly RegExp[], counts: (words: string) => boolean) => {
		for (const match of patterns.flatMap((pattern) => [...text.matchAll(pattern)])) {
			const words = match[0].replace(ends, "").replace(leading, "").trim();
			const start = match.index + match[0].indexOf(words);
			const hit = { words, start, end: start + words.length };
			const said = match.index + match[0].length - (match[1] ?? "").length;
			if ([...found, ...taken].some((other) => other.start < hit.end && Math.max(hit.start, said) < other.end)) continue;
			// "No FedRAMP, no contract" wants it.
			if (/^no /.test(words) && (/^, no [\p{L}]+(?=[.,;!?]| ?$)/u.test(text.slice(hit.end)) || /\bno [^.,;:!?]+, $/u.test(text.slice(0, hit.start)))) continue;
			if (isCondition(words) && readConstraints(` ${words} `).length === 0 && counts(words)) found.push(hit);
		}
	};
	const meansNothingElse = (words: string): boolean => !contentOf(words).some((word) => conceptOf(word) !== undefined);
	take(requires, () => true);
	take(refuses, (words) => isFollowUp || namesSomething(plain, words) || (isShort && meansNothingElse(words)));
	if (isFollowUp && isShort && found.length === 0 && taken.length === 0) take(adds, () => true);
	return found
		.sort((a, b) => a.start - b.start)
		.slice(0, mostConditions)
		.map(({ words }) => asWritten(plain, words));
}
/** A message of up to so many words states a condition, where it states one, and little else. */
const shortMessage = 10;
const mostConditions = 3;
/** What leads over to a condition is no part of it. */
const leading = new RegExp(`^ ?${opening}`, "u");

const contentOf = (words: string): string[] => words.split(" ").filter((word) => !filler.has(word));

function isCondition(words: string): boolean {
	if (sayings.test(words) || words.split(" ").length > mostWords) return false;
	return contentOf(words).length > 0 || /\p{Script=Han}/u.test(words);
}

/** Whether a name stands among the words: with a capital, a digit, or written as no word is. */
function namesSomething(plain: string, words: string): boolean {
	const [, ...others] = asWritten(plain, words).split(" ");
	return others.some((word) => /^\p{Lu}|\p{Lu}{2}|[\p{L}]\p{N}|[+#]/u.test(word) && !/^I(?:'|$)/.test(word));
}

/** Folded words as they stand in the message, where they can be found there. */
function asWritten(plain: string, words: string): string {
	const pattern = new RegExp(words.split(" ").map(RegExp.escape).join("[^\\p{L}\\p{N}]+"), "iu");
	return pattern.exec(plain)?.[0] ?? words;
}

function placesOf(text: string, words: string): Hit[] {
	const places: Hit[] = [];
	if (words === "") return places;
	for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) places.push({ words, start: at, end: at + words.length });
	return places;
}
