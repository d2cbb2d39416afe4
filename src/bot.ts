import { resolve } from "node:path";
import { type Loaded, type LoadedCatalog, readCatalog } from "./adapters/catalog/read-catalog.ts";
import { readModel } from "./adapters/catalog/read-model.ts";
import { readOverlay } from "./adapters/catalog/read-overlay.ts";
import { searchCatalog } from "./adapters/search/catalog-search.ts";
import { slackChannels } from "./adapters/slack/channels.ts";
import { slackMessenger } from "./adapters/slack/messenger.ts";
import { slackPeople } from "./adapters/slack/people.ts";
import { createSlackApp, type SlackConnection } from "./adapters/slack/slack-app.ts";
import { openDataDir } from "./adapters/sqlite/database.ts";
import { SqliteAskedLog } from "./adapters/sqlite/sqlite-asked-log.ts";
import { SqliteDigests } from "./adapters/sqlite/sqlite-digests.ts";
import { SqliteInbox } from "./adapters/sqlite/sqlite-inbox.ts";
import { sqliteStore } from "./adapters/sqlite/sqlite-store.ts";
import { WriteBatch } from "./adapters/sqlite/write-batch.ts";
import { CatalogError } from "./core/catalog/catalog-error.ts";
import type { Search } from "./core/recommend.ts";
import { createReader, type Reader } from "./core/understanding/understand.ts";
import { type Digests, weeklyDigests } from "./digests.ts";
import { type AnswerDeps, afterRestart, answerQuestion } from "./flows/answer-question.ts";
import { noteAsked } from "./flows/note-asked.ts";
import { QuestionQueue } from "./flows/question-queue.ts";
import type { Clock, Inbox, Log } from "./ports.ts";

export { CatalogError } from "./core/catalog/catalog-error.ts";

export type BotOptions = { connection: SlackConnection; slackApiUrl: string | undefined; dataDir: string; catalogOverlay?: string | undefined; log: Log };
export type Bot = {
	/** What it reads and answers by. */
	knowledge: Knowledge;
	/** Resolves when nothing waits for an answer. */
	drained: () => Promise<void>;
	/** Stops taking, finishes what runs, closes the stores. */
	stop: () => Promise<void>;
};

export const systemClock: Clock = {
	now: Date.now,
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** What questions are read and answered by. */
export type Knowledge = { reader: Reader; search: Search; version: string };
/** With the overlay merged in where there is one; `withoutOverlay` is all that another organisation may see of it. */
export type LoadedKnowledge = Knowledge & { withoutOverlay: Knowledge };

/**
 * Reads the catalog and what reads questions by it.
 * @param overlayDir the folder of the organisation's own overlay
 * @throws CatalogError with every problem of the catalog, or of the overlay
 */
export function loadKnowledge(overlayDir?: string): LoadedKnowledge {
	const base = orThrow(readCatalog());
	const model = readModel();
	const knowledgeOf = ({ catalog, version }: LoadedCatalog): Knowledge => ({ reader: createReader(catalog, model), search: searchCatalog(catalog), version });
	const withoutOverlay = knowledgeOf(base);
	const own = overlayDir === undefined ? withoutOverlay : knowledgeOf(orThrow(readOverlay(base, overlayDir)));
	return { ...own, withoutOverlay };
}

function orThrow(loaded: Loaded): LoadedCatalog {
	if (!loaded.ok) throw new CatalogError(loaded.problems);
	return loaded;
}

/**
 * The whole bot on one connection to Slack: stores what comes in, acks, answers, and takes up after a restart what was
 * acked and not answered.
 */
export async function startBot({ connection, slackApiUrl, dataDir, catalogOverlay, log }: BotOptions): Promise<Bot> {
	const knowledge = loadKnowledge(catalogOverlay);
	const { reader, search, withoutOverlay } = knowledge;
	const { database, release } = openDataDir(dataDir);
	try {
		const writes = new WriteBatch(database);
		const inbox: Inbox = new SqliteInbox(database, writes);
		const queue: QuestionQueue = new QuestionQueue({ answer: (question, attempt) => answerQuestion(deps, question, attempt), clock: systemClock });
		const slack = await createSlackApp(connection, slackApiUrl, log, {
			accept: async (eventId, question) => {
				if (await inbox.accept({ eventId, question })) queue.add(question);
				else log.debug({ question: question.id }, "known already");
			},
			digest: (request, responseUrl) => digests.command(request, responseUrl),
			clock: systemClock,
		});
		const messenger = slackMessenger({ client: slack.app.client, catalog: reader.catalog, clock: systemClock, fetch });
		const store = sqliteStore(database, writes);
		const channels = slackChannels(slack.app.client, store);
		const asked = new SqliteAskedLog(database, writes);
		const deps: AnswerDeps = {
			reader,
			search,
			withoutOverlay,
			inbox,
			messenger,
			people: slackPeople(slack.app.client, store),
			store,
			noteAsked: (question, answer) => noteAsked({ asked, channels, log }, question, answer),
			clock: systemClock,
			log,
		};
		const waiting = await inbox.pending();
		const state = new SqliteDigests(database, writes);
		const digests: Digests = weeklyDigests({
			client: slack.app.client,
			catalog: reader.catalog,
			catalogWithoutOverlay: withoutOverlay.reader.catalog,
			asked,
			channels,
			subscriptions: state,
			digests: state,
			clock: systemClock,
			log,
		});
		await slack.start();
		digests.start();
		for (const question of waiting) queue.add(afterRestart(question));
		if (waiting.length > 0) log.info({ questions: waiting.length }, "taking up what was not answered before the restart");
		log.debug({ connection: connection.kind, dataDir: resolve(dataDir), tools: reader.catalog.tools.size }, "ready");
		return {
			knowledge,
			drained: () => queue.drained(),
			stop: async () => {
				await slack.stop();
				await Promise.all([queue.stop(), digests.stop()]);
				release();
			},
		};
	} catch (error) {
		release();
		throw error;
	}
}
