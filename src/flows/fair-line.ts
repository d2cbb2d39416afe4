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
	/** One lane per user in a channel, each in order of arrival. */
	readonly #lanes = new Map<string, Entry[]>();
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
		listOf(this.#lanes, laneOf(entry)).push(entry);
		listOf(this.#threads, entry.thread).push(entry);
	}

	/** Puts back what had been taken, ahead of what came after it. */
	putBack(entry: Entry): void {
		this.#arrival.set(entry, --this.#returned);
		listOf(this.#lanes, laneOf(entry)).unshift(entry);
		listOf(this.#threads, entry.thread).unshift(entry);
	}

	/** Takes the next whose channel and thread are free; `undefined` where there is none. */
	take(isFree: { channel: (channel: string) => boolean; thread: (thread: string) => boolean }): Entry | undefined {
		let best: { entry: Entry; rank: readonly number[] } | undefined;
		for (const lane of this.#lanes.values()) {
			if (lane[0] === undefined || !isFree.channel(lane[0].channel)) continue;
			const entry = lane.find((one) => this.#threads.get(one.thread)?.[0] === one && isFree.thread(one.thread));
			if (entry === undefined) continue;
			const rank = [this.#users.of(entry.user), this.#channels.of(entry.channel), this.#arrival.get(entry) ?? 0];
			if (best === undefined || isBefore(rank, best.rank)) best = { entry, rank };
		}
		if (best === undefined) return undefined;
		const { entry } = best;
		this.remove(entry);
		this.#users.serve(entry.user, 1 / newcomersFirst);
		this.#channels.serve(entry.channel, 1 / newcomersFirst);
		return entry;
	}

	remove(entry: Entry): void {
		if (!this.#arrival.delete(entry)) return;
		dropFrom(this.#lanes, laneOf(entry), entry);
		dropFrom(this.#threads, entry.thread, entry);
	}

	/** Everything that waits, oldest first. */
	*[Symbol.iterator](): Iterator<Entry> {
		yield* [...this.#arrival].sort(([, a], [, b]) => a - b).map(([entry]) => entry);
	}
}

const laneOf = ({ user, channel }: Waiting): string => `${channel}/${user}`;

function listOf<Entry>(lists: Map<string, Entry[]>, key: string): Entry[] {
	const list = lists.get(key) ?? [];
	lists.set(key, list);
	return list;
}

function dropFrom<Entry>(lists: Map<string, Entry[]>, key: string, entry: Entry): void {
	const list = lists.get(key);
	if (list === undefined) return;
	list.splice(list.indexOf(entry), 1);
	if (list.length === 0) lists.delete(key);
}

const isBefore = (a: readonly number[], b: readonly number[]): boolean => {
	const at = a.findIndex((value, index) => value !== b[index]);
	return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
};
