import { cues } from "../understanding/cues.ts";

/** The words by which people talk to each other in a thread, and those by which they go on talking to us. */

/** Said to colleagues, or of what one is going to do: nothing for us to answer. */
export const toPeople = cues(`
	[anyone|anybody|everyone|everybody|guys|folks|y'all]; [one|any|some|none] of you; you [all|guys|two|folks]; [someone|somebody] [here|can|could|give|set|know*|who|please|send|help|restart|fix|take|look|from|with]; [can|could|would|will|has|does|did] [someone|somebody|anyone|anybody|nobody]; nobody [is|was|has|answers|reads]; [he|she|him|his|her|hers|he's|she's];
	[i'll|i will|we'll|we will|i'm going to|we're going to|i am going to] [ask|bring|check|try|talk|write|take|see|look|send|ping|do|go|let|book|open|add|tell|read|start|order|paste|post|share|file|prepare|have]*; [let|lemme] me ~ [check|ask|see|think|look|read|try|know|talk]*; lemme;
	[let's|lets] [try|take|go|use|talk|meet|see|discuss|start|do|ask|wait|not|sync|have|pick|keep|move|chat|call]; shall we; [we|you] should ~ [discuss|talk|ask|meet|decide|sync|check|try|wait];
	[we|i] need to ~ [decide|discuss|talk|ask|meet|sync|check|run|go|leave|finish]; [i'd|i would|we'd|we would] [go|vote|wait|say|take|start|ask]*; rather wait; going with; it is then; so * it is; [i|we] vote for; my vote;
	[i'm|i am|we're] [off|out|in a meeting|back|away|on vacation|on holiday|late|busy|on it|not sure|fine with|ok with|okay with|happy with]; [brb|afk]; ping me; dm me; call me; remind me; tell me when;
	[did|didn't|do|have] you ~ [see|hear|read|try|get|remember|evaluate|look|check|talk|finish|send|ask|know|use|have|tried|seen]; do you [guys|all]? [remember|know|have|think|want|mind|still|agree]; what do you ~ think; you think; are you [coming|free|there|around|in|sure|ok|going|at|still|available];
	[can|could|will|would|please] you ~ [send|check|review|ping|look|ask|give me access|share|add|join|take|set|do|forward|bring|book|invite|push|merge|deploy|fix|sign|call|talk|confirm];
	[were|was|you're|you are|you were] right; you said; i said; we said; [told|tell] you; as [i|you] said; [sent|mailed|emailed] [you|it|them];
	[just|has|have] died; my [manager|boss|vote|turn|bad|pr|ticket|colleague|battery|laptop|wife|guess]; [last|old|previous|former] [company|job|team|employer|place]; back then; last [year|week|month|spring|summer|autumn|winter|time];
	[standup|stand-up|lunch|coffee|birthday|vacation|holiday*|weekend|retro|offsite|beer*|dinner|calendar|planning meeting|meeting*|demo|deck|slides|sprint|invite|appointment]; by [friday|monday|tuesday|wednesday|thursday|tomorrow|next week|eod|tonight];
	on [friday|monday|tuesday|wednesday|thursday]; tomorrow; yesterday; this [afternoon|morning|evening]; [today|tonight|friday|monday|tuesday|wednesday|thursday|saturday|sunday]; [talk|continue|more|see you|speak] later; not now; hold on; [sounds|seems] like; [where's|when's];  any plans; [going|want*|wanna] to do it; take it from here; [badge|wifi|password|printer|parking|office|kids|doctor|dentist|sick|flight|hotel|lunch|mail*|email*|hr|payroll]; [wrong|other] [thread|channel]; next [week|sprint|month|quarter]; [link|page] is [dead|broken]; review my; my pr; a ticket; [ticket|tickets|minutes]; status of; on call; on-call; who's [going|taking|on|paying|coming|in|free|there|responsible|owner*|doing]; happy birthday;
	makes sense; fair enough; my [train|bus]; [didn't|haven't|hadn't|weren't|wasn't] [we|you|they|he|she]; that's the one; [what|whatever] happened *; [team|they|others|intern|vendor|colleagues] [has|have|had|used|ran|tried|owns|changed|called|said|wrote|is using] [it|exactly|that|the|me|us|one]; i fear; [i'm|i am] afraid; [till|until] [january|february|march|april|may|june|july|august|september|october|november|december|then]; [please]? [don't|do not] [tell|forget|worry|ask|mention|touch|send|panic]; for me; [is|that's|was] what [i|we|he|she|they|the|it]; good [bot|point|idea|catch|question]; looks good; sounds good; [got|get] it; now i [get|see|understand]; [didn't|did not] know; exactly what i; not sure; no worries; never mind; nevermind; of course; i [think|guess|believe|hope|wonder|remember|tried|used|know|agree|like|love|hate|doubt|sent|wrote|asked|told|talked];
	i've [tried|used|heard|seen|read|sent|asked]; [sign|signs] off; [lawyer*|legal] [has|have|need*|must|will]*; will love this; keeps asking; do we [still]? have [budget|time|a *|an *|any *|access|somebody|someone|people|money|the *]; [where|when] [did|is|are|was|were|do] ~ [we|you|the|our|they|he|she]; where [are|is] [my|our]; what time; [are|were|is] we; is the [cluster|server|vpn|build|wifi|site|office|ci|pipeline|link] ~ [down|up|broken|back|slow|red|green|ok];
	who [can|could|owns|has|is|knows|wrote|set|does|did|will|was|wants|would|runs|should|built|decides|signs|pays|approved|has];
	ich [frag|frage|schau|schaue|glaube|denke|finde|melde|bring|mach|mache|hab|habe|war|bin]; [frag|frage] mal; [lass|lasst] uns; wir [sollten|mussen|konnen] ~ [reden|besprechen|fragen|klaren|entscheiden]; [konnt|konntet|konnte|kannst|konnen] [ihr|du|jemand|wer]; weiss [jemand|wer]; hat [jemand|wer]; danke*; machen wir *; kommst du; bist du; morgen; wer [hat|kann|weiss|macht|kennt]; was [denkst|meinst|denkt|meint] [du|ihr];
	gracias*; ya te *; [lo|la] [vemos|hablamos|miro|pregunto]; [manana|luego] ; alguien; [que|que os|que te|como lo] [opinas|opinais|parece|ves]; [hablamos|preguntare|voy a preguntar|voy a]; [podrias|puedes] [mirar|enviar|revisar|preguntar]; merci*; je t'appelle; [je|on] [regarde|demande|verra|vais|pense|crois]; quelqu'un; [t'en|vous en|tu en] ~ [penses|pensez|dis]; qu'en [penses|pensez]; demain;
	obrigad*; valeu; a gente *; [vou|vamos] [perguntar|ver|falar|testar|levar|conversar]; alguem; [o que|que] [voces|voce|vc] [acham|acha]; amanha; salamat*; tanong ko; [may|sino] [nakakaalam|nakagamit|may-ari|gumamit]; bukas; [sa tingin|ano sa tingin] [nyo|ninyo|mo]; tara *; 谢谢; 明天; 我去问; 我问; 大家; 有人; 谁; 你们觉得; 你觉得; 吃饭; 好的; 收到; 开会
`);

/** Asks for what only we can give: "compare the first two", "show me more", "why do you say trial?" */
export const toUs = cues(`
	you [recommend|suggest|propose|advise|rank|list*|named|left out|leave out|mean by]; would you [pick|take|choose|use|start|recommend|suggest]; why do you [say|rate|rank|pick|recommend|leave]; why did you [leave|pick|choose|rank|skip|not]; do you need [to|a|an|any|at least];
	[can|could|would|will] you [compare|explain|list|rank|recommend|suggest|narrow|show|tell me [more|about]|name|give me [more|other|another|an|a]|find]; do you [know|have] [any|another|other|something] *; have you got *; what do you mean;
	[compare|rank|explain|elaborate|summari*|recommend|suggest] [it|them|these|those|the|both|that|this|me|more|please|a|an|again|first|how|why]; [show|give|tell|name|find] [me|us] [more|another|other|some|one|only|alternatives|an|about|why|how|what]; [show|list] *[alternatives|options];
	[more|any other|further|different|other] [options|option|alternatives|alternative|picks|choices|suggestions|details|tools|ones]; anything [else|similar|simpler|lighter|cheaper|smaller|newer|like]; [alternative|alternatives] to; narrow [it|this|that]? down; what else is there; what else; which of [these|those|the|them]; which one [is|are|do|does|has|would|can|should|needs|runs|works|fits]; tell me more; the catch; [pros and cons]; [downside*|drawback*|trade-off*|tradeoff*];
	who [is|'s]? behind; who's behind; in your [list|catalog|catalogue]; same [question|thing|but]; who [maintains|develops|makes|backs|builds|owns|sells] [it|them|this|that one|these]; the [first|second|third] [one]? [and|or] [the|second|third]; [would|could|will|does] a * [do|work|suffice|help|be enough]; [make|change] [it|that|this] [open|on-prem|managed|free|self-hosted|for|bigger|smaller|*0|*1|*2|*3|*4|*5|two|three|four|five|ten]; make that *; i meant; instead of [that|it|the|those]; [was kostet|zeig mir|vergleich*|compara*|muestra*|muestrame|montre*|compare*|mostra*|ipakita*|ihambing|magkano|cuanto cuesta|combien|quanto custa|o que mais|que mas|quoi d'autre|was noch]; 对比; 比较; 推荐; 还有; 多少钱; 支持; 有没有
`);

/** The vocabulary of choosing a tool: a question without any of it may be about anything. */
export const aboutTools = cues(`
	[run|runs|running]; sign-on; host*; self-host*; server*; docker; podman; gpu*; cpu*; api*; rest; grpc; sdk*; cli; ui; gui; dashboard*; web app; integrat*; support*; licen*; agpl; gpl; price*; pricing; cost*; free; paid; expensive; cheap*; affordable; database*; sqlite; postgres*; mysql; redis; s3; storage; [set up|setup|set-up]; install*; migrat*; lock-in;
	scal*; laptop*; vm; vms; version*; production; maintained; maintenance; maintainer*; open source; open-source; sources; cloud; on-prem*; vpc; data; dataset*; image*; text; audio; video*; tabular; *tb; *gb; tb; gb; row; rows; record*; vector*; model; models; annotator*; request*; latency; throughput; security; sso; saml; ldap; oidc; login; account; limit*; quota*; tier; subscription; trial; assess; adopt; ring; [radar];
	alternative*; lighter; simple*; easy; easier; faster; slower; smaller; better; worse; heavy; heavier; overkill; complicated; complex; beginner*; learning curve; docs; documentation; community; vendor; exit; export*; import*; backup*; audit*; team*; instance*; share; users; user; student*; budget; month; effort; aufwand*; aufwendig; einrichtung; *devops; edition; phone*; port; ports; pdf*; document*; spreadsheet*; excel; rbac; permission*; complian*; certified; python; r; java; go; golang; scala; julia; rust; c++; spark; notebook*; jupyter; windows; linux; macos; mac; air-gapped; offline; internet; kubernetes; k8s; helm; aws; gcp; azure; google;
	pipeline*; training; retrain*; serv*; inference; drift; feature*; label*; experiment*; track*; registry; monitor*; deploy*; schedul*; orchestrat*; big; huge; large; files; mature; stable; popular; difference; different; compar*; combin*; replac*; require*; extra; hardware; memory; embedding*; prompt*; eval*; finetun*; fine-tun*; quanti*; batch*; stream*; real-time; realtime; explain*; fairness; bias; alert*; plugin*; tool*; option*; ones; beat; enough; works with; work with; work for; work on; [two|three|four|five|ten|*0] people; engineer*; researcher*; legal reasons; region; healthcare; hospital; bank; regulated; free plan; project; how old; old;
	kosten*; kostet; betreiben; daten; modell*; lizenz*; einfacher; billiger; unterschied; gratis; dienst; lokal; datos; modelo*; licencia; barat*; facil; diferencia; donnees; modele*; licence; gratuit*; moins cher; difference; dados; licenca; gratis; diferenca; libre; mas mura; 开源; 免费; 价格; 部署; 安装; 数据; 模型; 许可; 版本; 中文; 集群; 云
`);

/** A follow-up in few words: "and without Kubernetes?", "what about Aim", "no cloud services". */
export const followUpOpening = new RegExp(
	`^ (?:¿ ?)?(?:(?:ok|okay|hm+|right|cool|great|nice|thanks|so|well|alright|fine|yes|no|actually|sorry|then) ?[,.!]? )*(?:${[
		"and|or|but|also|plus",
		"what about|how about|what if|why not|what else",
		"any|anything|something|some",
		"without|with|only|please only|just|not|no|nothing|same|oh",
		"und|oder|ohne|mit|nur|auch|was ist mit|gibt es|geht",
		"y|o|pero|sin|con|solo|que tal|hay",
		"et|ou|mais|sans|avec|seulement|il y a",
		"e|ou|mas|sem|com|tem",
		"at|pero|wala|walang|yung|paano kung",
	].join("|")}) `,
	"u",
);

/** A question about the answer above: "does it work with R?", "can they run offline?" */
export const asksOfIt =
	/ (?:can|could|may|would) (?:we|i) (?:use|run|host|install|try|extend|combine|self-host|deploy|get) (?:it|them|that|those|these|the (?:first|second|third))(?: |$)| (?:does|do|can|could|will|would|is|isn't|are|aren't|doesn't|don't|has|have|did|should|was) (?:it|they|these|those|that one|this one|both|either|the (?:first|second|third|other|last)(?: one| two)?|(?:one|any|either|both|all|none) of (?:them|these|those)) | (?:how|why|when|what|which|where)\b[^?]* (?:it|they|them|these|those)(?: |$)/u;

/** Says what must hold, in words that no constraint is read from: "around 20 annotators", "nothing may leave the hospital". */
export const statesCondition = cues(`
	[must|has to|have to|needs to|mustn't|must not|may not|can't|cannot|can not|won't|shouldn't|should] ~ [be|run|work|support|stay|leave|fit|cost|scale|integrate|speak|handle|use|touch|keep|need]; [is|are] a must; [is|are] [required|mandatory|out of the question|not allowed|forbidden|banned|off the table|no option|out];
	[only|just|at most|at least|less than|fewer than|more than|around|about|up to|roughly] [two|three|four|five|six|seven|eight|ten|a handful|one|hundreds|thousands|millions|*0|*1|*2|*3|*4|*5|*6|*7|*8|*9]; [we|i] [only|already|mostly|currently] [have|run|use|need|deploy|know|work|write|speak|got]; [we|i] [have|run|use|want|deploy|prefer|write|require|need|got];
	[we|i] [don't|do not|can't|cannot|won't|mustn't] ~ [have|run|use|need|want|deploy|like|trust|pay|install|host|care]; [we're|we are] [a|an|on|all|only|in|using|running|limited|bound|tied|stuck|moving]; [it's|its|this is] for *; [they|users|people] only *; [i'm|i am] [the|a|an|in|on]; [we'd|i'd] [rather|prefer|like|need|want|pay]; [we|i] also *; we'll need; [our|my] *; [prefer|preferably|ideally|must-have]; no *; [too] *; for us; to us; [we|i] [would|will|might|may] need; [we|i] [get|store|keep|collect|write in]; we can't *; i forgot; the [data|images|team|budget|models|users] [is|are|has|have|can't|must|stay*]*;
	[tiene|tienen] que; tenemos; debe*; necesitamos; somos; [muss|mussen]; wir [haben|nutzen|sind|brauchen|durfen]; [doit|doivent]; nous [avons|sommes|utilisons]; [tem|tinha] que; precisa*; temos; kailangan*; dapat; 要; 必须; 不能; 只有; 我们有; 我们用
`);

const reaction =
	"(?:thanks?(?: you)?(?: (?:a lot|so much|all))?|thx|ty|cheers|perfect|great|nice|cool|awesome|amazing|wow|lol|l?o?mao|(?:ha){1,}h?|he(?:he)+|yes|yep|yeah|yup|no|nope|nah|sure|ok(?:ay)?|k|kk|noted|right|true|exactly|indeed|done|agreed|same|hm+|mm+|oh|ah|ooh|oops|ouch|damn|interesting|brilliant|excellent|super|wonderful|lgtm|ship it|\\+1|-1|idk|np|welcome|good|fine|alright|bye|see you|later|hi|hello|hey|good morning|thank you|danke(?: dir| euch)?|gracias|merci|obrigad[oa]|salamat(?: po)?|genau|klar|vale|d'accord|claro|sige|opo|谢谢|好的|好|嗯)";
/** Nothing but a reaction: "thanks!", "lol", "+1". */
export const onlyReaction = new RegExp(`^ (?:${reaction}(?: |[.,!?;]|$)*)+(?:(?:exactly )?what i needed|very much|everyone|again|man|mate|bot|then|now|btw|so much|a lot)?[ .,!?]*$`, "u");

/** Ends our part in a thread: "stop", "please be quiet", "mute". */
export const endsTalk =
	/^ (?:please |ok |okay |bot |hey |@?mlops-recommend ,? ?)*(?:stop|mute|be quiet|shut up|quiet|silence|stop (?:it|answering|replying|talking|this|here)|leave us alone|go away|unsubscribe|halt|halt dich raus|stopp|ruhe|silencio|para|callate|tais-toi|arrete|silence|pare|cale-se|tumahimik ka|tigil|tama na|停|安静|别说了)(?: please| bot| now| thanks| here| in this thread| the thread| this thread)*[ .,!]*$/u;

/** Of whom, of what and of when a message speaks. */
export const saidAt: Readonly<Record<string, RegExp>> = {
	"to you": / (?:you|your|u|ur|you're|ya|yours) /,
	"of oneself": / (?:i|i'm|i'd|i've|me|im|id) /,
	"of us": / (?:we|our|we're|us|we'd|we've) /,
	"of somebody": / (?:he|she|him|her|his|hers|he's|she's) /,
	"of others": / (?:they|their|them|they're) /,
	"of who": / (?:who|whose|who's|whos|anyone|anybody|somebody|someone|everyone|everybody) /,
	"of it": / (?:it|its|it's|that|this|these|those|one|ones) /,
	"of a pick": / (?:first|second|third|last) /,
	"of plans": / (?:i'll|i will|imma|gonna|will|we'll|he'll|she'll|they'll) /,
	"of the past": / (?:was|were|did|had|been|went|said|told|\w{2,}ed) /,
	"of a time": / (?:today|tomorrow|tonight|yesterday|monday|tuesday|wednesday|thursday|friday|week|weekend|noon|month|morning|\d+:\d+|am|pm) /,
};
