import { describe, expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import type { Answer } from "../../src/core/answer/answer.ts";
import { compose, describePicks } from "../../src/core/answer/compose.ts";
import { findViolations, proseOf, type Violation, withoutViolations } from "../../src/core/answer/grounding.ts";
import type { Tool } from "../../src/core/catalog/tool.ts";
import type { Need } from "../../src/core/need.ts";
import { type Candidate, type Shortlist, shortlist } from "../../src/core/ranking/shortlist.ts";
import { aNeed, categories, constraints } from "../support/needs.ts";

const { catalog } = loadKnowledge().reader;
const today = "2026-11-24";
const toolOf = (id: string): Tool => {
	const tool = catalog.tools.get(id);
	if (tool === undefined) throw new Error(`Expected ${id} in the catalog`);
	return tool;
};
const mention = (id: string): Need["mentions"][number] => ({ id, name: toolOf(id).name, words: id, inCatalog: true });

/** A comparison has every place in which prose can stand. */
const need = aNeed({ intent: "compare", categories: categories("experiment-tracking"), mentions: [mention("mlflow"), mention("aim")] });
const list = shortlist(catalog, need);
const answer: Answer = { ...compose({ catalog, need, shortlist: list, today }), paragraphs: ["Both keep their runs on your disk."] };
const codesOf = (changed: Answer, of: Shortlist = list): string[] => findViolations(catalog, of, changed).map(({ code, at }) => `${code} ${at}`);

/** A sentence in each place where prose can stand. */
const places: Record<string, (text: string) => Answer> = {
	headline: (text) => ({ ...answer, headline: text }),
	"picks.1.why": (text) => ({ ...answer, picks: answer.picks.map((pick, at) => (at === 1 ? { ...pick, why: text } : pick)) }),
	"paragraphs.1": (text) => ({ ...answer, paragraphs: [...answer.paragraphs, text] }),
	"comparison.takeIf.2": (text) => ({ ...answer, ...(answer.comparison === undefined ? {} : { comparison: { ...answer.comparison, takeIf: [...answer.comparison.takeIf, text] } }) }),
	lifecycle: (text) => ({ ...answer, lifecycle: text }),
	question: (text) => ({ ...answer, question: text }),
};

test("an answer as it is composed has nothing to object to", () => {
	expect(codesOf(answer)).toEqual([]);
	expect(proseOf(answer).map(({ at }) => at)).toEqual(["headline", "picks.0.why", "picks.1.why", "paragraphs.0", "comparison.takeIf.0", "comparison.takeIf.1", "lifecycle", "question"]);
});

describe.each(Object.keys(places))("in the %s", (at) => {
	const plant = places[at] as (typeof places)[string]; // a key of it
	test.each([
		["a tool that is no pick", "ClearML does it as well.", "foreign_tool"],
		["the same in capitals", "CLEARML does it as well.", "foreign_tool"],
		["the same in lower case, with a possessive", "It is clearml's way.", "foreign_tool"],
		["the same by another of its names", "GX Core does it.", "foreign_tool"],
		["the same in brackets", "Others (ClearML) do it.", "foreign_tool"],
		["the same with a character in it that nobody sees", "Clear\u200bML does it.", "foreign_tool"],
		["a product that the catalog knows by name only", "Snakemake does it.", "foreign_tool"],
		["an address", "See https://example.org/x.", "link"],
		["an address without its scheme", "See www.example.org.", "link"],
		["a link with a label", "See <https://example.org|this>.", "link"],
		["a call to a person", "<@U0ANA> knows.", "mention"],
		["a call to everybody", "<!channel> look.", "mention"],
		["a channel", "<#C0ML> knows.", "mention"],
	])("%s is caught, and taken out", (_, text, code) => {
		const planted = plant(text);
		const violations = findViolations(catalog, list, planted);
		expect(new Set(violations.map((one) => one.at))).toEqual(new Set([at]));
		expect(violations.map((one) => one.code)).toContain(code);
		const left = withoutViolations(planted, violations);
		expect(codesOf(left)).toEqual([]);
		expect(JSON.stringify({ ...left, need: undefined })).not.toContain(text);
	});
});

describe("taking out what violates leaves everything else as it was", () => {
	const removed = (planted: Answer): Answer => withoutViolations(planted, findViolations(catalog, list, planted));
	test("a sentence too many", () => {
		for (const at of ["paragraphs.1", "comparison.takeIf.2"]) expect(removed((places[at] as (typeof places)[string])("ClearML does it."))).toEqual(answer);
	});
	test("a line of the end", () => {
		const { lifecycle: _, ...withoutLine } = answer;
		const { question: __, ...withoutQuestion } = answer;
		expect(removed(places.lifecycle?.("ClearML does it.") ?? answer)).toEqual(withoutLine);
		expect(removed(places.question?.("Is it ClearML?") ?? answer)).toEqual(withoutQuestion);
	});
	test("a reason, for which the tool's own summary stands in", () => {
		const left = removed(places["picks.1.why"]?.("Better than ClearML.") ?? answer);
		expect(left.picks[1]).toEqual({ ...answer.picks[1], why: answer.picks[1]?.tool.summary, saysBenefit: false });
		expect(left.picks[0]).toBe(answer.picks[0]);
	});
	test("a headline, which then names the picks and nothing else", () => {
		expect(removed(places.headline?.("Take ClearML.") ?? answer)).toEqual({ ...answer, headline: `Take ${answer.picks[0]?.tool.name}; weigh it against ${answer.picks[1]?.tool.name}.` });
		const nothingPicked = { ...answer, picks: [], headline: "Take ClearML." };
		expect(removed(nothingPicked).headline).toBe("Here is what the catalog says.");
	});
	test("nothing, where there is nothing to take out", () => expect(withoutViolations(answer, [])).toBe(answer));
});

describe("a pick", () => {
	const chosen = aNeed({ categories: categories("experiment-tracking"), constraints: constraints("licence=open-source") });
	const of = shortlist(catalog, chosen);
	const recommended = compose({ catalog, need: chosen, shortlist: of, today });
	const candidate = (id: string): Candidate => ({ tool: toolOf(id), category: "experiment-tracking", score: 9, reasons: [] });
	const withPick = (id: string): Answer => ({ ...recommended, picks: [...recommended.picks.slice(0, 2), ...describePicks({ catalog, need: chosen, shortlist: of, today }, [candidate(id)])] });
	const removed = (planted: Answer, by: readonly Violation[]): Answer => withoutViolations(planted, by);

	test("that was not ranked is caught, and taken out", () => {
		const planted = withPick("feast");
		const violations = findViolations(catalog, of, planted);
		expect(violations).toContainEqual({ code: "not_a_pick", at: "picks.2", detail: "feast" });
		expect(removed(planted, violations).picks).toEqual(recommended.picks.slice(0, 2));
	});
	test("that breaks a hard wish is caught, even where it was ranked", () => {
		const planted = withPick("weights-and-biases");
		const lenient = { ...of, ranked: [...of.ranked, candidate("weights-and-biases")] };
		const violations = findViolations(catalog, lenient, planted).filter(({ at }) => at === "picks.2");
		expect(violations).toEqual([{ code: "breaks_constraint", at: "picks.2", detail: "licence=open-source" }]);
		expect(removed(planted, violations).picks).toEqual(recommended.picks.slice(0, 2));
	});
	test("with a fact of another tool, or with one that no tool has, is caught", () => {
		const [first, ...others] = recommended.picks;
		if (first === undefined) throw new Error("Expected a pick");
		for (const tradeOff of [toolOf("feast").facts[0], { ...first.tradeOff, text: "It is free for ever." }]) {
			if (tradeOff === undefined) throw new Error("Expected a fact");
			const planted = { ...recommended, picks: [{ ...first, tradeOff }, ...others] };
			expect(findViolations(catalog, of, planted)).toEqual([{ code: "foreign_fact", at: "picks.0", detail: tradeOff.id }]);
		}
	});
	test("that is gone may not be named any more: the second look finds what named it", () => {
		const planted = { ...withPick("feast"), headline: "Take Feast.", paragraphs: ["Feast is small."] };
		const once = removed(planted, findViolations(catalog, of, planted));
		const violations = findViolations(catalog, of, once);
		expect(violations.map(({ code, at }) => `${code} ${at}`).sort()).toEqual(["foreign_tool headline", "foreign_tool paragraphs.0"]);
		expect(findViolations(catalog, of, removed(once, violations))).toEqual([]);
	});
});

describe("may be named", () => {
	const named = (text: string, change: Partial<Answer> = {}): string[] => codesOf({ ...answer, paragraphs: [text], ...change });
	test("the picks, what is compared, and what the asker named", () => expect(named("MLflow and Aim both do it.")).toEqual([]));
	test("who is left out", () => {
		expect(named("ClearML is left out.")).toEqual(["foreign_tool paragraphs.0"]);
		expect(named("ClearML is left out.", { leftOut: [{ tool: toolOf("clearml"), because: "closed source" }] })).toEqual([]);
	});
	test("what a pick works with", () => {
		const other = toolOf("mlflow")
			.integrations.flatMap((id) => catalog.tools.get(id) ?? [])
			.find(({ ordinary_words }) => ordinary_words.length === 0);
		expect(named(`It works with ${other?.name}.`)).toEqual([]);
	});
	test("what replaced a tool that has ended and was asked about", () => {
		const gone = [...catalog.tools.values()].find(({ status }) => status.state === "sunset" && status.successors.length > 0);
		const successor = toolOf(gone?.status.successors[0] ?? "");
		expect(named(`${successor.name} came after it.`, { need: { ...need, mentions: [...need.mentions, mention(gone?.id ?? "")] } })).toEqual([]);
	});
	test("a cloud where the asker named one, and Kubernetes always", () => {
		expect(named("It takes no Kubernetes.")).toEqual([]);
		expect(named("It runs in Google Cloud.")).toEqual(["foreign_tool paragraphs.0"]);
		expect(named("It runs in Google Cloud.", { need: { ...need, constraints: constraints("cloud=gcp") } })).toEqual([]);
	});
	test("whoever the catalog's own sentence on a tool names, word for word, and no other sentence", () => {
		const withOther = [...catalog.tools.values()]
			.flatMap((tool) => tool.facts.map(({ text }) => ({ tool, text })))
			.find(({ tool, text }) => codesOf({ ...answer, picks: [], need: aNeed(), paragraphs: [text] }).length > 0 && tool.status.state === "active");
		if (withOther === undefined) throw new Error("Expected a fact that names another tool");
		const { tool, text } = withOther;
		const speaksOf = { ...answer, picks: [], need: aNeed({ mentions: [mention(tool.id)] }) };
		expect(codesOf({ ...speaksOf, paragraphs: [text] })).toEqual([]);
		expect(codesOf({ ...speaksOf, paragraphs: [`Mind this: ${text.replace(/\.$/, "")}!`] })).toEqual([]);
		expect(codesOf({ ...speaksOf, paragraphs: [text.split(" ").reverse().join(" ")] })).not.toEqual([]);
	});
	test("a licence that is called like a tool", () => {
		const soda = { ...answer, need: aNeed({ mentions: [mention("soda")] }) };
		expect(toolOf("soda").licence).toBe("Elastic-2.0");
		expect(codesOf({ ...soda, picks: [], paragraphs: ["It is out (Elastic-2.0 is no open-source licence)."] })).toEqual([]);
		expect(codesOf({ ...soda, picks: [], paragraphs: ["Elastic is out."] })).toEqual(["foreign_tool paragraphs.0"]);
	});
	test("a word that is also a tool's name, as a word; with a capital it is the tool", () => {
		expect(named("The aim is a feast for the eyes, a ray of hope, to accelerate.")).toEqual([]);
		expect(named("Ray runs it.")).toEqual(["foreign_tool paragraphs.0"]);
	});
});

test("a name within a longer name is not that tool: Alibi Detect is no Alibi, and Alibi is none of the two", () => {
	const detect = aNeed({ mentions: [mention("alibi-detect")] });
	const said = (text: string): string[] =>
		findViolations(catalog, list, { ...answer, picks: [], need: detect, headline: "Here it is.", paragraphs: [text], comparison: { tools: [], rows: [], takeIf: [] } }).map(({ detail }) => detail);
	expect(said("Alibi Detect watches for drift.")).toEqual([]);
	expect(said("Alibi Detect and Alibi are two.")).toEqual(["alibi"]);
});

test("whatever tool is planted, by whatever name and in whatever place, it is caught, and nothing of it is left", () => {
	const allowed = new Set(["mlflow", "aim", "kubernetes", ...["mlflow", "aim"].flatMap((id) => [...toolOf(id).integrations, ...toolOf(id).requires, ...toolOf(id).status.successors])]);
	const foreign = [...catalog.tools.values(), ...catalog.knownNames].filter(({ id }) => !allowed.has(id));
	const names = foreign.flatMap(({ id, name, aliases }) => [name, ...aliases].map((written) => ({ id, written })));
	const sentences = ["Take ? now.", "Not as good as ?!", "(?)", "?", "Or ?, as others do."];
	const plants = Object.values(places);
	for (const [at, { written, id }] of names.entries()) {
		// Six places and five sentences: all pairs of them come round.
		const planted = plants[at % plants.length]?.((sentences[at % sentences.length] ?? "?").replace("?", written)) ?? answer;
		const violations = findViolations(catalog, list, planted);
		const details = violations.map(({ detail }) => detail);
		// A longer name of another tool may hold this one; then that one is caught.
		if (!details.includes(id)) expect(details.length, written).toBeGreaterThan(0);
		expect(codesOf(withoutViolations(planted, violations))).toEqual([]);
	}
});
