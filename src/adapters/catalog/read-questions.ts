import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatProblem, problemsOf } from "../../core/catalog/problem.ts";
import { type LabelledQuestion, labelledQuestionSchema } from "../../core/understanding/training-set.ts";
import { catalogDir } from "./read-catalog.ts";

/** Every example question, in the order of files and lines; what is wrong is said with file and line. */
export function readQuestions(dir: string = join(catalogDir, "questions")): { questions: LabelledQuestion[]; problems: string[] } {
	const questions: LabelledQuestion[] = [];
	const problems: string[] = [];
	for (const name of readdirSync(dir)
		.filter((file) => file.endsWith(".jsonl"))
		.sort()) {
		for (const [at, line] of readFileSync(join(dir, name), "utf8").split("\n").entries()) {
			if (line.trim() === "") continue;
			const file = `catalog/questions/${name}:${at + 1}`;
			try {
				const data: unknown = JSON.parse(line);
				const parsed = labelledQuestionSchema.safeParse(data);
				if (parsed.success) questions.push(parsed.data);
				else problems.push(...problemsOf(file, parsed.error, data).map(formatProblem));
			} catch (error) {
				problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
			}
		}
	}
	return { questions, problems };
}

/** What people say beside their question, one aside a line. */
export const readAsides = (): string[] => linesOf("asides.txt");

/** How a kind of tool is asked for in a few words, one pattern a line. */
export const readPlainNeeds = (): string[] => linesOf("plain-needs.txt");

const linesOf = (name: string): string[] =>
	readFileSync(join(catalogDir, name), "utf8")
		.split("\n")
		.filter((line) => line.trim() !== "");
