import type { Mention } from "./mention.ts";
import { isInThe, notThat } from "./negation.ts";

/**
 * The part that a named tool plays: refused, running already, or neither (a candidate, or the one that was chosen). Read
 * from the words right before and right after it, in its own clause; folded text.
 */

/** Words that may stand between a cue and the name. */
const filler =
	"(?:the|a|an|our|my|your|their|this|that|plain|good old|old|legacy|managed|hosted|self-hosted|open-source|existing|current|whole|all|any|something like|things like|el|la|los|las|le|les|l'|der|die|das|den|unser|unsere|unseren|unserem|o|os|as|ang|yung|mag)";

const refusals = [
	"not",
	"no",
	"except",
	"excepting",
	"anything but",
	"anything except",
	"anything other than",
	"everything but",
	"everything except",
	"neither",
	"without",
	"instead of",
	"rather than",
	"replacing",
	"replace",
	"replaces",
	"replaced",
	"a replacement for",
	"replacement for",
	"substitute for",
	"(?:move|moves|moved|moving|migrate|migrated|migrating|switch|switched|switching|get|getting|come|coming|go|going|transition|transitioning) (?:us |me |everyone |everything |people |them |it )?(?:away |off |out )?(?:from|of|off)",
	"(?:moving|migrating|migrate|move|get|getting) off",
	"leaving",
	"leave",
	"left",
	"away from",
	"wants? out of",
	"get out of",
	"other than",
	"besides",
	"apart from",
	"had enough of",
	"(?:don't|do not|dont|stop) (?:give|giving|show|showing|bring|sell|selling|offer|offering)(?: me| us)?",
	"tired of",
	"sick of",
	"fed up with",
	"please no",
	"but not",
	"rid of",
	"ditch",
	"ditching",
	"ditched",
	"drop",
	"dropping",
	"dropped",
	"dump",
	"dumping",
	"dumped",
	"kick out",
	"kill",
	"killing",
	"retire",
	"retiring",
	"sunset",
	"phase out",
	"phasing out",
	"alternatives? (?:to|for)",
	"fleeing",
	"flee",
	"anything bar",
	"bar",
	"tak(?:e|es|ing) over from",
	"umalis na (?:kami )?sa",
	"over and done with",
	"broke up with",
	"break up with",
	"successor (?:to|of|for)",
	"avoid",
	"avoiding",
	"never",
	"never again",
	"(?:stop|quit|no more) (?:recommending|suggesting|naming|pushing|proposing)",
	"(?:don't|do not|dont|never) (?:recommend|suggest|name|propose)(?: me| us)?",
	"hate",
	"hates",
	"burned by",
	"burnt by",
	"done with",
	"no more",
	"(?:don't|do not|dont|doesn't|didn't) (?:want|like|trust|need|use)(?: to (?:use|touch|run|see|pay for))?",
	"can't (?:use|stand|afford|have)",
	"cannot use",
	"may not use",
	"mustn't use",
	"not allowed to (?:use|buy|touch)",
	"(?:we|i|they|people) used to (?:use|run|have|log to|be on)",
	"(?:something|anything|nothing|one|tools?|options?|what is|what's) (?:much |a lot |a bit )?(?:cheaper|simpler|lighter|leaner|easier|smaller|better) than",
	"goodbye to",
	"skip",
	"excluding",
	"minus",
	"rule out",
	"ruled out",
	"ban",
	"banned",
	"forbid",
	"forbids",
	"refuse",
	"refuses",
	"veto(?:ed)?",
	"allergic to",
	"aber nicht",
	"nur nicht",
	"bitte nicht",
	"ausser",
	"kein",
	"keine",
	"keinen",
	"nicht",
	"statt",
	"anstatt",
	"anstelle von",
	"weg von",
	"ohne",
	"ersetzen",
	"ersatz fur",
	"ablosen",
	"pero no",
	"menos",
	"excepto",
	"salvo",
	"sin",
	"ni",
	"dejar",
	"dejamos",
	"reemplazar",
	"sustituir",
	"alternativa a",
	"nada de",
	"en vez de",
	"en lugar de",
	"sauf",
	"pas de",
	"pas",
	"surtout pas",
	"sans",
	"quitter",
	"remplacer",
	"au lieu de",
	"plutot que",
	"hormis",
	"ni",
	"exceto",
	"sem",
	"nao",
	"menos",
	"tirando",
	"sair do",
	"sair da",
	"substituir",
	"trocar",
	"no lugar d[oa]",
	"em vez d[eo]",
	"fora",
	"huwag",
	"huwag lang",
	"wag",
	"wag lang",
	"maliban sa",
	"hindi",
	"ayaw (?:namin |ko |na namin )?(?:ng|sa|na)?",
	"palitan",
	"pamalit sa",
	"bukod sa",
];
const refusedBefore = new RegExp(`(?:^|[ ("'/])(?:${refusals.join("|")}) (?:${filler} ){0,2}$`, "u");
const refusedHan = /(?:除了|不要|不用|不想用|不想|不考虑|别用|替代|替换|代替|弃用|放弃|离开|迁出|排除|换掉|禁用)[^,.?!]{0,6}$/u;
const refusedAfter =
	/^(?:\.(?:com|ai|io|dev))?(?: \([^)]*\))? ?(?:'s )?(?:new |latest )?(?:licen[cs]e |price |pricing |quote |offer |contract |subscription |trial )?(?:itself |service |server |team |hosting )?(?:(?:is|are|was|has|have|had|got|just|gets|being|will|been|be|now|finally|also|really|already|keeps) )*(?:out\b(?! of the box)|gone\b|(?:turned|voted|shot|struck|knocked) (?:down|out|off)|rejected|vetoed|refused|ruled out|blocked by|not happening|no longer an option|not (?:an option|allowed|welcome)|off the table|banned|forbidden|excluded|verboten|(?:a )?no[- ]go|dead\b|closed\b|closing\b|discontinued|archived|deprecated|shut(?:ting)? ?down|shuts down|sunset|ended\b|ending\b|unmaintained|abandoned|end[- ]of[- ]life|eol\b|pulled the plug|went away|no more\b|disappear\w*|vanish\w*|(?:fell|fallen|falls|fall) (?:over|apart|flat)|collapsed|choked|choke[ds]? on|buckled|gave up|(?:could|can)(?:n't| not) (?:cope|keep up|handle)|cannot (?:cope|keep up|handle)|let us down|failed us|(?:did|does)(?:n't| not) (?:scale|cope|keep up|hold up)|isn't an option|won't do|won't work for us|has to go|must go|needs to go|kommt nicht in frage|ist raus|fallt (?:aus|weg)|didn't survive|did not survive|shown the door|won't be renewed|runs out|(?:ends|ended|expires|expired|lapses|is up)(?= (?:in|on|by|at|this|next|soon|after|before)\b| ?[.,;!?])|to be buried|(?:is|are) what (?:this|it) would replace|(?:scripts? |contract |licen[cs]e )?(?:is|are|to be)? ?(?:tried and )?(?:binned|ditched|dropped|dumped|scrapped|thrown out|voted out|history)|(?:we've|we have|i've) (?:tried and )?(?:binned|ditched|dropped|dumped|scrapped|abandoned)|is too (?:much|heavy)[^.;!?]{0,24}keep it away|fliegt (?:raus|bei uns raus)|muss weg|looks (?:half[- ])?(?:dead|abandoned|asleep|stale|unmaintained)|feels (?:dead|abandoned)|queda fuera|(?:nos )?(?:lo |la )?(?:han|fue|ha sido|esta) (?:descartad[oa]|rechazad[oa]|vetad[oa]|prohibid[oa]|tumbad[oa])|(?:a ete|est) (?:refuse|rejete|ecarte|interdit)e?|foi (?:vetad|rejeitad|descartad|proibid)[oa]|wurde (?:abgelehnt|verboten|gestrichen)|no entra|est exclu|hors de question|esta fora|nao serve|will mein chef nicht|wollen wir nicht)/u;
/** "Seldon's licence change means it's out", "Airflow is driving us nuts, want off it": a verdict further on in the sentence. */
/** "Pinecone we don't want": the name comes first. */
const unwantedAfter =
	/^ (?:(?:we|i|they|people)(?: here)? (?:really |just )?(?:don't|do not|won't|will not|can't|cannot|may not|must not|never|aren't allowed to|refuse to|'d rather not)|(?:nobody|no one|none of us)(?: here)?) (?:\p{L}+ )?(?:want|wants|need|needs|like|likes|use|uses|trust|trusts|touch|touches|consider|buy|buys|have|take|renew)(?: any ?more| again| here)?(?= ?[.,;!?)]| ?$)/u;
const condemnedLater =
	/^(?:'s)?[^.;!?]{0,60}(?:\b(?:(?:so|means|hence|thus|therefore|and|which is why|that's why) (?:it's|it is|that's|that is|they're|it) (?:now |all |simply )?(?:out|gone|over|history|off the table|dead to us|a no|not an option|to go|has to go|must go)|(?:want|wants|wanted|need|needs|wanna|would like|'d like|have to|must|ready|time|hope|hoping|trying|plan|planning|keen|happy) (?:to )?(?:(?:get|be|go|move|come|climb|break|jump) )?(?:me |us )?(?:off|out of|away from|rid of|free of|free from) (?:it|that|this|there)|(?:won't|will not|never|not going to|aren't going to|refuse to|don't want to|can't) (?:\p{L}+ )?(?:renew|touch|use|see|buy|pay for|do|try|sign) (?:it|that|this|them|with them)(?: again| any ?more)?|(?:won't|will not|aren't going to|are not going to) (?:\p{L}+ )?(?:renew|sign|extend|come back|go back|return|prolong)\b(?: again)?))(?= ?[.,;!?)]| |$)/u;
const refusedAfterHan = /^[^.?!]{0,24}(?:换掉|换走|替换掉|弃用|停用|不想用|不用了|不再用)|^[^,.?!]{0,4}(?:不行|不考虑|除外|停了|停服|关闭了|不能用|已停|下线)/u;

const whoRuns =
	"(?:we|i|they|everyone|everybody|the team|our team|my team|the lab|our lab|the company|the shop|the ds team|data science|people here|ops|engineering|platform|infra|the org|the group|wir|ich|nosotros|a gente|kami)";
const adverb = "(?:already|still|all|just|currently|now|mostly|mainly|also|only|happily|have to|must|will keep|do|really|happen to|always|schon|bereits|ya|deja|ja|na)";
const runsBefore = new RegExp(
	`(?<![\\p{L}'])(?<!(?:should|can|could|would|shall|do|did|may|might|if|what|which|how|where|when) )${whoRuns}(?:'re|'ve|'m)? (?:${adverb} )*(?:run|runs|running|use|uses|using|have|has|got|own|operate|rely on|live in|live on|deploy|build|ship|store|keep|pay for|are on|is on|am on|on|standardi[sz]ed on|committed to|bought into|are|'re|train|log|orchestrate|schedule|host|laufen|nutzen|haben|verwenden|betreiben|usamos|tenemos|corremos|utilisons|avons|utilise|a|tourne|usamos|temos|rodamos|gumagamit ng|may)(?: [^ ,.;!?]+){0,3}?(?: (?:on|with|in|to|from|through|via|into|inside|under|auf|mit|en|con|sur|avec|em|no|na|sa))? (?:${filler} )?$`,
	"u",
);
const besideBefore = new RegExp(
	`(?:^| )(?:(?:ya |ja |deja )?(?:tenemos|usamos|utilizamos|temos|rodamos|avons deja|haben (?:schon|bereits)|gumagamit (?:kami|na kami) ng|on (?:a|utilise|tourne sur)(?: deja)?|nous (?:avons|utilisons)(?: deja)?|may|meron na kaming|meron kaming)|already (?:run|have|use|on|using|pay for|own|in)|running on|runs on|existing|current|keep|keeping|(?:on|nous) (?:garde|gardons|conserve|conservons)|(?:wir )?behalten|bleiben bei|(?:mantenemos|seguimos con|mantemos|continuamos com|ficamos com|seguimos no)|stays? (?:with|on|in)|staying (?:with|on)|stick(?:ing)? (?:with|to)|alongside|next to|beside|on top of|in front of|built on|based on|integrat\\w* (?:well |nicely |cleanly )?(?:with|into)|works? (?:well |nicely )?with|plays? (?:well |nicely )?with|plug\\w* into|hooks? into|talks? to|fits? (?:into|with)|connects? to|wired? (?:in)?to|deploy\\w* (?:with|through|via)|triggered (?:from|by)|called from|fed (?:from|by)|(?:data|code|repos?|everything|features|logs|tables|models|jobs|docs|vectors|images|runs|warehouse|lake) (?:is|are|sits|sit|lives|live|lies|lie|stored|land|lands|flow|flows) (?:already )?(?:in|on|through|into)|(?:from|into|in|to|with|on|via|through|against) our(?: own| existing)?|stack (?:is|:)|stuck with|tied to|married to|wedded to|sit in|sits in|good old|fond of|bookmarks into|we(?:'re| are) (?:a|an|all|in|on)|(?:sobre|con|junto a|integr\\w* con)|(?:neben|mit|in) unser\\w*|(?:a cote de|avec notre|sur notre)|(?:junto com|integrad\\w* (?:com|ao|a))) (?:${filler} )?$`,
	"u",
);
/** "Four nodes with eight cards each through Slurm": how they come by what they compute on. */
const obtainedBefore =
	/(?:^| )(?:nodes?|gpus?|machines?|cards?|gpu hours|cluster time|jobs?|access|resources|allocations?|a100s?|h100s?)(?: [^ ,.;!?]+){0,3} (?:through|via|under|behind|managed by|scheduled by|handed out by|controlled by) (?:\p{L}+ )?$/u;
/** "Our pipelines are all gitlab ci", "our tables live in Snowflake": what is theirs and where it is. */
const oursBefore = new RegExp(
	`(?:^| )(?:our|my|all|the|these|every) (?:[^ .,;!?]+ ){1,3}?(?:is|are|'s|runs?|lives?|sits?|happens?|goes|go|works?) (?:(?:all|already|entirely|mostly|currently|still|built|written|done|scheduled|stored|orchestrated|hosted|kept|deployed|based|managed|running) )*(?:in|on|with|using|through|via|inside|by|under)? ?(?:${filler} )?$|(?:^| )(?:we|i|they|people|everyone) (?:already |all )?(?:submit|send|push|schedule|queue|route|put|log|store|run|build|deploy|ship|launch|start|keep|do) (?:everything|all|all of it|it all|things|stuff|(?:all )?our \\p{L}+|jobs|models|data|runs|code) (?:through|via|with|in|on|into|to|by|from) (?:${filler} )?$|(?:^| )(?:pipelines?|jobs?|dags?|tables?|models?|features?|runs?|experiments?|logs?|dashboards?|builds?|repos?|training|data|everything|code|deployments?|releases?|alerts?|metrics) (?:all |already )?(?:in|on|with) (?:${filler} )?$`,
	"u",
);
const runsHan = /(?:已经有|已有|已经在用|在用|目前用|现在用|用的是|我们用|我们有|现有|基于|已经用|跑在|配合|对接|集成|接入)[^,.?!]{0,6}$/u;
const runsAfter =
	/^(?: ?,? ?(?:which|that|and that(?: one)?|and it|and those|die|que|qui)(?: one)?(?: is|'s)? (?:stays?|we keep|isn't going|not going|won't go|remains?|here to stay|must stay|has to stay|bleibt|se queda|reste|fica)\b)|^(?: \([^)]*\))? ?(?:and \S+ )?(?:(?:is|are|'s|runs?|stays?|already|here|now|only) )*(?:in place|in use|(?:a )?given\b|staying\b|stays\b|stay\b|(?:isn't|is not|aren't|not) going anywhere|won't go\b|here to stay|is there\b|shop\b|house\b|for everything|already\b|exists\b|only\b(?= ?[,.;!?]| $)|cluster\b|machines?\b|partitions?\b|queues?\b|tables?\b|instance\b|warehouse\b|lake\b|jobs?\b|dags?\b|set ?up\b|account\b|installation\b|runners?\b|database\b|instanz|ist (?:schon )?da|ya (?:esta|lo)|deja (?:la|en place)|ja (?:esta|temos))/u;
/** "Slurm is what we've got", "ArgoCD is how we ship everything", "with Spark as a given". */
const keptAfter =
	/^ ?(?:cluster |server |setup |instance )?(?:is|are|'s|was|being|happens to be|stays|remains) (?:\p{L}+ )?(?:what (?:(?:builds?|runs?|schedules?|stores?|ships?|deploys?|serves?|tracks?|feeds?|drives?|triggers?|holds?|watches|keeps?) (?:our|all|everything|us|the|my)|(?:we|i|they|everyone|people|the \p{L}+|our \p{L}+)(?:'ve| have| has)? (?:got|have|has|use|uses|run|runs|own|know|trust|bought|pay for|live on|work with|build on))|how (?:we|i|they|everyone|people|the \p{L}+|our \p{L}+) (?:ship|run|deploy|schedule|build|store|train|release|track|log|work|do|host|move|serve|launch)|where (?:we|i|everything|all|our|the|most|everyone) |(?:already |all |still )?(?:there|here|set|running|installed|paid for|in house|deployed|rolled out|everywhere|fixed|(?:our|the|company|house|corporate) (?:standard|default|backbone|home|warehouse|lake|scheduler|orchestrator|database|base|ground|world|daily bread)))(?= ?[ .,;!?)]|$)|^ ?(?:as a given\b|is non-?negotiable\b|is mandatory\b|everywhere\b|(?:accounts?|licen[cs]es?|subscription|contract|seats) (?:already|anyway|in place|paid)|stack\b)/u;
const runsAfterHan = /^[^,.?!]{0,3}(?:已经在用|在用|保留|不换|已有)/u;
const inBrackets = /[(,] ?$/;

const chosenBefore = new RegExp(
	`(?:^| )(?:chose|chosen|picked|selected|decided (?:on|for)|settled (?:on|for)|went with|going with|go with|gone with|agreed on|approved|bought|start(?:ing)? (?:using|with)|introduc\\w*|rolling out|roll out|adopt\\w*|onboard\\w*|bring(?:ing)? in|migrat\\w* (?:us )?to|mov\\w* (?:us |everything )?to|switch\\w* to|install\\w*|want to use|would like to use|plan to use|haben uns fur|einfuhr\\w*|fuhren|(?:hemos )?elegi\\w*|implantar|(?:avons )?choisi|deployer|escolh\\w*|adotar|pinili(?: namin)?(?: ang)?|决定用|选了|选定|选用) (?:${filler} )?$`,
	"u",
);

/** "We aren't leaving Airflow": they stay. */
const notLeaving =
	/\b(?:aren't|are not|isn't|won't be|not|never|no plans? (?:to|of)|no intention of) (?:leav(?:e|ing)|dropp?(?:ing)?|replac(?:e|ing)|mov(?:e|ing) (?:off|away from)|migrat(?:e|ing) (?:off|away from)|ditch(?:ing)?) (?:the |our )?$/u;

/** "Why not MLflow?" asks about it. */
const whyNot = /\b(?:why|pourquoi|warum|por que) (?:not|no|nicht|pas|nao) (?:just |use |take |simply )*$/u;

/** "Should we use MLflow?", "what about MLflow?" and "is MLflow any good?" ask about that one, unless another is asked for instead. */
const askedBefore = new RegExp(
	`(?:^|[ ,.;!?])(?:(?:should|could|can|shall|must|would) (?:we|i|you|one|it|the team)|is it worth|worth) (?:really |just |even |ever )?(?:use|using|buy|buying|adopt|adopting|take|taking|pick|picking|choose|choosing|try|trying|get|getting|go (?:for|with)|going (?:for|with)|pay(?:ing)? for|recommend|be) (?:${filler} )?$|(?:^|[ ,.;!?])(?:what|how) about (?:${filler} )?$`,
	"u",
);
const isBefore = new RegExp(`(?:^|[ ,.;!?])(?:is|are|would|isn't|does) (?:${filler} )?$`, "u");
const askedAfter =
	/^ (?:really |actually |still |be |even |a )*(?:any good|good|worth|enough|right|ok|okay|overkill|too much|ready|mature|safe|suitable|sufficient|fit|fits|suit|suits|do|work|works|the (?:right|best)|(?:good|right|sensible|safe) (?:choice|fit|idea))\b/u;
/** "And pgvector?" as the whole message: what of that one. */
const andThat = new RegExp(`^ ?(?:and|und|y|et|e) (?:${filler} )?$`, "u");
const anotherInstead = /\b(?:instead(?! of)|alternatives?|else|cheaper|simpler|lighter)\b/u;

const isAskedAbout = (folded: string, { start, end }: Mention): boolean =>
	(andThat.test(folded.slice(0, start)) && /^ ?[?.!]* ?$/u.test(folded.slice(end))) ||
	(!anotherInstead.test(folded) &&
		(askedBefore.test(clauseOf(folded.slice(Math.max(0, start - nearBy), start))) || (isBefore.test(folded.slice(Math.max(0, start - 40), start)) && askedAfter.test(folded.slice(end)))));

/** "Is DVC dead?" asks; "DVC is dead" says so. */
const asksWhether = /^ ?(?:(?:so|and|hey|hi|wait|ok),? )?(?:is|are|has|was) (?:the )?$/u;

/** Only the words of the same clause count; a list ("not X, Y or Z") is one clause. */
const clauseOf = (before: string): string => before.slice(Math.max(0, before.search(/[^.;!?]*$/)));

/** Words that far away, in letters, say nothing of a name; in a long list they would be gone through for each of its names. */
const nearBy = 240;

/** The part that what stands between `start` and `end` plays by the words around it. */
export function roleOf(folded: string, { start, end }: Pick<Mention, "start" | "end">): Mention["role"] {
	const before = clauseOf(folded.slice(Math.max(0, start - nearBy), start));
	const after = folded.slice(end);
	const tight = before.trimEnd();
	if (/ no $/.test(before) && isInThe(folded)) return "existing";
	if (notLeaving.test(before)) return "existing";
	if (whyNot.test(before)) return "plain";
	if (
		!notThat.test(before) &&
		(refusedBefore.test(before) ||
			((refusedAfter.test(after) || unwantedAfter.test(after) || condemnedLater.test(after)) && !asksWhether.test(before)) ||
			refusedHan.test(tight) ||
			refusedAfterHan.test(after))
	)
		return "exclude";
	if (chosenBefore.test(before)) return "plain";
	if (
		runsBefore.test(before) ||
		besideBefore.test(before) ||
		oursBefore.test(before) ||
		obtainedBefore.test(before) ||
		runsAfter.test(after) ||
		keptAfter.test(after) ||
		runsHan.test(tight) ||
		runsAfterHan.test(after)
	)
		return "existing";
	if (inBrackets.test(before) && /^ ?\)/.test(after) && before.includes("(")) return "existing";
	return "plain";
}

const joint = /^(?: ?(?:,|\/|and|or|und|oder|y|o|et|ou|e|at|nor|&|\+|plus|和|与|或|或者) ?| )+$/u;
const notThatOne =
	/\b(?:so not that(?: one)?|not that one|don't suggest (?:it|that)|please don't suggest|anything but that|never again|(?:won't|will not|not going to|never|not gonna|refuse to) (?:go with|use|buy|take|touch|sign with|work with|consider) (?:it|them|that|those)|and (?:we|they|everyone|the \w+) hated it|(?:we|they) hated it|not again)\b/gu;
/** "the repo looks asleep. What should replace it?": said of the one tool that was named. */
const replaceIt =
	/\b(?:replace|replaces|replacing) (?:it|this|that|them)\b|\bget (?:us )?(?:off|away from|rid of) (?:it|this|that)\b|\bget off (?:it|this)\b|\b(?:moving|migrating|switching|getting|going|move|migrate|switch) (?:off|away from|on from) (?:it|this|that|them)\b|\bwhere (?:do|should|can) (?:we|i) go (?:now|from here)\b|\bwhat (?:do|should|would) (?:we|i|you) use instead\b|\b(?:use|is there) (?:something else )?instead\b|\bjump ship\b|\bwhat else (?:is|are) (?:there|out there)\b|\bwhat else (?:could|can|should|do|would) (?:we|i|you)\b/u;

/** Gives each mention its part; in a list, the later ones play the part of the first. */
export function withRoles(folded: string, mentions: readonly Mention[]): Mention[] {
	const roles: Mention[] = [];
	for (const [at, mention] of mentions.entries()) {
		const alone = roleOf(folded, mention);
		const previous = roles[at - 1];
		const listed = previous !== undefined && joint.test(folded.slice(previous.end, mention.start));
		const role = alone === "plain" && listed ? previous.role : alone;
		const why = role === "plain" && whyNot.test(folded.slice(Math.max(0, mention.start - nearBy), mention.start));
		roles.push({ ...mention, role, ...(why ? { whyNot: true } : role === "plain" && isAskedAbout(folded, mention) ? { asked: true } : {}) });
	}
	// "we have X and Y in place": what is said after the last of a list holds for the first.
	for (let at = roles.length - 2; at >= 0; at--) {
		const [mention, next] = [roles[at], roles[at + 1]];
		if (mention?.role === "plain" && next?.role === "existing" && /^ ?(?:and|&|\+|,|und|y|et|e|和) ?$/u.test(folded.slice(mention.end, next.start))) roles[at] = { ...mention, role: "existing" };
	}
	// "We tried it and the doctors hated it, so don't suggest it": said of the tool that was named last before it.
	for (const match of folded.matchAll(notThatOne)) {
		const at = roles.findLastIndex((role) => role.end <= match.index);
		const meant = roles[at];
		if (meant !== undefined && !/[.!?] .*[.!?] /.test(folded.slice(meant.end, match.index))) roles[at] = { ...meant, role: "exclude" };
	}
	const [only] = roles;
	if (roles.length === 1 && only?.role === "plain" && replaceIt.test(folded)) return [{ ...only, role: "exclude" }];
	return roles;
}
