import { setTimeout } from "node:timers/promises";

/** What was asked of Slack, or `otherwise` where it does not answer within `ms` milliseconds: for what is an improvement, never a condition. */
export async function within<T>(ms: number, asked: Promise<T>, otherwise: T): Promise<T> {
	const waiting = new AbortController();
	try {
		return await Promise.race([asked, setTimeout(ms, otherwise, { signal: waiting.signal })]);
	} finally {
		waiting.abort();
	}
}
