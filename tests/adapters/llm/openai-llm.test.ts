import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { OpenAiLlm, type OpenAiLlmDeps } from "../../../src/adapters/llm/openai-llm.ts";
import { completePart } from "../../../src/core/growing.ts";
import type { LlmEvent, LlmFailure, LlmRequest } from "../../../src/ports.ts";
import { recordingLog } from "../../fakes/recording-log.ts";
import { freePort } from "../../support/free-port.ts";
import { mishapping, mishaps } from "../../support/model-mishaps.ts";
import { ModelPeer } from "../../support/model-peer.ts";

const schema = z.strictObject({
	headline: z.string().max(80),
	picks: z.array(z.strictObject({ tool: z.enum(["mlflow", "aim"]), why: z.string() })).max(3),
	question: z.string().nullable(),
});
type Output = z.infer<typeof schema>;

const good: Output = {
	headline: "Take MLflow; “quotes” and \\ fit too.",
	picks: ["mlflow", "aim"].map((tool) => ({ tool: tool as "mlflow", why: `${tool} fits, for {reasons} [1].` })),
	question: null,
};

let peer: ModelPeer;
const log = recordingLog();
beforeAll(async () => {
	peer = await ModelPeer.start();
});
afterAll(() => peer.stop());

const llmOf = (settings: ConstructorParameters<typeof OpenAiLlm>[0] = peer.settings(), deps: Partial<OpenAiLlmDeps> = {}) => new OpenAiLlm(settings, { clock: { now: Date.now }, log, ...deps });

const request = (more: Partial<LlmRequest<Output>> = {}): LlmRequest<Output> => ({
	workspace: "T1",
	messages: [
		{ role: "system", content: "You explain picks." },
		{ role: "user", content: "which tracker, secretly?" },
	],
	schema,
	schemaName: "answer",
	deadline: Date.now() + 10_000,
	...more,
});

async function eventsOf(llm: OpenAiLlm, more: Partial<LlmRequest<Output>> = {}): Promise<LlmEvent<Output>[]> {
	const events: LlmEvent<Output>[] = [];
	for await (const event of llm.write(request(more))) events.push(event);
	return events;
}

async function endOf(llm: OpenAiLlm, more: Partial<LlmRequest<Output>> = {}): Promise<Exclude<LlmEvent<Output>, { kind: "growing" }>> {
	const end = (await eventsOf(llm, more)).at(-1);
	if (end === undefined || end.kind === "growing") throw new Error("Expected an end, got none");
	return end;
}

async function failureOf(llm: OpenAiLlm, more: Partial<LlmRequest<Output>> = {}): Promise<LlmFailure> {
	const end = await endOf(llm, more);
	if (end.kind !== "failed") throw new Error(`Expected a failure, got ${JSON.stringify(end)}`);
	return end.failure;
}

/** How often the server was asked meanwhile. */
async function askedDuring<T>(action: () => Promise<T>): Promise<[T, number]> {
	const before = peer.asked.length;
	const result = await action();
	return [result, peer.asked.length - before];
}

describe("an output that fits", () => {
	test("arrives whole, with what it took", async () => {
		peer.next({ content: good, usage: { prompt_tokens: 1000, completion_tokens: 200 }, model: "gpt-5-mini-2025-08-07" });
		const end = await endOf(llmOf());
		expect(end).toEqual({ kind: "done", value: good, usage: { model: "gpt-5-mini-2025-08-07", inputTokens: 1000, outputTokens: 200, costUsd: (1000 * 0.25 + 200 * 2) / 1e6 } });
	});

	test("costs nothing that can be told where nobody knows the model's price, and at most what the dearest would", async () => {
		peer.next({ content: good, usage: { prompt_tokens: 10, completion_tokens: 20 } });
		expect(await endOf(llmOf())).toEqual({ kind: "done", value: good, usage: { model: "a-model", inputTokens: 10, outputTokens: 20, atMostUsd: (10 * 10 + 20 * 50) / 1e6 } });
	});

	test("is handed out part by part, and no part before it is complete", async () => {
		peer.next({ content: good }, { chunkSize: 3 });
		const events = await eventsOf(llmOf());
		const parts = events.flatMap((event) => (event.kind === "growing" ? [event.growing] : []));
		expect(parts.length).toBeGreaterThan(5);
		for (const growing of parts) {
			expect([undefined, good.headline]).toContain(completePart(growing, ["headline"], z.string()));
			for (const at of [0, 1]) expect([undefined, good.picks[at]]).toContainEqual(completePart(growing, ["picks", at], z.object({ tool: z.string(), why: z.string() })));
		}
		expect(parts.findIndex((growing) => completePart(growing, ["headline"], z.string()) !== undefined)).toBe(0);
		expect(parts.some((growing) => completePart(growing, ["picks", 0], z.object({})) !== undefined && completePart(growing, ["picks"], z.array(z.unknown())) === undefined)).toBe(true);
	});

	test("is asked for by the schema, as strictly as the server can, with its limits in words", async () => {
		peer.next({ content: good });
		await endOf(llmOf());
		const { mode, schema: asked, schemaName, body } = peer.asked.at(-1)!;
		expect({ mode, schemaName, stream: body.stream, usage: body.stream_options }).toEqual({ mode: "json_schema", schemaName: "answer", stream: true, usage: { include_usage: true } });
		expect(asked).toMatchObject({ additionalProperties: false, required: ["headline", "picks", "question"], properties: { headline: { type: "string", description: "at most 80 characters" } } });
		expect(JSON.stringify(asked)).not.toMatch(/maxLength|maxItems|\$schema/);
	});

	test("is found inside a Markdown fence, and after what the model thought aloud", async () => {
		for (const content of [`Here it is:\n\`\`\`json\n${JSON.stringify(good, null, 2)}\n\`\`\`\nAnything else?`, `<think>A {brace} or two {</think>\n${JSON.stringify(good)}`]) {
			peer.next({ content }, { chunkSize: 5 });
			expect(await endOf(llmOf())).toMatchObject({ kind: "done", value: good });
		}
	});

	test("of a model that ends in blanks without an end is taken as soon as it is there", async () => {
		peer.next({ content: JSON.stringify(good) + " ".repeat(5000) }, { chunkSize: 10, latency: 5 });
		const started = Date.now();
		expect(await endOf(llmOf())).toMatchObject({ kind: "done", value: good, usage: { estimated: true } });
		expect(Date.now() - started).toBeLessThan(2000);
	});
});

describe("an output that does not fit", () => {
	test("is told apart: no JSON at all", async () => {
		peer.next({ content: "I recommend MLflow." });
		expect(await failureOf(llmOf())).toEqual({ code: "invalid_output", at: [": not_json"] });
	});

	test("is told apart: JSON with a mistake in it", async () => {
		peer.next({ content: '{"headline": "Take it", "picks": [oops], "question": null}' });
		expect(await failureOf(llmOf())).toEqual({ code: "invalid_output", at: [": not_json"] });
	});

	test("says where, and nothing of what the model wrote: a tool that was not given", async () => {
		peer.next({ content: { ...good, headline: "x".repeat(81), picks: [{ tool: "inventedtool", why: "because" }] } });
		const end = await endOf(llmOf());
		expect(end).toMatchObject({ kind: "failed", failure: { code: "invalid_output", at: ["headline: too_big", "picks.0.tool: invalid_value"] } });
		expect(end).toHaveProperty("usage.inputTokens");
		expect(JSON.stringify(end)).not.toContain("inventedtool");
	});

	test("is not asked for again: what was handed out stays", async () => {
		const [, asked] = await askedDuring(async () => {
			peer.next({ content: "{}" });
			await failureOf(llmOf());
		});
		expect(asked).toBe(1);
	});

	test("is cut off where it reaches the model's limit of length", async () => {
		peer.next({ content: JSON.stringify(good).slice(0, 60), finishReason: "length" });
		expect(await failureOf(llmOf())).toEqual({ code: "cut_off", by: "length" });
	});

	test("without an end is given up", async () => {
		peer.next({ content: `{"headline": "${"a".repeat(100_000)}` }, { chunkSize: 1000 });
		expect(await failureOf(llmOf())).toEqual({ code: "cut_off", by: "length" });
	});
});

describe("a server that fails", () => {
	test("once is asked again", async () => {
		for (const failing of [{ status: 500 }, { status: 503 }, { status: 408 }, { status: 429, retryAfter: 0 }]) {
			peer.next(failing).next({ content: good });
			expect(await endOf(llmOf())).toMatchObject({ kind: "done", value: good });
		}
	});

	test("again and again is given up after three attempts", async () => {
		const [failure, asked] = await askedDuring(() => {
			for (let at = 0; at < 3; at++) peer.next({ status: 500 });
			return failureOf(llmOf());
		});
		expect(failure).toEqual({ code: "unavailable", status: 500 });
		expect(asked).toBe(3);
	});

	test("and asks to wait is left alone for so long", async () => {
		peer.next({ status: 429, retryAfter: 1 }).next({ content: good });
		const started = Date.now();
		expect(await endOf(llmOf())).toMatchObject({ kind: "done" });
		expect(Date.now() - started).toBeGreaterThanOrEqual(1000);
	});

	test("and asks to wait for longer than there is time fails at once, and whoever comes next is not kept waiting either", async () => {
		peer.next({ status: 429, retryAfter: 20 });
		const llm = llmOf();
		const started = Date.now();
		const [failures, asked] = await askedDuring(async () => [await failureOf(llm), await failureOf(llm)]);
		expect(failures).toEqual([{ code: "rate_limited", afterMs: 20_000 }, { code: "busy" }]);
		expect(asked).toBe(1);
		expect(Date.now() - started).toBeLessThan(2000);
	});

	test("for want of money is not asked again", async () => {
		const [failure, asked] = await askedDuring(() => {
			peer.next({ status: 429, code: "insufficient_quota", retryAfter: 0 });
			return failureOf(llmOf());
		});
		expect(failure).toEqual({ code: "rate_limited", afterMs: 0 });
		expect(asked).toBe(1);
	});

	test("that does not take the key is told apart, and not asked again", async () => {
		const [failure, asked] = await askedDuring(() => {
			peer.next({ status: 401, code: "invalid_api_key" });
			return failureOf(llmOf());
		});
		expect(failure).toEqual({ code: "unauthorised", status: 401 });
		expect(asked).toBe(1);
	});

	test("that has no such model, or finds the prompt too long, is told apart, and not asked again", async () => {
		for (const refusing of [
			{ status: 404, code: "model_not_found" },
			{ status: 400, code: "context_length_exceeded", param: "messages" },
		]) {
			const [failure, asked] = await askedDuring(() => {
				peer.next(refusing);
				return failureOf(llmOf());
			});
			expect(failure).toEqual({ code: "rejected", status: refusing.status });
			expect(asked).toBe(1);
		}
	});

	test("whose filter stops the prompt refuses", async () => {
		peer.next({ status: 400, code: "content_filter", param: "prompt" });
		expect(await failureOf(llmOf())).toEqual({ code: "refused" });
		peer.next({ content: '{"headline": "Ta', finishReason: "content_filter" });
		expect(await failureOf(llmOf())).toEqual({ code: "refused" });
	});

	test("that nobody can reach is unavailable", async () => {
		const settings = { ...peer.settings(), baseUrl: `http://127.0.0.1:${await freePort()}/v1` };
		expect(await failureOf(llmOf(settings))).toEqual({ code: "unavailable" });
	});

	test("for long is left alone for a while, so that nobody waits for it; then one asks whether it is back", async () => {
		let now = Date.now();
		const llm = llmOf(peer.settings(), { clock: { now: () => now } });
		// Long enough for a busy machine to answer, and too short for the first pause of half a second: each asks once.
		const withinMs = 450;
		const ask = () => askedDuring(() => endOf(llm, { deadline: now + withinMs }));
		const unavailable = { kind: "failed", failure: { code: "unavailable" } };
		peer.always({ status: 503 });
		for (let at = 0; at < 5; at++) expect(await ask()).toMatchObject([unavailable, 1]);
		expect(await ask()).toMatchObject([unavailable, 0]);
		now += 31_000;
		const together = () => Promise.all([1, 2, 3].map(() => endOf(llm, { deadline: now + withinMs })));
		expect(await askedDuring(together)).toMatchObject([[unavailable, unavailable, unavailable], 1]);
		now += 31_000;
		peer.always({ content: good });
		expect(await ask()).toMatchObject([{ kind: "done" }, 1]);
		expect(await ask()).toMatchObject([{ kind: "done" }, 1]);
	});

	test("that answers with something else than a stream is asked again, then given up", async () => {
		const llm = llmOf();
		const [failure, asked] = await askedDuring(() => {
			peer.always({ content: good }, { chaos: { malformedRate: 1 } });
			return failureOf(llm);
		});
		expect(failure).toMatchObject({ code: expect.stringMatching(/cut_off|unavailable/) });
		expect(asked).toBe(3);
		peer.always({ status: 500 });
	});
});

describe("a stream that is cut", () => {
	test("before anything was handed out is asked for again", async () => {
		peer.next({ content: good }, { chunkSize: 4, truncateAfterChunks: 3, latency: 20 }).next({ content: good });
		const end = await endOf(llmOf());
		expect(end).toMatchObject({ kind: "done", value: good, usage: { estimated: true } });
	});

	test("in the middle is not: what was handed out stays, and what it took is counted", async () => {
		peer.next({ content: good }, { chunkSize: 10, truncateAfterChunks: 12, latency: 20 });
		const [events, asked] = await askedDuring(() => eventsOf(llmOf(peer.settings("gpt-5-mini"))));
		expect(events[0]).toMatchObject({ kind: "growing", growing: { value: { headline: good.headline } } });
		expect(events.at(-1)).toMatchObject({ kind: "failed", failure: { code: "cut_off", by: "connection" }, usage: { model: "gpt-5-mini", estimated: true } });
		expect((events.at(-1) as { usage: { costUsd: number } }).usage.costUsd).toBeGreaterThan(0);
		expect(asked).toBe(1);
	});
});

describe("time", () => {
	test("a model that does not answer is left at the deadline, and what it may have cost is counted", async () => {
		peer.nextHangs();
		const started = Date.now();
		const end = await endOf(llmOf(), { deadline: started + 300 });
		expect(end).toMatchObject({ kind: "failed", failure: { code: "timeout" }, usage: { estimated: true } });
		expect(Date.now() - started).toBeLessThan(1500);
	});

	test("a model that stops in the middle is left at the deadline, with what it wrote handed out", async () => {
		peer.next({ content: good }, { chunkSize: 60, streamingProfile: { ttft: 0, tps: 2 } });
		const events = await eventsOf(llmOf(), { deadline: Date.now() + 1300 });
		expect(events[0]).toMatchObject({ kind: "growing" });
		expect(events.at(-1)).toMatchObject({ kind: "failed", failure: { code: "timeout" } });
	});

	test("whoever no longer wants the output ends it", async () => {
		peer.nextHangs();
		const controller = new AbortController();
		setTimeout(() => controller.abort(), 100);
		expect(await failureOf(llmOf(), { signal: controller.signal })).toEqual({ code: "cancelled" });
		const [failure, asked] = await askedDuring(() => failureOf(llmOf(), { signal: AbortSignal.abort() }));
		expect(failure).toEqual({ code: "cancelled" });
		expect(asked).toBe(0);
	});

	test("who stops reading gives the turn to the next", async () => {
		const llm = llmOf(peer.settings(), { parallel: 1 });
		peer.next({ content: good }, { chunkSize: 5, latency: 20 }).next({ content: good });
		for await (const event of llm.write(request())) if (event.kind === "growing") break;
		expect(await endOf(llm)).toMatchObject({ kind: "done" });
	});

	test("only so many ask at once; who waits too long for a turn is told so", async () => {
		const llm = llmOf(peer.settings(), { parallel: 2 });
		let [running, most] = [0, 0];
		peer.always(async () => {
			most = Math.max(most, ++running);
			await new Promise((resolve) => setTimeout(resolve, 300));
			running--;
			return { content: good };
		});
		const patient = Array.from({ length: 4 }, () => endOf(llm));
		const hasty = await endOf(llm, { startBy: Date.now() + 100 });
		expect(hasty).toEqual({ kind: "failed", failure: { code: "busy" } });
		expect((await Promise.all(patient)).map(({ kind }) => kind)).toEqual(["done", "done", "done", "done"]);
		expect(most).toBe(2);
	});
});

describe("servers that can less", () => {
	const noSchema = { status: 400, message: "response_format of type 'json_schema' is not supported with this model", param: "response_format" };

	test("one that refuses a strict schema is asked for JSON with the schema in the prompt, from then on at once", async () => {
		peer.always(({ mode }) => (mode === "json_schema" ? noSchema : { content: good }));
		const llm = llmOf();
		expect(await askedDuring(() => endOf(llm))).toMatchObject([{ kind: "done", value: good }, 2]);
		expect(peer.asked.at(-1)).toMatchObject({ mode: "json_object", schema: { properties: { headline: { maxLength: 80 } } } });
		expect(peer.asked.at(-1)!.messages.map(({ role }) => role)).toEqual(["system", "user"]);
		expect(await askedDuring(() => endOf(llm))).toMatchObject([{ kind: "done" }, 1]);
		expect(llm.modeOf("answer")).toBe("json_object");
	});

	test("what it writes then is checked all the same", async () => {
		peer.always(({ mode }) => (mode === "json_schema" ? noSchema : { content: { headline: "x" } }));
		expect(await failureOf(llmOf())).toMatchObject({ code: "invalid_output", at: ["picks: invalid_type", "question: invalid_type"] });
	});

	test("one that knows no way to ask for JSON is asked in words alone", async () => {
		peer.always(({ mode }) => (mode === "text" ? { content: `Sure!\n${JSON.stringify(good)}` } : { status: 422, message: "unknown field: response_format" }));
		const llm = llmOf();
		expect(await askedDuring(() => endOf(llm))).toMatchObject([{ kind: "done", value: good }, 3]);
		expect(llm.modeOf("answer")).toBe("text");
	});

	test("one that refuses whatever is asked rejects it, and nothing is learned from that", async () => {
		peer.always({ status: 400, message: "no" });
		const llm = llmOf();
		expect(await failureOf(llm)).toEqual({ code: "rejected", status: 400 });
		expect(llm.modeOf("answer")).toBe("json_schema");
	});

	test("one that does not know newer fields is asked without them, from then on at once", async () => {
		peer.always(({ body }) => {
			const unknown = ["stream_options", "reasoning_effort", "max_completion_tokens"].find((field) => field in body);
			return unknown === undefined ? { content: good } : { status: 400, message: `Unrecognized request argument supplied: ${unknown}` };
		});
		const llm = llmOf(peer.settings("gpt-6-luna"));
		const [end, asked] = await askedDuring(() => endOf(llm));
		expect(end).toMatchObject({ kind: "done", value: good, usage: { estimated: true } });
		expect(asked).toBe(4);
		expect(await askedDuring(() => endOf(llm))).toMatchObject([{ kind: "done" }, 1]);
		expect(llm.modeOf("answer")).toBe("json_schema");
	});

	test("one that does not know them, and does not say which, is asked in words alone", async () => {
		peer.always(({ body, mode }) => (mode === "text" && !("stream_options" in body) ? { content: good } : { status: 400, message: "bad request" }));
		const llm = llmOf();
		expect(await askedDuring(() => endOf(llm))).toMatchObject([{ kind: "done", value: good }, 4]);
		expect(await askedDuring(() => endOf(llm))).toMatchObject([{ kind: "done" }, 1]);
	});

	test("a model that thinks first is told to think little, another one nothing of the kind", async () => {
		peer.always({ content: good });
		for (const [model, effort] of [
			["gpt-6.1-terra", "low"],
			["openai/gpt-5-mini", "low"],
			["o4-mini", "low"],
			["gpt-4.1-mini", undefined],
			["gpt-5-chat-latest", undefined],
			["llama3.3", undefined],
		] as const) {
			await endOf(llmOf(peer.settings(model)));
			expect([model, peer.asked.at(-1)!.body.reasoning_effort]).toEqual([model, effort]);
		}
	});
});

describe("Azure", () => {
	test("a deployment is asked at its own address, and priced by the model behind it", async () => {
		peer.always({ content: good, model: "gpt-4.1-mini-2025-04-14", usage: { prompt_tokens: 100, completion_tokens: 10 } });
		const llm = llmOf(peer.azureSettings("our-writer"));
		expect(llm.model).toBe("our-writer");
		expect(await endOf(llm)).toMatchObject({ kind: "done", value: good, usage: { model: "gpt-4.1-mini-2025-04-14", costUsd: (100 * 0.4 + 10 * 1.6) / 1e6 } });
		expect(peer.asked.at(-1)).toMatchObject({ mode: "json_schema", body: { model: "our-writer" } });
	});
});

describe("whatever goes wrong, however often", () => {
	test("under the server's own chaos every request ends in exactly one way, and nearly all of them well", async () => {
		peer.always({ content: good }, { chunkSize: 20 }).chaos({ dropRate: 0.1, malformedRate: 0.1, rateLimitRate: 0.05, disconnectRate: 0.1 });
		const llm = llmOf();
		const all = await Promise.all(Array.from({ length: 60 }, () => eventsOf(llm, { deadline: Date.now() + 15_000 })));
		peer.chaos(undefined);
		for (const events of all) expect(events.filter(({ kind }) => kind !== "growing")).toHaveLength(1);
		expect(all.filter((events) => events.at(-1)?.kind === "done").length).toBeGreaterThan(45);
	});

	test("with outputs that are broken, cut, late or missing too, every request ends in time, and no output that does not fit gets through", async () => {
		const { decide, counts } = mishapping({ seed: 11, rate: 0.5, good: () => good, slowMs: 1000 });
		peer.decide(decide);
		const llm = llmOf();
		const started = Date.now();
		const all = await Promise.all(Array.from({ length: 80 }, () => eventsOf(llm, { deadline: started + 6000 })));
		expect(Date.now() - started).toBeLessThan(7500);
		for (const events of all) expect(events.filter(({ kind }) => kind !== "growing")).toHaveLength(1);
		for (const end of all.map((events) => events.at(-1))) if (end?.kind === "done") expect(end.value).toEqual(good);
		expect([...counts.keys()].sort()).toEqual([...mishaps, "good"].sort());
	});
});

test("nothing of what is asked or written, nor the key, comes into the log", () => {
	const logged = JSON.stringify(log.entries);
	expect(log.entries.length).toBeGreaterThan(30);
	for (const text of ["secretly", "explain picks", "Take", "MLflow", "inventedtool", "a-key", "not supported", "Unrecognized"]) expect(logged).not.toContain(text);
});
