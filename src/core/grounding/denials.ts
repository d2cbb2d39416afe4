import { type Check, type Place, problem, subjectsAt, textOf } from "./place.ts";
import { stemOf } from "./stem.ts";

/** "It doesn't run offline", "without SQL": what stands close behind. */
const denial = /\b(?:not|no|never|without|cannot|nothing(?! to\b)|lacks?|\p{L}+n['’]t)\s((?:[\p{L}\p{N}'’-]+\s?){1,5})/giu;
/** From here on a sentence denies or limits something itself. */
const limits = /\b(?:no|not|none|never|without|cannot|only|instead|unless|except|rather|off|lacks?|missing|neither|nor|\p{L}+n['’]t)\b/iu;
/** Too common to be what is denied. */
const fewest = 4;

/** What a tool is said not to do or have, although what the catalog says of it says the contrary. In English, as its facts are. */
export const checkDenials: Check = (place) => {
	const { need, part, spelt, named } = place;
	if (need.language !== "en" || part === "question" || place.subjects.length === 0) return [];
	return [...spelt.plain.matchAll(denial)].flatMap(({ 0: words, 1: after = "", index }) => {
		const before =
			spelt.plain
				.slice(0, index)
				.split(/[.;:!?,]/u)
				.at(-1) ?? "";
		// "You don't need a server", "if you would rather not run one": nothing is said of the tool.
		const isOfTool = /\b(?:it|they|its)\b/iu.test(before) || /^(?:\p{L}+\s)it\b/u.test(after) || named.some(({ start, end }) => start >= index - before.length && end <= index);
		if (!isOfTool || /\b(?:if|unless|when|would|want|prefer|why)\b/iu.test(before)) return [];
		const [about] = subjectsAt(place, index).map(statementsOf);
		const denied = stemsOf(after).find((stem) => stem.length >= fewest && stem !== kubernetes && about?.said.has(stem) === true && !about.limited.has(stem));
		return denied === undefined ? [] : [problem(place, "unsupported_claim", words.trim())];
	});
};
/** Is looked at by itself. */
const kubernetes = "kubernet";

const stemsOf = (text: string): string[] => (text.match(/[\p{L}\p{N}'’]+/gu) ?? []).map(stemOf);

type Statements = { said: ReadonlySet<string>; limited: ReadonlySet<string> };
const byTool = new WeakMap<Place["subjects"][number], Statements>();
function statementsOf(tool: Place["subjects"][number]): Statements {
	const known = byTool.get(tool);
	if (known !== undefined) return known;
	const parts = textOf(tool)
		.split(/[.;](?=\s)/u)
		.map((sentence) => ({ sentence, at: sentence.search(limits) }));
	const found = {
		said: new Set(parts.flatMap(({ sentence, at }) => stemsOf(at < 0 ? sentence : sentence.slice(0, at)))),
		limited: new Set([...parts.flatMap(({ sentence, at }) => (at < 0 ? [] : stemsOf(sentence.slice(at)))), ...tool.not_for.flatMap(stemsOf)]),
	};
	byTool.set(tool, found);
	return found;
}
