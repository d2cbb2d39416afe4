/** An English word without its ending, so that "batches", "batched" and "batching" are one. */
export function stemOf(word: string): string {
	const lower = word.toLowerCase().replace(/['’]s?$/u, "");
	return lower
		.replace(/(?<=..)(?:ies|ied)$/, "y")
		.replace(/(?<=..)(?:ations?|ators?)$/, "ate")
		.replace(/(?<=..)(?:ings?|ers?|ed|es|s|ly|ors?|ions?)$/, "")
		.replace(/[ey]$/, "")
		.replace(/([^aeiou])\1$/, "$1");
}
