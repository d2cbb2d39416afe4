import { describe, expect, test } from "vitest";
import type { Question } from "../../src/core/question.ts";
import { fold } from "../../src/core/understanding/clean-text.ts";
import { personaSigns, readPersona } from "../../src/core/understanding/persona.ts";

/** A reading model that has no opinion, so that only the words count. */
const noOpinion = { "ml-researcher": 0.25, "software-engineer": 0.25, "ml-engineer": 0.25, unknown: 0.25 };
const read = (text: string, { title, toldPersona }: Pick<Question, "title" | "toldPersona"> = {}, prior = noOpinion, telling: string[] = []) =>
	readPersona([personaSigns(fold(text), prior, () => telling)], title, toldPersona);

describe("somebody is taken for what they call themselves", () => {
	test.each([
		["I'm a data scientist and need a tracker", "ml-researcher"],
		["PhD student here, which tracker?", "ml-researcher"],
		["Soy investigadora, busco algo para mis experimentos", "ml-researcher"],
		["Ich bin Datenwissenschaftlerin", "ml-researcher"],
		["我是研究员", "ml-researcher"],
		["As a backend developer I have to call a model", "software-engineer"],
		["SRE here: who keeps models alive?", "software-engineer"],
		["Je suis développeuse", "software-engineer"],
		["We're the platform team", "software-engineer"],
		["I'm an ML engineer", "ml-engineer"],
		["MLOps here: which registry do people use?", "ml-engineer"],
		["We are three machine learning engineers", "ml-engineer"],
		["I am a computer vision engineer", "ml-engineer"],
	])("%s", (text, id) => expect(read(text)).toMatchObject({ id, from: "words" }));
});

describe("somebody is taken for what they do, where no role is named", () => {
	test.each([
		["It is for my thesis, and my experiments pile up", "ml-researcher"],
		["our microservices call it, and I get paged", "software-engineer"],
		["we train and deploy all of it, both halves", "ml-engineer"],
	])("%s", (text, id) => expect(read(text)).toMatchObject({ id, from: "words" }));
});

describe("others' roles don't count", () => {
	test.each([
		["the data scientists hand me pickles", "ml-researcher"],
		["we don't have a data scientist", "ml-researcher"],
		["our researchers keep everything to themselves", "ml-researcher"],
		["can somebody ask the SRE team about it", "software-engineer"],
		["the ML engineers next door swear by it", "ml-engineer"],
	])("%s", (text, other) => expect(read(text).id).not.toBe(other));

	test.each(["which MLOps tool is good for this?", "we need one ML platform for everybody", "data scientists gives us a model, how can we call it?"])(
		"nor does the name of a thing, or of those who hand something over: %s",
		(text) => expect(["unknown", "software-engineer"]).toContain(read(text).id),
	);
	test("who looks after the platform says so", () => expect(read("I lead the ML platform team").id).toBe("ml-engineer"));

	test("an engineer who speaks of researchers stays an engineer", () => {
		expect(read("I'm a backend engineer, and the data scientists throw notebooks at me").id).toBe("software-engineer");
	});
	test("a researcher who speaks of engineers stays a researcher", () => {
		expect(read("I'm a data scientist, and the backend engineers won't deploy my notebook").id).toBe("ml-researcher");
	});
});

describe("a profile's title", () => {
	test.each([
		["Senior Data Scientist", "ml-researcher"],
		["Staff Software Engineer, Payments", "software-engineer"],
		["Lead ML Engineer", "ml-engineer"],
		["Infrastructure & Operations", "software-engineer"],
		["Doctorante en linguistique", "ml-researcher"],
	])("counts where the words say nothing: %s", (title, id) => expect(read("which feature store?", { title })).toMatchObject({ id, from: "title", words: [title] }));

	test("of another trade says nothing", () => expect(read("which feature store?", { title: "Head of Sales" }).id).toBe("unknown"));
	test("is not asked where somebody says what they are", () => {
		expect(read("I'm a data scientist, which feature store?", { title: "Software Engineer" })).toMatchObject({ id: "ml-researcher", from: "words" });
	});
});

test("what somebody told us wins over words and title", () => {
	expect(read("I'm a data scientist", { title: "Data Scientist", toldPersona: "software-engineer" })).toEqual({ id: "software-engineer", confidence: 1, words: ["you told me"], from: "told" });
});

test("without a sign nobody is guessed at", () => {
	for (const text of ["which feature store?", "", "we need something for drift"]) expect(read(text)).toMatchObject({ id: "unknown", from: "nothing", words: [] });
});

test("all the words together may speak for a role, if the reading model is sure and can show which words", () => {
	const sure = { "ml-researcher": 0.9, "software-engineer": 0.04, "ml-engineer": 0.03, unknown: 0.03 };
	expect(read("the cohorts and the p-values pile up", {}, sure, ["cohorts", "p-values"])).toMatchObject({ id: "ml-researcher", words: ["cohorts", "p-values"], from: "wording" });
	expect(read("the cohorts and the p-values pile up", {}, sure, []).id).toBe("unknown");
	expect(read("the cohorts and the p-values pile up", {}, { ...sure, "ml-researcher": 0.6, unknown: 0.33 }, ["cohorts"]).id).toBe("unknown");
});

test("whoever is not unknown is read with confidence, and with the words that showed it", () => {
	for (const text of ["I'm a data scientist", "SRE here", "we are ML engineers", "my thesis is on drift"]) {
		const { id, confidence, words } = read(text);
		expect(id).not.toBe("unknown");
		expect(confidence).toBeGreaterThan(0.5);
		expect(confidence).toBeLessThanOrEqual(1);
		expect(words.length).toBeGreaterThan(0);
		for (const word of words) expect(fold(text)).toContain(word);
	}
});
