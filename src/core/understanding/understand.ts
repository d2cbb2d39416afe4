import { type Catalog, nameKey } from "../catalog/catalog.ts";
import { vendorNames } from "../catalog/vendor.ts";
import { type CategoryId, categoryIds, personaIds, type StageId, stageIds } from "../catalog/vocabulary.ts";
import type { TalkModel } from "../conversation/talk-model.ts";
import { type Constraint, type Intent, intents, type Need, wantsManagedAndCutOff } from "../need.ts";
import type { Question } from "../question.ts";
import { isHard, meets } from "../ranking/hard-constraints.ts";
import { bareNeeds } from "./bare-needs.ts";
import { type CategoryTerms, categoryTerms, needsOnly } from "./category-cues.ts";
import { clausesOf } from "./clauses.ts";
import { type CleanText, cleanText } from "./clean-text.ts";
import { addConstraints, readConstraints } from "./constraints.ts";
import { cues, hasCue } from "./cues.ts";
import { type InThread, lastShown } from "./in-thread.ts";
import { readIntent } from "./intent.ts";
import { detectLanguage, detectUnread } from "./language.ts";
import { type Mention, withoutMentions } from "./mention.ts";
import { type PersonaSigns, personaSigns, readPersona } from "./persona.ts";
import type { Reading } from "./reading.ts";
import { featuresOf, type Label, type ReadingModel, score, tellingWords } from "./reading-model.ts";
import { type FindRefusedVendors, refusedVendors } from "./refused-vendors.ts";
import { constraintsOfMentions, findMentions, indexNames, type NameIndex } from "./tool-mentions.ts";
import type { Turn } from "./turn.ts";
import { type Unjudged, unjudgedWishes } from "./unjudged.ts";
import { unreadConditions } from "./unread-conditions.ts";

/** Everything that reading a question needs, built once per catalog. */
export type Reader = {
	catalog: Catalog;
	names: NameIndex;
	model: ReadingModel;
	/** Tells whom a message is meant for that doesn't mention us. */
	talk: TalkModel;
	isWord: (word: string) => boolean;
	categoriesOf: (toolId: string) => readonly CategoryId[];
	refusedVendors: FindRefusedVendors;
};

export function createReader(catalog: Catalog, model: ReadingModel, talk: TalkModel): Reader {
	const names = indexNames(catalog);
	const toolNames = new Set([...catalog.tools.values()].map(({ name }) => nameKey(name)));
	return {
		catalog,
		names,
		model,
		talk,
		isWord: (word) => model.words.has(word) || model.words.has(word.replace(/(?:'s|s|ed|ing)$/, "")),
		categoriesOf: (id) => Object.keys(catalog.tools.get(id)?.categories ?? {}) as CategoryId[],
		refusedVendors: refusedVendors(vendorNames(catalog.tools.values()), (name) => toolNames.has(nameKey(name)) || names.byKey.has(nameKey(name))),
	};
}

export function readMessage(reader: Reader, text: string): Reading {
	const clean = cleanText(text);
	const named = findMentions(clean, reader.names, reader.isWord);
	const within = (mention: Mention, vendor: { start: number; end: number }): boolean => vendor.start <= mention.start && vendor.end >= mention.end;
	// "No Redis" refuses the tool; "nothing from Databricks" whoever makes it, whose name is also a tool's.
	const vendors = reader.refusedVendors(clean.folded).filter((vendor) => !named.some((mention) => mention.role === "exclude" && within(mention, vendor)));
	const mentions = named.filter((mention) => !vendors.some((vendor) => within(mention, vendor)));
	const needs = needsOnly(clean.folded);
	const terms = categoryTerms(needs);
	const features = featuresOf(clean, terms, mentions, reader.categoriesOf);
	const ofAll = score(reader.model, features);
	const ofNeeds = needs === clean.folded ? ofAll : score(reader.model, featuresOf({ ...clean, folded: needs }, terms, mentions, reader.categoriesOf));
	const labels = { ...ofAll, ...Object.fromEntries(Object.entries(ofNeeds).filter(([label]) => label.startsWith("c:"))) };
	const unread = detectUnread(clean.folded);
	// What the model makes of words that it never learnt is chance.
	const { needs: kinds, onlyModels } = mentions.length === 0 ? bareNeeds(clean.folded) : { needs: [], onlyModels: false };
	const bare = kinds.slice(0, mostCategories);
	const categories = bare.length > 0 || onlyModels ? bare : readCategories(reader, clean, terms, mentions, labels).filter(({ words }) => unread === undefined || words.length > 0);
	return {
		clean,
		terms,
		mentions,
		constraints: [
			...readConstraints(ownStatements(withoutMentions(clean.folded, mentions), mentions)),
			...constraintsOfMentions(mentions),
			...vendors.map(({ kind, value, words }) => ({ kind, value, words })),
		],
		labels,
		categories: categories.map(({ id, words }) => ({ id, words })),
		persona: personaSigns(clean.folded, labelsOf(labels, "p", personaIds), (role) => tellingWords(reader.model, features, clean, `p:${role}`)),
		language: detectLanguage(clean.folded),
		...(unread === undefined ? {} : { unread }),
		...(bare.length > 0 ? { bare: true as const } : {}),
		...(onlyModels ? { onlyModels } : {}),
	};
}

/**
 * Sentences that tell of somebody else, or ask about a property of a named tool, state no wish of the asker's. Whether to take a
 * tool for what follows is no such property: "is Label Studio enough for images that may not leave the building?"
 */
export const aboutOthers =
	/\b(?:the (?:other )?team next door|(?:my|our|his|her) (?:sister|brother|friend|wife|husband|cousin|neighbou?r|partner|old (?:job|employer|company)|previous (?:job|employer|company)|former (?:job|employer|company))\S*|a friend|a colleague elsewhere|un amigo|um amigo|los del equipo de al lado|el equipo de al lado|l'equipe d'a cote|das team nebenan|\p{L}+'s blog)\b/u;
const aboutProperty = /^ ?(?:(?:and|but|so|also|ok|hi|hey) )?(?:can|does|is|could|will|has|did) \u00b7+ /u;
function ownStatements(folded: string, mentions: readonly Mention[]): string {
	let end = 0;
	return folded
		.split(/(?<=[.!?]) /)
		.filter((sentence) => {
			const start = end;
			end += sentence.length + 1;
			if (aboutOthers.test(sentence)) return false;
			return !aboutProperty.test(sentence) || mentions.some((mention) => mention.asked === true && mention.start >= start && mention.end <= end);
		})
		.join(" ");
}

/** A category counts from this probability on, and from this share of the likeliest one's; less will do where its own term stands in the message. */
const leastCertainty = 0.25;
const leastShare = 0.45;
const leastWithTerm = 0.15;
const leastShareWithTerm = 0.2;
/** What is left of the doubt whether anything is asked for where a category's own term stands in the message. */
const doubtDespiteTerm = 0.05;
/** How sure a category must be where all that was named is unknown to the catalog. */
const leastBesideUnknown = 0.5;
/** What a tool that is mainly for a category adds to it when it is named. */
const namedBonus = 0.25;

function readCategories(
	reader: Reader,
	clean: CleanText,
	terms: CategoryTerms,
	mentions: readonly Mention[],
	labels: Record<Label, number>,
): (Reading["categories"][number] & { certainty: number })[] {
	const trained = reader.model.features.size > 0;
	const all = categoryIds
		.map((id) => {
			const words = terms.get(id) ?? [];
			// "Why not Kubeflow?" asks for a reason of ours, not for tools that give a model's reasons.
			if (id === "explainability" && words.length === 0 && asksWhyOfTool(clean.folded, mentions)) return { id, words, certainty: 0 };
			// What somebody runs is not asked for, unless it has ended and something has to follow it.
			const named = mentions.filter((mention) => (mention.role !== "existing" || mention.ended) && reader.categoriesOf(mention.id)[0] === id);
			const certainty = trained ? Math.min(1, labels[`c:${id}`] + (named.length > 0 ? namedBonus : 0)) : Math.min(1, words.length * 0.6 + named.length * 0.45);
			return { id, words: [...new Set([...words, ...named.map((mention) => mention.words)])].slice(0, 3), certainty };
		})
		.sort((a, b) => b.certainty - a.certainty);
	const [best] = all;
	// Where the words say nothing, the tool that is asked about does: "Neptune is gone, what now?"
	const isNamed = best !== undefined && best.words.length > 0;
	// Who names a kind of tool and plainly chooses wants that kind.
	const doubt = isNamed && labels["i:choose"] > plainlyChooses ? 0 : labels["c:none"] * (isNamed ? doubtDespiteTerm : 1);
	if (best === undefined || (trained ? best.certainty <= doubt && best.certainty < namedBonus : best.certainty === 0)) return [];
	// Names that the catalog doesn't know, and little else: what they are for would be guessed.
	if (trained && best.words.length === 0 && best.certainty < leastBesideUnknown && mentions.length > 0 && mentions.every(({ inCatalog }) => !inCatalog)) return [];
	// Only where the whole message leaves room for another category is it worth reading its clauses.
	const isOpen = trained && all.slice(1).some(({ certainty }) => certainty >= leastInWhole && certainty < best.certainty * leastShare);
	const inClauses = isOpen ? categoriesOfClauses(reader, clean) : new Set<CategoryId>();
	return [
		best,
		...all
			.slice(1)
			.filter(
				({ id, certainty }) =>
					(terms.has(id) ? certainty >= leastWithTerm && certainty >= best.certainty * leastShareWithTerm : certainty >= leastCertainty && certainty >= best.certainty * leastShare) ||
					(certainty >= leastInWhole && (inClauses.has(id) || isJoinedTo(clean.folded, terms.get(best.id), terms.get(id)))),
			),
	].slice(0, mostCategories);
}
const plainlyChooses = 0.95;
/** What a message asks for more than that is answered in the next. */
const mostCategories = 3;

const asksWhyOfTool = (folded: string, mentions: readonly Mention[]): boolean =>
	mentions.some(({ start }) =>
		/\b(?:why|warum|por que|pourquoi)(?: (?:the hell|on earth|not|is|are|does|do|did|should|would|just|use|take|we|you|i|ist|nicht|no|pas|nao))* $/u.test(folded.slice(Math.max(0, start - 60), start)),
	);

/** "A feature store and a vector database": what is joined to the likeliest one's term is asked for as much as that. */
function isJoinedTo(folded: string, ofBest: readonly string[] = [], ofOther: readonly string[] = []): boolean {
	const follows = (one: string, other: string): boolean => {
		const end = folded.indexOf(one) + one.length;
		const start = folded.indexOf(other, end);
		return start > 0 && joining.test(folded.slice(end, start));
	};
	return ofBest.some((one) => ofOther.some((other) => follows(one, other) || follows(other, one)));
}
const joining = /^ ?(?:and|&|\+|plus|und|y|e|et|at|和|及)(?: (?:also|an?|the|another|one|un|una|uno|eine?n?|une|uma|um|ng|isang))* ?$/u;

/** A clause that is this sure of a category adds it, unless the whole message speaks against it. */
const leastInClause = 0.9;
const leastInWhole = 0.02;

/** Somebody who needs two things tells one after the other: each clause of a longer message is read by itself as well. */
function categoriesOfClauses(reader: Reader, clean: CleanText): ReadonlySet<CategoryId> {
	const found = new Set<CategoryId>();
	for (const clause of clausesOf(clean.plain)) {
		const part = cleanText(clause);
		const labels = score(reader.model, featuresOf(part, categoryTerms(part.folded), findMentions(part, reader.names, reader.isWord), reader.categoriesOf));
		for (const id of categoryIds) if (labels[`c:${id}`] >= leastInClause) found.add(id);
	}
	return found;
}

const labelsOf = <T extends string>(labels: Record<Label, number>, prefix: "i" | "p", ids: readonly T[]): Record<T, number> =>
	Object.fromEntries(ids.map((id) => [id, labels[`${prefix}:${id}` as Label]])) as Record<T, number>;

/** Understands a question from what its message says and what the thread said before. Pure; same input, same need. */
export function understand(reader: Reader, now: InThread, { heard = [], earlier: asked = [], title, toldPersona }: Omit<Question, "text"> = {}): Need {
	const earlier = [...heard, ...asked];
	const constraints = constraintsThrough(earlier, now);
	const ownTopic = now.categories.length > 0 && (earlier.length === 0 || now.categories.some(({ words }) => words.length > 0));
	const continues = asked.length > 0 || (heard.length > 0 && !ownTopic);
	// A turn that said its topic in words counts before one where the topic was guessed from the rest.
	const saidInWords = (turn: Turn) => turn.categories.some(({ words }) => words.length > 0);
	const before = (earlier.findLast(saidInWords) ?? earlier.find((turn) => turn.categories.length > 0))?.categories ?? [];
	const topics = ownTopic ? now.categories : before.length > 0 ? before : now.categories;
	const contradicts = wantsManagedAndCutOff({ constraints }) || insistsOnWhatCannotBe(reader, now, constraints);
	const goesOn = asked.length > 0 && (now.about !== undefined || now.wants !== undefined);
	const plainly = goesOn ? "follow-up" : now.plainly;
	const asRead =
		plainly ??
		readIntent({
			clean: now.clean,
			mentions: now.mentions.length > 0 ? now.mentions : meantByIt(asked, now),
			hasCategory: topics.length > 0,
			namesCategory: now.bare === true || now.categories.some(({ id }) => now.terms.has(id)),
			hasConstraint: now.constraints.length > 0,
			continues,
			contradicts,
			model: labelsOf(now.labels, "i", intents),
			elsewhere: now.labels["d:other"],
		});
	// "Monitoring" alone says little, and still what it is for; "Claude or GPT?" names no tool.
	const intent = now.bare === true && (asRead === "vague" || asRead === "off-topic") ? "choose" : now.onlyModels === true && asked.length === 0 ? "vague" : asRead;
	const silent = intent === "off-topic" || intent === "injection" || intent === "vague";
	const categories = silent ? [] : topics;
	const unjudged = now.about === undefined && now.wants === undefined ? unjudgedIn(now, continues) : [];
	const persona = intent === "off-topic" || intent === "injection" ? nobody : readPersona(signsOf(asked, now), title, toldPersona);
	const after = silent
		? undefined
		: goesOnFrom(asked, now, constraintsThrough(earlier, noReading), before.length === 0 || sameIds(before, topics), persona.id === personaBefore(asked, title, toldPersona));
	return {
		intent,
		persona,
		categories: categories.map(({ id, words }) => ({ id, words })),
		stages: stagesOf(
			reader.catalog,
			categories.map(({ id }) => id),
		),
		constraints:
			intent === "off-topic" || intent === "injection"
				? []
				: withoutImplied(
						intent === "choose" || intent === "follow-up" ? [...constraints, ...surroundings(reader, [...earlier, now], topics, constraints)] : constraints,
						categories.map(({ id }) => id),
						intent,
					),
		mentions: intent === "injection" ? [] : mentionsThrough(earlier, now),
		...(silent || !hasCue(now.clean.folded, madeForModels) ? {} : { focus: "model" as const }),
		...(silent || unjudged.length === 0 ? {} : { unjudged }),
		...(silent || now.about === undefined ? {} : { about: now.about }),
		...(after === undefined ? {} : { after }),
		language: now.language,
		...(now.unread === undefined ? {} : { unread: now.unread }),
		...(now.onlyModels === true && intent === "vague" ? { onlyModels: true as const } : {}),
		...(!silent && hasCue(now.clean.folded, sharedMachines) ? { machines: "shared" as const } : {}),
	};
}

/** The wishes that nothing in the catalog decides: those that are known to be such, and those that nothing was read from. */
function unjudgedIn({ clean: { plain, folded }, constraints, mentions, terms, persona }: Reading, continues: boolean): Unjudged[] {
	const known = unjudgedWishes(folded);
	const read = [
		...constraints.map(({ words }) => words),
		...mentions.map(({ words }) => words),
		...[...terms.values()].flat(),
		...known.map(({ words }) => words),
		...Object.values(persona.roles).flatMap(({ words }) => words),
	];
	return [...known, ...unreadConditions({ plain, folded }, read, continues).map((words) => ({ what: `“${words}”`, words }))];
}

const nobody: Need["persona"] = { id: "unknown", confidence: 0, words: [], from: "nothing" };
const noReading: Pick<Reading, "constraints"> = { constraints: [] };
const sameIds = (some: Reading["categories"], others: Reading["categories"]): boolean => some.length === others.length && some.every(({ id }) => others.some((other) => other.id === id));

const personaBefore = ([first, ...others]: readonly Turn[], title: string | undefined, told: Question["toldPersona"]): string | undefined =>
	first === undefined ? undefined : readPersona([first.persona, ...others.map(({ persona }) => persona)], title, told).id;

/** What the thread was shown last, and what this message changes about it; `undefined` where nothing was shown. */
function goesOnFrom(asked: readonly Turn[], now: InThread, before: readonly Constraint[], sameTopic: boolean, samePersona: boolean): Need["after"] {
	const shown = lastShown(asked);
	if (shown === undefined) return now.wants === undefined || now.wants === "others" ? undefined : { tools: [], added: [], wants: now.wants };
	const added = now.constraints.filter(({ kind, value }) => !before.some((one) => one.kind === kind && one.value === value));
	const stands = sameTopic && samePersona && !now.mentions.some(({ role }) => role === "plain");
	return {
		tools: shown.tools,
		added,
		...(stands ? { stands } : {}),
		...(now.wants === "others" ? { besides: [...new Set(asked.flatMap((turn) => turn.shown?.tools ?? []))] } : {}),
		...(now.wants === undefined || now.wants === "others" ? {} : { wants: now.wants }),
	};
}

const madeForModels = cues(`
	[made|built|meant|designed|specialised|specialized|tailored] [specifically]? for [models|ml|machine learning|data science|ml models|ml people|ml teams|training]*; ml-specific; ml-native; model-aware; [one|something|a tool] that knows [what]? ~ model*;
	[not|no] [generic|general] [ci|software|tool]*; specifically for [ml|machine learning|models]; hecho para [modelos|ml]; fur modelle gemacht; pensado para [modelos|ml]; fait pour [les modeles|le ml]; feito para [modelos|ml]; 专为模型; 专门为机器学习
`);

/** Those who share what stands there look for who gives out its hours, not for whom to rent from. */
const sharedMachines = cues(`
	[share|shares|sharing|shared] ~ [gpu*|cluster*|a100*|h100*|card*|machine*|node*|workstation*]; [gpu*|cluster|cards|machines|nodes] ~ [shared|sharing|fairly]; [who|which team] gets [what|the gpu*|which|how much]; [queue*|quota*|preempt*|priorit*|fair*] ~ [gpu*|cluster|jobs|team*]; [gpu|job|batch|cluster] scheduler*; schedul* ~ [gpu*|jobs]; [hog*|fight*|fighting] ~ gpu*; fair share;
	[teilen|teilt] ~ [gpu*|cluster]; [compart*] ~ [gpu*|cluster]; [partag*] ~ [gpu*|cluster]; 共享 gpu; 抢显卡; 排队
`);

/** "OK, we take it: first steps?" speaks of the one tool that the thread named last; where that turn named several, of none. */
function meantByIt(asked: readonly Turn[], { clean: { folded } }: Reading): Mention[] {
	if (!/\b(?:it|this|that|this one|that one)\b/u.test(folded)) return [];
	const named = asked.findLast(({ mentions }) => mentions.length > 0)?.mentions ?? [];
	const [only] = named;
	if (only === undefined || !only.inCatalog || only.role !== "plain" || named.some(({ id }) => id !== only.id)) return [];
	const { asked: _, ...mention } = only;
	return [{ ...mention, start: folded.length, end: folded.length }];
}

const insists = /\bitself\b|\band only\b|\bnothing else\b|\bor nothing\b|\bno (?:replacement|substitute|alternative)s?\b/u;

/** "SageMaker itself, on our own machines": one tool and no other, though the catalog says that it can't be. */
function insistsOnWhatCannotBe({ catalog }: Reader, { clean, mentions }: Reading, constraints: readonly Constraint[]): boolean {
	const [only, ...others] = mentions.filter(({ id, role }, at) => role === "plain" && mentions.findIndex((mention) => mention.id === id) === at);
	const tool = only === undefined || others.length > 0 || !insists.test(clean.folded) ? undefined : catalog.tools.get(only.id);
	return tool !== undefined && constraints.filter(isHard).some((constraint) => !meets(catalog, tool, constraint, { constraints }).ok);
}

function signsOf([first, ...others]: readonly Turn[], { persona }: Reading): [PersonaSigns, ...PersonaSigns[]] {
	return first === undefined ? [persona] : [first.persona, ...others.map((turn) => turn.persona), persona];
}

function constraintsThrough(earlier: readonly Turn[], now: Pick<Reading, "constraints">): Constraint[] {
	return [...earlier, now].map(({ constraints }) => constraints).reduce<Constraint[]>((all, turn) => addConstraints(all, turn), []);
}
/** A named tool that can't be what is asked for, and is not refused, is what they have: "checks for our Airflow jobs". */
function surroundings(reader: Reader, turns: readonly Pick<Turn, "mentions" | "categories">[], topics: Reading["categories"], constraints: readonly Constraint[]): Constraint[] {
	const said = new Set(constraints.filter(({ kind }) => kind === "existing" || kind === "exclude").map(({ value }) => value));
	// What was a candidate when it was named has not become theirs because the talk went on to something else.
	return turns
		.flatMap(({ mentions, categories }) => mentions.filter(({ id }) => !reader.categoriesOf(id).some((category) => categories.some((one) => one.id === category))))
		.filter(({ id, role, ended }) => role === "plain" && !ended && !said.has(id) && topics.length > 0 && !reader.categoriesOf(id).some((category) => topics.some((topic) => topic.id === category)))
		.map(({ id, words }) => ({ kind: "existing" as const, value: id, words }));
}

/** Categories that are about text anyway: saying "text" there says nothing about what the tool must do. */
const aboutTextAnyway: readonly CategoryId[] = ["llm-serving", "llm-evaluation", "llm-observability", "prompt-management", "vector-database"];
/** Categories that are about tables anyway, unless another kind of data is named. */
const aboutTablesAnyway: readonly CategoryId[] = ["data-quality", "feature-store", "governance", "ci-cd-for-ml", "workflow-orchestration"];

function withoutImplied(constraints: readonly Constraint[], categories: readonly CategoryId[], intent: Intent): Constraint[] {
	return constraints.filter(({ kind, value }) => {
		// Who asks what something is states no wish, except not to hear of a tool.
		if (intent === "explain") return kind === "exclude";
		if (kind !== "modality") return true;
		if (value === "text") return !categories.some((id) => aboutTextAnyway.includes(id));
		if (value === "tabular") return !categories.every((id) => aboutTablesAnyway.includes(id)) || categories.length === 0;
		return true;
	});
}

function mentionsThrough(earlier: readonly Turn[], now: Reading): Need["mentions"] {
	const byId = new Map<string, Need["mentions"][number]>();
	for (const { id, name, words, inCatalog, asked } of earlier.flatMap((turn) => turn.mentions)) {
		const known = byId.get(id) ?? { id, name, words, inCatalog };
		byId.set(id, asked ? { ...known, asked } : known);
	}
	for (const { id, name, words, inCatalog, asked, whyNot } of now.mentions) {
		const known = byId.get(id) ?? { id, name, words, inCatalog };
		byId.set(id, { ...known, now: true, ...(asked ? { asked } : {}), ...(whyNot ? { whyNot } : {}) });
	}
	return [...byId.values()];
}

export function stagesOf(catalog: Catalog, categories: readonly CategoryId[]): StageId[] {
	const wanted = new Set(categories.flatMap((id) => catalog.categories[id].stages));
	return stageIds.filter((id) => wanted.has(id));
}
