import type { Answer } from "../core/answer/answer.ts";
import { findViolations, withoutViolations } from "../core/answer/grounding.ts";
import { keepShort } from "../core/answer/length.ts";
import { cleanText } from "../core/understanding/clean-text.ts";
import { draftOf } from "../core/writing/draft.ts";
import { type Given, givenFor } from "../core/writing/given.ts";
import { mergeWritten } from "../core/writing/merge-written.ts";
import type { AskedQuestion, Delivered } from "../ports.ts";
import { type Watcher, writeAnswer } from "./answer-writer.ts";
import type { AnswerDeps, AttemptDeps, Threaded } from "./answering.ts";
import { forgetDraft, recallDraft, rememberDraft } from "./drafts.ts";
import { LiveReply } from "./live-reply.ts";
import type { Recommended } from "./recommend-for.ts";

/**
 * Puts an answer into its thread, as one message: posted once where the catalog composed it, shown part by part where a
 * model writes it.
 * @param begun the message of an answer that an earlier attempt did not finish
 * @param atPosting resolves, when the answer's turn to be posted has come, with what is recommended by then where that has changed. Asked only of what the catalog composed: a model would have to write anew
 * @returns `stands`: where it could not be delivered, whether a part of it stands there, to be finished
 */
export async function deliverAnswer(
	deps: AttemptDeps,
	question: Threaded,
	recommended: Recommended,
	begun: string | undefined,
	atPosting: () => Promise<Recommended | undefined>,
): Promise<{ delivered: Delivered; answer: Answer; stands: boolean }> {
	const { store, clock, metrics, slot, log } = deps;
	noteViolations(deps, question, recommended);
	const reply = new LiveReply(deps, question, begun);
	let kept: Promise<void> = Promise.resolve();
	const shown = begun === undefined ? {} : await recallDraft(store, question);
	const word = wordAnswer(deps, question, recommended, shown, (given) => ({
		onAsked: () => void reply.begin(draftOf(given, {})),
		onVerified: (written) => {
			kept = kept
				.then(() => rememberDraft(store, question, written))
				.then(() => reply.show(draftOf(given, written), { parts: Object.keys(written).length, of: given.parts.length }))
				.catch((error: unknown) => log.warn({ question: question.id, error: (error as Error).name }, "a draft could not be kept, and is not shown"));
		},
	}));
	let answer = await word.catch(async (error: unknown) => {
		await reply.abandon();
		throw error;
	});
	await kept;
	const composed = clock.now();
	const latest = async (): Promise<Answer> => {
		if (answer.writtenBy !== "catalog") return answer;
		try {
			answer = (await atPosting())?.answer ?? answer;
		} catch (error) {
			log.warn({ question: question.id, error: (error as Error).name }, "what came last could not be answered along, and is left for later");
		}
		return answer;
	};
	const delivered = await slot.leaveFor(() => reply.finish(answer, latest));
	metrics.note({ what: "stage", stage: "delivering", ms: clock.now() - composed });
	if (delivered.ok && answer.writtenBy === "model")
		await forgetDraft(store, question).catch((error: unknown) => log.warn({ question: question.id, error: (error as Error).name }, "a draft could not be forgotten, and ends by itself"));
	return { delivered, answer, stands: reply.stands };
}

export type WordingDeps = Pick<AnswerDeps, "writer" | "metrics" | "store" | "log" | "clock">;

/**
 * An answer in its final words: a model's where there is one, and time for it; the composer's for whatever it does not write.
 * @param shown parts that the reader may have seen before an interruption
 */
export async function wordAnswer(
	deps: WordingDeps,
	question: AskedQuestion,
	recommended: Pick<Recommended, "answer" | "shortlist" | "knowledge">,
	shown: Record<string, unknown> = {},
	watch: (given: Given) => Watcher = () => unwatched,
): Promise<Answer> {
	const { writer, metrics } = deps;
	const { answer, shortlist, knowledge } = recommended;
	const { catalog } = knowledge.reader;
	const given = writer === undefined ? undefined : givenFor(catalog, answer);
	if (writer === undefined || given === undefined || given.parts.length === 0) {
		metrics.note({ what: "answer", by: "catalog", fallback: false });
		return answer;
	}
	const task = { question, given, asked: cleanText(question.text).plain, askedBefore: evidenceOf(answer), catalog: knowledge.version, shown };
	const merged = keepShort(catalog, mergeWritten(given, await writeAnswer({ ...deps, writer }, task, watch(given))));
	metrics.note({ what: "answer", by: merged.writtenBy, fallback: merged.writtenBy === "catalog" });
	return withoutViolations(merged, findViolations(catalog, shortlist, merged));
}
const unwatched: Watcher = { onAsked: () => {}, onVerified: () => {} };

/** What was said in the thread before, as far as it is remembered: the words that showed something. */
const evidenceOf = ({ need }: Answer): string =>
	[...need.persona.words, ...need.categories.flatMap(({ words }) => words), ...need.constraints.map(({ words }) => words), ...need.mentions.map(({ words }) => words)].join(" · ");

function noteViolations({ metrics, log }: AnswerDeps, question: AskedQuestion, { violations }: Recommended): void {
	for (const { code } of violations) metrics.note({ what: "grounding_rejection", code });
	if (violations.length > 0)
		log.warn(
			{ question: question.id, kind: question.kind, violations: violations.map(({ code, at, detail }) => ({ code, at, ...(code === "foreign_tool" ? { tool: detail } : {}) })) },
			"left out of the answer what the catalog does not bear out",
		);
}
