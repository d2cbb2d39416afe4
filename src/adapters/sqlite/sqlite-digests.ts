import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { catalogStateSchema } from "../../core/digest/catalog-state.ts";
import type { PastDigests } from "../../core/digest/digest.ts";
import type { Subscription } from "../../core/digest/due.ts";
import { type Schedule, scheduleSchema } from "../../core/digest/schedule.ts";
import type { Claim, DigestKey, DigestLog, SentDigest, Subscriptions } from "../../ports.ts";
import type { WriteBatch } from "./write-batch.ts";

/** Longer than one digest takes, with its picture and all that may have to be waited for. */
const claimMs = 2 * 60_000;
const dayMs = 24 * 60 * 60 * 1000;
/** A tool is not shown again for so long. */
export const shownMs = 12 * 7 * dayMs;
const keepMs = 13 * 7 * dayMs;

type Statement = ReturnType<DatabaseSync["prepare"]>;

/** The weekly digests' state: who wants them, and what became of each. */
export class SqliteDigests implements Subscriptions, DigestLog {
	readonly #writes: WriteBatch;
	readonly #statements: Record<"all" | "of" | "set" | "remove" | "claim" | "release" | "finish" | "last" | "shown" | "forget", Statement>;

	/** What an earlier process held is free at once: its folder is held by one process at a time. */
	constructor(database: DatabaseSync, writes: WriteBatch) {
		this.#writes = writes;
		createTables(database);
		database.exec("UPDATE digests SET claimed_until = 1 WHERE finished_at IS NULL AND claimed_until > 0");
		const subscriptions = `SELECT s.*, (SELECT max(id) FROM digests d WHERE d.workspace = s.workspace AND d.channel = s.channel AND d.finished_at IS NOT NULL AND d.id GLOB '[0-9]*-W*') AS done_week FROM digest_subscriptions s`;
		this.#statements = {
			all: database.prepare(`${subscriptions} ORDER BY workspace, channel`),
			of: database.prepare(`${subscriptions} WHERE workspace = ? AND channel = ?`),
			set: database.prepare(
				"INSERT INTO digest_subscriptions (workspace, channel, subscriber, schedule, since) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET subscriber = excluded.subscriber, schedule = excluded.schedule, since = excluded.since",
			),
			remove: database.prepare("DELETE FROM digest_subscriptions WHERE workspace = ? AND channel = ?"),
			// A claim that has run out was its holder's end, and nobody knows how far that had come.
			claim: database.prepare(
				`INSERT INTO digests (workspace, channel, id, token, claimed_until, may_be_posted) VALUES (?, ?, ?, ?, ?, 0)
				ON CONFLICT DO UPDATE SET token = excluded.token, claimed_until = excluded.claimed_until, may_be_posted = may_be_posted OR claimed_until > 0
				WHERE finished_at IS NULL AND claimed_until <= ? RETURNING may_be_posted`,
			),
			release: database.prepare("UPDATE digests SET claimed_until = 0, may_be_posted = ? WHERE workspace = ? AND channel = ? AND id = ? AND token = ? AND finished_at IS NULL"),
			finish: database.prepare("UPDATE digests SET finished_at = ?, told_until = ?, catalog = ?, shown = ? WHERE workspace = ? AND channel = ? AND id = ? AND finished_at IS NULL"),
			last: database.prepare("SELECT told_until, catalog FROM digests WHERE workspace = ? AND channel = ? AND told_until IS NOT NULL ORDER BY told_until DESC LIMIT 1"),
			shown: database.prepare("SELECT shown FROM digests WHERE workspace = ? AND channel = ? AND shown IS NOT NULL AND finished_at > ?"),
			// The last one that was sent is what the next one is told against, however old it is.
			forget: database.prepare(
				`DELETE FROM digests WHERE workspace = ? AND channel = ? AND finished_at < ? AND id <> coalesce(
				(SELECT id FROM digests d WHERE d.workspace = digests.workspace AND d.channel = digests.channel AND told_until IS NOT NULL ORDER BY told_until DESC LIMIT 1), '')`,
			),
		};
	}

	async all(): Promise<Subscription[]> {
		return this.#statements.all.all().map(subscriptionOf);
	}

	async of(workspace: string, channel: string): Promise<Subscription | undefined> {
		const row = this.#statements.of.get(workspace, channel);
		return row === undefined ? undefined : subscriptionOf(row);
	}

	async set({ workspace, channel, subscriber, schedule, since }: Omit<Subscription, "doneWeek">): Promise<void> {
		await this.#writes.add(() => this.#statements.set.run(workspace, channel, subscriber, JSON.stringify(schedule), since), { durable: true });
	}

	remove(workspace: string, channel: string): Promise<boolean> {
		return this.#writes.add(() => this.#statements.remove.run(workspace, channel).changes > 0, { durable: true });
	}

	async claim({ workspace, channel, id }: DigestKey, now: number): Promise<Claim | undefined> {
		const token = randomUUID();
		const until = now + claimMs;
		// On the disk before anything is posted: a power cut must not make us forget that we may have.
		const row = await this.#writes.add(() => this.#statements.claim.get(workspace, channel, id, token, until, now), { durable: true });
		return row === undefined ? undefined : { workspace, channel, id, token, until, mayBePosted: row.may_be_posted === 1 };
	}

	async release({ workspace, channel, id, token }: Claim, mayBePosted: boolean): Promise<void> {
		await this.#writes.add(() => this.#statements.release.run(mayBePosted ? 1 : 0, workspace, channel, id, token));
	}

	async finish({ workspace, channel, id }: Claim, now: number, sent?: SentDigest): Promise<void> {
		await this.#writes.add(
			() => {
				this.#statements.finish.run(now, sent?.until ?? null, sent === undefined ? null : JSON.stringify(sent.catalog), sent?.shown ?? null, workspace, channel, id);
				this.#statements.forget.run(workspace, channel, now - keepMs);
			},
			{ durable: true },
		);
	}

	async past(workspace: string, channel: string, now: number): Promise<PastDigests> {
		return pastIn(this.#statements.last.get(workspace, channel), this.#statements.shown.all(workspace, channel, now - shownMs));
	}
}

/** What a channel's digests have said, from the row of the last one and the rows of those that showed a tool. */
export function pastIn(last: Row | undefined, shown: readonly Row[]): PastDigests {
	const catalog = last === undefined ? undefined : catalogStateSchema.safeParse(JSON.parse(String(last.catalog)));
	return { ...(last === undefined || catalog?.success !== true ? {} : { last: { until: Number(last.told_until), catalog: catalog.data } }), shown: shown.map((row) => String(row.shown)) };
}

function createTables(database: DatabaseSync): void {
	database.exec(`CREATE TABLE IF NOT EXISTS digest_subscriptions (
		workspace TEXT NOT NULL,
		channel TEXT NOT NULL,
		subscriber TEXT NOT NULL,
		schedule TEXT NOT NULL,
		since INTEGER NOT NULL,
		PRIMARY KEY (workspace, channel)
	) STRICT;
	CREATE TABLE IF NOT EXISTS digests (
		workspace TEXT NOT NULL,
		channel TEXT NOT NULL,
		id TEXT NOT NULL,
		token TEXT NOT NULL,
		claimed_until INTEGER NOT NULL,
		may_be_posted INTEGER NOT NULL,
		finished_at INTEGER,
		told_until INTEGER,
		catalog TEXT,
		shown TEXT,
		PRIMARY KEY (workspace, channel, id)
	) STRICT;`);
}

type Row = Record<string, unknown>;

function subscriptionOf({ workspace, channel, subscriber, schedule, since, done_week }: Row): Subscription {
	return {
		workspace: String(workspace),
		channel: String(channel),
		subscriber: String(subscriber),
		schedule: scheduleOf(String(schedule)),
		since: Number(since),
		...(done_week === null || done_week === undefined ? {} : { doneWeek: String(done_week) }),
	};
}

/** Read each minute, and few are different. */
function scheduleOf(text: string): Schedule {
	const known = schedules.get(text) ?? scheduleSchema.parse(JSON.parse(text));
	if (schedules.size >= 1000) schedules.clear();
	schedules.set(text, known);
	return known;
}
const schedules = new Map<string, Schedule>();
