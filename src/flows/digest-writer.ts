import type { Catalog } from "../core/catalog/catalog.ts";
import type { Digest } from "../core/digest/digest.ts";
import type { DigestProse } from "../core/digest/digest-grounding.ts";
import { type DigestPrompts, digestPromptFor, digestRepairFor, digestWordsSchema, groundWords, type WrittenWords } from "../core/digest/digest-words.ts";
import type { Lexicon } from "../core/grounding/lexicon.ts";
import type { GroundingProblem } from "../core/grounding/problem.ts";
import type { Clock, Llm, LlmMessage, Log } from "../ports.ts";

/** What a model writes digests with. */
export type DigestWriter = { llm: Llm; prompts: DigestPrompts; lexicon: Lexicon };

/** Both attempts together: well within the time for which a digest is claimed. Nobody waits for it but the channel. */
const patienceMs = 40_000;

/**
 * Has a model put a digest's prose into words: what does not pass is asked for once more, and what still fails is missing
 * from the result, and stays the composer's.
 */
export async function writeWords(writer: DigestWriter, workspace: string, catalog: Catalog, digest: Digest, { clock, log }: { clock: Pick<Clock, "now">; log: Log }): Promise<Partial<DigestProse>> {
	const { llm, prompts, lexicon } = writer;
	const deadline = clock.now() + patienceMs;
	const ask = async (messages: readonly LlmMessage[]): Promise<WrittenWords | { unreadable: readonly string[] } | undefined> => {
		for await (const event of llm.write({ workspace, messages, schema: digestWordsSchema, schemaName: "digest", deadline })) {
			if (event.kind === "done") return event.value;
			if (event.kind === "failed") return event.failure.code === "invalid_output" ? { unreadable: event.failure.at } : undefined;
		}
		return undefined;
	};
	let words: Partial<DigestProse> = {};
	let problems: readonly GroundingProblem[] = [];
	let written: WrittenWords | undefined;
	for (const attempt of ["first", "repair"] as const) {
		const answer = await ask(attempt === "first" ? digestPromptFor(prompts, catalog, digest) : digestRepairFor(prompts, catalog, digest, written, problems));
		// A model that can't be reached, or has no time, is not asked again.
		if (answer === undefined) break;
		if ("unreadable" in answer) problems = answer.unreadable.map((detail) => ({ code: "malformed", at: "", detail }));
		else {
			written = answer;
			const grounded = groundWords(catalog, lexicon, prompts, digest, answer);
			// What passed once stays as it was.
			words = { ...grounded.words, ...words };
			problems = grounded.problems;
		}
		if (problems.length === 0) break;
	}
	log.info({ workspace, model: llm.model, words: Object.keys(words), rejected: problems.map(({ code, at }) => ({ code, at })) }, "the digest is in words");
	return words;
}
