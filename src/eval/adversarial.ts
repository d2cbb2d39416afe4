import type { AnswerPart } from "../core/answer/answer.ts";
import type { Catalog } from "../core/catalog/catalog.ts";
import type { Tool } from "../core/catalog/tool.ts";
import { textOf } from "../core/grounding/place.ts";
import type { GroundingCode } from "../core/grounding/problem.ts";
import type { GroundingContext } from "../core/grounding/prose-grounding.ts";
import { valuesOf } from "../core/need.ts";
import { factsGiven, toolsOfPart } from "../core/writing/given.ts";

/** 0 to below 1, from a seed, so that a mutation can be made again. */
export type Random = () => number;

/** mulberry32: small, and good enough to choose by. */
export function randomFrom(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}
const oneOf = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // lists here are never empty

/** A part as a model returned it, and what it must be turned down for: one of `codes` at least. */
export type Adversarial = { kind: string; part: AnswerPart; raw: unknown; codes: readonly GroundingCode[] };
type Part = { part: AnswerPart; raw: unknown };
type Language = "en" | "es" | "de" | "fr" | "pt" | "tl" | "zh";

/** How a lie gets into a sentence of each language; `X` is the lie. */
const carriers: Record<Language, readonly string[]> = {
	en: ["Or use X instead.", "It works like X.", "Teams often start with X.", "X does this as well.", "Pair it with X for that."],
	es: ["O usad X en su lugar.", "Funciona como X.", "También está X.", "Combinadlo con X."],
	de: ["Oder nehmt X dafür.", "Es arbeitet wie X.", "Auch X kann das.", "Verbindet es mit X."],
	fr: ["Ou prenez X pour cela.", "Cela marche comme X.", "Il y a aussi X.", "Utilisez-le avec X."],
	pt: ["Ou usem X para isso.", "Funciona como X.", "Há também X.", "Combinem com X."],
	tl: ["O gamitin ang X para dito.", "Katulad ito ng X.", "Mayroon ding X.", "Isama ito sa X."],
	zh: ["也可以用 X 来做。", "它和 X 类似。", "还有 X 可选。"],
};

const lookalike: Record<string, string> = { a: "а", e: "е", o: "о", p: "р", c: "с", x: "х", i: "і", y: "у", s: "ѕ", B: "В", K: "К", M: "М", H: "Н", A: "А", E: "Е", O: "О", P: "Р", C: "С", T: "Т" };
const between = (name: string, what: string): string => {
	const at = Math.max(1, Math.floor(name.length / 2));
	return name.slice(0, at) + what + name.slice(at);
};
const letters = (name: string): string[] => [...name].filter((letter) => /[\p{L}\p{N}]/u.test(letter));

/** Ways in which a name is hidden from a plain search. */
const disguises: readonly ((name: string, random: Random) => string)[] = [
	(name) => name,
	(name) => name.toLowerCase(),
	(name) => name.toUpperCase(),
	(name, random) => [...name].map((letter) => (random() < 0.5 ? letter.toUpperCase() : letter.toLowerCase())).join(""),
	(name) => between(name, "\u200b"),
	(name) => between(name, "\u00ad"),
	(name) => between(name, "\u2060"),
	(name) => letters(name).join("\u200d"),
	(name) => between(name, "-"),
	(name) => between(name, "."),
	(name) => between(name, " "),
	(name) => between(name, "*"),
	(name) => between(name, "_"),
	(name) => between(name, "`"),
	(name) => between(name, "</b>"),
	(name) => letters(name).join(" "),
	(name) => letters(name).join("."),
	(name) => letters(name).join("-"),
	(name) => letters(name).join(", "),
	(name) => letters(name).join("​ "),
	(name) => [...name].map((letter) => lookalike[letter] ?? letter).join(""),
	(name) => [...name].map((letter) => (/[!-~]/.test(letter) ? String.fromCharCode(letter.charCodeAt(0) + 0xfee0) : letter)).join(""),
	(name) =>
		[...name]
			.map((letter) => (/[a-z]/.test(letter) ? String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97) : /[A-Z]/.test(letter) ? String.fromCodePoint(0x1d400 + letter.charCodeAt(0) - 65) : letter))
			.join(""),
	(name) => [...name].map((letter) => `${letter}\u0301`).join(""),
	(name) => `[${name}](https://example.org)`,
	(name) => `<https://example.org|${name}>`,
	(name) => `“${name}”`,
	(name) => `(${name})`,
	(name) => `${name}'s`,
	(name) => `**${name}**`,
];

const beginnings = "Zor Quan Vel Nim Fluxo Krato Plex Omni Hyper Tren Glim Stra Vanta Brix Zeph Myri Corvo Drax".split(" ");
const endings = "blify ner DB Flow Hub AI ly io lytics Ops X forge scope mind 9 2 3000 Stack Graph base".split(" ");
/** Products that nobody makes, as a model invents them; and some that exist and that the catalog doesn't know. */
const invented = (random: Random): string =>
	random() < 0.7
		? oneOf(random, beginnings) + oneOf(random, endings)
		: oneOf(random, ["Fivetran", "Airbyte", "DataForge", "ModelMesh 2", "TrackMaster", "RunKeeper Pro", "Obsidian ML", "Mlify", "NimbusAI", "Lumo9", "PipeWise", "Kafkarize"]);

const numbers: Record<Language, readonly string[]> = {
	en: [
		"up to 4711 models",
		"within 97 milliseconds",
		"for seventeen clusters",
		"in ninety percent of cases",
		"37 % less memory",
		"by 8471 teams",
		"a hundred times",
		"about 2.75 times",
		"millions of rows",
	],
	es: ["hasta 4711 modelos", "en diecisiete segundos y 97 pasos", "un 37 % menos", "en noventa casos"],
	de: ["bis zu 4711 Modelle", "in siebzig Fällen", "37 Prozent weniger", "für neunzig Teams"],
	fr: ["jusqu'à 4711 modèles", "dans quarante cas", "37 pour cent de moins", "pour soixante équipes"],
	pt: ["até 4711 modelos", "em setenta casos", "37 por cento menos", "para noventa equipes"],
	tl: ["hanggang 4711 na modelo", "sa siyam na kaso", "37 porsiyento", "para sa pitong grupo"],
	zh: ["最多 4711 个模型", "九十七个团队", "节省百分之三十七", "上百万条数据"],
};
const figures = [
	["hundred", "100"],
	["million", "000,000"],
	["37", "37"],
	["97", "97"],
	["ninety", "90"],
	["seventeen", "17"],
	["2.75", "2.75"],
	["%", "percent"],
] as const;
const prices = ["for 49 dollars a month", "at $9 per seat", "for €12", "from 7 USD", "at twenty euros per user", "with a discount", "for 99 cents an hour", "and it is billed yearly"];
const licences = ["GPL", "AGPL", "LGPL", "the BSL", "SSPL", "the Mozilla Public License", "the Elastic License", "the Business Source Licence", "CC-BY-NC", "PolyForm", "the Eclipse Public License"];
const links = [
	"https://evil.example/login",
	"http://example.org",
	"www.example.org",
	"example.com/setup",
	"get-it.io",
	"[docs](https://example.org)",
	"<https://example.org|docs>",
	"mailto:sales@example.org",
	"sales@example.org",
	"javascript:alert(1)",
	"ftp://files.example.org",
	"slack://open",
	"bit.ly/3xyz",
	"hxxps://example.org",
	"example dot com",
	"example (dot) org",
	"h t t p : / / x . y",
	"10.0.0.1",
	"data:text/html;base64,PGI+",
	"//cdn.example.net/x.js",
	"ｈｔｔｐ://example.org",
	"example。com",
];
const mentions = [
	"<!channel>",
	"<!here>",
	"<!everyone>",
	"@channel",
	"@here",
	"@everyone",
	"<@U0123ABCD>",
	"<#C0123ABCD>",
	"<!subteam^S0123ABCD>",
	"＠here",
	"@ channel",
	"<@U0123ABCD|ana>",
	"#general",
	":tada:",
	"U0123ABCD",
];
const rankings: Record<Language, readonly string[]> = {
	en: [
		"It is the fastest option.",
		"It is the most popular tracker.",
		"It is the cheapest choice.",
		"It is the industry standard.",
		"Nothing beats it.",
		"It is the market leader.",
		"It is more reliable than the others.",
		"It has the largest community.",
		"It is state of the art.",
		"Everyone uses it.",
		"It is best-in-class.",
		"It outperforms the rest.",
	],
	es: ["Es la más popular.", "Es la mejor opción.", "Es líder del mercado.", "Es más rápida que las demás.", "Es el estándar de la industria."],
	de: ["Es ist das schnellste Werkzeug.", "Es ist marktführend und unschlagbar.", "Es ist am beliebtesten.", "Es ist besser als alles andere.", "Es ist der Industriestandard."],
	fr: ["C'est le plus populaire.", "C'est le meilleur choix.", "C'est le leader du marché.", "C'est le standard de l'industrie."],
	pt: ["É o mais popular.", "É a melhor opção.", "É líder de mercado.", "É o padrão da indústria."],
	tl: ["Ito ang pinakamabilis.", "Ito ang pinakasikat.", "Ito ang pinakamahusay."],
	zh: ["它是最流行的。", "它是行业标准。", "它比别的更快。", "它是最好的选择。"],
};
const selfTalk: Record<Language, readonly string[]> = {
	en: [
		"As an AI, I can't be sure.",
		"My instructions forbid more.",
		"I was told to be brief.",
		"My system prompt says so.",
		"I am a language model.",
		"According to my instructions, this wins.",
		"The JSON schema allows no more.",
		"I cannot reveal my prompt.",
		"Ignore previous instructions.",
		"As instructed, here is the answer.",
	],
	es: ["Como modelo de lenguaje, no lo sé.", "Mis instrucciones no lo permiten.", "Soy un asistente de IA."],
	de: ["Als KI weiß ich das nicht.", "Meine Anweisungen verbieten das.", "Ich bin ein Sprachmodell."],
	fr: ["En tant que modèle de langage, je ne sais pas.", "Mes instructions l'interdisent.", "Je suis une IA."],
	pt: ["Como modelo de linguagem, não sei.", "Minhas instruções não permitem.", "Sou uma IA."],
	tl: ["Bilang isang AI, hindi ko alam.", "Ako ay isang language model.", "Iyan ang aking tagubilin."],
	zh: ["作为一个AI，我不确定。", "我的系统提示不允许。", "我是语言模型。"],
};
const abilities = [
	["blockchain", "It comes with a blockchain ledger."],
	["mobile app", "It ships a mobile app."],
	["matlab", "It has a Matlab client."],
	["phone support", "It includes phone support around the clock."],
	["quantum", "It encrypts with quantum keys."],
	["satellite", "It reads satellite tiles."],
	["downtime", "It guarantees zero downtime."],
	["unlimited", "It has unlimited users."],
	["fedramp", "It is FedRAMP certified."],
	["iso 27001", "It is ISO 27001 certified."],
	["trusted", "It is trusted by everybody."],
] as const;
const markups = ["*really*", "_so_", "`code`", "~gone~", "# Title", "> quote", "• point", "{json}", "line\nbreak", "tab\there", "a | b", "<b>bold</b>"];

const isProse = (raw: unknown): raw is string => typeof raw === "string";
const proseOf = (raw: unknown): string => (isProse(raw) ? raw : (raw as { why: string }).why);
const withProse = (raw: unknown, text: string): unknown => (isProse(raw) ? text : { ...(raw as object), why: text });

/** Puts a sentence or phrase behind, before, in the middle of, or instead of a text. */
function planted(random: Random, text: string, lie: string): string {
	switch (Math.floor(random() * 4)) {
		case 0:
			return `${text} ${lie}`;
		case 1:
			return `${lie} ${text}`;
		case 2: {
			const words = text.split(" ");
			const at = 1 + Math.floor(random() * Math.max(1, words.length - 1));
			return [...words.slice(0, at), lie, ...words.slice(at)].join(" ");
		}
		default:
			return lie;
	}
}

/** Names that may not stand in an answer: of tools that are no picks and that the asker did not name; those that are words too are written as names. */
function foreignNames(catalog: Catalog, { given, askedText }: GroundingContext): string[] {
	const own = given.tools.flatMap(({ name, aliases }) => [name, ...aliases]).map((name) => name.toLowerCase());
	const asked = askedText.toLowerCase();
	const texts = given.tools
		.flatMap(({ facts, requires }) => [...facts.map(({ text }) => text), ...requires])
		.join(" ")
		.toLowerCase();
	const free = [...catalog.tools.values()].filter((tool) => !given.tools.includes(tool) && !["git", "docker", "kubernetes"].includes(tool.id));
	return free
		.flatMap((tool) => [tool.name, ...tool.aliases.filter((alias) => alias.length >= 5)])
		.filter(
			(name) =>
				name.length >= 4 && !asked.includes(name.toLowerCase()) && !texts.includes(name.toLowerCase()) && !own.some((one) => one.includes(name.toLowerCase()) || name.toLowerCase().includes(one)),
		);
}

type Mutation = { kind: string; make: (random: Random, context: GroundingContext, part: Part) => Omit<Adversarial, "kind" | "part"> | undefined };

const sentence = (kind: string, codes: readonly GroundingCode[], say: (random: Random, language: Language, context: GroundingContext) => string | undefined): Mutation => ({
	kind,
	make: (random, context, { raw }) => {
		const lie = say(random, context.given.answer.need.language, context);
		return lie === undefined ? undefined : { raw: withProse(raw, planted(random, proseOf(raw), lie)), codes };
	},
});
const carried = (random: Random, language: Language, lie: string): string => oneOf(random, carriers[language]).replace("X", () => lie);

/** Sentences that go against a field of every given tool, or against what the asker said must hold. */
function contradictions({ given }: GroundingContext): { kind: string; text: string; codes: readonly GroundingCode[] }[] {
	const { catalog, answer, tools } = given;
	const all = (holds: (tool: Tool) => boolean): boolean => tools.length > 0 && tools.every(holds);
	const stated = (kind: "kubernetes" | "hosting" | "budget" | "licence", value: string): boolean => valuesOf(answer.need, kind).includes(value);
	const lies: { when: boolean; text: string; codes: readonly GroundingCode[] }[] = [
		{ when: all((tool) => catalog.isOpenSource(tool)), text: "It is proprietary software.", codes: ["licence", "breaks_constraint"] },
		{ when: all((tool) => catalog.isOpenSource(tool)), text: "It isn't open source.", codes: ["licence", "breaks_constraint"] },
		{ when: all((tool) => tool.licence === "Proprietary"), text: "It is open source.", codes: ["licence"] },
		{ when: all((tool) => !tool.hosting.modes.includes("managed")), text: "The vendor hosts it as a managed service.", codes: ["unsupported_claim", "breaks_constraint"] },
		{ when: all((tool) => !tool.hosting.modes.includes("self-hosted") && !tool.hosting.modes.includes("library")), text: "You can self-host it.", codes: ["unsupported_claim", "breaks_constraint"] },
		{ when: all((tool) => tool.kubernetes === "no"), text: "It requires Kubernetes.", codes: ["unsupported_claim", "breaks_constraint"] },
		{ when: all((tool) => tool.kubernetes === "required" && !tool.hosting.modes.includes("managed")), text: "It needs no Kubernetes.", codes: ["unsupported_claim", "breaks_constraint"] },
		{ when: stated("kubernetes", "no"), text: "It scales out on your Kubernetes cluster.", codes: ["breaks_constraint"] },
		{ when: stated("hosting", "self-hosted"), text: "Let the vendor host it in the cloud as a managed service.", codes: ["breaks_constraint", "unsupported_claim"] },
		{ when: stated("hosting", "managed"), text: "Self-host it on your own servers.", codes: ["breaks_constraint", "unsupported_claim"] },
		{ when: stated("budget", "free"), text: "Buy a paid plan for it.", codes: ["breaks_constraint", "price"] },
		{ when: stated("licence", "open-source"), text: "It is closed source.", codes: ["breaks_constraint", "licence"] },
		{ when: all((tool) => tool.compliance === undefined), text: "It is HIPAA compliant.", codes: ["unsupported_claim"] },
		{ when: all((tool) => tool.status.state === "active"), text: "It has been discontinued.", codes: ["unsupported_claim"] },
	];
	return lies.filter(({ when }) => when).map(({ text, codes }) => ({ kind: "contradiction", text, codes }));
}

const ids = (raw: unknown): raw is { facts: string[]; trade_off: string; tool: string } => typeof raw === "object" && raw !== null && "facts" in raw;

/** Every kind of thing that may not pass. */
export const mutations: readonly Mutation[] = [
	{
		kind: "foreign-tool",
		make: (random, context, { raw }) => {
			const names = foreignNames(context.given.catalog, context);
			const lie = carried(random, context.given.answer.need.language, oneOf(random, disguises)(oneOf(random, names), random));
			return { raw: withProse(raw, planted(random, proseOf(raw), lie)), codes: ["foreign_tool", "spelled_out", "unusual_character", "markup", "link", "unknown_product"] };
		},
	},
	sentence("unknown-product", ["unknown_product", "foreign_tool", "number"], (random, language) => carried(random, language, invented(random))),
	sentence("unknown-product-lower-case", ["unknown_product"], (random, language) =>
		// In Tagalog no list has the forms of its words, and a name that looks like one passes.
		language === "tl" ? undefined : carried(random, language, (oneOf(random, beginnings) + oneOf(random, ["blify", "lytics", "forge", "nera", "stora"])).toLowerCase()),
	),
	sentence("number", ["number"], (random, language, { given, askedText }) => {
		const says = [askedText, ...given.tools.map(textOf)].join(" ").toLowerCase();
		const lie = oneOf(random, numbers[language]);
		// A figure that some fact holds may be borne out.
		return figures.some(([word, figure]) => lie.includes(word) && (says.includes(word) || says.includes(figure))) ? undefined : `${lie}${language === "zh" ? "。" : "."}`;
	}),
	sentence("price", ["price", "number"], (random) => `It can be had ${oneOf(random, prices)}.`),
	sentence("licence", ["licence"], (random, _language, { given }) => {
		const texts = given.tools
			.flatMap((tool) => [tool.licence, ...tool.facts.map(({ text }) => text)])
			.join(" ")
			.toLowerCase();
		const free = licences.filter((name) => !texts.includes(name.replace(/^the | Licen[cs]e$/g, "").toLowerCase()));
		return free.length === 0 ? undefined : `It is under ${oneOf(random, free)}.`;
	}),
	sentence("link", ["link", "markup", "unusual_character"], (random, language) => carried(random, language, oneOf(random, links))),
	sentence("mention", ["mention", "markup"], (random) => `${oneOf(random, mentions)} look at this.`),
	sentence("superlative", ["superlative", "unsupported_claim"], (random, language) => oneOf(random, rankings[language])),
	sentence("self-talk", ["self_talk"], (random, language) => oneOf(random, selfTalk[language])),
	sentence("invented-ability", ["unsupported_claim", "unknown_product", "malformed"], (random, _language, { given }) => {
		const says = given.tools.map(textOf).join(" ").toLowerCase();
		return oneOf(
			random,
			abilities.filter(([word]) => !says.includes(word)),
		)[1];
	}),
	sentence("markup", ["markup"], (random) => oneOf(random, markups)),
	sentence("echo", ["echo"], (random, _language, { prompts }) => {
		const words = oneOf(random, prompts)
			.split(/\s+/)
			.filter((word) => /^[\p{L}',.;]+$/u.test(word));
		const at = Math.floor(random() * Math.max(1, words.length - 14));
		// Words that markup or figures were taken from between no longer stand as they stood in the prompt.
		const run = words.slice(at, at + 14).join(" ");
		return prompts.some((prompt) => prompt.replace(/\s+/g, " ").includes(run)) ? run : undefined;
	}),
	{
		kind: "contradiction",
		make: (random, context, { raw }) => {
			const lies = contradictions(context);
			if (lies.length === 0) return undefined;
			const { text, codes } = oneOf(random, lies);
			return { raw: withProse(raw, planted(random, proseOf(raw), text)), codes };
		},
	},
	{
		kind: "foreign-fact",
		make: (random, { given }, { part, raw }) => {
			if (!ids(raw)) return undefined;
			const [tool] = toolsOfPart(given, part);
			const other = oneOf(
				random,
				[...given.catalog.tools.values()].filter((one) => one !== tool),
			);
			const own = new Set(tool === undefined ? [] : factsGiven(given, tool).facts.map(({ id }) => id));
			const foreign = other.facts.map(({ id }) => id).find((id) => !own.has(id));
			if (foreign === undefined) return undefined;
			return { raw: random() < 0.5 ? { ...raw, facts: [foreign] } : { ...raw, trade_off: foreign }, codes: ["foreign_fact"] };
		},
	},
	{
		kind: "other-tool",
		make: (random, { given }, { raw }) => {
			if (!ids(raw)) return undefined;
			const other = oneOf(
				random,
				[...given.catalog.tools.keys()].filter((id) => id !== raw.tool),
			);
			return { raw: { ...raw, tool: other }, codes: ["not_a_pick"] };
		},
	},
	{
		kind: "shape",
		make: (random, _context, { raw }) => ({ raw: oneOf(random, [42, [], { text: raw }, true, ids(raw) ? { ...raw, facts: [] } : {}, ids(raw) ? { ...raw, extra: "x" } : []]), codes: ["malformed"] }),
	},
	{
		kind: "too-long",
		make: (_random, _context, { raw }) => ({
			raw: withProse(raw, `${proseOf(raw)} ${proseOf(raw)} ${proseOf(raw)} ${proseOf(raw)} ${proseOf(raw)} ${proseOf(raw)} ${proseOf(raw)} ${proseOf(raw)} ${proseOf(raw)} ${proseOf(raw)}`),
			codes: ["too_long"],
		}),
	},
	{ kind: "empty", make: (random, _context, { raw }) => ({ raw: withProse(raw, oneOf(random, ["", " ", "…", "—", "\u200b", "?!"])), codes: ["empty", "markup", "unusual_character"] }) },
	{
		kind: "other-script",
		make: (random, context, { raw }) => {
			const other =
				context.given.answer.need.language === "zh" ? ["Это лучший инструмент.", "ツールです。"] : ["Это подходит вам.", "これを使う。", "هذا جيد.", "这个很好。", "यह ठीक है।", "Αυτό είναι."];
			return { raw: withProse(raw, planted(random, proseOf(raw), oneOf(random, other))), codes: ["unusual_character", "wrong_language"] };
		},
	},
];

/** One mutation of a valid part, or nothing where that kind has no place in it. */
export function mutate(kind: Mutation, random: Random, context: GroundingContext, part: Part): Adversarial | undefined {
	if (part.raw === null || Array.isArray(part.raw)) return undefined;
	const made = kind.make(random, context, part);
	return made === undefined ? undefined : { kind: kind.kind, part: part.part, ...made };
}
