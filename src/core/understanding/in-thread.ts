import type { Catalog } from "../catalog/catalog.ts";
import type { About, Need } from "../need.ts";
import { askedAbout, namesSide } from "./asked-about.ts";
import { readConstraints } from "./constraints.ts";
import { cues, hasCue } from "./cues.ts";
import { adopting, chosen, comparing } from "./intent.ts";
import { type Mention, withoutMentions } from "./mention.ts";
import { type Pointed, pointedAt } from "./references.ts";
import type { Shown, Turn } from "./turn.ts";
import type { Reading } from "./understand.ts";

/** What a message says once it is known what its thread was shown. */
export type InThread = Reading & { about?: About; wants?: "others" | NonNullable<NonNullable<Need["after"]>["wants"]> };

/** What the thread was shown last, if anything. */
export const lastShown = (asked: readonly Turn[]): Shown | undefined => asked.findLast(({ shown }) => shown !== undefined && shown.tools.length > 0)?.shown;

const wantsMore = cues(`
	anything else; what else; [show|give|name|tell] [me|us]? [more|others|other ones|another]; [more|other|further|different|any other] [options|option|alternatives|alternative|choices|suggestions|tools|ones|candidates]; any others; others;
	noch [andere|mehr|was]; was noch; mas opciones; otras opciones; algo mas; que mas; autre chose; d'autres; quoi d'autre; mais opcoes; outras opcoes; algo mais; iba pa; meron pa; 还有; 其他
`);
const wantsLeftOut = cues(`
	[leave|left|leaving] out; left * out; [who|what|which] * excluded; what * [exclude|drop|reject]; [did|didn't] * not [pick|choose|make it]; who's out; weggelassen; ausgelassen; dejaste fuera; ecarte*; deixou de fora; 排除
`);

const wantsOne = cues(`
	which one; which would you [take|pick|choose|use|recommend]; what would you [take|pick|choose|use|recommend|do|start with]; [just|only|name|pick|give me] [me|us]? [a single one|just one|only one|your favourite|your favorite|the best]; your [favourite|favorite|pick|choice|recommendation|advice|opinion]; if you were [us|me];
	which [is|would be] [best|better|the best]; what do you [recommend|suggest|advise]; welche* [nun|wurdest du|ist am besten|soll]; was empfiehlst du; cual [elegirias|eliges|es mejor|recomiendas]; lequel [choisir|prendre|conseill*]; qual [escolheria|e melhor|recomenda]; alin ang *; 选哪个; 哪个好; 推荐哪个
`);
/** Said of an answer that missed the question. */
const misreads =
	/\byou (?:didn't|did not|don't|do not|haven't) (?:really )?(?:answer|understand|understood|get|read|got)\b|\b(?:not|isn't|wasn't) what i (?:asked|meant|wanted)\b|\b(?:that's|that is|you are|you're|this is|completely|totally) (?:just )?wrong\b|\byou (?:misread|misunderstood)\b|\bdas war nicht (?:meine frage|gemeint)\b|\bno (?:era|es) eso\b|\bce n'est pas ca\b/u;
const wantsWhether = cues(`
	[do|does|would|will] [we|i|you|one|they] [really|even|actually]? need [it|one|that|this|any|them|such|a *|an *]; is it [worth it|needed|necessary|overkill]; [can|could] we do without; what for; brauchen wir; lohnt sich das; [lo|la]? necesitamos [de verdad|realmente|esto|uno|una]*; nous en faut-il; en avons-nous besoin; precisamos [mesmo|disso|de um]*; kailangan ba; 需要吗; 有必要吗
`);

/**
 * Puts a message into its thread: what it points at becomes a tool that it names, and where it asks about tools, what would be a
 * wish in a first message is what it asks.
 */
export function placeInThread(catalog: Catalog, reading: Reading, asked: readonly Turn[]): InThread {
	const { clean, mentions } = reading;
	const { plain, folded } = clean;
	const shown = lastShown(asked);
	const pointed = shown === undefined ? undefined : pointedAt(folded, shown);
	const named = mentions.filter(({ id, role, ended }) => catalog.tools.has(id) && role === "plain" && !ended);
	// Whether to take a tool is a judgement, which is answered with what stands beside it.
	const isJudged = mentions.some((mention) => mention.asked === true || mention.whyNot === true);
	const pointing = pointed === undefined ? [] : mentionsOf(catalog, pointed);
	if (
		pointing.length + named.length >= 2 &&
		pointing.length > 0 &&
		hasCue(folded, comparing) &&
		/\b(?:compar|versus|vs|differ|vergleich|unterschied|diferenc|kumpara)|\b(?:between|or)\b|对比|比较/u.test(folded)
	)
		return { ...reading, mentions: [...pointing, ...named] };
	if (pointing.length > 0 && named.length === 0 && (hasCue(folded, adopting) || (hasCue(folded, chosen) && /\b(?:take|go with|use|it is|decided|choose)\b/u.test(folded))))
		return { ...reading, mentions: [...pointing.slice(0, 1), ...mentions] };
	const saysOwnTopic = reading.categories.some(({ words }) => words.some((word) => !named.some((mention) => mention.words === word)));
	const subjects = pointed?.tools ?? [...new Set(named.map(({ id }) => id))];
	const bare = subjects.length === 0;
	const names = [...named.map(({ words }) => words), pointed?.words ?? ""];
	if (asked.length > 0 && named.length === 0 && !isJudged && isShort(plain) && reading.constraints.length === 0) {
		if (misreads.test(folded)) return { ...reading, categories: [], wants: "meaning" };
		if (shown !== undefined && hasCue(folded, wantsLeftOut)) return { ...reading, categories: [], wants: "left-out" };
		if (hasCue(folded, wantsWhether)) return { ...reading, categories: [], wants: "whether" };
		if (shown !== undefined && hasCue(folded, wantsOne) && !namesSide(folded)) return { ...reading, categories: [], wants: "one" };
	}
	const conditions = pointed === undefined && named.length > 0 ? readConstraints(withoutMentions(folded, mentions)) : reading.constraints;
	const what = isJudged ? undefined : askedAbout(plain, folded, { bare, names, conditions });
	const meant = bare ? (shown?.first !== undefined ? [shown.first] : (shown?.tools ?? [])) : subjects;
	const opens = asked.length === 0;
	if (what !== undefined && meant.length > 0 && isAboutTools(what, { opens, bare, saysOwnTopic, pointed: pointed !== undefined })) {
		const integrations = mentions.filter(({ id }) => !meant.includes(id)).map(({ id }) => id);
		const about: About = { tools: meant.slice(0, 3), ...what, words: [...what.words, ...integrations] };
		return { ...reading, about, constraints: [], categories: opens ? reading.categories : [], mentions: opens ? mentions : mentions.filter(({ id }) => meant.includes(id)) };
	}
	if (shown === undefined || isJudged) return reading;
	const says = reading.constraints.length + named.length;
	if (hasCue(folded, wantsMore) && says === 0 && isShort(plain)) return { ...reading, wants: "others", categories: saysOwnTopic ? reading.categories : [] };
	return reading;
}

const isShort = (plain: string): boolean => plain.split(/\s+/).length <= 10;

/** A message that opens a talk and names a tool asks about it only where nothing else is asked for. */
const isAboutTools = (what: Omit<About, "tools">, { opens, bare, saysOwnTopic, pointed }: { opens: boolean; bare: boolean; saysOwnTopic: boolean; pointed: boolean }): boolean =>
	opens ? !bare && !saysOwnTopic && !what.aspects.includes("overview") : pointed || !saysOwnTopic || what.aspects.length > 0;

const mentionsOf = (catalog: Catalog, { tools, words, end }: Pointed): Mention[] =>
	tools.flatMap((id): Mention[] => {
		const tool = catalog.tools.get(id);
		return tool === undefined ? [] : [{ id, name: tool.name, words, inCatalog: true, ended: tool.status.state === "sunset", start: end, end, role: "plain" }];
	});
