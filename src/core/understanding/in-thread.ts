import type { Catalog } from "../catalog/catalog.ts";
import type { CategoryId } from "../catalog/vocabulary.ts";
import type { About, Constraint, Intent } from "../need.ts";
import { askedAbout } from "./asked-about.ts";
import { ofLlms } from "./bare-needs.ts";
import { readConstraints } from "./constraints.ts";
import { hasCue } from "./cues.ts";
import { adopting, chosen } from "./intent.ts";
import { type Mention, withoutMentions } from "./mention.ts";
import type { Reading } from "./reading.ts";
import { type Pointed, pointedAt } from "./references.ts";
import type { Shown, Turn } from "./turn.ts";
import { type Want, wantOf, wantsOthers } from "./wants.ts";

/** What a message says once it is known what its thread was shown. */
export type InThread = Reading & { about?: About; wants?: Want /** What it is after is plain from what it points at. */; plainly?: Intent };

/** What the thread was shown last, if anything. */
export const lastShown = (asked: readonly Turn[]): Shown | undefined => asked.findLast(({ shown }) => shown !== undefined && shown.tools.length > 0)?.shown;

/** A message up to this many words may want something of the answer above it; a longer one says what must hold. */
const shortMessage = 10;

/**
 * Puts a message into its thread: what it points at becomes a tool that it names, and where it asks about tools, what would be a
 * wish in a first message is what it asks.
 */
export function placeInThread(catalog: Catalog, reading: Reading, asked: readonly Turn[]): InThread {
	const { clean, mentions } = reading;
	const { plain, folded } = clean;
	const topic = reading.onlyModels === true ? topicForModels(asked) : undefined;
	if (topic !== undefined) return { ...reading, categories: [{ id: topic, words: ["llm"] }] };
	const shown = lastShown(asked);
	const pointed = shown === undefined ? undefined : pointedAt(folded, shown);
	const pointing = pointed === undefined ? [] : mentionsOf(catalog, pointed);
	const named = mentions.filter(({ id, role, ended }) => catalog.tools.has(id) && role === "plain" && !ended);
	const meant = pointing.length === 0 ? undefined : withPointing(reading, pointing, named);
	if (meant !== undefined) return meant;
	// Whether to take a tool is a judgement, which is answered with what stands beside it.
	if (mentions.some((mention) => mention.asked === true || mention.whyNot === true)) return reading;
	const isBare = named.length === 0 && reading.constraints.length === 0 && plain.split(/\s+/).length <= shortMessage;
	const wants = asked.length > 0 && isBare ? wantOf(folded, shown !== undefined) : undefined;
	if (wants !== undefined) return { ...reading, categories: [], wants };
	const saysOwnTopic = reading.categories.some(({ words }) => words.some((word) => !named.some((mention) => mention.words === word)));
	const about = aboutTools({ reading, named, pointed, shown, opens: asked.length === 0, saysOwnTopic });
	if (about !== undefined) {
		const kept = asked.length === 0 ? {} : { categories: [], mentions: mentions.filter(({ id }) => about.tools.includes(id)) };
		return { ...reading, about, constraints: [], ...kept };
	}
	if (shown !== undefined && isBare && wantsOthers(folded)) return { ...reading, wants: "others", categories: saysOwnTopic ? reading.categories : [] };
	return reading;
}

/** Sets tools beside each other: "how is it different from Airflow?" */
const weighsThem = /\b(?:compar\p{L}*|versus|vs|differ\p{L}*|vergleich\p{L}*|unterschied\p{L}*|diferen\p{L}*|kumpara|ihambing|instead of|better than)\b|\b(?:between|or)\b.*\?|对比|比较/u;
const notThat =
	/^ (?:(?:no|please|but|ok|hm+|and) ?,? ?)*(?:not|nicht|pas|anything but|without|except|skip|forget|drop|exclude|leave out|nao|ohne|sin|sans|sem) (?:the |that |this |it\b|them\b|der |die |das |el |la |le |o |a )/u;
const whyNotThat = /\b(?:why (?:not|didn't you (?:pick|choose|recommend|take))|warum nicht|por que no|pourquoi pas)\b/u;

/** Tools that are weighed against each other, brought in, refused or asked why not, by pointing at them. */
function withPointing(reading: Reading, pointing: readonly Mention[], named: readonly Mention[]): InThread | undefined {
	const { clean, mentions, constraints } = reading;
	const { folded } = clean;
	if (pointing.length + named.length >= 2 && weighsThem.test(folded)) return { ...reading, mentions: [...pointing, ...named], plainly: "compare" };
	// Who goes on to say what must hold has not settled on one.
	if (named.length > 0 || constraints.length > 0 || clean.plain.split(/\s+/).length > shortMessage) return undefined;
	if (notThat.test(folded)) {
		const out = pointing.map(({ id, words }): Constraint => ({ kind: "exclude", value: id, words }));
		return { ...reading, mentions: [...mentions, ...pointing.map((mention) => ({ ...mention, role: "exclude" as const }))], constraints: out };
	}
	if (whyNotThat.test(folded)) return { ...reading, categories: [], mentions: [...mentions, ...pointing.map((mention) => ({ ...mention, whyNot: true as const }))] };
	const isTaken = hasCue(folded, chosen) && /\b(?:take|go with|use|it is|decided|choose)\b/u.test(folded);
	return hasCue(folded, adopting) || isTaken ? { ...reading, mentions: [...pointing.slice(0, 1), ...mentions] } : undefined;
}

type Asking = { reading: Reading; named: readonly Mention[]; pointed: Pointed | undefined; shown: Shown | undefined; opens: boolean; saysOwnTopic: boolean };
const mostAskedAbout = 3;

/** What is asked about tools that are pointed at, that are named, or that stand above. */
function aboutTools({ reading: { clean, mentions, constraints }, named, pointed, shown, opens, saysOwnTopic }: Asking): About | undefined {
	const { plain, folded } = clean;
	const subjects = pointed?.tools ?? [...new Set(named.map(({ id }) => id))];
	const bare = subjects.length === 0;
	const tools = bare ? (shown?.first !== undefined ? [shown.first] : (shown?.tools ?? [])) : subjects;
	// How to bring one in is a plan of its own.
	if (tools.length === 0 || hasCue(folded, adopting)) return undefined;
	const names = [...named.map(({ words }) => words), pointed?.words ?? ""];
	const conditions = pointed === undefined && named.length > 0 ? readConstraints(withoutMentions(folded, mentions)) : constraints;
	const what = askedAbout(plain, folded, { bare, pointing: pointed !== undefined, names, conditions });
	if (what === undefined) return undefined;
	// A message that opens a talk and names a tool asks about it only where nothing else is asked for.
	const isAboutThem = opens ? !bare && !saysOwnTopic && !what.aspects.includes("overview") : pointed !== undefined || !saysOwnTopic || what.aspects.length > 0;
	if (!isAboutThem) return undefined;
	const others = mentions.filter(({ id }) => !tools.includes(id)).map(({ id }) => id);
	return { tools: tools.slice(0, mostAskedAbout), ...what, words: [...what.words, ...others] };
}

const mentionsOf = (catalog: Catalog, { tools, words, end }: Pointed): Mention[] =>
	tools.flatMap((id): Mention[] => {
		const tool = catalog.tools.get(id);
		return tool === undefined ? [] : [{ id, name: tool.name, words, inCatalog: true, ended: tool.status.state === "sunset", start: end, end, role: "plain" }];
	});

/** "No wait, for LLMs": what the talk is about, done for language models. */
function topicForModels(asked: readonly Turn[]): CategoryId | undefined {
	const [topic] = asked.findLast(({ categories }) => categories.length > 0)?.categories ?? [];
	return topic === undefined ? undefined : ofLlms[topic.id];
}
