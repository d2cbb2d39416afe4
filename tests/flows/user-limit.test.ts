import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, test } from "vitest";
import { sqliteStore } from "../../src/adapters/sqlite/sqlite-store.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import { limitNotice, waitingNotice } from "../../src/flows/notices.ts";
import { UserLimit } from "../../src/flows/user-limit.ts";
import type { Store } from "../../src/ports.ts";
import { aQuestion } from "../support/questions.ts";

const minute = 60_000;
const start = Date.UTC(2026, 10, 24);
const at = (minutes: number, change: Parameters<typeof aQuestion>[0] = {}) => aQuestion({ receivedAt: start + minutes * minute, ...change });

describe("what one person may ask", () => {
	let store: Store;
	beforeEach(() => {
		const database = new DatabaseSync(":memory:");
		store = sqliteStore(database, new WriteBatch(database));
	});
	const admitAll = async (limit: UserLimit, questions: ReturnType<typeof at>[]): Promise<boolean[]> =>
		(await Promise.all(questions.map((question) => limit.admit(question)))).map(({ admitted }) => admitted);

	test("is so many questions in ten minutes, also where they come all at once", async () => {
		const limit = new UserLimit(store, 3);
		expect(await admitAll(limit, [at(0), at(0), at(0), at(0), at(0)])).toEqual([true, true, true, false, false]);
	});

	test("is the same where several processes count at once, each a part of the questions", async () => {
		const questions = Array.from({ length: 8 }, () => at(0));
		const limits = questions.map(() => new UserLimit(store, 3));
		const admissions = await Promise.all(questions.map((question, which) => limits[which]?.admit(question)));
		expect(admissions.filter((one) => one?.admitted)).toHaveLength(3);
	});

	test("is given back as time passes, and who is turned away learns when", async () => {
		const limit = new UserLimit(store, 2);
		await admitAll(limit, [at(0), at(4)]);
		expect(await limit.admit(at(7))).toEqual({ admitted: false, againInMs: 3 * minute });
		expect(await admitAll(limit, [at(10.1), at(10.2), at(14.1)])).toEqual([true, false, true]);
	});

	test("is not used up by what was turned away, nor twice by one question that is brought again", async () => {
		const limit = new UserLimit(store, 2);
		const question = at(0);
		await admitAll(limit, [question, question, question]);
		expect(await admitAll(limit, [at(1), at(2), at(3), at(10.5)])).toEqual([true, false, false, true]);
	});

	test("is not counted against a question that was taken, and is brought again after its asker has used up what came free since", async () => {
		const limit = new UserLimit(store, 2);
		const question = at(0);
		await admitAll(limit, [question, at(10.5), at(10.6)]);
		expect(await admitAll(limit, [question, at(11)])).toEqual([true, false]);
	});

	test("is each person's own, in each workspace", async () => {
		const limit = new UserLimit(store, 1);
		expect(await admitAll(limit, [at(0), at(0, { user: "U0B" }), at(0, { workspace: "T0B" }), at(0)])).toEqual([true, true, true, false]);
	});

	test("is remembered over a restart", async () => {
		const question = at(0);
		await admitAll(new UserLimit(store, 1), [question]);
		const again = new UserLimit(store, 1);
		expect(await admitAll(again, [question, at(1)])).toEqual([true, false]);
	});

	test("is anything where the limit is 0", async () => {
		const limit = new UserLimit(store, 0);
		expect(
			await admitAll(
				limit,
				Array.from({ length: 50 }, () => at(0)),
			),
		).not.toContain(false);
	});
});

test("who has to wait reads how long, in words", () => {
	expect(limitNotice(10, 30_000)).toContain("in a minute.");
	expect(limitNotice(10, 200_000)).toContain("in 4 minutes.");
	expect(waitingNotice(0)).toContain("next");
	expect(waitingNotice(1)).toContain("One question is ahead");
	expect(waitingNotice(12)).toContain("12 questions are ahead");
});
