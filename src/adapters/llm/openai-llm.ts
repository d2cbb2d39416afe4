import type { OpenAI } from "openai";
import type { ChatCompletionCreateParamsStreaming } from "openai/resources/chat/completions";
import type { CompletionUsage } from "openai/resources/completions";
import type { z } from "zod";
import type { Clock, Llm, LlmEvent, LlmFailure, LlmRequest, Log } from "../../ports.ts";
import { Breaker } from "./breaker.ts";
import { connect } from "./client.ts";
import { type Endpoint, endpointOf, type ModelSettings } from "./endpoint.ts";
import { type OptionalField, optionalFields, type Problem, problemOf } from "./failure.ts";
import { GrowingJson } from "./growing-json.ts";
import { inMode, type OutputMode, outputModes } from "./output-format.ts";
import { Spending } from "./spending.ts";
import { TimeLimit } from "./time-limit.ts";
import { Turns } from "./turns.ts";

export type OpenAiLlmDeps = {
	clock: Pick<Clock, "now">;
	log: Log;
	/** How many may ask the model at once. */
	parallel?: number;
};

const defaultParallel = 16;
/** Attempts that passing failures are given; what is refused for the way it was asked is asked in another way beside them. */
const mostAttempts = 3;
/** Shortest time in which it makes sense to ask again. */
const leastForAnswerMs = 1500;
/** However long a server asks to be left alone, after so long it is asked again. */
const longestHoldMs = 60_000;
/** Characters of the longest output that is read; what we ask for is far shorter. */
const mostCharacters = 40_000;
/** The same for the model, with what it thinks before. */
const mostTokens = 4000;

type Outcome<T> = { ok: true; value: T } | ({ ok: false /** Whether something of the output was handed out. */; shown: boolean } & Problem);

/** How a server is asked: what it has refused so far is left out. */
type Way = { mode: OutputMode; without: ReadonlySet<OptionalField> };

/**
 * A model behind OpenAI's Chat Completions, at OpenAI, Azure or any compatible server. What a server refuses of the way it
 * is asked (a strict schema, or fields that came later) is remembered for as long as the process lives.
 */
export class OpenAiLlm implements Llm {
	readonly #endpoint: Endpoint;
	readonly #apiKey: string;
	readonly #clock: Pick<Clock, "now">;
	readonly #log: Log;
	readonly #turns: Turns;
	readonly #breaker: Breaker;
	/** By schema, for a server may take one and refuse another. */
	readonly #modes = new Map<string, OutputMode>();
	#without: ReadonlySet<OptionalField> = new Set();
	#client: Promise<OpenAI> | undefined;

	constructor(settings: ModelSettings, { clock, log, parallel = defaultParallel }: OpenAiLlmDeps) {
		this.#endpoint = endpointOf(settings);
		this.#apiKey = settings.apiKey;
		this.#clock = clock;
		this.#log = log;
		this.#turns = new Turns(parallel);
		this.#breaker = new Breaker(() => clock.now());
	}

	get model(): string {
		return this.#endpoint.model;
	}

	/** How output of this schema is asked for, by what is known of the server. */
	modeOf(schemaName: string): OutputMode {
		return this.#modes.get(schemaName) ?? outputModes[0];
	}

	async *write<T>(request: LlmRequest<T>): AsyncGenerator<LlmEvent<T>, void, undefined> {
		const started = this.#clock.now();
		const limit = new TimeLimit(request, () => this.#clock.now());
		const turn = await this.#turns.take(Math.min(request.startBy ?? Number.POSITIVE_INFINITY, request.deadline) - started, request.signal);
		try {
			if (!turn.ok) yield this.#failed(request, { code: turn.code }, started);
			else if (!this.#breaker.mayAsk()) yield this.#failed(request, { code: "unavailable" }, started);
			else yield* this.#writeInTurn(request, limit, started);
		} finally {
			if (turn.ok) turn.end();
			limit.close();
		}
	}

	async *#writeInTurn<T>(request: LlmRequest<T>, limit: TimeLimit, started: number): AsyncGenerator<LlmEvent<T>, void, undefined> {
		const spending = new Spending(this.model);
		let way: Way = { mode: this.modeOf(request.schemaName), without: this.#without };
		for (let attempt = 1; ; ) {
			const outcome = yield* this.#attempt(request, way, limit, spending, attempt);
			if (outcome.ok) {
				this.#breaker.note();
				this.#remember(request.schemaName, way);
				const { model, inputTokens, outputTokens, costUsd } = spending.total ?? { model: this.model, inputTokens: 0, outputTokens: 0 };
				this.#log.debug({ task: request.schemaName, model, mode: way.mode, attempt, inputTokens, outputTokens, costUsd, ms: this.#clock.now() - started }, "the model wrote");
				yield { kind: "done", value: outcome.value, usage: spending.total ?? { model, inputTokens, outputTokens } };
				return;
			}
			const { failure, again, refuses } = outcome;
			const other = refuses === undefined ? undefined : otherWay(way, refuses.field);
			if (other !== undefined) {
				way = other;
				continue;
			}
			if (failure.code === "rate_limited") this.#turns.hold(Math.min(longestHoldMs, failure.afterMs ?? again?.afterMs ?? 0));
			if (again === undefined || outcome.shown || attempt >= mostAttempts || again.afterMs + leastForAnswerMs > limit.leftMs) {
				this.#breaker.note(failure);
				yield this.#failed(request, failure, started, spending);
				return;
			}
			attempt++;
			await limit.pause(again.afterMs);
			if (limit.over !== undefined) {
				this.#breaker.note(failure);
				yield this.#failed(request, { code: limit.over }, started, spending);
				return;
			}
		}
	}

	/** Asks once, and reads what comes. */
	async *#attempt<T>(request: LlmRequest<T>, way: Way, limit: TimeLimit, spending: Spending, attempt: number): AsyncGenerator<LlmEvent<T>, Outcome<T>, undefined> {
		const json = new GrowingJson();
		let [shown, refused, answers] = [false, false, false];
		let finish: string | undefined;
		let usage: CompletionUsage | undefined;
		let model: string | undefined;
		let thrown: unknown;
		const asked = await inMode(way.mode, request);
		try {
			this.#client ??= connect(this.#endpoint, this.#apiKey);
			const client = await this.#client;
			const body: ChatCompletionCreateParamsStreaming = { model: this.model, ...asked, ...optional(this.model, way), stream: true };
			const stream = await client.chat.completions.create(body, { signal: limit.signal, timeout: Math.max(1, Math.ceil(limit.leftMs)) });
			for await (const chunk of stream) {
				answers = true;
				model = chunk.model || model;
				usage = chunk.usage ?? usage;
				const choice = chunk.choices?.[0];
				finish = choice?.finish_reason ?? finish;
				if (choice?.delta?.refusal) refused = true;
				if (json.add(choice?.delta?.content ?? "")) {
					const growing = json.growing();
					if (growing !== undefined) {
						shown = true;
						yield { kind: "growing", growing };
					}
				}
				if (json.ramblesOn || json.length > mostCharacters) break;
			}
		} catch (error) {
			thrown = error;
		}
		const status = (thrown as { status?: number } | undefined)?.status;
		// What was turned away costs nothing; what was cut off, or took too long, has been worked on.
		if (answers || limit.over !== undefined) spending.add({ usage, model, sentBytes: Buffer.byteLength(JSON.stringify(asked)), receivedBytes: json.length });
		if (refused || finish === "content_filter") return { ok: false, shown, failure: { code: "refused" } };
		if (json.closed) return checked(json, request.schema, shown);
		if (limit.over !== undefined) return { ok: false, shown, failure: { code: limit.over } };
		if (thrown !== undefined && (status !== undefined || !answers)) return { ok: false, shown, ...problemOf(thrown, attempt, this.#clock.now()) };
		if (finish === "length" || json.length > mostCharacters) return { ok: false, shown, failure: { code: "cut_off", by: "length" } };
		if (finish === undefined || thrown !== undefined) return { ok: false, shown, failure: { code: "cut_off", by: "connection" }, again: { afterMs: 0 } };
		return { ok: false, shown, failure: { code: "invalid_output", at: [": not_json"] } };
	}

	/** What worked is asked for in that way from now on. */
	#remember(schemaName: string, { mode, without }: Way): void {
		if (mode !== this.modeOf(schemaName)) {
			this.#modes.set(schemaName, mode);
			this.#log.warn({ task: schemaName, mode }, "the model's server takes no strict schema; asking for JSON in another way");
		}
		if (without.size > this.#without.size) this.#without = without;
	}

	#failed(request: Pick<LlmRequest<unknown>, "schemaName">, failure: LlmFailure, started: number, spending?: Spending): LlmEvent<never> {
		const usage = spending?.total;
		const fields = { task: request.schemaName, model: this.model, ...failure, ms: this.#clock.now() - started };
		if (failure.code === "cancelled") this.#log.debug(fields, "nobody waits for the model any more");
		else this.#log.warn(fields, "the model wrote nothing of use");
		return { kind: "failed", failure, ...(usage === undefined ? {} : { usage }) };
	}
}

/** How else to ask after a refusal: without the field that it names, else for JSON in a less strict way, in the end with nothing beside the words. */
function otherWay({ mode, without }: Way, refused: string | undefined): Way | undefined {
	const field = optionalFields.find((field) => field === refused && !without.has(field));
	if (field !== undefined) return { mode, without: new Set([...without, field]) };
	const next = outputModes[outputModes.indexOf(mode) + 1];
	if (next !== undefined) return { mode: next, without };
	return without.size < optionalFields.length ? { mode, without: new Set(optionalFields) } : undefined;
}

/** Models that think before they write; little of it is enough to explain what is decided already. */
const thinks = /^(openai\/)?(gpt-([5-9]|\d\d)(?!.*chat)|o\d)/;

function optional(model: string, { without }: Way): Pick<ChatCompletionCreateParamsStreaming, OptionalField> {
	return {
		...(without.has("stream_options") ? {} : { stream_options: { include_usage: true } }),
		...(without.has("max_completion_tokens") ? {} : { max_completion_tokens: mostTokens }),
		...(without.has("reasoning_effort") || !thinks.test(model) ? {} : { reasoning_effort: "low" }),
	};
}

function checked<T>(json: GrowingJson, schema: z.ZodType<T>, shown: boolean): Outcome<T> {
	let value: unknown;
	try {
		value = json.whole();
	} catch {
		return { ok: false, shown, failure: { code: "invalid_output", at: [": not_json"] } };
	}
	const parsed = schema.safeParse(value);
	if (parsed.success) return { ok: true, value: parsed.data };
	return { ok: false, shown, failure: { code: "invalid_output", at: parsed.error.issues.map(({ path, code }) => `${path.join(".")}: ${code}`) } };
}
