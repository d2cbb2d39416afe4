import type { Llm, LlmEvent, LlmFailure, LlmUsage, Metrics } from "../ports.ts";
import type { DailyBudget } from "./daily-budget.ts";

export type Accounts = { metrics: Metrics /** None where a day costs what it costs. */; budget?: DailyBudget | undefined };

export type AccountedLlm = Llm & {
	/** Whether what was asked last came to something; who has not been asked yet is taken to be well. */
	isWell: () => boolean;
};

/** What tells of the server or our access to it, and not of one output. */
const tellsOfServer: ReadonlySet<LlmFailure["code"]> = new Set(["timeout", "rate_limited", "unavailable", "unauthorised", "rejected"]);

/** The same model, asked only while the workspace has something left today; all that it takes is counted. */
export function accountedLlm(llm: Llm, { metrics, budget }: Accounts): AccountedLlm {
	let worked = true;
	const account = async (workspace: string, usage: LlmUsage | undefined): Promise<void> => {
		if (usage === undefined) return;
		metrics.note({ what: "tokens", direction: "input", count: usage.inputTokens });
		metrics.note({ what: "tokens", direction: "output", count: usage.outputTokens });
		const { costUsd, atMostUsd = 0 } = usage;
		if (costUsd !== undefined) metrics.note({ what: "cost", usd: costUsd });
		// A cost that nobody knows is not reported; a budget holds all the same.
		const charged = (costUsd ?? 0) + atMostUsd;
		if (charged > 0) await budget?.charge(workspace, charged);
	};
	const end = async <T>(workspace: string, event: Exclude<LlmEvent<T>, { kind: "growing" }>): Promise<void> => {
		if (event.kind === "done") worked = true;
		else if (tellsOfServer.has(event.failure.code)) worked = false;
		if (event.kind === "failed" && event.failure.code !== "cancelled") metrics.note({ what: "llm_error", code: event.failure.code });
		await account(workspace, event.usage);
	};
	return {
		model: llm.model,
		isWell: () => worked,
		async *write(request) {
			const { workspace } = request;
			if (budget !== undefined && !(await budget.allows(workspace))) {
				metrics.note({ what: "llm_error", code: "budget" });
				yield { kind: "failed", failure: { code: "budget" } };
				return;
			}
			const unwanted = new AbortController();
			const signal = request.signal === undefined ? unwanted.signal : AbortSignal.any([request.signal, unwanted.signal]);
			const events = llm.write({ ...request, signal })[Symbol.asyncIterator]();
			let ended = false;
			const take = async () => {
				const next = await events.next();
				if (next.done === true) ended = true;
				else if (next.value.kind !== "growing") await end(workspace, next.value);
				return next;
			};
			try {
				for (let next = await take(); next.done !== true; next = await take()) yield next.value;
			} finally {
				// Who stops reading has had it written up to there, and that is told last.
				unwanted.abort();
				while (!ended) await take();
			}
		},
	};
}
