import { describe, expect, test } from "vitest";
import { answerMessage } from "../../src/adapters/slack/answer-blocks.ts";
import { loadKnowledge } from "../../src/bot.ts";
import { type Answer, type AnswerKind, numberedSources, printedPicks } from "../../src/core/answer/answer.ts";
import { compose, greet } from "../../src/core/answer/compose.ts";
import { findViolations } from "../../src/core/answer/grounding.ts";
import { hasAddressee, plainText } from "../../src/core/answer/plain-text.ts";
import { isTradeOff, type Tool } from "../../src/core/catalog/tool.ts";
import { type CategoryId, personaIds } from "../../src/core/catalog/vocabulary.ts";
import type { Need } from "../../src/core/need.ts";
import { shortlist } from "../../src/core/ranking/shortlist.ts";
import { checkMessage, limits } from "../../src/playground/message-limits.ts";
import { aNeed, categories, constraints } from "../support/needs.ts";

const { reader, search } = loadKnowledge();
const { catalog } = reader;
const today = "2026-11-24";

const composed = (need: Need, words = ""): { answer: Answer; list: ReturnType<typeof shortlist> } => {
	const list = shortlist(catalog, need, search(words));
	return { answer: compose({ catalog, need, shortlist: list, today }), list };
};
const mentionOf = ({ id, name }: Tool): Need["mentions"][number] => ({ id, name, words: name, inCatalog: true });
const mainCategory = (tool: Tool): CategoryId => Object.keys(tool.categories)[0] as CategoryId; // a tool has at least one

/** For one tool, a need that is answered with each kind of answer. */
const needsFor: Record<Exclude<AnswerKind, "greeting">, (tool: Tool) => Need> = {
	recommendation: (tool) => aNeed({ categories: categories(...(Object.keys(tool.categories).slice(0, 2) as CategoryId[])), mentions: [mentionOf(tool)] }),
	comparison: (tool) => aNeed({ intent: "compare", categories: categories(mainCategory(tool)), mentions: [tool, catalog.tools.get(tool.alternatives[0] ?? "mlflow") ?? tool].map(mentionOf) }),
	explanation: (tool) => aNeed({ intent: "explain", categories: categories(mainCategory(tool)), mentions: [mentionOf(tool)] }),
	adoption: (tool) => aNeed({ intent: "adopt", categories: categories(mainCategory(tool)), mentions: [mentionOf(tool)] }),
	particulars: (tool) =>
		aNeed({
			intent: "follow-up",
			categories: categories(mainCategory(tool)),
			about: { tools: [tool.id], aspects: ["overview", "price", "limits", "requirements", "upkeep"], conditions: constraints("licence=open-source"), words: [] },
		}),
	unchanged: (tool) => {
		const need = aNeed({ intent: "follow-up", categories: categories(mainCategory(tool)) });
		const shown = shortlist(catalog, need, search(tool.summary)).picks.map((pick) => pick.tool.id);
		return { ...need, after: { tools: shown, added: [], stands: true } };
	},
	"nothing-fits": (tool) => {
		const refused = [...catalog.tools.values()].filter((one) => one.categories[mainCategory(tool)] !== undefined);
		return aNeed({ categories: categories(mainCategory(tool)), mentions: refused.map(mentionOf), constraints: constraints("licence=open-source", ...refused.map(({ id }) => `exclude=${id}`)) });
	},
	"ask-back": (tool) => aNeed({ intent: "vague", mentions: [mentionOf(tool)], constraints: constraints("cloud=on-prem") }),
	decline: (tool) => aNeed({ intent: "no-answer", categories: categories(mainCategory(tool)), constraints: constraints("hosting=managed", "hosting=air-gapped") }),
};

const unfit = /undefined|NaN|\[object|\bnull\b|\[0\]| {2}|\(\)|: \.|\.\.(?!\.)/;

function expectFitToPost(answer: Answer): void {
	const message = answerMessage(catalog, answer);
	expect(() => checkMessage(message, limits.updateText)).not.toThrow();
	expect(answer.headline).toMatch(/^[^\s].*[.?]$/s);
	expect(plainText(catalog, answer)).not.toMatch(unfit);
	expect(JSON.stringify(message.blocks)).not.toMatch(unfit);
}

/** Everything that stands in the blocks stands in the text that is read aloud. */
function expectCompleteText(answer: Answer): void {
	const text = plainText(catalog, answer);
	expect(text.length).toBeLessThanOrEqual(limits.updateText);
	const { sources, numberOf } = numberedSources(answer);
	const said = [
		answer.headline,
		// A comparison says it all in its table: its sources are numbered from the table's first cell on.
		...printedPicks(answer).flatMap(({ tool, tradeOff, notes }) => [tool.name, tool.licence, tool.ring.value, `Trade-off: ${tradeOff.text} [${numberOf(tradeOff)}]`, ...notes]),
		...(answer.comparison?.rows.flatMap(({ aspect, cells }) => [aspect, ...cells.map((cell) => cell.text)]) ?? []),
		...(answer.comparison?.takeIf ?? []),
		...(answer.said ?? []).map((line) => (line.source === undefined ? line.text : `${line.text} [${numberOf(line.source)}]`)),
		...answer.paragraphs,
		...answer.leftOut.flatMap(({ tool, because }) => [tool.name, because]),
		answer.lifecycle ?? "",
		answer.question ?? "",
		...sources.map(({ number, url }) => `[${number}] ${url}`),
	];
	for (const one of said) expect(text).toContain(one);
	const cited = [...(text.split("\n[1] ")[0]?.matchAll(/\[(\d+)\]/g) ?? [])].map((match) => Number(match[1]));
	expect(cited.find((number) => number > 0) ?? 1, "the first source that is cited is the first of the list").toBe(1);
	if (hasAddressee(answer)) expect(text).toMatch(/^For /m);
}

describe.each(Object.entries(needsFor))("for every tool of the catalog, an answer of the kind %s", (kind, needFor) => {
	const all = [...catalog.tools.values()].map((tool) => {
		const need = needFor(tool);
		return { tool, need, ...composed(need, tool.summary) };
	});

	test("is of that kind, or of a kind that fits better", () => {
		const others = all.filter(({ answer }) => answer.kind !== kind).map(({ tool, answer }) => `${tool.id}: ${answer.kind}`);
		// Without an alternative that is another tool there is nothing to compare with.
		expect(kind === "comparison" ? others.filter((one) => !one.endsWith("recommendation")) : others).toEqual([]);
	});
	test("names at most three, none that has ended, each with a trade-off that is the tool's own fact", () => {
		for (const { answer } of all) {
			expect(answer.picks.length).toBeLessThanOrEqual(3);
			for (const { tool, tradeOff } of answer.picks) {
				expect(tool.status.state).not.toBe("sunset");
				expect(tool.facts).toContain(tradeOff);
				expect(isTradeOff(tradeOff)).toBe(true);
			}
		}
	});
	test("fits what Slack takes, and holds nothing unfit to be read", () => {
		for (const { answer } of all) expectFitToPost(answer);
	});
	test("says as plain text all that its blocks say", () => {
		for (const { answer } of all) expectCompleteText(answer);
	});
	test("is borne out by the catalog from the first", () => {
		expect(all.flatMap(({ tool, answer, list }) => findViolations(catalog, list, answer).map(({ code, at, detail }) => `${tool.id}: ${code} ${at} ${detail}`))).toEqual([]);
	});
});

describe("a recommendation", () => {
	const ask = (more: Partial<Need>): Answer => composed(aNeed({ categories: categories("experiment-tracking"), ...more })).answer;

	test("leads with the first pick and names the others", () => {
		const { headline, picks } = ask({});
		const [first, second, third] = picks.map(({ tool }) => tool.name);
		expect(headline).toBe(`Take ${first} as your experiment tracker; weigh it against ${second} and ${third}.`);
	});
	test("speaks to each persona of what it needs, wants or is tired of, and of a different thing with each pick where it can", () => {
		for (const id of personaIds) {
			const { picks } = ask({ persona: { id, confidence: 0.9, words: ["me"], from: "words" } });
			for (const { serves, tool } of picks) for (const { persona, benefit } of serves) expect(tool.serves[persona]?.[benefit] ?? benefit).toBeTruthy();
			if (id === "ml-researcher" || id === "software-engineer") expect(picks.filter(({ serves }) => serves[0]?.persona === id).length).toBeGreaterThan(0);
		}
		expect(new Set(ask({}).picks.map(({ serves }) => JSON.stringify(serves[0]))).size).toBeGreaterThan(1);
	});
	test("says for whom it was written, from which words, and what was heard", () => {
		const answer = ask({
			persona: { id: "ml-researcher", confidence: 0.9, words: ["data scientist"], from: "words" },
			constraints: constraints("hosting=self-hosted", "cloud=on-prem", "kubernetes=no", "existing=airflow", "compliance=gdpr"),
		});
		expect(plainText(catalog, answer)).toContain(
			"For researchers (from “data scientist”) · on-prem · no Kubernetes · you run Apache Airflow · GDPR".replace("Apache Airflow", catalog.tools.get("airflow")?.name ?? ""),
		);
	});
	test("says once that what they run themselves is theirs to certify, and only where a rule was named", () => {
		const certify = /What you run yourself is yours to certify for HIPAA and SOC 2\./;
		expect(ask({ constraints: constraints("compliance=hipaa", "compliance=soc2") }).paragraphs.join(" ")).toMatch(certify);
		expect(ask({}).paragraphs).toEqual([]);
	});
	test("tells why the one that they asked about is left out", () => {
		const wandb = catalog.tools.get("weights-and-biases");
		if (wandb === undefined) throw new Error("Expected the tool in the catalog");
		const { leftOut } = ask({ mentions: [mentionOf(wandb)], constraints: constraints("licence=open-source") });
		expect(leftOut[0]).toMatchObject({ tool: { id: "weights-and-biases" }, because: "closed source" });
	});
	test("answers first why not the one that they asked about, and doesn't say it twice", () => {
		const asked = (id: string): Need["mentions"] => [{ ...mentionOf(catalog.tools.get(id) as Tool), asked: true }];
		const answer = ask({ mentions: asked("weights-and-biases"), constraints: constraints("licence=open-source") });
		expect(answer.headline).toMatch(/^Not Weights & Biases \(closed source\): take \S.+ as your experiment tracker; weigh it against /);
		expect(plainText(catalog, answer).match(/Weights & Biases/g)).toHaveLength(1);
		expect(ask({ mentions: asked("neptune") }).headline).toMatch(/^Not Neptune\.ai \(ended in 2026\): take /);
		expect(ask({ mentions: asked("mlflow") }).headline).toMatch(/^Take /);
	});
	test("judges the one that they asked about: what speaks against it for them comes first, with what it takes, and others are picked", () => {
		const asked = { categories: categories("workflow-orchestration"), mentions: [{ ...mentionOf(catalog.tools.get("airflow") as Tool), asked: true as const }] };
		const { headline, picks, paragraphs } = ask({ ...asked, constraints: constraints("team-size=small") });
		expect(headline).toMatch(/^Not Apache Airflow \(much to run for a small team\): take \S.+ as your orchestrator; weigh it against /);
		expect(picks.map(({ tool }) => tool.id)).not.toContain("airflow");
		expect(paragraphs[0]).toBe(`What Apache Airflow takes: ${catalog.tools.get("airflow")?.operating_burden?.why}`);
		// Where nothing speaks against it, it is what they hear of first.
		expect(ask({ ...asked, constraints: constraints("team-size=large") }).headline).toMatch(/^Take Apache Airflow as your orchestrator/);
		// Named in passing, it is judged by nobody.
		expect(ask({ ...asked, mentions: [mentionOf(catalog.tools.get("airflow") as Tool)], constraints: constraints("team-size=small") }).headline).toMatch(/^Take /);
	});
	test("judges it too where there is more than one need", () => {
		const ray = [{ ...mentionOf(catalog.tools.get("ray") as Tool), asked: true as const }];
		expect(ask({ categories: categories("distributed-training", "experiment-tracking"), mentions: ray, constraints: constraints("team-size=small") }).headline).toMatch(
			/^Not Ray \(.+\): take .+ for distributed training and .+ for experiment tracking\.$/,
		);
	});
	test("does not repeat who they ruled out themselves", () => {
		expect(ask({ constraints: constraints("exclude=mlflow", "exclude=aim") }).leftOut.map(({ tool }) => tool.id)).not.toContain("mlflow");
	});
	test("for several needs names one for each", () => {
		const { headline } = composed(aNeed({ categories: categories("feature-store", "vector-database") })).answer;
		expect(headline).toMatch(/^Take .+ for .+ and .+ for .+\.$/);
	});
	test("asks at most one question", () => {
		for (const id of Object.keys(catalog.categories) as CategoryId[]) expect((composed(aNeed({ categories: categories(id) })).answer.question?.match(/\?/g) ?? []).length).toBeLessThanOrEqual(1);
	});
});

describe("a comparison", () => {
	const compare = (ids: string[], pairs: string[] = [], category: CategoryId = "experiment-tracking"): Answer =>
		composed(
			aNeed({
				intent: "compare",
				categories: categories(category),
				mentions: ids
					.map((id) => catalog.tools.get(id))
					.filter((tool) => tool !== undefined)
					.map(mentionOf),
				constraints: constraints(...pairs),
			}),
		).answer;

	test("has a cell of each tool's own in every row", () => {
		const { comparison } = compare(["mlflow", "weights-and-biases"]);
		expect(comparison?.tools.map(({ id }) => id).sort()).toEqual(["mlflow", "weights-and-biases"]);
		for (const { cells } of comparison?.rows ?? []) {
			expect(cells).toHaveLength(2);
			for (const [at, { fact }] of cells.entries()) if (fact !== undefined) expect(comparison?.tools[at]?.facts).toContain(fact);
		}
	});
	test("has no two rows of one name", () => {
		for (const { tools: pair } of catalog.comparisons) {
			const aspects = compare([...pair], [], mainCategory(catalog.tools.get(pair[0]) as Tool)).comparison?.rows.map(({ aspect }) => aspect); // the catalog's check holds that both exist
			expect(new Set(aspects).size, pair.join(" and ")).toBe(aspects?.length);
		}
	});
	test("says who is out, and why", () => {
		expect(compare(["mlflow", "weights-and-biases"], ["licence=open-source"]).headline).toBe("Take MLflow: Weights & Biases is out (closed source).");
	});
	test("says so where neither fits, each with its reason", () => {
		const managed = compare(["dvc", "aim"], ["hosting=managed"]);
		expect(managed.headline).toMatch(/^Neither fits what you said: .+ \(.+\); .+ \(.+\)\.$/);
	});
	test("works for tools of another kind than what was asked for, too", () => {
		expect(compare(["dagster", "feast"], [], "data-labeling").headline).toMatch(/^Take (Dagster rather than Feast|Feast rather than Dagster)\.$/);
		expect(compare(["dagster", "feast", "dvc"], ["hosting=air-gapped", "licence=open-source", "language=julia"], "data-labeling").headline).toMatch(/^None fits what you said: /);
	});
	test("every pair that somebody wrote down is compared by its own facts", () => {
		for (const { tools: pair, decides } of catalog.comparisons) {
			const rows = compare([...pair], [], mainCategory(catalog.tools.get(pair[0]) as Tool)).comparison?.rows.map(({ aspect }) => aspect); // the catalog's check holds that both exist
			expect(rows).toEqual(expect.arrayContaining(decides.map(({ aspect }) => aspect)));
		}
	});
});

describe("an adoption", () => {
	test("gives numbered steps, what tends to go wrong, and the ring", () => {
		const { headline, paragraphs, picks } = composed(needsFor.adoption(catalog.tools.get("dagster") as Tool)).answer;
		expect(headline).toMatch(/^Bring in Dagster in small steps: it is in the \w+ ring\.$/);
		expect(paragraphs.filter((line) => /^\d\. /.test(line))).toHaveLength(4);
		expect(paragraphs.at(-1)).toMatch(/^Where it doesn't fit: /);
		expect(picks.map(({ tool }) => tool.id)).toEqual(["dagster"]);
	});
	test("writes what has to be ready as it is written", () => {
		expect(composed(needsFor.adoption(catalog.tools.get("mlflow") as Tool)).answer.paragraphs[1]).toBe("2. Have ready what it needs (Python), and say who runs it.");
	});
	test("warns before the first step where the chosen one breaks what they said, and then picks nothing", () => {
		const need = { ...needsFor.adoption(catalog.tools.get("feast") as Tool), constraints: constraints("hosting=managed") };
		const { paragraphs, picks } = composed(need).answer;
		expect(paragraphs[0]).toBe("Before you start: Feast doesn't meet what you said (no managed offer in the catalog).");
		expect(picks).toEqual([]);
	});
});

describe("where nothing fits", () => {
	test("it says so with the wishes, and names the nearest misses with their reasons", () => {
		const { answer } = composed(aNeed({ categories: categories("fairness"), constraints: constraints("hosting=managed", "compliance=fedramp", "language=julia") }));
		expect(answer).toMatchObject({ kind: "nothing-fits", picks: [] });
		expect(answer.headline).toContain("managed, FedRAMP and Julia");
		expect(answer.leftOut.length).toBeGreaterThan(0);
		expect(plainText(catalog, answer)).toMatch(/^Closest: .+ \(.+\)/m);
	});
	test("what contradicts itself is declined, and the closest are named", () => {
		const { answer } = composed(needsFor.decline(catalog.tools.get("mlflow") as Tool));
		expect(answer.headline).toBe("No experiment tracker can be run by its vendor and be cut off from the outside at once.");
		expect(answer.paragraphs.join(" ")).toMatch(/^Closest, if you run it yourselves: \S+/);
	});
});

test("of a tool that is known by name only, it says that the catalog holds nothing on it: beside the answer, or as the answer", () => {
	const mentions = [{ id: "snakemake", name: "Snakemake", words: "snakemake", inCatalog: false }];
	const silence = "The catalog holds nothing on Snakemake, so I say nothing about it.";
	for (const need of [aNeed({ intent: "explain", mentions }), aNeed({ mentions }), aNeed({ intent: "compare", mentions })]) {
		const { answer } = composed(need);
		expect(answer).toMatchObject({ headline: silence, picks: [] });
		expectFitToPost(answer);
	}
	for (const need of [
		aNeed({ mentions, categories: categories("workflow-orchestration") }),
		aNeed({ intent: "vague", mentions }),
		aNeed({ intent: "explain", mentions, categories: categories("workflow-orchestration") }),
	]) {
		const { answer } = composed(need);
		expect(answer.paragraphs).toContain(silence);
		expectFitToPost(answer);
	}
	expect(composed(aNeed({ mentions, categories: categories("workflow-orchestration"), constraints: constraints("existing=snakemake") })).answer.paragraphs).toEqual([]);
});

test("of a tool that has ended, it says what happened before anything else", () => {
	for (const tool of catalog.tools.values()) {
		if (tool.status.state !== "sunset" || tool.status.note === undefined) continue;
		expect(composed(needsFor.recommendation(tool)).answer.paragraphs[0]).toBe(`${tool.name}: ${tool.status.note}`);
	}
});

test("a tool that has ended is not explained as if one could still have it", () => {
	const { headline, paragraphs } = composed(needsFor.explanation(catalog.tools.get("neptune") as Tool)).answer;
	expect(headline).toBe("Don't build on Neptune.ai any more: it has ended.");
	expect(paragraphs.filter((one) => /2026/.test(one))).toHaveLength(1);
});

test("where no need was read, it asks back and notes what was heard", () => {
	const { answer } = composed(aNeed({ intent: "vague", constraints: constraints("budget=free", "team-size=small") }));
	expect(answer.headline).toBe("Noted: free and small team. Which part of the work is it for?");
	expect(composed(aNeed({ intent: "explain" })).answer.kind).toBe("ask-back");
});

test("what is none of its business is declined without naming a tool", () => {
	for (const intent of ["off-topic", "injection", "no-answer"] as const) expect(composed(aNeed({ intent })).answer).toMatchObject({ kind: "decline", picks: [], leftOut: [] });
});

test("a greeting is answered in a line, with how to ask; thanks with less", () => {
	for (const thanks of [true, false]) {
		const answer = greet(catalog, aNeed({ intent: "vague" }), thanks);
		expectFitToPost(answer);
		expectCompleteText(answer);
	}
	expect(greet(catalog, aNeed(), false).paragraphs[0]).toContain(`I know ${catalog.tools.size} tools`);
});

test("whoever asked in another language is told in it that the answer is in English, whatever the kind", () => {
	for (const needFor of Object.values(needsFor)) {
		const { answer } = composed({ ...needFor(catalog.tools.get("mlflow") as Tool), language: "es" });
		expect(plainText(catalog, answer)).toContain("Entendí tu pregunta");
	}
});
