import type { LanguageCode } from "../need.ts";
import { foldWord } from "./lexicon.ts";
import { type Check, type Place, perAnswer, perLine, problem } from "./place.ts";

/** Numbers in words, by language; one is left out, for in most languages it is the article. */
const numberWords: Record<LanguageCode, Record<string, number>> = {
	en: numbered(
		"zero 0 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 hundred 100 thousand 1000 million 1000000 billion 1000000000 trillion 1000000000000 dozen 12 half 0.5 quarter 0.25 double 2 triple 3 twice 2 thrice 3 hundreds 100 thousands 1000 millions 1000000 billions 1000000000 dozens 12 doubles 2 triples 3 halves 0.5 halved 0.5 doubled 2 tripled 3 tenfold 10 twofold 2 threefold 3",
	),
	es: numbered(
		"cero 0 dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 once 11 doce 12 trece 13 catorce 14 quince 15 veinte 20 treinta 30 cuarenta 40 cincuenta 50 sesenta 60 setenta 70 ochenta 80 noventa 90 cien 100 ciento 100 cientos 100 mil 1000 miles 1000 millon 1000000 millones 1000000 mitad 0.5 doble 2 triple 3 docena 12 docenas 12",
	),
	de: numbered(
		"null 0 zwei 2 drei 3 vier 4 funf 5 sechs 6 sieben 7 acht 8 neun 9 zehn 10 elf 11 zwolf 12 zwanzig 20 dreissig 30 vierzig 40 funfzig 50 sechzig 60 siebzig 70 achtzig 80 neunzig 90 hundert 100 hunderte 100 tausend 1000 tausende 1000 million 1000000 millionen 1000000 milliarde 1000000000 milliarden 1000000000 dutzend 12 halfte 0.5 halb 0.5 doppelt 2 doppelte 2 dreifach 3 zehnfach 10",
	),
	fr: numbered(
		"zero 0 deux 2 trois 3 quatre 4 cinq 5 six 6 sept 7 huit 8 dix 10 onze 11 douze 12 treize 13 quatorze 14 quinze 15 seize 16 vingt 20 trente 30 quarante 40 cinquante 50 soixante 60 cent 100 cents 100 mille 1000 milliers 1000 million 1000000 millions 1000000 milliard 1000000000 milliards 1000000000 moitie 0.5 double 2 triple 3 douzaine 12 dizaines 10 centaines 100",
	),
	pt: numbered(
		"zero 0 dois 2 duas 2 tres 3 quatro 4 cinco 5 seis 6 sete 7 oito 8 nove 9 dez 10 onze 11 doze 12 quinze 15 vinte 20 trinta 30 quarenta 40 cinquenta 50 sessenta 60 setenta 70 oitenta 80 noventa 90 cem 100 cento 100 centenas 100 mil 1000 milhares 1000 milhao 1000000 milhoes 1000000 bilhoes 1000000000 metade 0.5 dobro 2 triplo 3 duzia 12",
	),
	tl: numbered(
		"sero 0 dalawa 2 dalawang 2 tatlo 3 tatlong 3 apat 4 lima 5 limang 5 anim 6 pito 7 pitong 7 walo 8 siyam 9 sampu 10 sampung 10 dalawampu 20 daan 100 daang 100 libo 1000 libong 1000 libu 1000 milyon 1000000 milyong 1000000 bilyon 1000000000 kalahati 0.5 doble 2 triple 3 doblehin 2",
	),
	zh: {},
};
function numbered(list: string): Record<string, number> {
	const words = list.split(" ");
	return Object.fromEntries(words.flatMap((word, at) => (at % 2 === 0 ? [[word, Number(words[at + 1])]] : [])));
}

/** One thing that counts: "one million", "one GPU", "one minute". A server, a place or a project says nothing of how many there may be. */
const oneOfUnit = /\b(?:one|single)\s+(?:percent|per cent|hundred|thousand|million|billion|gpu|seat|user|minute|second|hour|day|week|month|year|dollar|euro|cent|node|gigabyte|terabyte)s?\b/iu;
/** Talk of the picks themselves: "the two differ", "these three". */
const ofThePicks =
	/\b(?:the|these|those|both|all|of the|between the|die|diese|alle|los|las|estos|estas|les|ces|os|as|estes|estas|ang)\s+(two|three|zwei|drei|beiden|dos|tres|deux|trois|dois|duas|três|dalawa|dalawang|tatlo|tatlong)\b|\b(two|three)\s+(?:options|candidates|picks|choices)\b/giu;
const hanNumber =
	/(?<![第两二三四五六七八九十百千万亿零])[两二三四五六七八九十百千万亿零]+\s?(?:个(?!环节|循环|阶段|方案|工具|选项)|名|台|次|年|月|天|小时|分钟|秒|倍|元|块|人|种|家|成|张|颗|核|节点|美元|欧元)|百分之[\p{Script=Han}\d]+|[\d十百千万亿]+[万亿]|半(?:天|年|小时)|一半/gu;
const vague =
	/\b(?:within|in|under|takes|in a matter of|a few|few) (?:minutes|seconds|an hour|hours|a day|days|a week|weeks|months|no time|a minute|a second|moments)\b|\bovernight\b|\bnines\b|\binstant(?:ly)?\b|\bin Minuten\b|\bin Sekunden\b|\ben (?:minutos|segundos|quelques minutes|quelques secondes|poucos minutos|poucos segundos)\b|\bsa loob ng ilang\b|几分钟|几秒|秒级|瞬间/iu;
const percent = /%|\bper ?cent\b|\bpercent(?:age)?\b|\bprozent\b|\bpor ?cento\b|\bpor ciento\b|\bpour ?cent\b|\bporsiyento\b|百分/iu;

/** Shares, multiples and collections in words, and numbers that a language writes as one word. */
const collected: Record<LanguageCode, RegExp | undefined> = {
	en: /\b(?:(?:a|one|two|three)[- ](?:thirds?|fifths?|quarters?|tenths?)|(?:a|one|the)[- ]third (?:of|less|more|cut|cheaper|fewer)|a third\b(?! (?:party|person|team|service|place|one|tool))|(?:a )?score of|a couple of (?:hundred|thousand|million)|by a factor|\p{L}+fold|dozens?|decades?|centur(?:y|ies)|in an afternoon|(?:less than|within|under|in|half) an hour|half a (?:day|week|year)|in a day|an hour (?:is|are|or so)|a few clicks|handful of clicks)\b/giu,
	es: /(?<!\p{L})(?:tercios?|cuart[oa]s? parte|quint[oa] parte|veintena|decenas?|centenar(?:es)?|treintena|quincena|década|siglo|veinti\p{L}+|doscient[oa]s|trescient[oa]s|quinient[oa]s|media hora|medio día)(?!\p{L})/giu,
	de: /(?<!\p{L})(?:\p{L}*(?:zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig|hundert|tausend)\p{L}*|(?:ein |zwei |drei )?(?:drittel|viertel|fünftel|zehntel)|\p{L}+fach(?:e[nrs]?)?(?<!einfach|einfache|einfachen|einfacher|einfaches|vielfach|mehrfach)|jahrzehnte?n?|halbe (?:stunde|tag))(?!\p{L})/giu,
	fr: /(?<!\p{L})(?:(?:un|deux) tiers|un quart|une (?:vingtaine|trentaine|quinzaine|centaine|cinquantaine)|vingtaines?|quatre-vingts?|décennies?|demi-heure|demi-journée)(?!\p{L})/giu,
	pt: /(?<!\p{L})(?:um terço|dois terços|terços?|um quarto d[eo]|dezenas?|duzent[oa]s|trezent[oa]s|quinhent[oa]s|década|meia hora|meio dia)(?!\p{L})/giu,
	tl: /(?<!\p{L})(?:sandaan\p{L}*|dalawampu\p{L}*|tatlumpu\p{L}*|limampu\p{L}*|isandaan\p{L}*|sanlibo\p{L}*|isang libo\p{L}*|dose-dosena|katlo)(?!\p{L})/giu,
	zh: /[一半两三几]个?(?:小时|分钟)|分之|上[百千万]|数[十百千万]|几[十百千万]|成[千百]上[万千]|[十百千万]余|翻倍|翻番/gu,
};
/** When something came, comes or ended: a version, a season, a month. Advice on what the asker does next is none. */
const dated: Record<LanguageCode, RegExp> = {
	en: /\b(?:(?:since|in|until|by|before|this|next|last|from) (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|fall|christmas|the (?:eighties|nineties|noughties|start|beginning))|since last \p{L}+|(?:came|comes|coming) out|(?:next|newest|latest|last|new) (?:major )?(?:release|version)s?|(?:was|were|been|is|got) (?:just |recently )?(?:released|launched|founded|announced)|recently|founded|(?:for|in) (?:many |several )?years|for decades|ends? (?:next|this) \p{L}+|due (?:this|next)|updates? (?:arrive|come)s?|this year|(?:years?|months?|weeks?) ago|the pandemic|(?:re)?written last|every (?:month|week|quarter) (?:brings|comes|sees)|(?:its|the) roadmap|(?:arrive|come|appear)s? every (?:day|week|month))\b/giu,
	es: /(?<!\p{L})(?:(?:desde|en|hasta) (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)|(?:el|la) (?:verano|invierno|año|mes|primavera|semana) (?:pasad[oa]|que viene|próxim[oa])|desde hace (?:años|meses)|(?:nueva|próxima|última) versión|recientemente|hace (?:años|meses))(?!\p{L})/giu,
	de: /(?<!\p{L})(?:(?:im|seit|ab|bis) (?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|sommer|winter|herbst|frühjahr)|seit (?:letzt|vorig|jahr|monat|dem)\p{L}*|(?:neue|nächste|letzte|neueste) version|jeden monat|jährlich|kürzlich|neulich|seit langem)(?!\p{L})/giu,
	fr: /(?<!\p{L})(?:(?:en|depuis|dès|jusqu'en) (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)|depuis (?:l'été|l'hiver|des années|des mois|l'an)|(?:prochaine|nouvelle|dernière) version|l'an (?:dernier|prochain)|récemment|chaque mois)(?!\p{L})/giu,
	pt: /(?<!\p{L})(?:(?:em|desde|até) (?:janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro)|(?:próxima|nova|última) versão|(?:ano|mês|verão) (?:passado|que vem)|recentemente|há (?:anos|meses)|todo mês)(?!\p{L})/giu,
	tl: /(?<!\p{L})(?:sa (?:enero|pebrero|marso|abril|mayo|hunyo|hulyo|agosto|setyembre|oktubre|nobyembre|disyembre)|bagong bersyon|susunod na (?:bersyon|taon|buwan)|noong (?:nakaraang|isang) (?:taon|buwan)|kamakailan)(?!\p{L})/giu,
	zh: /(?:下个?月|上个?月|去年|明年|今年|下半年|上半年|近期|最近)(?:会|将|已|才|刚|发布|推出|上线|新增)|新版本|(?:发布|推出)了?新|多年来|十二?月(?:发布|推出)/gu,
};

/** Figures that a text holds, as values: "1,500" and "1500" and "fifteen hundred" need not be told apart here. */
function numbersIn(text: string, languages: readonly LanguageCode[]): { value: string; words: string; start: number }[] {
	const found: { value: string; words: string; start: number }[] = [];
	for (const { 0: words, index } of text.matchAll(/\p{N}+(?:[.,:\u2044/]\p{N}+)*/gu)) found.push({ value: figureOf(words), words, start: index });
	for (const { 0: word, index } of text.matchAll(/\p{L}+/gu)) {
		const folded = foldWord(word);
		for (const language of languages) {
			const value = numberWords[language][folded];
			if (value !== undefined && Object.hasOwn(numberWords[language], folded)) {
				found.push({ value: String(value), words: word, start: index });
				break;
			}
		}
	}
	return found;
}

/** "1,500" is 1500, "3.15.2" stays what it is, "½" and "②" are what they stand for. */
const figureOf = (figure: string): string => {
	const plain = figure.normalize("NFKC").replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, (digit) => String(((digit.charCodeAt(0) - 0x660) % 16) % 10));
	const joined = /^\d{1,3}(?:[.,]\d{3})+$/.test(plain) ? plain.replace(/[.,]/g, "") : plain;
	return joined.replace(/^(\d+)[.,]0+$/, "$1");
};

/** Numbers, in figures or words, and shares: each must stand in a cited fact, in the asker's own words, or in the framework. */
export const checkNumbers: Check = (place) => {
	const { spelt, need, given } = place;
	const languages: LanguageCode[] = need.language === "en" || need.language === "zh" ? ["en"] : [need.language];
	const cited = new Set(place.cited.flatMap(numbersInLine));
	const around = numbersAround(place);
	const borne = { has: (value: string): boolean => cited.has(value) || around.asked.has(value) || (place.cited.length === 0 && around.framework.has(value)) };
	const picks = new Set<number>();
	for (const { 0: words, index } of spelt.plain.matchAll(ofThePicks)) if (given.length >= 2) for (let at = index; at < index + words.length; at++) picks.add(at);
	const inNames = (start: number): boolean => place.named.some((one) => one.start <= start && one.end > start);
	const stray = numbersIn(spelt.plain, languages).filter(({ value, start }) => !borne.has(value) && !picks.has(start) && !inNames(start) && !isPartOfTerm(spelt.plain, start, place));
	const said = [
		...stray.map(({ words }) => words),
		...(isAdvice(place.part) ? [vague] : [oneOfUnit, vague])
			.flatMap((pattern) => pattern.exec(spelt.plain)?.[0] ?? [])
			.filter((words) => !bearing(place).some((text) => text.toLowerCase().includes(words.toLowerCase()))),
		...(need.language === "zh" ? [...spelt.plain.matchAll(hanNumber)].map(([words]) => words).filter((words) => !place.asked.includes(words)) : []),
		...[collected, dated]
			.flatMap((patterns) => [...new Set([need.language, "en" as const])].map((language) => patterns[language]))
			.flatMap((pattern) => (pattern === undefined ? [] : [...spelt.plain.matchAll(pattern)].map(([words]) => words)))
			.filter((words) => !bearing(place).some((text) => text.toLowerCase().includes(words.toLowerCase()))),
		...(percent.test(spelt.plain) && !bearing(place).some((text) => percent.test(text)) ? ["%"] : []),
	];
	return [...new Set(said)].map((words) => problem(place, "number", words));
};

/** Where the work is planned, "one month" is the asker's, and no claim. */
const isAdvice = (part: Place["part"]): boolean => part === "lifecycle" || part.startsWith("step_");

/** The framework's own figures ("narrow it to two or three") are for what is said of the work, not of a tool. */
const numbersInLine = perLine((line) => numbersIn(line, ["en"]).map(({ value }) => value));
const numbersAround = perAnswer(({ asked, framework, need }) => ({
	asked: new Set(numbersIn(asked, ["en", need.language]).map(({ value }) => value)),
	framework: new Set(framework.flatMap(numbersInLine)),
}));
const bearing = ({ asked, framework, cited }: Place): string[] => [asked, ...framework, ...cited];

/** "S3", "SOC 2", "x86": a digit of a term that is known as such, and is looked at with the other words. */
function isPartOfTerm(plain: string, start: number, { asked, cited }: Place): boolean {
	if (/^quarter['’]?s?\b/iu.test(plain.slice(start)) && /\b(?:last|this|next|each|every|per) $/iu.test(plain.slice(0, start))) return true;
	if (/(?:\bfrom |\bde |\bdesde |\bdo |\bbei |\bvon )$/iu.test(plain.slice(0, start)) && /^(?:zero|zéro|cero|null)\b/iu.test(plain.slice(start))) return true;
	if (/^half[- ]precision\b/iu.test(plain.slice(start))) return true;
	if (/\bSOC ?$/i.test(plain.slice(Math.max(0, start - 4), start))) return true;
	const token = /[\p{L}][\p{L}\p{N}]*$/u.exec(plain.slice(0, start))?.[0];
	if (token === undefined) return false;
	const rest = /^[\p{L}\p{N}]*/u.exec(plain.slice(start))?.[0] ?? "";
	return [asked, ...cited].some((text) => text.includes(token + rest)) || /^(?:k8s|s3|http2|x86|x64|l4|t4|a100|h100|web3|i18n)$/i.test(token + rest);
}
