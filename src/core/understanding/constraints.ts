import type { Constraint, ConstraintKind } from "../need.ts";
import * as cue from "./constraint-cues.ts";
import { type Cue, clauseBefore, findCues, type Hit } from "./cues.ts";
import { isCutOff, runByOthers, staysWithUs } from "./hosting-clauses.ts";
import { roleOf } from "./mention-roles.ts";
import { isNegated, isPermitted, statedHits, withNegator } from "./negation.ts";

/** The constraints of one turn, without those about tools (`existing`, `exclude`), which the mentions show. */
export function readConstraints(folded: string): Constraint[] {
	const where = cloud(folded);
	const run = hosting(folded);
	const onPremises = where.find(({ value }) => value === "on-prem");
	return [
		...licence(folded),
		...run,
		// What stands on one's own premises one runs oneself, unless somebody else is told to.
		...(run.length === 0 && onPremises !== undefined ? [{ ...onPremises, kind: "hosting" as const, value: "self-hosted" }] : []),
		...kubernetes(folded),
		...where,
		...language(folded),
		...budget(folded),
		...compliance(folded),
		...teamSize(folded),
		...scale(folded),
		...modality(folded),
	];
}

const found = (kind: ConstraintKind, value: string, hit: Hit | undefined): Constraint[] => (hit === undefined ? [] : [{ kind, value, words: hit.words.replace(/ ([.,;:!?])/g, "$1") }]);

const notWithin = (hits: Hit[], others: readonly Hit[]): Hit[] => hits.filter((hit) => !others.some((other) => other.start < hit.end && hit.start < other.end));

function licence(folded: string): Constraint[] {
	const open = [...statedHits(folded, cue.openSource), ...closedRefused(folded)].filter((hit) => !/ oss (office|team|review|policy)/.test(folded.slice(hit.start - 1, hit.end + 8)));
	return [...found("licence", "open-source", open[0]), ...found("licence", "commercial-ok", statedHits(folded, cue.commercialUse)[0] ?? inWhatWeSell(folded))];
}

/** "Closed source is a no for us", "nothing proprietary". */
const closedRefused = (folded: string): Hit[] =>
	[...folded.matchAll(/(?<= )(?:closed[- ]source|proprietary)(?: (?:software|tools?|code|stuff|products?|licen[cs]es?|blobs?|vendors?))?(?= ?[ .,;:!?)])/gu)]
		.map(hitOf)
		.filter(
			(hit) =>
				!isPermitted(folded, hit) &&
				(isNegated(folded, hit, 4) || isRefusedAfter(folded, hit) || /^ (?:is|are|would be) (?:a |an )?(?:no|nope|non-starter|dealbreaker|deal-breaker|showstopper)\b/u.test(folded.slice(hit.end))),
		);
/** "Inside a talking toy we sell", "the licence has to be fine for shipping it in a product". */
const soldPattern =
	/\b(?:in|into|inside|within|onto|part of|aboard) (?:an?|our|the|every|each) (?:[\p{L}-]+ ){1,3}?(?:that |which )?(?:we|i) (?:sell|market|charge (?:money )?for)\b|\blicen[cs](?:e|es|ing)(?: terms)? (?:\p{L}+ )?(?:has to|have to|must|should|needs to|need to)(?: also)? (?:be (?:fine|ok|okay|good|suitable|clear|cleared|safe)|allow|permit|let us|work|cover)[^.;!?]{0,40}\b(?:products?|commercial\w*|sell|selling|ship|shipping|resale|customers|clients|paid|money)\b|\b(?:allowed|able|free|permitted|licen[cs]ed) to (?:ship|sell|bundle|embed|redistribute|distribute)\b[^.;!?]{0,24}\b(?:product|app|device|customers?|clients?|firmware)\b/u;
const inWhatWeSell = (folded: string): Hit | undefined => {
	const match = soldPattern.exec(folded);
	return match === null ? undefined : hitOf(match);
};

/** "Hosted or self-hosted, no preference": nothing is asked for. */
const eitherHosting =
	/\b(?:hosted|managed|saas|cloud)(?: \p{L}+)? ?(?:or|\/|and|vs|versus) (?:\p{L}+ )?(?:self-?hosted|self hosted|on-?prem\p{L}*|on prem|own|local)\b|\b(?:self-?hosted|self hosted|on-?prem\p{L}*|on prem)(?: \p{L}+)? ?(?:or|\/|vs|versus) (?:\p{L}+ )?(?:hosted|managed|saas|cloud)\b/u;
/** "We trained on AWS last year", "our old vendor was hosted": how it was. */
const isPast = (folded: string, hit: Hit): boolean =>
	past.test(clauseBefore(folded, hit.start)) ||
	(!movedTo.test(folded.slice(0, hit.start)) &&
		/^(?: \p{L}+){0,3} (?:last (?:year|month|quarter|spring|summer|autumn|winter)|(?:a |some |\d+ |two |three |ten )?(?:years?|months?) ago|back then|in the past|in 20[012]\d)\b/u.test(
			folded.slice(hit.end),
		));
/** "Infra moved us to Google Cloud last month": that is where they are now. */
const movedTo = /\b(?:moved|migrated|switched|went|shifted|changed|transferred|relocated)(?: \p{L}+){0,3} (?:to|onto|into|over to) (?:the )?$/u;
const past = /\b(?:last (?:year|month|quarter)|years? ago|used to|previously|formerly|back then|in the past|(?:our|my|the) (?:old|previous|former|last) \p{L}+ (?:was|were|had|ran))\b/u;

function hosting(folded: string): Constraint[] {
	if (eitherHosting.test(folded)) return [];
	const airGap = [...statedWithOwnNegation(folded, cue.airGapped), ...isCutOff(folded)].filter((hit) => !isPermitted(folded, hit));
	// What stands on one's own premises one runs oneself.
	const ownHits = [...findCues(folded, cue.selfHosted), ...findCues(folded, cue.onPrem)].sort((a, b) => a.start - b.start);
	const mayNotLeave = [...leaving(folded), ...staysWithUs(folded)].filter((hit) => !isPermitted(folded, hit));
	const own = [...ownHits.filter((hit) => (isKeptIn(folded, hit) || isOwnNegation(hit) || !isNegated(folded, hit)) && !isPermitted(folded, hit)), ...mayNotLeave];
	const ownRefused = ownHits.filter((hit) => isNegated(folded, hit) && !isOwnNegation(hit) && !isKeptIn(folded, hit));
	// "Not babysit a second database" would rather use the first.
	const run = notWithin([...findCues(folded, cue.managed), ...unwillingToRun(folded), ...runByOthers(folded)], mayNotLeave).filter(
		(hit) => !(/ an?$/.test(hit.words) && /^ (?:second|third|separate|2nd|whole second)\b/.test(folded.slice(hit.end))),
	);
	// "self-hosted" and "hosted by ourselves" hold the word that a managed offer is known by.
	const byOthers = notWithin(
		run.filter((hit) => !isPast(folded, hit)),
		[...findCues(folded, cue.selfHosted), ...findCues(folded, cue.airGapped)],
	).filter((hit) => !/^ (by (us|ourselves)|on (our|own)|in (our|own)|ourselves|internally|locally)/.test(folded.slice(hit.end)));
	const wanted = byOthers.filter((hit) => isOwnNegation(hit) || (!isNegated(folded, hit) && !isPermitted(folded, hit)));
	const refused = byOthers.filter((hit) => !isOwnNegation(hit) && isNegated(folded, hit));
	// Where somebody else is to run it, it is theirs that there is a server.
	const bare = findCues(folded, cue.noServer).find((hit) => !isPermitted(folded, hit));
	if (bare !== undefined && airGap.length === 0 && wanted.every((hit) => hit.start < bare.end && bare.start < hit.end)) return found("hosting", "library", bare);
	const result: Constraint[] = [];
	if (airGap.length > 0) result.push(...found("hosting", "air-gapped", airGap[0]));
	if (wanted.length > 0) result.push(...found("hosting", "managed", wanted[0]));
	else if (ownRefused.length > 0 && own.length === 0) result.push(...found("hosting", "managed", ownRefused[0]));
	const ownHit = own[0] ?? (wanted.length === 0 ? refused[0] : undefined);
	if (ownHit !== undefined && airGap.length === 0 && wanted.length === 0) result.push(...found("hosting", "self-hosted", ownHit));
	else if (ownHit !== undefined && airGap.length === 0 && own.length > 0) {
		// Both are said: what comes last is what they settled on.
		const lastWanted = wanted.at(-1)?.start ?? 0;
		if ((own.at(-1)?.start ?? 0) > lastWanted) return found("hosting", "self-hosted", own.at(-1));
	}
	return result;
}

const hitOf = (match: RegExpMatchArray): Hit => ({ words: match[0].trim(), start: match.index ?? 0, end: (match.index ?? 0) + match[0].length });

/** "None of it may leave the building", "data can't leave our hospital's network". */
const mayNotLeavePattern =
	/\b(?:can't|cannot|can not|must not|mustn't|may not|may never|never|not allowed to|isn't allowed to|none [^.;!?]{0,30}?|nothing [^.;!?]{0,20}?|no [^.;!?]{0,30}?(?:may|can|must|should)|not) (?:ever )?leaves? (?:our|the|my|each|its|their|this)? ?(?:[\p{L}'-]+ ){0,2}?(?:network|building|premises|vpc|company|hospital|campus|country|lab|house|perimeter|site|tenant|infra\w*|organi[sz]ation|clinic|machines?|servers?|walls|cluster|box|room|ward|office|institute|university|bank|plant|ministry)\b/gu;
const leaving = (folded: string): Hit[] => (folded.includes("leave") ? [...folded.matchAll(mayNotLeavePattern)].map(hitOf) : []);

/** What may not be left is where it stays: the "not" belongs to the leaving. */
const isKeptIn = (folded: string, hit: Hit): boolean =>
	/(?:leave|leaves|leaving|verlassen|salir|salgan|sortir|quitter|sair|saiam|umalis|lumabas|outside|离开|流出|出)[^.;!?]{0,24}$/u.test(folded.slice(0, hit.start)) ||
	/^(?:outside|verlassen)/.test(hit.words) ||
	/^[^.;!?,]{0,20}\bverlassen\b/.test(folded.slice(hit.end));

/** "I don't want to look after a server", "nothing we have to host": somebody else is to run it. */
const unwillingPattern =
	/\b(?:don't|do not|dont|won't|wouldn't|rather not|not|nobody|no one|none of us|never|without|nothing|no wish to|no desire to|no intention of|no staff to|no time to|no people to|no capacity to|no hands to|refuse to|hate to|tired of|sick of|keine lust|niemand|keiner|nicht|nichts|plus personne|personne|rien|pas envie|aucune envie|nadie|nada|ningun[oa]?|no (?:queremos|quiero|podemos|vamos a)|nao (?:queremos|quero|podemos|vamos)|ninguem|ayaw)(?: (?!kubernetes|k8s|only|just)[^ .,;!?]+){0,6}? (?:look(?:ing)? after|operat(?:e|ing)|babysit\w*|maintain\w*|host(?:ing)?|run(?:ning)?|administ\w+|manag(?:e|ing)|tak(?:e|ing) care of|patch\w*|nurs(?:e|ing)|car(?:e|ing) for|own(?:ing)?|betreiben|warten|hosten|verwalten|administrieren|pflegen|entretenir|exploiter|heberger|gerer|maintenir|administrer|mantener|operar|administrar|gestionar|alojar|manter|cuidar|hospedar|gerenciar)(?: (?:an?(?! (?:second|third|separate|2nd|whole second) )|any|another|yet another|our own|more|it|this|that|ourselves|nous-memes|nosotros|nos mesmos|nada|servidores|serveurs?|selber|servers?|anything|infra\w*|one more|things|stuff|machines?|the thing|shards|boxes|box|clusters?|hardware|databases?|services?|gpus?)\b|(?= ?[.,;!?)]))/gu;
const unwillingToRun = (folded: string): Hit[] =>
	[...folded.matchAll(unwillingPattern)].map(hitOf).filter(({ words, start }) => !/kubernetes|k8s|cluster/.test(words) && !/(?:kubernetes|k8s|cluster) (?:is |isn't )?$/.test(folded.slice(0, start)));

/** Phrases that carry their own negation ("nobody wants to babysit", "no ops"): the words before them don't turn them. */
const isOwnNegation = (hit: Hit): boolean =>
	/\b(no|not|nobody|no one|never|don't|dont|won't|without|zero|nothing|someone else|somebody else|can't|cannot|mustn't|walang|ohne|nicht|niemand|sin|sem|sans|kein\p{L}*|ningun\p{L}*|aucun\p{L}*|nenhum\p{L}*|pas|nao)\b|[不无没]/u.test(
		hit.words,
	);

/** Stated, where the phrase's own "no" is no refusal of it. */
const statedWithOwnNegation = (folded: string, list: readonly Cue[]): Hit[] => findCues(folded, list).filter((hit) => (isOwnNegation(hit) || !isNegated(folded, hit)) && !isPermitted(folded, hit));

function kubernetes(folded: string): Constraint[] {
	const absent = findCues(folded, cue.kubernetesAbsent)[0];
	const hits = findCues(folded, cue.kubernetesWords);
	const refused = hits.find((hit) => (isNegated(folded, hit) || isRefusedAfter(folded, hit) || isBannedLater(folded, hit) || roleOf(folded, hit) === "exclude") && !isPermitted(folded, hit));
	const noCluster = absent ?? refused;
	if (noCluster !== undefined) return found("kubernetes", "no", withNegator(folded, noCluster));
	const used = hits.find(
		(hit) => !/^(helm|container|containers)/.test(hit.words) && !isNegated(folded, hit) && !isPermitted(folded, hit) && !isAskedAbout(folded, hit) && !needNotRunThere.test(folded.slice(hit.end)),
	);
	return found("kubernetes", "yes", used);
}
/** "We have Kubernetes, but it needn't run there." */
const needNotRunThere = /^[^.!?]{0,30}\bbut\b[^.!?]{0,30}\b(?:needn't|doesn't (?:have|need) to|not necessarily|no need|isn't needed|optional|rather not)\b/u;
const isRefusedAfter = (folded: string, hit: Hit): boolean =>
	isNotThere.test(folded.slice(hit.end)) ||
	/^ ?(is|are|was|were|feels|would be|seems|'s|has been|got|had been)? ?(out|not happening|turned down|forbidden|gone|off limits|rejected|refused|out of bounds|overkill|too (much|heavy|complex|big)|not an option|off the table|banned|forbidden|no go|a no-go|no-go|voted down|still no\b|: no\b|rejected|ruled out|vetoed|away from|kommt nicht in frage|ist keine option|est exclu|no es opcion)\b/.test(
		folded.slice(hit.end),
	);
/** "K8s isn't available to us", "Kubernetes is not a thing here and won't be", "Kubernetes fällt leider flach": denied of it, after its name. */
const isNotThere =
	/^ ?(?:(?:clusters?|servers?) )?(?:(?:(?:is|are|was|were)(?:n't| not)|(?:won't|will not|can't|cannot|isn't going to) be|(?:is|are) (?:simply |just |really |currently |also )*(?:not|nowhere|never)) (?:(?:really|even|yet|going to be|simply|currently|ever|something) )*(?:a thing|a topic|available|an option|possible|allowed|permitted|supported|installed|there|here|around|present|on offer|on the table|in the cards|in the picture|in sight|in question|on our|for us|accessible|within reach|welcome|wanted|approved|affordable|(?:we|i) (?:have|can|want|know|may|do|use|run|like)|what we (?:have|want|can|know|do|run)|feasible|viable|realistic|to be (?:had|found|used|seen))|(?:can't|cannot|can not|may not|mustn't|must not) be (?:used|had|installed|touched|run|adopted|introduced|offered|done|brought in)|(?:ist|sind|ware|bleibt)(?: (?:leider|bei uns|hier|fur uns|einfach|auch|schon|nun))* (?:verboten|tabu|raus|ausgeschlossen|untersagt|nicht (?:erlaubt|moglich|verfugbar|drin|gewunscht)|keine option|kein thema)|(?:fallt|fallen|scheidet|scheiden|kommt|kommen|geht|gibt es|haben wir|gibt's)(?: (?:leider|doch|nun|jetzt|bei uns|hier|somit|damit|also|fur uns|auch|einfach|ja|erst einmal|erstmal))* (?:flach|weg|aus|nicht(?: in frage)?|keins|keines|keinen)\b|(?:queda|quedo|esta|fica|ficou)(?: \p{L}+)? (?:descartad[oa]|fuera|excluid[oa]|prohibid[oa]|fora|proibid[oa])|(?:est|reste|sera)(?: \p{L}+)? (?:exclu|interdit|hors de question|proscrit)e?|no (?:esta|es) (?:disponible|posible|una opcion)|no (?:tenemos|hay)|nao (?:temos|esta disponivel|e opcao)|n'est pas (?:disponible|possible|une option|envisageable|au programme)|(?:fell|falls|drops|dropped) (?:through|flat|out|away))(?= ?[ .,;:!?)]|$)/u;
/** "K8s was tried in 2022, burned out two people and has been banned since": refused further on in the sentence. */
const isBannedLater = (folded: string, hit: Hit): boolean =>
	/^[^.!?;]{0,90}\b(?:has been|have been|was|is|got|been|are) (?:since )?(?:banned|forbidden|ruled out|vetoed|abolished|scrapped|dropped|switched off)\b/u.test(folded.slice(hit.end));
const isAskedAbout = (folded: string, hit: Hit): boolean => /\b(explain|what is|difference between|versus|why)\b[^.?!]*$/.test(clauseBefore(folded, hit.start));

function cloud(folded: string): Constraint[] {
	const outside = noCloud.exec(folded);
	const onPrem = statedHits(folded, cue.onPrem)[0] ?? (outside === null ? isCloudRefused(folded) : hitOf(outside));
	const named = (["aws", "gcp", "azure"] as const).flatMap((id) => {
		const hit = statedHits(folded, cue.clouds[id]).filter((at) => !isNameOfProduct(folded, at) && !isPast(folded, at))[0];
		return hit === undefined ? [] : [{ id, hit }];
	});
	const several = statedHits(folded, cue.clouds.multi)[0] ?? (named.length > 1 ? named[0]?.hit : undefined);
	return [...found("cloud", "on-prem", onPrem), ...(several !== undefined ? found("cloud", "multi", several) : named.flatMap(({ id, hit }) => found("cloud", id, hit)))];
}
/** "No cloud", "ohne Cloud": on their own machines; "no cloud lock-in" is none of that. */
const noCloud =
	/\b(?:no|without(?: any| the)?|not in the|nothing in the|ohne|keine|nicht in (?:der|die)|sin|sin la|sans|sans le|pas de|pas dans le|sem|sem a)(?: public)? (?:cloud|nube|nuvem)(?= ?[.,;:!?)-]| ?$| (?:and|und|y|et|e|please|bitte)\b)/u;
/** "Cloud is forbidden", "the public cloud is off the table": refused after its name. */
const isCloudRefused = (folded: string): Hit | undefined =>
	[...folded.matchAll(/(?<=(?:^ ?|[.,;:!?] |\b(?:the|public|because|since|any|die|la|le|as|and|but) ))(?:public )?clouds?(?: services?| hosting)?(?= )/gu)]
		.map(hitOf)
		.find((hit) => isRefusedAfter(folded, hit));
/** "AWS SageMaker", "Azure ML": the cloud's name is part of a product's. */
const isNameOfProduct = (folded: string, hit: Hit): boolean =>
	/^ (sagemaker|ml\b|machine learning|ai\b|devops|step functions|bedrock|openai|ml studio|glue|batch)/.test(folded.slice(hit.end)) && !/\b(on|in|at|with)\s$/.test(folded.slice(0, hit.start));

function language(folded: string): Constraint[] {
	return (Object.keys(cue.languageNames) as (keyof typeof cue.languageNames)[]).flatMap((id) => {
		const hits = findCues(folded, cue.languageNames[id]).filter((hit) => {
			const after = folded.slice(hit.end);
			if (noDealWithout.test(folded.slice(Math.max(0, hit.start - 14)))) return true;
			if (isNegated(folded, hit) || isPermitted(folded, hit) || isUnwanted(folded, hit)) return false;
			if (withinTheirs.test(folded.slice(Math.max(0, hit.start - 24), hit.start)) && /^ (?:process|program|session|runtime|interpreter)\b/u.test(after)) return true;
			return asRequirement.test(after) || (theirOwn.test(folded.slice(Math.max(0, hit.start - 24), hit.start)) && theirPeople.test(after)) || !inPassing.test(after) || clientIsAMust.test(after);
		});
		return found("language", id, hits[0]);
	});
}
/** "Allergic to Java", "Python is not installed anywhere", "SQL over Python". */
const isUnwanted = (folded: string, hit: Hit): boolean => roleOf(folded, hit) === "exclude" || isRefusedAfter(folded, hit) || /\p{L} over (?:plain )?$/u.test(folded.slice(0, hit.start));
/** "It should live inside a Python process": what it has to run in. */
const withinTheirs = /\b(?:inside|within|in) (?:a|an|my|our|the|one) (?:\p{L}+ )?$/u;
/** "No Golang client, no deal", "without Julia bindings I can't touch it". */
const noDealWithout = /^.{0,14}\b(?:no|without)(?: an?)? \p{L}+ (?:client|bindings?|sdk|api|support|interface)\b[^.!?]*\b(?:no deal|can't|cannot|useless|no use|no good|no point|dead)\b/u;
/** "Go shop", "a Java client": asked of the tool. */
const asRequirement = /^ (api\b|shop|library|lib|package|client|sdk|codebase|stack|house|only|native|bindings)\b/u;
/** "We're Java people", "forty Scala devs": what those who are to use it speak. */
const theirOwn = /\b(?:we're|we are|us|all|only|just|\d+|two|three|four|five|six|seven|eight|nine|ten|dozen|twenty|thirty|forty|fifty)(?: (?:all|only|just|mostly))? $/u;
const theirPeople = /^ (?:devs|developers|people|folks?|programmers|engineers|team)\b/u;
/** "A Java service, client library required." */
const clientIsAMust = /^[^.!?]{0,40}\b(?:client|sdk|library|bindings|package)s?\b[^.!?]{0,20}\b(?:required|needed|necessary|a must|mandatory)\b/u;
/** "30 python jobs", "a Go service": what their own code happens to be written in. */
const inPassing =
	/^[ -](\p{L}+ )?(job|script|service|backend|developer|dev|person|people|programmer|guy|code\b|etl|microservice|monolith|app\b|apps\b|api|process|cron|function|file|notebook|model|loop|worker|engineer|pipeline|server|team|pod|process)\p{L}*/u;

function budget(folded: string): Constraint[] {
	const zero = notWithin(findCues(folded, cue.free), findCues(folded, cue.notFree)).filter(
		(hit) => !isFreeOf(folded, hit) && !isPermitted(folded, hit) && !(isNegated(folded, hit) && !isOwnNegation(hit) && !/^(cost|unpaid|0|\$0)/.test(hit.words)),
	);
	const said = amountOfMoney(folded);
	if (said !== undefined && zero.length === 0) return found("budget", said.value, said.hit);
	if (zero.length > 0 && !/basically no|almost no|hardly/.test(folded.slice(Math.max(0, (zero[0]?.start ?? 0) - 12), zero[0]?.end))) return found("budget", "free", zero[0]);
	const much = findCues(folded, cue.enterpriseBudget).find((hit) => !/^ (?:for )?(?:a bit|a little|some|something|little|not|only)\b/.test(folded.slice(hit.end)));
	if (much !== undefined) return found("budget", "enterprise", much);
	const amount = smallAmount.exec(folded);
	if (amount !== null) return found("budget", "low", hitOf(amount));
	const little = notWithin(findCues(folded, cue.lowBudget), [...folded.matchAll(cheapThings)].map(hitOf)).filter((hit) => !isNegated(folded, hit, 2) || isOwnNegation(hit));
	return found("budget", "low", little[0]);
}
/** Words for money and what is said of it: "the budget isn't big", "hobby budget, i.e. none", "the money's there". */
function amountOfMoney(folded: string): { value: "free" | "low" | "enterprise"; hit: Hit } | undefined {
	for (const [value, pattern] of [
		["free", noMoney],
		["enterprise", muchMoney],
		["low", littleMoney],
	] as const) {
		const match = pattern.exec(folded);
		if (match !== null) return { value, hit: hitOf(match) };
	}
	return undefined;
}
const money = "(?:money|budgets?|funds|funding|cash|wallet|purse|credit card|finances)";
const noMoney = new RegExp(
	`(?<= )(?:(?:geld|budget|mittel)(?: (?:gibt|haben|hat|habe|ist|steht|dafur|dazu|es|wir|ich|man|leider|hier|da|bei|uns|aber|zur verfugung))+ (?:keins|keines|keine|nicht)|(?:money|budget|funding) (?:there is|there's|we have|we've got|i have|i've got) (?:simply )?none|(?:dinero|presupuesto) no (?:hay|tenemos|tengo)|(?:dinheiro|verba|orcamento)(?: a gente)? nao (?:ha|tem|temos|tenho)|(?:argent|budget) ?,? ?(?:il )?n'y en a (?:pas|aucun)|${money} ?(?:,|:|=|is|are|-|\\(|i\\.e\\.|aka|meaning|at|equals)? ?(?:i\\.e\\.|i ?\\. ?e ?\\.?|that is|exactly|precisely|basically|currently)? ?(?:none|nil|zilch|nada|nothing|zero|nonexistent|non-existent|0)|(?:without|haven't|have not|lack|lacking|zero|out of|not got) (?:any |a |the )?${money}|(?:nothing|not a thing) (?:in|left in) (?:the|our|my) (?:budget|purse|wallet|account|bank)|(?:can|could|may|must|will|do)(?: not|n't) (?:buy|purchase|pay for|spend on|licen[cs]e) (?:anything|any|a thing)|(?:can't|cannot|couldn't) afford (?:licen[cs]es?|subscriptions?|anything|any|it|to (?:pay|buy|spend)|paid|commercial)|(?:nobody|no one) (?:here |will |is going to |would )*(?:pay|fund|buy|sign)s?(?! (?:with|by|in|attention|cash)\\b))(?= ?[ .,;!?)])`,
	"u",
);
const muchMoney = new RegExp(
	`(?<= )(?:(?:${money}|cost|costs|price|price tag|pricing)(?:'s| is| are)?(?: not|n't) (?:what|the thing that|something that) (?:stops|limits|worries|blocks|holds|keeps|scares|decides|counts|matters)|(?:the )?${money}(?:'s| is| are| was| has been)? (?:there|available|secured|approved|signed off|plenty|plentiful|in place|waiting|no longer (?:a|an|the) \\p{L}+|not what (?:stops|limits|worries) us|not the (?:limit|bottleneck|constraint|worry))|plenty of ${money}|${money} to (?:spend|burn)|well[- ]funded|(?:cost|price|money|spend)(?: \\p{L}+)? (?:isn't|is not|doesn't|does not|won't) (?:matter|count|a worry|the worry|a constraint|stop us|a factor|the factor|a criterion|a consideration|decisive))(?= ?[ .,;!?)])`,
	"u",
);
const littleMoney = new RegExp(
	`(?<= )(?:${money} (?:is|are|was)(?:n't| not)(?: that| very| so| too| exactly| really)* (?:big|large|huge|much|great|generous|high|endless|unlimited|infinite)|(?:not|hardly|barely|without) (?:a |any |that |very |so )*(?:big|large|huge|much|great|generous|lots? of|a lot of|high) ${money}|${money} (?:is|are|gets?|runs?) (?:\\p{L}+ )?(?:tight|scarce|short|thin|low|limited|small|modest|counted)|(?:scarce|little|limited|counted|scant|meagre|meager|humble) ${money}|(?:we|i) (?:have to |must |need to )?(?:count|watch|turn over|mind|pinch) (?:our|my|the|every|each) (?:pennies|cents|money|costs?|penny|cent|euro|dollar|spending)|(?:pay|spend|afford) (?:only )?(?:a bit|a little|something|some)(?: money)?(?: ?,)?(?: but)? not (?:much|a lot|more)|(?:must not|can't|shouldn't|mustn't|may not|not) (?:be|cost|get) (?:too |that |very |so )?(?:much|expensive|pricey|costly|a fortune))(?= ?[ .,;!?)])`,
	"u",
);
/** Up to a few hundred in all or a month. */
const smallAmount =
	/(?:[$€£] ?\d{1,3}|\b\d{1,3} ?(?:\$|€|£|euros?|eur|usd|dollars?|bucks|pounds))(?!\d|[kK.,]\d)(?: (?:a|per|left|tops|max|in total|monthly|im monat|al mes|par mois|por mes)\b|\/month|\/mo\b)/u;
/** Cheap phones are no cheap tool. */
const cheapThings = /\bcheap (?:phones?|android\w*|hardware|laptops?|tablets?|sensors?|devices?|chips?|cameras?|gpus?|microcontrollers?|boards?)\b/gu;
const isFreeOf = (folded: string, hit: Hit): boolean =>
	hit.words === "free" && /^ (of|from|to use commercially|to)\b/.test(folded.slice(hit.end)) && !/^ (of charge|to use)\b/.test(folded.slice(hit.end));

const compliance = (folded: string): Constraint[] =>
	(Object.keys(cue.compliance) as (keyof typeof cue.compliance)[]).flatMap((id) => found("compliance", id, statedHits(folded, cue.compliance[id])[0]));

const numberWords: Record<string, number> = {
	one: 1,
	two: 2,
	three: 3,
	four: 4,
	five: 5,
	six: 6,
	seven: 7,
	eight: 8,
	nine: 9,
	ten: 10,
	dozen: 12,
	twenty: 20,
	fifty: 50,
	hundred: 100,
	dos: 2,
	tres: 3,
	cuatro: 4,
	cinco: 5,
	seis: 6,
	zwei: 2,
	drei: 3,
	vier: 4,
	funf: 5,
	sechs: 6,
	deux: 2,
	trois: 3,
	quatre: 4,
	cinq: 5,
	duas: 2,
	dois: 2,
	quatro: 4,
	zweit: 2,
	dritt: 3,
	viert: 4,
	funft: 5,
	sechst: 6,
	siebt: 7,
	acht: 8,
	zehnt: 10,
	anim: 6,
	dalawa: 2,
	tatlo: 3,
	apat: 4,
	lima: 5,
	两: 2,
	三: 3,
	四: 4,
	五: 5,
	六: 6,
};
const people =
	"(?:people|persons?|of us|of them|folks|devs?|developers|engineers?|researchers?|scientists|students|doctoral students|phds?|phd students|postdocs?|analysts|users|annotators|colleagues|members|employees|teammates|co-lecturers|data scientists|ml engineers|mles?|ppl|swes?|biologists|chemists|physicists|doctors|clinicians|radiologists|statisticians|economists|modellers|modelers|quants|scholars|teachers|lawyers|journalists|volunteers|interns|nurses|geologists|astronomers|linguists|seats|heads|personas|ingenieros|investigadores|desarrolladores|leute|personen|entwickler|forscher|forschende|kollegen|personnes|chercheurs|developpeurs|pessoas|engenheiros|pesquisadores|desenvolvedores|cientistas(?: de dados)?|cientificos(?: de datos)?|analistas|estudantes|estudiantes|etudiants?|studenten|analysten|wissenschaftler|datenwissenschaftler|analystes|scientifiques|tao|katao|mananaliksik)";
const countOf = new RegExp(
	`(?:^|[ (~/])(\\d{1,5}|${Object.keys(numberWords)
		.filter((word) => /^[a-z]/.test(word))
		.join("|")})\\+?[ -](?:[\\p{L}-]+ ){0,2}?${people}(?=[ ,.;:!?)&'/-])`,
	"gu",
);
const sizeOf =
	/(?:team|group|lab|shop|startup|crew|squad|company|pod|equipo|equipe|gruppe|time)s? (?:of|von|de|mit|with|has|is) (?:about |around |only |just |~)?(\d{1,5}|two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|funf|dos|tres|cuatro|cinco|deux|trois|quatre|cinq|duas|dois|quatro)\b/gu;
const manTeam = /(\d{1,4}|two|three|four|five|six|seven|eight|nine|ten)[ -](?:person|people|man|dev|engineer)[ -](?:team|group|lab|shop|startup|company|crew)/gu;
const weAre =
	/(?:somos|wir sind(?: zu)?|nous sommes|on est|we are|we're|kami ay)(?: only| just| solo| nur| apenas| seulement)? (\d{1,3}|two|three|four|five|six|seven|eight|dos|tres|cuatro|cinco|seis|zweit|dritt|viert|funft|sechst|siebt|acht|zehnt|zwei|drei|vier|deux|trois|quatre|cinq|duas|dois|quatro)(?= [.,;!?]| $| (?:people|of us|personas|personnes|pessoas|leute))/gu;
const inAll = /\bzu (zweit|dritt|viert|funft|sechst|siebt|acht|zehnt)\b/gu;
const onlyWe = /(dalawa|tatlo|apat|lima|anim)(?:ng)? (?:lang|tao|lamang) (?:kami|lang)?/gu;
const manyHan = /([0-9两三四五六七八九十]+)\s*(?:个)?(?:人|名|位)(?!次)/gu;

function teamSize(folded: string): Constraint[] {
	const small = statedHits(folded, cue.smallTeam)[0];
	const large = statedHits(folded, cue.largeTeam)[0];
	const counts = [countOf, sizeOf, manTeam, weAre, inAll, onlyWe, manyHan].flatMap((pattern) =>
		[...folded.matchAll(pattern)]
			.filter(
				(match) => !/(serve|serving|answers?|traffic|for|to) ~?$/.test(folded.slice(0, match.index + 1).trimEnd()) || !/at once|concurrent|simultan/.test(folded.slice(match.index, match.index + 60)),
			)
			// "One of the scientists", "two people approved it", "I've asked five people": some of them, not all.
			// "Serve a model to 200 users": those it answers, not those who run it.
			.filter((match) => !(/users?$/.test(match[0].trim()) && answersThem.test(folded.slice(0, match.index + 1))))
			.filter((match) => !/^one of the /.test(match[0].trim()) && !someOf.test(folded.slice(match.index + match[0].length)) && !askedThem.test(folded.slice(0, match.index + 1)))
			.filter((match) => !/years?|customers|employees/.test(match[0]) && !/at the same time|at once|simultan|concurrent/.test(folded.slice(match.index, match.index + 80)))
			.map((match) => ({ size: toNumber(match[1] ?? ""), hit: { words: match[0].trim(), start: match.index, end: match.index + match[0].length } })),
	);
	const largest = counts.filter(({ size }) => Number.isFinite(size)).sort((a, b) => b.size - a.size)[0];
	if (largest !== undefined) {
		if (largest.size >= 90) return found("team-size", "large", largest.hit);
		return largest.size <= 10 ? found("team-size", "small", largest.hit) : [];
	}
	return small !== undefined ? found("team-size", "small", small) : found("team-size", "large", large);
}
const someOf =
	/^ ?(?:who |that )?(?:must |have to |has to |need to |should )?(?:approved?|sign(?:ed|s)?|review(?:ed)?|agreed?|confirm(?:ed)?|said|say|says|vote|voted|okay|ok|ok'd|vouch(?:ed)?|told|quit|left)\b/u;
const answersThem = /\b(?:serv(?:e|es|ing)|expos(?:e|es|ing)|deploy(?:s|ing)?|releas(?:e|ing)|chatbot|inference)\b[^.;!?]{0,60}\b(?:to|for) $/u;
const askedThem = /\b(?:asked?|asking|told|between|from) $/u;
const toNumber = (word: string): number => (/^\d+$/.test(word) ? Number(word) : (numberWords[word] ?? Number.NaN));

const millions =
	/(\d+(?:[.,]\d+)?)\s?(?:m|mio|mn|million|millionen|millones|millions|milhoes)\s(?:[\p{L}-]+ )?(vector|embedding|row|document|doc|image|item|event|chunk|record|vektor|vecteur|vetor)\p{L}*/gu;
/** "80 million by next summer": of what was said before. */
const bareMillions =
	/(?<![$€£\d.,]\s?|parameters? (?:of|:) )\b(\d+(?:[.,]\d+)?) ?(?:million|millions|mio|millionen|millones|milhoes)(?= ?[.,;!?)]| (?:by|next|within|soon|eventually|later|in (?:a|the|two|three|\d+|january|february|march|april|may|june|july|august|september|october|november|december)|and (?:growing|counting|rising|more)|already|now|of (?:them|these|those)|bis|im|para|d'ici|ate|hasta)\b)(?! ?(?:dollars?|euros?|\$|€))/gu;
const devices = /(\d{1,5})[\s-]?(?:x\s?)?(?:nodes?|machines|gpus?|a100s?|h100s?|h200s?|b200s?|knoten|nodos|noeuds)\b/gu;
const concurrent = /(\d{3,6})\s(?:\p{L}+ )?(?:concurrent|simultaneous|gleichzeitig|simultane|concurrente|simultanea)/gu;

function scale(folded: string): Constraint[] {
	const huge = findCues(folded, cue.veryLargeScale)[0];
	if (huge !== undefined) return found("scale", "very-large", huge);
	const large = findCues(folded, cue.largeScale)[0];
	if (large !== undefined) return found("scale", "large", large);
	const asHit = (match: RegExpMatchArray): Hit => ({ words: match[0].trim(), start: match.index ?? 0, end: (match.index ?? 0) + match[0].length });
	const first = (pattern: RegExp, least: number): Hit | undefined => {
		const match = [...folded.matchAll(pattern)].find((one) => Number((one[1] ?? "").replace(",", ".")) >= least);
		return match === undefined ? undefined : asHit(match);
	};
	const counted = first(millions, 10) ?? first(bareMillions, 10) ?? first(devices, 4) ?? first(concurrent, 100);
	if (counted !== undefined) return found("scale", "large", counted);
	return found("scale", "small", findCues(folded, cue.smallScale)[0]);
}

function modality(folded: string): Constraint[] {
	// "none may hand over its images" is about images all the same; only "no text" is not about text.
	const hitsOf = (id: keyof typeof cue.modalities): Hit[] => findCues(folded, cue.modalities[id]).filter((hit) => !isNegated(folded, hit, 1));
	const images = notWithin(hitsOf("image"), findCues(folded, cue.notImages));
	const texts = notWithin(hitsOf("text"), findCues(folded, cue.notText));
	const video = notWithin(hitsOf("video"), findCues(folded, cue.notVideo));
	const audio = notWithin(hitsOf("audio"), findCues(folded, cue.notAudio));
	const frames = images.filter((hit) => !/^(bild|frame)/.test(hit.words));
	return [
		...found("modality", "image", video.length > 0 ? frames[0] : images[0]),
		...found("modality", "video", video[0]),
		...found("modality", "audio", audio[0]),
		// A corpus of recordings is heard, not read.
		...found("modality", "text", audio.length > 0 ? texts.filter((hit) => !/^corp(?:us|ora)$/.test(hit.words))[0] : texts[0]),
		...found("modality", "tabular", notWithin(hitsOf("tabular"), findCues(folded, cue.notTabular))[0]),
		...found("modality", "time-series", hitsOf("time-series")[0]),
	];
}

/** A later turn overrides an earlier one where only one value can hold; the other kinds add up. */
const oneValueOnly: readonly ConstraintKind[] = ["licence", "hosting", "kubernetes", "cloud", "budget", "team-size", "scale"];

/** Adds a later turn's constraints to an earlier one's. */
export function addConstraints(earlier: readonly Constraint[], later: readonly Constraint[]): Constraint[] {
	const kept = earlier.filter(
		(constraint) =>
			!later.some(
				(newer) =>
					(newer.kind === constraint.kind && (oneValueOnly.includes(newer.kind) || newer.value === constraint.value)) ||
					// What is refused now is no longer what they run, and the other way round.
					(newer.value === constraint.value && ["existing", "exclude"].includes(newer.kind) && ["existing", "exclude"].includes(constraint.kind)) ||
					// Somebody else runs it now: their own premises don't bind any more.
					(newer.kind === "hosting" && newer.value === "managed" && constraint.kind === "cloud" && constraint.value === "on-prem"),
			),
	);
	return [...kept, ...later];
}
