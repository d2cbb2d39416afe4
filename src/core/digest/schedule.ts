import { z } from "zod";
import { dateOf, dayMs, dayOf, instantOf, wallAt, wallOf } from "./local-time.ts";

export const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** When a channel's digest comes, on the clocks of its zone. */
export const scheduleSchema = z.strictObject({
	weekday: z.enum(weekdays),
	hour: z.int().min(0).max(23),
	minute: z.int().min(0).max(59),
	/** An IANA zone. */
	zone: z.string(),
});
export type Schedule = z.infer<typeof scheduleSchema>;

/** One coming of a weekly digest. */
export type Occurrence = {
	/** Milliseconds since the epoch. */
	at: number;
	/** The ISO week that it belongs to, by the date that the schedule asks for: "2026-W47". */
	week: string;
};

/** The last occurrence at or before `now`, which was at most a week ago. */
export const latestOccurrence = (schedule: Schedule, now: number): Occurrence => around(schedule, now).latest;

/** The first occurrence after `now`. */
export const nextOccurrence = (schedule: Schedule, now: number): Occurrence => around(schedule, now).next;

/** What was found last for each schedule holds until its next occurrence; asked each minute, it is a look-up. */
const found = new Map<string, { latest: Occurrence; next: Occurrence }>();
const mostFound = 10_000;

function around(schedule: Schedule, now: number): { latest: Occurrence; next: Occurrence } {
	const { weekday, hour, minute, zone } = schedule;
	const key = `${weekday} ${hour}:${minute} ${zone}`;
	const known = found.get(key);
	if (known !== undefined && known.latest.at <= now && now < known.next.at) return known;
	const today = dayOf(wallAt(now, zone));
	const back = (weekdayOf(today) - weekdays.indexOf(weekday) + 7) % 7;
	const on = (day: number): Occurrence => ({ at: instantOf(wallOf(dateOf(day * dayMs), hour, minute), zone), week: weekOf(day) });
	// A skipped hour can push an occurrence past midnight, so the week before counts too.
	const near = [-14, -7, 0, 7].map((days) => on(today - back + days));
	const latest = near.findLast(({ at }) => at <= now);
	const next = near.find(({ at }) => at > now);
	if (latest === undefined || next === undefined) throw new Error(`Expected an occurrence to either side of ${now}, got ${JSON.stringify(near)}`);
	if (found.size >= mostFound) found.clear();
	found.set(key, { latest, next });
	return { latest, next };
}

/** 0 for Monday; day 0 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The ISO week of a day: it belongs to the year of its Thursday. */
function weekOf(day: number): string {
	const thursday = day - weekdayOf(day) + 3;
	const year = dateOf(thursday * dayMs).slice(0, 4);
	const number = Math.floor((thursday - dayOf(wallOf(`${year}-01-01`))) / 7) + 1;
	return `${year}-W${String(number).padStart(2, "0")}`;
}

/** The ISO week in which an instant lies, on the clocks of a zone. */
export const weekAt = (instant: number, zone: string): string => weekOf(dayOf(wallAt(instant, zone)));

/** The instants from which and until which an ISO week lasts in a zone; undefined where it is none. */
export function spanOfWeek(week: string, zone: string): { from: number; until: number } | undefined {
	const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week) ?? [];
	if (year === undefined || number === undefined) return undefined;
	const fourth = dayOf(wallOf(`${year}-01-04`)); // always in week 1
	const monday = fourth - weekdayOf(fourth) + (Number(number) - 1) * 7;
	if (weekOf(monday) !== week) return undefined;
	return { from: instantOf(monday * dayMs, zone), until: instantOf((monday + 7) * dayMs, zone) };
}
