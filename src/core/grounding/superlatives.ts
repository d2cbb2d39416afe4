import { type Check, problem } from "./place.ts";

/** Rankings that the catalog does not hold: it lists what tools do, not who does it best. Phrases of the framework's own are no rankings. */
const rankings: Record<"en" | "es" | "de" | "fr" | "pt" | "tl" | "zh", RegExp> = {
	en: /\b(?:the |its |your )?(?:(?:most|least|more|less) (?:popular|common|widely|powerful|advanced|mature|reliable|secure|robust|scalable|flexible|accurate|efficient|complete|comprehensive|trusted|used|adopted|affordable|expensive|stable|modern|capable|active|productive|performant|convenient|polished|polite|sophisticated|feature-rich|battle-tested|user-friendly|innovative|economical|cost-effective|lightweight|intuitive|elegant|battle tested|proven|battle|established|known|loved|recommended)|fastest|cheapest|best(?!(?:[ -]practices?\b|[ -]effort\b))|easiest|simplest|quickest|strongest|lightest|safest|largest|biggest|smallest|leanest|cleanest|richest|newest|greatest|finest|smartest|top|leading|number one|no\. ?1|#1|first-class|world-class|best-in-class|state[- ]of[- ]the[- ]art|industry[- ]standard|de facto|gold standard|market leader|unrivall?ed|unmatched|unbeatable|second to none|popular|famous|widely (?:used|adopted|known)|well[- ]known|renowned|blazing|lightning[- ]fast|cutting[- ]edge|revolutionary|game[- ]chang\w+|perfect|ideal|superior|inferior|outperforms?|beats?|surpass\w*|excels?|enterprise-grade|ultimate|unparalleled|fast|faster|cheap|cheaper|cheaply|inexpensive|affordable|expensive|(?:easier|simpler|lighter|quicker|safer|stronger|better|smaller|bigger|larger|cleaner|leaner|richer|newer|older|smoother|nicer|worse|slower|more [a-z]+|less [a-z]+) than)\b/giu,
	es: /\b(?:(?:el|la|los|las|lo) (?:mejor|mejores|peor)|(?:el|la|los|las) (?:más|menos) \w+(?! que)|más (?:popular|rápid|barat|segur|potente|fiable|robust|escalable|usad|conocid|complet|maduro|madura)\w*|mejor que|peor que|líder|estándar de la industria|insuperable|perfect[oa]|ideal|popular(?:es)?|rápid[oa]s?|barat[oa]s?|de primera)\b/giu,
	de: /\b(?:(?:am|der|die|das|den|dem) (?!(?:ersten?|nächsten?|letzten?|meisten?)\b)\p{L}+sten?|beste[nrs]?(?! practices)|schnells\w+|günstigs\w+|beliebt\w*|führend\w*|marktführer\w*|industriestandard|unschlagbar|perfekt\w*|ideal\w*|(?:besser|schneller|günstiger|billiger|sicherer|einfacher|leichter|stabiler|reifer|kleiner|größer|mehr \w+|weniger \w+) als|schnell(?:e[nrs]?)?|billig\w*|günstig\w*|weltweit|bekanntest\w*|weit verbreitet)\b/giu,
	fr: /\b(?:(?:le|la|les) (?:plus|moins|meilleur\w*|pire) ?\w*|plus (?:populaire|rapide|puissant|sûr|fiable|robuste|mûr|utilisé|connu|complet|simple|léger)\w* que|meilleur\w*|mieux que|leader|référence du (?:marché|secteur)|standard de l'industrie|imbattable|parfait\w*|idéal\w*|populaires?|rapides?|bon marché|pas chère?s?)\b/giu,
	pt: /\b(?:(?:o|a|os|as) (?:mais|menos|melhor|melhores|pior) ?\w*|mais (?:popular|rápid|barat|segur|potente|confiável|robust|escalável|usad|conhecid|complet|madur)\w*|melhor (?:do )?que|pior (?:do )?que|líder|padrão da indústria|imbatível|perfeit[oa]|ideal|popular(?:es)?|rápid[oa]s?|barat[oa]s?)\b/giu,
	tl: /\b(?:pinaka\w+|pinaka-?\w+|mas \w+ kaysa|nangunguna|sikat|perpekto|pamantayan ng industriya|mura|murang|mabilis|pinakamahusay)\b/giu,
	zh: /最(?!近|后|初|多|少|终|低限度)|更(?:快|便宜|好|强|稳定|流行|安全|成熟)|领先|行业标准|一流|首屈一指|完美|流行|便宜|无与伦比|超越/gu,
};

/** Wishes as askers say them: repeating one ranks nothing. */
const wishes =
	/^(?:fast|cheap|cheaply|inexpensive|affordable|expensive|popular|rápid[oa]s?|barat[oa]s?|schnell(?:e[nrs]?)?|billig\w*|günstig\w*|rapides?|bon marché|pas chère?s?|mura|murang|mabilis|便宜|流行)$/iu;

/** Superlatives, comparisons and praise, in the answer's language and in English: only where a cited fact says the same. */
export const checkSuperlatives: Check = (place) => {
	const cited = ` ${place.cited.map((text) => text.replace(/[^\p{L}\p{N}]+/gu, " ")).join(" ")} `.toLowerCase();
	const asked = place.asked.toLowerCase();
	const { language } = place.need;
	// "Is the interconnect fast?" praises nothing.
	const mayWish = place.part === "question";
	const patterns = language === "en" ? [rankings.en] : [rankings[language], rankings.en];
	const said = patterns.flatMap((pattern) => [...place.spelt.plain.matchAll(pattern)].map(([words]) => words));
	return [...new Set(said)]
		.filter((words) => !cited.includes(` ${words.toLowerCase()} `) && !(wishes.test(words) && (mayWish || asked.includes(words.toLowerCase()))))
		.map((words) => problem(place, "superlative", words));
};
