import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { answerMessage } from "../../src/adapters/slack/answer-blocks.ts";
import { loadKnowledge } from "../../src/bot.ts";
import { findViolations } from "../../src/core/answer/grounding.ts";
import { plainText } from "../../src/core/answer/plain-text.ts";
import { isHard, meets } from "../../src/core/ranking/hard-constraints.ts";
import { type Recommendation, recommend } from "../../src/core/recommend.ts";
import { questionOf } from "../../src/eval/cases.ts";
import { checkMessage, limits } from "../../src/playground/message-limits.ts";

const { reader, search } = loadKnowledge();
const { catalog } = reader;
const today = "2026-11-24";
type Asked = Parameters<typeof questionOf>[2];
type Said = NonNullable<Asked["thread"]>[number];
const ask = (question: Asked): Recommendation => recommend(reader, search, questionOf(reader, search, question), today);

/** What holds of every answer, whatever was asked. */
function expectSound({ need, shortlist, answer, violations }: Recommendation): void {
	expect(findViolations(catalog, shortlist, answer)).toEqual([]);
	// The catalog's own words need no mending: whatever is taken out of an answer is missing from it.
	expect(violations).toEqual([]);
	expect(answer.picks.length).toBeLessThanOrEqual(3);
	for (const { tool, tradeOff } of answer.picks) {
		expect(tool.status.state).not.toBe("sunset");
		expect(tool.facts).toContain(tradeOff);
		for (const constraint of need.constraints.filter(isHard)) expect([tool.id, constraint, meets(catalog, tool, constraint, need).ok]).toEqual([tool.id, constraint, true]);
	}
	const message = answerMessage(catalog, answer);
	expect(() => checkMessage(message, limits.updateText)).not.toThrow();
	expect(answer.headline.trim()).not.toBe("");
	expect(`${plainText(catalog, answer)}\n${JSON.stringify(message)}`).not.toMatch(/undefined|NaN|\[object/);
	// Only links of ours stand in angle brackets.
	expect(JSON.stringify(message).match(/<[^h]/g)).toBeNull();
}

const any = <T>(of: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...of);
const toolNames = [...catalog.tools.values()].flatMap(({ name, aliases }) => [name, ...aliases]);
const knownNames = catalog.knownNames.map(({ name }) => name);
const categoryNames = Object.values(catalog.categories).map(({ tool }) => tool);

const whoAsks = any(["", "I'm a data scientist.", "As a backend developer:", "ML engineer here,", "Soy investigadora.", "We are a team of four:", "200 of us at a bank,"]);
const wish = fc.oneof(
	fc.tuple(any(categoryNames), any(categoryNames)).map(([one, other]) => `we need a ${one} and a ${other}`),
	any(categoryNames).map((one) => `which ${one} fits?`),
	any(categoryNames).map((one) => `what is a ${one}?`),
	fc.tuple(any(toolNames), any([...toolNames, ...knownNames])).map(([one, other]) => `${one} or ${other}?`),
	fc.tuple(any(toolNames), any(toolNames), any(categoryNames)).map(([one, other, category]) => `${one} vs ${other} as ${category}?`),
	any([...toolNames, ...knownNames]).map((one) => `how does ${one} work?`),
	any([...toolNames, ...knownNames]).map((one) => `we chose ${one}, how do we roll it out?`),
	any(toolNames).map((one) => `an alternative to ${one}, please`),
	fc.tuple(any(toolNames), any(categoryNames)).map(([one, category]) => `is ${one} good enough as our ${category}?`),
);
const condition = fc.oneof(
	any([
		"on-prem",
		"no Kubernetes",
		"open source only",
		"it must be free",
		"HIPAA applies",
		"fully managed",
		"in an air-gapped network",
		"on AWS",
		"within Azure",
		"with a Java client",
		"callable from R",
		"for images",
		"petabytes of it",
		"SaaS is fine",
		"FedRAMP",
		"sin Kubernetes",
		"不要用k8s",
		"everything on GKE",
	]),
	any(toolNames).map((name) => `we already run ${name}`),
	any(toolNames).map((name) => `anything but ${name}`),
);
/** As people ask, with the catalog's own names. */
const realistic = fc.tuple(whoAsks, wish, fc.array(condition, { maxLength: 3 })).map(([who, what, conditions]) => [who, what, ...conditions].filter(Boolean).join(" "));

const markup = any([
	"<@U0ANA>",
	"<!channel>",
	"<!here|here>",
	"<#C0ML|ml>",
	"<https://dagster.io|Dagster>",
	"<mailto:a@b.io>",
	"```",
	"`",
	"*",
	"_",
	"~",
	"&lt;!channel&gt;",
	"&amp;",
	":tada:",
	">",
	"<",
	"|",
	"\u202e",
	"\u0000",
	"\ud800",
	"<!",
	"<@",
	"<#",
]);
const anything = fc
	.array(
		fc.oneof(
			fc.string({ unit: "binary", maxLength: 15 }),
			fc.string({ unit: "grapheme", maxLength: 15 }),
			markup,
			any(toolNames),
			any(categoryNames),
			condition,
			any(["data scientist", "I'm a", "which", "?", "\n", "我们"]),
		),
		{ maxLength: 15 },
	)
	.map((pieces) => pieces.join(" "));

describe("whatever is asked", () => {
	test("as people ask it: it is answered soundly, and nothing has to be taken out of the answer", () => {
		fc.assert(
			fc.property(realistic, (text) => expectSound(ask({ text }))),
			{ numRuns: 250 },
		);
	});

	test("in a thread: what was said before is kept to", () => {
		const thread = fc.array(
			fc.oneof(
				realistic.map((text): Said => ({ from: "user", text })),
				fc.constant<Said>({ from: "bot", text: "Take MLflow as your experiment tracker." }),
			),
			{ maxLength: 4 },
		);
		fc.assert(
			fc.property(fc.oneof(realistic, condition), thread, (text, turns) => expectSound(ask({ text, thread: turns }))),
			{ numRuns: 150 },
		);
	});

	test("in any script, with any markup, and from anybody: it is answered soundly", () => {
		fc.assert(
			fc.property(anything, fc.option(fc.string({ unit: "grapheme", maxLength: 60 }), { nil: undefined }), (text, title) => expectSound(ask({ text, ...(title === undefined ? {} : { title }) }))),
			{ numRuns: 200 },
		);
	});

	test("twice: it is answered the same", () => {
		fc.assert(
			fc.property(fc.oneof(realistic, anything), (text) => {
				expect(plainText(catalog, ask({ text }).answer)).toBe(plainText(catalog, ask({ text }).answer));
			}),
			{ numRuns: 60 },
		);
	});
});

describe("a message as long as Slack takes", () => {
	// The first question of all is read more slowly, which is nobody's fault here.
	beforeAll(() => void ask({ text: "which tracker?" }));
	const longest = 40_000;
	test.each([
		"free ",
		"we need a tracker ",
		"mlflow and dagster, ",
		"not mlflow. ",
		"<@",
		"<https://a|",
		"```",
		":smile:",
		"1",
		"a",
		"(",
		"实验",
		"\u200b",
		"don't want to host ",
		"\ud800",
		"feast ",
		"i'm a researcher ",
	])("of nothing but %j is answered soundly, and soon", (piece) => {
		const text = piece.repeat(Math.ceil(longest / piece.length)).slice(0, longest);
		const started = performance.now();
		expectSound(ask({ text }));
		expect(performance.now() - started).toBeLessThan(2000);
	});
	test("is answered by what stands at its beginning and at its end", () => {
		const { need } = ask({ text: `Which feature store should we take? ${"2026-11-24 INFO all is well ".repeat(1400)} And it has to be on-prem.` });
		expect(need.categories[0]?.id).toBe("feature-store");
		expect(need.constraints.map(({ value }) => value)).toContain("on-prem");
	});
});

describe("what somebody wrote reaches nobody as markup", () => {
	test.each(["I'm a <!channel> data scientist", "data scientist <!here>", "ML engineer &lt;!channel&gt; &lt;@U0ANA&gt; &lt;#C0ML&gt;", "PhD <@U0BOSS> student"])("%s", (text) => {
		const said = JSON.stringify(answerMessage(catalog, ask({ text: `${text}, which feature store fits?`, title: "<!everyone> Data Scientist <@U0ANA>" }).answer));
		expect(said).not.toMatch(/<[!@#]/);
	});
	test("a title is quoted with its signs escaped", () => {
		const said = JSON.stringify(answerMessage(catalog, ask({ text: "which feature store fits?", title: "Data Scientist <!channel> & co" }).answer));
		expect(said).toContain("Data Scientist &lt;!channel&gt; &amp; co");
	});
});

test("a greeting, and an empty message, are greeted", () => {
	for (const text of ["hi!", "<@U0BOT>", "", "  \n ", ":wave:"]) expect(ask({ text }).answer).toMatchObject({ kind: "greeting", picks: [] });
	expect(ask({ text: "thanks a lot" }).answer.headline).toBe("Glad to help.");
});

describe("who names tools hears of them", () => {
	test("asked whether to take one, it speaks of that one first", () => {
		for (const [text, id] of [
			["Should we use Kubeflow?", "kubeflow"],
			["is MLflow any good?", "mlflow"],
			["What about Feast for our features?", "feast"],
		] as const)
			expect(ask({ text }).answer.picks[0]?.tool.id, text).toBe(id);
	});
	test("comparing, it leaves out none that was named, whatever each is made for", () => {
		expect(
			ask({ text: "vLLM vs TGI vs Triton" })
				.answer.comparison?.tools.map(({ id }) => id)
				.sort(),
		).toEqual(["tgi", "triton", "vllm"]);
	});
	test("asking on about those that were compared, it keeps to them", () => {
		const thread: Said[] = [
			{ from: "user", text: "Dagster or Prefect for nightly retraining?" },
			{ from: "bot", text: "Take Dagster first; Prefect comes after it." },
		];
		const { answer } = ask({ text: "which is easier to run?", thread });
		expect(
			answer.picks
				.slice(0, 2)
				.map(({ tool }) => tool.id)
				.sort(),
		).toEqual(["dagster", "prefect"]);
	});
	test("of names that the catalog does not hold, it says so, and names no other", () => {
		const { answer } = ask({ text: "Snakemake or Terraform?" });
		expect(answer.picks).toEqual([]);
		expect(answer.headline).toMatch(/^The catalog holds nothing on /);
	});
});
