import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { OpenAiLlm } from "../../src/adapters/llm/openai-llm.ts";
import { completePart } from "../../src/core/growing.ts";
import { accountedLlm } from "../../src/flows/accounted-llm.ts";
import { DailyBudget } from "../../src/flows/daily-budget.ts";
import type { Llm, LlmEvent, LlmRequest } from "../../src/ports.ts";
import { manualClock } from "../fakes/manual-clock.ts";
import { recordingLog } from "../fakes/recording-log.ts";
import { scriptedLlm } from "../fakes/scripted-llm.ts";
import { storeInMemory } from "../fakes/store-in-memory.ts";
import { ModelPeer } from "../support/model-peer.ts";

const schema = z.strictObject({ headline: z.string().max(40), picks: z.array(z.strictObject({ tool: z.enum(["mlflow", "aim"]) })) });
type Output = z.infer<typeof schema>;
const good: Output = { headline: "Take MLflow.", picks: [{ tool: "mlflow" }, { tool: "aim" }] };

/** What the model does next, whichever way it is asked. */
let next: { writes: unknown } | { refusesKey: true };

let peer: ModelPeer;
beforeAll(async () => {
	peer = await ModelPeer.start();
	peer.decide(() => ({ reply: "writes" in next ? { content: next.writes } : { status: 401 } }));
});
afterAll(() => peer.stop());
beforeEach(() => {
	next = { writes: good };
});

const overHttp = (): Llm => new OpenAiLlm(peer.settings(), { clock: { now: Date.now }, log: recordingLog() });
const implementations: { name: string; open: () => Llm }[] = [
	{ name: "a server", open: overHttp },
	{
		name: "a server, within a budget",
		open: () =>
			accountedLlm(overHttp(), { metrics: { note: () => {} }, budget: new DailyBudget({ store: storeInMemory(), clock: manualClock(), log: recordingLog(), limitUsd: 1, admins: undefined }) }),
	},
	{ name: "a script", open: () => scriptedLlm(() => ("writes" in next ? next : { fails: { code: "unauthorised", status: 401 } })) },
];

describe.each(implementations)("a model behind $name", ({ open }) => {
	const request = (): LlmRequest<Output> => ({ workspace: "T1", messages: [{ role: "user", content: "?" }], schema, schemaName: "answer", deadline: Date.now() + 5000 });
	const eventsOf = async (llm: Llm): Promise<LlmEvent<Output>[]> => Array.fromAsync(llm.write(request()));

	test("has a name", () => {
		expect(open().model).not.toBe("");
	});

	test("grows, then ends once, with what it wrote and what it took", async () => {
		const events = await eventsOf(open());
		expect(events.map(({ kind }) => kind).join(" ")).toMatch(/^(growing )+done$/);
		expect(events.at(-1)).toMatchObject({ value: good, usage: { inputTokens: expect.any(Number), outputTokens: expect.any(Number) } });
	});

	test("has handed out all of it by the end, also where the schema refuses it", async () => {
		next = { writes: { ...good, picks: [{ tool: "inventedtool" }] } };
		const events = await eventsOf(open());
		const last = events.findLast((event) => event.kind === "growing");
		expect(last?.growing).toEqual({ value: { headline: "Take MLflow.", picks: [{ tool: "inventedtool" }] }, open: undefined });
		expect(completePart(last!.growing, ["headline"], z.string())).toBe("Take MLflow.");
		expect(events.at(-1)).toMatchObject({ kind: "failed", failure: { code: "invalid_output", at: ["picks.0.tool: invalid_value"] } });
	});

	test("fails with a code, and does not throw", async () => {
		next = { refusesKey: true };
		expect(await eventsOf(open())).toMatchObject([{ kind: "failed", failure: { code: "unauthorised", status: 401 } }]);
	});

	test("can be asked by many at once, and left in the middle", async () => {
		const llm = open();
		for await (const event of llm.write(request())) if (event.kind === "growing") break;
		const all = await Promise.all(Array.from({ length: 10 }, () => eventsOf(llm)));
		expect(all.map((events) => events.at(-1)?.kind)).toEqual(Array(10).fill("done"));
	});
});
