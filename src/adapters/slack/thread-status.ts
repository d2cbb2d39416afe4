import type { WebClient } from "@slack/web-api";
import type { Clock, Status } from "../../ports.ts";
import { within } from "../../within.ts";

/** A reader waits at most this long for a status before a placeholder is posted instead. */
const patienceMs = 700;
/** How long a workspace that has no status is not asked again. */
const withoutMs = 60 * 60 * 1000;
const sentence = "is reading what the catalog holds…";

/**
 * Slack's own status in a thread ("mlops-recommend is reading …"), which goes when the bot posts there. Older workspaces and
 * other hosts don't have it; then it is left out for an hour.
 */
export function slackStatus(client: WebClient, clock: Clock): Status {
	const without = new Map<string, number>();
	return {
		show: async ({ workspace, channel, threadTs }) => {
			if ((without.get(workspace) ?? 0) > clock.now()) return false;
			const set = client.assistant.threads.setStatus({ channel_id: channel, thread_ts: threadTs, status: sentence }).then(
				() => true,
				(error: { data?: { error?: string } }) => {
					if (lacking.has(error.data?.error ?? "")) without.set(workspace, clock.now() + withoutMs);
					return false;
				},
			);
			return within(patienceMs, set, false);
		},
	};
}

/** Slack's answers that will be the same for the next question. */
const lacking = new Set(["unknown_method", "missing_scope", "not_allowed_token_type", "method_deprecated", "feature_not_enabled"]);
