import { Cron } from "croner";
import type { Log } from "../../ports.ts";

/** The beginning of each minute, as cron has it. */
const eachMinute = "* * * * *";

/**
 * Calls `tick` at the beginning of each minute, and once at the start for what a pause has left. It only ticks: what is due is
 * computed by whoever is called.
 */
export function everyMinute(tick: () => Promise<void>, log: Log, pattern = eachMinute): { stop: () => void } {
	const job = new Cron(
		pattern,
		{
			timezone: "UTC",
			// A timer alone does not keep the process running.
			unref: true,
			catch: (error) => log.error({ error: error instanceof Error ? error.message : String(error) }, "a tick failed"),
		},
		tick,
	);
	void job.trigger();
	return { stop: () => job.stop() };
}
