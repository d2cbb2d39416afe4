/** An answer of the Web API that is not ok: Slack's own code, and what Slack says beside it. */
export class ApiError extends Error {
	readonly error: string;
	readonly retryAfter: number | undefined;
	/** Slack's own sentences on what it did not like, with a pointer into what was sent. */
	readonly messages: readonly string[];
	/** Further fields of the answer, such as the scope that is `needed`. */
	readonly fields: Readonly<Record<string, unknown>>;
	constructor(error: string, { retryAfter, messages = [], fields = {} }: { retryAfter?: number; messages?: readonly string[]; fields?: Record<string, unknown> } = {}) {
		super(messages.length === 0 ? error : `${error}: ${messages.join("; ")}`);
		this.name = "ApiError";
		this.error = error;
		this.retryAfter = retryAfter;
		this.messages = messages;
		this.fields = fields;
	}

	/** The body that Slack answers with. */
	get answer(): Record<string, unknown> {
		return { ok: false, error: this.error, ...this.fields, ...(this.messages.length === 0 ? {} : { response_metadata: { messages: this.messages } }) };
	}
}
