import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { checkModel, warnIfUnreachable } from "../../../src/adapters/llm/check-model.ts";
import { defaultModel, endpointOf } from "../../../src/adapters/llm/endpoint.ts";
import { OpenAiLlm } from "../../../src/adapters/llm/openai-llm.ts";
import { costOf, hasPrice } from "../../../src/adapters/llm/prices.ts";
import type { LlmEvent } from "../../../src/ports.ts";
import { recordingLog } from "../../fakes/recording-log.ts";
import { freePort } from "../../support/free-port.ts";
import { ModelPeer } from "../../support/model-peer.ts";

describe("where the model is asked", () => {
	test.each<[string, string | undefined, string | undefined, object]>([
		["OpenAI, where no address is set", undefined, undefined, { kind: "openai", baseUrl: "https://api.openai.com/v1", model: defaultModel }],
		["a compatible server", "http://localhost:11434/v1/", "llama3.3", { kind: "openai", baseUrl: "http://localhost:11434/v1", model: "llama3.3" }],
		["one whose path is not said", "http://localhost:8000", "m", { kind: "openai", baseUrl: "http://localhost:8000/v1" }],
		["a gateway with a path and a query of its own", "https://gateway.example/team/llm?tenant=a", "m", { kind: "openai", baseUrl: "https://gateway.example/team/llm", query: { tenant: "a" } }],
		["an Azure resource", "https://ours.openai.azure.com/", "our-writer", { kind: "openai", baseUrl: "https://ours.openai.azure.com/openai/v1", model: "our-writer" }],
		["Azure's newer interface", "https://ours.services.ai.azure.com/openai/v1/", "our-writer", { kind: "openai", baseUrl: "https://ours.services.ai.azure.com/openai/v1" }],
		[
			"an Azure deployment with its version",
			"https://ours.openai.azure.com/openai/deployments/our-writer?api-version=2025-04-01-preview",
			undefined,
			{ kind: "azure", baseUrl: "https://ours.openai.azure.com/openai", deployment: "our-writer", model: "our-writer", apiVersion: "2025-04-01-preview", query: {} },
		],
		[
			"the address that Azure's portal shows",
			"https://ours.openai.azure.com/openai/deployments/our-writer/chat/completions?api-version=2024-10-21",
			"gpt-4.1-mini",
			{ kind: "azure", deployment: "our-writer", model: "gpt-4.1-mini" },
		],
		[
			"an Azure deployment behind a gateway",
			"https://gateway.example/azure/openai/deployments/w",
			undefined,
			{ kind: "azure", baseUrl: "https://gateway.example/azure/openai", deployment: "w", apiVersion: "2024-10-21" },
		],
		[
			"an Azure resource with a version",
			"https://ours.openai.azure.com?api-version=2024-10-21",
			"our-writer",
			{ kind: "azure", baseUrl: "https://ours.openai.azure.com/openai", deployment: "our-writer" },
		],
	])("%s", (_, baseUrl, model, expected) => {
		expect(endpointOf({ baseUrl, model })).toMatchObject(expected);
	});
});

describe("what it costs", () => {
	test("is known for the default model", () => {
		expect(hasPrice(defaultModel)).toBe(true);
	});

	test("does not depend on a snapshot's date or a provider's prefix, and is not guessed for another model", () => {
		const tokens = { input: 1_000_000, output: 1_000_000 };
		expect([costOf("gpt-5-mini", tokens), costOf("openai/gpt-5-mini-2025-08-07", tokens)]).toEqual([2.25, 2.25]);
		for (const model of ["gpt-5-mini-turbo", "llama3.3", "our-writer", "constructor", ""]) expect(costOf(model, tokens)).toBeUndefined();
	});

	test("is less for what the server had in its cache, and more for what it put there", () => {
		expect(costOf("gpt-6.1-terra", { input: 1_000_000, cachedInput: 600_000, cacheWrites: 200_000, output: 0 })).toBeCloseTo(0.2 + 0.6 * 0.05 + 0.2 * 1.25, 10);
	});
});

const running: (() => unknown)[] = [];
afterEach(async () => {
	for (const stop of running.splice(0)) await stop();
});

/** A server that does what it is told; where it stands, up to `/v1`. */
async function serve(listener: RequestListener): Promise<string> {
	const server: Server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	running.push(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

const settingsFor = (baseUrl: string) => ({ apiKey: "a-key", baseUrl, model: "a-model" });
const clock = { now: Date.now };

describe("what a server may send down an open stream", () => {
	const streamOf = (...chunks: (object | string)[]): Promise<string> =>
		serve((_, response) => {
			response.writeHead(200, { "content-type": "text/event-stream" });
			for (const chunk of chunks) response.write(typeof chunk === "string" ? chunk : `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "m", ...chunk })}\n\n`);
			response.end();
		});
	const says = (delta: object, finish_reason: string | null = null) => ({ choices: [{ index: 0, delta, finish_reason }] });
	const endOf = async (baseUrl: string): Promise<LlmEvent<{ a: string }> | undefined> => {
		let end: LlmEvent<{ a: string }> | undefined;
		const request = { workspace: "T1", messages: [{ role: "user" as const, content: "?" }], schema: z.strictObject({ a: z.string() }), schemaName: "answer", deadline: Date.now() + 4000 };
		for await (const event of new OpenAiLlm(settingsFor(baseUrl), { clock, log: recordingLog() }).write(request)) end = event;
		return end;
	};
	const done = "data: [DONE]\n\n";

	test("a refusal", async () => {
		expect(await endOf(await streamOf(says({ refusal: "I can't" }), says({ refusal: " help." }, "stop"), done))).toMatchObject({
			kind: "failed",
			failure: { code: "refused" },
			usage: { estimated: true },
		});
	});

	test("what it had cached, which costs less", async () => {
		const usage = { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100, prompt_tokens_details: { cached_tokens: 800 } };
		const end = await endOf(await streamOf({ model: "gpt-5-mini", ...says({ content: '{"a":"b"}' }, "stop") }, { model: "gpt-5-mini", choices: [], usage }, done));
		expect(end).toMatchObject({ kind: "done", value: { a: "b" }, usage: { costUsd: expect.closeTo((200 * 0.25 + 800 * 0.025 + 100 * 2) / 1e6, 12) } });
	});

	test("an object without the sign of its end, and without what it took", async () => {
		expect(await endOf(await streamOf(says({ role: "assistant" }), says({ content: '{"a":' }), says({ content: '"b"}' })))).toMatchObject({
			kind: "done",
			value: { a: "b" },
			usage: { model: "m", estimated: true },
		});
	});

	test("thoughts beside the answer, a chunk without choices, a comment", async () => {
		expect(await endOf(await streamOf(": keep alive\n\n", says({ reasoning_content: "{thinking}" }), { choices: [] }, {}, says({ content: '{"a":"b"}' }, "stop"), done))).toMatchObject({
			kind: "done",
			value: { a: "b" },
		});
	});

	test("an error in the middle", async () => {
		const end = await endOf(await streamOf(says({ content: '{"a":"b' }), `data: ${JSON.stringify({ error: { message: "overloaded", type: "server_error" } })}\n\n`));
		expect(end).toMatchObject({ kind: "failed", failure: { code: "cut_off", by: "connection" } });
	});

	test("a chunk that is no JSON", async () => {
		expect(await endOf(await streamOf(says({ content: '{"a":' }), "data: {oops\n\n"))).toMatchObject({ kind: "failed", failure: { code: "cut_off", by: "connection" } });
	});
});

test.each<[string, (field: string) => string]>([
	["OpenAI's", (field) => JSON.stringify({ error: { message: `Unsupported parameter: '${field}'`, param: field, code: "unsupported_parameter" } })],
	["a list of details", (field) => JSON.stringify({ detail: [{ type: "extra_forbidden", loc: ["body", field], msg: "Extra inputs are not permitted" }] })],
	["a message", (field) => JSON.stringify({ object: "error", message: `unknown field ${field}`, code: 400 })],
	["a bare string", (field) => JSON.stringify({ error: `'${field}' is not allowed` })],
	["no JSON", (field) => `bad request: ${field}`],
])("a field that a server refuses is found in whatever shape it says so: %s", async (_, told) => {
	const base = await serve(async (request, response) => {
		let body = "";
		for await (const chunk of request) body += chunk;
		if (body.includes("max_completion_tokens")) response.writeHead(422, { "content-type": "application/json" }).end(told("max_completion_tokens"));
		else response.writeHead(200, { "content-type": "text/event-stream" }).end('data: {"choices":[{"index":0,"delta":{"content":"{\\"a\\":\\"b\\"}"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
	});
	const llm = new OpenAiLlm(settingsFor(base), { clock, log: recordingLog() });
	const kinds: string[] = [];
	for await (const { kind } of llm.write({ workspace: "T1", messages: [], schema: z.strictObject({ a: z.string() }), schemaName: "answer", deadline: Date.now() + 4000 })) kinds.push(kind);
	expect(kinds.at(-1)).toBe("done");
	expect(llm.modeOf("answer")).toBe("json_schema");
});

describe("looking the model's server up at start", () => {
	const warned = async (baseUrl: string, withinMs?: number) => {
		const log = recordingLog();
		await warnIfUnreachable(settingsFor(baseUrl), log, withinMs);
		expect(JSON.stringify(log.entries)).not.toContain("a-key");
		return log.entries.map(({ level, fields: { code, status } }) => [level, code ?? status]);
	};
	const answering = (status: number) => serve((_, response) => void response.writeHead(status).end());

	test("says nothing where one answers, whatever it says of its models", async () => {
		expect(await warned(await answering(200))).toEqual([]);
		expect(await warned(await answering(404))).toEqual([]);
	});

	test("warns where the key is not taken, or the server fails", async () => {
		expect(await warned(await answering(401))).toEqual([["warn", 401]]);
		expect(await warned(await answering(502))).toEqual([["warn", 502]]);
	});

	test("warns where nobody answers, and where nobody answers in time", async () => {
		expect(await warned(`http://127.0.0.1:${await freePort()}/v1`)).toEqual([["warn", "ECONNREFUSED"]]);
		expect(await warned(await serve(() => {}), 100)).toEqual([["warn", "TimeoutError"]]);
	});

	test("shows the key where each kind of server looks for it", async () => {
		const seen: unknown[] = [];
		const base = await serve(({ url, headers }, response) => {
			seen.push([url, headers.authorization, headers["api-key"]]);
			response.end();
		});
		await warnIfUnreachable(settingsFor(base), recordingLog());
		await warnIfUnreachable(settingsFor(base.replace("/v1", "/openai/deployments/w?api-version=2024-10-21")), recordingLog());
		expect(seen).toEqual([
			["/v1/models?", "Bearer a-key", undefined],
			["/openai/models?api-version=2024-10-21", undefined, "a-key"],
		]);
	});
});

describe("checking the model", () => {
	test("says how it answers, and what can't be told of its price", async () => {
		const peer = await ModelPeer.start();
		running.push(() => peer.stop());
		peer.always({ content: { ready: true } });
		expect(await checkModel(peer.settings(), clock)).toMatchObject({ model: "a-model", server: expect.stringMatching(/^127\.0\.0\.1:\d+$/), reachable: true, mode: "json_schema", priced: false });
		expect(await checkModel(peer.settings("gpt-6-luna"), clock)).toMatchObject({ priced: true });
		peer.always(({ mode }) => (mode === "json_schema" ? { status: 400, message: "json_schema?" } : { content: { ready: true } }));
		expect(await checkModel(peer.settings(), clock)).toMatchObject({ reachable: true, mode: "json_object" });
		peer.always({ status: 401 });
		expect(await checkModel(peer.settings(), clock)).toMatchObject({ reachable: true, failure: { code: "unauthorised" } });
		peer.always({ content: "Hello!" });
		expect(await checkModel(peer.settings(), clock)).toMatchObject({ reachable: true, failure: { code: "invalid_output" } });
	});

	test("says where nobody answers", async () => {
		expect(await checkModel(settingsFor(`http://127.0.0.1:${await freePort()}/v1`), clock)).toMatchObject({ reachable: false, failure: { code: "unavailable" } });
		expect(await checkModel(settingsFor(await serve(() => {})), clock, 200)).toMatchObject({ reachable: false, failure: { code: "timeout" } });
	});
});
