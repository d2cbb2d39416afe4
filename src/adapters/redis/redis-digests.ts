import { randomUUID } from "node:crypto";
import { z } from "zod";
import { catalogStateSchema } from "../../core/digest/catalog-state.ts";
import type { PastDigests } from "../../core/digest/digest.ts";
import type { Subscription } from "../../core/digest/due.ts";
import { scheduleSchema } from "../../core/digest/schedule.ts";
import type { Claim, DigestKey, DigestLog, SentDigest, Subscriptions } from "../../ports.ts";
import { prefix, type RedisClient } from "./connection.ts";

/** Longer than one digest takes, with its picture and all that may have to be waited for. */
const claimMs = 2 * 60_000;
const dayMs = 24 * 60 * 60 * 1000;
/** A tool is not shown again for so long. */
const shownMs = 12 * 7 * dayMs;
/** What became of a digest is known for so long; the last one that was sent is what the next is told against, however old. */
const keepMs = 13 * 7 * dayMs;

const subscriptionSchema = z.strictObject({ workspace: z.string(), channel: z.string(), subscriber: z.string(), schedule: scheduleSchema, since: z.number() });
const lastSchema = z.strictObject({ until: z.number(), catalog: catalogStateSchema });
const subscriptionsKey = `${prefix}:digest-subscriptions`;
const doneKey = `${prefix}:digest-done`;

/** The weekly digests' state, shared by all processes: whoever takes a digest first works on it. */
export class RedisDigests implements Subscriptions, DigestLog {
	readonly #client: RedisClient;

	constructor(client: RedisClient) {
		this.#client = client;
	}

	async all(): Promise<Subscription[]> {
		const [subscriptions, done] = await Promise.all([this.#client.hGetAll(subscriptionsKey), this.#client.hGetAll(doneKey)]);
		return Object.keys(subscriptions)
			.sort()
			.map((place) => subscriptionOf(String(subscriptions[place]), done[place]));
	}

	async of(workspace: string, channel: string): Promise<Subscription | undefined> {
		const place = placeOf({ workspace, channel });
		const [text, done] = await Promise.all([this.#client.hGet(subscriptionsKey, place), this.#client.hGet(doneKey, place)]);
		return text === null || text === undefined ? undefined : subscriptionOf(text, done ?? undefined);
	}

	async set({ workspace, channel, subscriber, schedule, since }: Omit<Subscription, "doneWeek">): Promise<void> {
		await this.#client.hSet(subscriptionsKey, placeOf({ workspace, channel }), JSON.stringify({ workspace, channel, subscriber, schedule, since }));
	}

	async remove(workspace: string, channel: string): Promise<boolean> {
		return (await this.#client.hDel(subscriptionsKey, placeOf({ workspace, channel }))) > 0;
	}

	async claim(key: DigestKey, now: number): Promise<Claim | undefined> {
		const token = randomUUID();
		const until = now + claimMs;
		const taken = await this.#client.eval(claimScript, { keys: [digestOf(key)], arguments: [token, String(until), String(now), String(keepMs)] });
		return taken === null ? undefined : { workspace: key.workspace, channel: key.channel, id: key.id, token, until, mayBePosted: Number(taken) === 1 };
	}

	async release(claim: Claim, mayBePosted: boolean): Promise<void> {
		await this.#client.eval(releaseScript, { keys: [digestOf(claim)], arguments: [claim.token, mayBePosted ? "1" : "0"] });
	}

	async finish(claim: Claim, now: number, sent?: SentDigest): Promise<void> {
		const isWeek = /^\d{4}-W\d\d$/.test(claim.id);
		await this.#client.eval(finishScript, {
			keys: [digestOf(claim), doneKey, lastOf(claim), shownOf(claim)],
			arguments: [
				isWeek ? claim.id : "",
				placeOf(claim),
				String(now),
				sent === undefined ? "" : JSON.stringify({ until: sent.until, catalog: sent.catalog }),
				String(sent?.until ?? 0),
				sent?.shown ?? "",
				String(now - shownMs),
				String(keepMs),
			],
		});
	}

	async past(workspace: string, channel: string, now: number): Promise<PastDigests> {
		const [last, shown] = await Promise.all([this.#client.hGet(lastOf({ workspace, channel }), "digest"), this.#client.zRangeByScore(shownOf({ workspace, channel }), `(${now - shownMs}`, "+inf")]);
		const parsed = lastSchema.safeParse(last === null || last === undefined ? undefined : JSON.parse(last));
		return { ...(parsed.success ? { last: parsed.data } : {}), shown };
	}
}

type Place = { workspace: string; channel: string };
const placeOf = ({ workspace, channel }: Place): string => `${workspace} ${channel}`;
const digestOf = (key: DigestKey): string => `${prefix}:digest:${placeOf(key)} ${key.id}`;
const lastOf = (place: Place): string => `${prefix}:digest-last:${placeOf(place)}`;
const shownOf = (place: Place): string => `${prefix}:digest-shown:${placeOf(place)}`;

function subscriptionOf(text: string, doneWeek: string | undefined): Subscription {
	return { ...subscriptionSchema.parse(JSON.parse(text)), ...(doneWeek === undefined ? {} : { doneWeek }) };
}

/** A claim that has run out was its holder's end, and nobody knows how far that had come. */
const claimScript = `
local until_, may, finished = unpack(redis.call('HMGET', KEYS[1], 'until', 'may', 'finished'))
if finished or (until_ and tonumber(until_) > tonumber(ARGV[3])) then return nil end
if not may then may = '0' end
if until_ and tonumber(until_) > 0 then may = '1' end
redis.call('HSET', KEYS[1], 'token', ARGV[1], 'until', ARGV[2], 'may', may)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return may`;
const releaseScript = `
local token, finished = unpack(redis.call('HMGET', KEYS[1], 'token', 'finished'))
if finished or token ~= ARGV[1] then return 0 end
return redis.call('HSET', KEYS[1], 'until', '0', 'may', ARGV[2])`;
const finishScript = `
if redis.call('HGET', KEYS[1], 'finished') then return 0 end
redis.call('HSET', KEYS[1], 'finished', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[8])
if ARGV[1] ~= '' then
	local done = redis.call('HGET', KEYS[2], ARGV[2])
	if not done or done < ARGV[1] then redis.call('HSET', KEYS[2], ARGV[2], ARGV[1]) end
end
if ARGV[4] ~= '' then
	local before = redis.call('HGET', KEYS[3], 'until')
	if not before or tonumber(before) <= tonumber(ARGV[5]) then redis.call('HSET', KEYS[3], 'digest', ARGV[4], 'until', ARGV[5]) end
end
if ARGV[6] ~= '' then
	redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', ARGV[7])
	redis.call('ZADD', KEYS[4], ARGV[3], ARGV[6])
	redis.call('PEXPIRE', KEYS[4], ARGV[8])
end
return 1`;
