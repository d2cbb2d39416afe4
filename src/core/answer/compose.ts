import type { Catalog } from "../catalog/catalog.ts";
import type { Tool } from "../catalog/tool.ts";
import type { CategoryId } from "../catalog/vocabulary.ts";
import { type Need, valuesOf, wantsManagedAndCutOff } from "../need.ts";
import { isAskedAbout } from "../ranking/fit.ts";
import { type Candidate, endedWords, objectionsTo } from "../ranking/shortlist.ts";
import { tellAboutTools } from "./about-tools.ts";
import type { Answer, Pick } from "./answer.ts";
import { compareTools } from "./comparison.ts";
import type { Composing } from "./composing.ts";
import { explainNeed } from "./explanation.ts";
import { askedWhyNot, leavesAsItWas, staysAsItWas, theOneToTake, whatRingsMean, whatWasRead, whetherNeeded, whoWasLeftOut, whyNotThat } from "./going-on.ts";
import { languageNote, readInPart, whatIsRead } from "./language-note.ts";
import { keepShort } from "./length.ts";
import { adoptionLine, lifecyclePlace } from "./lifecycle-line.ts";
import { constraintList, requirementWords } from "./need-words.ts";
import { benefitKey, describePick } from "./pick.ts";
import { leftOutWords } from "./plain-text.ts";
import { capitalise, joinWords } from "./words.ts";

/** Writes an answer from the catalog alone: the same shape that a model fills, and the one that stands in for it. */
export function compose(input: Composing): Answer {
	const { need } = input;
	if (need.unread !== undefined && hasNothingRead(need)) return saysWhatIsRead(need, askBack(input));
	if (need.onlyModels === true) return { ...askBack(input), headline: "Which model to take is not mine to say: I help choose the tools around one." };
	if (need.about !== undefined && (need.intent !== "explain" || (need.about.aspects.length === 0 && need.about.words.length > 0)))
		return finish(input, particulars(input, tellAboutTools(input, need.about)));
	if (need.after?.wants !== undefined && need.categories.length > 0) return finish(input, particulars(input, wanted(input, need.after.wants)));
	switch (need.intent) {
		case "off-topic":
		case "injection":
			return decline(need, "I help choose MLOps tools, so I'll leave that to others.", ["Ask me, for example: “which experiment tracker for five researchers, on-prem?”"]);
		case "no-answer":
			return noSuchThing(input);
		case "vague":
			return finish(input, askBack(input));
		case "explain":
			if (need.categories.length + need.mentions.length === 0) break;
			return finish(input, explainNeed(input.catalog, need));
		case "compare": {
			const compared = namedTools(input);
			if (compared.length >= 2) return finish(input, compareTools(input, compared));
			break;
		}
		case "adopt": {
			const [chosen] = namedTools(input);
			if (chosen !== undefined) return finish(input, adopt(input, chosen));
			break;
		}
		default:
	}
	if (knowsNothingOf(need)) return finish(input, { ...askBack(input), kind: "decline", headline: "", paragraphs: [], question: "Which part of the work is it for? I may know others." });
	if (need.categories.length === 0 && input.shortlist.ranked.length === 0) return finish(input, askBack(input));
	if (input.shortlist.picks.length === 0 && need.after?.besides !== undefined) return finish(input, noOthers(input));
	if (input.shortlist.picks.length === 0) return finish(input, nothingFits(input));
	const answer = recommend(input);
	const [why] = askedWhyNot(input);
	if (why !== undefined && need.after !== undefined) return finish(input, particulars(input, whyNotThat(input, why)));
	if (why !== undefined)
		return finish(input, { ...answer, ...whyNotThat(input, why), leftOut: input.shortlist.leftOut.filter(({ tool }) => tool === why).map(({ tool, because }) => ({ tool, because })) });
	return finish(input, leavesAsItWas(need, answer.picks) ? unchanged(input, answer) : answer);
}

function wanted(input: Composing, wants: NonNullable<NonNullable<Need["after"]>["wants"]>): Partial<Answer> & { headline: string } {
	if (wants === "left-out") return whoWasLeftOut(input);
	if (wants === "meaning") return whatWasRead(input);
	if (wants === "rings") return whatRingsMean(input);
	return wants === "whether" ? whetherNeeded(input) : theOneToTake(input, describePicks(input, input.shortlist.picks));
}

/** What is said about tools, where nothing is recommended anew: what stands above stays. */
const particulars = (input: Composing, said: Partial<Answer> & { headline: string }): Answer => ({
	kind: "particulars",
	need: input.need,
	picks: describePicks(input, input.shortlist.picks),
	paragraphs: [],
	leftOut: [],
	writtenBy: "catalog",
	...said,
});

const unchanged = (input: Composing, { lifecycle: _, question, ...answer }: Answer): Answer => ({
	...answer,
	...staysAsItWas(input, answer),
	kind: "unchanged",
	leftOut: [],
	...(question === undefined ? {} : { question }),
});

/** All that fit have been shown. */
const noOthers = (input: Composing): Answer => {
	const { catalog, need } = input;
	const what = need.categories.map(({ id }) => catalog.categories[id].tool);
	return {
		...particulars(input, { headline: `That was every ${joinWords(what, "or") || "tool"} in the catalog that fits what you said.` }),
		question: need.constraints.length === 0 ? "What must it do that those don't?" : "Which of your conditions could give?",
	};
};

/** Nothing but what the language's writing gives away was understood. */
const hasNothingRead = ({ categories, mentions }: Need): boolean => categories.length + mentions.length === 0;

/** Only names are given, and the catalog holds none of them. */
const knowsNothingOf = ({ categories, constraints, mentions }: Need): boolean => categories.length + constraints.length === 0 && mentions.length > 0 && mentions.every(({ inCatalog }) => !inCatalog);

function finish({ catalog, need }: Composing, answer: Answer): Answer {
	// Of what they run, or will not have, nobody asked to hear.
	const aside = [...valuesOf(need, "existing"), ...valuesOf(need, "exclude")];
	const unknown = need.mentions.filter(({ inCatalog, id }) => !inCatalog && !aside.includes(id));
	const silence = unknown.length === 0 ? "" : `The catalog holds nothing on ${joinWords(unknown.map(({ name }) => name))}, so I say nothing about ${unknown.length === 1 ? "it" : "them"}.`;
	// Where there is nothing else to say, that is the answer.
	const headline = answer.headline === "" ? silence : answer.headline;
	const paragraphs = silence === "" || headline === silence ? answer.paragraphs : [...answer.paragraphs, silence];
	const ended = need.mentions.flatMap(({ id }) => {
		const tool = catalog.tools.get(id);
		return tool !== undefined && isToldApart(need, tool) ? [`${tool.name}: ${tool.status.note}`] : [];
	});
	const note = need.unread === undefined ? languageNote(need.language) : readInPart(need.unread);
	return keepShort(catalog, { ...answer, headline, paragraphs: [...ended, ...paragraphs, ...cannotJudge(need, answer)], ...(note === undefined ? {} : { languageNote: note }) });
}

/** What was wished beside what the catalog keeps: said back, so that nobody takes it for granted. */
function cannotJudge({ unjudged = [] }: Need, answer: Answer): string[] {
	const { kind } = answer;
	if (unjudged.length === 0 || !["recommendation", "comparison", "adoption", "unchanged", "nothing-fits"].includes(kind)) return [];
	const looked = answer.kind === "unchanged" && (answer.said ?? []).length > 0;
	return [
		`${looked ? "Beside that, " : ""}I can't judge ${joinWords(
			unjudged.map(({ what }) => what),
			"or",
		)} from the catalog: ask the vendor or try it before you decide.`,
	];
}

/** What became of an ended tool that people still ask about stands in a line of its own. */
const isToldApart = ({ mentions }: Need, { id, status }: Tool): boolean => status.state === "sunset" && status.note !== undefined && mentions.some((mention) => mention.id === id);

/** Tools of the catalog that the asker named and did not rule out: those of the category that is asked for first, in the order of the ranking. */
function namedTools({ catalog, need, shortlist }: Composing): Tool[] {
	const out = new Set(valuesOf(need, "exclude"));
	// What this message names comes before what the thread named: "compare the first two".
	const said = need.mentions.filter(({ id, now }) => now === true && catalog.tools.has(id) && !out.has(id));
	const meantNow = need.intent === "compare" ? said.length >= 2 : said.length > 0;
	const named = (meantNow ? said : need.mentions).flatMap(({ id }) => (out.has(id) ? [] : (catalog.tools.get(id) ?? [])));
	const running = new Set(need.intent === "compare" || need.intent === "adopt" ? valuesOf(need, "existing") : []);
	const asked = named.filter((tool) => need.categories.some(({ id }) => tool.categories[id] !== undefined));
	const rank = (tool: Tool): number => {
		const at = shortlist.ranked.findIndex((candidate) => candidate.tool.id === tool.id);
		return at < 0 ? Number.POSITIVE_INFINITY : at;
	};
	const news = asked.filter((tool) => !running.has(tool.id));
	const inPlace = need.intent === "adopt" && news.length > 0 ? news : asked;
	const meant = need.intent !== "compare" && asked.length > 0 ? inPlace : named.filter((tool) => asked.includes(tool) || !running.has(tool.id));
	const aside = (tool: Tool): number => Number(!asked.includes(tool));
	return [...meant].sort((a, b) => aside(a) - aside(b) || rank(a) - rank(b) || named.indexOf(a) - named.indexOf(b));
}

export function describePicks({ catalog, need, today }: Composing, candidates: readonly Candidate[]): Pick[] {
	const used = new Set<string>();
	return candidates.map(({ tool, category }) => {
		const pick = describePick({ catalog, need, today }, tool, category, used);
		for (const key of benefitKey(pick.serves)) used.add(key);
		return pick;
	});
}

function recommend(input: Composing): Answer {
	const { catalog, need, shortlist } = input;
	const picks = describePicks(input, shortlist.picks);
	const best = shortlist.picks[0];
	return {
		kind: "recommendation",
		headline: headline(input, shortlist.picks),
		need,
		picks,
		paragraphs: [...doubts(input, picks), ...certifying(input, picks)],
		leftOut: worthALine(input),
		lifecycle: [
			lifecyclePlace(
				catalog,
				need.categories.map(({ id }) => id),
			),
			best === undefined ? "" : adoptionLine(catalog, best.tool),
		]
			.filter(Boolean)
			.join(" "),
		...nextQuestion(catalog, need, picks),
		writtenBy: "catalog",
	};
}

function headline(input: Composing, picks: readonly Candidate[]): string {
	const { catalog, need } = input;
	const [first, ...others] = picks;
	if (first === undefined) return "";
	const categories = [...new Set(picks.map(({ category }) => category))];
	const out = turnedDown(input);
	if (categories.length > 1 && need.categories.length > 1) {
		const parts = categories.map((id) => {
			const best = picks.find(({ category }) => category === id);
			return `${best?.tool.name} for ${catalog.categories[id].name}`;
		});
		return out === "" ? `Take ${joinWords(parts)}.` : `${out}: take ${joinWords(parts)}.`;
	}
	if (need.after?.besides !== undefined) return `More that fit: ${joinWords(picks.map(({ tool }) => tool.name))}.`;
	// By what was asked for first, where the tool is for that as well.
	const asked = need.categories.find(({ id }) => first.tool.categories[id] !== undefined)?.id ?? first.category;
	const role = ` as your ${catalog.categories[asked].tool}`;
	const running = valuesOf(need, "existing").includes(first.tool.id);
	const verb = running ? "use" : "take";
	const take = `${out === "" ? capitalise(verb) : `${out}: ${verb}`} ${first.tool.name}${running ? ", which you run already," : ""}${role}`;
	if (others.length === 0) return `${take}.`;
	return `${take}; weigh it against ${joinWords(others.map(({ tool }) => tool.name))}.`;
}

/** What speaks against the tools that the question is about: "Not Weights & Biases (its server runs on Kubernetes)". Empty where nothing does. */
function turnedDown(input: Composing): string {
	const { catalog, need, shortlist } = input;
	const against = need.mentions.flatMap(({ id, asked }) => {
		const tool = asked === true ? catalog.tools.get(id) : undefined;
		if (tool === undefined) return [];
		if (tool.status.state === "sunset") return [leftOutWords({ tool, because: endedWords(tool) })];
		const out = shortlist.leftOut.find((one) => one.tool === tool && one.constraint !== undefined && one.constraint.kind !== "exclude");
		if (out !== undefined) return [leftOutWords(out)];
		const doubted = doubtedAmong(input).find((candidate) => candidate.tool === tool);
		return doubted === undefined ? [] : [leftOutWords({ tool, because: objectionsTo(doubted, need)[0] ?? "" })];
	});
	return against.length === 0 ? "" : `Not ${joinWords(against, "or")}`;
}

/** Tools that the question is about and that meet every hard constraint, and are not picked all the same. */
const doubtedAmong = ({ need, shortlist: { ranked, picks } }: Composing): Candidate[] =>
	ranked.filter((candidate) => !picks.some(({ tool }) => tool === candidate.tool) && objectionsTo(candidate, need).length > 0);

/** Who asks whether a tool is worth it hears also for whom it isn't, and what running it takes where that decided. */
function doubts(input: Composing, picks: readonly Pick[]): string[] {
	const { need } = input;
	const doubted = doubtedAmong(input).map(({ tool }) => tool);
	const asked = picks.map(({ tool }) => tool).filter(({ id }) => isAskedAbout(need, id));
	return [
		...doubted.map(({ name, operating_burden, not_for }) => (operating_burden?.level === "high" ? `What ${name} takes: ${operating_burden.why}` : `Where ${name} doesn't fit: ${not_for[0]}`)),
		...asked.map(({ name, not_for }) => `Where ${name} doesn't fit: ${not_for[0]}`),
	];
}

/** For what one runs oneself, certifying is one's own part: said once, where a rule was named. */
function certifying({ need }: Composing, picks: readonly Pick[]): string[] {
	const rules = valuesOf(need, "compliance").map((value) => ({ hipaa: "HIPAA", gdpr: "GDPR", soc2: "SOC 2", fedramp: "FedRAMP" })[value] ?? value);
	if (rules.length === 0 || !picks.some(({ tool }) => tool.compliance === undefined)) return [];
	return [`What you run yourself is yours to certify for ${joinWords(rules)}.`];
}

/** Those left out that the asker would look for: named ones, else the best known. */
function worthALine({ need, shortlist }: Composing): Answer["leftOut"] {
	const refused = new Set(valuesOf(need, "exclude"));
	const named = new Set(need.mentions.map(({ id }) => id));
	return shortlist.leftOut
		.filter(({ tool, constraint }) => !(constraint?.kind === "exclude") && !refused.has(tool.id) && !isToldApart(need, tool))
		.filter(({ tool, unknown }) => named.has(tool.id) || !unknown)
		.filter(({ constraint, tool }) => constraint !== undefined || named.has(tool.id))
		.slice(0, named.size > 0 ? 2 : 1)
		.map(({ tool, because }) => ({ tool, because }));
}

function nextQuestion(catalog: Catalog, need: Need, picks: readonly Pick[]): { question?: string } {
	const [category] = need.categories;
	if (category === undefined || need.categories.length > 1) return {};
	const next = catalog.categories[category.id].next;
	// A pick that covers the next category as well answers the question before it is asked.
	return picks.length > 0 ? { question: next.question } : {};
}

function nothingFits(input: Composing): Answer {
	const { catalog, need, shortlist } = input;
	const wishes = constraintList(catalog, need);
	const what = need.categories.map(({ id }) => catalog.categories[id].tool);
	return {
		kind: "nothing-fits",
		headline: `The catalog holds no ${joinWords(what, "or") || "tool"} that is ${joinWords(wishes) || "a match"}.`,
		need,
		picks: [],
		paragraphs: ["I'd rather say so than stretch one of them."],
		leftOut: shortlist.leftOut
			.filter(({ constraint }) => constraint?.kind !== "exclude")
			.slice(0, 3)
			.map(({ tool, because }) => ({ tool, because })),
		lifecycle: lifecyclePlace(
			catalog,
			need.categories.map(({ id }) => id),
		),
		question: wishes.length === 0 ? "What must it do?" : "Which of these could you give up?",
		writtenBy: "catalog",
	};
}

function adopt(input: Composing, tool: Tool): Answer {
	const { catalog, need, shortlist } = input;
	const out = shortlist.leftOut.find((one) => one.tool.id === tool.id);
	// What was chosen is mainly for what it is mainly for, unless the question says otherwise in so many words.
	const category = (need.categories.find(({ id, words }) => words.length > 0 && tool.categories[id] !== undefined)?.id ?? Object.keys(tool.categories)[0]) as CategoryId;
	const ring = catalog.framework.rings[tool.ring.value];
	const connectors = catalog.framework.build_or_buy.find(({ id }) => id === "build-connectors")?.rule ?? "";
	const paragraphs = [
		`1. ${ring.first_step}`,
		`2. ${tool.requires.length === 0 ? "Write down who runs it and who may change it." : `Have ready what it needs (${joinWords(tool.requires.map((one) => requirementWords(catalog, one)))}), and say who runs it.`}`,
		`3. ${connectors}`,
		`4. Agree on the way out before the second team joins${tool.exit_cost === undefined ? "." : `: ${tool.exit_cost.why.slice(0, 1).toLowerCase()}${tool.exit_cost.why.slice(1)}`}`,
		`Where it doesn't fit: ${tool.not_for[0]}`,
	];
	if (out !== undefined) paragraphs.unshift(`Before you start: ${tool.name} ${out.because === "you ruled it out" ? "is one you ruled out" : `doesn't meet what you said (${out.because})`}.`);
	return {
		kind: "adoption",
		headline: `Bring in ${tool.name} in small steps: it is in the ${tool.ring.value} ring.`,
		need,
		picks: out === undefined ? [describePick(input, tool, category, new Set())] : [],
		paragraphs,
		leftOut: [],
		lifecycle: lifecyclePlace(catalog, [category]),
		question: catalog.categories[category].next.question,
		writtenBy: "catalog",
	};
}

/** Asked in a language that is not read, somebody hears which ones are, and what can be asked about. */
const saysWhatIsRead = (need: Need, { question: _, ...answer }: Answer): Answer => ({
	...answer,
	need,
	kind: "ask-back",
	headline: whatIsRead(need.unread),
	question: "Which part of the work is it for?",
});

function askBack({ catalog, need }: Composing): Answer {
	const heard = constraintList(catalog, need);
	return {
		kind: "ask-back",
		headline: heard.length === 0 ? "Which part of the work hurts most today?" : `Noted: ${joinWords(heard)}. Which part of the work is it for?`,
		need,
		picks: [],
		paragraphs: [
			"• Getting data: labelling, versions, quality, features",
			"• Training: experiments, tuning, more GPUs, pipelines",
			"• Production: serving, tests and releases, monitoring",
			"• LLM applications: serving, evaluation, tracing, prompts",
		],
		leftOut: [],
		question: "Tell me one, and what must hold: team size, where it has to run, what you use already.",
		writtenBy: "catalog",
	};
}

function decline(need: Need, headline: string, paragraphs: string[]): Answer {
	const note = languageNote(need.language);
	return { kind: "decline", headline, need, picks: [], paragraphs, leftOut: [], writtenBy: "catalog", ...(note === undefined ? {} : { languageNote: note }) };
}

function noSuchThing({ catalog, need, shortlist }: Composing): Answer {
	const both = wantsManagedAndCutOff(need);
	const named = shortlist.leftOut.find(({ tool, constraint }) => constraint !== undefined && need.mentions.some(({ id }) => id === tool.id));
	if (!both && named !== undefined)
		return {
			...decline(need, `${named.tool.name} can't be had like that: ${named.because}.`, ["Another tool may; say whether it has to be this one."]),
			question: "Which may give, the tool or the condition?",
		};
	if (!both) return decline(need, "No product can do that, and I won't name one that claims to.", ["Tell me what you want to predict or run, and what must hold, and I'll say what comes close."]);
	const what = need.categories[0] === undefined ? "tool" : catalog.categories[need.categories[0].id].tool;
	const nearest = shortlist.leftOut.filter(({ constraint, tool }) => constraint?.value === "managed" && tool.status.state === "active").slice(0, 2);
	return {
		...decline(need, `No ${what} can be run by its vendor and be cut off from the outside at once.`, [
			nearest.length === 0 ? "One of the two has to give." : `Closest, if you run it yourselves: ${joinWords(nearest.map(({ tool }) => tool.name))}.`,
		]),
		nearest: nearest.map(({ tool }) => tool),
		question: "Which of the two could you give up?",
	};
}

/** A greeting or thanks: one line, and how to ask. */
export function greet(catalog: Catalog, need: Need, thanks: boolean): Answer {
	if (thanks) return { kind: "greeting", headline: "Glad to help.", need, picks: [], paragraphs: [], leftOut: [], writtenBy: "catalog" };
	const count = catalog.tools.size;
	return {
		kind: "greeting",
		headline: "Tell me what you need and what must hold, and I'll name at most three tools.",
		need,
		picks: [],
		paragraphs: [`For example: “which experiment tracker should five researchers use on-prem, no Kubernetes?” I know ${count} tools${count > 0 ? ", each with sources" : ""}.`],
		leftOut: [],
		writtenBy: "catalog",
	};
}
