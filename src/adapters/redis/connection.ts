import { createClient, type RedisClientType } from "@keyv/redis";
import type { Log } from "../../ports.ts";
import { within } from "../../within.ts";
import { RedisStartError } from "./redis-start-error.ts";

export type RedisClient = RedisClientType;

/** Everything of ours in Redis is under this name. */
export const prefix = "mlops-recommend";

const longestPauseMs = 2000;
const connectWithinMs = 5000;

/**
 * A connection that is made again whenever it is lost. While there is none, commands fail at once where `waits` is false:
 * who asked is told, and Slack sends its event again.
 * @throws RedisStartError where the first connection can't be made
 */
export async function connectToRedis(url: string, log: Log, { waits }: { waits: boolean }): Promise<RedisClient> {
	let isReady = false;
	const client: RedisClient = createClient({
		url,
		disableOfflineQueue: !waits,
		socket: {
			connectTimeout: connectWithinMs,
			// A wrong address shows at once; a Redis that goes away later is waited for.
			reconnectStrategy: (tries, cause) => (isReady ? Math.min(longestPauseMs, 50 * 2 ** tries) : cause),
		},
	});
	client.on("error", (error: unknown) => {
		if (isReady) log.warn({ error: (error as { code?: string }).code ?? (error as Error).name }, "Redis is not to be reached; trying again");
	});
	try {
		await client.connect();
		await client.ping();
	} catch (error) {
		if (client.isOpen) client.destroy();
		throw new RedisStartError(url, error);
	}
	isReady = true;
	return client;
}

const goodbyeMs = 1000;

/** Lets what was asked come to its end, and does not wait long for a Redis that no longer answers. */
export async function disconnect(client: RedisClient): Promise<void> {
	if (!client.isOpen) return;
	if (client.isReady)
		await within(
			goodbyeMs,
			Promise.resolve(client.close()).catch(() => {}),
			undefined,
		);
	if (client.isOpen) client.destroy();
}
