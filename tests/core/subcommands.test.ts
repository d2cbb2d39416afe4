import { describe, expect, test } from "vitest";
import { loadKnowledge } from "../../src/bot.ts";
import { readSubcommand, type Subcommand } from "../../src/core/conversation/subcommands.ts";

const { reader } = loadKnowledge();
const read = (line: string): Subcommand => readSubcommand(reader, line);

describe("a line after /mlops-recommend", () => {
	test.each<[string, Subcommand]>([
		["", { kind: "help" }],
		["  ", { kind: "help" }],
		["help", { kind: "help" }],
		["Help!", { kind: "help" }],
		["tool mlflow", { kind: "tool", id: "mlflow" }],
		["tool Weights & Biases", { kind: "tool", id: "weights-and-biases" }],
		["TOOL wandb", { kind: "tool", id: "weights-and-biases" }],
		["stage", { kind: "stage" }],
		["stage model training", { kind: "stage", stage: "model-training" }],
		["stage model-training", { kind: "stage", stage: "model-training" }],
		["stage monitoring", { kind: "stage", stage: "monitoring" }],
		["stage testing", { kind: "stage", stage: "functional-testing" }],
		["persona", { kind: "persona" }],
		["persona researcher", { kind: "persona", change: "ml-researcher" }],
		["persona engineer", { kind: "persona", change: "software-engineer" }],
		["persona both", { kind: "persona", change: "ml-engineer" }],
		["persona forget", { kind: "persona", change: "forget" }],
		["digest", { kind: "digest", text: "" }],
		["digest perview", { kind: "digest", text: "perview" }],
		["digest of", { kind: "digest", text: "of" }],
		["digest on monday 9:00 Europe/Berlin", { kind: "digest", text: "on monday 9:00 Europe/Berlin" }],
		["private which tracker for us?", { kind: "private", text: "which tracker for us?" }],
		["forget-me", { kind: "forget-me" }],
		["forget me", { kind: "forget-me" }],
		["compare mlflow wandb", { kind: "compare", text: "Compare MLflow and Weights & Biases" }],
		["compare MLflow and Weights & Biases for a small team", { kind: "compare", text: "Compare MLflow and Weights & Biases for a small team" }],
		["compare airflow vs dagster, prefect", { kind: "compare", text: "Compare Apache Airflow and Dagster and Prefect" }],
		["tool", { kind: "incomplete", of: "tool" }],
		["compare", { kind: "incomplete", of: "compare" }],
		["private", { kind: "incomplete", of: "private" }],
	])("%j is read as what it says", (line, expected) => expect(read(line)).toEqual(expected));

	test.each([
		"which tracker for five researchers?",
		"tool for labelling?",
		"tools for labelling?",
		"help me choose a tracker",
		"stage our models before production, how?",
		"stages of a model in MLflow?",
		"persona based evaluation of chatbots?",
		"digest of experiment results: which tool?",
		"compare our runs, which tracker does that?",
		"compare MLflow",
		"privacy tools for patient data?",
		"helm chart for MLflow?",
		"forget Kubernetes, what else serves models?",
		"toolkit for fairness?",
	])("%j is a question, whatever its first word", (line) => expect(read(line)).toEqual({ kind: "question", text: line }));

	test.each([
		["hlep", "help"],
		["tol mlflow", "tool mlflow"],
		["tool mlfow", "tool MLflow"],
		["stge monitoring", "stage monitoring"],
		["stage model trainig", "stage model training"],
		["persona wizard", "persona"],
		["stage foo", "stage"],
		["persona reseacher", "persona researcher"],
		["persna engineer", "persona engineer"],
		["compre mlflow wandb", "compare mlflow wandb"],
		["digst on", "digest on"],
		["forgetme", "forget-me"],
	])("a slip such as %j is not answered but asked about: %j", (line, meant) => expect(read(line)).toEqual({ kind: "suggestion", meant }));
});
