import type { Catalog } from "../catalog/catalog.ts";
import { keyOf, type Spelt, type Token } from "./spelling.ts";

/** A product of the catalog, or one that it knows by name only, and the tokens that name it, from and to included. */
export type NamedTool = { id: string; inCatalog: boolean; from: number; to: number; words: string; start: number; end: number };

type Name = { id: string; inCatalog: boolean; written: ReadonlySet<string> };
type Names = { byKey: ReadonlyMap<string, readonly Name[]>; beginnings: ReadonlySet<string> };

/** Names of several words, or letters apart, may take up this many tokens: "K.u.b.e.f.l.o.w" takes eight. */
const mostTokens = 40;

/**
 * Names that are everyday words in one of the languages as well: as those they may be used, in lower case or where they open a
 * sentence, unless something takes them, or they do something, as only a product can. Every other name counts in any case.
 */
const everyday = new Set(
	(
		"accelerate aim annoy art checklist delta determined dice elastic elementary evidently fate flux hub inspect interpret kong lightning lit modal observable replicate scale sky spark temporal tune weave wit erroranalysis " +
		"trainingoperator stepfunctions base prom inception"
	).split(" "),
);
/** "Prodigy", "comet" and the like are words too, but none that advice on tools needs. */
const takes =
	/(?:^|[\s(])(?:(?:pair|combine|team|couple) (?:it|them|this|that) with|take|takes|use|uses|using|choose|pick|try|adopt|prefer|install|deploy|replace|called|named|look at|move to|moves to|switch to|like|unlike|than|via|through|versus|vs|nimm|nehmt|nutzt?|wählt?|mit|usa|usad|elige|prueba|con|con el|utilise|utilisez|choisis|prends|avec|use|escolha|com o|gamitin|piliin|ang|选|选择|用|使用|采用)\s*$/iu;
/** "Grows with scale" is no product, "pair it with interpret" can be nothing else. */
const accompanies = /(?:^|\s)(?:with|mit|con|avec|com)\s*$/iu;
const accompanied = new Set(["scale", "elastic", "modal", "temporal", "observable", "flux", "fate", "art", "wit", "spark", "lightning", "delta", "dice"]);
const acts = /^\s*(?:is the|is your|does|keeps|has|stores|shows|runs|works|lets|gives|takes|comes|needs|handles|covers|offers|serves|tracks|instead|too|as well|as your|fits|wins|and co)\b/i;

export function namesOf(catalog: Catalog): Names {
	const known = namesByCatalog.get(catalog);
	if (known !== undefined) return known;
	const byKey = new Map<string, Name[]>();
	const add = (id: string, inCatalog: boolean, spellings: readonly string[]) => {
		const keys = new Map<string, string[]>();
		for (const spelling of spellings) keys.set(keyOf(spelling), [...(keys.get(keyOf(spelling)) ?? []), spelling]);
		for (const [key, written] of keys) if (key.length >= 2) byKey.set(key, [...(byKey.get(key) ?? []), { id, inCatalog, written: new Set(written) }]);
	};
	for (const { id, name, aliases, ordinary_words } of catalog.tools.values()) add(id, true, [id, name, ...aliases, ...ordinary_words]);
	for (const { id, name, aliases, ordinary_words } of catalog.knownNames) add(id, false, [id, name, ...aliases, ...ordinary_words]);
	const beginnings = new Set<string>();
	for (const key of byKey.keys()) for (let length = 1; length <= key.length; length++) beginnings.add(key.slice(0, length));
	const names = { byKey, beginnings };
	namesByCatalog.set(catalog, names);
	return names;
}
const namesByCatalog = new WeakMap<Catalog, Names>();

/**
 * Every product named in a text, by any alias, in any case, its letters together or apart. Of names within each other the
 * longest counts: "Alibi Detect" is not also Alibi.
 */
export function toolsNamed(catalog: Catalog, spelt: Spelt): NamedTool[] {
	const { byKey, beginnings } = namesOf(catalog);
	const { plain, tokens } = spelt;
	const keys = tokens.map(({ text }) => keyOf(text.replace(/['’]s$/u, "")));
	const found: NamedTool[] = [];
	for (let from = 0; from < tokens.length; from++) {
		let key = "";
		for (let to = from; to < tokens.length && to - from < mostTokens; to++) {
			key += keys[to] ?? "";
			if (!beginnings.has(key)) {
				// "Kubeflow's", "Kubeflows", "Kubeflowu": an ending hides no name.
				const bare = to === from ? bareKey(key, byKey) : undefined;
				if (bare !== undefined) take(bare, from, to);
				break;
			}
			if (byKey.has(key)) take(key, from, to);
			else if (to === from) {
				const bare = bareKey(key, byKey);
				if (bare !== undefined) take(bare, from, to);
			}
		}
	}
	function take(key: string, from: number, to: number): void {
		const [first, last] = [tokens[from], tokens[to]] as [Token, Token];
		const words = plain.slice(first.start, last.end);
		for (const { id, inCatalog, written } of byKey.get(key) ?? []) {
			if (isMeant(key, written, plain, first, last)) found.push({ id, inCatalog, from, to, words, start: first.start, end: last.end });
		}
	}
	return found.filter((one) => !found.some((other) => other.from <= one.from && other.to >= one.to && other.to - other.from > one.to - one.from));
}

function bareKey(key: string, byKey: ReadonlyMap<string, unknown>): string | undefined {
	for (const ending of ["s", "es", "en", "n"]) {
		const bare = key.endsWith(ending) ? key.slice(0, -ending.length) : "";
		if (bare.length >= 5 && byKey.has(bare)) return bare;
	}
	return undefined;
}

/** Very short names count as they are written; everyday words as products only where something else says so. */
function isMeant(key: string, written: ReadonlySet<string>, plain: string, first: Token, last: Token): boolean {
	const words = plain.slice(first.start, last.end);
	const before = plain.slice(Math.max(0, first.start - 16), first.start);
	if (key.length <= 2) return (written.has(words) && words !== words.toLowerCase()) || (first === last && takes.test(before));
	if (!everyday.has(key)) return true;
	const after = plain.slice(last.end, last.end + 16);
	if (takes.test(before) || (accompanies.test(before) && !accompanied.has(key)) || /["“”„«‘('’]$/u.test(before)) return true;
	if (words === words.toUpperCase() || /\p{L}\p{Lu}/u.test(words)) return true;
	const capital = words.charAt(0) !== words.charAt(0).toLowerCase();
	if (capital && !first.opensSentence) return true;
	return first.opensSentence && acts.test(after);
}
