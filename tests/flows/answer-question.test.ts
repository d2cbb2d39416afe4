import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { SqliteInbox } from "../../src/adapters/sqlite/sqlite-inbox.ts";
import { sqliteStore } from "../../src/adapters/sqlite/sqlite-store.ts";
import { WriteBatch } from "../../src/adapters/sqlite/write-batch.ts";
import { loadKnowledge } from "../../src/bot.ts";
import { type AnswerDeps, afterRestart, answerQuestion, type Outcome } from "../../src/flows/answer-question.ts";
import type { AskedQuestion, DeliveryFailure } from "../../src/ports.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { type Fate, SlackInMemory } from "../fakes/slack-in-memory.ts";
import { aCommand, aQuestion } from "../support/questions.ts";

const { reader, search } = loadKnowledge();

/** The state on disk and Slack: what outlives a process. */
function openWorld() {
	const database = new DatabaseSync(":memory:");
	const writes = new WriteBatch(database);
	return { inbox: new SqliteInbox(database, writes), store: sqliteStore(database, writes), slack: new SlackInMemory(), clock: manualClock() };
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
		reader,
		search,
		withoutOverlay: { reader, search },
		people: { titleOf: async () => undefined },
		noteAsked: async () => {},
		inbox: troubled(world.inbox, calls, troubles),
		store: troubled(world.store, calls, troubles),
		messenger: troubled(world.slack, calls, troubles),
		clock: world.clock,
		log: recordingLog(),
	};
	for (const pending of await world.inbox.pending()) {
		let question = start === "restarted" ? afterRestart(pending) : pending;
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
async function expectAnsweredOnce({ slack, inbox, store }: World, question: AskedQuestion, how: string): Promise<void> {
	const thread = question.threadTs ?? slack.messages.find(({ what }) => what === "question")?.ts;
	const turns = (await store.get(`thread:T0:${question.channel}:${thread}`)) as { from: string }[] | undefined;
	expect({ how, answers: slack.count("answer"), questions: slack.count("question"), private: slack.count("private"), pending: await inbox.pending(), turns: turns?.map(({ from }) => from) }).toEqual({
		how,
		answers: 1,
		questions: question.kind === "command" ? 1 : 0,
		private: 0,
		pending: [],
		turns: ["user", "bot"],
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
		expect(calls).toBeLessThanOrEqual(8);
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
	const later: DeliveryFailure = { kind: "later", afterMs: 3000 };
	test.each<[string, Fate[]]>([
		["lost before it took effect", [{ takesEffect: false, failure: unknown }]],
		["lost after it took effect", [{ takesEffect: true, failure: unknown }]],
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

	test("a private answer that Slack puts off is sent again; one whose fate nobody knows is not", async () => {
		for (const [failure, takesEffect, times] of [
			[{ kind: "later", afterMs: 2000 }, false, 1],
			[{ kind: "unknown", code: "ECONNRESET" }, true, 1],
		] as const) {
			const world = await asked(aCommand());
			const left: Fate[] = [{ takesEffect, failure }];
			world.slack.fate = (post) => (post === "respondPrivately" ? (left.shift() ?? { takesEffect: true }) : { takesEffect: false, failure: refused });
			const { outcomes } = await live(world);
			expect(outcomes.at(-1)?.done).toBe(true);
			expect(world.slack.count("private")).toBe(times);
			expect(await world.inbox.pending()).toEqual([]);
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
