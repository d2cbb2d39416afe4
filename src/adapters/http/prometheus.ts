import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Measured, Metrics } from "../../ports.ts";

export type Prometheus = Metrics & {
	/** Everything in the text format that Prometheus reads. */
	text: () => Promise<string>;
	contentType: string;
};

/** Seconds; an answer from the catalog takes milliseconds, one that a model writes up to a minute. */
const buckets = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const prefix = "mlops_recommend_";

/**
 * Counts for Prometheus.
 * @param queueDepth how many questions wait, are delayed or are worked on, asked for at each scrape
 */
export function prometheus(queueDepth: () => Promise<Record<"waiting" | "delayed" | "running", number>>): Prometheus {
	const registry = new Registry();
	const registers = [registry];
	collectDefaultMetrics({ register: registry, prefix });
	const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> => new Counter({ name: `${prefix}${name}`, help, labelNames, registers });
	const questions = counter("questions_total", "Questions that came in; known: had come in before", ["kind", "known"]);
	const outcomes = counter("outcomes_total", "What became of questions", ["reason"]);
	const answers = counter("answers_total", "Answers by who wrote their words; fallback: a model should have", ["by", "fallback"]);
	const writings = counter("writings_total", "Answers that a model should write, by how they came to their words", ["outcome"]);
	const rejections = counter("grounding_rejections_total", "Things left out of answers since the catalog does not bear them out", ["code"]);
	const tokens = counter("llm_tokens_total", "Tokens sent to and received from the model", ["direction"]);
	const cost = counter("llm_cost_usd_total", "Estimated cost of the model's work", []);
	const slackErrors = counter("slack_errors_total", "Calls of Slack that failed", ["code"]);
	const llmErrors = counter("llm_errors_total", "Calls of the model that failed", ["code"]);
	const stages = new Histogram({ name: `${prefix}stage_seconds`, help: "Time by stage of an answer", labelNames: ["stage"], buckets, registers });
	new Gauge({
		name: `${prefix}queue_depth`,
		help: "Questions that wait, are delayed or are worked on, of all processes that share them",
		labelNames: ["state"],
		registers,
		async collect() {
			for (const [state, count] of Object.entries(await queueDepth())) this.set({ state }, count);
		},
	});
	const takes: { [What in Measured["what"]]: (measured: Extract<Measured, { what: What }>) => void } = {
		question: ({ kind, known }) => questions.inc({ kind, known: String(known) }),
		outcome: ({ reason }) => outcomes.inc({ reason }),
		stage: ({ stage, ms }) => stages.observe({ stage }, ms / 1000),
		answer: ({ by, fallback }) => answers.inc({ by, fallback: String(fallback) }),
		writing: ({ outcome }) => writings.inc({ outcome }),
		grounding_rejection: ({ code }) => rejections.inc({ code }),
		tokens: ({ direction, count }) => tokens.inc({ direction }, count),
		cost: ({ usd }) => cost.inc(usd),
		slack_error: ({ code }) => slackErrors.inc({ code }),
		llm_error: ({ code }) => llmErrors.inc({ code }),
	};
	const note = <One extends Measured>(measured: One): void => {
		const take = takes[measured.what] as (measured: One) => void; // the key and its function belong together
		take(measured);
	};
	return { note, text: () => registry.metrics(), contentType: registry.contentType };
}
