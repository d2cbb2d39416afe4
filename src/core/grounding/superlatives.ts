import { type Check, type Place, problem } from "./place.ts";

/** Rankings that the catalog does not hold: it lists what tools do, not who does it best. Phrases of the framework's own are no rankings. */
const rankings: Record<"en" | "es" | "de" | "fr" | "pt" | "tl" | "zh", RegExp> = {
	en: /\b(?:the |its |your )?(?:(?:most|least|more|less) (?:popular|common|widely|powerful|advanced|mature|reliable|secure|robust|scalable|flexible|accurate|efficient|complete|comprehensive|trusted|used|adopted|affordable|expensive|stable|modern|capable|active|productive|performant|convenient|polished|polite|sophisticated|feature-rich|battle-tested|user-friendly|innovative|economical|cost-effective|lightweight|intuitive|elegant|battle tested|proven|battle|established|known|loved|recommended)|fastest|cheapest|best(?!(?:[ -]practices?\b|[ -]effort\b|-in-))|easiest|simplest|quickest|strongest|lightest|safest|largest|biggest|smallest|leanest|cleanest|richest|newest|greatest|finest|smartest|top|leading|number one|no\. ?1|#1|first-class|world-class|best-in-class|state[- ]of[- ]the[- ]art|industry[- ]standard|de facto|gold standard|market leader|unrivall?ed|unmatched|unbeatable|second to none|popular|famous|widely (?:used|adopted|known)|well[- ]known|renowned|blazing|lightning[- ]fast|cutting[- ]edge|revolutionary|game[- ]chang\w+|perfect|ideal|superior|inferior|outperforms?|beats?|surpass\w*|excels?|enterprise-grade|ultimate|unparalleled|fast|faster|cheap|cheaper|cheaply|inexpensive|affordable|expensive|(?:easier|simpler|lighter|quicker|safer|stronger|better|smaller|bigger|larger|cleaner|leaner|richer|newer|older|smoother|nicer|worse|slower|more [a-z]+|less [a-z]+) than)\b/giu,
	es: /\b(?:(?:el|la|los|las|lo) (?:mejor|mejores|peor)|(?:el|la|los|las) (?:más|menos) \w+(?! que)|más (?:popular|rápid|barat|segur|potente|fiable|robust|escalable|usad|conocid|complet|maduro|madura)\w*|mejor que|peor que|líder|estándar de la industria|insuperable|perfect[oa]|ideal|popular(?:es)?|rápid[oa]s?|barat[oa]s?|de primera)\b/giu,
	de: /\b(?:(?:am|der|die|das|den|dem) (?!(?:ersten?|nächsten?|letzten?|meisten?)\b)\p{L}+sten?|beste[nrs]?(?! practices)|schnells\w+|günstigs\w+|beliebt\w*|führend\w*|marktführer\w*|industriestandard|unschlagbar|perfekt\w*|ideal\w*|(?:besser|schneller|günstiger|billiger|sicherer|einfacher|leichter|stabiler|reifer|kleiner|größer|mehr \w+|weniger \w+) als|schnell(?:e[nrs]?)?|billig\w*|günstig\w*|weltweit|bekanntest\w*|weit verbreitet)\b/giu,
	fr: /\b(?:(?:le|la|les) (?:plus|moins|meilleur\w*|pire) ?\w*|plus (?:populaire|rapide|puissant|sûr|fiable|robuste|mûr|utilisé|connu|complet|simple|léger)\w* que|meilleur\w*|mieux que|leader|référence du (?:marché|secteur)|standard de l'industrie|imbattable|parfait\w*|idéal\w*|populaires?|rapides?|bon marché|pas chère?s?)\b/giu,
	pt: /\b(?:(?:o|a|os|as) (?:mais|menos|melhor|melhores|pior) ?\w*|mais (?:popular|rápid|barat|segur|potente|confiável|robust|escalável|usad|conhecid|complet|madur)\w*|melhor (?:do )?que|pior (?:do )?que|líder|padrão da indústria|imbatível|perfeit[oa]|ideal|popular(?:es)?|rápid[oa]s?|barat[oa]s?)\b/giu,
	tl: /\b(?:pinaka\w+|pinaka-?\w+|mas \w+ kaysa|nangunguna|sikat|perpekto|pamantayan ng industriya|mura|murang|mabilis|pinakamahusay)\b/giu,
	zh: /最(?!近|后|初|多|少|终|低限度)|更(?:快|便宜|好|强|稳定|流行|安全|成熟)|领先|行业标准|一流|首屈一指|完美|流行|便宜|无与伦比|超越/gu,
};

/** Comparisons in whatever words, standing out, and being alone in something. "Rather than" and the like compare nothing. */
const comparisons: Record<keyof typeof rankings, RegExp> = {
	en: /\b(?!(?:rather|other|together|whether|either|another|further from)\b)(?:\p{L}{3,}(?:er|ier)|less|more|fewer|worse|better)\b(?<!\b(?:worth|no|not|any|sooner or) (?:more|less|later|longer))(?=[^.;:!?]{0,40}(?<!\b(?:rather|other) )\bthan\b(?! (?:you|your|one|once|that)\b))|\bfurther than\b|\bahead of\b|\bout(?:paces?|does|runs|shines?|classes|ranks|grows? (?:the|its))\b|\bthe (?:\p{L}+(?:ier|est)|better|simpler|stronger|smaller|larger|bigger|faster|cheaper|lighter|safer|smarter) of\b|\bthe (?:sturd|light|heav|read|stead|eas)ier\b|\bas (?!well\b|long\b|soon\b|far\b|much\b|many\b|it\b|they\b|plain\b)\p{L}{3,} as (?:a|an|any|anything|anywhere|the|its)\b|\b(?:unbeaten|unequal?led|peerless|flawless|favou?rite|go-to|top-rated|number one|obvious (?:winner|choice)|hands down|holds? the record|record for|second to|the reference that|what everybody|what everyone|nobody else|no one else|no other|nothing else (?:does|comes|gets|is)|the only (?:one|tool|tracker|option|product|library|framework|service|platform|choice|store|thing)|comes? after)\b|\btwice as\b|\b(?:leads? (?:its|the) (?:field|way|market|pack)|sets? the (?:bar|pace|standard)|gold medal|comes? close|leaves? the (?:rest|others) (?:standing|behind)|dominat\p{L}+|first choice of|tops? (?:the|every)|(?:the )?crown|king of|class of its own|no match|no contest|no comparison)\b/giu,
	es: /(?<!\p{L})(?:más|menos) \p{L}+ (?:de lo que|que (?:el|la|los|las|un|una|lo|otr[oa]s?|cualquier\p{L}*|nada|nadie|tod[oa]s?|en|con))(?!\p{L})|número uno|nada igual|supera\p{L}*|primera opción de|domina\p{L}*|no tiene rival|ning[uú]n otr[oa]|nadie más|inigualable|imbatible|impresionante|insustituible/giu,
	de: /(?<!\p{L})(?!(?:oder|aber|eher|immer|leider|wieder|später|früher|sondern|weder|weniger|mehr|länger|kürzer) als)\p{L}{3,}er als(?!\p{L})|maß aller dinge|erste wahl|kein vergleich|übertrifft|übertreffen|schlägt (?:alle|alles|jede\p{L}*)|spitze|dominier\p{L}*|nummer eins|unerreicht|einzigartig|konkurrenzlos|kein anderes|niemand sonst|kommt schneller|stabiler|robuster/giu,
	fr: /(?<!\p{L})(?:plus|moins) \p{L}+ qu(?:e (?:le|la|les|un|une|tout|toute?s?|d'autres|n'importe|avec|en)(?!\p{L})|e l['’]|['’](?:un|une|avec|en|ailleurs|autre))|incontournable|surpass\p{L}*|domin\p{L}*|premier choix|sans rival|bat (?:tous|toutes|tout)|référence absolue|numéro un|sans égal|inégalé\p{L}*|aucun autre|personne d'autre/giu,
	pt: /(?<!\p{L})(?:mais|menos) \p{L}+ (?:do que|que (?:o|a|os|as|um|uma|qualquer|outr[oa]s?|tod[oa]s?|em|com))(?!\p{L})|número um|supera\p{L}*|domina\p{L}*|primeira escolha|sem rival|inigualável|imbatível|nenhum outro|ninguém mais|insuperável/giu,
	tl: /paborito|walang (?:katulad|kapantay|kaparis)|nag-iisang/giu,
	zh: /比[^，。；]{1,10}(?:得多|更|还|要)|远超|远胜|优于|胜过|强于|好于|超越|第一(?!步|个|次|阶段|天|周)|无人能及|无可替代|独一无二|首选|唯一的?(?:工具|选择|方案)|碾压/gu,
};

/** Wishes as askers say them: repeating one ranks nothing. */
const wishes =
	/^(?:fast|cheap|cheaply|inexpensive|affordable|expensive|popular|rápid[oa]s?|barat[oa]s?|schnell(?:e[nrs]?)?|billig\w*|günstig\w*|rapides?|bon marché|pas chère?s?|mura|murang|mabilis|便宜|流行)$/iu;

/** Where the work is planned, "the table that is most argued about" is one of the asker's, and ranks no tool. */
const isOfOwnThings = ({ part, named, need }: Place, before: string, after: string): boolean =>
	need.language !== "en" &&
	(part === "lifecycle" || part.startsWith("step_")) &&
	named.length === 0 &&
	(/(?<!\p{L})(?:le|la|les|el|los|las|o|a|os|as) \p{L}+ $/iu.test(before) || /^[^，。；]{1,6}的[那这]/u.test(after));

/** Superlatives, comparisons and praise, in the answer's language and in English: only where a cited fact says the same. */
export const checkSuperlatives: Check = (place) => {
	const cited = ` ${place.cited.map((text) => text.replace(/[^\p{L}\p{N}]+/gu, " ")).join(" ")} `.toLowerCase();
	const asked = place.asked.toLowerCase();
	const { language } = place.need;
	// "Is the interconnect fast?" praises nothing.
	const mayWish = place.part === "question";
	const patterns = (language === "en" ? (["en"] as const) : ([language, "en"] as const)).flatMap((one) => [rankings[one], comparisons[one]]);
	const { plain } = place.spelt;
	const said = patterns.flatMap((pattern) =>
		[...plain.matchAll(pattern)]
			.map(({ 0: words, index }) => ({ words, before: plain.slice(0, index), after: plain.slice(index + words.length) }))
			.filter((one) => !isOfOwnThings(place, one.before, one.after)),
	);
	// The same word of something else is not the same: "the cheapest available" makes nothing the cheapest choice.
	const isCited = ({ words, before, after }: (typeof said)[number]): boolean => {
		const [next = ""] = /^\s(\p{L}+)/u.exec(after)?.slice(1) ?? [];
		const [previous = ""] = /(\p{L}+)\s$/u.exec(before)?.slice(1) ?? [];
		return [
			[words, next],
			[previous, words],
		].some((pair) => pair.every((word) => word !== "" && !articles.has(word.toLowerCase())) && cited.includes(` ${pair.join(" ").toLowerCase()} `));
	};
	const isWish = ({ words }: (typeof said)[number]): boolean => wishes.test(words) && (mayWish || asked.includes(words.toLowerCase()));
	return [...new Set(said.filter((one) => !isCited(one) && !isWish(one)).map(({ words }) => words))].map((words) => problem(place, "superlative", words));
};
const articles: ReadonlySet<string> = new Set(["the", "a", "an", "is", "are", "it", "its"]);
