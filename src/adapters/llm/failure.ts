import type { APIError } from "openai";
import type { LlmFailure } from "../../ports.ts";

/** What came of one attempt, where it brought no output. */
export type Problem = {
	failure: LlmFailure;
	/** Another attempt may succeed, after so long at least. */
	again?: { afterMs: number };
	/** The server refuses something about the way it was asked; by its own word where it names that. */
	refuses?: { field: string | undefined };
};

/** Fields that not every server takes, and that can be done without. */
export const optionalFields = ["stream_options", "reasoning_effort", "max_completion_tokens"] as const;
export type OptionalField = (typeof optionalFields)[number];

/** Codes of a 400 that has nothing to do with the way of asking. */
const promptTooLong = new Set(["context_length_exceeded", "string_above_max_length"]);
const filtered = new Set(["content_filter", "content_policy_violation", "ResponsibleAIPolicyViolation"]);
/** Statuses by which servers refuse a field that they don't know. */
const refusals = new Set([400, 415, 422, 501]);
const passing = new Set([408, 409, 425]);

/** Reads what the SDK threw: by status and code; by the message's text only for which field it speaks of, which no code tells. */
export function problemOf(error: unknown, attempt: number, now: number): Problem {
	const { status, code, param, headers, message } = error as Partial<APIError>;
	const backOff = { afterMs: 250 * 2 ** attempt };
	// No status: the connection, or an error that came down an open stream.
	if (status === undefined) return filtered.has(code ?? "") ? { failure: { code: "refused" } } : { failure: { code: "unavailable" }, again: backOff };
	if (status === 401 || status === 403) return { failure: { code: "unauthorised", status } };
	if (status === 429) {
		const told = retryAfterOf(headers, now);
		const failure: LlmFailure = { code: "rate_limited", ...(told === undefined ? {} : { afterMs: told }) };
		// A spent quota does not come back by waiting.
		return code === "insufficient_quota" ? { failure } : { failure, again: { afterMs: told ?? backOff.afterMs } };
	}
	if (passing.has(status) || (status >= 500 && status !== 501)) return { failure: { code: "unavailable", status }, again: { afterMs: retryAfterOf(headers, now) ?? backOff.afterMs } };
	if (filtered.has(code ?? "")) return { failure: { code: "refused" } };
	const failure: LlmFailure = { code: "rejected", status };
	if (!refusals.has(status) || promptTooLong.has(code ?? "") || param === "model" || param?.startsWith("messages") === true) return { failure };
	const text = `${param ?? ""} ${message ?? ""}`;
	return { failure, refuses: { field: [...optionalFields, "response_format", "json_schema"].find((field) => text.includes(field)) } };
}

/** How long the server asks to wait, in milliseconds: it says so in milliseconds, seconds, or as a date. */
function retryAfterOf(headers: Headers | undefined, now: number): number | undefined {
	const inMs = headers?.get("retry-after-ms");
	const said = headers?.get("retry-after");
	const ms = inMs !== null && inMs !== undefined ? Number(inMs) : said === null || said === undefined ? Number.NaN : Number.isNaN(Number(said)) ? Date.parse(said) - now : Number(said) * 1000;
	return Number.isFinite(ms) ? Math.max(0, Math.ceil(ms)) : undefined;
}
