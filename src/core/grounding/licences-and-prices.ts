import { type Check, every, problem, subjectsAt } from "./place.ts";

/** Names of licences as people write them, and what of an SPDX identifier or a cited fact they must stand in. */
const licenceNames =
	/\b(?:apache(?:[- ]?(?:licen[cs]e|2(?:\.0)?))?|mit(?=[ -]licen|-licensed|\b(?! (?:der|dem|den|einem|einer|eigen|ein|wenig|nur|euren|eurem|euer|eurer|ihr|ihrem|ihren|zwei|allen|allem|jedem|jeder|kleinem|einfach|sehr|viel|mehr|dieser|diesem|sql|python)))|bsd|a?gpl|lgpl|mpl|mozilla public licen[cs]e|gnu|busl|bsl|sspl|elv2|elastic licen[cs]e|business source licen[cs]e|server side public licen[cs]e|creative commons|cc[- ]by(?:-\w+)*|polyform|epl|eclipse public licen[cs]e|unlicense|isc licen[cs]e|public domain|commons clause)\b/giu;

/** A licence's name in prose must be the tool's own, or stand in a cited fact. In German, "mit" is a word. */
export const checkLicences: Check = (place) => {
	const german = place.need.language === "de";
	return [...place.spelt.plain.matchAll(licenceNames)].flatMap(({ 0: words, index }) => {
		const name = words.toLowerCase();
		if (name === "mit" && (german || words !== "MIT")) return [];
		if (name === "apache" && place.named.some(({ start, end }) => start <= index && end > index)) return [];
		const essence = name.replace(/[- ]?(?:licen[cs]e|public)/g, "").trim();
		const borne = (texts: readonly string[]): boolean => texts.some((text) => text.toLowerCase().includes(essence));
		const subjects = subjectsAt(place, index);
		if (borne(place.cited) && !obliges.test(place.spelt.plain)) return [];
		return every(subjects, (tool) => borne([tool.licence])) && isStated(place.spelt.plain, index, index + words.length) ? [] : [problem(place, "licence", words)];
	});
};

/** What a licence asks for or covers is for its text to say, not for an answer. */
const obliges =
	/\b(?:oblig\p{L}*|forc\p{L}*|forbid\p{L}*|prohibit\p{L}*|permit\p{L}*|allow\p{L}*|cover\p{L}*|appl(?:y|ies)|impos\p{L}*|may not|must not|lets? you|guarantee\p{L}*|publish\p{L}*|commercial\p{L}*|prohíb\p{L}*|impid\p{L}*|permit\p{L}*|obrig\p{L}*|proíb\p{L}*|impõe\p{L}*|aplica\p{L}*|exig\p{L}*|verbiet\p{L}*|erlaub\p{L}*|zwing\p{L}*|verpflicht\p{L}*|interdi\p{L}*|autoris\p{L}*|force\p{L}*)(?!\p{L})|禁止|要求|允许|强制|必须|商业使用|商用/iu;
/** Said of the tool, as its licence: "under MIT", "MIT-licensed", "its licence is Apache 2.0"; not of what it makes, nor of who made it. */
function isStated(plain: string, start: number, end: number): boolean {
	const before =
		plain
			.slice(0, start)
			.split(/[.;:!?。；！？]/u)
			.at(-1) ?? "";
	const after = plain.slice(end);
	const isForm =
		/(?:\b(?:under|unter|bajo|sous|sob)(?: the| la| der| a| l['’]| einer)?|\b(?:licen[cs]es?|licencia|licença|lizenz)(?: is| es| ist| est| é)?(?: the)?|\bis|\(|采用|基于|使用)\s?$/iu.test(before) ||
		/^(?:[- ]?\d(?:\.\d)?)?[- ]?(?:licen[cs]|lizenz|许可|协议)/iu.test(after);
	const isOfOther = /\b(?:you|your|what|both|between|euer|eure\p{L}*|tu|tus|vuestr\p{L}*|vos|votre|seus?|suas?)\b/iu.test(before);
	return isForm && !isOfOther && !obliges.test(plain);
}

const money =
	/[$€£¥₱]|\b(?:usd|eur|gbp|dollars?|euros?|cents?|bucks|pounds|pesos?|yuan|rmb|dólar(?:es)?)\b|\b(?:price|priced|pricing|prices|costs? (?:about|around|only|just|less|more|from)|per (?:seat|user|month|year|hour|gpu|request|token|run)s?(?: a month)?|a (?:month|year) per|discounts?|billed(?: (?:yearly|monthly|annually|weekly|daily|hourly|by (?:the )?\w+|per \w+))?|billing|invoice[ds]?|trial period|free trial|preise?|kostet|precios?|cuesta[n]?|prix|coûte(?:nt)?|preços?|custa[m]?|presyo|halaga|penn(?:y|ies)|your bill|the bill|minimum spend|charged?)\b|美元|欧元|人民币|价格|费用|每月|每年/giu;

/** Prices are printed, not written: one in prose must be a cited fact's own. */
export const checkPrices: Check = (place) => {
	const bearing = place.cited.join(" . ").toLowerCase();
	return [...new Set([...place.spelt.plain.matchAll(money)].map(([words]) => words))].filter((words) => !bearing.includes(words.toLowerCase())).map((words) => problem(place, "price", words));
};
