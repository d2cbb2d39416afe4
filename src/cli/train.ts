import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { catalogDir } from "../adapters/catalog/read-catalog.ts";
import { lexiconFile, readStoredLexicon, readWordList, wordListFile } from "../adapters/catalog/read-lexicon.ts";
import { modelFile } from "../adapters/catalog/read-model.ts";
import { readAsides, readPlainNeeds, readQuestions } from "../adapters/catalog/read-questions.ts";
import { readThreadTalk, talkModelFile } from "../adapters/catalog/read-talk.ts";
import { loadKnowledge } from "../bot.ts";
import { emptyTalkModel, type StoredTalkModel, storeTalkModel } from "../core/conversation/talk-model.ts";
import { talkExamples, trainTalkModel } from "../core/conversation/talk-training.ts";
import { wordsOfQuestions } from "../core/grounding/collect-words.ts";
import { foldWord, packWords, type SpelledLanguage, type StoredLexicon, spelledLanguages } from "../core/grounding/lexicon.ts";
import { emptyModel, restoreModel, type StoredModel, storeModel } from "../core/understanding/reading-model.ts";
import { type Example, trainModel } from "../core/understanding/train-model.ts";
import { besideAsides, catalogExamples, closeWords, examplesOf, frequentWords, type LabelledQuestion, plainNeeds } from "../core/understanding/training-set.ts";
import { createReader, type Reader } from "../core/understanding/understand.ts";
import { fail, type Usage, usageText } from "./usage.ts";

const usage: Usage = {
	command: "npm run train [-- --words | --check]",
	does: "Trains the model that reads questions, from the examples under catalog/questions, the one that tells whom a message in a thread is meant for, from catalog/thread-talk, and lists each language's common words. The same input gives the same files.",
	options: [
		["--words", "only list the common words again (catalog/common-words.json)"],
		["--check", "only say whether the three files are current; exit code 1 where one is not"],
		["--help", "this text"],
	],
};

/**
 * Everything that the model is made from: the examples as they are read, the asides that they are varied with, the tools' names
 * that words are kept from, and the code that learns.
 */
function inputsHash(reader: Reader, examples: readonly Example[], asides: readonly string[]): string {
	const hash = createHash("sha256");
	for (const name of ["reading-model.ts", "train-model.ts", "training-set.ts"]) hash.update(readFileSync(join(import.meta.dirname, "../core/understanding", name)));
	for (const { features, labels } of examples) hash.update(JSON.stringify([[...features], [...labels]]));
	hash.update(JSON.stringify([asides, [...reader.names.byKey.keys()]]));
	return hash.digest("hex").slice(0, 16);
}

/** The messages of threads, as they are read with the reading model, and the code that learns from them. */
function learntTalk(reader: Reader) {
	const { written, made } = readThreadTalk();
	const examples = { written: talkExamples(reader, written), made: talkExamples(reader, made) };
	const hash = createHash("sha256");
	for (const name of ["understanding/reading-model.ts", "understanding/train-model.ts", "conversation/talk-model.ts", "conversation/talk-training.ts"])
		hash.update(readFileSync(join(import.meta.dirname, "../core", name)));
	for (const { features, labels } of [...examples.written, ...examples.made]) hash.update(JSON.stringify([[...features], [...labels]]));
	return { ...examples, inputs: hash.digest("hex").slice(0, 16) };
}

const learnt = (reader: Reader, questions: readonly LabelledQuestion[]): Example[] => [...examplesOf(reader, questions), ...catalogExamples(reader), ...plainNeeds(reader, readPlainNeeds())];

/** What the lists of common words depend on. */
function wordInputsHash(): string {
	const grounding = join(import.meta.dirname, "../core/grounding");
	return hashOfFiles([...["lexicon.ts", "collect-words.ts"].map((name) => join(grounding, name)), ...spelledLanguages.map(wordListFile), ...questionFiles()]);
}

const questionFiles = (): string[] =>
	readdirSync(join(catalogDir, "questions"))
		.sort()
		.map((name) => join(catalogDir, "questions", name));

function hashOfFiles(files: readonly string[]): string {
	const hash = createHash("sha256");
	for (const file of files) hash.update(readFileSync(file));
	return hash.digest("hex").slice(0, 16);
}

/**
 * Words that a tokenizer keeps whole are the common ones: the English ones of them, and whatever else is in small letters.
 * The rest of each language is written by hand, or was used by those who ask.
 */
async function listWords(reader: Reader, questions: readonly LabelledQuestion[], english: readonly string[]): Promise<number> {
	const newest = (await import("gpt-tokenizer/bpeRanks/o200k_base")).default;
	const wholeIn = (ranks: typeof newest, shape: RegExp): string[] => ranks.flatMap((token) => (typeof token === "string" && shape.test(token) ? foldWord(token.trim()) : []));
	const older = [(await import("gpt-tokenizer/bpeRanks/cl100k_base")).default, (await import("gpt-tokenizer/bpeRanks/r50k_base")).default];
	const whole = new Set([newest, ...older].flatMap((ranks) => wholeIn(ranks, /^(?: \p{L}{3,}|\p{L}{5,})$/u)));
	const asked = wordsOfQuestions(
		reader,
		questions.map(({ text }) => text),
	);
	const wordsOf = (language: SpelledLanguage): Set<string> =>
		new Set([...readWordList(language), ...asked[language], ...(language === "en" ? english.filter((word) => word.length >= 3 && whole.has(word)) : [])]);
	const ofLanguages = spelledLanguages.map((language) => [language, wordsOf(language)] as const);
	const listed = new Set(ofLanguages.flatMap(([, words]) => [...words]));
	// Names of tools are tokens as well.
	const anywhere = new Set(wholeIn(newest, /^ (?=\p{Script=Latin}+$)\p{Ll}{4,}$/u).filter((word) => !listed.has(word) && !reader.names.byKey.has(word)));
	const lists = [...ofLanguages, ["anywhere", anywhere] as const];
	const stored: StoredLexicon = { inputs: wordInputsHash(), words: Object.fromEntries(lists.map(([list, words]) => [list, packWords(words)])) as StoredLexicon["words"] };
	writeFileSync(lexiconFile, `${JSON.stringify(stored)}\n`);
	return lists.reduce((sum, [, words]) => sum + words.size, 0);
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { check: { type: "boolean" }, words: { type: "boolean" }, help: { type: "boolean", short: "h" } } });
	if (values.help === true) {
		console.log(usageText(usage));
		return;
	}
	const { questions, problems } = readQuestions();
	if (problems.length > 0) {
		console.error(problems.join("\n"));
		process.exitCode = 1;
		return;
	}
	const asides = readAsides();
	const { reader } = loadKnowledge();
	if (values.check === true) {
		if ((JSON.parse(readFileSync(modelFile, "utf8")) as StoredModel).inputs !== inputsHash(reader, learnt(reader, questions), asides)) {
			console.error("catalog/reading-model.json: expected to be trained from the examples as they are now, got an older one; run npm run train");
			process.exitCode = 1;
		}
		if ((JSON.parse(readFileSync(talkModelFile, "utf8")) as StoredTalkModel).inputs !== learntTalk(reader).inputs) {
			console.error("catalog/talk-model.json: expected to be trained from the messages as they are now, got an older one; run npm run train");
			process.exitCode = 1;
		}
		if (readStoredLexicon().inputs !== wordInputsHash()) {
			console.error("catalog/common-words.json: expected to be listed from the words as they are now, got an older list; run npm run train -- --words");
			process.exitCode = 1;
		}
		return;
	}
	const started = performance.now();
	const english = createRequire(import.meta.url)("an-array-of-english-words") as string[];
	console.log(`Listed ${await listWords(reader, questions, english)} common words.`);
	if (values.words === true) return;
	const words = closeWords(reader.names, [...english.filter((word) => word.length >= 4), ...frequentWords(questions)]);
	// Names are told from words by these words, not by those of the model that was there before: the same input gives the same file.
	const pupil = createReader(reader.catalog, { ...emptyModel, words }, emptyTalkModel);
	const examples = learnt(pupil, questions);
	const variants = examplesOf(pupil, besideAsides(questions, asides)).map((example): Example => ({ ...example, variant: true }));
	const model = trainModel([...examples, ...variants], words);
	const stored = storeModel(model, inputsHash(pupil, examples, asides));
	writeFileSync(modelFile, `${JSON.stringify(stored)}\n`);
	const talk = learntTalk(createReader(reader.catalog, restoreModel(stored), emptyTalkModel));
	const talkModel = trainTalkModel(talk.written, talk.made);
	writeFileSync(talkModelFile, `${JSON.stringify(storeTalkModel(talkModel, talk.inputs))}\n`);
	console.log(
		`Trained on ${questions.length} questions in ${((performance.now() - started) / 1000).toFixed(1)} s: ${model.features.size} features, ${words.size} words close to a name; on ${talk.written.length} messages of threads and ${talk.made.length} made of patterns: ${talkModel.features.size} features.`,
	);
}

try {
	await main();
} catch (error) {
	fail(error, usage);
}
