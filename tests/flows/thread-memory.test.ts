import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { sqliteStore } from "../../src/adapters/sqlite/sqlite-store.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import { loadKnowledge } from "../../src/bot.ts";
import { readTurns, replay, understandQuestion } from "../../src/core/recommend.ts";
import { mostTurns, recallThread, rememberTurn, turnsBefore } from "../../src/flows/thread-memory.ts";
import { aQuestion } from "../support/questions.ts";

const { reader, search } = loadKnowledge();
const place = { workspace: "T0", channel: "C0A", threadTs: "1790000000.000001" };
const answered = (question: string, text: string) => ({ question, user: "U0A", at: 0, turn: readTurns(reader, search, [text])[0] as NonNullable<ReturnType<typeof readTurns>[0]> });

function openStore() {
	const database = new DatabaseSync(":memory:");
	return { database, store: sqliteStore(database, new WriteBatch(database)) };
}

describe("a thread remembers", () => {
	test("what was said, and never the text that said it", async () => {
		const { database, store } = openStore();
		const secret = "Project Nightingale trains on the Fulda ward's scans: as a data scientist, which experiment tracker runs on-prem?";
		await rememberTurn(store, place, [], answered("q1", secret));
		const [turn] = await recallThread(store, place);
		expect(turn?.turn.constraints.map(({ value }) => value)).toContain("on-prem");
		const kept = JSON.stringify(database.prepare("SELECT * FROM state").all());
		for (const word of ["Nightingale", "Fulda", "trains", "runs"]) expect(kept.toLowerCase()).not.toContain(word.toLowerCase());
	});

	test("a question once, however often it comes back, and does not count it among what was said before it", async () => {
		const { store } = openStore();
		const question = aQuestion();
		await rememberTurn(store, place, [], answered(question.id, "which feature store?"));
		await rememberTurn(store, place, await recallThread(store, place), answered(question.id, "which feature store?"));
		const thread = await recallThread(store, place);
		expect(thread).toHaveLength(1);
		expect(turnsBefore(thread, question).earlier).toEqual([]);
		expect(turnsBefore(thread, aQuestion()).earlier).toHaveLength(1);
	});

	test("which tools an answer showed, for what points at them later", async () => {
		const { store } = openStore();
		const [turn] = replay(reader, search, ["which feature store?"], {}, "2026-11-24");
		expect(turn?.shown?.tools.length).toBeGreaterThan(1);
		await rememberTurn(store, place, [], { ...answered("q1", "which feature store?"), turn: turn ?? answered("q1", "").turn });
		const { earlier } = turnsBefore(await recallThread(store, place), aQuestion());
		const { need } = understandQuestion(reader, search, { text: "what does the second one cost?", earlier });
		expect(need.about?.tools).toEqual([turn?.shown?.tools[1]]);
	});

	test("its latest questions, where there are many", async () => {
		const { store } = openStore();
		for (let at = 0; at < mostTurns + 3; at++) await rememberTurn(store, place, await recallThread(store, place), answered(`q${at}`, "and on-prem?"));
		const thread = await recallThread(store, place);
		expect(thread).toHaveLength(mostTurns);
		expect(thread.at(-1)?.question).toBe(`q${mostTurns + 2}`);
	});

	test("nothing of what another version wrote in another shape", async () => {
		const { store } = openStore();
		await store.set("thread:T0:C0A:1790000000.000001", [{ from: "user", text: "which tracker?" }], 1000);
		expect(await recallThread(store, place)).toEqual([]);
	});
});
