import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstDue, type Subscription, tooLateMs, whatIsDue } from "../../../src/core/digest/due.ts";
import { hourMs, instantOf, minuteMs, wallAt, wallOf } from "../../../src/core/digest/local-time.ts";
import { latestOccurrence, nextOccurrence, type Schedule, spanOfWeek, weekAt } from "../../../src/core/digest/schedule.ts";

const at = (iso: string): number => Date.parse(iso);
const iso = (instant: number): string => new Date(instant).toISOString().replace(/:00\.000Z$/, "Z");
const berlinMonday: Schedule = { weekday: "monday", hour: 9, minute: 0, zone: "Europe/Berlin" };
const sunday = (hour: number, minute: number, zone: string): Schedule => ({ weekday: "sunday", hour, minute, zone });
const subscribed = (schedule: Schedule, more: Partial<Subscription> = {}): Subscription => ({
	workspace: "T1",
	channel: "C1",
	subscriber: "U1",
	schedule,
	since: at("2026-01-01T00:00Z"),
	...more,
});
const dueAt = (instant: string, subscription: Subscription): string[] => whatIsDue([subscription], at(instant)).map((due) => `${due.week} ${iso(due.at)}`);

describe("a weekly digest is due", () => {
	test("from its minute on, on the clocks of its zone, in winter and in summer", () => {
		expect(dueAt("2026-11-23T07:59Z", subscribed(berlinMonday))).toEqual([]);
		expect(dueAt("2026-11-23T08:00Z", subscribed(berlinMonday))).toEqual(["2026-W48 2026-11-23T08:00Z"]);
		expect(dueAt("2026-07-06T06:59Z", subscribed(berlinMonday))).toEqual([]);
		expect(dueAt("2026-07-06T07:00Z", subscribed(berlinMonday))).toEqual(["2026-W28 2026-07-06T07:00Z"]);
	});
	test("until it is 24 hours late: then it is skipped", () => {
		expect(dueAt("2026-11-24T07:59Z", subscribed(berlinMonday))).toEqual(["2026-W48 2026-11-23T08:00Z"]);
		expect(dueAt("2026-11-24T08:00Z", subscribed(berlinMonday))).toEqual([]);
	});
	test("not where its week is done with, and again the week after", () => {
		const done = subscribed(berlinMonday, { doneWeek: "2026-W48" });
		expect(dueAt("2026-11-23T08:30Z", done)).toEqual([]);
		expect(dueAt("2026-11-30T08:00Z", done)).toEqual(["2026-W49 2026-11-30T08:00Z"]);
	});
	test("not for a time that lay before somebody asked for it", () => {
		expect(dueAt("2026-11-23T10:00Z", subscribed(berlinMonday, { since: at("2026-11-23T09:00Z") }))).toEqual([]);
	});
	test("once a week, also where the day was changed after it had come", () => {
		const moved = subscribed({ ...berlinMonday, weekday: "friday" }, { doneWeek: "2026-W48", since: at("2026-11-24T09:00Z") });
		expect(dueAt("2026-11-27T08:00Z", moved)).toEqual([]);
		expect(iso(firstDue(moved, at("2026-11-24T09:00Z")).at)).toBe("2026-12-04T08:00Z");
	});
	test("once a week over the turn of a year with 53 weeks", () => {
		expect(dueAt("2026-12-28T08:00Z", subscribed(berlinMonday, { doneWeek: "2026-W52" }))).toEqual(["2026-W53 2026-12-28T08:00Z"]);
		expect(dueAt("2027-01-04T08:00Z", subscribed(berlinMonday, { doneWeek: "2026-W53" }))).toEqual(["2027-W01 2027-01-04T08:00Z"]);
	});
	test("those of many channels in the order in which they became due", () => {
		const [late, early] = [subscribed(berlinMonday, { channel: "C2" }), subscribed({ ...berlinMonday, zone: "Asia/Tokyo" }, { channel: "C3" })];
		expect(whatIsDue([late, early], at("2026-11-23T08:00Z")).map(({ subscription }) => subscription.channel)).toEqual(["C3", "C2"]);
	});
});

describe("where the clocks are set", () => {
	test.each([
		["Berlin skips 2:30, so it comes at 3:00", sunday(2, 30, "Europe/Berlin"), "2026-03-29T01:00Z"],
		["Berlin skips 2:00, so it comes at 3:00", sunday(2, 0, "Europe/Berlin"), "2026-03-29T01:00Z"],
		["New York skips 2:15, so it comes at 3:00", sunday(2, 15, "America/New_York"), "2026-03-08T07:00Z"],
		["Lord Howe skips half an hour", sunday(2, 15, "Australia/Lord_Howe"), "2026-10-03T15:30Z"],
		["Santiago skips midnight", sunday(0, 0, "America/Santiago"), "2026-09-06T04:00Z"],
	])("%s", (_, schedule, comes) => {
		const before = at(comes) - 3 * hourMs;
		expect(iso(nextOccurrence(schedule, before).at)).toBe(comes);
		expect(iso(latestOccurrence(schedule, at(comes)).at)).toBe(comes);
		expect(latestOccurrence(schedule, at(comes) - minuteMs).at).toBeLessThan(before);
	});
	test.each([
		["Berlin shows 2:30 twice, and it comes at the first", sunday(2, 30, "Europe/Berlin"), "2026-10-25T00:30Z"],
		["New York shows 1:30 twice, and it comes at the first", sunday(1, 30, "America/New_York"), "2026-11-01T05:30Z"],
		["Lord Howe shows 1:45 twice, and it comes at the first", sunday(1, 45, "Australia/Lord_Howe"), "2026-04-04T14:45Z"],
	])("%s, not again at the second", (_, schedule, comes) => {
		expect(iso(nextOccurrence(schedule, at(comes) - 3 * hourMs).at)).toBe(comes);
		const { at: next } = nextOccurrence(schedule, at(comes));
		expect(next - at(comes)).toBeGreaterThan(6 * 24 * hourMs);
	});
	test("nothing is due a second time in the hour that comes twice", () => {
		expect(dueAt("2026-10-25T01:30Z", subscribed(sunday(2, 30, "Europe/Berlin"), { doneWeek: "2026-W43" }))).toEqual([]);
	});
});

const zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Auckland", "America/Santiago", "Africa/Casablanca", "Asia/Kathmandu", "UTC", "Pacific/Apia"];

test("in every zone a wall time is the first minute that shows it, or the first after it where it is skipped", () => {
	fc.assert(
		fc.property(fc.constantFrom(...zones), fc.integer({ min: at("2025-01-01T00:00Z") / minuteMs, max: at("2029-01-01T00:00Z") / minuteMs }), (zone, minutes) => {
			const wall = minutes * minuteMs;
			const found = instantOf(wall, zone);
			expect(wallAt(found, zone)).toBeGreaterThanOrEqual(wall);
			// No earlier minute within three hours shows it, or a later time that would do as well.
			for (let back = 1; back <= 180; back++) expect(wallAt(found - back * minuteMs, zone)).not.toBe(wall);
			if (wallAt(found, zone) > wall) expect(wallAt(found - minuteMs, zone)).toBeLessThan(wall);
		}),
		{ numRuns: 150 },
	);
});

test("in every zone exactly one digest is due in each week of a year", () => {
	for (const zone of zones) {
		for (const schedule of [{ ...berlinMonday, zone }, sunday(2, 30, zone), sunday(0, 0, zone)]) {
			let now = at("2026-06-01T00:00Z");
			const weeks: string[] = [];
			for (let week = 0; week < 52; week++) {
				const next = nextOccurrence(schedule, now);
				expect(next.at - now).toBeLessThanOrEqual(7 * 24 * hourMs + 2 * hourMs);
				expect(whatIsDue([subscribed(schedule)], next.at).map(({ at }) => at)).toEqual([next.at]);
				expect(whatIsDue([subscribed(schedule)], next.at + tooLateMs)).toEqual([]);
				weeks.push(next.week);
				now = next.at;
			}
			expect(new Set(weeks).size).toBe(52);
		}
	}
});

describe("an ISO week", () => {
	test("lasts from Monday to Monday on the clocks of a zone", () => {
		expect(spanOfWeek("2026-W47", "Europe/Berlin")).toEqual({ from: at("2026-11-15T23:00Z"), until: at("2026-11-22T23:00Z") });
		expect(spanOfWeek("2026-W13", "Europe/Berlin")).toEqual({ from: at("2026-03-22T23:00Z"), until: at("2026-03-29T22:00Z") });
		expect(spanOfWeek("2026-W53", "UTC")).toEqual({ from: wallOf("2026-12-28"), until: wallOf("2027-01-04") });
	});
	test.each(["2026-W00", "2026-W54", "2025-W53", "2026-47", "W47", "2026-W7"])("%s is none", (week) => expect(spanOfWeek(week, "UTC")).toBeUndefined());
	test("is told of an instant by the clocks of the zone", () => {
		expect(weekAt(at("2026-11-22T23:30Z"), "Europe/Berlin")).toBe("2026-W48");
		expect(weekAt(at("2026-11-22T23:30Z"), "UTC")).toBe("2026-W47");
		expect(weekAt(at("2027-01-01T12:00Z"), "UTC")).toBe("2026-W53");
	});
});
