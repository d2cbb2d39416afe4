import type { Llm, LlmEvent, LlmFailure, LlmRequest, LlmUsage } from "../../src/ports.ts";

const usage: LlmUsage = { model: "scripted", inputTokens: 10, outputTokens: 10, costUsd: 0.001 };

/** What the model does with a request: writes this value, or fails. */
export type Script = (request: LlmRequest<unknown>) => { writes: unknown } | { fails: LlmFailure };

/** A model without a server: hands out the whole value once as it grows, then ends. Keeps what it was asked. */
export function scriptedLlm(script: Script): Llm & { readonly asked: LlmRequest<unknown>[] } {
	const asked: LlmRequest<unknown>[] = [];
	return {
		model: "scripted",
		asked,
		async *write<T>(request: LlmRequest<T>): AsyncGenerator<LlmEvent<T>> {
			asked.push(request as LlmRequest<unknown>);
			const turn = script(request as LlmRequest<unknown>);
			if ("fails" in turn) {
				yield { kind: "failed", failure: turn.fails, usage };
				return;
			}
			yield { kind: "growing", growing: { value: turn.writes, open: undefined } };
			const parsed = request.schema.safeParse(turn.writes);
			if (parsed.success) yield { kind: "done", value: parsed.data, usage };
			else yield { kind: "failed", failure: { code: "invalid_output", at: parsed.error.issues.map(({ path, code }) => `${path.join(".")}: ${code}`) }, usage };
		},
	} satisfies Llm & { asked: LlmRequest<unknown>[] };
}
