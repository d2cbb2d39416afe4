import type { Need } from "../need.ts";
import { namesSide } from "./asked-about.ts";
import { cues, hasCue } from "./cues.ts";

/** What somebody may want of the answer above, rather than of a tool. */
export type Want = "others" | NonNullable<NonNullable<Need["after"]>["wants"]>;

const asksReason =
	/^ (?:(?:and|but|ok|so|hm+) ?,? ?)*(?:why|how come|warum|wieso|por que|pourquoi|bakit)(?: (?:so|that|this|the first|the first one|that one|those|them|these|it|is that|exactly))* ?[?.!]* ?$|^ 为什么 ?[?]? ?$/u;
const asksRings =
	/\b(?:what (?:do you mean by|does|do|is|are|'s)|what's|meaning of|explain|why) (?:the )?(?:your )?["']? ?(?:trial|adopt|assess|hold|rings?|group)\b(?! of)|\b(?:trial|adopt|assess|hold) (?:means?|ring)\b/u;
const onlyWhich =
	/^ (?:(?:and|ok|okay|so|then|but|cool|great|fine) ?,? ?)*which (?:one|of (?:them|these|those))(?: (?:then|now|first|is best|is the best|is better|should we \p{L}+|do you \p{L}+|would you \p{L}+))? ?[?.!]* ?$/u;

const wantsMore = cues(`
	anything else; is that all; that's all you have; what else; [show|give|name|tell] [me|us]? [more|others|other ones|another]; [more|other|further|different|any other] [options|option|alternatives|alternative|choices|suggestions|tools|ones|candidates]; any others; others;
	noch [andere|mehr|was]; was noch; mas opciones; otras opciones; algo mas; que mas; autre chose; d'autres; quoi d'autre; mais opcoes; outras opcoes; algo mais; iba pa; meron pa; 还有; 其他
`);
const wantsLeftOut = cues(`
	[leave|left|leaving] out; left * out; [who|what|which] * excluded; what * [exclude|drop|reject]; [did|didn't] * not [pick|choose|make it]; who's out; weggelassen; ausgelassen; dejaste fuera; ecarte*; deixou de fora; 排除
`);

const wantsOne = cues(`
	which would you [take|pick|choose|use|recommend]; what would you [take|pick|choose|use|recommend|do|start with]; [just|only|name|pick|give me] [me|us]? [a single one|just one|only one|your favourite|your favorite|the best]; your [favourite|favorite|pick|choice|recommendation|advice|opinion]; if you were [us|me];
	which [is|would be] [best|better|the best]; what do you [recommend|suggest|advise]; welche* [nun|wurdest du|ist am besten|soll]; was empfiehlst du; cual [elegirias|eliges|es mejor|recomiendas]; lequel ~ [prendr*|choisi*|conseill*]; qual [escolheria|e melhor|recomenda]; alin ang *; 选哪个; 哪个好; 推荐哪个
`);
/** Said of an answer that missed the question. */
const misreads =
	/\byou (?:didn't|did not|don't|do not|haven't) (?:really )?(?:answer|understand|understood|get|read|got)\b|\b(?:not|isn't|wasn't) what i (?:asked|meant|wanted)\b|\b(?:that's|that is|you are|you're|this is|completely|totally) (?:just )?wrong\b|\byou (?:misread|misunderstood)\b|\bdas war nicht (?:meine frage|gemeint)\b|\bno (?:era|es) eso\b|\bce n'est pas ca\b/u;
const wantsWhether = cues(`
	[do|does|would|will] [we|i|you|one|they] [really|even|actually]? need [it|one|that|this|any|them|such|a *|an *]; is it [worth it|needed|necessary|overkill]; [can|could] we do without; what for; brauchen wir; lohnt sich das; [lo|la]? necesitamos [de verdad|realmente|esto|uno|una]*; nous en faut-il; en avons-nous besoin; precisamos [mesmo|disso|de um]*; kailangan ba; 需要吗; 有必要吗
`);

/**
 * What a short message wants of what stands above it: the reason, the one to take, others, who was left out, what a ring means.
 * @param somethingShown whether the thread was shown tools
 */
export function wantOf(folded: string, somethingShown: boolean): Want | undefined {
	if (misreads.test(folded)) return "meaning";
	if (somethingShown && hasCue(folded, wantsLeftOut)) return "left-out";
	if (hasCue(folded, wantsWhether)) return "whether";
	if (asksRings.test(folded)) return "rings";
	if (!somethingShown) return undefined;
	if (onlyWhich.test(folded) || asksReason.test(folded) || (hasCue(folded, wantsOne) && !namesSide(folded))) return "one";
	return undefined;
}

/** Whether it asks for others than those that stand above. */
export const wantsOthers = (folded: string): boolean => hasCue(folded, wantsMore);
