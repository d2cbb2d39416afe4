import type { Harness } from "../support/harness.ts";
import type { AskedModel, ModelPeer, ModelReply } from "../support/model-peer.ts";
import { type ModelWords, outputFor, wordsFile } from "./model-words.ts";

/** Plays the model behind an OpenAI-compatible server, with the words that were written for each question. */
export class StandIn {
	readonly #peer: ModelPeer;
	readonly #words: readonly ModelWords[];
	readonly #used = new Set<ModelWords>();
	/** What was said last: the question that requests are about. */
	#said = "";
	/** How much had been logged by then. */
	#from = 0;
	readonly #problems = new Set<string>();

	constructor(peer: ModelPeer, words: readonly ModelWords[]) {
		this.#peer = peer;
		this.#words = words;
		peer.decide((asked) => ({ reply: this.#reply(asked) }));
	}

	get settings(): ReturnType<ModelPeer["settings"]> {
		return this.#peer.settings("stand-in");
	}

	listenFor(said: string, { logged }: Harness): void {
		this.#said = said;
		this.#from = logged.length;
	}

	/** Notes which parts of the answer to what was said last are not the model's, with what was wrong with them, as its repair was told. */
	noteWhatFailed({ logged }: Harness): void {
		const unwritten = (logged.slice(this.#from).findLast(({ message }) => message === "the answer is in words")?.fields.unwritten ?? []) as readonly string[]; // as the flow logs it
		if (unwritten.length === 0) return;
		const [, wrong = "nothing was said"] = /<data>\n([\s\S]*)\n<\/data>\s*$/.exec(this.#peer.asked.findLast(({ schemaName }) => schemaName?.startsWith("repair"))?.question ?? "") ?? [];
		this.#problems.add(`${JSON.stringify(this.#said)}: expected every part to pass; ${unwritten.join(", ")} did not:\n${wrong}`);
	}

	/** Throws, with everything at once, where words are missing or did not pass, or were written for a question that the model is not asked. */
	checkAllWasSaid(): void {
		const left = this.#words.filter((words) => !this.#used.has(words)).map(({ question }) => `${JSON.stringify(question)}: expected a question that the model is asked, and it wasn't`);
		const problems = [...this.#problems, ...left];
		if (problems.length > 0) throw new Error(`The words in ${wordsFile} need attention:\n${problems.join("\n")}`);
	}

	stop(): Promise<void> {
		return this.#peer.stop();
	}

	#reply(asked: AskedModel): ModelReply {
		if (asked.schemaName === "understand") return { content: readsNothingMore(asked) };
		const words = this.#words.find(({ question }) => question === this.#said);
		const { output, missing } = words === undefined ? { output: {}, missing: ["all of it"] } : outputFor(words, asked);
		if (words !== undefined) this.#used.add(words);
		if (missing.length === 0) return { content: output };
		this.#problems.add(`${JSON.stringify(this.#said)}: expected words for ${missing.join(", ")}, got none`);
		return { status: 500, message: "the stand-in has no words" };
	}
}

/** Of a question that the rules have read already, it reads the same, and nothing more. */
function readsNothingMore({ question: prompt }: AskedModel): Record<string, unknown> {
	const [, intent = "vague"] = /^read already: intent ([a-z-]+)/m.exec(prompt) ?? [];
	return { intent, persona: { id: "unknown", words: null }, categories: [], constraints: [], mentions: [] };
}
