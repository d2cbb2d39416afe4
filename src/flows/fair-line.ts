/** Who waits: questions of one thread are kept in order, users and channels get their share. */
export type Waiting = { user: string; channel: string; thread: string };

/** What has been served of a user or a channel so far, in turns; nobody falls behind the line's own clock. */
class Served {
	readonly #turns = new Map<string, number>();
	/** The line's clock, in turns: a newcomer enters here. */
	now = 0;

	of(key: string): number {
		return Math.max(this.#turns.get(key) ?? 0, this.now);
	}

	serve(key: string, step: number): void {
		const turn = this.of(key);
		this.#turns.set(key, turn + 1);
		// Whoever comes now enters after those who were served, a little later each time: no stream of newcomers overtakes for ever.
		this.now = Math.max(this.now, turn) + step;
		if (this.#turns.size > 1000) for (const [one, turns] of this.#turns) if (turns <= this.now) this.#turns.delete(one);
	}
}

/** How much the line's clock moves with each turn: so many newcomers may go before somebody's second question. */
const newcomersFirst = 64;

/**
 * A line in which everybody gets their share: next is somebody who has been served least lately, among those a question of
 * the channel that has been served least, among those the oldest. Nobody who asks a lot can make the others wait for all of it.
 */
export class FairLine<Entry extends Waiting> {
	/** All that wait of one user, in order of arrival. */
	readonly #ofUser = new Map<string, Set<Entry>>();
	/** All that wait of one thread, in order of arrival: the first of them is next, whoever asked. */
	readonly #threads = new Map<string, Entry[]>();
	readonly #arrival = new Map<Entry, number>();
	readonly #users = new Served();
	readonly #channels = new Served();
	#arrived = 0;
	#returned = 0;

	get size(): number {
		return this.#arrival.size;
	}

	add(entry: Entry): void {
		this.#arrival.set(entry, ++this.#arrived);
		this.#ofUser.set(entry.user, (this.#ofUser.get(entry.user) ?? new Set()).add(entry));
		listOf(this.#threads, entry.thread).push(entry);
	}

	/** Puts back what had been taken, ahead of what came after it. */
	putBack(entry: Entry): void {
		this.#arrival.set(entry, --this.#returned);
		this.#ofUser.set(entry.user, new Set([entry, ...(this.#ofUser.get(entry.user) ?? [])]));
		listOf(this.#threads, entry.thread).unshift(entry);
	}

	/** Takes the next whose channel and thread are free; `undefined` where there is none. */
	take(isFree: { channel: (channel: string) => boolean; thread: (thread: string) => boolean }): Entry | undefined {
		let best: Entry | undefined;
		let [bestUser, bestChannel, bestArrival] = [Infinity, Infinity, Infinity];
		for (const [user, entries] of this.#ofUser) {
			const userTurn = this.#users.of(user);
			if (userTurn > bestUser) continue;
			for (const entry of entries) {
				const channelTurn = this.#channels.of(entry.channel);
				const arrival = this.#arrival.get(entry) ?? 0;
				if (userTurn === bestUser && (channelTurn > bestChannel || (channelTurn === bestChannel && arrival > bestArrival))) continue;
				if (this.#threads.get(entry.thread)?.[0] !== entry || !isFree.channel(entry.channel) || !isFree.thread(entry.thread)) continue;
				[best, bestUser, bestChannel, bestArrival] = [entry, userTurn, channelTurn, arrival];
				// No channel has been served less, and what this user asked after it has come later: with many that wait, few are looked at.
				if (channelTurn <= this.#channels.now) break;
			}
		}
		if (best === undefined) return undefined;
		this.remove(best);
		this.#users.serve(best.user, 1 / newcomersFirst);
		this.#channels.serve(best.channel, 1 / newcomersFirst);
		return best;
	}

	remove(entry: Entry): void {
		if (!this.#arrival.delete(entry)) return;
		const ofUser = this.#ofUser.get(entry.user);
		ofUser?.delete(entry);
		if (ofUser?.size === 0) this.#ofUser.delete(entry.user);
		const ofThread = this.#threads.get(entry.thread);
		ofThread?.splice(ofThread.indexOf(entry), 1);
		if (ofThread?.length === 0) this.#threads.delete(entry.thread);
	}

	/** Everything that waits, oldest first. */
	*[Symbol.iterator](): Iterator<Entry> {
		yield* [...this.#arrival].sort(([, a], [, b]) => a - b).map(([entry]) => entry);
	}
}

function listOf<Entry>(lists: Map<string, Entry[]>, key: string): Entry[] {
	const list = lists.get(key) ?? [];
	lists.set(key, list);
	return list;
}
