import { DatabaseSync } from "node:sqlite";
import { beforeEach, describe, expect, test } from "vitest";
import { SqliteInbox } from "../../src/adapters/sqlite/sqlite-inbox.ts";
import { sqliteStore } from "../../src/adapters/sqlite/sqlite-store.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import { loadKnowledge } from "../../src/bot.ts";
import { answerQuestion } from "../../src/flows/answer-question.ts";
import { recallAnswer } from "../../src/flows/answer-records.ts";
import type { AnswerDeps } from "../../src/flows/answering.ts";
import { forgetPerson } from "../../src/flows/forget-me.ts";
import { afterRestart, defaultSettleMs } from "../../src/flows/late-post.ts";
import { mostTurns, recallThread } from "../../src/flows/thread-memory.ts";
import { hasPartIn } from "../../src/flows/thread-talk.ts";
import { UpdateAllowance } from "../../src/flows/update-allowance.ts";
import { UserLimit } from "../../src/flows/user-limit.ts";
import type { AskedQuestion } from "../../src/ports.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { SlackInMemory } from "../fakes/slack-in-memory.ts";
import { aNeed } from "../support/needs.ts";
import { aCommand, aQuestion } from "../support/questions.ts";

const knowledge = loadKnowledge();
const thread = { workspace: "T0", channel: "C0A", threadTs: "1700000000.000001" };

let deps: AnswerDeps & { messenger: SlackInMemory; clock: ReturnType<typeof manualClock>; log: ReturnType<typeof recordingLog> };
beforeEach(() => {
	const database = new DatabaseSync(":memory:");
	const writes = new WriteBatch(database);
	const [store, clock] = [sqliteStore(database, writes), manualClock()];
	deps = {
		...knowledge,
		people: { titleOf: async () => undefined },
		inbox: new SqliteInbox(database, writes),
		store,
		messenger: new SlackInMemory(clock),
		clock,
		log: recordingLog(),
		metrics: { note: () => {} },
		noteAsked: async () => {},
		settleMs: defaultSettleMs,
		status: { show: async () => false },
		allowance: new UpdateAllowance(clock),
		limit: new UserLimit(store, 0),
	};
});

const said = (change: Partial<AskedQuestion>): AskedQuestion => aQuestion({ ...thread, receivedAt: deps.clock.now(), ...change });
async function accept(change: Partial<AskedQuestion>): Promise<AskedQuestion> {
	const question = said(change);
	await deps.inbox.accept({ eventId: question.id, question });
	return question;
}
const ask = async (change: Partial<AskedQuestion>) => answerQuestion(deps, await accept(change), 1);

describe("a message that doesn't mention us", () => {
	beforeEach(async () => {
		expect(await ask({ text: "which experiment tracker for five researchers?" })).toMatchObject({ reason: "answered" });
		deps.clock.advance(60_000);
	});

	test("is answered where it is meant for us, and its reason stands in the log where it is not", async () => {
		expect(await ask({ kind: "overheard", text: "and without Kubernetes?" })).toEqual({ done: true, reason: "answered" });
		expect(await ask({ kind: "overheard", text: "Emil, what do you think?" })).toEqual({ done: true, reason: "left_alone" });
		expect(deps.log.entries.at(-1)?.fields).toMatchObject({ reason: "called_by_name" });
		expect(await deps.inbox.pending()).toEqual([]);
	});

	test("is decided anew after a restart: side talk that a crash interrupted is not answered", async () => {
		const aside = await accept({ kind: "overheard", text: "let's try that next sprint" });
		expect(await answerQuestion(deps, afterRestart(aside, deps.clock.now()), 1)).toEqual({ done: true, reason: "left_alone" });
		const meant = await accept({ kind: "overheard", text: "is it open source?" });
		expect(await answerQuestion(deps, afterRestart(meant, deps.clock.now()), 1)).toEqual({ done: true, reason: "answered" });
	});

	test("is decided anew also where a power cut left its notes in doubt; what it was answered with stays, and is ended", async () => {
		const aside = await accept({ kind: "overheard", text: "Emil, what do you think?" });
		const doubted = afterRestart({ ...aside, postingSince: deps.clock.now() }, deps.clock.now());
		const before = deps.messenger.count("answer");
		const outcome = await answerQuestion(deps, doubted, 1);
		if (outcome.done) throw new Error("Expected to wait for a post that may be on its way, got an end");
		deps.clock.advance(defaultSettleMs);
		expect(await answerQuestion(deps, outcome.question, 2)).toEqual({ done: true, reason: "left_alone" });
		expect(deps.messenger.count("answer")).toBe(before);
		const begun = await accept({ kind: "overheard", text: "Emil, what do you say?" });
		await deps.messenger.postAnswer({ ...begun, threadTs: thread.threadTs }, async () => ({
			kind: "decline",
			headline: "Hm.",
			need: aNeed({}),
			picks: [],
			paragraphs: [],
			leftOut: [],
			writtenBy: "catalog",
		}));
		expect(await answerQuestion(deps, afterRestart({ ...begun, postingSince: deps.clock.now() }, deps.clock.now()), 1)).toEqual({ done: true, reason: "found_answered" });
		expect(await deps.inbox.pending()).toEqual([]);
	});
	test("is not counted as a question of its writer's where it is none", async () => {
		deps.limit = new UserLimit(deps.store, 1);
		for (let at = 0; at < 3; at++) expect(await ask({ kind: "overheard", text: "thanks!" })).toMatchObject({ reason: "left_alone" });
		expect(await ask({ kind: "overheard", text: "is it open source?" })).toMatchObject({ reason: "answered" });
		expect(await ask({ kind: "overheard", text: "does it need a server?" })).toMatchObject({ reason: "limited" });
	});
});

describe("short messages before the answer", () => {
	test("of the same asker, with no question of their own, are answered along with it, once", async () => {
		const question = await accept({ text: "which experiment tracker for us?" });
		const [condition, own, other, chat] = [
			await accept({ kind: "overheard", text: "open source only, no Kubernetes" }),
			await accept({ kind: "overheard", text: "and which registry goes with it?" }),
			await accept({ kind: "overheard", text: "must be managed", user: "U0B" }),
			await accept({ kind: "overheard", text: "thanks already!" }),
		];
		expect(await answerQuestion(deps, question, 1)).toMatchObject({ reason: "answered" });
		expect((await deps.inbox.pending()).map(({ id }) => id)).toEqual([own, other, chat].map(({ id }) => id));
		const [turn] = await recallThread(deps.store, thread);
		expect(turn?.along).toEqual([condition.id]);
		expect(turn?.turn.constraints.map(({ kind, value }) => `${kind}=${value}`).sort()).toEqual(["kubernetes=no", "licence=open-source"]);
		// The queue brings it all the same.
		expect(await answerQuestion(deps, condition, 1)).toEqual({ done: true, reason: "answered_along" });
		expect(deps.messenger.count("answer")).toBe(1);
	});
});

describe("short messages while the answer waits for its turn", () => {
	/** What arrives once the answer is composed and is not posted yet. */
	const whileWaiting = (...arriving: Partial<AskedQuestion>[]): AskedQuestion[] => {
		const arrived: AskedQuestion[] = [];
		deps.messenger.beforePosting = async () => {
			deps.messenger.beforePosting = async () => {};
			for (const one of arriving) arrived.push(await accept(one));
		};
		return arrived;
	};
	const constraintsKept = async () => (await recallThread(deps.store, thread))[0]?.turn.constraints.map(({ kind, value }) => `${kind}=${value}`);

	test("are in the answer that is posted, once; what holds a question of its own is not", async () => {
		const arrived = whileWaiting({ kind: "overheard", text: "open source only" }, { kind: "overheard", text: "and which registry?" }, { kind: "overheard", text: "on-prem", user: "U0B" });
		const question = await accept({ text: "which experiment tracker for us?" });
		expect(await answerQuestion(deps, question, 1)).toMatchObject({ reason: "answered" });
		expect(await constraintsKept()).toEqual(["licence=open-source"]);
		const [folded, ...others] = arrived;
		expect((await deps.inbox.pending()).map(({ id }) => id)).toEqual(others.map(({ id }) => id));
		expect(await answerQuestion(deps, folded as AskedQuestion, 1)).toEqual({ done: true, reason: "answered_along" });
		expect(deps.messenger.count("answer")).toBe(1);
	});
	test("are finished with it where the post's fate was unknown and it is found", async () => {
		const folded = whileWaiting({ kind: "overheard", text: "open source only" });
		deps.messenger.fate = (post) => (post === "postAnswer" ? { takesEffect: true, failure: { kind: "unknown", code: "timeout" } } : { takesEffect: true });
		const outcome = await answerQuestion(deps, await accept({ text: "which experiment tracker for us?" }), 1);
		if (outcome.done) throw new Error("Expected another attempt, got an end");
		expect(await answerQuestion(deps, outcome.question, 2)).toMatchObject({ reason: "found_answered" });
		expect(folded).toHaveLength(1);
		expect(await constraintsKept()).toEqual(["licence=open-source"]);
		expect(await deps.inbox.pending()).toEqual([]);
		expect(deps.messenger.count("answer")).toBe(1);
	});
	test("do not hold it up where they can't be read", async () => {
		deps.messenger.beforePosting = async () => {
			deps.inbox.pendingIn = () => Promise.reject(new Error("disk full"));
		};
		const outcome = await answerQuestion(deps, await accept({ text: "which experiment tracker for us?" }), 1);
		expect(outcome).toMatchObject({ reason: "answered" });
	});
});

test("what was on its way when its asker was forgotten is answered, and nothing of it is kept", async () => {
	deps.messenger.beforePosting = async () => void (await forgetPerson(deps.store, deps.clock, "T0", "U0A"));
	const question = await accept({ text: "which experiment tracker for our biostatisticians?" });
	expect(question.user).toBe("U0A");
	expect(await answerQuestion(deps, question, 1)).toMatchObject({ reason: "answered" });
	expect(deps.messenger.count("answer")).toBe(1);
	const keptOf = async () => {
		const lines: string[] = [];
		for await (const entry of deps.store.entries("")) lines.push(JSON.stringify(entry));
		return lines.filter((line) => line.includes("U0A") || line.includes("biostatisticians"));
	};
	expect(await keptOf()).toEqual([]);
	deps.messenger.beforePosting = async () => {};
	deps.clock.advance(1);
	expect(await ask({ text: "which experiment tracker for our biostatisticians?" })).toMatchObject({ reason: "answered" });
	expect(await keptOf()).not.toEqual([]);
});

test("of a private question nothing is kept of an asker who was forgotten meanwhile, not even their title", async () => {
	deps.people = {
		titleOf: async (workspace, user) => {
			await deps.store.set(`title:${workspace}:${user}`, "Research Scientist", 60_000);
			return "Research Scientist";
		},
	};
	deps.limit = new UserLimit(deps.store, 10);
	const question = aCommand({ kind: "private", receivedAt: deps.clock.now(), text: "which experiment tracker?" });
	await deps.inbox.accept({ eventId: question.id, question });
	await forgetPerson(deps.store, deps.clock, question.workspace, question.user);
	expect(await answerQuestion(deps, question, 1)).toMatchObject({ reason: "answered_privately" });
	const keys: string[] = [];
	for await (const [key] of deps.store.entries("")) keys.push(key);
	expect(keys.filter((key) => key.includes(question.user))).toEqual([]);
});

describe("what another one of the thread had said, who is forgotten while we are at work", () => {
	const forgetOther = async () => void (await forgetPerson(deps.store, deps.clock, "T0", "U0B"));
	const keptOfOther = async () => {
		const lines: string[] = [];
		for await (const entry of deps.store.entries("")) lines.push(JSON.stringify(entry));
		return lines.filter((line) => line.includes("U0B") || line.includes('"words":"air-gapped"'));
	};
	beforeEach(async () => {
		await ask({ user: "U0B", text: "which experiment tracker for us, in an air-gapped network?" });
		deps.clock.advance(60_000);
		expect(await keptOfOther()).not.toEqual([]);
	});

	test("goes for the answer, and is not kept with it", async () => {
		deps.messenger.beforePosting = forgetOther;
		const outcome = await ask({ user: "U0A", text: "which of them needs no Kubernetes?" });
		expect(outcome).toMatchObject({ reason: "answered" });
		expect(await keptOfOther()).toEqual([]);
		expect((await recallThread(deps.store, thread)).map(({ user }) => user)).toEqual(["U0A"]);
	});
	test("goes for a correction, and is not kept with it", async () => {
		const question = await accept({ user: "U0A", text: "which of them needs no Kubernetes?" });
		await answerQuestion(deps, question, 1);
		const ts = deps.messenger.messages.find((message) => message.question === question.id)?.ts ?? "";
		deps.clock.advance(60_000);
		const { updateAnswer } = deps.messenger;
		deps.messenger.updateAnswer = async (...given) => {
			await forgetOther();
			return updateAnswer.apply(deps.messenger, given);
		};
		expect(await ask({ kind: "correction", user: "U0A", text: "", corrects: { ts, change: { persona: "ml-engineer" } } })).toMatchObject({ reason: "corrected" });
		expect(await keptOfOther()).toEqual([]);
		expect(await recallAnswer(deps.store, { ...thread, ts })).toMatchObject({ user: "U0A" });
	});
});

describe("what was said in a thread before we were asked", () => {
	const written = (...texts: string[]) => texts.map((text, at) => ({ ts: `1700000000.00000${at + 1}`, user: at % 2 === 0 ? "U0B" : "U0A", text }));
	const constraintsOf = async () => (await recallThread(deps.store, thread)).flatMap(({ turn }) => turn.constraints.map(({ value }) => value));

	test("counts, and is kept when all of it was read", async () => {
		deps.messenger.written = written("we need a feature store", "it has to be open source");
		await ask({ text: "what fits?" });
		expect((await recallThread(deps.store, thread)).map(({ before }) => before === true)).toEqual([true, true, false]);
		expect(await constraintsOf()).toContain("open-source");
	});
	test.each(["end", "nothing"] as const)("where Slack shows %s of it, none of that is kept, and the next question stands on what was asked", async (shows) => {
		deps.messenger.written = written("we need a feature store", "it has to be open source");
		deps.messenger.shows = shows;
		await ask({ text: "which feature store on AWS?" });
		const kept = await recallThread(deps.store, thread);
		expect(kept.map(({ before }) => before === true)).toEqual([false]);
		deps.messenger.written = [];
		deps.messenger.shows = "all";
		await ask({ text: "and without Kubernetes?" });
		expect((await recallThread(deps.store, thread)).slice(0, 1)).toEqual(kept);
	});
	test("makes nobody an asker, and the thread none of ours", async () => {
		deps.messenger.written = written("we need a feature store");
		await ask({ text: "what fits?" });
		deps.clock.advance(60_000);
		expect(await ask({ kind: "overheard", text: "is it open source?", user: "U0B" })).toMatchObject({ reason: "left_alone" });
		expect(await hasPartIn(deps.store, deps.inbox, thread)).toBe(true);
		expect(await hasPartIn(deps.store, deps.inbox, { ...thread, threadTs: "1.1" })).toBe(false);
	});
	test("of a long thread the last messages count", async () => {
		deps.messenger.written = Array.from({ length: 50 }, (_, at) => ({ ts: `1700000000.${String(at + 1).padStart(6, "0")}`, user: "U0B", text: `message ${at}` }));
		await ask({ text: "which feature store?" });
		const kept = await recallThread(deps.store, thread);
		expect(kept).toHaveLength(mostTurns);
		expect(kept.at(-1)?.before).toBeUndefined();
	});
});
