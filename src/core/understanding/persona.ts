import { z } from "zod";
import { personaId } from "../catalog/vocabulary.ts";
import type { Need } from "../need.ts";
import { cues, findCues, type Hit } from "./cues.ts";
import { isNegated } from "./negation.ts";

/** In the order in which a title is tried for them. */
const roles = ["ml-engineer", "ml-researcher", "software-engineer"] as const;
type Role = (typeof roles)[number];

/** How each persona calls itself, in a message or in a profile title; folded. */
const roleNouns: Record<Role, ReturnType<typeof cues>> = {
	"ml-engineer": cues(`
		ml engineer*; ml-engineer*; machine learning engineer*; machine-learning engineer*; mle; mles; mlops*; ml ops*; ml platform*; ml platform team*; ml platform engineer*; ml infra team*; machine learning platform team*; ml infra*; ml eng; ml-engineering;
		ai engineer*; llm engineer*; applied ml engineer*; machine learning platform*; ml tech lead; ml lead; head of ml; deep learning engineer*; computer vision engineer*;
		nlp engineer*; ingenier* de ml; ingenier* de machine learning; ingenieur* ml; ingenieur* machine learning; engenheir* de ml; engenheir* de machine learning; 算法工程师;
		机器学习工程师; ml 工程师; ml工程师
	`),
	"ml-researcher": cues(`
		[analytics|statistics|modelling|modeling|research] [team|dept|department|group]; [speech|vision|nlp|imaging|robotics|language|neuroscience|physics|chemistry|biology] lab; researcher*; research scientist*; research engineer*; applied scientist*; data scientist*; data science; scientist*; data analyst*; analista*; analyst*; analista*; statistician*;
		biostatistician*; phd*; postdoc*; doctoral; doctorand*; grad student*; graduate student*; master student*; masters student*; student*; professor*; lecturer*;
		research associate*; research assistant*; research fellow*; linguist*; physicist*; chemist*; biologist*; bioinformatic*; epidemiolog*; radiologist*; econometric*; *modeller*; *modeler*; computational *; investigator*;
		quant; actuary; actuaries; ds team; ds lead; ecologist*; astronom*; geolog*; kaggler; principal investigator; annotator*; annotation lead; annotation manager;
		clinician scientist*; investigador*; cientific* de datos; doctorand*; estudiante*; chercheu*; data scientist*; etudiant*; doctorant*; [ma|une|sa|la|leur|de] these; doctorat; pesquisador*;
		cientista* de dados; estudante*; forscher*; *wissenschaftler*; daten*wissenschaftler*; mananaliksik*; estudyante*; 研究员; 研究生; 博士; 数据科学家; 科研; 学生
	`),
	"software-engineer": cues(`
		software engineer*; software developer*; engineers; swe; swes; devs; backend*; back-end*; frontend*; full stack*; fullstack*; full-stack*; sre; sres; site reliability*; devops*;
		platform engineer*; platform eng*; platform team*; platform dev*; infra engineer*; infrastructure engineer*; infra team*; data engineer*; data eng; data platform*;
		security engineer*; appsec*; devsecops; sysadmin*; system administrator*; cloud engineer*; cloud architect*; software architect*; solution* architect*; architect*;
		release engineer*; android dev*; ios dev*; mobile dev*; app developer*; web dev*; java dev*; embedded engineer*; firmware engineer*; firmware dev*; developer*; dev here;
		programmer*; dba; qa engineer*; test engineer*; it operations; it admin*; on call; on-call; oncall; network engineer*; staff engineer*; principal engineer*; cto;
		tech lead; engineering manager; desarrollador*; ingenier* de software; ingenier* de datos; ingenier* de plataforma; developpeu*; ingenieur* logiciel; ingenieur* [de|des]? donnees; ingenieur* data;
		ingenieur* plateforme; desenvolvedor*; engenheir* de software; engenheir* de dados; entwickler*; softwareentwickler*; *architekt*; *administrator*; systemadministrator*; taga-backend; 后端; 运维;
		平台工程师; 软件工程师; 开发工程师; 数据工程师; 架构师; sre
	`),
};

/** What each persona says it does, where no role is named. */
const activities: Record<Role, ReturnType<typeof cues>> = {
	"ml-engineer": cues(`
		[i|we] ~ train* [and|&|+|,] ~ [deploy*|serv*|ship*|run*|operat*|release*]; own both [ends|halves|sides]; both [halves|ends|sides];
		[train|build|model] [and|+|&] [run|deploy|serve|ship|operate]; end to end myself; from training to [prod*|serving|deployment];
		training and [serving|prod*|deployment|operation*]; training + [serving|prod*|deployment];
		[retrain*|train*] and [prod*|serving|deploy*|inference|operation*] are [both]? [mine|ours]; ship them ourselves; notebook to production; build + run all models;
		build and run [all]? [our|the]? models; fine-tune ~ and operate; train, quanti*; features and serving; both [modelling|modeling|training|models|science|research] and [backend|ops|operations|infra*|deployment|production|serving|engineering|software]; features and serving; build features and serve; 训练和上线; 训练和部署; 从训练到上线
	`),
	"ml-researcher": cues(`
		ich promoviere; je fais [ma|une|un] [these|doctorat]; [hago|estoy haciendo] [un|el|mi] doctorado; [faco|estou fazendo|estou no] [um|o|meu]? [doutorado|mestrado]; [we|i] build [the|our] scorecards;
		my [thesis|dissertation|paper|supervisor|advisor|experiments|notebook|notebooks|ablation*|study|research|lab|phd|postdoc|results|poster|manuscript];
		our [paper|study|lab|experiments|thesis|research group|papers|publication];
		[i|we] [fit|fitted] ~ [model*|regression*|classifier*|network*]; [i|we] [train|trained|model|annotate|label|analyse|analyze|fine-tune|finetune|study|research]; i've been [tuning|training]; appendix; reviewer*; ablation*;
		conference deadline; camera-ready; camera ready; supplementary material; results table; my [model|network|net|models]; grad school; our [reviewers|lab];
		para mi tesis; mi tesis; ma these; pour ma these; minha tese; meine [doktorarbeit|masterarbeit|dissertation|promotion]; ang thesis ko; 我的论文; 论文; 课题组; 实验室
	`),
	"software-engineer": cues(`
		;
		[data scientists|data science|ds|researchers|ml people|ml team|science team|research|the scientists|ml folks] [hand*|give*|gave|throw*|threw|send*|sent|deliver*|drop*|pass*] [us|me];
		[handed|gave|given|sent] [to]? [us|me] by [data scientists|data science|ds|researchers|the ml team];
		[data science|ds|the scientists|researchers|research|el equipo de datos|o time de dados] ~ [gave|handed|me entregou|nos entrega];
		i [get pinged|get paged|run the|write the pipeline code|maintain the service|deploy*|operate|ship the backend];
		[i|we] [look after|am in charge of|are in charge of|am responsible for|are responsible for|maintain|operate] [the|our] [storage*|infra*|network*|server*|database*|backend*|api*|cluster*|build*]; [i|we] write the ~ [firmware|backend|app|frontend|front-end|service*|software|client]; our [microservice*|service|services|backend|api|app|monorepo|pager]; my [infra|dev|platform|backend|ops] team*; [pagerduty|runbook*|slo|slos|sla]; mobile app;
		our app; [java|go|rust|node|django|rails|spring] [shop|service|backend|app|codebase|stack]; node / typescript; backend crew; [we|i] ~ deploy with; helpdesk app;
		our product teams; 我们的服务; 我负责运维
	`),
};

/**
 * What each sign is worth, as log odds: fitted by multinomial logistic regression to the example questions, each read by a model
 * that had not seen it (docs/decisions/reading-questions.md).
 */
const worth = { named: 1.64, does: 1.8, doesMore: 0.3, prior: 0.76, priorOfUnknown: 0.57, hybrid: 0.17, hybridDoes: 1.2 } as const;
/** How sure the reading model must be where nobody says what they are: people who ask in a channel tell less than the example questions do. */
const sureWithoutRole = 0.7;
/** A profile title speaks where the message hardly does. */
const worthOfTitle = 4.5;
/** Below this, a role is named as somebody else's. */
const leastNamed = 0.5;
/** From here on a role is named so clearly that a title can't change it. */
const namedClearly = 2;
/** What one message says of who wrote it: how strongly it names each role, and the words; what the reading model makes of it. */
export const personaSignsSchema = z.strictObject({
	/** By role: what its names add up to, how often it speaks of doing its work, and the words that showed it. */
	roles: z.record(z.enum(roles), z.strictObject({ named: z.number(), does: z.int(), words: z.array(z.string()) })),
	/** What the reading model makes of the words, each 0 to 1. */
	prior: z.record(personaId, z.number()),
	/** The words that spoke for the likeliest role, where the model is sure of it. */
	telling: z.array(z.string()),
});
export type PersonaSigns = z.infer<typeof personaSignsSchema>;
type Prior = Readonly<PersonaSigns["prior"]>;

const likeliestRole = (prior: Prior): Role => [...roles].sort((a, b) => prior[b] - prior[a])[0] as Role; // there are three

/**
 * What a message says of who wrote it.
 * @param folded the message, folded
 * @param prior what the reading model makes of the words, each 0 to 1
 * @param telling the words that spoke for a role
 */
export function personaSigns(folded: string, prior: Prior, telling: (role: Role) => string[]): PersonaSigns {
	const signs: PersonaSigns["roles"] = { "ml-researcher": nothing(), "software-engineer": nothing(), "ml-engineer": nothing() };
	const nouns = roles.flatMap((role) => findCues(folded, roleNouns[role]).map((hit) => ({ role, hit })));
	for (const { role, hit } of nouns) {
		// "computer vision engineer" holds "engineer": the longest name counts.
		if (nouns.some(({ hit: other }) => other !== hit && other.start <= hit.start && other.end >= hit.end && other.end - other.start > hit.end - hit.start)) continue;
		const weight = isNegated(folded, hit, 3) ? 0 : selfWeight(folded, hit);
		if (weight === 0) continue;
		signs[role].named += weight;
		signs[role].words.push(hit.words);
	}
	for (const role of roles) {
		const hits = findCues(folded, activities[role]);
		signs[role].does = hits.length;
		if (hits[0] !== undefined) signs[role].words.push(hits[0].words);
	}
	const likeliest = likeliestRole(prior);
	return { roles: signs, prior: { ...prior }, telling: prior[likeliest] >= sureWithoutRole ? telling(likeliest) : [] };
}
const nothing = (): PersonaSigns["roles"][Role] => ({ named: 0, does: 0, words: [] });

/**
 * Who asks: what they told us wins, then how they call themselves, then what they do, then their profile title.
 * @param turns what each message of theirs says, oldest first; at least one. Who asks has mostly been said where the thread began
 */
export function readPersona(turns: readonly [PersonaSigns, ...PersonaSigns[]], title: string | undefined, told: Role | undefined): Need["persona"] {
	if (told !== undefined) return { id: told, confidence: 1, words: ["you told me"], from: "told" };
	const [{ prior, telling }] = turns;
	const named = byRole((role) => turns.reduce((sum, turn) => sum + turn.roles[role].named, 0));
	// Others' roles weigh little, and several of them are still none of the asker's.
	for (const role of roles) if (named[role] < leastNamed) named[role] = 0;
	const words = byRole((role) => turns.flatMap((turn) => turn.roles[role].words));
	const titled = title === undefined || Math.max(...Object.values(named)) >= namedClearly ? undefined : roleOfTitle(title);
	const odds = byRole((role) => {
		const does = turns.reduce((sum, turn) => sum + turn.roles[role].does, 0);
		const hybrid = role === "ml-engineer" ? worth.hybrid + (does > 0 ? worth.hybridDoes : 0) : 0;
		const said = worth.named * Math.min(named[role], 3) + (does > 0 ? worth.does + worth.doesMore * (does - 1) : 0);
		return said + worth.prior * logOf(prior[role]) + hybrid + (titled === role ? worthOfTitle : 0);
	});
	const ofUnknown = worth.priorOfUnknown * logOf(prior.unknown);
	const best = [...roles].sort((a, b) => odds[b] - odds[a])[0] as Role; // there are three
	const total = roles.reduce((sum, role) => sum + Math.exp(odds[role]), Math.exp(ofUnknown));
	const confidence = Math.exp(odds[best]) / total;
	if (odds[best] < ofUnknown || (words[best].length === 0 && titled !== best && prior[best] < sureWithoutRole)) return { ...unknownPersona, confidence };
	if (words[best].length > 0) return { id: best, confidence, words: words[best].slice(0, 3), from: "words" };
	if (titled === best) return { id: best, confidence, words: [title ?? ""], from: "title" };
	// No word names a role, but all of them together may speak for one.
	return telling.length > 0 && likeliestRole(prior) === best ? { id: best, confidence, words: telling, from: "wording" } : { ...unknownPersona, confidence };
}

/** However sure the model is against a role, whoever names it is heard. */
const leastShare = 0.03;
const logOf = (share: number): number => Math.log(Math.max(share, leastShare));

const byRole = <T>(of: (role: Role) => T): Record<Role, T> => ({ "ml-engineer": of("ml-engineer"), "ml-researcher": of("ml-researcher"), "software-engineer": of("software-engineer") });

/** The role that a profile title names. */
function roleOfTitle(title: string): Role | undefined {
	const folded = ` ${title
		.toLowerCase()
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.replace(/[^\p{L}\p{N}&-]+/gu, " ")
		.trim()} `;
	const named = roles.find((role) => findCues(folded, roleNouns[role]).length > 0);
	return named ?? (/ (engineer|developer|dev|programmer|administrator|operations|devops|infrastructure) /.test(folded) ? "software-engineer" : undefined);
}
const unknownPersona: Need["persona"] = { id: "unknown", confidence: 0, words: [], from: "nothing" };

/** "An ML platform", "which MLOps tool": what is looked for has the name of those who look after it. */
const alsoThings = /^(?:ml ?-?ops|ml platform|machine learning platform|ml infra|data platform)\p{L}*$/u;
const ofPeople =
	/^ (?:teams?|engineers?|eng|leads?|person|people|folks?|guys?|gal|devs?|developers?|crew|group|squad|side|department|here|person|dude|manager|architect|specialist|intern|,|\.|;|:|\()/u;
const ownTrade = /\b(?:i'm|i am|im|we're|we are|as|in|from|at|do|doing|run|lead|own|on|of|the|our|my|for|been|work in|work on|responsible for)(?: (?:the|our|an?|my|in|on))? $/u;
/** "Data scientists give us a model", "researchers want to release it": told of, by somebody else. */
const toldOf =
	/^ (?:(?:keep|just|always|then|now|usually|sometimes|often|only|here|upstairs|downstairs|next door) )?(?:gives?|gave|hands?|sends?|sent|throws?|threw|ships?|delivers?|drops?|pass(?:es)?|wants?|needs?|uses?|trains?|builds?|built|releases?|cop(?:y|ies)|makes?|push(?:es)?|writes?|wrote|leaves?|left|asks?|asked|complains?|fight|fights|share|come|comes|came|produces?|creates?)\b/u;
const tellsOfUs = /\b(?:us|me|we|our|my)\b/u;

/** How much a role's name speaks of the asker: "I'm an SRE" fully, "the data scientists hand us pickles" not at all. */
function selfWeight(folded: string, hit: Hit): number {
	const before = folded.slice(0, hit.start);
	const after = folded.slice(hit.end);
	if (
		/^ (here|speaking|question from|question|by trade|of|with|from|at|in|\(|,|\.|;|:|asking)/.test(after) &&
		/(^ |\. |\? |! |, |; |: |- )(an? |the |our |dumb question from an? |total |fellow |junior |senior |staff |lead )*$/.test(before)
	)
		return 2.4;
	if (
		/\b(i'm|i am|im|us|as|am|we're|we are|i work as|my (job|role|day job) is|me as|being|soy|somos|como|ich bin|wir sind|als|je suis|nous sommes|en tant que|sou|somos|ako ay|isa akong|bilang|question from|person|from|side of)( just| only| still| both| really| basically| also| not just)?( an?| the| una?| une?| um| uma| ein| eine| two| three| four| five| six| a small team of| a team of| some)?( \p{L}+){0,2} $/u.test(
			before,
		)
	)
		return 2.4;
	if (/\b(?:i|we) (?:lead|run|own|manage|head|am in|am on|'m in|'m on|are in|work (?:in|on|for|with)|belong to) (?:the|an?|our|my) $/u.test(before)) return 2.4;
	if (alsoThings.test(hit.words) && !ofPeople.test(after) && !ownTrade.test(before)) return 0;
	if (toldOf.test(after) && (tellsOfUs.test(after.split(/[.!?]/)[0] ?? "") || /(?:^|[.!?,;:] |\band |\bwhen |\bif |\bthat |\bbecause )(?:the |our |some |these |those )?(?:\p{L}+ )?$/u.test(before)))
		return 0.1;
	if (/我是[^，。]{0,6}$|我们是[^，。]{0,6}$|作为[^，。]{0,4}$/.test(before)) return 2.4;
	if (/\b(the|our|some|other|these|those|all|your|their|my|every|each|for|to|by|with|hired|hire|an?|el|la|los|unsere|die|les|nos|os|as)( \p{L}+)? $/u.test(before)) {
		return /\b(for|should|can|would|which .* for)( \p{L}+){0,2} $/u.test(before) || /^ (should|need|want|use|can)/.test(after) ? 1.1 : 0.2;
	}
	// "Which one for five researchers?", "what should five researchers use?": they are who it is for.
	if (/\b(?:for|should) (?:two|three|four|five|six|seven|eight|nine|ten|\d+)( \p{L}+)? $/u.test(before)) return 2;
	if (/\b(two|three|four|five|six|seven|eight|nine|ten|\d+)( \p{L}+)? $/u.test(before)) return 1.3;
	return 1.2;
}
