import KeyvRedis from "@keyv/redis";
import Keyv from "keyv";
import type { Store } from "../../ports.ts";
import { prefix, type RedisClient } from "./connection.ts";

/** Small state with an end, shared by all processes on the same Redis. */
export function redisStore(client: RedisClient): Store {
	const keyv = new Keyv({
		store: new KeyvRedis(client, { namespace: `${prefix}:state`, keyPrefixSeparator: ":", throwOnErrors: true }),
		useKeyPrefix: false,
		throwOnErrors: true,
		serialize: JSON.stringify,
		deserialize: JSON.parse,
	});
	return {
		get: (key) => keyv.get(key),
		set: async (key, value, ttlMs) => {
			await keyv.set(key, value, ttlMs);
		},
		delete: async (key) => {
			await keyv.delete(key);
		},
	};
}
