import { readLexicon } from "./adapters/catalog/read-lexicon.ts";
import type { ModelSettings } from "./adapters/llm/endpoint.ts";
import { OpenAiLlm } from "./adapters/llm/openai-llm.ts";
import { readPrompts } from "./adapters/prompts/read-prompts.ts";
import { accountedLlm } from "./flows/accounted-llm.ts";
import { defaultPatience, type Patience, type Writer } from "./flows/answer-writer.ts";
import { DailyBudget } from "./flows/daily-budget.ts";
import type { Admins, Clock, Log, Metrics, Store } from "./ports.ts";

export type WriterOptions = {
	model: ModelSettings;
	/** US dollars for each workspace and day; none where a day costs what it costs. */
	dailyBudgetUsd: number | undefined;
	patience?: Patience;
};
type WriterDeps = { store: Store; metrics: Metrics; log: Log; clock: Clock; admins: Admins | undefined };

/** The model that puts answers into words, with its prompts, and what it may cost. */
export function openWriter({ model, dailyBudgetUsd, patience = defaultPatience }: WriterOptions, { store, metrics, log, clock, admins }: WriterDeps): Writer {
	const budget = dailyBudgetUsd === undefined ? undefined : new DailyBudget({ store, clock, log, limitUsd: dailyBudgetUsd, admins });
	return { llm: accountedLlm(new OpenAiLlm(model, { clock, log }), { metrics, budget }), ...readPrompts(), lexicon: readLexicon(), patience };
}
