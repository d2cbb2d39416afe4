/**
 * Resolves with what `condition` gives as soon as that is neither `undefined` nor `false`; rejects after `withinMs`, saying
 * what was waited for.
 */
export async function until<T>(waitingFor: string, condition: () => T | undefined | false | Promise<T | undefined | false>, withinMs = 10_000): Promise<T> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const value = await condition();
		if (value !== undefined && value !== false) return value;
		if (Date.now() > deadline) throw new Error(`Expected ${waitingFor} within ${withinMs} ms, and it did not come`);
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
