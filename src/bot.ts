import { resolve } from "node:path";
import { readCatalog } from "./adapters/catalog/read-catalog.ts";
import { readModel } from "./adapters/catalog/read-model.ts";
import { searchCatalog } from "./adapters/search/catalog-search.ts";
import { slackMessenger } from "./adapters/slack/messenger.ts";
import { createSlackApp, type SlackConnection } from "./adapters/slack/slack-app.ts";
import { lockDataDir, openDatabase } from "./adapters/sqlite/database.ts";
import { SqliteInbox } from "./adapters/sqlite/sqlite-inbox.ts";
import { sqliteStore } from "./adapters/sqlite/sqlite-store.ts";
import { WriteBatch } from "./adapters/sqlite/write-batch.ts";
import { formatProblem, type Problem } from "./core/catalog/problem.ts";
import { createReader } from "./core/understanding/understand.ts";
import { answerQuestion } from "./flows/answer-question.ts";
import { QuestionQueue } from "./flows/question-queue.ts";
import type { Clock, Inbox, Log } from "./ports.ts";

export type BotOptions = { connection: SlackConnection; slackApiUrl: string | undefined; dataDir: string; log: Log };
export type Bot = {
	/** Resolves when nothing waits for an answer. */
	drained: () => Promise<void>;
	/** Stops taking, finishes what runs, closes the stores. */
	stop: () => Promise<void>;
};

/** The catalog does not hold: every problem at once. */
export class CatalogError extends Error {
	readonly code = "invalid_catalog";
	readonly problems: readonly Problem[];
	constructor(problems: readonly Problem[]) {
		super(problems.map(formatProblem).join("\n"));
		this.name = "CatalogError";
		this.problems = problems;
	}
}

export const systemClock: Clock = {
	now: Date.now,
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** Reads the catalog and what reads questions by it. @throws CatalogError */
export function loadKnowledge() {
	const loaded = readCatalog();
	if (!loaded.ok) throw new CatalogError(loaded.problems);
	return { reader: createReader(loaded.catalog, readModel()), search: searchCatalog(loaded.catalog), version: loaded.version };
}

/**
 * The whole bot on one connection to Slack: stores what comes in, acks, answers, and takes up after a restart what was
 * acked and not answered.
 */
export async function startBot({ connection, slackApiUrl, dataDir, log }: BotOptions): Promise<Bot> {
	const { reader, search } = loadKnowledge();
	const lock = lockDataDir(dataDir);
	const database = openDatabase(dataDir);
	const release = () => {
		database.close();
		lock.release();
	};
	try {
		const writes = new WriteBatch(database);
		const inbox: Inbox = new SqliteInbox(database, writes);
		const queue: QuestionQueue = new QuestionQueue({ answer: (question, attempt) => answerQuestion(deps, question, attempt), clock: systemClock });
		const slack = await createSlackApp(connection, slackApiUrl, log, {
			accept: async (eventId, question) => {
				if (await inbox.accept({ eventId, question })) queue.add(question);
				else log.debug({ question: question.id }, "known already");
			},
			clock: systemClock,
		});
		const messenger = slackMessenger({ client: slack.app.client, catalog: reader.catalog, clock: systemClock, fetch });
		const deps = { reader, search, inbox, messenger, store: sqliteStore(database, writes), clock: systemClock, log };
		const waiting = await inbox.pending();
		for (const question of waiting) queue.add(question);
		if (waiting.length > 0) log.info({ questions: waiting.length }, "taking up what was not answered before the restart");
		await slack.start();
		log.debug({ connection: connection.kind, dataDir: resolve(dataDir), tools: reader.catalog.tools.size }, "ready");
		return {
			drained: () => queue.drained(),
			stop: async () => {
				await slack.stop();
				await queue.stop();
				release();
			},
		};
	} catch (error) {
		release();
		throw error;
	}
}
