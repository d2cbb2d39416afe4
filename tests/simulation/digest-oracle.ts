import { type Schedule, weekdays } from "../../src/core/digest/schedule.ts";

/**
 * When a weekly digest should come, told without the code that is simulated: by looking at the clocks of the zone, minute by
 * minute, until they show the wanted time or a later one.
 */

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** "2026-11-23 09:00", as the zone's clocks show it. */
function shownAt(instant: number, zone: string): string {
	const clock = clocks.get(zone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
	clocks.set(zone, clock);
	return clock.format(instant);
}

/** When a digest comes, and the ISO week of the day that it was asked for. */
export type Coming = { at: number; week: string };

/** Every digest of this schedule that comes from one instant until before another, oldest first. */
export function comings({ weekday, hour, minute, zone }: Schedule, from: number, until: number): Coming[] {
	const two = (value: number): string => String(value).padStart(2, "0");
	const found: Coming[] = [];
	for (let day = Math.floor(from / dayMs) - 1; day * dayMs < until + 2 * dayMs; day++) {
		const date = new Date(day * dayMs);
		if (date.getUTCDay() !== (weekdays.indexOf(weekday) + 1) % 7) continue;
		const wanted = `${date.toISOString().slice(0, 10)} ${two(hour)}:${two(minute)}`;
		// No zone is further than 14 hours from UTC; in steps of an hour until it is near, then minute by minute.
		let instant = day * dayMs - 15 * hourMs;
		while (shownAt(instant + 3 * hourMs, zone) < wanted) instant += hourMs;
		while (shownAt(instant, zone) < wanted) instant += minuteMs;
		if (instant >= from && instant < until) found.push({ at: instant, week: isoWeek(date) });
	}
	return found;
}

/** The week that has the day's Thursday, counted from the year's first Thursday. */
function isoWeek(day: Date): string {
	const thursday = new Date(day);
	thursday.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7) + 3);
	const year = thursday.getUTCFullYear();
	let number = 0;
	for (const other = new Date(thursday); other.getUTCFullYear() === year; other.setUTCDate(other.getUTCDate() - 7)) number++;
	return `${year}-W${String(number).padStart(2, "0")}`;
}
