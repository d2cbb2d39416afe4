import { describe, expect, test } from "vitest";
import { categoryIds } from "../../../src/core/catalog/vocabulary.ts";
import { periodUntil, saysSomething } from "../../../src/core/digest/digest.ts";
import { digestText, partsOf } from "../../../src/core/digest/digest-text.ts";
import { askedAbout, digestOf, mondayMorning, projectCatalog, stateWith } from "../../support/digests.ts";

const catalog = projectCatalog();
const dayMs = 24 * 60 * 60 * 1000;
const weekMs = 7 * dayMs;
const about = (...args: Parameters<typeof askedAbout> extends [unknown, ...infer Rest] ? Rest : never) => askedAbout(catalog, ...args);
const of = (...args: Parameters<typeof digestOf> extends [unknown, ...infer Rest] ? Rest : never) => digestOf(catalog, ...args);
const titles = (digest: ReturnType<typeof of>): string[] => partsOf(catalog, digest).map(({ id }) => id);
const linesOf = (digest: ReturnType<typeof of>, id: string): string[] =>
	(partsOf(catalog, digest).find((part) => part.id === id)?.lines ?? []).map(({ lead, text }) => [lead, text].filter(Boolean).join(": "));

describe("a week in which nothing was asked and nothing changed", () => {
	test("has nothing to say", () => {
		const digest = of([]);
		expect(saysSomething(digest)).toBe(false);
		expect(digest.picture).toBeUndefined();
		expect(titles(digest)).toEqual(["invitation"]);
	});
	test("is none the fuller for small talk", () => {
		expect(saysSomething(of([about("feature-store", { outcome: "aside" })]))).toBe(false);
	});
});

describe("what people asked", () => {
	test("is told by kind of tool and by who asked, most asked first", () => {
		const asked = [
			about("feature-store", { persona: "software-engineer" }),
			about("experiment-tracking", { persona: "ml-researcher" }),
			about("experiment-tracking", { persona: "ml-researcher" }),
			about("experiment-tracking", { persona: "software-engineer" }),
			about("experiment-tracking"),
		];
		expect(linesOf(of(asked), "themes")).toEqual([
			"Experiment tracking: 4 questions, mostly from researchers (model training and model evaluation)",
			"Feature store: 1 question, from engineers (feature engineering and deployment)",
		]);
	});
	test("is told by stage where no kind of tool was named", () => {
		expect(linesOf(of([about([], { stages: ["monitoring"] })]), "themes")).toEqual(["Monitoring: 1 question"]);
	});
	test("lists five kinds at most, and says how many there are beside", () => {
		const digest = of(categoryIds.slice(0, 8).map((id) => about(id)));
		const part = partsOf(catalog, digest).find(({ id }) => id === "themes");
		expect(part?.lines).toHaveLength(5);
		expect(part?.more).toBe("and 3 more kinds of questions");
	});
	test("counts a thread once, with its follow-ups, as it was understood in the end", () => {
		const thread = { thread: "1.1" };
		const digest = of([about("notebooks", { ...thread, at: mondayMorning - dayMs }), about("feature-store", { ...thread, at: mondayMorning - dayMs + 1 })]);
		expect(digest.questions).toBe(1);
		expect(linesOf(digest, "themes")).toEqual(["Feature store: 1 question (feature engineering and deployment)"]);
	});
	test("links to the threads of this channel that were found good, best first, three at most", () => {
		const rated = (rating: number, more = {}) => about("feature-store", { rating, ...more });
		const digest = of([rated(1), rated(3), rated(-2), rated(0), rated(2), rated(9, { channel: "C0OTHER" }), rated(1)]);
		expect(digest.threads.map(({ rating, channel }) => [rating, channel])).toEqual([
			[3, "C0OWN"],
			[2, "C0OWN"],
			[1, "C0OWN"],
		]);
	});
});

describe("who may read what", () => {
	const elsewhere = (isPrivate: boolean) => about("feature-store", { channel: "C0OTHER", isPrivate });
	test("a channel counts its own questions, and those that everybody in the workspace can read", () => {
		expect(of([about("notebooks", { isPrivate: true }), elsewhere(false)]).questions).toBe(2);
	});
	test("a private channel's questions count nowhere else", () => expect(saysSomething(of([elsewhere(true)]))).toBe(false));
	test("where another organisation reads along, only the channel's own count", () => {
		expect(of([about("notebooks"), elsewhere(false)], { readers: { channel: "C0OWN", isShared: true } }).questions).toBe(1);
	});
});

describe("catalog news", () => {
	const before = stateWith(catalog, ({ tools }) => {
		for (const id of ["feast", "dvc"]) delete tools[id];
		Object.assign(tools.kserve ?? {}, { ring: "hold" });
		Object.assign(tools.neptune ?? {}, { ended: false });
	});
	const past = { last: { until: mondayMorning - weekMs, catalog: before }, shown: [] };

	test("is none in a first digest", () => expect(of([about("feature-store")]).news.entries).toEqual([]));
	test("is the difference to the catalog of the last digest: what ended with its successors, changed rings, what is new", () => {
		const [ended, ring, ...added] = linesOf(of([], { past }), "news");
		expect(ended).toMatch(/^Neptune\.ai has ended: .+ Instead: MLflow, Weights & Biases or Comet\.$/);
		expect(ring).toMatch(/^KServe moved from hold to assess: /);
		expect(added.map((line) => line.split(" is new")[0])).toEqual(["DVC", "Feast"]);
	});
	test("is something to say, also where nobody asked anything", () => {
		const digest = of([], { past });
		expect(saysSomething(digest)).toBe(true);
		expect(digest.headline).toBe("4 changes in the catalog.");
		expect(titles(digest)).toEqual(["news", "invitation"]);
	});
	test("is none where nothing changed", () => {
		expect(of([], { past: { last: { until: 0, catalog: stateWith(catalog, () => {}) }, shown: [] } }).news.entries).toEqual([]);
	});
	test("is not the difference between a catalog with an organisation's overlay and one without", () => {
		const withOverlay = stateWith(catalog, (state) => {
			state.organisation = "Acme";
			delete state.tools.feast;
		});
		expect(of([], { past: { last: { until: 0, catalog: withOverlay }, shown: [] } }).news.entries).toEqual([]);
	});
});

describe("the tool worth a look", () => {
	const serving = [about("model-serving", { persona: "software-engineer", picks: ["bentoml"] }), about("model-serving", { persona: "software-engineer" }), about("notebooks")];
	const look = (shown: string[] = []) => of(serving, { past: { shown } }).worthALook;

	test("is for the stage that was asked about most, serves what was asked there, and says for whom and against what", () => {
		const digest = of(serving);
		const chosen = digest.worthALook;
		expect(chosen?.stage).toBe("deployment");
		expect(Object.keys(chosen?.tool.categories ?? {})).toContain("model-serving");
		expect(chosen?.reason).toMatch(/^2 of 3 questions touched deployment, more than anything else\. Engineers' (?:need|want|frustration): ./);
		expect(chosen?.tool.facts).toContain(chosen?.tradeOff);
	});
	test("is none that was recommended in these questions, has ended, or is on hold", () => {
		expect(look()?.tool.id).not.toBe("bentoml");
		const shown: string[] = [];
		for (let chosen = look(shown); chosen !== undefined; chosen = look(shown)) {
			expect(chosen.tool.status.state).toBe("active");
			expect(chosen.tool.ring.value).not.toBe("hold");
			shown.push(chosen.tool.id);
		}
		expect(shown.length).toBeGreaterThan(12);
	});
	test("is none that the channel's last digests showed", () => {
		const first = look()?.tool.id ?? "";
		expect(look([first])?.tool.id).not.toBe(first);
	});
	test("is none where nothing was asked", () => expect(of([]).worthALook).toBeUndefined());
});

describe("gaps", () => {
	test("tell what was asked for and found nothing, with what had to hold", () => {
		const must = (...pairs: string[]) => pairs.map((pair) => ({ kind: pair.split("=")[0] ?? "", value: pair.split("=")[1] ?? "" }));
		const digest = of([
			about("model-serving", { outcome: "nothing-fits", constraints: must("hosting=air-gapped", "kubernetes=no") }),
			about("model-serving", { outcome: "cannot-answer", constraints: must("kubernetes=no", "hosting=air-gapped") }),
			about([], { outcome: "cannot-answer" }),
			about("notebooks", { namedUnknown: true }),
		]);
		expect(linesOf(digest, "gaps")).toEqual([
			"Model serving: air-gapped, no Kubernetes: 2 questions",
			"Something that no tool does: 1 question",
			"1 question named a product that the catalog does not hold.",
		]);
		expect(digest.headline).toMatch(/; 3 that I could not answer\.$/);
	});
});

describe("the headline and the line beside the picture", () => {
	test("tell what most questions were about", () => {
		const digest = of([about("model-serving"), about("model-serving"), about("notebooks")]);
		expect(digest.headline).toBe("3 questions, most of them about deployment.");
		expect(digest.picture?.says).toMatch(/^Deployment was touched by 2 questions, /);
		expect(digest.picture?.alt).toMatch(/^The lifecycle as two loops, the model loop and the software loop, each stage the warmer the more questions touched it: deployment 2, /);
	});
	test("call nothing the most where nothing is", () => {
		expect(of([about("feature-store"), about("experiment-tracking")]).headline).toBe("2 questions.");
	});
	test("tell of the one question that there was", () => expect(of([about("feature-store")]).headline).toBe("One question, about feature engineering and deployment."));
});

describe("the invitation", () => {
	test("is three questions of different kinds, which change from week to week", () => {
		const weeks = Array.from(
			{ length: 6 },
			(_, week) => of([about("experiment-tracking")], { period: { from: mondayMorning + (week - 1) * weekMs, until: mondayMorning + week * weekMs, zone: "UTC" } }).invitation,
		);
		for (const questions of weeks) {
			expect(questions).toHaveLength(3);
			expect(questions[0]).toMatch(/^Which .+, .+\?$/);
			expect(questions[1]).toMatch(/^.+ or .+\?$/);
			expect(questions[2]).toMatch(/^What is an? .+, and do we need one\?$/);
		}
		expect(new Set(weeks.map((questions) => questions.join())).size).toBeGreaterThan(3);
	});
});

describe("a digest tells", () => {
	test("of the last seven days, where it is the first", () => expect(periodUntil(mondayMorning, { shown: [] }, "UTC").from).toBe(mondayMorning - weekMs));
	test("from where the last one ended, be it earlier or later than a week ago", () => {
		const from = (until: number) => periodUntil(mondayMorning, { last: { until, catalog: { organisation: "", tools: {} } }, shown: [] }, "UTC").from;
		expect(from(mondayMorning - 2 * dayMs)).toBe(mondayMorning - 2 * dayMs);
		expect(from(mondayMorning - 9 * dayMs)).toBe(mondayMorning - 9 * dayMs);
		expect(from(mondayMorning - 60 * dayMs)).toBe(mondayMorning - 14 * dayMs);
	});
});

test("as plain text it says all that it says, and how to stop it", () => {
	const text = digestText(catalog, of([about("experiment-tracking", { rating: 2 })]));
	expect(text).toMatch(/^MLOps digest, 16 to 22 November\n/);
	for (const title of ["What people asked", "Found helpful here", "Worth a look: ", "Ask me, for example"]) expect(text).toContain(`\n${title}`);
	expect(text).toContain("`/mlops-recommend digest off` ends this weekly message.");
});
