import { connectToRedis, disconnect, type RedisClient } from "../../src/adapters/redis/connection.ts";
import { RedisAskedLog } from "../../src/adapters/redis/redis-asked-log.ts";
import { RedisDigests } from "../../src/adapters/redis/redis-digests.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import type { Backing, WeeklyState } from "./digest-year.ts";

function stateOn(client: RedisClient): WeeklyState {
	const digests = new RedisDigests(client);
	return { asked: new RedisAskedLog(client), subscriptions: digests, digests };
}

/** A connection of its own, as a process makes one. */
export async function redisConnected(url: string): Promise<{ client: RedisClient; state: WeeklyState }> {
	const client = await connectToRedis(url, recordingLog(), { waits: false });
	return { client, state: stateOn(client) };
}

/** Several processes on one Redis, which is emptied first; each starts with a connection of its own. */
export async function redisBacking(url: string, instances: number): Promise<Backing> {
	const outside = await redisConnected(url);
	await outside.client.flushAll();
	const clients = new Map<number, RedisClient>();
	return {
		name: `${instances} instances on Redis`,
		instances,
		open: async (instance) => {
			const before = clients.get(instance);
			if (before !== undefined) await disconnect(before);
			const { client, state } = await redisConnected(url);
			clients.set(instance, client);
			return state;
		},
		world: outside.state,
		close: async () => {
			for (const client of [...clients.values(), outside.client]) await disconnect(client);
		},
	};
}
