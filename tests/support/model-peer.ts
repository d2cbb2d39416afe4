import { type ChaosConfig, type ChatCompletionRequest, type Fixture, type FixtureResponse, LLMock } from "@copilotkit/aimock";

type JsonSchema = Record<string, unknown>;

/** A request as the model's server got it. */
export type AskedModel = {
	messages: { role: string; content: string }[];
	/** The last thing that a user said. */
	question: string;
	mode: "json_schema" | "json_object" | "text";
	/** What the output is to fit: as a strict schema, or from the prompt. */
	schema: JsonSchema | undefined;
	schemaName: string | undefined;
	body: Record<string, unknown>;
};

/** How an output is sent: milliseconds between its chunks, characters in each, and after how many the connection breaks. */
export type Delivery = Pick<Fixture, "latency" | "chunkSize" | "truncateAfterChunks" | "disconnectAfterMs" | "streamingProfile" | "chaos">;

export type ModelReply =
	| {
			/** Text as it is; anything else as JSON. */ content: unknown;
			finishReason?: string;
			usage?: { prompt_tokens: number; completion_tokens: number } /** As the server names it. */;
			model?: string;
	  }
	| { status: number; message?: string; code?: string; param?: string /** Seconds. */; retryAfter?: number };

export type Replying = ModelReply | ((asked: AskedModel) => ModelReply | Promise<ModelReply>);
/** A reply and how it is sent; a reply that `hangs` comes when the server stops. */
export type ModelTurn = { reply: Replying; delivery?: Delivery } | { hangs: true };

/**
 * An OpenAI-compatible server that we did not write, on a port of its own, told what to say. Every request is answered
 * by what was scripted for it with `next`, else by what `always` or `decide` says.
 */
export class ModelPeer {
	/** What came in, oldest first; also what the chaos then spoilt. */
	readonly asked: AskedModel[] = [];
	readonly #server: LLMock;
	readonly #scripted: ModelTurn[] = [];
	#decide: (asked: AskedModel) => ModelTurn = () => ({ reply: { status: 500, message: "nothing was scripted" } });
	#release: () => void = () => {};
	readonly #stopped = new Promise<void>((resolve) => {
		this.#release = resolve;
	});

	private constructor(server: LLMock) {
		this.#server = server;
		// Looked at first, for every request, and never what replies: that is added behind it, for this request alone.
		const choose = (request: ChatCompletionRequest): boolean => {
			const asked = readAsked(request);
			this.asked.push(asked);
			this.#take(request, asked, this.#scripted.shift() ?? this.#decide(asked));
			return false;
		};
		server.addFixture({ match: { predicate: choose }, response: { content: "" } });
	}

	static async start(): Promise<ModelPeer> {
		const server = new LLMock({ port: 0, host: "127.0.0.1", journalMaxEntries: 1 });
		await server.start();
		return new ModelPeer(server);
	}

	/** What a configuration needs to ask this server. */
	settings(model = "a-model"): { apiKey: string; baseUrl: string; model: string } {
		return { apiKey: "a-key", baseUrl: `${this.#server.url}/v1`, model };
	}

	/** The same as an Azure deployment. */
	azureSettings(deployment: string): { apiKey: string; baseUrl: string; model: undefined } {
		return { apiKey: "a-key", baseUrl: `${this.#server.url}/openai/deployments/${deployment}?api-version=2024-10-21`, model: undefined };
	}

	/** Whatever is asked from now on, beside what is scripted. */
	always(reply: Replying, delivery: Delivery = {}): this {
		return this.decide(() => ({ reply, delivery }));
	}

	/** The same, looked at for each request. */
	decide(decide: (asked: AskedModel) => ModelTurn): this {
		this.#decide = decide;
		return this;
	}

	/** The next request, once. Several replies are given in order. */
	next(reply: Replying, delivery: Delivery = {}): this {
		this.#scripted.push({ reply, delivery });
		return this;
	}

	/** The next request gets no answer at all. */
	nextHangs(): this {
		this.#scripted.push({ hangs: true });
		return this;
	}

	/** Each rate from 0 to 1; they are drawn one after the other: drop (a 500), malformed, rateLimit (a 429), disconnect. */
	chaos(config: ChaosConfig | undefined): this {
		if (config === undefined) this.#server.clearChaos();
		else this.#server.setChaos(config);
		return this;
	}

	async stop(): Promise<void> {
		this.#release();
		await this.#server.stop();
	}

	#take(request: ChatCompletionRequest, asked: AskedModel, turn: ModelTurn): void {
		const respond = async (): Promise<FixtureResponse> => {
			if (!("hangs" in turn)) return inItsWords(typeof turn.reply === "function" ? await turn.reply(asked) : turn.reply);
			await this.#stopped;
			return { content: "" };
		};
		this.#server.addFixture({ match: { predicate: (one) => one === request }, response: respond, ...("hangs" in turn ? {} : turn.delivery) });
	}
}

function inItsWords(reply: ModelReply): FixtureResponse {
	if ("content" in reply) {
		const { content, ...rest } = reply;
		return { content: typeof content === "string" ? content : JSON.stringify(content), ...rest };
	}
	const { status, retryAfter, message = "an error", code, param } = reply;
	return {
		status,
		error: { message, type: status < 500 ? "invalid_request_error" : "server_error", ...(code === undefined ? {} : { code }), ...(param === undefined ? {} : { param }) },
		...(retryAfter === undefined ? {} : { retryAfter }),
	};
}

function readAsked(request: ChatCompletionRequest): AskedModel {
	const messages = request.messages.map(({ role, content }) => ({ role, content: String(content) }));
	const format = request.response_format as { type: AskedModel["mode"]; json_schema?: { name: string; schema: JsonSchema } } | undefined;
	const told = /JSON Schema:\n(\{.*\})$/s.exec(messages[0]?.content ?? "")?.[1];
	return {
		messages,
		question: messages.findLast(({ role }) => role === "user")?.content ?? "",
		mode: format?.type ?? "text",
		schema: format?.json_schema?.schema ?? (told === undefined ? undefined : (JSON.parse(told) as JsonSchema)),
		schemaName: format?.json_schema?.name,
		body: request as Record<string, unknown>,
	};
}
