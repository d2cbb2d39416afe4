import type { Answer } from "../../src/core/answer/answer.ts";
import type { AskedQuestion, Clock, Delivered, DeliveryFailure, Messenger, Searched } from "../../src/ports.ts";

type Message = { ts: string; what: "question" | "answer" | "private" | "told"; question: string; thread?: string; headline?: string; unfinished?: true };
type Post = Exclude<keyof Messenger, "find" | "readThread">;
/** What becomes of a post: it may take effect and seem to fail all the same. */
export type Fate = { takesEffect: boolean; failure?: DeliveryFailure /** Takes effect so many milliseconds later. */; lateMs?: number };

const shownOf = ({ headline, unfinished }: Answer): Pick<Message, "headline" | "unfinished"> => ({ headline, ...(unfinished === true ? { unfinished } : {}) });

/** What Slack holds after the messenger's calls. `fate` decides what becomes of each post. */
export class SlackInMemory implements Messenger {
	readonly #all: (Message & { from: number })[] = [];
	readonly #clock: Pick<Clock, "now">;
	fate: (post: Post) => Fate = () => ({ takesEffect: true });
	/** Why it can't be searched just now. */
	blindness: () => DeliveryFailure | undefined = () => undefined;
	/** How often it was searched. */
	searches = 0;

	constructor(clock: Pick<Clock, "now"> = Date) {
		this.#clock = clock;
	}

	/** What stands there by now. */
	get messages(): Message[] {
		return this.#all.filter(({ from }) => from <= this.#clock.now()).map(({ from: _, ...message }) => message);
	}

	async postQuestion(question: AskedQuestion): Promise<Delivered> {
		return this.#post("postQuestion", { what: "question", question: question.id });
	}

	/** What happens while an answer waits for its turn to be posted. */
	beforePosting: () => Promise<void> = async () => {};

	async postAnswer(question: AskedQuestion & { threadTs: string }, latest: () => Promise<Answer>): Promise<Delivered> {
		await this.beforePosting();
		const answer = await latest();
		return this.#post("postAnswer", { what: "answer", question: question.id, thread: question.threadTs, ...shownOf(answer) });
	}

	async respondPrivately(question: AskedQuestion, answer: Answer): Promise<Delivered> {
		if (question.responseUrl === undefined) return { ok: false, failure: { kind: "refused", code: "no_response_url" } };
		return this.#post("respondPrivately", { what: "private", question: question.id, headline: answer.headline });
	}

	async updateAnswer({ ts, question }: Parameters<Messenger["updateAnswer"]>[0], answer: Answer): Promise<Delivered> {
		const { takesEffect, failure } = this.fate("updateAnswer");
		const message = this.#all.find((one) => one.ts === ts && one.question === question);
		if (takesEffect && message !== undefined) {
			delete message.unfinished;
			Object.assign(message, shownOf(answer));
		}
		return failure === undefined ? { ok: true, ts } : { ok: false, failure };
	}

	async postApology(question: AskedQuestion & { threadTs: string }): Promise<Delivered> {
		return this.#post("postApology", { what: "answer", question: question.id, thread: question.threadTs, headline: "Sorry" });
	}

	/** What people wrote in threads before the bot was asked. */
	written: { ts: string; user: string; text: string }[] = [];
	/** How Slack shows a thread: all of it, its end only, or not at all. */
	shows: "all" | "end" | "nothing" = "all";

	async readThread(): ReturnType<Messenger["readThread"]> {
		return this.shows === "nothing" ? undefined : { whole: this.shows === "all", messages: this.shows === "all" ? this.written : this.written.slice(-1) };
	}

	async tellAsker(question: AskedQuestion, sentence: string): Promise<Delivered> {
		return this.#post("tellAsker", { what: "told", question: question.id, headline: sentence });
	}

	async find(question: AskedQuestion, what: "question" | "answer"): Promise<Searched> {
		this.searches++;
		const failure = this.blindness();
		if (failure !== undefined) return { ok: false, failure };
		const ours = this.messages.filter((message) => message.what === what && message.question === question.id);
		return { ok: true, message: ours.find(({ unfinished }) => unfinished !== true) ?? ours[0] };
	}

	count(what: Message["what"]): number {
		return this.messages.filter((message) => message.what === what).length;
	}

	#post(post: Post, message: Omit<Message, "ts">): Delivered {
		const { takesEffect, failure, lateMs = 0 } = this.fate(post);
		const ts = `1790000000.${String(this.#all.length + 1).padStart(6, "0")}`;
		if (takesEffect) this.#all.push({ ts, ...message, from: this.#clock.now() + lateMs });
		return failure === undefined ? { ok: true, ts } : { ok: false, failure };
	}
}
