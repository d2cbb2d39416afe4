import { openDatabase } from "../adapters/sqlite/database.ts";
import { sqliteStore } from "../adapters/sqlite/sqlite-store.ts";
import { WriteBatch } from "../adapters/sqlite/write-batch.ts";
import { systemClock } from "../bot.ts";
import type { Answer } from "../core/answer/answer.ts";
import type { Turn } from "../core/understanding/turn.ts";
import { wordAnswer } from "../flows/deliver-answer.ts";
import type { Knowledge } from "../flows/knowledge.ts";
import { type Recommended, recommendFor } from "../flows/recommend-for.ts";
import type { AskedQuestion, Log, Metrics } from "../ports.ts";
import { openWriter, type WriterOptions } from "../writer.ts";

export type TerminalQuestion = { text: string; earlier?: readonly Turn[]; title?: string };
/** The bot's own reading and wording of questions by a model, without Slack and without memory. */
export type WithModel = {
	recommend: (question: TerminalQuestion) => Promise<Recommended>;
	/** The same with the answer in the model's words; those parts that it does not write stay the catalog's. */
	answer: (question: TerminalQuestion) => Promise<Recommended & { answer: Answer }>;
};

/** @param onFailure is told once for each code why the model did not do its part */
export function withModel(knowledge: Knowledge, model: WriterOptions["model"], onFailure: (code: string) => void): WithModel {
	const silent = () => {};
	const log: Log = { debug: silent, info: silent, warn: silent, error: silent };
	const told = new Set<string>();
	const metrics: Metrics = {
		note: (measured) => {
			if (measured.what !== "llm_error" || told.has(measured.code)) return;
			told.add(measured.code);
			onFailure(measured.code);
		},
	};
	const database = openDatabase(":memory:");
	const store = sqliteStore(database, new WriteBatch(database));
	const writer = openWriter({ model, dailyBudgetUsd: undefined }, { store, metrics, log, clock: systemClock, admins: undefined });
	const status = { show: async () => false };
	let count = 0;
	const recommend = async ({ text, earlier = [], title }: TerminalQuestion): Promise<{ asked: AskedQuestion; recommended: Recommended }> => {
		count++;
		const asked: AskedQuestion = { id: `terminal.${count}`, kind: "private", workspace: "terminal", channel: "terminal", user: "terminal", text, receivedAt: systemClock.now() };
		const thread = earlier.map((turn, at) => ({ question: `terminal.${count}.${at}`, user: "terminal", at, turn }));
		const people = { titleOf: async () => title };
		return { asked, recommended: await recommendFor({ writer, status, clock: systemClock, metrics, log, people, store }, knowledge, asked, thread) };
	};
	return {
		recommend: async (question) => (await recommend(question)).recommended,
		answer: async (question) => {
			const { asked, recommended } = await recommend(question);
			return { ...recommended, answer: await wordAnswer({ writer, store, metrics, log, clock: systemClock }, asked, recommended) };
		},
	};
}
