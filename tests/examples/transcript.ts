import type { SlackUser } from "../../src/playground/people.ts";
import { asMarkdown, literal } from "./as-markdown.ts";
import type { Conversation } from "./conversations.ts";
import type { Exchange, Played } from "./play.ts";

const madeBy = "Made by `npm run examples`, which plays the conversation with the real bot; please don't edit it by hand.";

/** What stands under an answer that no model wrote. */
const byTheComposer = "Written without a language model.";

/** A played conversation as a page: whose words they are, then how it went without a model and with one. */
export function transcript({ conversation, asker, without, with: withModel }: Played): string {
	const { title, shows } = conversation;
	const alike = without.every(({ answer }, at) => asMarkdown(answer) === asMarkdown(withModel[at]?.answer ?? {}));
	const whose = alike
		? "**Whose words these are.** The question is ours. The answers are the composer's, in sentences of its own and facts of the catalog: for what is said here no model is asked, so with one and without one they are the same."
		: "**Whose words these are.** The question is ours. In the first part the answers are the catalog's composer's, word for word. In the second part the model is played by a scripted stand-in: what it says was written by us, and passed the same checks as any model's words; the facts, the tools, their order and the sources are the catalog's in both.";
	const asksBack = !alike && withModel.some(({ answer }) => answer.text.includes(byTheComposer));
	const parts = alike ? [["With a model or without one", without] as const] : [["Without a model", without] as const, ["With a model, played by a stand-in", withModel] as const];
	return `${[`# ${title}`, shows, asksBack ? `${whose} What says “${byTheComposer}” is the composer's there, too: to ask back, no model is needed.` : whose, madeBy, ...parts.flatMap(([heading, exchanges]) => [`## ${heading}`, ...exchanges.flatMap((exchange, at) => spoken(asker, exchange, at === 0))])].join("\n\n")}\n`;
}

function spoken({ real_name, title }: SlackUser, { said, answer }: Exchange, isFirst: boolean): string[] {
	return [
		isFirst && title !== "" ? `**${real_name}**, ${title}` : `**${real_name}**`,
		quote(`${isFirst ? "@mlops-recommend " : ""}${literal(said)}`),
		"**mlops-recommend**",
		quote(asMarkdown(answer)),
	];
}

const quote = (text: string): string =>
	text
		.split("\n")
		.map((line) => `> ${line}`.trimEnd())
		.join("\n");

/** The page that lists the others. */
export const index = (conversations: readonly Conversation[]): string =>
	`${[
		"# Examples",
		"Conversations with the bot, one for each kind of question: each without a model, and with one that is played by a stand-in. At its top, each page says whose words they are.",
		conversations.map(({ file, title, shows }) => `- [${title}](${file}.md). ${shows}`).join("\n"),
		madeBy.replace("the conversation", "each conversation").replace("edit it", "edit them"),
	].join("\n\n")}\n`;
