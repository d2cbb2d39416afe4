import { daysBetween } from "../catalog/freshness.ts";

/**
 * Wall clocks of IANA zones, by Intl alone. A wall time is a number too: what stands on the clock, in milliseconds, as if the
 * clock showed UTC. An instant is in milliseconds since the epoch.
 */

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError where the runtime knows no such zone */
function clockOf(zone: string): Intl.DateTimeFormat {
	const known = clocks.get(zone);
	if (known !== undefined) return known;
	const made = new Intl.DateTimeFormat("en-GB", {
		timeZone: zone,
		hourCycle: "h23",
		year: "numeric",
		month: "2-digit",
		day: "2-digit",
		hour: "2-digit",
		minute: "2-digit",
		second: "2-digit",
	});
	clocks.set(zone, made);
	return made;
}

/** What the clocks of a zone show at an instant, to the second. */
export function wallAt(instant: number, zone: string): number {
	const shown: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
	for (const { type, value } of clockOf(zone).formatToParts(instant)) shown[type] = value;
	return wallOf(`${shown.year}-${shown.month}-${shown.day}`, Number(shown.hour), Number(shown.minute)) + Number(shown.second) * 1000;
}

/** @param date an ISO date */
export const wallOf = (date: string, hour = 0, minute = 0): number => daysBetween("1970-01-01", date) * dayMs + hour * hourMs + minute * minuteMs;

const dates = new Intl.DateTimeFormat("en-CA", { timeZone: "UTC", year: "numeric", month: "2-digit", day: "2-digit" });

/** The ISO date on a wall clock. */
export const dateOf = (wall: number): string => dates.format(wall);

/** Days since 1 January 1970 on a wall clock: a Thursday. */
export const dayOf = (wall: number): number => Math.floor(wall / dayMs);

/** How far the zone's clocks are ahead of UTC. */
const offsetAt = (instant: number, zone: string): number => wallAt(instant, zone) - Math.floor(instant / 1000) * 1000;

/**
 * The instant at which a zone's clocks show a wall time: the first one where they show it twice, and where they skip it the
 * first minute that they show after it.
 */
export function instantOf(wall: number, zone: string): number {
	// A day to either side: no zone changes its clocks twice within two days.
	const before = offsetAt(wall - dayMs - 14 * hourMs, zone);
	const after = offsetAt(wall + dayMs + 14 * hourMs, zone);
	const shown = [wall - before, wall - after].filter((instant) => wallAt(instant, zone) === wall);
	if (shown.length > 0) return Math.min(...shown);
	return changeBetween(wall - Math.max(before, after), wall - Math.min(before, after), zone);
}

/** When the zone's clocks are set, to the minute: between these two instants they are. */
function changeBetween(from: number, until: number, zone: string): number {
	const offset = offsetAt(from, zone);
	let [low, high] = [Math.floor(from / minuteMs), Math.ceil(until / minuteMs)];
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (offsetAt(middle * minuteMs, zone) === offset) low = middle;
		else high = middle;
	}
	return high * minuteMs;
}
