import { z } from "zod";
import type { AnswerPart } from "../core/answer/answer.ts";
import type { Lexicon } from "../core/grounding/lexicon.ts";
import type { GroundingProblem } from "../core/grounding/problem.ts";
import { type GroundingContext, groundPart } from "../core/grounding/prose-grounding.ts";
import { completePart, type Growing } from "../core/growing.ts";
import type { Given } from "../core/writing/given.ts";
import { type Prompts, promptFor, repairPromptFor } from "../core/writing/prompt.ts";
import { problemsOfRoom } from "../core/writing/room.ts";
import { type WrittenAnswer, writtenSchema } from "../core/writing/written-answer.ts";
import type { AskedQuestion, Clock, LlmMessage, Log, Metrics, Store } from "../ports.ts";
import type { AccountedLlm } from "./accounted-llm.ts";
import { recallWritten, rememberWritten, writtenKey } from "./written-cache.ts";

/** How long after a question its model must have been asked, and be done, in milliseconds. */
export type Patience = { askedWithinMs: number; doneWithinMs: number };
/** A person waits at most half a minute, queue included, and some of it is Slack's. */
export const defaultPatience: Patience = { askedWithinMs: 15_000, doneWithinMs: 25_000 };

/** What a model writes answers with; `hash` is the prompts'. */
export type Writer = { llm: AccountedLlm; prompts: Prompts; hash: string; lexicon: Lexicon; patience: Patience };
export type WritingDeps = { writer: Writer; store: Store; metrics: Metrics; log: Log; clock: Pick<Clock, "now"> };
export type WritingTask = {
	question: AskedQuestion;
	given: Given;
	/** What the asker wrote in this message, and, as far as it is remembered, in the thread before: it may be said back. */
	asked: string;
	askedBefore: string;
	/** Version of the catalog. */
	catalog: string;
	/** Parts that the reader may have seen before an interruption, which stay as they are. */
	shown: Record<string, unknown>;
};
/** Who is told how far it is. */
export type Watcher = {
	/** The model is being asked: it will take a while. */
	onAsked(): void;
	/** More of it has passed; `written` holds all that has, and it stays. */
	onVerified(written: WrittenAnswer): void;
};

/** How an answer came to its words, for the counters: from the first try, after a repair, in part, not at all, or from what was written for the same need before. */
export type WritingOutcome = "first_try" | "repaired" | "partly" | "composed" | "cached";

/** Of the time to the end, the last part in which a repair makes no sense any more. */
const tooLateForRepair = 0.12;

/**
 * Has the model put an answer into words, part by part. Each part is grounded as soon as it is complete, and never changes
 * once it has passed. What does not pass is repaired once; what still fails, or comes too late, is missing from the result,
 * and stays the composer's.
 */
export async function writeAnswer(deps: WritingDeps, task: WritingTask, watcher: Watcher): Promise<WrittenAnswer> {
	const { writer, clock, metrics, log } = deps;
	const { question, given, asked, catalog, shown } = task;
	const { askedWithinMs, doneWithinMs } = writer.patience;
	const session = new Session(deps, task, watcher);
	session.take({ value: shown, open: undefined });
	const { need, picks } = given.answer;
	const key = await writtenKey(question.workspace, { need, picks: picks.map(({ tool }) => tool.id), catalog, prompts: writer.hash, model: writer.llm.model });
	const cached = await recallWritten(deps, key, writtenSchema(given));
	if (cached !== undefined) session.take({ value: cached, open: undefined });
	let outcome: WritingOutcome = session.isWhole ? "cached" : "composed";
	const began = clock.now();
	const askBy = question.receivedAt + askedWithinMs;
	if (!session.isWhole && began < askBy) {
		watcher.onAsked();
		await session.ask("answer", promptFor(writer.prompts, given, asked), askBy);
		outcome = session.isWhole ? "first_try" : "partly";
		const repairBy = question.receivedAt + doneWithinMs * (1 - tooLateForRepair);
		if (session.isWorthRepairing && clock.now() < repairBy) {
			await session.ask("repair", repairPromptFor(writer.prompts, given, asked, session.wrote, session.problems), repairBy);
			if (session.isWhole) outcome = "repaired";
		}
		if (Object.keys(session.accepted).length === 0) outcome = "composed";
		metrics.note({ what: "stage", stage: "model", ms: clock.now() - began });
		// Of a private question nothing is kept: what was written for it may say its words back.
		if (session.isWhole && question.kind !== "private") await rememberWritten(deps, key, session.accepted);
	}
	metrics.note({ what: "writing", outcome });
	log.info({ question: question.id, writing: outcome, model: writer.llm.model, prompts: writer.hash, ...session.spent, unwritten: session.missing }, "the answer is in words");
	return session.accepted;
}

/** Always the same array for the same prompts, as the check for echoes wants it. */
function promptTexts(prompts: Prompts): readonly string[] {
	const texts = textsOf.get(prompts) ?? Object.values(prompts);
	textsOf.set(prompts, texts);
	return texts;
}
const textsOf = new WeakMap<Prompts, readonly string[]>();

/** One answer on its way through the model: what has passed, what has not, and what it took. */
class Session {
	readonly accepted: WrittenAnswer = {};
	/** What the model wrote last, whatever came of it. */
	wrote: Record<string, unknown> = {};
	readonly spent = { inputTokens: 0, outputTokens: 0, costUsd: 0 };
	readonly #context: GroundingContext;
	readonly #deps: WritingDeps;
	readonly #task: WritingTask;
	readonly #watcher: Watcher;
	readonly #problems = new Map<AnswerPart, readonly GroundingProblem[]>();
	/** Why an output could not be read at all. */
	#unreadable: readonly string[] = [];
	#gaveUp = false;

	constructor(deps: WritingDeps, task: WritingTask, watcher: Watcher) {
		const { lexicon, prompts } = deps.writer;
		this.#context = { given: task.given, lexicon, askedText: `${task.askedBefore}\n${task.asked}`, prompts: promptTexts(prompts) };
		this.#deps = deps;
		this.#task = task;
		this.#watcher = watcher;
	}

	get missing(): AnswerPart[] {
		return this.#context.given.parts.filter((part) => !(part in this.accepted));
	}

	get isWhole(): boolean {
		return this.missing.length === 0;
	}

	/** Something was written that did not pass, or could not be read; a model that can't be reached is not asked again. */
	get isWorthRepairing(): boolean {
		return !this.isWhole && !this.#gaveUp && (this.#problems.size > 0 || this.#unreadable.length > 0);
	}

	get problems(): GroundingProblem[] {
		return [...[...this.#problems.values()].flat(), ...this.#unreadable.map((detail) => ({ code: "malformed" as const, at: "", detail }))];
	}

	async ask(task: "answer" | "repair", messages: readonly LlmMessage[], startBy: number): Promise<void> {
		const { writer } = this.#deps;
		const { question, given } = this.#task;
		this.#problems.clear();
		this.#unreadable = [];
		const schema: z.ZodType<WrittenAnswer> = writtenSchema(given);
		const request = { workspace: question.workspace, messages, schema, schemaName: `${task}_${given.answer.kind}`, deadline: question.receivedAt + writer.patience.doneWithinMs, startBy };
		for await (const event of writer.llm.write(request)) {
			if (event.kind === "growing") {
				this.take(event.growing);
				continue;
			}
			const { usage } = event;
			this.spent.inputTokens += usage?.inputTokens ?? 0;
			this.spent.outputTokens += usage?.outputTokens ?? 0;
			this.spent.costUsd += usage?.costUsd ?? 0;
			if (event.kind === "done") this.take({ value: event.value, open: undefined });
			else if (event.failure.code === "invalid_output") this.#unreadable = event.failure.at;
			else this.#gaveUp = true;
		}
	}

	/** Grounds every part that is complete by now and was not looked at yet, and sees that there is room for it. */
	take(growing: Growing): void {
		let passed = false;
		for (const part of this.missing) {
			if (this.#problems.has(part)) continue;
			const raw = completePart(growing, [part], z.unknown());
			if (raw === undefined) continue;
			this.wrote[part] = raw;
			const { problems: ungrounded, value } = groundPart(this.#context, part, raw);
			const problems = value === undefined ? ungrounded : problemsOfRoom(this.#context.given, this.accepted, part, value);
			if (problems.length > 0) this.#reject(part, problems);
			else {
				Object.assign(this.accepted, { [part]: value });
				passed = true;
			}
		}
		if (passed) this.#watcher.onVerified({ ...this.accepted });
	}

	#reject(part: AnswerPart, problems: readonly GroundingProblem[]): void {
		const { metrics, log } = this.#deps;
		this.#problems.set(part, problems);
		for (const { code } of problems) metrics.note({ what: "grounding_rejection", code });
		log.debug({ question: this.#task.question.id, part, codes: problems.map(({ code }) => code) }, "a part of the model's answer was turned down");
	}
}
