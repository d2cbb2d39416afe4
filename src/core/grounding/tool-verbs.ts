import { type Check, type Place, perAnswer, perLine, problem, subjectsAt, textOf } from "./place.ts";
import { stemOf } from "./stem.ts";

/**
 * What may be said of any tool: verbs that tell how it meets the work, and none of what it can do. Every other verb that a tool
 * is the subject of must be a word of the catalog's, the framework's or the asker's.
 */
export const plainVerbs: ReadonlySet<string> = new Set(
	`
	be have do go get come take make put keep give let say tell see look find know think want like try use start begin stop end stay leave move bring turn hold sit stand live lie fit suit match help show ask answer mean matter follow join belong span carry cover
	touch reach cross fall happen become seem appear remain last pay save spend cost earn buy grow change choose decide compare measure weigh wait watch meet settle stick hang tie rest lean rely depend count add build write read work run set pull push pass lead
	speak talk call feel hear learn understand remember forget notice mind care trust expect hope plan prefer lack miss open close handle deal fill empty drop pile pack wrap lift raise lower share split part separate gather collect bind face need
	serve solve remove replace spare free land land enter assume promise prove gain win beat outgrow shrink settle sound amount add apply concern involve relate differ vary resemble continue finish return repay reward deserve require demand allow enable permit
	avoid prevent reduce shorten simplify ease speed slow cut trim tidy sort order arrange place position line draw paint play act behave react respond wake sleep die survive age mature retire feed eat swallow digest bite hurt break crack bend stretch squeeze
	invite welcome greet force push nudge steer guide teach remind warn shield spell
	`
		.trim()
		.split(/\s+/)
		.map(stemOf),
);
/** What stands between a subject and its verb. */
const adverb = "(?:also|even|just|only|already|simply|then|still|never|always|often|usually|really|both|each|all|now|too|itself|mostly|mainly|alone|not|\\p{L}+ly)";
const modal = "(?:can|can't|cannot|could|will|won't|would|may|might|must|should|does|doesn't|do|don't|did|didn't)";
/** Forms of "be", "have" and "let": what is said follows them. */
const auxiliary = /^(?:is|are|was|were|be|been|isn't|aren't|wasn't|has|have|had|lets?|makes?|helps?|gets?|keeps?|starts?|stops?|needs?|wants?|tries|comes?)$/u;

const subject = /(?:^|[.;:!?,—–]\s|\b(?:and|but|because|since|so|while|when|once|if|as|where)\s)(?:it|they)\s/giu;

/** A verb that a tool is the subject of, and that neither the catalog, nor the framework or the asker, has a word for. */
export const checkToolVerbs: Check = (place) => {
	const { need, spelt, part, named } = place;
	if (need.language !== "en" || part === "question" || place.subjects.length === 0) return [];
	const { plain } = spelt;
	const starts = [
		...[...plain.matchAll(subject)].map(({ 0: words, index }) => index + words.length),
		...named.filter(({ id }) => place.given.some((tool) => tool.id === id)).map(({ end }) => end),
		...[...plain.matchAll(/\b(?:which|that)\s/giu)].map(({ 0: words, index }) => index + words.length).filter((at) => named.some(({ end }) => at - end < 9 && at > end)),
	];
	const said = starts.flatMap((start) => verbsFrom(plain.slice(start), start));
	const around = wordsAround(place);
	const verbs = said
		.filter(({ verb, at }) => {
			const stem = stemOf(verb);
			return !plainVerbs.has(stem) && !around.has(stem) && !subjectsAt(place, at).some((tool) => stemsInLine(textOf(tool)).has(stem));
		})
		.map(({ verb }) => problem(place, "unsupported_claim", `it ${verb}`));
	return [
		...verbs,
		...starts.flatMap((start) => connected(place, start)),
		...[...plain.matchAll(asked)].filter(({ 1: who = "" }) => !around.has(stemOf(who))).map(([words]) => problem(place, "unsupported_claim", words)),
	];
};

/** "You are a bank": who they are, they say themselves. */
const asked = /\byou(?: are|['’]re) (?:an? )(?:\p{L}+ )?(\p{L}+)(?=[\s.,;])/giu;

/** "… to your ticket system": what it reaches of the asker's must be known of, or be what everybody has. */
const reaching = /\b(?:with|to|from|into|onto) your ((?:own )?\p{L}+(?: \p{L}+)?)/giu;
const everybodys = new Set(
	"own team data code model run machine server disk network cluster laptop experiment pipeline service script project work job people file account repository question answer document notebook function result test training application app product table house home hand favour need side way case prompt label feature metric figure environment process library build image cloud system store database user customer colleague tool plan budget box place time problem setup key log traffic request curve chart"
		.split(" ")
		.map(stemOf),
);
function connected(place: Place, start: number): ReturnType<Check> {
	const clause = /^[^.;:!?]*/u.exec(place.spelt.plain.slice(start))?.[0] ?? "";
	const around = wordsAround(place);
	return [...clause.matchAll(reaching)].flatMap(({ 0: words, 1: noun = "", index }) => {
		const stems = noun.split(" ").map(stemOf);
		const isKnown = stems.some((stem) => everybodys.has(stem) || around.has(stem) || subjectsAt(place, start + index).some((tool) => stemsInLine(textOf(tool)).has(stem)));
		return isKnown || place.named.some((one) => one.start >= start + index && one.start <= start + index + words.length) ? [] : [problem(place, "unsupported_claim", words)];
	});
}

/** The verb that follows a subject, and those that "and" joins to it: "it batches requests and reuses prefixes". */
function verbsFrom(rest: string, at: number): { verb: string; at: number }[] {
	const clause = /^[^.;:!?]*/u.exec(rest)?.[0] ?? "";
	const [, between = "", verb] = new RegExp(`^\\s?((?:${adverb}\\s)*(?:${modal}\\s)?(?:${adverb}\\s)*)(\\p{L}[\\p{L}'’-]*)`, "iu").exec(clause) ?? [];
	// After a name stands a verb, or the sentence goes on without one: "with Trackio on your disk".
	const hasModal = new RegExp(`(?:^|\\s)${modal}\\s$`, "iu").test(between);
	if (verb === undefined || !(hasModal || /[^s]s$/iu.test(verb) || auxiliary.test(verb.toLowerCase()))) return [];
	return [...(auxiliary.test(verb.toLowerCase()) ? [] : [{ verb: verb.toLowerCase(), at }]), ...joined(clause, at)];
}
/** "… and reuses the", "…, caches it". */
const joined = (clause: string, at: number): { verb: string; at: number }[] =>
	[...clause.matchAll(/(?:\band|\bor|,)\s(?:also\s|then\s|even\s)?(\p{L}{2,}[^s\P{L}]s)\s(?:the|a|an|your|its|them|it|you|every|each|all|any|their)\b/giu)].map(({ 1: verb = "", index }) => ({
		verb: verb.toLowerCase(),
		at: at + index,
	}));

const stemsInLine = perLine((line) => new Set((line.match(/[\p{L}\p{N}'’]+/gu) ?? []).map(stemOf)));
const wordsAround = perAnswer(({ asked, framework }: Place) => new Set([asked, ...framework].flatMap((line) => [...stemsInLine(line)])));
