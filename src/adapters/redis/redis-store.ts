import KeyvRedis from "@keyv/redis";
import type { Store } from "../../ports.ts";
import { openKeyv, storeOn } from "../keyv-store.ts";
import { prefix, type RedisClient } from "./connection.ts";

/** Small state with an end, shared by all processes on the same Redis. */
export function redisStore(client: RedisClient): Store {
	const namespace = `${prefix}:state`;
	const keyv = openKeyv(new KeyvRedis(client, { keyPrefixSeparator: ":", throwOnErrors: true }), namespace);
	return storeOn(keyv, async function* (start) {
		for await (const found of client.scanIterator({ MATCH: `${namespace}:${start.replace(/[\\*?[\]]/g, "\\$&")}*`, COUNT: 500 })) {
			const keys = found.map((key) => key.slice(namespace.length + 1));
			if (keys.length === 0) continue;
			const values: unknown[] = await keyv.getMany(keys);
			for (const [at, key] of keys.entries()) if (values[at] !== undefined) yield [key, values[at]] as const;
		}
	});
}
