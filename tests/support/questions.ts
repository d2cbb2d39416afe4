import type { AskedQuestion } from "../../src/ports.ts";

let count = 0;

/** A question as the listeners hand it on; each has an id of its own. */
export function aQuestion(change: Partial<AskedQuestion> = {}): AskedQuestion {
	count++;
	const ts = `1790000000.${String(count).padStart(6, "0")}`;
	const channel = change.channel ?? "C0A";
	return { id: `T0.${channel}.${ts}`, kind: "mention", workspace: "T0", channel, user: "U0A", text: "which tracker?", ts, threadTs: ts, receivedAt: Date.UTC(2026, 10, 24) + count, ...change };
}

/** A slash command's question, which has no message and no thread yet. */
export function aCommand(change: Partial<AskedQuestion> = {}): AskedQuestion {
	count++;
	const id = `T0.command.${count}`;
	return { id, kind: "command", workspace: "T0", channel: "C0A", user: "U0A", text: "hi", responseUrl: "http://127.0.0.1/response", receivedAt: Date.UTC(2026, 10, 24) + count, ...change };
}
