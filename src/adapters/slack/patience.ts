/** What `asked` resolves with, or `undefined` where it fails or takes longer than `patienceMs`: for what improves an answer and must not delay it. */
export async function withinPatience<T>(asked: Promise<T>, patienceMs: number): Promise<T | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<undefined>((resolve) => {
		timer = setTimeout(resolve, patienceMs, undefined);
	});
	try {
		return await Promise.race([asked.catch(() => undefined), tooLate]);
	} finally {
		clearTimeout(timer);
	}
}
