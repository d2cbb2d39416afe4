import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeWithRedis, RedisServer } from "../support/redis.ts";
import { checkedSmallCatalog } from "../support/small-catalog.ts";
import { type Backing, liveThrough, type YearOptions } from "./digest-year.ts";
import { judge, reportOf } from "./judge-year.ts";
import { folderStore, liveThroughKills, onTimeThroughKillsMs } from "./killed-processes.ts";
import { redisBacking } from "./redis-backing.ts";
import { usualTroubles } from "./simulated-slack.ts";
import { sharedBacking, sqliteBacking } from "./sqlite-backing.ts";

/** A few weeks around the change of the clocks in Europe; `npm run simulate` runs a whole year. */
const fewWeeks: Omit<YearOptions, "backing"> = {
	catalog: checkedSmallCatalog(),
	from: Date.UTC(2026, 8, 28),
	weeks: 5,
	channels: 24,
	seed: 7,
	killed: 0.02,
	// Few weeks, in which each kind of trouble has to happen.
	troubles: { ...usualTroubles, lostResponse: 0.1, neverArrived: 0.03 },
};

async function judged(backing: Backing, change: Partial<YearOptions> = {}) {
	try {
		return judge(await liveThrough({ ...fewWeeks, ...change, backing }));
	} finally {
		await backing.close();
	}
}

describe("through weeks of kills at random points and a Slack that fails, every due digest is sent once, on time", () => {
	test.each([
		["by one process that is killed and starts again", sqliteBacking],
		["by two instances that share their state", () => sharedBacking(2)],
	])("%s", { timeout: 120_000 }, async (_, make) => {
		const verdict = await judged(make());
		expect(verdict.faults, reportOf("weeks", verdict)).toEqual([]);
		// The weeks were eventful enough to show anything.
		expect(verdict.counts.sent).toBeGreaterThan(60);
		expect(verdict.counts.kills).toBeGreaterThan(15);
		expect(verdict.counts.pointsOfDeath).toBeGreaterThan(8);
		expect(verdict.counts.lostResponses).toBeGreaterThan(0);
		expect(verdict.counts.emptyAndSkipped).toBeGreaterThan(0);
	});
});

describeWithRedis("on Redis, through weeks of kills", () => {
	let server: RedisServer;
	beforeAll(async () => {
		server = await RedisServer.start();
	});
	afterAll(() => server.remove());

	test("every due digest is sent once, on time, by two instances", { timeout: 120_000 }, async () => {
		const verdict = await judged(await redisBacking(server.url, 2), { channels: 24, weeks: 4 });
		expect(verdict.faults, reportOf("weeks", verdict)).toEqual([]);
		expect(verdict.counts.sent).toBeGreaterThan(50);
		expect(verdict.counts.kills).toBeGreaterThan(10);
	});
});

test("real processes that are ended by kill -9 while they search, post and record send every due digest once", { timeout: 120_000 }, async () => {
	const store = folderStore();
	try {
		const verdict = judge(await liveThroughKills({ store, catalog: checkedSmallCatalog(), from: fewWeeks.from, weeks: 2, channels: 8, seed: 3, killed: 0.3 }), onTimeThroughKillsMs);
		expect(verdict.faults, reportOf("weeks", verdict)).toEqual([]);
		expect(verdict.counts.sent).toBeGreaterThan(5);
		expect(verdict.counts.kills).toBeGreaterThan(0);
	} finally {
		await store.close();
	}
});

test("a bot that does not look into the channel before it sends again is found out", { timeout: 120_000 }, async () => {
	const backing = sqliteBacking();
	const open = backing.open;
	const blind: Backing = {
		...backing,
		open: async (instance) => {
			const state = await open(instance);
			const claim: typeof state.digests.claim = async (key, now) => {
				const claimed = await state.digests.claim(key, now);
				return claimed === undefined ? undefined : { ...claimed, mayBePosted: false };
			};
			return { ...state, digests: { claim, release: (...args) => state.digests.release(...args), finish: (...args) => state.digests.finish(...args), past: (...args) => state.digests.past(...args) } };
		},
	};
	const { faults } = await judged(blind);
	expect(faults.join("\n")).toMatch(/got 2026-W\d\d 2 times/);
});
