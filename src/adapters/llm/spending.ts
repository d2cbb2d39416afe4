import type { CompletionUsage } from "openai/resources/completions";
import type { LlmUsage } from "../../ports.ts";
import { costOf, dearestCostOf, type Tokens } from "./prices.ts";

/** About how many bytes of text make a token, in English as in Chinese. */
const bytesPerToken = 4;
const tokensIn = (bytes: number): number => Math.ceil(bytes / bytesPerToken);

/** What an attempt took: as the server counted it, or else by the length of what was sent and received. */
export type Took = { usage: CompletionUsage | undefined; sentBytes: number; receivedBytes: number; model: string | undefined };

/** What a request took over all its attempts. */
export class Spending {
	readonly #askedModel: string;
	#total: LlmUsage | undefined;

	constructor(askedModel: string) {
		this.#askedModel = askedModel;
	}

	add({ usage, sentBytes, receivedBytes, model = this.#askedModel }: Took): void {
		const tokens: Tokens =
			usage === undefined
				? { input: tokensIn(sentBytes), output: tokensIn(receivedBytes) }
				: {
						input: usage.prompt_tokens,
						cachedInput: usage.prompt_tokens_details?.cached_tokens ?? 0,
						cacheWrites: usage.prompt_tokens_details?.cache_write_tokens ?? 0,
						output: usage.completion_tokens,
					};
		// A deployment may be named after anything; the model behind it has a price.
		const cost = costOf(model, tokens) ?? costOf(this.#askedModel, tokens);
		const before = this.#total;
		this.#total = {
			model,
			inputTokens: (before?.inputTokens ?? 0) + tokens.input,
			outputTokens: (before?.outputTokens ?? 0) + tokens.output,
			...sumOf(before, cost === undefined ? { atMostUsd: dearestCostOf(tokens) } : { costUsd: cost }),
			...(usage === undefined || before?.estimated === true ? { estimated: true } : {}),
		};
	}

	/** `undefined` where nothing was taken. */
	get total(): LlmUsage | undefined {
		return this.#total;
	}
}

/** What is known and what is assumed are kept apart. */
function sumOf(before: LlmUsage | undefined, now: Pick<LlmUsage, "costUsd" | "atMostUsd">): Pick<LlmUsage, "costUsd" | "atMostUsd"> {
	const sum = (key: "costUsd" | "atMostUsd") => (before?.[key] === undefined && now[key] === undefined ? {} : { [key]: (before?.[key] ?? 0) + (now[key] ?? 0) });
	return { ...sum("costUsd"), ...sum("atMostUsd") };
}
