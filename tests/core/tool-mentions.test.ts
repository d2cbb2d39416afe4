import { describe, expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import { cleanText } from "../../src/core/understanding/clean-text.ts";
import type { Mention } from "../../src/core/understanding/mention.ts";
import { constraintsOfMentions, editDistance, findMentions, indexNames } from "../../src/core/understanding/tool-mentions.ts";
import { pairsOf } from "../support/needs.ts";
import { checkedSmallCatalog } from "../support/small-catalog.ts";

const { reader } = loadKnowledge();
const mentionsIn = (text: string): Mention[] => findMentions(cleanText(text), reader.names, reader.isWord);
const named = (text: string): string[] => mentionsIn(text).map(({ id }) => id);
const roles = (text: string): Record<string, string> => Object.fromEntries(mentionsIn(text).map(({ id, role }) => [id, role]));

describe("a tool is known", () => {
	test.each([
		["by its name", "does MLflow suit us", ["mlflow"]],
		["in any case", "is DAGSTER or dagster any good", ["dagster", "dagster"]],
		["by a short name", "wandb or W&amp;B, that is the question", ["weights-and-biases", "weights-and-biases"]],
		["by its long name in several words", "we looked at Great Expectations and at Label Studio", ["great-expectations", "label-studio"]],
		["with the plural's s left out", "we looked at Great Expectation", ["great-expectations"]],
		["written as one word, or apart", "LabelStudio or label-studio or Label  Studio", ["label-studio", "label-studio", "label-studio"]],
		["with a slip of the keyboard", "is mlfow better than dagstr", ["mlflow", "dagster"]],
		["with a slip in one of several words", "grafana or great expectatons, weights and biasses", ["grafana", "great-expectations", "weights-and-biases"]],
		["with two letters swapped", "who runs Promehteus", ["prometheus"]],
		["as part of a compound", "our mlflow-based setup, or langfuse/phoenix", ["mlflow", "langfuse"]],
		["with a possessive", "MLflow's registry", ["mlflow"]],
		["in the middle of Chinese", "我们在用MLflow做实验", ["mlflow"]],
		["in code in a line", "we call `mlflow` from a script", ["mlflow"]],
		["by name only, where the catalog holds nothing on it", "is Snakemake enough", ["snakemake"]],
	])("%s", (_, text, ids) => expect(named(text).slice(0, ids.length)).toEqual(ids));

	test("by a link to its page, also where the label says nothing", () => {
		expect(named("what about <https://dagster.io/platform|this one>?")).toEqual(["dagster"]);
		expect(named("what about <https://github.com/apache/airflow|this one>?"), "a site that many share names nobody").toEqual([]);
	});

	test("with the words as they were written, and whether the catalog holds it", () => {
		expect(mentionsIn("is mlfow or Snakemake better")).toMatchObject([
			{ id: "mlflow", name: "MLflow", words: "mlfow", inCatalog: true },
			{ id: "snakemake", words: "snakemake", inCatalog: false },
		]);
	});
});

describe("an ordinary word that is also a tool's name", () => {
	test.each([
		"our aim is to ship by May",
		"a feast for the eyes",
		"a ray of hope at last",
		"everything is in flux here",
		"we want to scale up and accelerate",
		"the flower of our garden",
		"an art to be learnt",
		"we are determined to fix the atlas of the brain",
		"they drank soda with lime at sunset",
		"please inspect the checklist",
	])("is a word in: %s", (text) => expect(named(text)).toEqual([]));

	test.each([
		["we use Feast as the feature store", "feast"],
		["is Aim better than MLflow for tracking", "aim"],
		["we scale out with Ray, across eight nodes", "ray"],
		["has anybody tried Evidently or Soda", "evidently"],
		["we deploy Temporal", "temporal"],
		["feast or hopsworks?", "feast"],
	])("is the tool in: %s", (text, id) => expect(named(text)).toContain(id));

	test("is no misspelt name either: words of the language stay words", () => {
		for (const text of ["these things kind of matter", "the comments were clear", "a label for the studio", "we predict and prefer"]) expect(named(text)).toEqual([]);
	});

	test("does not break the reading, whatever signs stand around it", () => {
		for (const text of ["we use aim++ for runs", "aim.* and ray[0] and (feast?", "feast\\ or aim+", "ray{2}", "aim|ray", "^feast$"]) expect(() => named(text)).not.toThrow();
	});
});

describe("what they run and keep", () => {
	test.each([
		["we already run Airflow", "airflow"],
		["our jobs are scheduled with Airflow, which stays", "airflow"],
		["it has to work with our Databricks", "databricks"],
		["something on top of DVC", "dvc"],
		["We aren't leaving Airflow", "airflow"],
		["no plans to replace Airflow", "airflow"],
		["ya tenemos Airflow", "airflow"],
		["wir nutzen schon Airflow", "airflow"],
		["我们已经在用Airflow", "airflow"],
		["Airflow is in place", "airflow"],
		["Slurm is what we've got, so what spreads training over it?", "slurm"],
		["ArgoCD is how we ship everything", "argo-cd"],
		["our pipelines are all GitLab CI", "gitlab-ci"],
	])("%s", (text, id) => expect(roles(text)).toEqual({ [id]: "existing" }));
});

describe("what they refuse or leave", () => {
	test.each([
		["anything but SageMaker", "sagemaker"],
		["please no Kubeflow", "kubeflow"],
		["we are moving away from DVC", "dvc"],
		["an alternative to MLflow", "mlflow"],
		["we used to run Airflow", "airflow"],
		["MLflow is not an option", "mlflow"],
		["something cheaper than Comet", "comet"],
		["cualquiera menos SageMaker", "sagemaker"],
		["alles ausser Kubeflow", "kubeflow"],
		["tout sauf Airflow", "airflow"],
		["除了MLflow", "mlflow"],
		["Airflow looks dead. What should replace it?", "airflow"],
		["We tried Kubeflow once and everybody hated it, so not that one", "kubeflow"],
		["Airflow is driving us nuts, we want off it", "airflow"],
		["Seldon Core's licence changed, so it's out", "seldon-core"],
	])("%s", (text, id) => expect(roles(text)).toEqual({ [id]: "exclude" }));
});

describe("a list of tools plays one part", () => {
	test("where the first one is refused", () => expect(roles("not MLflow, Comet or ClearML")).toEqual({ mlflow: "exclude", comet: "exclude", clearml: "exclude" }));
	test("where what is said after the last one holds for all", () => expect(roles("we have Dagster and Airflow in place")).toEqual({ dagster: "existing", airflow: "existing" }));
	test("and the next clause plays its own", () => expect(roles("we run Airflow; is Dagster or Prefect better?")).toEqual({ airflow: "existing", dagster: "plain", prefect: "plain" }));
});

describe("what the question is about", () => {
	const askedAbout = (text: string): string[] => mentionsIn(text).flatMap(({ id, asked }) => (asked ? [id] : []));
	test.each([
		["should we use Kubeflow?", "kubeflow"],
		["Is MLflow any good for us?", "mlflow"],
		["What about Feast?", "feast"],
		["should we use MLflow instead of Comet?", "mlflow"],
	])("%s", (text, id) => expect(askedAbout(text)).toEqual([id]));
	test.each(["is Airflow enough, or is there something else?", "we need something like Kubeflow", "we run MLflow: which registry fits?", "anything simpler than Kubeflow?"])("none: %s", (text) =>
		expect(askedAbout(text)).toEqual([]),
	);
	test("is not refused by “why not”", () => expect(roles("why not MLflow?")).toEqual({ mlflow: "plain" }));
	test("is one of two that are compared, where one is called better than the other", () => expect(roles("is Airflow better than Prefect?")).toEqual({ airflow: "plain", prefect: "plain" }));
});

test("a candidate, and the one that was chosen, are neither kept nor refused", () => {
	expect(roles("should we take MLflow or Comet?")).toEqual({ mlflow: "plain", comet: "plain" });
	expect(roles("we decided on Dagster, how do we begin?")).toEqual({ dagster: "plain" });
});

describe("as constraints, mentions say", () => {
	const constraintsIn = (text: string): string[] => pairsOf(constraintsOfMentions(mentionsIn(text)));
	test("what is kept and what is refused", () => expect(constraintsIn("we already run Airflow, and anything but SageMaker")).toEqual(["exclude=sagemaker", "existing=airflow"]));
	test("nothing about candidates", () => expect(constraintsIn("MLflow or Comet?")).toEqual([]));
	test("that a tool is out which has ended, for those who run it", () => {
		const ended = [...reader.catalog.tools.values()].find(({ id, status, ordinary_words }) => status.state === "sunset" && ordinary_words.length === 0 && id.length > 5);
		if (ended === undefined) throw new Error("Expected an ended tool in the catalog");
		expect(constraintsIn(`we already run ${ended.name}`)).toEqual([`exclude=${ended.id}`]);
	});
	test("refused, where a tool is both kept and refused", () => expect(constraintsIn("we already run Airflow. Anything but Airflow!")).toEqual(["exclude=airflow"]));
});

test("every tool is known by its own name where the words around it treat it as a product", () => {
	const readAsConstraints = ["kubernetes", "aws", "gcp", "azure", "git", "docker"];
	const unread = [...reader.catalog.tools.values()].filter(({ id, name }) => !readAsConstraints.includes(id) && !named(`We evaluated MLflow, ${name} and Airflow`).includes(id));
	expect(unread.map(({ id }) => id)).toEqual([]);
});

test("Kubernetes, the clouds, git and Docker are no mentions: they are read as constraints, or are the ground that all stand on", () => {
	expect(named("on Kubernetes in AWS, Azure or GCP, from git in Docker")).toEqual([]);
});

test("names come from the catalog at hand: what it does not hold is no tool", () => {
	const small = indexNames(checkedSmallCatalog());
	const ids = (text: string): string[] => findMentions(cleanText(text), small, () => false).map(({ id }) => id);
	expect(ids("Alphalyze or alpha lyzer, or Knownware?")).toEqual(["alpha", "alpha", "known"]);
	expect(ids("MLflow?")).toEqual([]);
});

test.each([
	["mlflow", "mlflow", 0],
	["mlfow", "mlflow", 1],
	["mlfolw", "mlflow", 1],
	["", "abc", 3],
	["dagster", "dgaseter", 2],
] as const)("from %s to %s it takes %i slips", (a, b, slips) => {
	expect(editDistance(a, b, 4)).toBe(slips);
	expect(editDistance(b, a, 4)).toBe(slips);
	if (slips > 1) expect(editDistance(a, b, slips - 1)).toBe(slips);
});

test("two names that are ordinary words vouch for one another where they are weighed", () => {
	expect(named("Evidently or Soda for checks")).toEqual(["evidently", "soda"]);
	expect(named("evidently we should watch what goes in")).toEqual([]);
});

test.each([
	["is feast worth it for two models?", "feast"],
	["would ray be overkill for one machine?", "ray"],
	["has anyone tried aim?", "aim"],
	["it is all computed in spark and then read", "spark"],
])("an ordinary word is a tool where it is judged, tried or worked in as only a tool is: %s", (text, id) => expect(named(text)).toEqual([id]));
test("no German noun is a tool for its capital", () => expect(named("wir möchten eine Art Branch für die Daten haben")).toEqual([]));
test("a Portuguese “no” is a place", () => expect(roles("os nossos dados já estão no Databricks")).toEqual({ databricks: "existing" }));
test("what fell over or didn't scale is refused", () => expect(roles("DVC fell over, and lakeFS didn't scale for us")).toEqual({ dvc: "exclude", lakefs: "exclude" }));

test("a capital within the sentence outweighs the word that follows", () => expect(named("trained with Ray on eight nodes")).toEqual(["ray"]));
