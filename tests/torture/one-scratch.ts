import { failAtOnce } from "/work/wt/scale/tests/torture/failing.ts";
import { deliverAgain } from "/work/wt/scale/tests/torture/redelivered.ts";
import { fillDisk, killRedis, mountSmallDisk } from "/work/wt/scale/tests/torture/stores.ts";
import { killAtRandom } from "/work/wt/scale/tests/torture/killed.ts";
import { load, soak, besideEcho } from "/work/wt/scale/tests/torture/load.ts";
import { RedisServer } from "/work/wt/scale/tests/support/redis-server.ts";
const what = process.argv[2];
const t=Date.now();
const redis = /redis|deliver/.test(what) ? await RedisServer.start() : undefined;
try {
if (what === "fail") console.log(await failAtOnce({ questions: 15, rate: 0.2, seed: 3 }));
if (what === "deliver") console.log(await deliverAgain({ questions: 40, seed: 1, redisUrl: redis!.url }));
if (what === "redis") console.log(await killRedis({ questions: 30, kills: 2, seed: 1, redis: redis! }));
if (what === "disk") { const d = mountSmallDisk(); console.log(d); if (d) { try { console.log(await fillDisk({ questions: 150, path: d.path })); } finally { d.unmount(); } } }
if (what === "load") console.log(await load({ perSecond: 40, seconds: 5, burst: 200, channels: 60 }));
if (what === "echo") console.log(await besideEcho({ questions: 300, rounds: 2 }));
} finally { await redis?.remove(); console.log(what, (Date.now()-t)/1000, "s"); }
