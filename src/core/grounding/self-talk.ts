import type { LanguageCode } from "../need.ts";
import { type Check, problem } from "./place.ts";

/**
 * Talk of what a model is and was told. Prompts, models and assistants as the asker's subject are fine: it is "my prompt", "these
 * instructions", "as an AI" that give it away.
 */
const inEnglish = [
	/\b(?:as|being|i am|i'm|i was) (?:just |only )?(?:an? |the )?(?:ai|artificial intelligence|language model|large language model|llm|chatbot|bot|virtual assistant|assistant|neural network|machine|computer program)\b/giu,
	/\b(?:my|mine own|these|the above|above|previous|prior|earlier|initial|hidden|original|given|following|secret) (?:system )?(?:prompts?|instructions?|guidelines?|directives?|role|persona|rules?|training(?: data)?|knowledge cut-?off|developers?|creators?|makers?|configuration|policy|policies)\b/giu,
	/\b(?:the|this|your) system (?:prompt|message|instructions?)\b/giu,
	/\bsystem prompt (?:says|is|reads|states|tells|told|asks|forbids|begins|contains)\b/giu,
	/\b(?:i|we) (?:was|were|am|are|have been|'ve been) (?:told|asked|instructed|given|trained|programmed|designed|configured|prompted|forbidden|required|supposed|not allowed|allowed)\b/giu,
	/\b(?:as|per|following|according to|despite|ignoring|ignore|disregard(?:ing)?|obeying|under) (?:the |your |my |all |any |these |those )*(?:previous |prior |above |system |earlier )*(?:instructions?|prompts?|guidelines|directives)\b/giu,
	/\b(?:i can(?:no|')t|i cannot|i am unable|i'm unable|i won't|i will not|i'm sorry|i am sorry|i apologi[sz]e|unfortunately, i)\b/giu,
	/\b(?:(?:do not|don['’]t) (?:believe|trust|read)|read on|(?:see|as|said|told) (?:above|below)|the (?:headline|sentence|line|part|answer) (?:above|below|before|after)|the headline)\b/giu,
	/\b(?:as (?:requested|instructed|told)|here is the (?:json|answer|output)|in json|json (?:object|schema|output|format)|response format|output format|the schema|fact ids?|the shortlist (?:i was|given)|given picks|the data block|data section|user message|asker_text|trade_off|max(?:imum)? tokens|context window|temperature (?:is|of)|developer mode|jailbr\w+|dan mode|openai|anthropic|chatgpt|gpt-?\d\w*|claude|gemini|mistral|llama ?\d)\b/giu,
];

const inOthers: Record<Exclude<LanguageCode, "en">, RegExp> = {
	es: /\b(?:como (?:una? )?(?:ia|inteligencia artificial|modelo de lenguaje|asistente)|soy (?:una? |el |la )?(?:ia|modelo de lenguaje|asistente|bot)|mis? (?:instrucci\p{L}+|prompt|rol|directric\p{L}+)|(?:estas|las) instrucciones (?:anteriores|del sistema)|instrucciones (?:anteriores|del sistema)|prompt del sistema|me (?:pidieron|han pedido|indicaron|ordenaron))/giu,
	de: /\b(?:als (?:ki|sprachmodell|assistent)|ich bin (?:ein|eine|nur) (?:\p{L}+ )?(?:ki|sprachmodell|assistent|bot)|mein(?:e|en|er|em)? (?:systemprompt|prompt|anweisung\p{L}*|vorgabe\p{L}*|rolle)|(?:diese|obige|vorherige)\p{L}* anweisung\p{L}*|ich wurde (?:angewiesen|trainiert|gebeten)|systemanweisung\p{L}*|systemprompt)\b/giu,
	fr: /\b(?:en tant qu(?:e |')(?:ia|intelligence artificielle|modèle de langage|assistant)|je suis (?:une? |l')?(?:ia|modèle de langage|assistant|bot|intelligence artificielle)|mes (?:instructions|consignes|directives)|mon (?:prompt|rôle)|(?:ces|les) (?:instructions|consignes) (?:précédentes|du système)|prompt système|on m'a (?:demandé|dit|ordonné))/giu,
	pt: /\b(?:como (?:uma? )?(?:ia|inteligência artificial|modelo de linguagem|assistente)|sou (?:uma? |o |a )?(?:ia|modelo de linguagem|assistente|bot)|minhas? (?:instruç\p{L}+|diretri\p{L}+)|meu (?:prompt|papel)|instruções (?:anteriores|do sistema)|prompt d[eo] sistema|fui (?:instruíd|treinad|programad)\p{L}+)/giu,
	tl: /(?:bilang (?:isang )?(?:ai|language model|assistant)|ako ay (?:isang )?(?:ai|bot|assistant|language model)|(?:aking|mga) (?:tagubilin|panuto)(?: ko)?|system prompt ko|inutusan ako)/giu,
	zh: /作为(?:一个|一名)?(?:AI|人工智能|语言模型|助手)|我是(?:一个|一名)?(?:AI|人工智能|语言模型|机器人|助手)|我的(?:提示词?|系统提示|指令|角色|设定)|系统提示|(?:上述|之前的|以上)(?:指令|提示)|我被(?:要求|训练|指示)/gu,
};

/** In whatever language: a message can ask for another one than its own. */
const everywhere = [...inEnglish, ...Object.values(inOthers)];

/** A model is asked to explain, and speaks of nothing else. What the asker builds ("your assistant's system prompt") is theirs. */
export const checkSelfTalk: Check = (place) => {
	const found = everywhere.flatMap((pattern) => [...place.spelt.plain.matchAll(pattern)].map(([words]) => words));
	return [...new Set(found)].map((words) => problem(place, "self_talk", words));
};

/** So many words in a row are no coincidence. */
const echoedFromPrompt = 6;
const echoedFromAsker = 7;
/** In Chinese a word is about two characters. */
const echoedCharacters = 14;

const wordsOf = (text: string): string[] =>
	text
		.toLowerCase()
		.replace(/[’]/g, "'")
		.match(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu) ?? [];

function runsOf(texts: readonly string[], length: number): ReadonlySet<string> {
	const runs = new Set<string>();
	for (const text of texts) {
		const words = wordsOf(text);
		for (let at = 0; at + length <= words.length; at++) runs.add(words.slice(at, at + length).join(" "));
	}
	return runs;
}

const runsByPrompts = new WeakMap<readonly string[], ReadonlySet<string>>();

/**
 * Whether a text repeats the prompt, or the asker, word for word. The framework's and the catalog's sentences may be repeated:
 * the prompt's own texts hold none of them.
 * @param prompts the texts under `prompts/`, the same array each time
 */
export const checkEcho =
	(prompts: readonly string[]): Check =>
	(place) => {
		let known = runsByPrompts.get(prompts);
		if (known === undefined) {
			known = runsOf(prompts, echoedFromPrompt);
			runsByPrompts.set(prompts, known);
		}
		const words = wordsOf(place.spelt.plain);
		for (let at = 0; at + echoedFromPrompt <= words.length; at++) {
			const run = words.slice(at, at + echoedFromPrompt).join(" ");
			if (known.has(run)) return [problem(place, "echo", run)];
		}
		const asked = words.length >= echoedFromAsker ? runsOf([place.asked], echoedFromAsker) : new Set<string>();
		for (let at = 0; at + echoedFromAsker <= words.length; at++) {
			const run = words.slice(at, at + echoedFromAsker).join(" ");
			if (asked.has(run)) return [problem(place, "echo", run)];
		}
		for (const [run] of place.need.language === "zh" ? place.spelt.plain.matchAll(/\p{Script=Han}{14,}/gu) : []) {
			for (let at = 0; at + echoedCharacters <= run.length; at++) if (place.asked.includes(run.slice(at, at + echoedCharacters))) return [problem(place, "echo", run.slice(at, at + echoedCharacters))];
		}
		return [];
	};
