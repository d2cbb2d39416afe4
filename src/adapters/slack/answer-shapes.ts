import type { Answer } from "../../core/answer/answer.ts";
import type { Catalog } from "../../core/catalog/catalog.ts";
import type { Delivered } from "../../ports.ts";
import { type AnswerMessage, type AnswerNotes, answerMessage } from "./answer-blocks.ts";

/** Slack's codes for a message that it won't take as it is, with nothing posted. */
const shapeRefused: ReadonlySet<string> = new Set(["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "invalid_arguments"]);

/** The same answer in shapes that ask ever less of Slack: with its feedback buttons, with plain ones, without, as text alone. */
const shapes: readonly ((catalog: Catalog, answer: Answer, notes: AnswerNotes) => Pick<AnswerMessage, "text"> & Partial<AnswerMessage>)[] = [
	(catalog, answer, notes) => answerMessage(catalog, answer, { ...notes, thumbs: "slack" }),
	(catalog, answer, notes) => answerMessage(catalog, answer, { ...notes, thumbs: "plain" }),
	(catalog, answer, notes) => answerMessage(catalog, answer, notes),
	(catalog, answer, notes) => ({ text: answerMessage(catalog, answer, notes).text }),
];

/**
 * Sends an answer in the richest shape that Slack takes. An older workspace refuses blocks that it doesn't know; once that
 * has been seen, the next answers begin with what it does take.
 */
export class AnswerShapes {
	readonly #catalog: Catalog;
	/** The richest shape that a workspace is believed to take: only its buttons are a matter of the workspace. */
	#richest = 0;

	constructor(catalog: Catalog) {
		this.#catalog = catalog;
	}

	/** @param send resolves with what became of one shape */
	async send(answer: Answer, notes: AnswerNotes, send: (message: Pick<AnswerMessage, "text"> & Partial<AnswerMessage>) => Promise<Delivered>): Promise<Delivered> {
		const first = this.#richest;
		for (let at = first; ; at++) {
			const shape = shapes[at] as (typeof shapes)[number]; // the loop ends at the last one
			const delivered = await send(shape(this.#catalog, answer, notes));
			const isRefused = !delivered.ok && delivered.failure.kind === "refused" && shapeRefused.has(delivered.failure.code);
			if (delivered.ok && at === 1) this.#richest = 1;
			if (!isRefused || at === shapes.length - 1) return delivered;
		}
	}
}
