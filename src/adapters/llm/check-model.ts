import { z } from "zod";
import type { Clock, LlmFailure, Log } from "../../ports.ts";
import { endpointOf, type ModelSettings } from "./endpoint.ts";
import { OpenAiLlm } from "./openai-llm.ts";
import type { OutputMode } from "./output-format.ts";
import { hasPrice } from "./prices.ts";

/** What asking the model once shows. */
export type ModelCheck = {
	model: string;
	/** Where it is asked, without what may be secret in an address. */
	server: string;
	/** Whether its price is known, which a daily budget needs. */
	priced: boolean;
	/** Whether anybody answers at that address. */
	reachable: boolean;
	/** How it is made to answer in JSON; absent where it does not. */
	mode?: OutputMode;
	failure?: LlmFailure;
	ms: number;
};

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Asks the model for a word, as an answer is asked for: a few tokens, at most `withinMs`. Never rejects. */
export async function checkModel(settings: ModelSettings, clock: Pick<Clock, "now">, withinMs = 20_000): Promise<ModelCheck> {
	const llm = new OpenAiLlm(settings, { clock, log: silent });
	const [started, schemaName] = [clock.now(), "check"];
	const common = { model: llm.model, server: serverOf(settings), priced: hasPrice(llm.model) };
	const request = {
		workspace: "check",
		messages: [{ role: "user" as const, content: 'Reply with the JSON object {"ready":true}.' }],
		schema: z.strictObject({ ready: z.literal(true) }),
		schemaName,
		deadline: started + withinMs,
	};
	for await (const event of llm.write(request)) {
		const ms = clock.now() - started;
		if (event.kind === "done") return { ...common, reachable: true, mode: llm.modeOf(schemaName), ms };
		if (event.kind === "failed") return { ...common, reachable: answered(event.failure), failure: event.failure, ms };
	}
	throw new Error("Expected an output or a failure, got neither");
}

/** A failure that somebody told us of. */
const answered = (failure: LlmFailure): boolean => failure.code !== "timeout" && (failure.code !== "unavailable" || failure.status !== undefined);

/** Warns where the model's server can't be reached or does not take the key; asks for no output. Never rejects. */
export async function warnIfUnreachable(settings: ModelSettings, log: Log, withinMs = 5000): Promise<void> {
	const endpoint = endpointOf(settings);
	const query = new URLSearchParams(endpoint.kind === "azure" ? { ...endpoint.query, "api-version": endpoint.apiVersion } : endpoint.query);
	const headers: Record<string, string> = endpoint.kind === "azure" ? { "api-key": settings.apiKey } : { authorization: `Bearer ${settings.apiKey}` };
	const fields = { model: endpoint.model, server: serverOf(settings) };
	try {
		const response = await fetch(`${endpoint.baseUrl}/models?${query}`, { headers, signal: AbortSignal.timeout(withinMs) });
		await response.body?.cancel();
		// A server without a list of models is one all the same.
		if (response.status === 401 || response.status === 403)
			log.warn({ ...fields, status: response.status }, "the model's server does not take the key; answers come from the catalog alone until it does");
		else if (response.status >= 500) log.warn({ ...fields, status: response.status }, "the model's server fails; answers come from the catalog alone until it recovers");
	} catch (error) {
		const { cause, name } = error as { cause?: { code?: string }; name?: string };
		log.warn({ ...fields, code: cause?.code ?? name ?? "unknown" }, "the model's server can't be reached; answers come from the catalog alone until it can");
	}
}

const serverOf = (settings: ModelSettings): string => new URL(endpointOf(settings).baseUrl).host;
