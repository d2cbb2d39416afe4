import { expect } from "vitest";
import type { SlackMessage } from "../../src/playground/workspace.ts";

/** What must never be read by a person: exceptions, values that were not there, and markup that pings people. */
const unfit = /\b(?:TypeError|RangeError|SyntaxError|Error:|undefined|NaN|ECONN\w+|stack trace)\b|\[object |\n\s+at \S+ \(|<!(?:channel|here|everyone)/;

/** A message that may stand in front of people: something said, in words, as text and as blocks alike. */
export function expectCalm(message: Pick<SlackMessage, "text" | "blocks">): void {
	const blocks = JSON.stringify(message.blocks ?? []);
	expect(message.text.trim()).not.toBe("");
	expect(message.blocks).not.toEqual([]);
	expect(message.text).not.toMatch(unfit);
	expect(blocks).not.toMatch(unfit);
}

/** Exactly one answer, fit to be read; it is returned. */
export function expectOneAnswer(answers: readonly SlackMessage[]): SlackMessage {
	expect(answers.map(({ text }) => text.split("\n")[0])).toHaveLength(1);
	const [answer] = answers as [SlackMessage];
	expectCalm(answer);
	return answer;
}

type Block = { type: string; text?: { text: string }; elements?: { text?: unknown }[] };

/** All that the blocks of a message say. */
export const blockText = ({ blocks }: Pick<SlackMessage, "blocks">): string =>
	// Blocks are kept as they came; these are the two shapes that answers use.
	((blocks ?? []) as Block[]).flatMap(({ text, elements }) => [text?.text ?? "", ...(elements ?? []).flatMap((element) => (typeof element.text === "string" ? [element.text] : []))]).join("\n");
