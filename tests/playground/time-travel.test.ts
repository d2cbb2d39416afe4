import { describe, expect, test } from "vitest";
import { planWeek } from "../../src/playground/time-travel/sample-week.ts";
import { TravelClock } from "../../src/playground/time-travel/travel-clock.ts";
import { Workspace } from "../../src/playground/workspace.ts";

const hour = 60 * 60_000;

describe("a week that is played", () => {
	test.each(["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2026-12-31"])(
		"begun on %s, lies ahead, in working hours, and ends on a Monday at nine",
		(day) => {
			const now = new Date(`${day}T22:30:00`).getTime();
			const { questions, monday } = planWeek(now);
			const times = questions.map(({ at }) => at);
			expect(times[0]).toBeGreaterThan(now);
			expect(times).toEqual([...times].sort((a, b) => a - b));
			for (const at of times) {
				expect([1, 2, 3, 4, 5]).toContain(new Date(at).getDay());
				expect(new Date(at).getHours()).toBeGreaterThanOrEqual(9);
				expect(new Date(at).getHours()).toBeLessThan(17);
			}
			expect(new Set(times.map((at) => new Date(at).toDateString())).size).toBeGreaterThanOrEqual(3);
			expect([new Date(monday).getDay(), new Date(monday).getHours(), new Date(monday).getMinutes()]).toEqual([1, 9, 0]);
			expect(monday).toBeGreaterThan(times.at(-1) ?? 0);
			// The digest tells of seven days: none of it may be forgotten by then.
			expect(monday - (times[0] ?? 0)).toBeLessThan(7 * 24 * hour);
		},
	);

	test("asks people and channels that a newcomer finds", () => {
		const workspace = Workspace.forNewcomers();
		for (const { user, channel } of planWeek(Date.now()).questions) {
			expect(workspace.users.has(user)).toBe(true);
			expect(workspace.channels.get(channel)?.members.has("U0BOT")).toBe(true);
		}
	});
});

test("the workspace's clock is put forward and never back", () => {
	const clock = new TravelClock();
	const then = Date.now() + 100 * hour;
	clock.travelTo(then);
	expect(clock.now()).toBeGreaterThanOrEqual(then);
	clock.travelTo(Date.now());
	expect(clock.now()).toBeGreaterThanOrEqual(then);
});
