import type { Hit } from "./cues.ts";

/**
 * Where something may run, told as a sentence rather than by a term: a refusal, what is refused to move, and whose place it is
 * ("no customer text on anyone else's computers"). Each pattern is made of classes of words, so that it holds for wordings that
 * nobody listed. Folded text; all within one clause.
 */

const between = (most: number): string => `(?:[^ .;!?]+ ){0,${most}}?`;
/** Whoever is not the asker. */
const others =
	"(?:(?:someone|somebody|anyone|anybody|everyone) else's|other (?:people|companies|firms)'s?|others'|strangers'|(?:(?:a|an|the|some|any|another|your|their|its|that|no|public|foreign|american|us) )*(?:vendors?|providers?|suppliers?|third[- ]part(?:y|ies)|outside (?:company|firm|party)|outsiders?|(?:us|american|foreign|chinese|overseas|other|outside) (?:compan(?:y|ies)|firms?|providers?|vendors?|corporations?)|saas|hyperscalers?|external|public|us)(?:'s?)?)";
const place =
	"(?:clouds?|servers?|computers?|machines?|hardware|data ?cent(?:er|re)s?|datacent(?:er|re)s?|infrastructure|hands|premises|disks?|storage|systems?|networks?|platforms?|services?|saas|apis?)";
const refusal =
	"(?:no|not|never|none of|nothing|don't|do not|dont|doesn't|won't|can't|cannot|can not|mustn't|must not|may not|isn't allowed|is not allowed|aren't allowed|not allowed|not permitted|forbidden|forbids?|prohibit(?:s|ed)?|bans?|banned|refuses?|rules? out|ruled out|without|illegal|nobody|no one)";
/** What people are careful with. */
const data =
	"(?:data|datasets?|texts?|records?|images?|pictures?|photos?|files?|documents?|models?|weights|prompts?|logs?|code|transcripts?|scans?|slides?|contracts?|letters|conversations?|recordings?|videos?|footage|samples?|rows?|bytes?|bits?|tables?|experiments?|runs|anything|nothing|stuff|everything|all of it|any of it|none of it|it|they|them|these|this|that|features|embeddings?|vectors?|answers|questions|tickets|mails?|emails?|names)";
const moves =
	"(?:let(?:s|ting)?|sen[dt](?:ing)?|upload(?:s|ed|ing)?|ship(?:s|ped|ping)?|shar(?:e|es|ed|ing)|giv(?:e|es|en|ing)|hand(?:s|ed|ing)?(?: over)?|push(?:es|ed|ing)?|put(?:s|ting)?|stor(?:e|es|ed|ing)|go(?:es|ing)?|end(?:s|ing)? up|land(?:s|ing)?|sit(?:s|ting)?|liv(?:e|es|ing)|mov(?:e|es|ed|ing)|touch(?:es|ed|ing)?|reach(?:es|ed|ing)?|exit(?:s|ing)?|cross(?:es|ing)?)";

/** "No customer text on anyone else's computers", "I don't want our data in some vendor's cloud". */
const notAtOthers = new RegExp(
	`(?<= )${refusal} ${between(6)}${data} ${between(4)}(?:on|in|into|to|at|with|inside|through|via|onto|over) (?:${others} ?${between(1)}${place}|${others})(?= ?[ .,;!?])`,
	"gu",
);
/** "Nothing may be sent to a third party", "legal forbids uploading the scans anywhere". */
const notGivenAway = new RegExp(
	`(?<= )${refusal} ${between(5)}${moves} ?${between(4)}(?:(?:to|with|on|in|into|onto|at|by|through|via|out to) (?:${others}(?: ${place})?|the cloud|the internet|the outside(?: world)?|outside)|anywhere(?: else)?|elsewhere|off[- ]?site|outside|out of (?:here|the \\p{L}+|our \\p{L}+))(?= ?[ .,;!?])`,
	"gu",
);
/** "Sending prompts to outside APIs is forbidden here". */
const givingAwayIsForbidden = new RegExp(
	`(?<= )${moves} ${between(4)}(?:(?:to|with|on|in|into|onto|at|through|via) (?:${others}(?: ${place})?|the cloud|the internet|the outside(?: world)?)|anywhere(?: else)?|elsewhere|off[- ]?site|outside) ${between(2)}(?:is|are|would be) (?:\\p{L}+ )?(?:forbidden|not allowed|no option|not an option|out of the question|prohibited|a no-go|illegal|banned|ruled out|against \\p{L}+)`,
	"gu",
);
/** "It can't leave", "must never get out of here", "none of it leaves us". */
const mayNotGetOut = new RegExp(
	`(?<= )(?:${data}|they|that) ${between(3)}(?:can't|cannot|can not|must not|mustn't|may not|may never|must never|should never|shall not|never|won't|don't|doesn't|isn't allowed to|are not allowed to|aren't allowed to) (?:ever )?(?:leave(?:s)?(?= (?:us|here|the house|our (?:side|house|hands|control|company|organi[sz]ation|site))| ?[.,;!?)])|get out|go out|go outside|get outside|travel|exit)`,
	"gu",
);
/** "It has to be something that we install", "must be installable on a box of ours". */
const installedByUs =
	/(?<= )(?:(?:we|i|our (?:it|ops|admins?|people)) (?:can|could|would|will|want to|have to|must|need to|should|may|'d like to) (?:be able to )?(?:install|host|deploy|set up|spin up|run)(?: it| this| that| something| the thing| everything)? (?:ourselves|myself|themselves|locally|internally|at home|in[- ]house)|(?:self[- ]?installed|installable|deployable) (?:on|in|inside|within|by) (?:a box of ours|our|us|my)|(?:boxes|box|machines?|servers?|hardware|computers?|racks?|gpus?|vms?) (?:of ours|of our own|of mine|that we own|we own|that belongs? to us)|at our place|on[- ]?site|on location|(?:something|anything|one|software|a tool|what) (?:that |which )?(?:we|i) (?:can |could |get to |have to )?install|(?:behind|inside|within|in) (?:our|my) (?:own )?(?:\p{L}+ )?(?:vpn|account|subscription|tenant|perimeter|dmz|lan|intranet)|on (?:a|the|some) (?:server|machine|box|cluster|workstation)s? (?:of|at|in|belonging to) (?:the|our|my) (?:university|institute|company|department|lab|school|hospital|office|faculty|ministry|city|group|club)|without (?:calling|using|contacting|touching|hitting|needing|asking|sending \p{L}+ to) (?:any |an |the |some )*(?:outside|external|third[- ]party|foreign|cloud|public|remote|hosted) (?:\p{L}+ )?(?:apis?|services?|servers?|calls?|clouds?|parties|endpoints?))(?= ?[ .,;!?])/gu;

/** "In the vendor's cloud", "on somebody else's platform": where nothing refuses it, that is where it is wanted. */
const atOthers = new RegExp(
	`(?<= )(?:on|in|by|with|through|inside) (?:(?:someone|somebody|anyone) else's|(?:a|the|some|any|your|their|its) (?:vendor|provider|supplier)(?:'s)?) (?:own )?(?:${place}|workforce|people|ops|staff|team|admins|engineers)(?= ?[ .,;!?])`,
	"gu",
);
/** "The vendor should keep it running", "somebody who gets paged instead of us". */
const keptByOthers =
	/(?<= )(?:(?:the |a |some |its |that )?(?:vendor|provider|supplier|someone else|somebody else|another company|they|people) (?:that |who |should |must |can |could |has to |have to |is to |to |would |will |needs to |need to |may )*(?:runs?|hosts?|operates?|maintains?|patch(?:es)?|keeps? it (?:running|up|alive)|looks? after|takes? care of|is on call|be on call|gets? paged|carr(?:y|ies) the pager|does the ops|do the ops|handles?|manages?)(?= (?:it|this|that|them|the (?:servers?|ops|infra\p{L}*|endpoint|thing|stack|hardware|machines?|service|boring part|rest)|everything|all|for us|for me|instead|on our behalf)| ?[.,;!?]| $)|(?:paged|on call|pager) (?:instead of|rather than|not) us|off our hands|(?:never|don't want to|do not want to|won't|rather not|not|nor) (?:ever |want to |have to )?(?:see|touch|meet|own|ssh into|log into|think about|care about|worry about|hear of|deal with) (?:a |any |the |another |about )?(?:servers?|machines?|vms?|infra\p{L}*|nodes?|boxes|hardware|ops)|(?:refuses?|unable|not allowed|won't|can't|cannot|not going|unwilling|nobody wants|aren't allowed|isn't allowed|don't want)(?: us| me)?(?: to)? install (?:anything|software|a thing|things|stuff)|(?:web|browser|online)[- ]?(?:service|app|tool) (?:please|only|would do|is what)|(?:no|without|zero|little) (?:capacity|hands|people|staff|time|resources|headcount|appetite|energy|bandwidth) (?:left )?(?:for|to spare for) (?:another|a|any|more|yet another|one more|running|hosting|operating|servers?|infra\p{L}*|ops)|(?:sign up|log in|paste a key|an account)[^.;!?]{0,24}\b(?:be done|done|and go|and start|that's it)|out of the box hosted|(?:an?|just|only) (?:account|login|url|endpoint|api key)(?: and (?:we|i)(?:'re| are|'m| am) (?:done|good|set))|sign up and (?:go|start|use it|be done))(?= ?[ .,;!?])/gu;

/** "A network that isn't joined to anything", "machines with no network at all". */
const cutOffPattern =
	/(?<= )(?:(?:have|has|with|had|got|get|gets|there's|there is|there are|are|is|without|zero|by law|of course) (?:(?:zero|no|not any|without|not a|never had|never any) )?|)(?:no|zero|without(?: any| an)?|not a single|isn't any|never any) (?:\p{L}+ )?(?:connections?|connectivity|uplink|network|internet|wifi|link|route|line|way out|access)(?: (?:whatsoever|at all|of any kind|to anything|to anywhere|to the (?:outside(?: world)?|internet|net|web|rest of the world)|to other networks|outwards?|beyond the \p{L}+|out|for (?:weeks|days|months|hours|years)))(?= ?[ .,;!?])|(?<= )(?:isn't|is not|aren't|are not|not|never|nor) (?:\p{L}+ )?(?:connected|joined|linked|hooked up|attached|wired) to (?:anything|the (?:internet|outside(?: world)?|net|web|rest of the world)|any (?:other )?network)|(?<= )(?:network |ethernet )?cables? (?:is|was|were|are|has been|have been|got) (?:pulled|cut|unplugged|removed|disconnected)|(?<= )(?:fully|completely|entirely|totally|physically|permanently|strictly) (?:offline|isolated|disconnected|sealed(?: off)?|cut off|unplugged|detached)(?= ?[ .,;!?])|(?<= )(?:in|on|inside|within|for|aboard) (?:an? |our |the )?(?:offline|sealed|isolated|disconnected|unconnected|detached) (?:\p{L}+ )?(?:network|lab|plant|site|room|bunker|submarine|ship|vessel|facility|cluster|environment|island|machines?|servers?|boxes|box|enclave|rack|zone)(?= ?[ .,;!?])/gu;

const hitsOf = (folded: string, pattern: RegExp): Hit[] => [...folded.matchAll(pattern)].map((match) => ({ words: match[0].trim(), start: match.index, end: match.index + match[0].length }));

/** "No vendor cloud", "not on a provider's servers": the place alone is refused. */
const noPlaceOfOthers = new RegExp(`(?<= )(?:no|not (?:on|in|into)|nothing (?:on|in)|never (?:on|in)|without|avoid|refuse|keep out of|stay out of|away from) ${others} ${place}(?= ?[ .,;!?])`, "gu");
/** "影像必须留在各自医院的机房里", "数据不能传到外面": Chinese, whose words are not separated. */
const staysHan =
	/(?:必须|只能|要|得|一定|需要)(?:留在|存在|放在|保存在|存放在|待在)[^，。；！？,.;!?]{0,10}(?:机房|内网|院内|校内|厂内|公司|医院|学校|本地|服务器|园区)|(?:不能|不得|不许|不可以|不准|不允许|禁止|严禁)(?:离开|传出|流出|出|传到|上传到|发到|放到|外传)[^，。；！？,.;!?]{0,8}(?:机房|内网|院|校|厂|公司|医院|学校|外面|外部|云|第三方|园区)/gu;

/** Statements by which data or work stays on the asker's side. */
export const staysWithUs = (folded: string): Hit[] =>
	[notAtOthers, notGivenAway, givingAwayIsForbidden, mayNotGetOut, installedByUs, noPlaceOfOthers, staysHan].flatMap((pattern) => hitsOf(folded, pattern));
/** Statements by which somebody else runs it. */
export const runByOthers = (folded: string): Hit[] => [atOthers, keptByOthers].flatMap((pattern) => hitsOf(folded, pattern));
/** Statements by which there is no connection to the outside. */
export const isCutOff = (folded: string): Hit[] => hitsOf(folded, cutOffPattern);
