import type { Answer } from "../../src/core/answer/answer.ts";
import type { AskedQuestion, Delivered, DeliveryFailure, Messenger, Posted } from "../../src/ports.ts";

type Message = { ts: string; what: "question" | "answer" | "private"; question: string; thread?: string; headline?: string };
type Post = Exclude<keyof Messenger, "find">;
/** What becomes of a post: it may take effect and seem to fail all the same. */
export type Fate = { takesEffect: boolean; failure?: DeliveryFailure };

/** What Slack holds after the messenger's calls. `fate` decides what becomes of each post. */
export class SlackInMemory implements Messenger {
	readonly messages: Message[] = [];
	fate: (post: Post) => Fate = () => ({ takesEffect: true });
	/** How often it was searched. */
	searches = 0;

	async postQuestion(question: AskedQuestion): Promise<Delivered> {
		return this.#post("postQuestion", { what: "question", question: question.id });
	}

	async postAnswer(question: AskedQuestion & { threadTs: string }, answer: Answer): Promise<Delivered> {
		return this.#post("postAnswer", { what: "answer", question: question.id, thread: question.threadTs, headline: answer.headline });
	}

	async respondPrivately(question: AskedQuestion, answer: Answer): Promise<Delivered> {
		if (question.responseUrl === undefined) return { ok: false, failure: { kind: "refused", code: "no_response_url" } };
		return this.#post("respondPrivately", { what: "private", question: question.id, headline: answer.headline });
	}

	async updateAnswer({ ts, question }: Parameters<Messenger["updateAnswer"]>[0], answer: Answer): Promise<Delivered> {
		const { takesEffect, failure } = this.fate("updateAnswer");
		const message = this.messages.find((one) => one.ts === ts && one.question === question);
		if (takesEffect && message !== undefined) message.headline = answer.headline;
		return failure === undefined ? { ok: true, ts } : { ok: false, failure };
	}

	async find(question: AskedQuestion, what: "question" | "answer"): Promise<Posted | undefined> {
		this.searches++;
		return this.messages.find((message) => message.what === what && message.question === question.id);
	}

	count(what: Message["what"]): number {
		return this.messages.filter((message) => message.what === what).length;
	}

	#post(post: Post, message: Omit<Message, "ts">): Delivered {
		const { takesEffect, failure } = this.fate(post);
		const ts = `1790000000.${String(this.messages.length + 1).padStart(6, "0")}`;
		if (takesEffect) this.messages.push({ ts, ...message });
		return failure === undefined ? { ok: true, ts } : { ok: false, failure };
	}
}
