import { describe, expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import { compose } from "../../src/core/answer/compose.ts";
import { mostWords } from "../../src/core/answer/length.ts";
import { plainText } from "../../src/core/answer/plain-text.ts";
import { shortlist } from "../../src/core/ranking/shortlist.ts";
import { recommend, replay } from "../../src/core/recommend.ts";

const { reader, search } = loadKnowledge();
const { catalog } = reader;
const today = "2026-11-24";
const thread = (...texts: [string, ...string[]]) => {
	const earlier = replay(reader, search, texts.slice(0, -1), {}, today);
	const result = recommend(reader, search, { text: texts.at(-1) ?? "", earlier }, today);
	expect(result.violations).toEqual([]);
	const { answer, turn, need } = result;
	return { answer, need, turn, picks: answer.picks.map(({ tool }) => tool.id), said: (answer.said ?? []).map(({ text }) => text).join("\n"), text: plainText(catalog, answer), earlier };
};
const tracker = "which experiment tracker for five researchers?";
const shownBy = (question: string): string[] => thread(question, "ok").earlier[0]?.shown?.tools ?? [];

describe("a follow-up that changes nothing", () => {
	test("says in one sentence that it stays, and shows no card again", () => {
		const { answer, text, picks } = thread(tracker, "hm, are you sure?");
		expect(answer.kind).toBe("unchanged");
		expect(picks).toEqual(shownBy(tracker));
		expect(answer.headline).toMatch(/^It stays with /);
		expect(text).not.toContain("Trade-off");
		expect(text.split(/\s+/).length).toBeLessThan(mostWords / 2);
	});
	test("says what would change it, by what the catalog knows of the picks", () => {
		const { answer, picks } = thread(tracker, "hm, are you sure?");
		const closed = answer.picks.filter(({ tool }) => !catalog.isOpenSource(tool)).map(({ tool }) => tool.name);
		expect(picks.length).toBeGreaterThan(closed.length);
		for (const name of closed) expect(answer.paragraphs.join()).toContain(name);
	});
	test("says that all meet what was added", () => {
		const { need } = thread("which vector database?", "nothing from Google");
		const list = shortlist(catalog, need);
		const after = { tools: list.picks.map(({ tool }) => tool.id), added: need.after?.added ?? [], stands: true as const };
		expect(compose({ catalog, need: { ...need, after }, shortlist: list, today })).toMatchObject({ kind: "unchanged", headline: expect.stringContaining("all three meet “nothing from Google”") });
	});
	test("counts as added only what was not said before", () => expect(thread("an open-source vector database", "and it must be open source").need.after?.added).toEqual([]));
	test("never drops a condition in silence", () => {
		for (const condition of ["and without Docker?", "it must have SSO", "must run on our Mac laptops"]) expect(thread(tracker, condition).text, condition).toContain("I can't judge");
		expect(thread("an experiment tracker that must not need Docker").text).toContain("I can't judge “must not need Docker”");
	});
	test("is answered in full where the asker put something right", () => expect(thread(tracker, "we are backend engineers, by the way").answer.kind).not.toBe("unchanged"));
});

describe("a condition that a field decides is read", () => {
	test("without a server: what is imported", () => {
		const { answer, need } = thread("model monitoring, open source", "and without a server?");
		expect(need.constraints).toContainEqual({ kind: "hosting", value: "library", words: "without a server" });
		for (const { tool } of answer.picks) expect(tool.hosting.modes).toContain("library");
	});
	test("nothing from a vendor: whoever makes it", () => {
		const { answer, need } = thread("which model serving tool?", "nothing from NVIDIA");
		expect(need.constraints.map(({ kind, value }) => `${kind}=${value}`)).toContain("exclude-vendor=nvidia");
		for (const { tool } of answer.picks) expect(tool.vendor).not.toBe("NVIDIA");
		expect(thread("we need an orchestrator", "nothing from Apache").picks).not.toContain("airflow");
	});
});

describe("a question about what was shown", () => {
	test("is answered from the catalog, with its page", () => {
		const { answer, said } = thread(tracker, "how much does the second one cost?");
		const second = catalog.tools.get(shownBy(tracker)[1] ?? "");
		expect(answer.kind).toBe("particulars");
		expect(answer.headline).toContain(second?.name);
		expect(said).toContain("Price: ");
		expect(answer.said?.[0]?.source?.source).toBe(second?.sources.pricing?.url);
	});
	test("a condition that is asked about is not one that is stated", () => {
		const { answer, need } = thread("which vector database?", "is the first one open source?");
		expect(answer.headline).toMatch(/^(?:Yes|No)/);
		expect(need.constraints).toEqual([]);
	});
	test("says plainly what the catalog doesn't hold", () => {
		expect(thread(tracker, "is it written in COBOL?").answer.headline).toMatch(/the catalog says nothing of “cobol”\.$/);
	});
	test("“it” stays the one that was asked about, and the order above still counts", () => {
		const question = "which model registry?";
		const [, second, third] = shownBy(question);
		expect(thread(question, "what about the second one?", "how much does it cost?").need.about?.tools).toEqual([second]);
		expect(thread(question, "what about the second one?", "and the third one?").need.about?.tools).toEqual([third]);
	});
	test("what would follow from a change is a condition all the same", () => {
		expect(thread("which vector database?", "does it also work if the machine has no internet?").need.constraints.map(({ value }) => value)).toContain("air-gapped");
	});
});

describe("pointing at what was shown", () => {
	test("compares the first two, and no others", () => {
		const { answer } = thread(tracker, "compare the first two");
		expect(answer.kind).toBe("comparison");
		expect(answer.comparison?.tools.map(({ id }) => id).sort()).toEqual(shownBy(tracker).slice(0, 2).sort());
	});
	test("brings in the second", () => {
		const second = catalog.tools.get(shownBy(tracker)[1] ?? "");
		expect(thread(tracker, "the second one it is, how do we start?").answer).toMatchObject({ kind: "adoption", headline: expect.stringContaining(second?.name ?? "?") });
	});
	test("rules it out", () => expect(thread(tracker, "not the first one").picks).not.toContain(shownBy(tracker)[0]));
	test("shows others, none of them twice", () => {
		const { answer, picks } = thread(tracker, "anything else?");
		expect(answer.headline).toMatch(/^More that fit: /);
		expect(picks.filter((id) => shownBy(tracker).includes(id))).toEqual([]);
	});
	test("takes one, with why", () => expect(thread(tracker, "ok, which would you take?").answer.headline).toMatch(/^I'd take /));
	test("tells who was left out, and why", () => {
		const { answer } = thread("a managed experiment tracker", "who did you leave out?");
		expect(answer.leftOut.length).toBeGreaterThan(0);
		for (const { because } of answer.leftOut) expect(because).not.toBe("");
	});
	test("tells when such a tool is needed at all", () => expect(thread("which feature store?", "do we really need one?").text).toContain(catalog.categories["feature-store"].when_not));
	test("owns up to having misread", () => expect(thread(tracker, "that's not what I asked").answer.question).toMatch(/^What did you mean/));
	test("explains the rings", () => expect(thread(tracker, "what do you mean by trial?").text).toContain(catalog.framework.rings.trial.short));
});

describe("why not that one", () => {
	const onPrem = "experiment tracker, five researchers, on-prem, no kubernetes";
	test("tells the reason, with the asker's own words", () =>
		expect(thread(onPrem, "why not Weights & Biases?").answer.headline).toBe("Weights & Biases is out: its server runs on Kubernetes, and you said “no kubernetes”."));
	test("is asked once: the next turn goes on from what was recommended", () => {
		expect(thread(onPrem, "why not Weights & Biases?", "and for audio?").answer.headline).not.toContain("Weights & Biases");
	});
	test("where nothing rules it out, says so, and where it comes", () => {
		const { answer } = thread("why not MLflow for experiment tracking?");
		expect(answer.headline).toMatch(/^Nothing (?:that you said rules MLflow out|speaks against MLflow)/);
		expect(answer.said?.map(({ text }) => text)).toContain(`Where it doesn't fit: ${catalog.tools.get("mlflow")?.not_for[0]}`);
	});
});

test("a tool that has ended is not said to have been ruled out by the asker", () => expect(thread("is Neptune.ai ok for tracking?").text).not.toContain("not Neptune.ai ·"));

describe("a language that is not read is said to be", () => {
	test.each([
		["チームで実験管理ツールを探しています", "Japanese"],
		["Какой инструмент для мониторинга моделей?", "Russian"],
		["Quale strumento per il versioning dei dati?", "Italian"],
		["모델 서빙 도구 추천해 주세요", "Korean"],
	])("%s", (text, language) => {
		const { answer } = thread(text);
		expect(answer.kind).toBe("ask-back");
		expect(answer.headline).toContain(`but not ${language}`);
	});
	test("names in it count", () => expect(thread("MLflow と Aim どちらが良い?").text).toContain("MLflow"));
});

test("stages are told in the order in which the loops run", () => {
	const { answer } = thread("monitoring, data validation");
	expect(answer.lifecycle).toMatch(/^Data acquisition to feedback collection/);
});

test("three needs get a pick each", () => {
	const { answer } = thread("labelling, tracking, serving");
	expect(new Set(answer.picks.map(({ category }) => category)).size).toBe(3);
});

test("thanks and praise are no questions", () => {
	for (const text of ["ok thanks", "great, thank you!", "good bot", "ok"]) expect(thread(tracker, text).answer.kind, text).toBe("greeting");
});
