import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/flows/answer-question.ts";
import { QuestionQueue } from "../../src/flows/question-queue.ts";
import type { AskedQuestion } from "../../src/ports.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { aQuestion } from "../support/questions.ts";
import { until } from "../support/until.ts";

type Call = { id: string; attempt: number; question: AskedQuestion; settle: (outcome?: Outcome) => void };
const done: Outcome = { done: true, reason: "answered" };

/** A queue whose answers the test gives, one by one. */
function openQueue(limits: { parallel?: number; perChannel?: number } = {}) {
	const calls: Call[] = [];
	const clock = manualClock();
	const queue = new QuestionQueue({
		answer: (question, attempt) =>
			new Promise<Outcome>((resolve) => {
				calls.push({ id: question.id, attempt, question, settle: (outcome = done) => resolve(outcome) });
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

	test("a channel that many ask in leaves room for the others", async () => {
		const { queue, calls, rest } = openQueue();
		for (let asked = 0; asked < 40; asked++) queue.add(aQuestion({ channel: "C0BUSY" }));
		const elsewhere = aQuestion({ channel: "C0CALM" });
		queue.add(elsewhere);
		await rest();
		expect(calls.map(({ question }) => question.channel)).toEqual(["C0BUSY", "C0BUSY", "C0CALM"]);
		calls[0]?.settle();
		await rest();
		expect(calls.map(({ question }) => question.channel)).toEqual(["C0BUSY", "C0BUSY", "C0CALM", "C0BUSY"]);
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
