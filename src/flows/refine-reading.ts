import type { Understood } from "../core/recommend.ts";
import { readingSchema, refineNeed } from "../core/understanding/refine-need.ts";
import type { Turn } from "../core/understanding/turn.ts";
import type { Reader } from "../core/understanding/understand.ts";
import { understandPromptFor } from "../core/writing/prompt.ts";
import type { AskedQuestion, Clock, Log, Metrics, Status } from "../ports.ts";
import type { Writer } from "./answer-writer.ts";

export type RefiningDeps = { writer?: Writer | undefined; status: Status; clock: Pick<Clock, "now">; metrics: Metrics; log: Log };

/** Of the time that a person waits, the part that a reading may take: most of it is for the answer. */
const shareForReading = 0.3;

/** Whether the rules left something open that a model may fill: for what, or for whom. */
const isOpen = ({ need, social }: Understood): boolean =>
	social === undefined && need.intent !== "injection" && need.intent !== "no-answer" && (need.categories.length === 0 || need.persona.id === "unknown");

/**
 * What was understood, with what the rules left open filled from a model's reading where there is a model, and time. It adds
 * nothing but what the asker's own words show; whatever goes wrong, the rules' reading stands.
 */
export async function refineReading({ writer, status, clock, metrics, log }: RefiningDeps, reader: Reader, question: AskedQuestion, understood: Understood): Promise<Understood> {
	if (writer === undefined || !isOpen(understood)) return understood;
	const deadline = question.receivedAt + writer.patience.doneWithinMs * shareForReading;
	const began = clock.now();
	if (began >= deadline) return understood;
	const { threadTs, workspace, text } = question;
	if (threadTs !== undefined) void status.show({ ...question, threadTs });
	const { need } = understood;
	for await (const event of writer.llm.write({ workspace, messages: understandPromptFor(writer.prompts, reader.catalog, need, text), schema: readingSchema, schemaName: "understand", deadline })) {
		if (event.kind !== "done") continue;
		const refined = refineNeed(reader, need, event.value, text);
		metrics.note({ what: "stage", stage: "reading", ms: clock.now() - began });
		log.info(
			{ question: question.id, refused: refined.refused.map(({ what, because }) => `${what}: ${because}`), intent: refined.need.intent, categories: refined.need.categories.map(({ id }) => id) },
			"read with the model",
		);
		return { ...understood, need: refined.need, turn: withRefinements(understood.turn, need, refined.need) };
	}
	return understood;
}

/** What the thread remembers of the message holds what was filled in, too. */
const withRefinements = (turn: Turn, before: Understood["need"], after: Understood["need"]): Turn => ({
	...turn,
	categories: turn.categories.length > 0 || before.categories.length > 0 ? turn.categories : after.categories,
	constraints: [...turn.constraints, ...after.constraints.filter((one) => !before.constraints.includes(one))],
});
