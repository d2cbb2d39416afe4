// What can be completed where the caret stands: names after `@`, the bot's command after `/`.
import { people, state, userOf } from "./store.js";

const commands = [
	{ label: "/mlops-recommend", about: "Ask: the question is posted for all to see", insert: "/mlops-recommend " },
	{ label: "/mlops-recommend help", about: "What the bot can do, for your eyes only", insert: "/mlops-recommend help" },
];

/** @returns where the completed text begins, and what may stand there; `undefined` where nothing is to be completed */
export function completionsAt(text, caret, { inThread }) {
	const before = text.slice(0, caret);
	const name = /(?:^|\s)(@[\w-]*)$/.exec(before)?.[1];
	if (name !== undefined) return some(caret - name.length, names(), name);
	if (!inThread && /^\/[\w-]*(?: \w*)?$/.test(before)) return some(0, commands, before);
	return undefined;
}

function some(start, options, typed) {
	const fitting = options.filter(({ label, insert }) => label.toLowerCase().startsWith(typed.toLowerCase()) && insert.trim() !== typed);
	return fitting.length === 0 ? undefined : { start, options: fitting };
}

const names = () =>
	[userOf(state.bot), ...people().filter(({ id }) => id !== state.who)].map(({ id, name, title, real_name }) => ({
		label: `@${name}`,
		about: id === state.bot ? "The bot" : [real_name, title].filter(Boolean).join(", "),
		insert: `@${name} `,
	}));
