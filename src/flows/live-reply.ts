import type { Answer } from "../core/answer/answer.ts";
import type { AskedQuestion, Clock, Delivered, DeliveryFailure, Inbox, Messenger, Status } from "../ports.ts";
import { onItsWay } from "./late-post.ts";
import type { UpdateAllowance } from "./update-allowance.ts";

export type LiveReplyDeps = { messenger: Messenger; status: Status; inbox: Inbox; allowance: UpdateAllowance; clock: Clock; settleMs: number };

/** Slack's codes for a message that can't be changed any more. */
const unchangeable: ReadonlySet<string> = new Set(["message_not_found", "edit_window_closed", "cant_update_message"]);

/** Of an answer that is being written: how many of its parts are there. */
export type Progress = { parts: number; of: number };

/**
 * The one message that a question gets, while a model writes it: a status, then the first part that was verified, about the
 * middle, and the end. Parts that come while Slack is busy are shown with the next ones. Where the workspace's allowance for
 * updates is spent, nothing is posted before the whole answer is there.
 */
export class LiveReply {
	readonly #deps: LiveReplyDeps;
	readonly #question: AskedQuestion & { threadTs: string };
	/** The message, once it stands there. */
	#ts: string | undefined;
	#opened = false;
	#failure: DeliveryFailure | undefined;
	#sending: Promise<void> = Promise.resolve();
	#busy = false;
	/** When an update failed that may still take effect, and put a part in the place of the whole answer. */
	#lateSince: number | undefined;
	#shown = 0;
	#next: { answer: Answer; progress: Progress } | undefined;
	#ended = false;

	/** @param ts where an earlier life began the message, and did not end it */
	constructor(deps: LiveReplyDeps, question: AskedQuestion & { threadTs: string }, ts?: string) {
		this.#deps = deps;
		this.#question = question;
		this.#ts = ts;
	}

	/** Whether something of this reply may stand in the thread. */
	get stands(): boolean {
		return this.#ts !== undefined;
	}

	/** Lets the reader know that it is worked on: by Slack's own status, else by a placeholder that becomes the answer. */
	async begin(placeholder: Answer): Promise<void> {
		if (await this.#deps.status.show(this.#question)) return;
		await this.#send(async () => {
			// By the time that Slack has declined, a part may be there already.
			if (this.#ts === undefined && this.#next === undefined && !this.#ended) await this.#put(placeholder);
		});
	}

	/** Shows what is verified so far; at most the first time, and once more about the middle. Returns at once. */
	show(answer: Answer, progress: Progress): void {
		this.#next = { answer, progress };
		if (!this.#busy) void this.#send(() => this.#showNext());
	}

	/**
	 * Puts the whole answer in its place: an update where something still stands there, else the one post. Where an update
	 * before it may take effect late, it is put there once more when that must have happened.
	 * @param latest the answer, once more when it is posted: what was added to the question by then is in it
	 */
	async finish(answer: Answer, latest: () => Promise<Answer> = async () => answer): Promise<Delivered> {
		await this.#stopShowing();
		const begun = this.#ts;
		try {
			if (this.#failure !== undefined) return { ok: false, failure: this.#failure };
			return begun === undefined ? await this.#post(latest) : await this.#end(begun, answer);
		} finally {
			this.#close(begun !== undefined);
		}
	}

	/** There will be no answer this time; what stands there is ended by the next attempt. */
	async abandon(): Promise<void> {
		await this.#stopShowing();
		this.#close(false);
	}

	async #stopShowing(): Promise<void> {
		this.#ended = true;
		this.#next = undefined;
		await this.#sending;
	}

	#close(updated: boolean): void {
		if (this.#opened) this.#deps.allowance.close(this.#question.workspace, updated);
		this.#opened = false;
	}

	async #end(begun: string, answer: Answer): Promise<Delivered> {
		const { clock, settleMs, allowance } = this.#deps;
		const updated = await this.#update(begun, answer);
		if (!updated.ok && updated.failure.kind === "refused" && unchangeable.has(updated.failure.code)) {
			// Somebody has deleted it, or this workspace lets nobody change what stands there: half an answer is no answer.
			if (updated.failure.code !== "message_not_found") allowance.forbid(this.#question.workspace);
			// An earlier attempt may have come this far, and its post be on its way: it is looked for once more when it must be there.
			const { leftMs } = onItsWay(this.#question, settleMs, clock.now());
			if (leftMs > 0) return { ok: false, failure: { kind: "later", afterMs: leftMs } };
			this.#ts = undefined;
			return this.#post(async () => answer);
		}
		if (!updated.ok || this.#lateSince === undefined) return updated;
		await clock.sleep(Math.max(0, this.#lateSince + settleMs - clock.now()));
		return this.#update(begun, answer);
	}

	/** One call of Slack at a time; what comes in between waits for its end. */
	#send(call: () => Promise<void>): Promise<void> {
		this.#busy = true;
		this.#sending = this.#sending.then(call).finally(() => {
			this.#busy = false;
		});
		return this.#sending;
	}

	async #showNext(): Promise<void> {
		while (this.#next !== undefined && !this.#ended) {
			const { answer, progress } = this.#next;
			this.#next = undefined;
			const isDue = this.#shown === 0 || (this.#shown === 1 && progress.parts * 2 >= progress.of);
			if (!isDue || !(await this.#put(answer))) return;
			this.#shown++;
		}
	}

	/** Posts, or updates where something stands there already, as far as the allowance goes. */
	async #put(answer: Answer): Promise<boolean> {
		const { allowance } = this.#deps;
		const { workspace } = this.#question;
		if (this.#failure !== undefined) return false;
		if (this.#ts !== undefined) return allowance.spend(workspace) && (await this.#showPart(this.#ts, answer));
		this.#opened = allowance.open(workspace);
		if (!this.#opened) return false;
		try {
			const delivered = await this.#post(async () => answer);
			if (delivered.ok) {
				this.#ts = delivered.ts;
				return true;
			}
			// What was surely not posted can still be; of anything else the end must know.
			if (delivered.failure.kind !== "later") this.#failure = delivered.failure;
		} catch {
			// It could not be noted, so nothing was posted; whether that lasts, the end will find out.
		}
		this.#opened = false;
		allowance.close(workspace, false);
		return false;
	}

	async #showPart(ts: string, answer: Answer): Promise<boolean> {
		const updated = await this.#update(ts, answer);
		if (!updated.ok && updated.failure.kind === "unknown" && updated.failure.settled !== true) this.#lateSince = this.#deps.clock.now();
		return updated.ok;
	}

	async #update(ts: string, answer: Answer): Promise<Delivered> {
		const { messenger, allowance } = this.#deps;
		const { id, channel, kind, user, workspace } = this.#question;
		const delivered = await messenger.updateAnswer({ channel, ts, question: id, workedOn: id, ...(kind === "shortcut" ? { credit: user } : {}) }, answer);
		if (!delivered.ok && delivered.failure.kind === "later") allowance.drained(workspace);
		return delivered;
	}

	async #post(latest: () => Promise<Answer>): Promise<Delivered> {
		const { inbox, messenger, clock } = this.#deps;
		await inbox.notePosting(this.#question.id, clock.now());
		return messenger.postAnswer(this.#question, latest);
	}
}
