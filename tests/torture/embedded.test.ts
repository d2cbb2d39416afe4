import { afterAll, describe, expect, test } from "vitest";
import { expectEachOnce } from "./expect-each-once.ts";
import { failAtOnce } from "./failing.ts";
import { killAtRandom } from "./killed.ts";
import { load, soak } from "./load.ts";
import { fillDisk, mountSmallDisk } from "./stores.ts";

/** The proofs of `npm run torture` that one process can give, reduced. */

describe("embedded", () => {
	test("a bot that is killed at random moments answers each question exactly once", { timeout: 180_000 }, async () => {
		const { byMoment, ...tally } = await killAtRandom({ questions: 16, kills: 4, seed: 1, bots: 1 });
		expectEachOnce(tally, 16);
		expect(Object.values(byMoment)).toEqual([1, 1, 1, 1]);
	});

	test("Slack and the model fail in every way at once, and each question is answered exactly once", { timeout: 180_000 }, async () => {
		// At a tenth, of each kind, the calls that fail are still 4 of 10; the seed has every kind among the first 14.
		const { faults, ...tally } = await failAtOnce({ questions: 8, rate: 0.1, seed: 107 });
		expectEachOnce(tally, 8);
		for (const count of Object.values(faults)) expect(count).toBeGreaterThan(0);
		expect(tally.modelCalls).toBeGreaterThan(0);
	});

	const disk = mountSmallDisk();
	test.skipIf(disk === undefined)("a disk that is full: nothing new is acked, and nothing that was is lost", { timeout: 120_000 }, async () => {
		const { ackedBefore, refused, ackedAfter, ...tally } = await fillDisk({ questions: 150, path: disk?.path ?? "" });
		expect(refused).toBeGreaterThan(5);
		expect(ackedBefore + ackedAfter).toBe(150);
		expectEachOnce(tally, 150);
	});
	afterAll(() => disk?.unmount());

	test("a load in Slack's pace is acked soon and answered whole", { timeout: 240_000 }, async () => {
		const acks: number[] = [];
		// What else the machine does can only make acks later: the best of three tries counts.
		while (acks.length < 3 && !acks.some((ms) => ms < 1000)) {
			const { asked, answered, twice, steady, burst, heapBefore, heapAfter } = await load({ perSecond: 40, seconds: 3, burst: 120, channels: 60 });
			expect({ answered, twice }).toEqual({ answered: asked, twice: 0 });
			expect(heapAfter).toBeLessThan(heapBefore * 1.2);
			acks.push(Math.max(steady.ackP99, burst.ackP99));
		}
		expect(Math.min(...acks)).toBeLessThan(1000);
	});

	test("many questions leave nothing behind in memory, handles or the journal", { timeout: 120_000 }, async () => {
		const { asked, answered, moments } = await soak({ questions: 1000, steps: 2 });
		expect(answered).toBe(asked);
		const [first, last] = [moments[0]!, moments.at(-1)!];
		expect(last.heap).toBeLessThan(first.heap * 1.2);
		expect(last.files).toBeLessThanOrEqual(first.files);
		expect(last.journal).toBeLessThan(16_000_000);
	});
});
