import type { Condition, HealthServer } from "./adapters/http/health-server.ts";
import type { Bot } from "./bot.ts";
import type { Metrics } from "./ports.ts";

/** What is counted, and how the bot is; served from before it starts until after it has stopped. */
export type Watch = {
	metrics: Metrics;
	/** From now on it is this bot that is asked. */
	watch: (bot: Pick<Bot, "conditions" | "depth">) => void;
	server: HealthServer | undefined;
};

/** Health and metrics can't be served where they should be. */
export class MetricsPortError extends Error {
	readonly code = "metrics_port_unusable";
	constructor({ port, host }: { port: number; host: string }, cause: unknown) {
		super(`METRICS_PORT: expected a free port on ${host}, got ${port} (${(cause as NodeJS.ErrnoException).code}); set another METRICS_PORT, or METRICS_HOST to an address of this machine`, { cause });
		this.name = "MetricsPortError";
	}
}

/**
 * Counts, and serves what is counted where a port is set.
 * @throws MetricsPortError where it can't be served there
 */
export async function openWatch(at: { port: number; host: string } | undefined): Promise<Watch> {
	if (at === undefined) return { metrics: { note: () => {} }, watch: () => {}, server: undefined };
	// Loaded here and not above: who serves no metrics does without what counts them.
	const [{ serveHealth }, { prometheus }] = await Promise.all([import("./adapters/http/health-server.ts"), import("./adapters/http/prometheus.ts")]);
	let bot: Pick<Bot, "conditions" | "depth"> | undefined;
	const counts = prometheus(async () => (await bot?.depth().catch(() => undefined)) ?? { waiting: 0, delayed: 0, running: 0 });
	const conditions = async (): Promise<Record<string, Condition>> => (bot === undefined ? { bot: "down" } : bot.conditions());
	const server = await serveHealth({ conditions, metrics: counts }, at.port, at.host).catch((error: unknown) => {
		throw new MetricsPortError(at, error);
	});
	return {
		metrics: counts,
		watch: (watched) => {
			bot = watched;
		},
		server,
	};
}
