import { parseArgs } from "node:util";
import { leaks } from "../support/leaks.ts";
import { hasRedis, RedisServer } from "../support/redis-server.ts";
import { failAtOnce } from "./failing.ts";
import { sendHostile } from "./hostile.ts";
import { killAtRandom } from "./killed.ts";
import { besideEcho, load, soak } from "./load.ts";
import { deliverAgain } from "./redelivered.ts";
import { fillDisk, killRedis, mountSmallDisk } from "./stores.ts";

/**
 * The proofs at their full size, with their figures. Talks to this machine only and stops by itself; takes about half an
 * hour on two cores. `npm run torture -- killed load` runs some of them; `--seed` chooses other moments.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { seed: { type: "string", default: "1" } } });
const seed = Number(values.seed);

const onRedis = async (name: string, proof: (redis: RedisServer) => Promise<unknown>): Promise<unknown> => {
	if (!hasRedis) return `${name} was left out, for redis-server is not installed`;
	const redis = await RedisServer.start();
	try {
		return await proof(redis);
	} finally {
		await redis.remove();
	}
};

const proofs: Record<string, () => Promise<unknown>> = {
	killed: () => killAtRandom({ questions: 300, kills: 40, seed, bots: 1 }),
	"killed-redis": () => onRedis("killed-redis", ({ url }) => killAtRandom({ questions: 300, kills: 40, seed, bots: 3, redisUrl: url })),
	redelivered: () => onRedis("redelivered", ({ url }) => deliverAgain({ questions: 400, seed, redisUrl: url })),
	failing: () => failAtOnce({ questions: 200, rate: 0.2, seed }),
	"redis-killed": () => onRedis("redis-killed", (redis) => killRedis({ questions: 300, kills: 6, seed, redis })),
	"disk-full": async () => {
		const disk = mountSmallDisk();
		if (disk === undefined) return "disk-full was left out, for no file system may be mounted here";
		try {
			return await fillDisk({ questions: 300, path: disk.path });
		} finally {
			disk.unmount();
		}
	},
	hostile: async () => [await sendHostile({ count: 50_000, transport: "http", seed }), await sendHostile({ count: 50_000, transport: "socket", seed })],
	load: () => load({ perSecond: 100, seconds: 60, burst: 2000, channels: 200 }),
	echo: () => besideEcho({ questions: 800, rounds: 3 }),
	soak: () => soak({ questions: 100_000, steps: 10 }),
};

const unknown = positionals.filter((name) => proofs[name] === undefined);
if (unknown.length > 0) {
	console.error(`Expected some of ${Object.keys(proofs).join(", ")}, got ${unknown.join(", ")}`);
	process.exit(1);
}
for (const [name, proof] of Object.entries(proofs)) {
	if (positionals.length > 0 && !positionals.includes(name)) continue;
	console.log(`${name}: ${JSON.stringify(await proof(), null, "\t")}`);
}
const found = leaks.find();
console.log(`texts or tokens in what the bots wrote: ${found.length}`);
if (found.length > 0) {
	console.error(found.join("\n"));
	process.exitCode = 1;
}
