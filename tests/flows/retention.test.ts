import { expect, test } from "vitest";
import { keepFor } from "../../src/flows/retention.ts";
import { storeInMemory } from "../fakes/store-in-memory.ts";

test("threads and feedback are kept for as long as is wanted, everything else as it asks for", async () => {
	const asked: [string, number][] = [];
	const store = { ...storeInMemory(), set: async (key: string, _: unknown, ttlMs: number) => void asked.push([key, ttlMs]) };
	const kept = keepFor(store, { threadDays: 7, feedbackDays: 90 });
	for (const kind of ["thread", "answer", "questions", "read", "muted", "feedback", "persona", "title", "shared"]) await kept.set(`${kind}:T0:x`, 1, 1000);
	const day = 24 * 60 * 60 * 1000;
	expect(Object.fromEntries(asked.map(([key, ttl]) => [key.split(":")[0], ttl]))).toEqual({
		thread: 7 * day,
		answer: 7 * day,
		questions: 7 * day,
		read: 7 * day,
		muted: 7 * day,
		feedback: 90 * day,
		persona: 1000,
		title: 1000,
		shared: 1000,
	});
});
