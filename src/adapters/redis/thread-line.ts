import { randomUUID } from "node:crypto";
import type { AskedQuestion } from "../../ports.ts";
import { prefix, type RedisClient } from "./connection.ts";

/** A moment by the clock on the wall, which runs on while the machine sleeps, and by the one that nobody sets; in milliseconds. */
type Moment = { wall: number; steady: number };
/** A thread that was taken for a question; `since` when it surely was, for as long as a lock lasts. */
export type Hold = { id: string; line: string; lock: string; token: string; since: Moment };

const now = (): Moment => ({ wall: Date.now(), steady: performance.now() });
const longAgo: Moment = { wall: Number.NEGATIVE_INFINITY, steady: Number.NEGATIVE_INFINITY };

/**
 * Order within a thread, over all processes. Each thread has a line, a list of the ids of its questions in the order in which
 * they were accepted, and a lock, which the process holds that works on the first of them. Who is not first, or finds the
 * lock taken, comes again later.
 *
 * The lock is `SET NX PX` with a token of its own for each taking: it ends by itself where its owner dies, and an owner that
 * was too slow can't let go of, or renew, what is somebody else's by then. Owners renew it, and know how long they still hold
 * it for sure: nothing is posted by who might not, such as whoever has lost the connection, until a server says that the
 * lock is theirs still.
 */
export class ThreadLine {
	readonly #client: RedisClient;
	readonly #lockMs: number;
	readonly #jobKey: (id: string) => string;
	/** By the question's id. */
	readonly #holds = new Map<string, Hold>();
	/** Not let go of yet, since Redis did not answer. */
	readonly #leftBehind = new Set<Hold>();
	readonly #renewing: NodeJS.Timeout;

	/** @param jobKey where the job of a question is kept: what has none is not waited for */
	constructor(client: RedisClient, lockMs: number, jobKey: (id: string) => string) {
		this.#client = client;
		this.#lockMs = lockMs;
		this.#jobKey = jobKey;
		for (const lost of ["error", "end"]) client.on(lost, () => this.#doubtAll());
		client.on("ready", () => void this.#renewAll());
		this.#renewing = setInterval(() => void this.#renewAll(), lockMs / 6);
		this.#renewing.unref();
	}

	/** Puts a question at the end of its thread's line, unless it stands there already; before its job can be begun. */
	async join(question: AskedQuestion): Promise<void> {
		await this.#client.eval(joinScript, { keys: [lineOf(threadOf(question))], arguments: [question.id, String(lineMs)] });
	}

	/** The ids of the questions that stand in a thread's line, the first first. */
	waitingIn(thread: Thread): Promise<string[]> {
		return this.#client.lRange(lineOf(thread), 0, -1);
	}

	/** Takes the question's thread where it is its turn; until `leave` or `putOff`. */
	async take(question: AskedQuestion): Promise<Hold | undefined> {
		const thread = threadOf(question);
		const [line, lock] = [lineOf(thread), lockOf(thread)];
		const token = randomUUID();
		const asked = now();
		const taken = await this.#client.eval(takeScript, {
			keys: [line, lock],
			arguments: [question.id, token, String(this.#lockMs), this.#jobKey(""), String(lineMs)],
		});
		if (taken !== 1) return undefined;
		const hold: Hold = { id: question.id, line, lock, token, since: asked };
		this.#holds.set(question.id, hold);
		return hold;
	}

	/** How long this process holds the question's thread for sure, in milliseconds. */
	heldFor(id: string): number {
		const { wall, steady } = this.#holds.get(id)?.since ?? longAgo;
		const { wall: wallNow, steady: steadyNow } = now();
		return this.#lockMs - Math.max(wallNow - wall, steadyNow - steady);
	}

	/** The question has to come again: its thread is free, and its place in the line kept. */
	async putOff(hold: Hold): Promise<void> {
		this.#drop(hold);
		try {
			await this.#client.eval(releaseScript, { keys: [hold.lock], arguments: [hold.token] });
		} catch (error) {
			this.#leftBehind.add(hold);
			throw error;
		}
	}

	/** The question is done: the next one's id, where one waits. */
	async leave(hold: Hold): Promise<string | undefined> {
		await this.#client.lRem(hold.line, 0, hold.id);
		await this.putOff(hold);
		return (await this.#client.lIndex(hold.line, 0)) ?? undefined;
	}

	close(): void {
		clearInterval(this.#renewing);
	}

	/** Another server may answer next, which may not know of them. */
	#doubtAll(): void {
		for (const hold of this.#holds.values()) hold.since = longAgo;
	}

	#drop(hold: Hold): void {
		if (this.#holds.get(hold.id) === hold) this.#holds.delete(hold.id);
	}

	async #renewAll(): Promise<void> {
		try {
			await Promise.all([...this.#holds.values()].map((hold) => this.#renew(hold)));
			for (const hold of this.#leftBehind) {
				await this.#client.eval(releaseScript, { keys: [hold.lock], arguments: [hold.token] });
				this.#leftBehind.delete(hold);
			}
		} catch {
			// What is held is held as long as it was; the next round may succeed.
		}
	}

	async #renew(hold: Hold): Promise<void> {
		const asked = now();
		const renewed = await this.#client.eval(renewScript, { keys: [hold.lock], arguments: [hold.token, String(this.#lockMs)] });
		if (renewed === 1) hold.since = asked;
		else this.#drop(hold);
	}
}

type Thread = { workspace: string; channel: string; threadTs: string };
/** A command that has no thread yet is one of its own. */
const threadOf = ({ workspace, channel, threadTs, id }: AskedQuestion): Thread => ({ workspace, channel, threadTs: threadTs ?? id });
const lineOf = ({ workspace, channel, threadTs }: Thread): string => `${prefix}:line:${workspace}:${channel}:${threadTs}`;
const lockOf = ({ workspace, channel, threadTs }: Thread): string => `${prefix}:lock:${workspace}:${channel}:${threadTs}`;

/** A line that nobody has joined for so long is forgotten. */
const lineMs = 25 * 60 * 60 * 1000;

/** First in line, where those are passed over whose job is gone; not in line at all: at its end. Then the lock. */
const takeScript = `
local head = redis.call('LINDEX', KEYS[1], 0)
while head and head ~= ARGV[1] and redis.call('EXISTS', ARGV[4] .. head) == 0 do
	redis.call('LPOP', KEYS[1])
	head = redis.call('LINDEX', KEYS[1], 0)
end
if head ~= ARGV[1] then
	if not redis.call('LPOS', KEYS[1], ARGV[1]) then
		redis.call('RPUSH', KEYS[1], ARGV[1])
		redis.call('PEXPIRE', KEYS[1], ARGV[5])
	end
	if head then return 0 end
end
return redis.call('SET', KEYS[2], ARGV[2], 'NX', 'PX', ARGV[3]) and 1 or 0`;
const joinScript = `
if not redis.call('LPOS', KEYS[1], ARGV[1]) then redis.call('RPUSH', KEYS[1], ARGV[1]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`;
const renewScript = "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end return redis.call('PEXPIRE', KEYS[1], ARGV[2])";
const releaseScript = "if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end return redis.call('DEL', KEYS[1])";
