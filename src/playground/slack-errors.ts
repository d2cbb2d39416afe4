/** An answer of the Web API that is not ok: Slack's own code. */
export class ApiError extends Error {
	readonly error: string;
	readonly retryAfter: number | undefined;
	constructor(error: string, retryAfter?: number) {
		super(error);
		this.name = "ApiError";
		this.error = error;
		this.retryAfter = retryAfter;
	}
}
