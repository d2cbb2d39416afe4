/** Redis can't be used: where it was looked for, and what to do. */
export class RedisStartError extends Error {
	readonly code: string;
	constructor(url: string, cause: unknown) {
		const { host } = new URL(url);
		const { socketError = cause } = cause as { socketError?: unknown };
		const code = (socketError as { code?: string }).code ?? (socketError as Error).message.split(" ")[0] ?? "an error";
		super(`REDIS_URL: expected a Redis that answers at ${host}, got ${code}; start it, or unset REDIS_URL to keep the state in DATA_DIR`, { cause });
		this.name = "RedisStartError";
		this.code = code;
	}
}
