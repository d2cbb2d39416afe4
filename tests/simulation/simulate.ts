import { parseArgs } from "node:util";
import { hasRedis, RedisServer } from "../support/redis-server.ts";
import { checkedSmallCatalog } from "../support/small-catalog.ts";
import { liveThrough } from "./digest-year.ts";
import { judge, reportOf } from "./judge-year.ts";
import { folderStore, liveThroughKills, onTimeThroughKillsMs, redisStore } from "./killed-processes.ts";
import { redisBacking } from "./redis-backing.ts";
import { usualTroubles } from "./simulated-slack.ts";
import { sharedBacking, sqliteBacking } from "./sqlite-backing.ts";

const help = `A simulated clock runs through a year of weekly digests, with kills at random points, and prints what came of it;
then, for some weeks, the same with real processes that are ended by SIGKILL.

Usage: npm run simulate [-- options]

  --weeks <52>       how many weeks
  --channels <200>   how many channels, in 12 time zones
  --seed <1>         another number gives another year
  --help             this text`;

/** Both changes of the European and American clocks of the autumn. */
const [realWeeks, realChannels] = [4, 24];

const { values } = parseArgs({ options: { weeks: { type: "string" }, channels: { type: "string" }, seed: { type: "string" }, help: { type: "boolean", short: "h" } } });
if (values.help === true) console.log(help);
else {
	const redis = hasRedis ? await RedisServer.start() : undefined;
	if (redis === undefined) console.log("redis-server is not installed: two instances share their state in this process instead.\n");
	for (const make of [sqliteBacking, () => (redis === undefined ? sharedBacking(2) : redisBacking(redis.url, 2))]) {
		const backing = await make();
		const began = performance.now();
		try {
			const year = await liveThrough({
				backing,
				catalog: checkedSmallCatalog(),
				// Both changes of the clocks lie in it, in each half of the world.
				from: Date.UTC(2026, 7, 31),
				weeks: Number(values.weeks ?? 52),
				channels: Number(values.channels ?? 200),
				seed: Number(values.seed ?? 1),
				killed: 0.01,
				troubles: usualTroubles,
			});
			const verdict = judge(year);
			console.log(`${reportOf(backing.name, verdict)}\n  in ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
			if (verdict.faults.length > 0) process.exitCode = 1;
		} finally {
			await backing.close();
		}
	}
	// The same with real processes and a real kill -9, for as many weeks as that is worth waiting for.
	for (const make of [folderStore, ...(redis === undefined ? [] : [() => redisStore(redis.url, 2)])]) {
		const store = await make();
		const began = performance.now();
		try {
			const year = await liveThroughKills({
				store,
				catalog: checkedSmallCatalog(),
				from: Date.UTC(2026, 9, 12),
				weeks: realWeeks,
				channels: realChannels,
				seed: Number(values.seed ?? 1),
				killed: 0.2,
			});
			const verdict = judge(year, onTimeThroughKillsMs);
			console.log(`${reportOf(store.name, verdict)}\n  in ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
			if (verdict.faults.length > 0) process.exitCode = 1;
		} finally {
			await store.close();
		}
	}
	await redis?.remove();
}
