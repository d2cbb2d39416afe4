import type { About, AspectId, Constraint } from "../need.ts";
import { type Cue, cues, hasCue } from "./cues.ts";

/** The words by which people ask for one side of a tool. */
const aspects: Record<Exclude<AspectId, "overview">, Cue[]> = {
	price: cues(
		"cost*; price*; pricing; expensive; cheap*; how much; fee*; paid; pay; bill; budget; free; gratis; kostet; kosten; kostenlos; teuer; preis*; cuesta*; precio*; gratuit*; coute*; prix; custa*; preco*; magkano; presyo; libre; 多少钱; 价格; 费用; 免费; 贵",
	),
	licence: cues("licen*; open source; open-source; agpl; closed source; proprietary; lizenz*; licencia; licenca; codigo abierto; codigo aberto; 许可; 开源"),
	hosting: cues(
		"[self-host|self host|selfhost]*; host*; on-prem*; saas; managed; cloud; air-gapped; offline; install*; on our own *; selbst betreiben; betreiben; alojar; heberg*; hospedar; 自托管; 部署",
	),
	kubernetes: cues("kubernetes; k8s"),
	vendor: cues(
		"who [is|are]? behind; who's behind; who [makes|maintains|owns|develops|builds|backs|sells|made|runs] [it|them|this|that|these|* one]; vendor; company behind; wer steckt dahinter; quien [esta detras|lo hace]; qui est derriere; 谁开发; 哪家公司",
	),
	age: cues("how old; since when; how long has; how new; how mature; mature; wie alt; desde cuando; depuis quand; 多久"),
	upkeep: cues(
		"[still|actively|well] [maintained|alive|developed|active|supported]; maintained; abandoned; dead; last release; latest [release|version]; how active; roadmap; noch gepflegt; mantenido; maintenu; 还在维护",
	),
	effort: cues(
		"[how]? [much|little|least|most]? effort*; how [hard|easy|difficult|complicated|complex|simple] *; [hard|easy|difficult|easier|easiest|simple|simplest|simpler|hardest|harder] to [run|operate|maintain|set up|install|host]; easiest; simplest; least work; overhead; babysit*; aufwand*; wartung; esfuerzo; effort; esforco; 维护成本",
	),
	leaving: cues("lock-in; locked in; lock in; [leave|leaving|migrate away|move away|get out|getting out|exit]; export our data; wechseln; salir; quitter"),
	limits: cues(
		"catch; downside*; drawback*; [its|the|their|any|known|what] limits; limitation*; weakness*; weak [point*|spot*]; cons; disadvantage*; problem*; wrong with; against; when not; not good [at|for]; haken; nachteil*; desventaja*; inconvenient*; desvantage*; 缺点; 限制",
	),
	ring: cues("ring; radar; maturity"),
	users: cues("who [else]? uses; who [else]? is using; used by whom; any references; reference customers; wer [nutzt|benutzt]; quien lo usa; qui l'utilise; quem usa; 谁在用"),
	requirements: cues("[what does * need|what do * need]; require*; requirement*; prerequisite*; needs to run; gpu*; database; docker; voraussetzung*; requisito*; prerequis; 需要什么; 要求"),
};

const asking =
	/^ (?:¿ ?)?(?:(?:and|ok|okay|so|but|also|hm+|then|right|thanks|great|cool|well|now|hey|sorry|und|aber|y|pero|et|mais|e|mas|at) ?,? ?)*(?:how|what|what's|who|who's|which|when|since when|is|isn't|are|aren't|does|doesn't|do|can|can't|could|has|have|will|would|tell|was|wer|wie|welche\p{L}*|ist|sind|kann|kostet|lauft|geht|hat|que|cuanto|cual|quien|es|tiene|puede|funciona|combien|quel\p{L}*|qui|est-ce|est|peut|a-t-il|quanto|qual|quem|tem|pode|roda|magkano|alin|sino|may|kaya)\b/u;
/** What would follow from a change is a condition, whatever its form: "does that also work if the machine is offline?", "does that change your list?" */
const supposes = /\b(?:if|wenn|falls|si|se|kung|unless|given that|change your|change the|does that change)\b/u;
/** "And without Docker?" adds a condition. */
const conditional = /\b(?:without|only|no|not|with|nothing|any|some|ohne|nur|mit|kein\p{L}*|sin|con|solo|sans|avec|sem|com|walang)\b/u;
/** "The second one, is it free?" */
const pointedQuestion = /[?？]\s*$/u;
const verb = /\b(?:is|are|does|do|can|has|have|will|ist|kann|hat|es|tiene|puede|est|peut|tem|pode|may)\b/u;
/** Whether a tool needs something is another question than whether it takes it. */
const needs = /\b(?:needs?|requires?|braucht|benotigt|necesita|exige|precisa|kailangan)\b|需要/u;
/** A cloud by its name, or one's own machines; "BigQuery" is something on it. */
const cloudItself = /^(?:on )?(?:aws|amazon|gcp|google|azure|.*cloud.*|on-?prem.*)$/u;
/** How something works in general is explained, not looked up. */
const explains = /\b(?:explain|how does .* work|how do .* work|under the hood|what does .* mean)\b/u;
/** Languages as they are asked for in a word: "does it work with R?" */
const languageWords: Readonly<Record<string, string>> = {
	r: "r",
	go: "go",
	golang: "go",
	java: "java",
	scala: "scala",
	julia: "julia",
	python: "python",
	typescript: "typescript",
	javascript: "typescript",
};
/** More of it than what is shown has: asks by which side they are to be weighed. */
const comparatives: readonly (readonly [RegExp, AspectId])[] = [
	[
		/\b(?:simpler|easier|lighter|less (?:work|effort|complicated|complex|heavy)|too (?:complicated|complex|heavy)|einfacher|leichter|mas (?:facil|sencillo|simple)|plus simple|mais simples)\b/u,
		"effort",
	],
	[/\b(?:cheaper|less expensive|too expensive|billiger|gunstiger|mas barato|moins cher|mais barato|mas mura)\b/u, "price"],
];

/** Whether a message asks for a side of tools by its name: "which one is the cheapest?" */
export const namesSide = (folded: string): boolean => Object.values(aspects).some((list) => hasCue(folded, list));

/** Words of a question that tell nothing of what it is about. */
const empty = new Set(
	"a an the is are was were be been it its it's they them their these those this that one ones first second third last two three both all each of do does did can could will would has have had how what which who when where why much many any some there in on at to for with by from about and or but so ok okay also then our my your we i you us me run runs running work works working use used using support supports supported supporting offer offers offered have has get gets make makes need needs really actually still even please thanks tell more option number tool tools as well if not no yes handle handles handled allow allows possible available out box come comes best better fast faster good well most least else show got gotten set up only nothing without every that than must should has written made".split(
		" ",
	),
);

/** Sentences that a question about a tool may have at most; one that says more states what must hold. */
const mostWords = 14;

/**
 * Whether a message asks something about tools rather than for tools, and what: "how much does it cost?", "does the second one run on
 * Windows?", "which of these is open source?"
 * @param bare whether nothing points at the tools: then only a side of them that is asked for in a few words counts
 * @param pointing whether something points at what was shown, rather than a name at a tool
 * @param names words by which the tools are named or pointed at, which are nothing to look for
 * @param conditions what the message would state were it no question
 */
export function askedAbout(
	plain: string,
	folded: string,
	{ bare, pointing, names, conditions }: { bare: boolean; pointing: boolean; names: readonly string[]; conditions: readonly Constraint[] },
): Omit<About, "tools"> | undefined {
	const count = plain.split(/\s+/).length;
	const weighed = comparatives.find(([pattern]) => pattern.test(folded))?.[1];
	if (weighed !== undefined && count <= 8 && conditions.every(({ kind }) => kind === "budget")) return { aspects: [weighed], conditions: [], words: [] };
	const asks = asking.test(folded) || (pointing && pointedQuestion.test(plain) && verb.test(folded)) || (/[?？]\s*$/.test(plain) && count <= 4 && conditions.length === 0 && !conditional.test(folded));
	if (!asks || explains.test(folded) || count > mostWords || supposes.test(folded) || /[.!?] \S/.test(plain.replace(/^(?:ok|okay|thanks|great|cool|hm+|right|no)[.!,] /i, ""))) return undefined;
	const found = (Object.keys(aspects) as (keyof typeof aspects)[]).filter((id) => hasCue(folded, aspects[id]));
	const words = wordsOf(folded, names);
	const judged = conditions.filter(
		({ kind, value, words: said }) =>
			!["team-size", "scale", "existing", "exclude", "exclude-vendor"].includes(kind) &&
			(kind !== "budget" || value === "free") &&
			(kind !== "cloud" || cloudItself.test(said)) &&
			!(kind === "kubernetes" && needs.test(folded)),
	);
	if (conditions.some(({ kind }) => kind === "team-size") && !bare && found.length === 0) found.push("effort");
	const language = words.flatMap((word) => languageWords[word] ?? []).filter((value) => !judged.some((one) => one.kind === "language" && one.value === value));
	for (const value of language) judged.push({ kind: "language", value, words: value });
	if (bare) return found.length > 0 && count <= 6 ? { aspects: found, conditions: [], words: [] } : undefined;
	// A condition says more exactly what the word for its side asks.
	const covered: Partial<Record<Constraint["kind"], AspectId>> = { licence: "licence", hosting: "hosting", kubernetes: "kubernetes" };
	const rest: AspectId[] = found.filter((id) => !judged.some(({ kind }) => covered[kind] === id));
	if (rest.length + judged.length > 0) return { aspects: rest, conditions: judged, words };
	return { aspects: words.length === 0 ? ["overview"] : [], conditions: [], words };
}

/** The words of a question, or of a condition, that can be looked for in what is known of a tool. */
export const wordsOf = (folded: string, names: readonly string[] = []): string[] => {
	const named = new Set(names.flatMap((name) => name.split(/[\s,]+/)));
	return [...new Set(folded.match(/[\p{L}\p{N}][\p{L}\p{N}+#.-]*[\p{L}\p{N}+#]|[\p{L}\p{N}]/gu) ?? [])].filter((word) => !empty.has(word) && !named.has(word) && !/^['.-]/.test(word)).slice(0, 6);
};
