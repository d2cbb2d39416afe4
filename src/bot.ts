import { resolve } from "node:path";
import { type Loaded, type LoadedCatalog, readCatalog } from "./adapters/catalog/read-catalog.ts";
import { readModel } from "./adapters/catalog/read-model.ts";
import { readOverlay } from "./adapters/catalog/read-overlay.ts";
import { readTalkModel } from "./adapters/catalog/read-talk.ts";
import type { Condition } from "./adapters/http/health-server.ts";
import { readDigestPrompts } from "./adapters/prompts/read-prompts.ts";
import { searchCatalog } from "./adapters/search/catalog-search.ts";
import { slackAdmins } from "./adapters/slack/admins.ts";
import { slackChannels } from "./adapters/slack/channels.ts";
import { slackMessenger } from "./adapters/slack/messenger.ts";
import { slackPeople } from "./adapters/slack/people.ts";
import { pictureUpload } from "./adapters/slack/picture-upload.ts";
import { createSlackApp, type SlackConnection } from "./adapters/slack/slack-app.ts";
import { slackStatus } from "./adapters/slack/thread-status.ts";
import { lifecycleAlt } from "./adapters/slack/views/home.ts";
import { CatalogError } from "./core/catalog/catalog-error.ts";
import { createReader } from "./core/understanding/understand.ts";
import { type Digests, weeklyDigests } from "./digests.ts";
import { drawLifecycle } from "./draw-lifecycle.ts";
import { answerQuestion } from "./flows/answer-question.ts";
import { type AnswerRecord, type Message, recallAnswer } from "./flows/answer-records.ts";
import type { AnswerDeps } from "./flows/answering.ts";
import { openDesk } from "./flows/desk.ts";
import { HomePicture } from "./flows/home-picture.ts";
import type { BothKnowledge, Knowledge } from "./flows/knowledge.ts";
import { defaultSettleMs } from "./flows/late-post.ts";
import { noteAsked } from "./flows/note-asked.ts";
import { waitingNotice } from "./flows/notices.ts";
import { type Depth, QuestionQueue } from "./flows/question-queue.ts";
import { keepFor, type Retention, usualRetention } from "./flows/retention.ts";
import { UpdateAllowance } from "./flows/update-allowance.ts";
import { UserLimit } from "./flows/user-limit.ts";
import type { Clock, DigestLog, Log, Metrics } from "./ports.ts";
import type { openSharedState } from "./shared-state.ts";
import { openEmbeddedState, type State } from "./state.ts";
import { within } from "./within.ts";
import { openWriter, type WriterOptions } from "./writer.ts";

export { CatalogError } from "./core/catalog/catalog-error.ts";
export type { BothKnowledge, Knowledge } from "./flows/knowledge.ts";

export type BotOptions = {
	connection: SlackConnection;
	slackApiUrl: string | undefined;
	dataDir: string;
	/** Where any number of processes share their state; `dataDir` is not used then. */
	redisUrl?: string | undefined;
	catalogOverlay?: string | undefined;
	log: Log;
	metrics?: Metrics;
	/** The model that puts answers into words; without one the catalog's composer does. */
	writer?: WriterOptions | undefined;
	/** Where those who run the bot are told what they should know. */
	adminChannel?: string | undefined;
	/** How many questions are worked on at once; 16 unless told otherwise. */
	parallel?: number;
	/** How many questions one person may ask in ten minutes; as many as they like unless told otherwise. */
	questionsPerUser?: number;
	/** How long Slack may take with a post whose response never came, in milliseconds. */
	settleMs?: number;
	/** How long stopping may wait for what is running, in milliseconds. */
	stopWithinMs?: number;
	/** The machine's own, unless time is to pass otherwise. */
	clock?: Clock;
	/** Ids of those who look after the bot. */
	admins?: readonly string[];
	/** How long what people said and thought is kept; 30 days and a year unless told otherwise. */
	retention?: Retention;
};
export type Bot = {
	/** What it reads and answers by. */
	knowledge: Knowledge;
	/** What the answer in a message of ours came from. */
	recordOf: (message: Message) => Promise<AnswerRecord | undefined>;
	/** What became of the weekly digests. */
	digests: DigestLog;
	/** How many questions wait, are delayed, or are worked on; of all processes where they share their state. */
	depth: () => Promise<Depth>;
	/** How the parts are that answering needs. Never rejects. */
	conditions: () => Promise<Record<string, Condition>>;
	/** Resolves when nothing waits for an answer. */
	drained: () => Promise<void>;
	/** Stops taking, finishes what runs or hands it back, and closes the stores, all within 25 seconds. */
	stop: () => Promise<void>;
};

export const systemClock: Clock = {
	now: Date.now,
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Reads the catalog and what reads questions by it.
 * @param overlayDir the folder of the organisation's own overlay
 * @throws CatalogError with every problem of the catalog, or of the overlay
 */
export function loadKnowledge(overlayDir?: string): BothKnowledge {
	const base = orThrow(readCatalog());
	const [model, talk] = [readModel(), readTalkModel()];
	const knowledgeOf = ({ catalog, version }: LoadedCatalog): Knowledge => ({ reader: createReader(catalog, model, talk), search: searchCatalog(catalog), version });
	const withoutOverlay = knowledgeOf(base);
	const own = overlayDir === undefined ? withoutOverlay : knowledgeOf(orThrow(readOverlay(base, overlayDir)));
	return { ...own, withoutOverlay };
}

function orThrow(loaded: Loaded): LoadedCatalog {
	if (!loaded.ok) throw new CatalogError(loaded.problems);
	return loaded;
}

/** Less than the half minute that whoever stops us waits before it kills. */
const defaultStopMs = 25_000;
const defaultParallel = 16;

/**
 * The whole bot on one connection to Slack: stores what comes in, acks, answers, and takes up after a restart what was
 * acked and not answered.
 */
export async function startBot(options: BotOptions): Promise<Bot> {
	const { dataDir, redisUrl, parallel = defaultParallel, catalogOverlay, log, clock = systemClock } = options;
	const knowledge = loadKnowledge(catalogOverlay);
	const state = redisUrl === undefined ? openEmbeddedState(dataDir, clock, log) : await openShared(redisUrl, parallel, clock, log);
	try {
		return await startOn(state, knowledge, options);
	} catch (error) {
		await state.close();
		throw error;
	}
}

/** Redis and its queue are loaded where they are used: a process that keeps its own state does without 30 MB. */
const openShared: typeof openSharedState = async (...how) => (await import("./shared-state.ts")).openSharedState(...how);

async function startOn(
	state: State,
	knowledge: BothKnowledge,
	{
		connection,
		slackApiUrl,
		dataDir,
		log,
		metrics = { note: () => {} },
		settleMs = defaultSettleMs,
		parallel = defaultParallel,
		questionsPerUser = 0,
		stopWithinMs = defaultStopMs,
		writer,
		adminChannel,
		admins = [],
		retention = usualRetention,
		clock = systemClock,
	}: BotOptions,
): Promise<Bot> {
	const { reader } = knowledge;
	const { inbox, weekly } = state;
	const store = keepFor(state.store, retention);
	const slack = await createSlackApp(connection, slackApiUrl, log, {
		...openDesk({ knowledge, store, inbox, asked: weekly.asked, subscriptions: weekly.subscriptions, clock, admins }),
		reader,
		log,
		accept: async (eventId, question) => {
			const isNew = await inbox.accept({ eventId, question });
			metrics.note({ what: "question", kind: question.kind, known: !isNew });
			log.info({ question: question.id }, isNew ? "accepted" : "known already");
			if (isNew) state.accepted(question);
		},
		digest: (request, responseUrl) => digests.command(request, responseUrl),
		homePicture: { of: (workspace) => homePicture.of(workspace), refused: (workspace) => homePicture.refused(workspace) },
		clock,
	});
	const { client } = slack.app;
	const messenger = slackMessenger({ client, catalog: reader.catalog, clock, fetch, mayPost: state.mayPost });
	const channels = slackChannels(client, store, clock);
	const upload = pictureUpload({ client, clock, fetch, log });
	const homePicture = new HomePicture({
		store,
		clock,
		log,
		catalog: knowledge.version,
		draw: () => drawLifecycle(reader.catalog.framework, lifecycleAlt),
		upload: (png) => upload(png, lifecycleAlt),
	});
	const limit = new UserLimit(store, questionsPerUser);
	const deps: AnswerDeps = {
		...knowledge,
		inbox,
		messenger,
		people: slackPeople(client, store),
		status: slackStatus(client, clock),
		allowance: new UpdateAllowance(clock),
		writer: writer === undefined ? undefined : openWriter(writer, { store, metrics, log, clock, admins: adminChannel === undefined ? undefined : slackAdmins(client, adminChannel) }),
		store,
		noteAsked: (question, answer) => noteAsked({ asked: weekly.asked, channels, log }, question, answer),
		clock,
		log,
		metrics,
		settleMs,
		limit,
	};
	const digests: Digests = weeklyDigests({
		client,
		catalog: reader.catalog,
		catalogWithoutOverlay: knowledge.withoutOverlay.reader.catalog,
		...weekly,
		channels,
		writer: deps.writer === undefined ? undefined : { ...deps.writer, prompts: readDigestPrompts() },
		clock,
		log,
	});
	// What waits is lined up before anything new can come in, and begun when Slack is there.
	let begin = (): void => {};
	const connected = new Promise<void>((resolve) => {
		begin = resolve;
	});
	const queue = new QuestionQueue({
		answer: async (question, attempt, slot) => {
			await connected;
			return answerQuestion(deps, question, attempt, slot);
		},
		tell: async (question, ahead) => {
			// Nobody has decided yet whether it is a question at all.
			if (question.kind === "overheard") return;
			const told = await messenger.tellAsker(question, waitingNotice(ahead));
			log.debug({ question: question.id, ahead, told: told.ok }, "told where it stands");
		},
		clock,
		parallel,
	});
	await state.handTo(queue);
	await slack.start();
	begin();
	digests.start();
	log.debug({ connection: connection.kind, dataDir: resolve(dataDir), tools: reader.catalog.tools.size }, "ready");
	const stop = async (): Promise<void> => {
		await slack.stop();
		await Promise.all([state.stop(queue), digests.stop(), homePicture.settled()]);
	};
	const stopInTime = async (): Promise<void> => {
		if (
			!(await within(
				stopWithinMs,
				stop().then(() => true),
				false,
			))
		)
			log.warn({ ...queue.depth }, "stopping without waiting any longer; what is not answered is taken up later");
		await state.close();
	};
	let stopped: Promise<void> | undefined;
	return {
		knowledge,
		recordOf: (message) => recallAnswer(store, message),
		digests: weekly.digests,
		depth: () => state.depth(queue),
		conditions: async () => ({
			slack: slack.isConnected() ? "up" : "down",
			store: (await state.isUp().catch(() => false)) ? "up" : "down",
			...(deps.writer === undefined ? {} : { llm: deps.writer.llm.isWell() ? "up" : "degraded" }),
		}),
		drained: async () => {
			await Promise.all([queue.drained(), homePicture.settled()]);
			// What other processes share may come to this one yet.
			for (let depth = await state.depth(queue); depth.waiting + depth.delayed + depth.running > 0; depth = await state.depth(queue)) await clock.sleep(50);
		},
		stop: () => {
			stopped ??= stopInTime();
			return stopped;
		},
	};
}
