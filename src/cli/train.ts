import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { catalogDir } from "../adapters/catalog/read-catalog.ts";
import { modelFile } from "../adapters/catalog/read-model.ts";
import { readQuestions } from "../adapters/catalog/read-questions.ts";
import { loadKnowledge } from "../bot.ts";
import { restoreModel, type StoredModel, storeModel } from "../core/understanding/reading-model.ts";
import { trainModel } from "../core/understanding/train-model.ts";
import { catalogExamples, closeWords, examplesOf, frequentWords } from "../core/understanding/training-set.ts";
import { fail, type Usage, usageText } from "./usage.ts";

const usage: Usage = {
	command: "npm run train [-- --check]",
	does: "Trains the model that reads questions, from the examples under catalog/questions. The same input gives the same file.",
	options: [
		["--check", "only say whether catalog/reading-model.json is current; exit code 1 where it is not"],
		["--help", "this text"],
	],
};

/** What the model depends on: the examples, the tools' names and categories, and the code that reads features. */
function inputsHash(): string {
	const hash = createHash("sha256");
	const understanding = join(import.meta.dirname, "../core/understanding");
	const code = ["reading-model.ts", "train-model.ts", "training-set.ts", "clean-text.ts", "category-cues.ts", "cues.ts"].map((name) => join(understanding, name));
	const questions = readdirSync(join(catalogDir, "questions"))
		.sort()
		.map((name) => join(catalogDir, "questions", name));
	for (const file of [...code, ...questions]) hash.update(readFileSync(file));
	return hash.digest("hex").slice(0, 16);
}

function main(): void {
	const { values } = parseArgs({ options: { check: { type: "boolean" }, help: { type: "boolean", short: "h" } } });
	if (values.help === true) {
		console.log(usageText(usage));
		return;
	}
	const inputs = inputsHash();
	if (values.check === true) {
		const current = (JSON.parse(readFileSync(modelFile, "utf8")) as StoredModel).inputs === inputs;
		if (!current) {
			console.error("catalog/reading-model.json: expected to be trained from the examples as they are now, got an older one; run npm run train");
			process.exitCode = 1;
		}
		return;
	}
	const { reader } = loadKnowledge();
	const { questions, problems } = readQuestions();
	if (problems.length > 0) {
		console.error(problems.join("\n"));
		process.exitCode = 1;
		return;
	}
	const started = performance.now();
	const english = (createRequire(import.meta.url)("an-array-of-english-words") as string[]).filter((word) => word.length >= 4);
	const words = closeWords(reader.names, [...english, ...frequentWords(questions)]);
	const model = trainModel([...examplesOf(reader, questions), ...catalogExamples(reader)], words);
	const stored = storeModel(model, inputs);
	writeFileSync(modelFile, `${JSON.stringify(stored)}\n`);
	restoreModel(stored);
	console.log(`Trained on ${questions.length} questions in ${((performance.now() - started) / 1000).toFixed(1)} s: ${model.features.size} features, ${words.size} words close to a name.`);
}

try {
	main();
} catch (error) {
	fail(error, usage);
}
