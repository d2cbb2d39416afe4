import { describe, expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import { recommend } from "../../src/core/recommend.ts";

const { reader, search } = loadKnowledge();
const answered = (text: string) => {
	const { need, answer, violations } = recommend(reader, search, { text }, "2026-11-24");
	expect(violations).toEqual([]);
	return { need, answer };
};
const has = (text: string): string[] => answered(text).need.constraints.map(({ kind, value }) => `${kind}=${value}`);

describe("who asks about one tool is told of that one, with no other put before it", () => {
	test.each([
		["mlflow", "MLflow"],
		["tell me about Dagster", "Dagster"],
		["what does KServe do?", "KServe"],
		["dagster licence?", "Dagster"],
		["how much does Weights & Biases cost?", "Weights & Biases"],
		["is DVC dead?", "DVC"],
	])("%s", (text, name) => {
		const { answer } = answered(text);
		const tool = [...reader.catalog.tools.values()].find((one) => one.name === name);
		expect(answer).toMatchObject({ kind: "explanation", headline: `${name}: ${tool?.summary}`, picks: [] });
		const said = (answer.said ?? []).map((line) => line.text).join("\n");
		for (const word of [`Licence: ${tool?.licence}`, `reviewed ${tool?.reviewed}`, tool?.not_for[0]]) expect(said).toContain(word);
	});

	test("each with the page that says so, where a page does", () => {
		const { said = [] } = answered("tell me about Dagster").answer;
		for (const { text, source } of said) if (/^(?:Licence|Hosting|Price): /.test(text)) expect(source?.source, text).toMatch(/^https:/);
	});

	test("a condition that is asked about is answered yes or no, by its field", () => {
		const { answer } = answered("is Seldon Core still open source?");
		expect(answer.headline).toMatch(/^No, not Seldon Core \(/);
		expect(answer.said?.[0]).toMatchObject({ text: expect.stringMatching(/^Licence: /), source: { source: expect.stringMatching(/^https:/) } });
	});

	test("what is wished beside the name, or another name, is answered as before", () => {
		for (const text of ["an alternative to MLflow", "which experiment tracker, MLflow?", "MLflow or Comet?", "we hate MLflow"]) expect(answered(text).answer.kind, text).not.toBe("explanation");
		expect(answered("what is a feature store?").answer.headline).toMatch(/^Feature store: /);
	});
});

test("who asks whether a tool is worth it hears for whom it isn't, or what running it takes where that is too much for them", () => {
	const kubeflow = reader.catalog.tools.get("kubeflow");
	expect(answered("is Kubeflow worth it for a team of 200?").answer.paragraphs).toContain(`Where Kubeflow doesn't fit: ${kubeflow?.not_for[0]}`);
	expect(answered("is Kubeflow worth it for a team of 3?").answer.paragraphs).toContain(`What Kubeflow takes: ${kubeflow?.operating_burden?.why}`);
});

test("“why” about a tool is no wish for explainability", () => {
	for (const text of ["why not Kubeflow?", "why is SageMaker so expensive, what else is there?"]) expect(answered(text).need.categories.map(({ id }) => id)).not.toContain("explainability");
});

test("a tool that is not to be named again is left out, and so is the one beside which something else is asked for", () => {
	expect(has("stop recommending W&B")).toContain("exclude=weights-and-biases");
	expect(has("don't suggest MLflow for tracking experiments")).toContain("exclude=mlflow");
	expect(has("SageMaker is expensive, what else is there?")).toContain("exclude=sagemaker");
});

test("asking whether a tool is dead rules it out as little as it states it", () => {
	expect(has("is DVC dead?")).toEqual([]);
	expect(has("DVC is dead. Which data versioning tool?")).toContain("exclude=dvc");
});

test("“no cloud” means their own machines, in any language; a cloud's lock-in does not", () => {
	for (const text of ["model monitoring, no cloud", "Welches Tool zur Modellüberwachung ohne Cloud?", "un feature store sin nube", "un outil de suivi sans cloud"])
		expect(has(text), text).toContain("cloud=on-prem");
	expect(has("model monitoring with no cloud lock-in")).not.toContain("cloud=on-prem");
});

test("those who are served are not the team", () => {
	expect(has("how do we serve a 7B model to 200 internal users?")).not.toContain("team-size=large");
	expect(has("an experiment tracker for 200 researchers")).toContain("team-size=large");
});

test("that a tool must not phone home can't be judged, and it is said", () => {
	expect(answered("an experiment tracker that doesn't phone home").answer.paragraphs.join(" ")).toContain("whether it reports to its vendor");
	expect(answered("a data quality tool for telemetry of our machines").need.unjudged).toBeUndefined();
});

test("thanks with a word of praise is thanks; anger at the bot is asked back, not read for a need", () => {
	for (const text of ["thanks, that was great", "thank you, this is really helpful!", "perfect"]) expect(answered(text).answer.kind, text).not.toBe("decline");
	expect(answered("thanks, that was great").answer.headline).toBe("Glad to help.");
	expect(answered("thanks, which feature store?").answer.kind).toBe("recommendation");
	expect(answered("this bot is useless, you gave me garbage last time").answer.kind).toBe("ask-back");
});

describe("in a thread", () => {
	const thread = (...texts: [string, ...string[]]) => {
		const earlier = texts.slice(0, -1).map((text) => recommend(reader, search, { text }, "2026-11-24").turn);
		return recommend(reader, search, { text: texts.at(-1) ?? "", earlier }, "2026-11-24");
	};
	test("tools that were compared are not said to be run once the talk goes on to something else", () => {
		expect(thread("Evidently vs whylogs", "and an experiment tracker?").need.constraints).toEqual([]);
		expect(thread("we need a scheduler. We use Evidently", "and an experiment tracker?").need.constraints.map(({ kind, value }) => `${kind}=${value}`)).toContain("existing=evidently");
	});
	test("“and pgvector?” is answered about pgvector", () => {
		expect(thread("vector database for 50 million embeddings", "and pgvector?").answer.picks.map(({ tool }) => tool.id)).toContain("pgvector");
	});
	test("“it” is the tool that was named last, where it is brought in", () => {
		expect(thread("which experiment tracker?", "why not MLflow?", "ok we take it, first steps?").answer).toMatchObject({ kind: "adoption", headline: expect.stringContaining("MLflow") });
		expect(thread("Evidently vs whylogs", "ok we take it, first steps?").answer.headline).not.toContain("whylogs in small steps");
	});
});
