import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { SqliteInbox } from "../../src/adapters/sqlite/sqlite-inbox.ts";
import { sqliteStore } from "../../src/adapters/sqlite/sqlite-store.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import { loadKnowledge } from "../../src/bot.ts";
import type { Answer } from "../../src/core/answer/answer.ts";
import { answerQuestion } from "../../src/flows/answer-question.ts";
import { recallAnswer } from "../../src/flows/answer-records.ts";
import type { AnswerDeps } from "../../src/flows/answering.ts";
import type { Outcome } from "../../src/flows/attempt.ts";
import { afterRestart, defaultSettleMs } from "../../src/flows/late-post.ts";
import { recallThread } from "../../src/flows/thread-memory.ts";
import { UpdateAllowance } from "../../src/flows/update-allowance.ts";
import { UserLimit } from "../../src/flows/user-limit.ts";
import type { AskedQuestion, DeliveryFailure } from "../../src/ports.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { type Fate, SlackInMemory } from "../fakes/slack-in-memory.ts";
import { aNeed } from "../support/needs.ts";
import { aCommand, aQuestion } from "../support/questions.ts";

const knowledge = loadKnowledge();

/** The state on disk and Slack: what outlives a process. */
function openWorld() {
	const database = new DatabaseSync(":memory:");
	const writes = new WriteBatch(database);
	const clock = manualClock();
	return { inbox: new SqliteInbox(database, writes), store: sqliteStore(database, writes), slack: new SlackInMemory(clock), clock };
}
type World = ReturnType<typeof openWorld>;

/** What goes wrong at one call of a port, counted through all of them. */
type Trouble = { at: number; side: "before" | "after"; how: "dies" | "fails" };
/** How a life begins: with a question that was just asked, or after a restart. */
type Start = "asked" | "restarted";
const never = new Promise<never>(() => {});

/** The port, whose calls are counted; at their turn some of them die, or fail, before or after they took effect. */
function troubled<Port extends object>(port: Port, calls: { count: number; died: () => void }, troubles: readonly Trouble[]): Port {
	return new Proxy(port, {
		get(target, name) {
			const method: unknown = Reflect.get(target, name);
			if (typeof method !== "function") return method;
			return async (...args: unknown[]) => {
				calls.count++;
				const trouble = troubles.find(({ at }) => at === calls.count);
				const strike = (how: Trouble["how"]): Promise<never> => {
					if (how === "fails") return Promise.reject(new Error("disk I/O error"));
					calls.died();
					return never;
				};
				if (trouble?.side === "before") return strike(trouble.how);
				const result: unknown = await method.apply(target, args);
				return trouble === undefined ? result : strike(trouble.how);
			};
		},
	});
}

/** One life of the bot: answers what is pending, until all is done or it dies. Returns how many calls it made. */
async function live(world: World, start: Start = "asked", ...troubles: Trouble[]): Promise<{ calls: number; outcomes: Outcome[] }> {
	const outcomes: Outcome[] = [];
	let die: () => void = () => {};
	const death = new Promise<"dead">((resolve) => {
		die = () => resolve("dead");
	});
	const calls = { count: 0, died: () => die() };
	const deps: AnswerDeps = {
		...knowledge,
		people: { titleOf: async () => undefined },
		noteAsked: async () => {},
		inbox: troubled(world.inbox, calls, troubles),
		store: troubled(world.store, calls, troubles),
		messenger: troubled(world.slack, calls, troubles),
		clock: world.clock,
		log: recordingLog(),
		metrics: { note: () => {} },
		settleMs: defaultSettleMs,
		status: { show: async () => false },
		allowance: new UpdateAllowance(world.clock),
		limit: new UserLimit(world.store, 0),
	};
	for (const pending of await world.inbox.pending()) {
		let question = start === "restarted" ? afterRestart(pending, world.clock.now()) : pending;
		for (let attempt = 1; attempt < 20; attempt++) {
			const outcome = await Promise.race([answerQuestion(deps, question, attempt), death]);
			if (outcome === "dead") return { calls: calls.count, outcomes };
			outcomes.push(outcome);
			if (outcome.done) break;
			question = outcome.question;
			world.clock.advance(outcome.retryAfterMs);
		}
	}
	return { calls: calls.count, outcomes };
}

async function asked(question: AskedQuestion): Promise<World> {
	const world = openWorld();
	await world.inbox.accept({ eventId: `Ev.${question.id}`, question });
	return world;
}

/** Whatever happened on the way: one answer stands in the thread, the thread remembers it once, and nothing is pending. */
async function expectAnsweredOnce({ slack, inbox, store, clock }: World, question: AskedQuestion, how: string): Promise<void> {
	// Whatever was still on its way has arrived.
	clock.advance(300_000);
	const threadTs = question.threadTs ?? slack.messages.find(({ what }) => what === "question")?.ts ?? "";
	const { workspace, channel } = question;
	const remembered = await recallThread(store, { workspace, channel, threadTs });
	const answer = slack.messages.find(({ what }) => what === "answer")?.ts ?? "";
	const record = await recallAnswer(store, { workspace, channel, ts: answer });
	expect({
		how,
		answers: slack.count("answer"),
		questions: slack.count("question"),
		private: slack.count("private"),
		pending: await inbox.pending(),
		turns: remembered.map((turn) => turn.question),
		record: record?.question,
	}).toEqual({
		how,
		answers: 1,
		questions: question.kind === "command" ? 1 : 0,
		private: 0,
		pending: [],
		turns: [question.id],
		record: question.id,
	});
}

const kinds = [
	["a mention", () => aQuestion({ text: "hi" })],
	["a command", () => aCommand()],
] as const;

describe.each(kinds)("%s", (_, make) => {
	const sides = ["before", "after"] as const;

	test("is answered, and what is needed for it is no more than a handful of steps", async () => {
		const question = make();
		const world = await asked(question);
		const { calls, outcomes } = await live(world);
		await expectAnsweredOnce(world, question, "undisturbed");
		expect(outcomes).toEqual([{ done: true, reason: "answered" }]);
		expect(calls).toBeLessThanOrEqual(14);
		expect(world.slack.searches).toBe(0);
	});

	test("is answered once when the process dies at any step, before or after that took effect, and again at any step of its next life", async () => {
		const { calls } = await live(await asked(make()));
		let lives = 0;
		for (let first = 1; first <= calls; first++) {
			// In its next life it also searches: at most two calls more.
			for (let second = 1; second <= calls + 2; second++) {
				for (const side of sides) {
					for (const nextSide of sides) {
						const question = make();
						const world = await asked(question);
						await live(world, "asked", { at: first, side, how: "dies" });
						await live(world, "restarted", { at: second, side: nextSide, how: "dies" });
						await live(world, "restarted");
						await expectAnsweredOnce(world, question, `dies ${side} call ${first}, then ${nextSide} call ${second}`);
						lives++;
					}
				}
			}
		}
		expect(lives).toBeGreaterThan(calls * calls * 4);
	});

	test("is answered once when any one call fails, before or after it took effect", async () => {
		const { calls } = await live(await asked(make()));
		for (let at = 1; at <= calls; at++) {
			for (const side of sides) {
				const question = make();
				const world = await asked(question);
				const { outcomes } = await live(world, "asked", { at, side, how: "fails" });
				await expectAnsweredOnce(world, question, `fails ${side} call ${at}`);
				expect(outcomes.at(-1)?.done).toBe(true);
			}
		}
	});

	test("is answered once when a call fails and the process dies at any step after that", async () => {
		const { calls } = await live(await asked(make()));
		for (let fails = 1; fails <= calls; fails++) {
			for (let dies = fails + 1; dies <= fails + calls + 2; dies++) {
				for (const failing of sides) {
					for (const dying of sides) {
						const question = make();
						const world = await asked(question);
						await live(world, "asked", { at: fails, side: failing, how: "fails" }, { at: dies, side: dying, how: "dies" });
						await live(world, "restarted");
						await expectAnsweredOnce(world, question, `fails ${failing} call ${fails}, dies ${dying} call ${dies}`);
					}
				}
			}
		}
	});

	test("is answered once when the power goes and takes with it everything that was noted after the ack", async () => {
		const { calls } = await live(await asked(make()));
		for (let at = 1; at <= calls + 1; at++) {
			for (const side of sides) {
				const question = make();
				const before = await asked(question);
				await live(before, "asked", { at, side, how: "dies" });
				const world = { ...(await asked(question)), slack: before.slack };
				await live(world, "restarted");
				await expectAnsweredOnce(world, question, `the power goes ${side} call ${at}`);
			}
		}
	});

	const unknown: DeliveryFailure = { kind: "unknown", code: "ECONNRESET" };
	const settled: DeliveryFailure = { kind: "unknown", code: "internal_error", settled: true };
	const later: DeliveryFailure = { kind: "later", afterMs: 3000 };
	test.each<[string, Fate[]]>([
		["lost before it took effect", [{ takesEffect: false, failure: unknown }]],
		["lost after it took effect", [{ takesEffect: true, failure: unknown }]],
		["answered with an error before they took effect", [{ takesEffect: false, failure: settled }]],
		["answered with an error after they took effect", [{ takesEffect: true, failure: settled }]],
		["lost, and take effect twelve seconds later", [{ takesEffect: true, failure: unknown, lateMs: 12_000 }]],
		[
			"lost twice, and both would take effect half a minute later",
			[
				{ takesEffect: true, failure: unknown, lateMs: 29_900 },
				{ takesEffect: true, failure: unknown, lateMs: 29_900 },
			],
		],
		["put off", [{ takesEffect: false, failure: later }]],
		[
			"put off, then lost after it took effect",
			[
				{ takesEffect: false, failure: later },
				{ takesEffect: true, failure: unknown },
			],
		],
		[
			"lost twice before it took effect, then after",
			[
				{ takesEffect: false, failure: unknown },
				{ takesEffect: false, failure: unknown },
				{ takesEffect: true, failure: unknown },
			],
		],
	])("whose posts are %s is answered once, whether or not the process dies in between", async (_, fates) => {
		for (let at = 1; at <= 14; at++) {
			for (const side of sides) {
				const question = make();
				const world = await asked(question);
				const left = [...fates];
				world.slack.fate = () => left.shift() ?? { takesEffect: true };
				await live(world, "asked", { at, side, how: "dies" });
				await live(world, "restarted");
				await expectAnsweredOnce(world, question, `dies ${side} call ${at}`);
			}
		}
	});

	test("that Slack put off is not searched for: Slack has said that there is nothing", async () => {
		const world = await asked(make());
		const left: Fate[] = [{ takesEffect: false, failure: later }];
		world.slack.fate = () => left.shift() ?? { takesEffect: true };
		const { outcomes } = await live(world);
		expect(outcomes).toMatchObject([
			{ done: false, retryAfterMs: 3000 },
			{ done: true, reason: "answered" },
		]);
		expect(world.slack.searches).toBe(0);
	});
});

describe("what cannot be delivered", () => {
	const refused: DeliveryFailure = { kind: "refused", code: "channel_not_found" };

	test("a mention that Slack refuses to have answered is let go, with its reason in the log", async () => {
		const question = aQuestion({ text: "hi" });
		const world = await asked(question);
		world.slack.fate = () => ({ takesEffect: false, failure: refused });
		const { outcomes } = await live(world);
		expect(outcomes).toEqual([{ done: true, reason: "undeliverable" }]);
		expect(await world.inbox.pending()).toEqual([]);
	});

	test("a command in a channel that is closed to the bot is answered privately", async () => {
		const question = aCommand();
		const world = await asked(question);
		world.slack.fate = (post) => (post === "respondPrivately" ? { takesEffect: true } : { takesEffect: false, failure: refused });
		const { outcomes } = await live(world);
		expect(outcomes).toEqual([{ done: true, reason: "answered_privately" }]);
		expect(world.slack.count("private")).toBe(1);
	});

	/** Slack takes nothing of a channel, but private answers, to which this happens one by one. */
	const closed =
		(...fates: Fate[]) =>
		(post: string): Fate =>
			post === "respondPrivately" ? (fates.shift() ?? { takesEffect: true }) : post === "tellAsker" ? { takesEffect: true } : { takesEffect: false, failure: refused };
	const privately = [
		["asked for", () => aCommand({ kind: "private" })],
		["of a command in a closed channel", () => aCommand()],
	] as const;

	test.each(privately)("a private answer %s that Slack puts off is sent again", async (_, make) => {
		const world = await asked(make());
		world.slack.fate = closed({ takesEffect: false, failure: { kind: "later", afterMs: 2000 } });
		expect((await live(world)).outcomes.at(-1)).toEqual({ done: true, reason: "answered_privately" });
		expect({ private: world.slack.count("private"), told: world.slack.count("told") }).toEqual({ private: 1, told: 0 });
	});

	test.each([true, false])("a private answer whose fate nobody knows is not sent again, and its asker is told (it was shown: %s)", async (takesEffect) => {
		const world = await asked(aCommand());
		world.slack.fate = closed({ takesEffect, failure: { kind: "unknown", code: "http_503" } });
		expect((await live(world)).outcomes.at(-1)).toEqual({ done: true, reason: "unsure" });
		expect({ private: world.slack.count("private"), told: world.slack.count("told"), pending: await world.inbox.pending() }).toEqual({ private: takesEffect ? 1 : 0, told: 1, pending: [] });
	});

	test("who should be told, and may not have heard it, is told again, a few times", async () => {
		const world = await asked(aCommand());
		const lost: Fate = { takesEffect: false, failure: { kind: "unknown", code: "ECONNRESET" } };
		world.slack.fate = (post) => (post === "respondPrivately" || post === "tellAsker" ? lost : { takesEffect: false, failure: refused });
		const { outcomes } = await live(world);
		expect(outcomes.length).toBeGreaterThan(2);
		expect(outcomes.length).toBeLessThan(6);
		expect(outcomes.at(-1)).toEqual({ done: true, reason: "unsure" });
	});

	test.each(privately)("a private answer %s is shown at most once, and its asker hears of it, where the process dies at any step, and again in its next life", async (_, make) => {
		const first = await asked(make());
		first.slack.fate = closed();
		const { calls } = await live(first);
		for (let at = 1; at <= calls; at++) {
			for (let next = 1; next <= calls + 2; next++) {
				for (const side of ["before", "after"] as const) {
					const world = await asked(make());
					world.slack.fate = closed();
					await live(world, "asked", { at, side, how: "dies" });
					await live(world, "restarted", { at: next, side, how: "dies" });
					await live(world, "restarted");
					const heard = world.slack.count("private") + world.slack.count("told");
					expect({ side, at, next, twice: world.slack.count("private") > 1, silent: heard === 0, pending: await world.inbox.pending() }).toEqual({
						side,
						at,
						next,
						twice: false,
						silent: false,
						pending: [],
					});
				}
			}
		}
	});

	test.each(privately)("a private answer %s whose fate nobody knows is not sent again where the disk fails then", async (_, make) => {
		for (const side of ["before", "after"] as const) {
			const undisturbed = await asked(make());
			undisturbed.slack.fate = closed({ takesEffect: true, failure: { kind: "unknown", code: "http_503" } });
			const world = await asked(make());
			world.slack.fate = closed({ takesEffect: true, failure: { kind: "unknown", code: "http_503" } });
			// The last of its steps is to note that it is done.
			await live(world, "asked", { at: (await live(undisturbed)).calls, side, how: "fails" });
			expect({ side, private: world.slack.count("private"), pending: await world.inbox.pending() }).toEqual({ side, private: 1, pending: [] });
		}
	});

	test("a private answer is sent once where the disk fails after it", async () => {
		const world = await asked(aCommand());
		world.slack.fate = (post) => (post === "respondPrivately" ? { takesEffect: true } : { takesEffect: false, failure: refused });
		const { calls } = await live(world);
		for (const side of ["before", "after"] as const) {
			const again = await asked(aCommand());
			again.slack.fate = world.slack.fate;
			// The last of its steps is to note that it is done.
			await live(again, "asked", { at: calls, side, how: "fails" });
			expect({ side, private: again.slack.count("private"), pending: await again.inbox.pending() }).toEqual({ side, private: 1, pending: [] });
		}
	});
});

describe("an answer that was begun, in a workspace where nothing that was posted may be changed", () => {
	const whole: Answer = { kind: "recommendation", headline: "Take MLflow.", need: aNeed({}), picks: [], paragraphs: [], leftOut: [], writtenBy: "model" };
	const begun: Answer = { ...whole, headline: "Reading…", unfinished: true };
	const unchangeable: DeliveryFailure = { kind: "refused", code: "edit_window_closed" };

	/** A part stands there, and the post of the whole answer was lost; it takes effect after so many milliseconds, or never. */
	async function wholeWasLost(lateMs: number | undefined) {
		const question = { ...aQuestion({ text: "hi" }), threadTs: "1790000000.000001" };
		const world = await asked(question);
		const { slack, clock } = world;
		await slack.postAnswer(question, async () => begun);
		slack.fate = () => ({ takesEffect: lateMs !== undefined, failure: { kind: "unknown", code: "ECONNRESET" }, lateMs: lateMs ?? 0 });
		await world.inbox.notePosting(question.id, clock.now());
		await slack.postAnswer(question, async () => whole);
		slack.fate = (post) => (post === "updateAnswer" ? { takesEffect: false, failure: unchangeable } : { takesEffect: true });
		return { question, world };
	}

	test.each([0, 12_000, 29_000, undefined])("is followed by one whole answer, also where that was lost before, and took effect after %s ms", async (lateMs) => {
		for (const start of ["asked", "restarted"] as const) {
			const { world } = await wholeWasLost(lateMs);
			const { outcomes } = await live(world, start);
			world.clock.advance(300_000);
			const answers = world.slack.messages.filter(({ what, unfinished }) => what === "answer" && unfinished !== true);
			expect({ start, answers: answers.length, pending: await world.inbox.pending(), end: outcomes.at(-1)?.done }).toEqual({ start, answers: 1, pending: [], end: true });
			expect(outcomes.length).toBeLessThan(4);
		}
	});
});

describe("where Slack won't say whether an answer stands there", () => {
	const unknown: DeliveryFailure = { kind: "unknown", code: "ECONNRESET" };
	/** The first post is lost, whether or not it took effect; the searches after it fail like this, one by one. */
	async function lostAndBlind(takesEffect: boolean, blindness: (DeliveryFailure | undefined)[]) {
		const question = aQuestion({ text: "hi" });
		const world = await asked(question);
		const fates: Fate[] = [{ takesEffect, failure: unknown }];
		world.slack.fate = () => fates.shift() ?? { takesEffect: true };
		world.slack.blindness = () => blindness.shift();
		return { question, world, ...(await live(world)) };
	}

	test.each([true, false])("for now, it is asked again when it wants to be, and nothing is posted before (the post took effect: %s)", async (takesEffect) => {
		const { question, world, outcomes } = await lostAndBlind(takesEffect, [
			{ kind: "later", afterMs: 7000 },
			{ kind: "unknown", code: "ECONNRESET" },
		]);
		expect(outcomes).toContainEqual(expect.objectContaining({ done: false, retryAfterMs: 7000 }));
		await expectAnsweredOnce(world, question, "asked later");
	});

	test.each([true, false])("for lack of a scope, the asker alone is told, once, and nothing is posted again (the post took effect: %s)", async (takesEffect) => {
		const missingScope: DeliveryFailure = { kind: "refused", code: "missing_scope" };
		const { question, world, outcomes } = await lostAndBlind(takesEffect, [missingScope, missingScope]);
		expect(outcomes.at(-1)).toEqual({ done: true, reason: "unsure" });
		expect({ answers: world.slack.count("answer"), told: world.slack.count("told"), pending: await world.inbox.pending() }).toEqual({ answers: takesEffect ? 1 : 0, told: 1, pending: [] });
		expect(world.slack.messages.find(({ what }) => what === "told")?.headline).toContain(question.id);
	});

	test("where the clock is set back after a post, what became of it is waited for no longer than ever", async () => {
		const question = aQuestion({ text: "hi" });
		const world = await asked(question);
		const fates: Fate[] = [{ takesEffect: false, failure: unknown }];
		world.slack.fate = () => fates.shift() ?? { takesEffect: true };
		const find = world.slack.find.bind(world.slack);
		world.slack.find = (...which) => {
			if (world.slack.searches === 0) world.clock.advance(-3_600_000);
			return find(...which);
		};
		const before = world.clock.now();
		await live(world);
		expect(world.slack.count("answer")).toBe(1);
		expect(world.clock.now() - before).toBeLessThan(120_000 - 3_600_000);
	});

	test("for lack of a scope, a question that nothing had been posted for is answered after a restart", async () => {
		const question = aQuestion({ text: "hi" });
		const world = await asked(question);
		world.slack.blindness = () => ({ kind: "refused", code: "missing_scope" });
		await live(world, "restarted");
		await expectAnsweredOnce(world, question, "never posted");
	});
});

test("a question of which only the inbox knows that a post was begun is searched for before it is answered", async () => {
	const question = aQuestion({ text: "hi" });
	const world = await asked(question);
	await live(world, "asked", { at: (await live(await asked(aQuestion({ text: "hi" })))).calls, side: "before", how: "dies" });
	// Brought again by whoever did not hear how the attempt ended: as it is stored.
	const { outcomes } = await live(world, "asked");
	expect(outcomes.at(-1)).toEqual({ done: true, reason: "found_answered" });
	await expectAnsweredOnce(world, question, "brought again");
});

describe("what its asker adds to a question", () => {
	const thread = "1790000000.000001";
	const tracker = () => aQuestion({ text: "which experiment tracker?", threadTs: thread });
	const addition = () => aQuestion({ kind: "overheard", text: "we run on-prem", threadTs: thread });

	test("is answered with it, also when the process dies at any step", async () => {
		const both = async () => {
			const question = tracker();
			const added = addition();
			const world = await asked(question);
			await world.inbox.accept({ eventId: `Ev.${added.id}`, question: added });
			return { world, question, added };
		};
		const { calls } = await live((await both()).world);
		for (let at = 1; at <= calls; at++) {
			for (const side of ["before", "after"] as const) {
				const { world, question, added } = await both();
				await live(world, "asked", { at, side, how: "dies" });
				await live(world, "restarted");
				const [turn] = await recallThread(world.store, { ...question, threadTs: thread });
				expect({ at, side, answers: world.slack.messages.map((message) => message.question), along: turn?.along, pending: await world.inbox.pending() }).toEqual({
					at,
					side,
					answers: [question.id],
					along: [added.id],
					pending: [],
				});
			}
		}
	});

	test("after its answer was posted waits for its own turn, also where nobody knew at once that the answer stands there", async () => {
		const question = tracker();
		const added = addition();
		const world = await asked(question);
		const fates: Fate[] = [{ takesEffect: true, failure: { kind: "unknown", code: "ECONNRESET" } }];
		world.slack.fate = () => fates.shift() ?? { takesEffect: true };
		const find = world.slack.find.bind(world.slack);
		world.slack.find = async (...which) => {
			await world.inbox.accept({ eventId: `Ev.${added.id}`, question: added });
			return find(...which);
		};
		const { outcomes } = await live(world);
		expect(outcomes.at(-1)).toEqual({ done: true, reason: "found_answered" });
		expect((await world.inbox.pending()).map(({ id }) => id)).toEqual([added.id]);
		world.slack.fate = () => ({ takesEffect: true });
		await live(world);
		expect(world.slack.messages.map((message) => message.question)).toEqual([question.id, added.id]);
		expect(await world.inbox.pending()).toEqual([]);
	});
});

describe("a question that has waited for more than an hour", () => {
	test.each(kinds)("%s gets one apology in its thread, and no answer that may be stale", async (_, make) => {
		const world = await asked(make());
		world.clock.advance(3_600_000 + 60_000);
		const { outcomes } = await live(world, "restarted");
		expect(outcomes).toEqual([{ done: true, reason: "apologised" }]);
		expect(world.slack.messages.filter(({ what }) => what === "answer").map(({ headline }) => headline)).toEqual(["Sorry"]);
		expect(await world.inbox.pending()).toEqual([]);
	});

	test("gets one apology also when the process dies at any step of it", async () => {
		for (let at = 1; at <= 5; at++) {
			for (const side of ["before", "after"] as const) {
				const world = await asked(aQuestion());
				world.clock.advance(3_700_000);
				await live(world, "restarted", { at, side, how: "dies" });
				await live(world, "restarted");
				expect({ at, side, answers: world.slack.count("answer"), pending: await world.inbox.pending() }).toEqual({ at, side, answers: 1, pending: [] });
			}
		}
	});

	test("and whose answer stands there already is left alone", async () => {
		const question = aQuestion({ text: "hi" });
		const world = await asked(question);
		const { calls } = await live(await asked(aQuestion({ text: "hi" })));
		await live(world, "asked", { at: calls, side: "before", how: "dies" });
		world.clock.advance(3_700_000);
		const { outcomes } = await live(world, "restarted");
		expect(outcomes.at(-1)).toEqual({ done: true, reason: "found_answered" });
		expect(world.slack.count("answer")).toBe(1);
	});
});
