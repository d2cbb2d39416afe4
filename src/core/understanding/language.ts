import type { LanguageCode, UnreadLanguage } from "../need.ts";

/** Words that are frequent in one language and rare in the others, folded. */
const frequent: Record<Exclude<LanguageCode, "zh">, ReadonlySet<string>> = {
	en: new Set(
		"the and is are we our for with to of in on it that this which what do does have has need from can i my not be as at by how should would any there no please without only just".split(" "),
	),
	es: new Set(
		"el la los las una que para con por como nuestro nuestra nuestros tenemos necesitamos queremos usamos hay del al es esta son pero muy cual hola algo sin ya mi un y en se lo quiero puedo donde herramienta modelos datos".split(
			" ",
		),
	),
	de: new Set(
		"der die das und ist wir fur mit nicht ein eine einen wie was welche welches unsere unseren haben brauchen auf zu im von den dem oder aber auch man soll kann bei gibt es ich mein keine ohne werkzeug daten hallo".split(
			" ",
		),
	),
	fr: new Set(
		"le la les des une est nous pour avec pas que qui dans sur notre nos avons besoin quel quelle et ou mais il faut je mon ma sans du au ce ca doit bonjour donnees outil en un chez".split(" "),
	),
	pt: new Set(
		"o os as uma que para com nao nosso nossa nossos temos precisamos queremos usamos e do da dos das em um mas qual oi ola algo sem ja meu minha ferramenta modelos dados pessoal esta voces no na por".split(
			" ",
		),
	),
	tl: new Set(
		"ang ng mga sa na namin kami kayo ba po para may gusto kailangan ano anong hindi walang wala huwag lang naming nang yung ito dito kasi at ako ko natin tayo pa din rin mo ninyo nyo paano saan mahal".split(
			" ",
		),
	),
};

/** The language of a message, by its script and its most frequent words; English where nothing speaks for another. */
export function detectLanguage(folded: string): LanguageCode {
	const han = folded.match(/\p{Script=Han}/gu)?.length ?? 0;
	const words = folded.match(/[\p{L}']+/gu)?.filter((word) => !/\p{Script=Han}/u.test(word)) ?? [];
	// Japanese mixes the script with kana; the bot speaks none of it, so it answers in English.
	if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(folded)) return "en";
	if (han >= 2 && han * 2 >= words.length) return "zh";
	let best: { code: LanguageCode; count: number } = { code: "en", count: 0 };
	for (const [code, list] of Object.entries(frequent) as [Exclude<LanguageCode, "zh">, ReadonlySet<string>][]) {
		const count = words.filter((word) => list.has(word)).length;
		if (count > best.count) best = { code, count };
	}
	return best.count >= 2 || words.length <= 3 ? best.code : "en";
}

/** Words that tell Italian from the languages that are read, folded. */
const italian = new Set(
	"quale quali che strumento strumenti della dello dei degli delle per il lo gli di nostro nostra nostri nostre abbiamo cerchiamo vogliamo usare usiamo bisogno serve ci sono siamo senza anche piu come perche cosa qualcosa dati modelli modello addestramento monitoraggio su nel nella vorrei ho potete puo grazie ciao buongiorno consigliate consigli".split(
		" ",
	),
);
/** Of these, the ones that no other language that is read has. */
const onlyItalian =
	/\b(?:quale|quali|strument[oi]|dell[oae]|degli|abbiamo|cerchiamo|vogliamo|nostr[aeio]|senza|perche|qualcosa|addestramento|monitoraggio|vorrei|grazie|ciao|buongiorno|nella|gli|dei|dati|modelli)\b/u;
const scripts: readonly (readonly [RegExp, UnreadLanguage])[] = [
	[/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, "ja"],
	[/\p{Script=Hangul}/gu, "ko"],
	[/\p{Script=Cyrillic}/gu, "ru"],
	[/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Greek}\p{Script=Bengali}\p{Script=Tamil}]/gu, "other"],
];

/** The language of a message that is in none that is read: by its script, or by words that no other has. */
export function detectUnread(folded: string): UnreadLanguage | undefined {
	const letters = folded.match(/\p{L}/gu)?.length ?? 0;
	for (const [script, code] of scripts) if (letters > 0 && (folded.match(script)?.length ?? 0) * 5 >= letters) return code;
	const words = folded.match(/[\p{L}']+/gu) ?? [];
	const count = words.filter((word) => italian.has(word)).length;
	const telling = words.filter((word) => onlyItalian.test(word)).length;
	const others = Object.values(frequent).map((list) => words.filter((word) => list.has(word)).length);
	return count >= 3 && telling >= 1 && count > Math.max(...others) ? "it" : undefined;
}
