import fc from "fast-check";
import { expect, test } from "vitest";
import { FairLine } from "../../src/flows/fair-line.ts";

type Entry = { user: string; channel: string; thread: string };

/** How often each was served, as the line counts it: in turns, and never behind its clock. */
class Turns {
	readonly #turns = new Map<string, number>();
	#now = 0;

	of = (key: string): number => Math.max(this.#turns.get(key) ?? 0, this.#now);

	serve(key: string): void {
		const turn = this.of(key);
		this.#turns.set(key, turn + 1);
		this.#now = Math.max(this.#now, turn) + 1 / 64;
	}
}

const step = fc.oneof(
	{ weight: 5, arbitrary: fc.record({ user: fc.constantFrom("ann", "ben", "cleo"), channel: fc.constantFrom("one", "two", "three"), thread: fc.constantFrom("a", "b", "c", "d", "e", "f") }) },
	{ weight: 4, arbitrary: fc.record({ busyChannel: fc.constantFrom("one", "two", ""), busyThread: fc.constantFrom("a", "b", "") }) },
	{ weight: 1, arbitrary: fc.constant("put back" as const) },
);

test("whatever comes and goes, next is the least served user's, of the least served channel, the oldest", () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
			const line = new FairLine<Entry>();
			const [users, channels] = [new Turns(), new Turns()];
			let waiting: Entry[] = [];
			const taken: Entry[] = [];
			for (const one of steps) {
				if (one === "put back") {
					const back = taken.pop();
					if (back === undefined) continue;
					line.putBack(back);
					waiting.unshift(back);
				} else if ("user" in one) {
					const entry = { ...one };
					line.add(entry);
					waiting.push(entry);
				} else {
					const free = waiting.filter((entry) => entry.channel !== one.busyChannel && entry.thread !== one.busyThread && waiting.find(({ thread }) => thread === entry.thread) === entry);
					const [next] = free.sort((a, b) => users.of(a.user) - users.of(b.user) || channels.of(a.channel) - channels.of(b.channel) || waiting.indexOf(a) - waiting.indexOf(b));
					expect(line.take({ channel: (channel) => channel !== one.busyChannel, thread: (thread) => thread !== one.busyThread })).toBe(next);
					if (next === undefined) continue;
					waiting = waiting.filter((entry) => entry !== next);
					users.serve(next.user);
					channels.serve(next.channel);
					taken.push(next);
				}
			}
			expect([...line]).toEqual(waiting);
		}),
		{ numRuns: 300 },
	);
});
