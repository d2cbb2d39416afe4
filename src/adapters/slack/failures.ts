import { ErrorCode } from "@slack/web-api";
import type { DeliveryFailure } from "../../ports.ts";

/** Failures of the network before anything was sent. */
export const neverConnected = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);
/** Answers of something in front of Slack, which may go on behind it. */
const gatewayErrors = new Set([502, 503, 504]);

/** The network's own code where there is one: `fetch` hides it in the cause. */
export function codeOf(error: unknown): string {
	const { cause, name } = error as { cause?: { code?: string }; name?: string };
	return cause?.code ?? name ?? "unknown";
}

/** Errors of the Web API after which another attempt may succeed, and nothing was posted. */
const passing = new Set(["team_added_to_org", "request_timeout", "ratelimited", "rate_limited"]);
/** Errors that leave open whether the message was posted. */
const unclear = new Set(["internal_error", "fatal_error", "service_unavailable"]);
/** The token does not hold just now: what waits is answered as soon as it does again, or after a restart with a new one. */
const locked = new Set(["invalid_auth", "not_authed", "token_expired", "token_revoked", "account_inactive"]);
const lockedPauseMs = 60_000;

/** Reads what went wrong, by the SDK's codes and Slack's, never by a message's wording. */
export function failureOf(error: unknown): DeliveryFailure {
	const { code, retryAfter, data, statusCode, original } = error as { code?: string; retryAfter?: number; data?: { error?: string }; statusCode?: number; original?: unknown };
	if (code === ErrorCode.RateLimitedError) return { kind: "later", afterMs: Math.max(1, retryAfter ?? 1) * 1000 };
	if (code === ErrorCode.PlatformError) {
		const slackCode = data?.error ?? "unknown_error";
		if (passing.has(slackCode)) return { kind: "later", afterMs: 2000 };
		if (locked.has(slackCode)) return { kind: "later", afterMs: lockedPauseMs };
		return unclear.has(slackCode) ? { kind: "unknown", code: slackCode, settled: true } : { kind: "refused", code: slackCode };
	}
	if (code === ErrorCode.HTTPError && statusCode !== undefined) return { kind: "unknown", code: `http_${statusCode}`, ...(gatewayErrors.has(statusCode) ? {} : { settled: true }) };
	if (code === ErrorCode.RequestError && original !== undefined) {
		const network = codeOf(original);
		return neverConnected.has(network) ? { kind: "later", afterMs: 2000 } : { kind: "unknown", code: network };
	}
	return { kind: "unknown", code: code ?? "unknown" };
}
