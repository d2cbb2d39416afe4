import { describe, expect, test } from "vitest";
import type { Outcome, Slot } from "../../src/flows/attempt.ts";
import { QuestionQueue } from "../../src/flows/question-queue.ts";
import type { AskedQuestion } from "../../src/ports.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { aCommand, aQuestion } from "../support/questions.ts";
import { until } from "../support/until.ts";

type Call = { id: string; attempt: number; question: AskedQuestion; slot: Slot; settle: (outcome?: Outcome) => void };
const done: Outcome = { done: true, reason: "answered" };

/** A queue whose answers the test gives, one by one. */
function openQueue(limits: { parallel?: number; finishedPerChannel?: number; tell?: (question: AskedQuestion, ahead: number) => Promise<void> } = {}) {
	const calls: Call[] = [];
	const clock = manualClock();
	const queue = new QuestionQueue({
		answer: (question, attempt, slot) =>
			new Promise<Outcome>((resolve) => {
				calls.push({ id: question.id, attempt, question, slot, settle: (outcome = done) => resolve(outcome) });
			}),
		clock,
		...limits,
	});
	/** Several turns of the event loop: time enough for the queue to start all that it would start. */
	const rest = async (): Promise<void> => {
		for (let turn = 0; turn < 60; turn++) await new Promise((resolve) => setImmediate(resolve));
	};
	return { queue, calls, clock, rest, started: () => calls.map(({ id }) => id) };
}

const inThread = (threadTs: string, change: Partial<AskedQuestion> = {}): AskedQuestion => aQuestion({ threadTs, ...change });

describe("questions that wait for their answers", () => {
	test("those of one thread are answered in the order in which they came", async () => {
		const { queue, calls, rest, started } = openQueue();
		const [first, second, third] = [inThread("1.1"), inThread("1.1"), inThread("1.1")] as const;
		for (const question of [first, second, third]) queue.add(question);
		await rest();
		expect(started()).toEqual([first.id]);
		calls[0]?.settle();
		await rest();
		expect(started()).toEqual([first.id, second.id]);
		calls[1]?.settle();
		await rest();
		expect(started()).toEqual([first.id, second.id, third.id]);
	});

	test("what is written in the thread that a command opened waits for the command's answer, also where that has to be tried again", async () => {
		const { queue, calls, clock, rest, started } = openQueue();
		const command = aCommand();
		queue.add(command);
		await rest();
		calls[0]?.slot.opened("5.5");
		const followUp = inThread("5.5", { kind: "overheard" });
		queue.add(followUp);
		await rest();
		expect(started()).toEqual([command.id]);
		calls[0]?.settle({ done: false, retryAfterMs: 1000, question: { ...command, threadTs: "5.5" } });
		await rest();
		expect(started()).toEqual([command.id]);
		clock.advance(1000);
		await rest();
		expect(started()).toEqual([command.id, command.id]);
		calls[1]?.settle();
		await rest();
		expect(started()).toEqual([command.id, command.id, followUp.id]);
	});

	test("those of different threads are answered in parallel", async () => {
		const { queue, calls, rest } = openQueue();
		queue.add(inThread("1.1", { channel: "C0A" }));
		queue.add(inThread("2.2", { channel: "C0B" }));
		queue.add(inThread("1.1", { channel: "C0C" }));
		await rest();
		expect(calls).toHaveLength(3);
	});

	test("a thread is its workspace's, channel's and parent's: the same timestamp elsewhere is another one", async () => {
		const { queue, calls, rest } = openQueue();
		queue.add(inThread("1.1", { workspace: "T0A" }));
		queue.add(inThread("1.1", { workspace: "T0B" }));
		queue.add(inThread("1.1", { workspace: "T0A" }));
		await rest();
		expect(calls.map(({ question }) => question.workspace)).toEqual(["T0A", "T0B"]);
	});

	test("at most sixteen are worked on at once", async () => {
		const { queue, calls, rest } = openQueue();
		for (let channel = 0; channel < 40; channel++) queue.add(aQuestion({ channel: `C${channel}` }));
		await rest();
		expect(calls).toHaveLength(16);
		calls[3]?.settle();
		await rest();
		expect(calls).toHaveLength(17);
	});

	test("no place stays empty while anybody waits: a channel that asks alone gets all of them", async () => {
		const { queue, calls, rest } = openQueue();
		for (let asked = 0; asked < 40; asked++) queue.add(aQuestion({ channel: "C0BUSY" }));
		await rest();
		expect(calls).toHaveLength(16);
	});

	test("who asks in a channel where nobody has asked is next, however many wait in another", async () => {
		const { queue, calls, rest } = openQueue({ parallel: 2 });
		for (let asked = 0; asked < 40; asked++) queue.add(aQuestion({ channel: "C0BUSY", user: `U0${asked}` }));
		await rest();
		queue.add(aQuestion({ channel: "C0CALM", user: "U0CALM" }));
		calls[0]?.settle();
		await rest();
		expect(calls.map(({ question }) => question.channel)).toEqual(["C0BUSY", "C0BUSY", "C0CALM"]);
	});

	test.each([
		["in one channel", () => "C0A"],
		["over many channels", (at: number) => `C0${at}`],
	])("one person who asks a lot %s does not make another wait for all of it", async (_, channelOf) => {
		const { queue, calls, rest } = openQueue({ parallel: 1 });
		for (let asked = 0; asked < 20; asked++) queue.add(aQuestion({ channel: channelOf(asked), user: "U0LOUD" }));
		const [first, second] = [aQuestion({ channel: "C0A", user: "U0QUIET" }), aQuestion({ channel: "C0A", user: "U0QUIET" })];
		queue.add(first);
		queue.add(second);
		for (let turn = 0; turn < 4; turn++) {
			await rest();
			calls[turn]?.settle();
		}
		expect(calls.map(({ question }) => question.user)).toEqual(["U0LOUD", "U0QUIET", "U0LOUD", "U0QUIET"]);
	});

	test("no stream of newcomers keeps a second question waiting for ever", async () => {
		const { queue, calls, rest } = openQueue({ parallel: 1 });
		queue.add(aQuestion({ channel: "C0A", user: "U0PATIENT" }));
		const second = aQuestion({ channel: "C0A", user: "U0PATIENT" });
		queue.add(second);
		let turn = 0;
		for (; turn < 300 && !calls.some(({ id }) => id === second.id); turn++) {
			queue.add(aQuestion({ channel: `C0${turn}`, user: `U0${turn}` }));
			await rest();
			calls[turn]?.settle();
		}
		expect(turn).toBeLessThan(200);
	});

	test("everybody is served in the end, and each thread in its order, whoever asks", async () => {
		const { queue, calls, rest } = openQueue({ parallel: 3 });
		const questions = Array.from({ length: 90 }, (_, at) => aQuestion({ channel: `C${at % 4}`, threadTs: `${(at % 7) + 1}.1`, user: `U${(at * at) % 5}` }));
		for (const question of questions) queue.add(question);
		for (let turn = 0; turn < 90; turn++) {
			await rest();
			calls[turn]?.settle();
		}
		expect(new Set(calls.map(({ id }) => id)).size).toBe(90);
		const inThread = (all: readonly AskedQuestion[]): Partial<Record<string, AskedQuestion[]>> => Object.groupBy(all, ({ channel, threadTs }) => `${channel} ${threadTs}`);
		const served = inThread(calls.map(({ question }) => question));
		for (const [thread, asked] of Object.entries(inThread(questions))) expect(served[thread]?.map(({ id }) => id)).toEqual(asked?.map(({ id }) => id));
	});

	test("an answer that waits for Slack leaves its place to others, and of its channel no more are begun than Slack will take soon", async () => {
		const { queue, calls, rest } = openQueue({ parallel: 1 });
		for (let asked = 0; asked < 5; asked++) queue.add(aQuestion({ channel: "C0SLOW" }));
		queue.add(aQuestion({ channel: "C0OTHER", user: "U0OTHER" }));
		const slack: (() => void)[] = [];
		const ends: number[] = [];
		for (let turn = 0; turn < 6; turn++) {
			await rest();
			const call = calls[turn];
			if (call === undefined) break;
			void call.slot
				.leaveFor(() => new Promise<void>((resolve) => slack.push(resolve)))
				.then(() => {
					ends.push(turn);
					call.settle();
				});
		}
		expect(calls.map(({ question }) => question.channel)).toEqual(["C0SLOW", "C0OTHER", "C0SLOW"]);
		expect(queue.depth).toEqual({ waiting: 3, delayed: 0, running: 3 });
		slack[0]?.();
		await rest();
		expect(ends).toEqual([0]);
		expect(calls.map(({ question }) => question.channel)).toEqual(["C0SLOW", "C0OTHER", "C0SLOW", "C0SLOW"]);
	});

	test("what goes on after it has waited for Slack takes a place again, before anything new does", async () => {
		const { queue, calls, rest } = openQueue({ parallel: 1 });
		for (const channel of ["C0A", "C0B", "C0C"]) queue.add(aQuestion({ channel, user: channel }));
		await rest();
		let arrive = (): void => {};
		let back = false;
		const away = calls[0]?.slot
			.leaveFor(() => new Promise<void>((resolve) => (arrive = resolve)))
			.then(() => {
				back = true;
			});
		await rest();
		expect(calls).toHaveLength(2);
		arrive();
		await rest();
		expect(back).toBe(false);
		calls[1]?.settle();
		await away;
		await rest();
		expect(calls).toHaveLength(2);
		calls[0]?.settle();
		await rest();
		expect(calls).toHaveLength(3);
	});

	test("who waits for long is told how many are ahead in the channel: once, and not what is answered soon", async () => {
		const told: [string, number][] = [];
		const { queue, calls, clock, rest } = openQueue({
			parallel: 1,
			tell: async ({ id }, ahead) => {
				told.push([id, ahead]);
			},
		});
		const [running, first, second, elsewhere] = [aQuestion(), aQuestion(), aQuestion(), aQuestion({ channel: "C0B" })];
		for (const question of [running, first, second, elsewhere]) queue.add(question);
		for (let second = 0; second < 3; second++) {
			clock.advance(1000);
			await rest();
		}
		expect(told).toEqual([]);
		for (let second = 0; second < 10; second++) {
			clock.advance(1000);
			await rest();
		}
		expect(told).toEqual([
			[first.id, 0],
			[second.id, 1],
			[elsewhere.id, 0],
		]);
		calls[0]?.settle();
	});

	test("an attempt that somebody else sees to is made in its turn, and its outcome is handed back whatever it is", async () => {
		const { queue, calls, rest } = openQueue();
		const question = aQuestion();
		const outcome = queue.attempt(question, 3);
		await rest();
		const later: Outcome = { done: false, retryAfterMs: 5, question };
		calls[0]?.settle(later);
		expect(await outcome).toEqual(later);
		expect(calls[0]?.attempt).toBe(3);
		expect(queue.depth).toEqual({ waiting: 0, delayed: 0, running: 0 });
	});

	test("an attempt that was not begun when the queue stops is handed back", async () => {
		const { queue, calls, rest } = openQueue({ parallel: 1 });
		const [running, waiting, late] = [aQuestion({ channel: "C0A" }), aQuestion({ channel: "C0B" }), aQuestion({ channel: "C0C" })] as const;
		const outcomes = [queue.attempt(running, 1), queue.attempt(waiting, 1)];
		await rest();
		const stopped = queue.stop();
		outcomes.push(queue.attempt(late, 1));
		calls[0]?.settle();
		expect(await Promise.all(outcomes)).toEqual([done, { done: false, retryAfterMs: 0, question: waiting }, { done: false, retryAfterMs: 0, question: late }]);
		await stopped;
		expect(calls).toHaveLength(1);
	});

	test("a question that has to wait keeps its place: later ones of its thread don't overtake it, other threads go on", async () => {
		const { queue, calls, clock, rest, started } = openQueue();
		const [first, second] = [inThread("1.1"), inThread("1.1")] as const;
		const other = inThread("2.2", { channel: "C0B" });
		queue.add(first);
		queue.add(second);
		await rest();
		calls[0]?.settle({ done: false, retryAfterMs: 30_000, question: first });
		queue.add(other);
		await rest();
		expect(started()).toEqual([first.id, other.id]);
		clock.advance(29_999);
		await rest();
		expect(started()).toEqual([first.id, other.id]);
		clock.advance(1);
		await rest();
		expect(started()).toEqual([first.id, other.id, first.id]);
		calls[2]?.settle();
		await rest();
		expect(started()).toEqual([first.id, other.id, first.id, second.id]);
	});

	test("the next attempt knows that it is one, and what the one before found out", async () => {
		const { queue, calls, clock, rest } = openQueue();
		const question = aQuestion();
		queue.add(question);
		await rest();
		calls[0]?.settle({ done: false, retryAfterMs: 5, question: { ...question, mayBePosted: true } });
		await until("the queue to sleep", () => clock.sleeping === 1);
		clock.advance(5);
		await rest();
		expect(calls.map(({ attempt, question: { mayBePosted } }) => ({ attempt, mayBePosted }))).toEqual([
			{ attempt: 1, mayBePosted: undefined },
			{ attempt: 2, mayBePosted: true },
		]);
	});

	test("a question that has to wait takes nobody's place among the sixteen", async () => {
		const { queue, calls, rest } = openQueue({ parallel: 1 });
		const first = aQuestion({ channel: "C0A" });
		queue.add(first);
		queue.add(aQuestion({ channel: "C0B" }));
		await rest();
		expect(calls).toHaveLength(1);
		calls[0]?.settle({ done: false, retryAfterMs: 60_000, question: first });
		await rest();
		expect(calls).toHaveLength(2);
	});

	test("nothing is begun while a question is being handed over, so that it can be acked first", async () => {
		const { queue, calls, rest } = openQueue();
		queue.add(aQuestion());
		await Promise.resolve();
		expect(calls).toHaveLength(0);
		await rest();
		expect(calls).toHaveLength(1);
	});

	test("stopping waits for what is being worked on, and begins nothing else", async () => {
		const { queue, calls, clock, rest } = openQueue();
		const [first, second, waiting] = [aQuestion({ channel: "C0A" }), aQuestion({ channel: "C0B" }), aQuestion({ channel: "C0C" })] as const;
		queue.add(waiting);
		await rest();
		calls[0]?.settle({ done: false, retryAfterMs: 10, question: waiting });
		queue.add(first);
		queue.add(second);
		await rest();
		let stopped = false;
		const stop = queue.stop().then(() => {
			stopped = true;
		});
		queue.add(aQuestion({ channel: "C0D" }));
		clock.advance(10);
		calls[1]?.settle();
		await rest();
		expect(stopped).toBe(false);
		calls[2]?.settle({ done: false, retryAfterMs: 10, question: second });
		await stop;
		clock.advance(60_000);
		await rest();
		expect(calls.map(({ id }) => id)).toEqual([waiting.id, first.id, second.id]);
	});

	test("stopping what does nothing takes no time", async () => {
		await openQueue().queue.stop();
	});

	test("it is drained when nothing runs, waits or is delayed any more", async () => {
		const { queue, calls, clock, rest } = openQueue();
		await queue.drained();
		const question = aQuestion();
		queue.add(question);
		let drained = false;
		const whenDrained = queue.drained().then(() => {
			drained = true;
		});
		await rest();
		calls[0]?.settle({ done: false, retryAfterMs: 10, question });
		await rest();
		expect(drained).toBe(false);
		clock.advance(10);
		await rest();
		expect(drained).toBe(false);
		calls[1]?.settle();
		await whenDrained;
	});
});
