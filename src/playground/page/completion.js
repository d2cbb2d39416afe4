// What can be completed where the caret stands: names after `@`, the bot's command and what it takes after `/`.
import { people, state, userOf } from "./store.js";

/** @typedef {{ label: string, about: string, insert: string }} Option */
/** @typedef {{ start: number, options: Option[] }} Completions `start` is where the completed text begins */

/** More would not fit beside the box. */
const mostShown = 7;

/**
 * @param {string} text
 * @param {number} caret
 * @param {{ inThread: boolean }} where
 * @returns {Completions | undefined} nothing where nothing is to be completed
 */
export function completionsAt(text, caret, { inThread }) {
	const before = text.slice(0, caret);
	const name = /(?:^|\s)(@[\w-]*)$/.exec(before)?.[1];
	if (name !== undefined) return some(caret - name.length, names(), name);
	if (inThread || !before.startsWith("/")) return undefined;
	const commands = state.app.completions.map(({ label, about }) => ({ label: label.trimEnd(), about, insert: label }));
	return some(0, oneStepFurther(commands, before), before);
}

/** Of subcommands that take something, what they take is offered once they are typed out. @type {(commands: readonly Option[], typed: string) => Option[]} */
const oneStepFurther = (commands, typed) => commands.filter(({ label }) => wordsOf(typed) > 2 || wordsOf(label) <= 2);
/** @param {string} text */
const wordsOf = (text) => text.split(" ").length;

/** @type {(start: number, options: readonly Option[], typed: string) => Completions | undefined} */
function some(start, options, typed) {
	const written = typed.trimEnd().toLowerCase();
	// What is typed out already, in whatever case, is sent as it is.
	const fitting = options.filter(({ label, insert }) => label.toLowerCase().startsWith(typed.toLowerCase()) && insert.trimEnd().toLowerCase() !== written);
	return fitting.length === 0 ? undefined : { start, options: fitting.slice(0, mostShown) };
}

const names = () =>
	[userOf(state.bot), ...people().filter(({ id }) => id !== state.who)].map(({ id, name, title, real_name }) => ({
		label: `@${name}`,
		about: id === state.bot ? "The bot" : [real_name, title].filter(Boolean).join(", "),
		insert: `@${name} `,
	}));
