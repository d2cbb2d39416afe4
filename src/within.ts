import { setTimeout } from "node:timers/promises";

/** What is waited for, or `otherwise` where it takes longer than `ms` milliseconds; what it comes to after that is nobody's concern. */
export async function within<T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> {
	const waiting = new AbortController();
	try {
		return await Promise.race([work, setTimeout(ms, otherwise, { signal: waiting.signal })]);
	} finally {
		waiting.abort();
	}
}
