import { setImmediate } from "node:timers/promises";
import { createClient, type RedisClientType } from "@keyv/redis";
import type { Log } from "../../ports.ts";
import { within } from "../../within.ts";
import { RedisStartError } from "./redis-start-error.ts";

export type RedisClient = RedisClientType;

/** Everything of ours in Redis is under this name. */
export const prefix = "mlops-recommend";

const longestPauseMs = 2000;
const connectWithinMs = 5000;
/** Longer than any read blocks: nothing is on its way on a connection that was silent for so long, also while it is being made. */
const silentMs = 15_000;

/**
 * A connection that is made again whenever it is lost, also where nobody says that it is. While there is none, commands fail at once where `waits` is false:
 * who asked is told, and Slack sends its event again.
 * @param patienceMs how long it may take with an answer before the connection counts as lost
 * @throws RedisStartError where the first connection can't be made
 */
export async function connectToRedis(url: string, log: Log, { waits, patienceMs = 5000 }: { waits: boolean; patienceMs?: number }): Promise<RedisClient> {
	let isReady = false;
	const client: RedisClient = createClient({
		url,
		disableOfflineQueue: !waits,
		socket: {
			connectTimeout: connectWithinMs,
			socketTimeout: silentMs,
			// A wrong address shows at once; a Redis that goes away later is waited for.
			reconnectStrategy: (tries, cause) => (isReady ? Math.min(longestPauseMs, 50 * 2 ** tries) : cause),
		},
	});
	client.on("error", (error: unknown) => {
		if (isReady) log.warn({ error: (error as { code?: string }).code ?? (error as Error).name }, "Redis is not to be reached; trying again");
	});
	try {
		await inTime(
			connectWithinMs,
			client.connect().then(() => client.ping()),
		);
	} catch (error) {
		if (client.isOpen) client.destroy();
		throw new RedisStartError(url, error);
	}
	isReady = true;
	watchOver(client, log, patienceMs);
	return client;
}

/** Redis has not answered, and may still do what it was asked. */
export class RedisTimeoutError extends Error {
	readonly code = "ETIMEDOUT";
	constructor(ms: number) {
		super(`Expected Redis to answer within ${ms} ms, and it did not`);
		this.name = "RedisTimeoutError";
	}
}

/** What Redis answers. @throws RedisTimeoutError where that takes longer than `ms` milliseconds */
export async function inTime<T>(ms: number, answer: Promise<T>): Promise<T> {
	const answered = await within<{ value: T } | undefined>(
		ms,
		answer.then((value) => ({ value })),
		undefined,
	);
	if (answered === undefined) throw new RedisTimeoutError(ms);
	return answered.value;
}

const askEveryMs = 1000;

/**
 * A network that swallows what is sent leaves a connection that never fails, for a quarter of an hour as TCP has it, and
 * with it whoever waits for an answer. So it is asked every second, and made anew where no answer comes.
 */
function watchOver(client: RedisClient, log: Log, patienceMs: number): void {
	let asking = false;
	const ask = async (): Promise<void> => {
		let answered = false;
		const note = (): void => {
			answered = true;
		};
		await within(patienceMs, client.ping().then(note, note), undefined);
		// Where it is this process that was held up, the answer is there, and not read yet.
		await setImmediate();
		if (answered || !client.isOpen || !client.isReady) return;
		log.warn({ error: "ETIMEDOUT" }, "Redis does not answer; connecting anew");
		// What waits for an answer fails now.
		client.destroy();
		client.connect().catch(() => {});
	};
	const watching = setInterval(() => {
		if (!client.isOpen) return clearInterval(watching);
		if (asking || !client.isReady) return;
		asking = true;
		void ask().finally(() => {
			asking = false;
		});
	}, askEveryMs);
	watching.unref();
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
