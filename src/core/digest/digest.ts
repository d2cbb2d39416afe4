import { capitalise, joinWords, plural } from "../answer/words.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { type StageId, stageIds } from "../catalog/vocabulary.ts";
import { type Asked, conversations, type Readers, readableFor } from "./asked.ts";
import { type CatalogState, type News, newsSince } from "./catalog-state.ts";
import { invitationOf } from "./invitation.ts";
import { dayMs } from "./local-time.ts";
import { daysWords } from "./schedule-words.ts";
import { askedStages, countStages, type Gap, gapsOf, type StageCounts, type Theme, themesOf } from "./themes.ts";
import { type WorthALook, worthALook } from "./worth-a-look.ts";

/** From when until when a digest tells, on whose clocks. */
export type Period = { from: number; until: number; zone: string };

/** What a channel's digests have said before. */
export type PastDigests = {
	/** The last one that was sent: until when it told, and the catalog as it was then. */
	last?: { until: number; catalog: CatalogState };
	/** Ids of the tools that were shown in the last twelve weeks. */
	shown: readonly string[];
};

export type DigestInput = { catalog: Catalog; readers: Readers; asked: readonly Asked[]; past: PastDigests; period: Period };

/** A list with an end: what stands in a digest, and how much does not. */
export type Listed<T> = { entries: T[]; more: number };
/** A thread of the channel whose answer was found good. */
export type RatedThread = { channel: string; thread: string; theme: Theme; rating: number };

/**
 * What a channel's digest says. Three strings of it are prose, which a model may write anew; all else is counted, or the
 * catalog's own words.
 */
export type Digest = {
	/** "16 to 22 November". */
	days: string;
	/** How many questions there were, follow-ups not counted. */
	questions: number;
	stages: StageCounts;
	/** Prose: the most important, in one sentence. */
	headline: string;
	picture?: {
		/** Prose: what the picture shows, in one sentence. */
		says: string;
		/** For those who don't see it. */
		alt: string;
	};
	themes: Listed<Theme>;
	threads: RatedThread[];
	news: Listed<News>;
	/** `reason` is prose: why this tool, for these people. */
	worthALook?: WorthALook & { reason: string };
	gaps: Listed<Gap>;
	/** Questions that named a product which the catalog does not hold. */
	unknownProducts: number;
	/** Questions that somebody could ask. */
	invitation: string[];
	writtenBy: "catalog" | "model";
};

/** No part lists more. */
export const mostEntries = 5;
const mostThreads = 3;
/** So long a digest tells back at most, where the last one lies further back. */
const longestMs = 14 * dayMs;
const weekMs = 7 * dayMs;

/** From the end of the last digest, or the last seven days; never further back than two weeks. */
export function periodUntil(until: number, past: PastDigests, zone: string): Period {
	const from = past.last === undefined ? until - weekMs : Math.max(past.last.until, until - longestMs);
	return { from, until, zone };
}

/** Writes a digest from what was counted and the catalog alone. */
export function composeDigest({ catalog, readers, asked, past, period }: DigestInput): Digest {
	const questions = conversations(readableFor(readers, asked));
	const stages = countStages(questions);
	const themes = themesOf(catalog, questions);
	const news = past.last === undefined ? [] : newsSince(past.last.catalog, catalog);
	const gaps = gapsOf(questions);
	const look = worthALook(catalog, questions, new Set(past.shown));
	const digest: Omit<Digest, "headline"> = {
		days: daysWords(period.from, period.until, period.zone),
		questions: questions.length,
		stages,
		...(askedStages(stages).length === 0 ? {} : { picture: { says: pictureLine(catalog, stages), alt: pictureAlt(catalog, stages) } }),
		themes: listed(themes),
		threads: ratedThreads(catalog, readers, questions),
		news: listed(news),
		...(look === undefined ? {} : { worthALook: { ...look, reason: reasonFor(catalog, look, questions.length, hottestStage(stages) !== undefined) } }),
		gaps: listed(gaps),
		unknownProducts: questions.filter(({ namedUnknown }) => namedUnknown).length,
		invitation: invitationOf(catalog, themes, Math.floor(period.until / weekMs)),
		writtenBy: "catalog",
	};
	return { ...digest, headline: headlineOf(catalog, digest) };
}

/** Whether there is anything to say: an invitation alone is none of it. */
export const saysSomething = ({ themes, news, gaps, unknownProducts }: Digest): boolean => themes.entries.length + news.entries.length + gaps.entries.length + unknownProducts > 0;

const listed = <T>(all: readonly T[]): Listed<T> => ({ entries: all.slice(0, mostEntries), more: Math.max(0, all.length - mostEntries) });

function ratedThreads(catalog: Catalog, { channel }: Readers, questions: readonly Asked[]): RatedThread[] {
	return questions
		.filter((one) => one.channel === channel && one.rating > 0)
		.sort((a, b) => b.rating - a.rating || b.at - a.at)
		.flatMap((one): RatedThread[] => {
			const [theme] = themesOf(catalog, [one]);
			return theme === undefined || one.thread === undefined ? [] : [{ channel, thread: one.thread, theme, rating: one.rating }];
		})
		.slice(0, mostThreads);
}

const stageName = (catalog: Catalog, stage: StageId): string => catalog.framework.stages[stage].name.toLowerCase();

/** The stage that more questions touched than any other; undefined where there is none such. */
function hottestStage(stages: StageCounts): StageId | undefined {
	const [first, second] = askedStages(stages);
	return first !== undefined && (second === undefined || stages[first] > stages[second]) ? first : undefined;
}

function headlineOf(catalog: Catalog, { questions, stages, news, gaps, themes }: Omit<Digest, "headline">): string {
	const hottest = hottestStage(stages);
	const most = hottest === undefined ? "" : stages[hottest] * 2 > questions ? `, most of them about ${stageName(catalog, hottest)}` : `, ${stageName(catalog, hottest)} ahead`;
	const changes = news.entries.length + news.more;
	const open = [...gaps.entries].reduce((sum, gap) => sum + gap.questions, 0);
	const parts = [
		themes.entries.length === 0 ? "" : questions === 1 ? `one question, about ${joinWords(askedStages(stages).map((stage) => stageName(catalog, stage)))}` : `${plural(questions, "question")}${most}`,
		changes === 0 ? "" : `${plural(changes, "change")} in the catalog`,
		open === 0 ? "" : `${open} that I could not answer`,
	].filter(Boolean);
	return `${capitalise(parts.length === 0 ? "nothing was asked, and nothing changed in the catalog" : parts.join("; "))}.`;
}

/** "Deployment was touched by 9 questions, monitoring by 4; nobody asked about feature engineering." */
function pictureLine(catalog: Catalog, stages: StageCounts): string {
	const [first, ...others] = askedStages(stages);
	if (first === undefined) return "";
	const next = others.slice(0, 2).map((stage) => `${stageName(catalog, stage)} by ${stages[stage]}`);
	const quiet = stageIds.filter((stage) => stages[stage] === 0).map((stage) => stageName(catalog, stage));
	const silence = quiet.length === 0 ? "" : quiet.length <= 3 ? `; nobody asked about ${joinWords(quiet, "or")}` : `; ${quiet.length} of the ${stageIds.length} stages stayed quiet`;
	return `${joinWords([`${capitalise(stageName(catalog, first))} was touched by ${plural(stages[first], "question")}`, ...next])}${silence}.`;
}

function pictureAlt(catalog: Catalog, stages: StageCounts): string {
	const asked = askedStages(stages).map((stage) => `${stageName(catalog, stage)} ${stages[stage]}`);
	const { model, software } = catalog.framework.loops;
	return `The lifecycle as two loops, the ${model.name} and the ${software.name}, each stage the warmer the more questions touched it: ${joinWords(asked)}.`;
}

/** "9 of 23 questions touched deployment, more than anything else. Engineers' need: …" */
function reasonFor(catalog: Catalog, { stage, questions, serves }: WorthALook, all: number, isHottest: boolean): string {
	const whose = catalog.framework.personas[serves.persona].plural;
	const why =
		all === 1 ? `The one question touched ${stageName(catalog, stage)}.` : `${questions} of ${all} questions touched ${stageName(catalog, stage)}${isHottest ? ", more than anything else" : ""}.`;
	return `${why} ${capitalise(whose)}' ${serves.benefit}: ${serves.text}`;
}
