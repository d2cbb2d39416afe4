import { beforeEach, describe, expect, test } from "vitest";
import { accountedLlm } from "../../src/flows/accounted-llm.ts";
import { DailyBudget } from "../../src/flows/daily-budget.ts";
import type { AdminNotice, Delivered, Llm, LlmEvent, LlmRequest, Measured } from "../../src/ports.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { storeInMemory } from "../fakes/store-in-memory.ts";
import { until } from "../support/until.ts";

const day = 24 * 60 * 60 * 1000;

function open({ limitUsd = 1, delivered = [] as Delivered[] } = {}) {
	const [store, clock, log, told] = [storeInMemory(), manualClock(), recordingLog(), [] as [string, AdminNotice][]];
	const admins = {
		tell: async (workspace: string, notice: AdminNotice): Promise<Delivered> => {
			told.push([workspace, notice]);
			return delivered.shift() ?? { ok: true, ts: "1.1" };
		},
	};
	const again = () => new DailyBudget({ store, clock, log, limitUsd, admins });
	return { store, clock, log, told, budget: again(), again };
}

describe("what a workspace may spend on the model a day", () => {
	test("lasts until it is spent, for each workspace by itself", async () => {
		const { budget } = open();
		expect(await budget.allows("T1")).toBe(true);
		await budget.charge("T1", 0.99);
		expect(await budget.allows("T1")).toBe(true);
		await budget.charge("T1", 0.01);
		expect(await budget.allows("T1")).toBe(false);
		expect(await budget.allows("T2")).toBe(true);
	});

	test("is there again the next day, in UTC", async () => {
		const { budget, clock } = open();
		await budget.charge("T1", 5);
		clock.advance(day - 1);
		expect(await budget.allows("T1")).toBe(false);
		clock.advance(1);
		expect(await budget.allows("T1")).toBe(true);
	});

	test("is remembered over a restart", async () => {
		const { budget, again } = open();
		await budget.charge("T1", 1);
		expect(await again().allows("T1")).toBe(false);
	});

	test("is counted in full, however much is written at once", async () => {
		const { budget, store } = open({ limitUsd: 100 });
		await Promise.all(Array.from({ length: 200 }, () => budget.charge("T1", 0.25)));
		expect([...store.values.values()]).toEqual([50]);
	});

	test("of nothing is spent from the start", async () => {
		expect(await open({ limitUsd: 0 }).budget.allows("T1")).toBe(false);
	});

	test("is not exceeded where the store fails; what could not be stored is added later", async () => {
		const { budget, store, log } = open();
		store.failing = true;
		await budget.charge("T1", 0.6);
		expect(await budget.allows("T1")).toBe(false);
		store.failing = false;
		expect(await budget.allows("T1")).toBe(true);
		await budget.charge("T1", 0.5);
		expect([...store.values.values()]).toEqual([1.1]);
		expect(log.entries.map(({ level, fields }) => [level, fields.code])).toEqual(Array(2).fill(["warn", "ERR_DISK"]));
	});
});

describe("those who run the bot", () => {
	test("hear once a day that it is spent", async () => {
		const { budget, told, clock, again } = open();
		await budget.charge("T1", 1);
		expect(told).toEqual([]);
		await Promise.all(Array.from({ length: 20 }, () => budget.allows("T1")));
		await again().allows("T1");
		await until("the notice", () => told.length > 0);
		expect(told).toEqual([["T1", { kind: "budget_spent", limitUsd: 1, day: "2026-11-24" }]]);
		clock.advance(day);
		await budget.charge("T1", 1);
		await budget.allows("T1");
		await until("the next day's notice", () => told.length > 1);
		expect(told[1]?.[1].day).toBe("2026-11-25");
	});

	test("hear it at the next question where Slack could not take the message, and not where it may have", async () => {
		const { budget, told } = open({
			delivered: [
				{ ok: false, failure: { kind: "later", afterMs: 1 } },
				{ ok: false, failure: { kind: "unknown", code: "socket_hang_up" } },
			],
		});
		await budget.charge("T1", 1);
		for (const times of [1, 2]) {
			await budget.allows("T1");
			await until("a notice", () => told.length === times);
			await budget.charge("T1", 0);
		}
		await budget.allows("T1");
		await budget.charge("T1", 0);
		expect(told).toHaveLength(2);
	});
});

describe("a model whose outputs are counted", () => {
	const usage = { model: "m", inputTokens: 100, outputTokens: 20, costUsd: 0.6 };
	let [measured, asked]: [Measured[], number] = [[], 0];
	beforeEach(() => {
		[measured, asked] = [[], 0];
	});
	const metrics = { note: (one: Measured) => void measured.push(one) };
	const request = { workspace: "T1" } as LlmRequest<string>;
	/** Grows twice, then ends; as cancelled where nobody wants it any more. */
	const writing = (last: LlmEvent<string>): Llm => ({
		model: "m",
		async *write<T>({ signal }: LlmRequest<T>) {
			asked++;
			for (let at = 0; at < 2 && signal?.aborted !== true; at++) yield { kind: "growing", growing: { value: {}, open: [] } };
			yield signal?.aborted === true ? { kind: "failed", failure: { code: "cancelled" }, usage } : (last as LlmEvent<T>);
		},
	});
	const read = async (llm: Llm): Promise<string[]> => {
		const kinds: string[] = [];
		for await (const event of llm.write(request)) kinds.push(event.kind === "failed" ? event.failure.code : event.kind);
		return kinds;
	};

	test("hands on what it writes, and notes what it took", async () => {
		expect(await read(accountedLlm(writing({ kind: "done", value: "x", usage }), { metrics }))).toEqual(["growing", "growing", "done"]);
		expect(measured).toEqual([
			{ what: "tokens", direction: "input", count: 100 },
			{ what: "tokens", direction: "output", count: 20 },
			{ what: "cost", usd: 0.6 },
		]);
	});

	test("whose price nobody knows reports no cost, and is charged for at what it takes at most", async () => {
		const { costUsd: atMostUsd, ...unpriced } = usage;
		const charged: number[] = [];
		const budget = { allows: async () => true, charge: async (_: string, usd: number) => void charged.push(usd) } as unknown as DailyBudget;
		await read(accountedLlm(writing({ kind: "done", value: "x", usage: { ...unpriced, atMostUsd } }), { metrics, budget }));
		expect(measured.map(({ what }) => what)).toEqual(["tokens", "tokens"]);
		expect(charged).toEqual([0.6]);
	});

	test("is asked no more once the budget is spent", async () => {
		const { budget } = open();
		const llm = accountedLlm(writing({ kind: "done", value: "x", usage }), { metrics, budget });
		expect([await read(llm), await read(llm), await read(llm)].map((kinds) => kinds.at(-1))).toEqual(["done", "done", "budget"]);
		expect(asked).toBe(2);
		expect(measured.at(-1)).toEqual({ what: "llm_error", code: "budget" });
	});

	test("has its failures noted, with what they took all the same", async () => {
		await read(accountedLlm(writing({ kind: "failed", failure: { code: "cut_off", by: "connection" }, usage }), { metrics }));
		expect(measured[0]).toEqual({ what: "llm_error", code: "cut_off" });
		expect(measured).toContainEqual({ what: "cost", usd: 0.6 });
	});

	test("is paid for up to where somebody stopped reading", async () => {
		const { budget, store } = open();
		for await (const event of accountedLlm(writing({ kind: "done", value: "x", usage }), { metrics, budget }).write(request)) if (event.kind === "growing") break;
		expect([...store.values.values()]).toEqual([0.6]);
		expect(measured.filter(({ what }) => what === "llm_error")).toEqual([]);
	});
});
