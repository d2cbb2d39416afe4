import { type Cue, clauseAfter, clauseBefore, cues, findCues, type Hit, hasCueInPiece } from "./cues.ts";
import { detectLanguage } from "./language.ts";

const negators = cues(`
	no; not; non; without; forget; never; avoid*; don't; dont; doesn't; isn't; aren't; won't; can't; cannot; nothing; neither; nor; instead of; rather than; except; anything but;
	other than; refuse*; hate; forbid*; forbidden; banned; nobody; none; lack*; no more; minus; kein*; ohne; nicht; nichts; rien; nada; weder; ausser; statt; sin; ni; nada de; excepto;
	salvo; menos; evitar; sans; pas; aucun*; ni; sauf; eviter; jamais; sem; nao; nem; exceto; nenhum*; huwag; wag; walang; wala; hindi; ayaw; maliban
`);
/** A refused thing together with the word that refuses it: "no Kubernetes", where it stands close before. */
export function withNegator(folded: string, hit: Hit): Hit {
	const close = folded.slice(0, hit.start).trimEnd().split(" ").slice(-3);
	const at = close.findIndex((word) => hasCueInPiece(` ${word} `, negators));
	if (at < 0 || close.slice(at).some((word) => /[.,;:!?]/.test(word))) return hit;
	const words = [...close.slice(at), hit.words].join(" ");
	return { ...hit, words, start: hit.end - words.length };
}

const hanNegators = /[不没無无别非](?:想|要|用|能|需要|打算|希望|允许|使用|准|准许|再|可|得)*[^，。；！？]{0,4}$/u;

/** Whether what stands at `hit` is refused by the words before it in its clause. */
export function isNegated(folded: string, hit: Hit, reach = 6): boolean {
	const before = clauseBefore(folded, hit.start);
	if (notThat.test(before) || isInsistedOn(folded, hit)) return false;
	const words = before.trim().split(" ").slice(-reach);
	const near = ` ${(words.includes("no") && isInThe(folded) ? words.filter((word) => word !== "no") : words).join(" ")} `;
	return hasCueInPiece(near, negators) || hanNegators.test(before.trimEnd());
}

/** Portuguese "no" is "in the": "nossos dados estão no Azure". */
export const isInThe = (folded: string): boolean => detectLanguage(folded) === "pt";

/** "If it isn't open source, we don't take it", "no FedRAMP, no contract": two denials that demand. */
const isInsistedOn = (folded: string, { start, end }: Hit): boolean =>
	/\b(?:if|when|as long as|unless) (?:it|that|this|something|a tool|the tool|the thing|they) (?:isn't|is not|ain't|aren't|lacks|has no|hasn't got) (?:[^ .,;!?]+ ){0,2}$/u.test(
		folded.slice(Math.max(0, start - 60), start),
	) ||
	(/\b(?:no|without|ohne|kein|keine|sin|sans|sem) (?:an? |any )?$/u.test(folded.slice(Math.max(0, start - 16), start)) &&
		/^ ?(?:\p{L}+ )?[,:;-]* ?(?:means |equals )?(?:no|kein\p{L}*|pas de|sin|sem) (?:deal|contract|sale|purchase|go|chance|business|order|signature|use|money|approval|vertrag|contrat\p{L}*|trato|negocio)\b/u.test(
			folded.slice(end),
		));

/** "It's not that we refuse it": no refusal. */
export const notThat = /\b(?:not|isn't|nobody says|no one says)(?: that)? (?:we|i|they) (?:refuse|mind|hate|avoid|don't (?:want|like))\b/u;

const permissions = cues(`
	[is|are|would be|'s] [fine|ok|okay|acceptable|allowed|possible|welcome]; [also|too] [fine|ok|okay]; [fine|ok|okay] [too|also|as well|with us|with me|by me];
	[is|are] no problem; doesn't [concern|apply|affect|matter]; not that we need; muss es nicht sein; as gladly; just as gladly; no ha de ser; n'est pas obligatoire; not a problem; don't mind; doesn't matter; not [required|needed|necessary|a must]; either way; both [work|fine|ok]; not [important|relevant];
	optional; if [it has to be|needed|necessary|need be]; doesn't have to; needn't
`);
const permissionsBefore = cues(`
	could live with; fine with; ok with; okay with; don't mind; no problem with; not against; open to; don't [need|require]; doesn't [need|have] to; needn't;
	do [we|i|you] [need|really need|even need]; does [anyone|anybody|it|one|that|this] [really]? [need|require]; why do; what [is|are]; is ~ needed; whether; not necessarily; nobody says; no one says; not that we refuse; isn't that we refuse; not against; not only
`);

/** Whether it is only allowed, or asked about, and so no constraint. */
export function isPermitted(folded: string, hit: Hit): boolean {
	return hasCueInPiece(` ${clauseAfter(folded, hit.end - 1)}`, permissions) || hasCueInPiece(clauseBefore(folded, hit.start), permissionsBefore);
}

/** Hits of `list` that are stated and neither negated nor merely allowed. */
export const statedHits = (folded: string, list: readonly Cue[]): Hit[] => findCues(folded, list).filter((hit) => !isNegated(folded, hit) && !isPermitted(folded, hit));
