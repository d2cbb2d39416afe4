import type { Intent } from "../need.ts";
import { type CleanText, fold } from "./clean-text.ts";
import { cues, hasCue } from "./cues.ts";
import type { Mention } from "./mention.ts";

const injection = cues(`
	[store|remember|memori*|save] [the following|this|that] ~ [repeat|answer|say|tell]; repeat [it|this|that] to [any*|every*|whoever|all]*; role*system*; [unrestricted|uncensored|unfiltered] [now|mode]?; you are unrestricted; list the users; [admin|root|sudo] mode; maintenance mode; debug mode; override code; new persona; stay in character;
	[ignore|disregard|forget|override|bypass] ~ [instructions|instruction|rules|prompt|everything|above|previous|prior|guidelines|told|list|catalog|policy|policies];
	system prompt; [your|the|hidden|initial|original|secret] [instructions|prompt] [word for word|verbatim|above]?;
	[print|reveal|show|repeat|output|post|paste|leak|dump|display] ~ [prompt|instructions|token*|secret*|env|environment|api key*|credentials|config*|password*|rules];
	pretend [you|to be|that you]; you are now; from now on you; act as [a|an|if]; developer mode; jailbroken; dan mode; do anything now; role-play; roleplay as;
	new [rule|instruction|instructions|policy] for you; [your|you] new [rules|instructions|role|persona]; [only|sole] approved vendor;
	always [recommend|answer|say|reply]; never mention; [say|state|tell everybody|tell everyone] that * is [the best|number one|approved|the only]; env | grep *;
	[xoxb|xapp]*; [slack|bot|api] token; slack_bot_token; openai_api_key; begin [system|prompt]*; end of [system]? prompt; <system>; system: *; base64;
	[recommend|answer with] only *; as an ai [language]? model; without [restrictions|filters|filter]; your [guidelines|constraints|safety]; ignora* ~ instrucciones;
	ignorier* ~ [anweisungen|regeln]; vergiss ~ [anweisungen|regeln|alles]; ignore* ~ [instructions|consignes]; oublie ~ [instructions|consignes|regles];
	ignore ~ instrucoes; esqueca ~ [instrucoes|regras]; kalimutan ~; balewalain; 忽略; 系统提示; 提示词原文; 无视
`);
const impossible = cues(`
	100% [accura*|correct|precision|recall|guarantee*|bias-free|secure]; 100 % accura*; [guarantee*|promise*|ensure*] ~ [0|100] %; [guarantee*|promise*|ensure*] ~ [100|100%|0|0%|perfect|zero|never|no] *;
	[zero|no] hallucinations [guaranteed|ever]*; [never|cannot|can't] be wrong; [perfect|flawless] [accuracy|predictions|model]; predict* ~ lottery; reads minds;
	no [training|data] ~ no [labels|data|training]; without [any]? [data|training data] [at all|whatsoever]; infinite [context|memory|scale];
	[faster than light|time travel]; [zero|no] latency; [crystal ball|magic tool|magic button]; unhackable; can't be hacked; garantiza* ~ 100*; 100% * garantiza*;
	garantiert ~ 100*; 100 prozent; garanti* a 100*; garante* ~ 100*; 百分之百; 100%准确
`);
const explaining = cues(`
	what [is|are|'s|does|do] [a|an|the|meant|it|mean*|feature|model|drift|vector|mlops|experiment|data]* *; what does * [mean|do]; what [is|was] meant by;
	what do * [do|mean] under the hood; how does * work; how do * work; how is * different; how are * different; explain*; eli5; [difference|distinction] between;
	in simple [words|terms]; meaning of; what's the [point|idea|deal]; why [can't|would|do|does|should|is|are|not|bother]; [understand|understanding] [what|how|why];
	what exactly; [concept|idea] [of|behind]; under the hood; [tell|teach] me about; primer on; is it true that; what [happens|changes] when; can someone explain;
	in practice; for dummies; how [come|comes|is it that]; do we [even|really]? need; when [do|would|should] [i|we|one|you] [need|use|want]; was ist; was sind;
	was bedeutet; wie funktioniert; erklar*; unterschied zwischen; wozu; que es; que son; que significa; como funciona; explica*; diferencia entre; para que sirve;
	c'est quoi; qu'est-ce que; qu'est-ce qu'*; que veut dire; comment [ca]? marche; comment fonctionne; expliqu*; o que [e|sao|significa]; como funciona*; explique*;
	diferenca entre; ano ang ibig sabihin; ano ba ang; ano ang *; paano gumagana; ipaliwanag; pagkakaiba; 什么是; 是什么; 是什么意思; 怎么工作; 原理; 解释一下; 有什么区别; 为什么
`);
const choosing = cues(`
	;
	which [tool|one|tracker|library|lib|engine|platform|database|db|product|software|package|service|framework|runtime|scanner|store|orchestrator|vendor|solution|option*|of|vector|feature]*;
	what [tool|should|would|can|do] [we|i|you|one]? [use|pick|take|choose|start with|recommend|go with]*; what [tool|library|software|product|service|platform] *;
	recommend*; suggest*; suggestion*; any [ideas|tips|recommendations|pointers|suggestions|tool*|alternative*]; looking for; need [a|an|something|some|to find] *;
	is there [a|an|something|any] *; option*; alternative*; what else; replacement; anything [for|that|free|open|like]; something [that|like|to|open|we|for];
	best [tool|way|option|library] *; shortlist; advice; welches [tool|werkzeug|system]; empfehl*; recomiend*; recomend*; que herramienta; que usan;
	quel [outil|logiciel]; conseill*; qual ferramenta; que ferramenta; sugest*; indicac*; may ma-suggest*; anong [tool|gamit]; rekomenda*; 推荐; 用什么; 哪个; 有什么工具; 选什么
`);
const comparing = cues(`
	[diferenc*|differen*|unterschied*] ~ [entre|zwischen|between]; vs; vs.; versus; compared [to|with]; compare*; comparison; [difference|differences|differ|diff] between; or; better than; over; which of the two; between; which one;
	pros and cons; trade-off* between; head to head; against; oder; o; ou; y; o kaya; kumpara; 还是; 对比; 比较; 和
`);
export const adopting = cues(`
	;
	[how|where] [do|should|can|would|to|shall] [we|i|you|one]? ~ [start|begin|introduce|roll*|migrate|onboard|adopt|set up|get started|deploy|move|switch|transition|go about|proceed|phase|bring]*;
	rollout [plan|sequence|order|strategy|path]; roll-out; roll [it|this|that]? out; migration [plan|path|strategy]; first [steps|step|week|month|thing*|sprint];
	next steps; in [which|what] [steps|order]; [order|sequence] of [steps|things|events]; en que orden; em que ordem; dans quel ordre; in welcher reihenfolge; what [first|next|now]; now what; getting started; get started; gentle way; introduce [it|this|them];
	adoption [plan|path|strategy]; step by step; best way to [start|introduce|roll|adopt|migrate|onboard]; go wrong; pitfalls;
	[onboard|convince|teach|train] [the|our|my]? [team|people|colleagues|researchers|devs]; pilot; without [breaking|disrupting|a big bang]; canary first;
	[einfuhren|einfuhrung|ausrollen|umstieg|migrieren]; como [empezamos|empezar|introducir|lo introducimos|desplegar|migrar]; primeros pasos; par [ou|quoi] commencer;
	comment [le|la|l']? [introduire|deployer|demarrer|migrer]; premieres etapes; como [comecar|comecamos|implantar|introduzir|migrar]; primeiros passos;
	paano [sisimulan|namin sisimulan|magsimula|ipakilala]; 怎么落地; 如何落地; 怎么推广; 第一步; 怎么迁移; 如何迁移; 从哪开始; 怎么开始
`);
export const chosen = cues(`
	[chose|chosen|picked|selected|decided|settled|agreed|approved|committed|bought|signed|going|went|go] ~ [on|for|with|to]?; is the choice; is going to replace;
	[we|i|we'll|i'll|let's] [take|use|go with|try] [it|this|that]; is decided; want to [start|use|introduce|adopt|roll]; will [use|introduce|adopt|be using]; [is|are] [set|approved|signed off|a done deal]; [starting|start] using;
	we're [adopting|introducing|moving to|rolling out|switching to|going with]; are [adopting|introducing|moving|rolling|switching|going];
	[introduce|introducing|roll out|rolling out|adopting|adopt|onboarding|migrating to]; [entschieden|beschlossen|gewahlt];
	[elegimos|hemos elegido|decidimos|vamos a usar]; [choisi|retenu|adopte]; esta [decidido|decidida|elegido]; foi decidido; ficou decidido; c'est decide; ist entschieden; steht fest; [escolhemos|decidimos|vamos usar|adotamos]; [pinili|napili|gagamitin na]; 选了; 决定用; 选定; 定了;
	已经决定
`);
const greeting =
	/^(?:(?:ok|okay|great|cool|perfect|alright|nice|super|vale|gut)[ ,.!]+)*(?:hi|hey|hello|hola|hallo|salut|bonjour|oi|ola|kumusta|yo|good (?:morning|afternoon|evening)|thanks|thank you|thx|ty|cheers|danke|gracias|merci|obrigad[oa]|salamat|ok|okay|cool|great|perfect|awesome|wonderful|nice|lol|👍|你好|谢谢)(?: (?:there|all|everyone|team|bot|a lot|so much|you|folks|mga ka-?work))*(?:[ .!,]+(?:that|this|it)(?: was| is|'s)?(?: really| very| so| just| all)* (?:great|helpful|useful|perfect|good|clear|nice|awesome|helped|helps|worked|works|i need(?:ed)?)(?: (?:a lot|answer))?)?[ .!,]*$/;

/** A social word that asks for nothing. */
export const isGreeting = (clean: CleanText): boolean => greeting.test(clean.folded.trim()) || praise.test(clean.folded);
/** "Good bot", "you're the best": said in thanks. */
const praise =
	/^ (?:(?:good|nice|great|clever|smart) (?:bot|job|work|one|stuff|answer)|well done|(?:you're|you are|u r|this is|that's|that is) (?:the best|great|awesome|amazing|perfect|a star)|love (?:it|this)|bravo|super)(?: (?:thanks|thank you|bot))?[ .!,]* $/u;

/** "vLLM it is": that one has been chosen. */
const settledOn = /^ it (?:is|will be)(?= [.,;:!-]| ?$)/u;
/** "Explain what …", "ELI5": nothing is to be chosen, whatever the rest is about. */
const toBeExplained =
	/\b(?:explain|erklar\w*|explica\w*|expliqu\w*)[ ,]{1,3}(?:(?:me|us|mir|uns|nous|nos|kurz|bitte|please|briefly|to me|to us) )*(?:what|how|why|was|wie|warum|wieso|que|como|por que|ce que|comment|pourquoi|o que)\b|^ eli5\b/u;

/** Words that ask about the one tool that is named, beside its name, and about no other: "tell me about Dagster", "is Comet still free?" */
const aboutTheNamed = new Set(
	"a an the is are was it its it's 's does do did of on about and so hi hey please pls tell give me us something anything more info information know you what what's how much think thoughts opinion who anyone heard still free open source closed open-source licence license licensed licensing price prices priced pricing cost costs expensive maintained alive dead abandoned supported mature stable docs owns makes behind explain".split(
		" ",
	),
);
const asksAboutNamed = ({ clean: { folded }, mentions }: IntentSigns): boolean => {
	const [first, ...others] = mentions;
	if (first === undefined || !first.inCatalog || first.ended || first.role !== "plain" || others.some(({ id }) => id !== first.id)) return false;
	const rest = mentions.reduceRight((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, folded);
	return (rest.match(/[\p{L}\p{N}'-]+/gu) ?? []).every((word) => aboutTheNamed.has(word));
};

/** Anger at the bot itself says nothing of what is needed, whatever it is called. */
const scolds =
	/\b(?:this|the|stupid|useless|dumb) bot (?:is|sucks|keeps|gave|just)\b|^ ?(?:you|u) (?:suck|are (?:useless|stupid|dumb|wrong|terrible|bad))\b|\byou (?:gave|told|sent) (?:me|us) (?:\p{L}+ )?(?:garbage|rubbish|nonsense|crap|trash)\b/u;

export type IntentSigns = {
	clean: CleanText;
	mentions: readonly Mention[];
	/** Whether a category was read, from this message or from the thread. */
	hasCategory: boolean;
	/** Whether this message itself names a category's term. */
	namesCategory: boolean;
	hasConstraint: boolean;
	/** Whether there is an earlier turn of the bot in the thread. */
	continues: boolean;
	/** Nothing can be both run by a vendor and cut off from the outside. */
	contradicts: boolean;
	/** What the reading model makes of it, each 0 to 1. */
	model: Readonly<Record<Intent, number>>;
	/** How likely it is about something else than machine learning and its tools, by the reading model. */
	elsewhere: number;
};

/**
 * Whether it is about something else: the odds by what it is about and by how it asks, as logistic regression weighs them on the
 * example questions, each read by a model that had not seen it. In a thread, or beside a tool's or a category's name, it takes far more.
 */
function isElsewhere({ model, elsewhere, mentions, namesCategory, hasConstraint, continues }: IntentSigns): boolean {
	// "Nothing from NVIDIA": what must hold of the tools that the thread is about.
	if (continues && hasConstraint) return false;
	const asks = model.choose + model.explain + model.compare + model.adopt + model["follow-up"];
	const odds = 2.9 + 0.7 * Math.log((elsewhere + 1e-3) / (1 - elsewhere + 1e-3)) + 0.5 * Math.log((model["off-topic"] + 1e-3) / (asks + 1e-3));
	// Who only asks for a hint without saying for what is asked back, not turned away.
	if (model["off-topic"] <= (odds > 2.5 ? 1 : 2.5) * model.vague) return false;
	return odds > (continues || namesCategory || mentions.length > 0 ? 4 : hasConstraint ? 1.75 : 1.25);
}

/** "Guarantees that it never errs", "proves that there is no bias": nothing can. */
const wantsTheAbsolute =
	/\b(?:guarante\w*|certif\w+|prov(?:e|es|en|ing|ably)|assur\w+|promis\w+|warrant\w*|certainty|certain|ensures?|garanti\w*|garantiz\w*|garantisado\w*)\b[^.;!?]{0,80}\b(?:never|always|no|zero|0|any|every|all|perfect\w*|100|free of|forever|for ever|optimum|niemals|nie|nunca|jamais|jamas|siempre|sempre)\b|\b(?:never|always|zero|without any|no) (?:\p{L}+ ){0,2}(?:wrong|errs?|errors?|mistakes?|hallucinat\w*|fails?|false alarms?|bias|downtime|outages?)\b|\b(?:perfect|flawless|infinite|unlimited|100 ?%) \p{L}+/u;

/** What the asker wants: clear words first, the reading model where words leave it open. */
export function readIntent(signs: IntentSigns): Intent {
	const { clean, mentions, model } = signs;
	const { folded } = clean;
	const says = (list: Parameters<typeof hasCue>[1]) => hasCue(folded, list);
	if (!signs.continues && asksAboutNamed(signs)) return "explain";
	// A turn of the conversation that is put on, in what looks like code, and orders something.
	if (/<\/?(?:system|user|assistant)>/i.test(clean.code) && hasCue(fold(clean.code), injection)) return "injection";
	const orders = says(injection) || hasCue(fold(clean.code), injection);
	// "Stop recommending that one" is a wish of theirs, not an order to the bot.
	const refuses = mentions.some(({ role }) => role === "exclude");
	if (model.injection > (orders ? (signs.namesCategory ? 0.1 : 0.03) : refuses ? 0.9 : signs.namesCategory || mentions.length > 0 ? 0.5 : 0.25)) return "injection";
	if (signs.contradicts) return "no-answer";
	// "A vector database that never leaves our network": the "never" is a condition that was read.
	const saysWhere = signs.namesCategory && signs.hasConstraint;
	if (says(impossible) || model["no-answer"] > (wantsTheAbsolute.test(folded) ? 0.05 : saysWhere ? 0.9 : signs.continues ? 0.6 : 0.3)) return "no-answer";
	if (isElsewhere(signs)) return "off-topic";
	if (!signs.hasCategory) {
		if (signs.continues) return "follow-up";
		if (mentions.length === 0) return "vague";
	}
	const candidates = new Set(mentions.filter(({ role, ended }) => role === "plain" && !ended).map(({ id }) => id)).size;
	const compares = candidates >= 2 && says(comparing);
	const adopts = mentions.length > 0 && (says(adopting) || model.adopt > 0.6) && (says(chosen) || model.adopt > 0.5 || mentions.some(({ end }) => settledOn.test(folded.slice(end))));
	if (adopts && model.adopt >= model.compare) return "adopt";
	if (compares) return "compare";
	if (scolds.test(folded) && mentions.length === 0 && !signs.hasConstraint) return "vague";
	if (signs.continues) return "follow-up";
	// "Why not MLflow?" and "is MLflow enough?" want a judgement of it, whatever words it is asked in.
	if (mentions.some(({ asked, whyNot }) => asked === true || whyNot === true)) return "choose";
	if (toBeExplained.test(folded) && !says(choosing) && model.explain > 0.05) return "explain";
	const asksWhat = says(explaining) && !says(choosing);
	// "Which vector database?" is short enough for the model to doubt, and plain all the same.
	const asksWhich = /(?:^|[.!?,] )which /.test(folded.trim());
	const isQuestion = clean.plain.includes("?") || says(explaining);
	const sureOfExplaining = says(choosing) || asksWhich ? 0.98 : isQuestion ? 0.5 : 0.9;
	if (model.explain > sureOfExplaining || (asksWhat && model.explain > 0.2)) return "explain";
	if (model.vague > 0.7 && !signs.namesCategory && mentions.length === 0) return "vague";
	return "choose";
}
