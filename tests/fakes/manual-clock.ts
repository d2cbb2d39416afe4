import type { Clock } from "../../src/ports.ts";

/** A clock that stands still until a test moves it. */
export function manualClock(start = Date.UTC(2026, 10, 24)): Clock & { advance: (ms: number) => void; readonly sleeping: number } {
	let now = start;
	let sleepers: { until: number; wake: () => void }[] = [];
	return {
		now: () => now,
		sleep: (ms) =>
			new Promise<void>((wake) => {
				sleepers.push({ until: now + ms, wake });
			}),
		advance: (ms) => {
			now += ms;
			const due = sleepers.filter(({ until }) => until <= now);
			sleepers = sleepers.filter(({ until }) => until > now);
			for (const { wake } of due) wake();
		},
		get sleeping() {
			return sleepers.length;
		},
	} satisfies Clock & { advance: (ms: number) => void; readonly sleeping: number };
}
