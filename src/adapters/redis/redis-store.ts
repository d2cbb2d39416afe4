import KeyvRedis from "@keyv/redis";
import type { Store } from "../../ports.ts";
import { openKeyv, storeOn, unwrapped, wrapped } from "../keyv-store.ts";
import { prefix, type RedisClient } from "./connection.ts";

/** Small state with an end, shared by all processes on the same Redis. */
export function redisStore(client: RedisClient): Store {
	const namespace = `${prefix}:state`;
	const keyv = openKeyv(new KeyvRedis(client, { keyPrefixSeparator: ":", throwOnErrors: true }), namespace);
	const update: Store["update"] = async (key, change, ttlMs) => {
		const place = `${namespace}:${key}`;
		for (;;) {
			const before = (await client.get(place)) ?? "";
			const now = Date.now();
			const next = change(unwrapped(before === "" ? undefined : before, now));
			if (next === undefined) return;
			// Where another process was faster, its value is what is changed.
			if ((await client.eval(replaceScript, { keys: [place], arguments: [before, wrapped(next, now + ttlMs), String(ttlMs)] })) === 1) return;
		}
	};
	const entries: Store["entries"] = async function* (start) {
		for await (const found of client.scanIterator({ MATCH: `${namespace}:${start.replace(/[\\*?[\]]/g, "\\$&")}*`, COUNT: 500 })) {
			const keys = found.map((key) => key.slice(namespace.length + 1));
			if (keys.length === 0) continue;
			const values: unknown[] = await keyv.getMany(keys);
			for (const [at, key] of keys.entries()) if (values[at] !== undefined) yield [key, values[at]] as const;
		}
	};
	return storeOn(keyv, { entries, update });
}

/** In the place of what was read, and of nothing else. */
const replaceScript = "if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) return 1";
