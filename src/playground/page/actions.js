// What the page asks the workspace to do; each answer is what became of it, with a sentence where it went wrong.
import { state } from "./store.js";

/** @import { Answers } from "../view-state.ts" */
/** @import { Where } from "../interactions.ts" */
/** @import { Outcome } from "../page-actions.ts" */

const lost = "The local workspace does not answer. Is it still running?";

/**
 * @param {string} name of the action
 * @param {Record<string, unknown>} body
 * @returns {Promise<Outcome["body"]>}
 */
async function post(name, body) {
	try {
		const response = await fetch(`/workspace/${name}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ user: state.who, ...body }) });
		return await response.json();
	} catch {
		return { error: lost };
	}
}

/** @type {(text: string, thread?: string) => ReturnType<typeof post>} resolves with the timestamp of a message that was posted */
export const send = (text, thread) => post("messages", { channel: state.channel, text, ...(thread === undefined ? {} : { thread_ts: thread }) });

/** @type {(where: Where, action: string, answer: Answers[string], answers?: Answers) => ReturnType<typeof post>} */
export const press = (where, action, answer, answers = {}) => post("actions", { where, action, answer, answers });

/** @type {(view: string, answers: Answers) => ReturnType<typeof post>} */
export const submit = (view, answers) => post("submissions", { view, answers });

/** @type {(view: string) => ReturnType<typeof post>} */
export const close = (view) => post("closings", { view });

/** @type {(shortcut: string, message: { channel: string, ts: string }) => ReturnType<typeof post>} */
export const useShortcut = (shortcut, { channel, ts }) => post("shortcuts", { shortcut, channel, ts });

/** Plays a week of questions; resolves when Monday's digest stands in its channel. */
export const playWeek = () => post("weeks", {});

/** @type {(at: "home" | "messages" | { channel: string }) => ReturnType<typeof post>} */
export const look = (at) => post("looks", { at });
