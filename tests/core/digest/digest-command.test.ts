import { describe, expect, test } from "vitest";
import { readDigestCommand } from "../../../src/core/digest/digest-command.ts";
import { spanOfWeek } from "../../../src/core/digest/schedule.ts";
import { comesWords, daysWords, scheduleWords } from "../../../src/core/digest/schedule-words.ts";

const read = (text: string) => readDigestCommand(text, "Europe/Madrid");
/** The schedule that was understood, in words. */
function scheduleOf(text: string): string {
	const { ok, ...rest } = read(text);
	if (!ok || !("command" in rest) || rest.command.action !== "on") throw new Error(`Expected a schedule, got ${JSON.stringify(rest)}`);
	return scheduleWords(rest.command.schedule);
}
const problemsOf = (text: string): string[] => {
	const result = read(text);
	return result.ok ? [] : result.problems;
};

describe("a schedule is read from what people type", () => {
	test.each([
		["on", "Mondays at 9:00 (Europe/Madrid)"],
		["on monday 9:00 Europe/Berlin", "Mondays at 9:00 (Europe/Berlin)"],
		["ON Friday 16:30", "Fridays at 16:30 (Europe/Madrid)"],
		["on fri 4:30 pm", "Fridays at 16:30 (Europe/Madrid)"],
		["on tue 9am", "Tuesdays at 9:00 (Europe/Madrid)"],
		["on every Thursday at 12am in Asia/Kolkata", "Thursdays at 0:00 (Asia/Kolkata)"],
		["on wednesdays noon", "Wednesdays at 12:00 (Europe/Madrid)"],
		["on europe/berlin sunday 7", "Sundays at 7:00 (Europe/Berlin)"],
		["on monday 9:00 berlin", "Mondays at 9:00 (Europe/Berlin)"],
		["on monday, 9:00, new york", "Mondays at 9:00 (America/New_York)"],
		["on monday 9:00 San Francisco", "Mondays at 9:00 (America/Los_Angeles)"],
		["on mon 17h utc", "Mondays at 17:00 (UTC)"],
		["on 9.15", "Mondays at 9:15 (Europe/Madrid)"],
		["on  monday   9:00   Buenos Aires", "Mondays at 9:00 (America/Buenos_Aires)"],
	])("%s", (text, schedule) => expect(scheduleOf(text)).toBe(schedule));

	test.each(["off", "preview", "now", "status"] as const)("%s", (action) => expect(read(`  ${action.toUpperCase()} `)).toEqual({ ok: true, command: { action } }));
	test("nothing at all asks how it stands", () => expect(read("")).toEqual({ ok: true, command: { action: "status" } }));
});

describe("what is wrong is said, with what may have been meant", () => {
	test.each([
		["of", ["Expected on, off, preview or now after digest, got “of”. Did you mean off?"]],
		["perview", ["Expected on, off, preview or now after digest, got “perview”. Did you mean preview?"]],
		["on mondy 9:00", ["Expected a weekday, got “mondy”. Did you mean monday?"]],
		["on monday 25:00", ["Expected a time from 0:00 to 23:59, such as 9:00, got “25:00”."]],
		["on monday 13 pm", ["Expected a time from 0:00 to 23:59, such as 9:00, got “13 pm”."]],
		["on monday 9:00 Europe/Berln", ["Expected a time zone such as Europe/Berlin, got “Europe/Berln”. Did you mean Europe/Berlin?"]],
		["on monday 9:00 Berln", ["Expected a time zone such as Europe/Berlin, got “Berln”. Did you mean Europe/Berlin?"]],
		["on monday tuesday", ["Expected one weekday, for a digest comes once a week, got monday and tuesday."]],
		["on monday 9:00 10:00", ["Expected one time, got 9:00 and 10:00."]],
		["off now", ["Expected nothing after off, got “now”."]],
	])("%s", (text, problems) => expect(problemsOf(text)).toEqual(problems));

	test("all at once", () => expect(problemsOf("on monday sunday 99:00 Europe/Nowhere")).toHaveLength(3));
	test("an abbreviation of a zone, which holds for half a year at most, is none", () => {
		expect(problemsOf("on monday 9:00 EST")[0]).toMatch(/^Expected a time zone by its place, such as Europe\/Berlin, got “EST”/);
		expect(problemsOf("on monday 9:00 GMT+1")[0]).toMatch(/^Expected a time zone by its place/);
	});
	test("a newer name of a zone than the runtime's own is kept as it was written", () => expect(scheduleOf("on monday 9:00 asia/kolkata")).toBe("Mondays at 9:00 (Asia/Kolkata)"));
});

describe("when it comes is said on the reader's clocks", () => {
	const schedule = { weekday: "monday", hour: 9, minute: 0, zone: "Europe/Berlin" } as const;
	const comes = Date.parse("2026-11-30T08:00Z");
	test("who lives in the schedule's zone", () => expect(comesWords(comes, schedule, "Europe/Berlin")).toBe("Monday 30 November at 9:00"));
	test("who lives where the clocks show the same", () => expect(comesWords(comes, schedule, "Europe/Madrid")).toBe("Monday 30 November at 9:00"));
	test("who lives elsewhere", () => expect(comesWords(comes, schedule, "America/Los_Angeles")).toBe("Monday 30 November at 0:00 your time, which is Monday 30 November at 9:00 in Europe/Berlin"));
	test("the days of a week, within a month and over its end", () => {
		const words = (week: string): string => {
			const { from, until } = spanOfWeek(week, "Europe/Berlin") ?? { from: 0, until: 0 };
			return daysWords(from, until, "Europe/Berlin");
		};
		expect(words("2026-W47")).toBe("16 to 22 November");
		expect(words("2026-W49")).toBe("30 November to 6 December");
	});
	test("from a Monday morning to the next it is Monday to Sunday, also where the clocks are set; part of a day more is a day more", () => {
		const words = (from: string, until: string) => daysWords(Date.parse(from), Date.parse(until), "Europe/Berlin");
		expect(words("2026-11-16T08:00Z", "2026-11-23T08:00Z")).toBe("16 to 22 November");
		expect(words("2026-10-19T07:00Z", "2026-10-26T08:00Z")).toBe("19 to 25 October");
		expect(words("2027-03-22T08:00Z", "2027-03-29T08:00Z")).toBe("22 to 28 March");
		expect(words("2026-11-23T08:00Z", "2026-11-25T14:00Z")).toBe("23 to 25 November");
		expect(words("2026-11-23T08:00Z", "2026-11-23T14:00Z")).toBe("23 November");
	});
});
