import { type Asked, askedSchema } from "../../core/digest/asked.ts";
import type { AskedLog } from "../../ports.ts";
import { prefix, type RedisClient } from "./connection.ts";

/** Long enough for a digest of any of the last eight weeks. */
const keepMs = 9 * 7 * 24 * 60 * 60 * 1000;

/** What was asked, of each workspace: by id, in the order of time, and beside them the ratings, which change. */
export class RedisAskedLog implements AskedLog {
	readonly #client: RedisClient;

	constructor(client: RedisClient) {
		this.#client = client;
	}

	async note(asked: Asked): Promise<void> {
		const { workspace, id, at } = asked;
		await this.#client.eval(noteScript, { keys: keysOf(workspace), arguments: [id, String(at), JSON.stringify(asked), String(at - keepMs), String(keepMs)] });
	}

	async rate(workspace: string, question: string, rating: number): Promise<void> {
		await this.#client.eval(rateScript, { keys: keysOf(workspace), arguments: [question, String(rating)] });
	}

	async between(workspace: string, from: number, until: number): Promise<Asked[]> {
		const [order, questions, ratings] = keysOf(workspace);
		const ids = await this.#client.zRangeByScore(order, from, `(${until}`);
		if (ids.length === 0) return [];
		const [stored, rated] = await Promise.all([this.#client.hmGet(questions, ids), this.#client.hmGet(ratings, ids)]);
		return stored.flatMap((text, at) => {
			// What an earlier version wrote, and no longer fits, is passed over: a digest counts what it understands.
			const parsed = askedSchema.safeParse(text === null || text === undefined ? undefined : JSON.parse(text));
			return parsed.success ? [{ ...parsed.data, rating: Number(rated[at] ?? parsed.data.rating) }] : [];
		});
	}
}

const keysOf = (workspace: string): [order: string, questions: string, ratings: string] => [`${prefix}:asked-at:${workspace}`, `${prefix}:asked:${workspace}`, `${prefix}:asked-rating:${workspace}`];

/** Once per question; what is too old goes, and all of it where nothing is noted for as long. */
const noteScript = `
for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[4], 'LIMIT', 0, 1000)) do
	redis.call('HDEL', KEYS[2], id)
	redis.call('HDEL', KEYS[3], id)
	redis.call('ZREM', KEYS[1], id)
end
if redis.call('HSETNX', KEYS[2], ARGV[1], ARGV[3]) == 1 then redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1]) end
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ARGV[5]) end
return 1`;
const rateScript = "if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 then return 0 end return redis.call('HSET', KEYS[3], ARGV[1], ARGV[2])";
