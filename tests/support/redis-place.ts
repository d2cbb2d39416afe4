import { connectToRedis, disconnect, type RedisClient } from "../../src/adapters/redis/connection.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import type { RedisServer } from "./redis.ts";

/** A Redis that outlives what is opened on it. */
export type RedisPlace<T> = {
	opened: T;
	client: RedisClient;
	/** As a process that ends and starts again. */
	reopen: () => Promise<T>;
	/** Redis is gone, until it is opened again. */
	breakDown: () => Promise<void>;
	/** So much time passes for everything that has an end. */
	pass: (ms: number) => Promise<void>;
	/** Everything that is kept, as text. */
	stored: () => Promise<string>;
	close: () => Promise<void>;
};

/** `shared` is emptied first: to start one for each test would take too long. */
export async function redisPlace<T>(shared: RedisServer, open: (client: RedisClient) => T, end: (opened: T) => Promise<void>): Promise<RedisPlace<T>> {
	const connect = () => connectToRedis(shared.url, recordingLog(), { waits: false });
	let isUp = true;
	const look = await connect();
	await look.flushAll();
	let client = await connect();
	let opened = open(client);
	const leave = async (): Promise<void> => {
		await end(opened);
		await disconnect(client);
	};
	const up = async (): Promise<void> => {
		if (!isUp) await shared.start();
		isUp = true;
		while (!look.isReady) await new Promise((resolve) => setTimeout(resolve, 10));
	};
	return {
		opened,
		client: look,
		reopen: async () => {
			await up();
			await leave();
			client = await connect();
			opened = open(client);
			return opened;
		},
		breakDown: async () => {
			await shared.kill();
			isUp = false;
		},
		pass: async (ms) => {
			for (const key of await look.keys("*")) {
				const left = await look.pTTL(key);
				if (left >= 0) await look.pExpire(key, Math.max(1, left - ms));
			}
			await new Promise((resolve) => setTimeout(resolve, 5));
		},
		stored: async () => {
			// BullMQ keeps the ids of its last hundred events or so, and nothing else of them.
			const keys = (await look.keys("*")).filter((key) => !key.endsWith(":events"));
			const dumps = await Promise.all(keys.sort().map(async (key) => `${key} ${JSON.stringify(await contentOf(look, key))}`));
			return dumps.join("\n");
		},
		close: async () => {
			await up();
			await leave();
			await disconnect(look);
		},
	};
}

async function contentOf(client: RedisClient, key: string): Promise<unknown> {
	switch (await client.type(key)) {
		case "hash":
			return client.hGetAll(key);
		case "list":
			return client.lRange(key, 0, -1);
		case "zset":
			return client.zRange(key, 0, -1);
		case "set":
			return client.sMembers(key);
		default:
			return client.get(key);
	}
}
