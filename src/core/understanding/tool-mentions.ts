import { type Catalog, nameKey } from "../catalog/catalog.ts";
import type { CategoryId } from "../catalog/vocabulary.ts";
import type { Constraint } from "../need.ts";
import { categoryCues } from "./category-cues.ts";
import type { CleanText } from "./clean-text.ts";
import { hasCue } from "./cues.ts";
import { detectLanguage } from "./language.ts";
import type { Mention } from "./mention.ts";
import { withRoles } from "./mention-roles.ts";

type Name = { id: string; name: string; inCatalog: boolean; ended: boolean; ordinary: boolean; category?: CategoryId };

/** Every name under which a tool may be written, ready to be looked up. Built once per catalog. */
export type NameIndex = {
	byKey: ReadonlyMap<string, Name>;
	/** Keys of five letters or more, for misspellings: by length together with the first, and with the second letter. */
	bySound: ReadonlyMap<string, readonly string[]>;
	/** Every beginning of a name: a word that is none starts no name of several words. */
	beginnings: ReadonlySet<string>;
	/** What words have turned out to be: people write the same ones again and again. */
	known: Map<string, Name | undefined>;
	byHost: ReadonlyMap<string, Name>;
};

/** Kubernetes and the clouds are read as constraints, not as mentions; git and Docker are the ground that everybody stands on. */
const readAsConstraint = new Set(["kubernetes", "aws", "gcp", "azure", "git", "docker"]);

export function indexNames(catalog: Catalog): NameIndex {
	const byKey = new Map<string, Name>();
	const byHost = new Map<string, Name>();
	const add = (names: readonly string[], ordinaryWords: readonly string[], name: Omit<Name, "ordinary">) => {
		const ordinary = new Set(ordinaryWords.map(nameKey));
		for (const key of names.map(nameKey)) {
			if (key.length >= 2 && !byKey.has(key)) byKey.set(key, { ...name, ordinary: ordinary.has(key) });
		}
	};
	for (const tool of catalog.tools.values()) {
		if (readAsConstraint.has(tool.id)) continue;
		const [category] = Object.keys(tool.categories) as CategoryId[];
		const name = { id: tool.id, name: tool.name, inCatalog: true, ended: tool.status.state === "sunset", ...(category === undefined ? {} : { category }) };
		add([tool.id, tool.name, ...tool.aliases, ...tool.ordinary_words], tool.ordinary_words, name);
		const { hostname, pathname } = new URL(tool.homepage);
		const host = hostname.replace(/^www\./, "");
		if (pathname === "/" && !sharedHosts.test(host)) byHost.set(host, { ...name, ordinary: false });
	}
	for (const known of catalog.knownNames) {
		add([known.id, known.name, ...known.aliases, ...known.ordinary_words], known.ordinary_words, { id: known.id, name: known.name, inCatalog: false, ended: false });
	}
	const bySound = new Map<string, string[]>();
	for (const [key, { ordinary }] of byKey) {
		if (key.length < 5 || ordinary) continue;
		for (const letter of new Set([key.slice(0, 1), key.slice(1, 2)])) {
			const sound = `${letter}${key.length}`;
			bySound.set(sound, [...(bySound.get(sound) ?? []), key]);
		}
	}
	const beginnings = new Set<string>();
	for (const key of byKey.keys()) for (let length = 1; length <= key.length; length++) beginnings.add(key.slice(0, length));
	return { byKey, bySound, byHost, beginnings, known: new Map() };
}
const sharedHosts = /github\.(com|io)$|google\.com$|amazon\.com$|microsoft\.com$|nvidia\.com$|huggingface\.co$|apache\.org$|ibm\.com$|readthedocs\.io$/;

type Token = { text: string; key: string; start: number; end: number };

/** Words of the folded text with their places; a name may span up to four of them. */
function tokensOf(folded: string): Token[] {
	return [...folded.matchAll(/[\p{L}\p{N}][\p{L}\p{N}.&+#'/_-]*/gu)].map((match) => {
		const raw = match[0].replace(/['.-]+$|'s$/g, "");
		return { text: raw, key: nameKey(raw), start: match.index, end: match.index + raw.length };
	});
}

/**
 * Tools named in a message, by any alias and with typos. A name that is also an ordinary word counts only where the words
 * around it treat it as a product.
 * @param isWord whether a word is one of the language's own, so that it is no misspelt name
 */
export function findMentions(clean: CleanText, index: NameIndex, isWord: (word: string) => boolean): Mention[] {
	const { folded } = clean;
	const tokens = tokensOf(folded);
	const found: Mention[] = [];
	const taken = new Set<number>();
	const take = (name: Name, from: number, to: number) => {
		const start = tokens[from]?.start ?? 0;
		const end = tokens[to]?.end ?? 0;
		for (let at = from; at <= to; at++) taken.add(at);
		const { id, name: display, inCatalog, ended } = name;
		found.push({ id, name: display, inCatalog, ended, words: folded.slice(start, end), start, end, role: "plain" });
	};
	const ordinary: { name: Name; from: number; to: number }[] = [];
	const beginning = tokens.flatMap(({ key }, at) => (index.beginnings.has(key) ? [at] : []));
	// Few words go on as a name of several would: the others need not be put together.
	const goesOn = beginning.filter((at) => {
		const pair = `${tokens[at]?.key}${tokens[at + 1]?.key ?? ""}`;
		return index.beginnings.has(pair) || index.byKey.has(pair.replace(/s$/, ""));
	});
	const isTaken = (from: number, span: number): boolean => {
		for (let at = from; at < from + span; at++) if (taken.has(at)) return true;
		return false;
	};
	for (let span = 4; span >= 1; span--) {
		for (const from of span > 1 ? goesOn : beginning) {
			if (from + span > tokens.length || isTaken(from, span)) continue;
			const words = tokens.slice(from, from + span);
			if (span > 1 && words.some((word, at) => at > 0 && /[^\s&/+-]/.test(folded.slice(words[at - 1]?.end ?? 0, word.start)))) continue;
			const key = words.map((word) => word.key).join("");
			// "Great Expectation" and "Great Expectations" are one name.
			const name = index.byKey.get(key) ?? (span > 1 ? (index.byKey.get(`${key}s`) ?? index.byKey.get(key.replace(/s$/, ""))) : undefined);
			if (name === undefined) continue;
			if (name.ordinary) ordinary.push({ name, from, to: from + span - 1 });
			else take(name, from, from + span - 1);
		}
	}
	// "langfuse/phoenix", "mlflow-based": the parts of a compound.
	for (const [at, token] of tokens.entries()) {
		if (taken.has(at) || !/[/_-]/.test(token.text)) continue;
		for (const part of token.text.split(/[/_-]/)) {
			const name = part.length >= 3 ? index.byKey.get(nameKey(part)) : undefined;
			if (name !== undefined && !name.ordinary) take(name, at, at);
		}
	}
	// "Great Expectaions": one of the words is none, both together are nearly a name.
	for (const span of [3, 2]) {
		for (const at of beginning) {
			const words = tokens.slice(at, at + span);
			const last = words.at(-1);
			if (words.length < span || last === undefined || last.key.length < 5 || isTaken(at, span) || words.some((word, next) => next > 0 && folded.slice(words[next - 1]?.end, word.start) !== " "))
				continue;
			if (isWord(last.text) || index.byKey.has(last.key)) continue;
			const begun = words
				.slice(0, -1)
				.map((word) => word.key)
				.join("");
			const name = begun.length < 5 ? undefined : closestName(`${begun}${last.key}`, index, () => false, begun);
			if (name !== undefined) take(name, at, at + span - 1);
		}
	}
	for (const [at, token] of tokens.entries()) {
		if (token.text.length < 5 || taken.has(at)) continue;
		const name = misspelt(token.key, index, isWord);
		if (name !== undefined && /^[\p{L}\p{N}.-]+$/u.test(token.text)) take(name, at, at);
	}
	// "Evidently or Soda": two such words that are weighed against each other vouch for one another.
	const weighed = (from: number, to: number): boolean =>
		ordinary.some((other) => weighedPair.test(folded.slice(tokens[Math.min(to, other.to)]?.end ?? 0, tokens[Math.max(from, other.from)]?.start ?? 0)));
	for (const { name, from, to } of ordinary) {
		if (!taken.has(from) && isUsedAsName(clean, tokens, from, to, found, name, weighed(from, to))) take(name, from, to);
	}
	for (const host of clean.hosts) {
		const name = index.byHost.get(host);
		if (name !== undefined && !found.some(({ id }) => id === name.id)) {
			const start = Math.max(0, folded.indexOf(host));
			found.push({ id: name.id, name: name.name, inCatalog: name.inCatalog, ended: name.ended, words: host, start, end: start + host.length, role: "plain" });
		}
	}
	if (found.length === 0) return found;
	found.sort((a, b) => a.start - b.start);
	return withRoles(folded, found);
}

const weighedPair = /^ ?(?:or|vs ?\.?|versus|oder|o|ou|还是) $/u;

/** Names of nearly the same length that share a first or second letter with `key`. */
export function soundingLike(key: string, index: NameIndex, allowed: number): Set<string> {
	const found = new Set<string>();
	for (const letter of [key.slice(0, 1), key.slice(1, 2)]) {
		for (let length = key.length - allowed; length <= key.length + allowed; length++) for (const name of index.bySound.get(`${letter}${length}`) ?? []) found.add(name);
	}
	return found;
}

/** The one name that `key` is a slip of the keyboard away from. */
function misspelt(key: string, index: NameIndex, isWord: (word: string) => boolean): Name | undefined {
	if (index.known.has(key)) return index.known.get(key);
	const name = closestName(key, index, isWord);
	if (index.known.size >= mostKnown) index.known.clear();
	index.known.set(key, name);
	return name;
}
/** Words that are remembered at most; a few hundred kilobytes. */
const mostKnown = 20_000;

/** @param begun how the name must begin, letter by letter */
function closestName(key: string, index: NameIndex, isWord: (word: string) => boolean, begun = ""): Name | undefined {
	if (key.length < 5 || isWord(key)) return undefined;
	const allowed = key.length >= 9 ? 2 : 1;
	let best: { key: string; distance: number } | undefined;
	const candidates = soundingLike(key, index, allowed);
	for (const candidate of candidates) {
		if (!candidate.startsWith(begun)) continue;
		if (allowed === 2 && candidate.length < 8 && editDistance(key, candidate, 1) > 1) continue;
		const distance = editDistance(key, candidate, allowed);
		if (distance <= allowed && (best === undefined || distance < best.distance)) best = { key: candidate, distance };
	}
	return best === undefined ? undefined : index.byKey.get(best.key);
}

/** Optimal string alignment distance (Damerau-Levenshtein with adjacent swaps), or more than `limit` where it exceeds it. */
export function editDistance(a: string, b: string, limit: number): number {
	let before: number[] = [];
	let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
	for (let i = 1; i <= a.length; i++) {
		const current = [i];
		for (let j = 1; j <= b.length; j++) {
			const cost = a[i - 1] === b[j - 1] ? 0 : 1;
			let value = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, (before[j - 2] ?? 0) + 1);
			current.push(value);
		}
		if (Math.min(...current) > limit) return limit + 1;
		before = previous;
		previous = current;
	}
	return previous[b.length] ?? limit + 1;
}

const productBefore =
	/(?:\b(?:use|uses|used|using|try|tried|trying|with|via|like|running|run|on|from|to|vs|versus|or|and|than|called|named|chose|picked|evaluate|evaluating|adopt|adopting|deploy|install|installed|introduce|introducing|know|heard of|about|leave|leaving|replace|replacing|drop|except|between|prefer|mit|con|avec|com|oder|o|ou|gamit ang)|[/,+]) $/u;
const wordBefore = /\b(?:project|initiative|operation|our|my|your|his|her|their|its|the|a|an|this|that|main|only|real|i|we|you|they|to|in|of|no|one|every|first|new) $/u;
const productAfter =
	/^(?: (?:vs|versus|or|and|sdk|server|serve|ui|cli|cluster|tune|tracker|client|store|registry|dashboard|feature store|operator|core|pipelines?|remote|for (?:tracking|serving|features|orchestration|experiments?)|is enough|looks|seems|feels|supports?)\b|[,/]| \?| & (?:co|friends))/u;
const wordAfter = /^ (?:on|is to|to|at|of|for the best|in flux|is that|high|low|up|out|as a|into)\b/u;

/** "Is Feast worth it?", "has anyone tried Aim?": only a product is judged so. */
const judgedBefore = /(?:^ |[.,;:!?-] |\b(?:and|but|so|or|whether|wonder|think|if|hey|hi) )(?:(?:is|isn't|would|was|does|will|has) )?$/u;
const judgedAfter =
	/^ (?:is |be |isn't |really |actually |still |even |already |just |a bit |way )*(?:worth (?:it|the|a|using|trying|adopting|having|our|my|buying|paying|learning)|any good|good enough|enough for|overkill|too much for|too heavy|mature|production[- ]ready|ready for production|the right (?:tool|choice|fit|thing|one|pick)|a (?:good|sensible|safe|bad) (?:choice|fit|idea|tool|pick|bet)|make sense for|pay off|maintained)\b/u;
const worthBefore = /\bworth (?:using|trying|adopting|learning|buying|having|introducing|setting up|installing) $/u;
const triedBefore =
	/\b(?:(?:i|we|they|you|anyone|anybody|someone|somebody|who|team|ever)(?:'ve| have| has)?|i've|we've) (?:already |also |just |once |ever |briefly |here )*(?:tried|evaluated|tested|piloted|trialled|trialed|benchmarked|tried out|adopted|deployed|rolled out)(?: out)? $/u;
/** "Computed once in Spark". */
const doneIn =
	/\b(?:computed|calculated|written|processed|aggregated|built|trained|implemented|coded|scheduled|joined|transformed|preprocessed)(?: (?:once|twice|daily|nightly|again|first|all|only|entirely|mostly))? in $/u;
const standsAlone = /^ ?(?:[.,;!?)]|(?:and|but|for|in|on|with|last|once|before|because|which|yet|here|at|as|to|already|instead|though|so|or|vs)\b|$)/u;

/** Whether a word that is also a tool's name is meant as the tool: by the words around it, its capital, and other tools near by. */
function isUsedAsName(clean: CleanText, tokens: readonly Token[], from: number, to: number, others: readonly Mention[], { category }: Name, isWeighed: boolean): boolean {
	const start = tokens[from]?.start ?? 0;
	const end = tokens[to]?.end ?? 0;
	const before = clean.folded.slice(0, start);
	const after = clean.folded.slice(end);
	const written = clean.plain.match(new RegExp(`(^|[.!?]\\s+|.)?\\b(${RegExp.escape(tokens[from]?.text ?? "")})\\b`, "i"));
	const word = written?.[2] ?? "";
	const opensSentence = written?.index === 0 || /[.!?]\s*$/.test(clean.plain.slice(0, written?.index ?? 0));
	// German writes every noun with a capital.
	const isCapitalised = /^[A-Z]/.test(word) && detectLanguage(clean.folded) !== "de";
	let score = isWeighed ? 2 : 0;
	if (wordBefore.test(before) && !doneIn.test(before)) score -= 2;
	// "Trained with Ray on eight nodes": a capital within the sentence, after a word that takes a product, outweighs what follows.
	if (wordAfter.test(after) && !(isCapitalised && !opensSentence && productBefore.test(before))) score -= 2;
	if (productBefore.test(before)) score += 1;
	if (productAfter.test(after)) score += 1;
	// "aim" among words about experiment tracking is more likely the tracker than among words about lunch.
	if (category !== undefined && hasCue(clean.folded, categoryCues[category])) score += 1;
	if (others.some((other) => Math.min(Math.abs(other.start - end), Math.abs(start - other.end)) <= 6)) score += 2;
	if ((judgedBefore.test(before) && judgedAfter.test(after)) || (worthBefore.test(before) && standsAlone.test(after)) || ((triedBefore.test(before) || doneIn.test(before)) && standsAlone.test(after)))
		score += 2;
	if (isCapitalised && !opensSentence) score += 2;
	if (isCapitalised && opensSentence && /^ ?,/.test(after)) score -= 2; // "Ray, could you …": a person is spoken to
	return score >= 2;
}

/** What the mentions say as constraints: what is refused or has ended under them, and what they run and keep. */
export function constraintsOfMentions(mentions: readonly Mention[]): Constraint[] {
	const byId = new Map<string, Constraint>();
	for (const mention of mentions) {
		// An ended tool is out for those who run it; where it is weighed against another, the comparison says so.
		const isOut = mention.role === "exclude" || (mention.ended && mentions.filter(({ role }) => role === "plain").length < 2);
		const kind = isOut ? "exclude" : mention.role === "existing" ? "existing" : undefined;
		if (kind !== undefined && byId.get(mention.id)?.kind !== "exclude") byId.set(mention.id, { kind, value: mention.id, words: mention.words });
	}
	return [...byId.values()];
}
