import { connectToRedis, disconnect, type RedisClient } from "../../src/adapters/redis/connection.ts";
import { RedisAskedLog } from "../../src/adapters/redis/redis-asked-log.ts";
import { RedisDigests } from "../../src/adapters/redis/redis-digests.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import type { Backing, WeeklyState } from "./digest-year.ts";

function stateOn(client: RedisClient): WeeklyState {
	const digests = new RedisDigests(client);
	return { asked: new RedisAskedLog(client), subscriptions: digests, digests };
}

/** Several processes on one Redis, which is emptied first; each starts with a connection of its own. */
export async function redisBacking(url: string, instances: number): Promise<Backing> {
	const connect = (): Promise<RedisClient> => connectToRedis(url, recordingLog(), { waits: false });
	const outside = await connect();
	await outside.flushAll();
	const clients = new Map<number, RedisClient>();
	return {
		name: `${instances} instances on Redis`,
		instances,
		open: async (instance) => {
			const before = clients.get(instance);
			if (before !== undefined) await disconnect(before);
			const client = await connect();
			clients.set(instance, client);
			return stateOn(client);
		},
		world: stateOn(outside),
		close: async () => {
			for (const client of [...clients.values(), outside]) await disconnect(client);
		},
	};
}
