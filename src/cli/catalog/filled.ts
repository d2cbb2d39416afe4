/** Whether a field of a tool says anything: an empty list or map says as little as none. */
export function isFilled(value: unknown): boolean {
	if (value === undefined) return false;
	return typeof value !== "object" || value === null || Object.keys(value).length > 0;
}
