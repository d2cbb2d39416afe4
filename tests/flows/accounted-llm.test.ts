import { expect, test } from "vitest";
import { z } from "zod";
import { accountedLlm } from "../../src/flows/accounted-llm.ts";
import type { LlmFailure, LlmRequest } from "../../src/ports.ts";
import { type Script, scriptedLlm } from "../fakes/scripted-llm.ts";

const request: LlmRequest<string> = { workspace: "T0", messages: [], schema: z.string(), schemaName: "a_task", deadline: 0 };

test.each<[LlmFailure, boolean]>([
	[{ code: "unavailable" }, false],
	[{ code: "timeout" }, false],
	[{ code: "unauthorised", status: 401 }, false],
	[{ code: "invalid_output", at: [] }, true],
	[{ code: "refused" }, true],
	[{ code: "cancelled" }, true],
])("a model that fails with %j is still well: %s; and is well again once it writes", async (failure, isWell) => {
	let script: ReturnType<Script> = { fails: failure };
	const llm = accountedLlm(
		scriptedLlm(() => script),
		{ metrics: { note: () => {} } },
	);
	const ask = async (): Promise<void> => {
		for await (const _ of llm.write(request));
	};
	expect(llm.isWell()).toBe(true);
	await ask();
	expect(llm.isWell()).toBe(isWell);
	script = { writes: "something" };
	await ask();
	expect(llm.isWell()).toBe(true);
});
