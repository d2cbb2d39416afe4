import { capitalise } from "../answer/words.ts";
import { dateOf, dayMs, hourMs, instantOf, wallAt, wallOf } from "./local-time.ts";
import type { Schedule } from "./schedule.ts";

/** "Mondays at 9:00 (Europe/Berlin)". */
export const scheduleWords = ({ weekday, hour, minute, zone }: Schedule): string => `${capitalise(weekday)}s at ${hour}:${String(minute).padStart(2, "0")} (${zone})`;

/** "Monday 30 November at 9:00", on the reader's clocks; where the schedule goes by others, theirs too. */
export function comesWords(at: number, schedule: Schedule, readerZone: string): string {
	const own = momentWords(at, readerZone);
	const theirs = momentWords(at, schedule.zone);
	return own === theirs ? own : `${own} your time, which is ${theirs} in ${schedule.zone}`;
}

function momentWords(at: number, zone: string): string {
	const day = new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "long", day: "numeric", month: "long" }).format(at).replace(",", "");
	const time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "numeric", minute: "2-digit", hourCycle: "h23" }).format(at).replace(/^0(\d)/, "$1");
	return `${day} at ${time}`;
}

/**
 * "16 to 22 November": the days of a period, on the clocks of a zone. The last day counts where it brings more than the first one
 * lacks: from a Monday at nine until the next it is Monday to Sunday.
 */
export function daysWords(from: number, until: number, zone: string): string {
	const day = (at: number, parts: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...parts }).format(at);
	const timeOfDay = (at: number): number => wallAt(at, zone) % dayMs;
	// Clocks that are set in between move the hour by one.
	const isWhole = until - from > dayMs && timeOfDay(until) <= timeOfDay(from) + hourMs;
	const last = isWhole ? noonOfDayBefore(until, zone) : until - 1;
	const whole = { day: "numeric", month: "long" } as const;
	if (day(from, whole) === day(last, whole)) return day(last, whole);
	return `${day(from, day(from, { month: "long", year: "numeric" }) === day(last, { month: "long", year: "numeric" }) ? { day: "numeric" } : whole)} to ${day(last, whole)}`;
}

/** Noon of the day before an instant's, on the clocks of a zone. */
const noonOfDayBefore = (at: number, zone: string): number => instantOf(wallOf(dateOf(wallAt(at, zone) - dayMs), 12), zone);
