import { nearest, question } from "../nearest.ts";
import { type Schedule, weekdays } from "./schedule.ts";
import { readZone } from "./zones.ts";

/** What somebody wants of a channel's digest; `status` where they only ask about it. */
export type DigestCommand = { action: "on"; schedule: Schedule } | { action: "off" | "preview" | "now" | "status" };
/** What was typed, or everything that is wrong with it. */
export type ReadCommand = { ok: true; command: DigestCommand } | { ok: false; problems: string[] };

const actions = ["on", "off", "preview", "now", "status"] as const;
/** Where nothing else is said. */
const usual = { weekday: "monday", hour: 9, minute: 0 } as const;
const fillers = new Set(["on", "at", "every", "each", "in", "the", "time", "zone", "timezone", "weekly", "please", "o'clock", "and"]);

/**
 * Reads what follows `digest`: "on monday 9:00 Europe/Berlin", "on", "off", "preview", "now".
 * @param zone the asker's own, which holds where none is named
 */
export function readDigestCommand(text: string, zone: string): ReadCommand {
	const [first = "", ...rest] = text.trim().split(/\s+/);
	const action = first === "" ? "status" : actions.find((one) => one === first.toLowerCase());
	if (action === undefined) return { ok: false, problems: [`Expected on, off, preview or now after digest, got “${first}”.${question(nearest(first, actions).slice(0, 1))}`] };
	if (action === "on") return readSchedule(rest, zone);
	if (rest.length > 0) return { ok: false, problems: [`Expected nothing after ${action}, got “${rest.join(" ")}”.`] };
	return { ok: true, command: { action } };
}

/** Day, time and zone, in whatever order; what is left out is Monday, 9:00, and the asker's zone. */
function readSchedule(words: readonly string[], zone: string): ReadCommand {
	const problems: string[] = [];
	const days: (typeof weekdays)[number][] = [];
	const times: { hour: number; minute: number }[] = [];
	const left: string[] = [];
	for (const [at, word] of words.entries()) {
		const plain = word.toLowerCase().replace(/[,.;]+$/, "");
		const day = dayNamed(plain);
		if (day !== undefined) days.push(day);
		else if (/^[ap]\.?m$/.test(plain) && /^\d/.test(words[at - 1] ?? ""))
			continue; // read with the number before it
		else if (/^\d/.test(plain)) readTime(plain, (words[at + 1] ?? "").toLowerCase(), times, problems);
		else if (plain === "noon") times.push({ hour: 12, minute: 0 });
		else if (plain !== "" && !fillers.has(plain)) left.push(word.replace(/[,;]+$/, ""));
	}
	if (days.length > 1) problems.push(`Expected one weekday, for a digest comes once a week, got ${days.join(" and ")}.`);
	if (times.length > 1) problems.push(`Expected one time, got ${times.map(clock).join(" and ")}.`);
	const named = left.length === 0 ? { zone } : zoneOrDay(left, days.length > 0);
	if ("problem" in named) problems.push(named.problem);
	if (problems.length > 0 || "problem" in named) return { ok: false, problems };
	return { ok: true, command: { action: "on", schedule: { weekday: days[0] ?? usual.weekday, hour: times[0]?.hour ?? usual.hour, minute: times[0]?.minute ?? usual.minute, zone: named.zone } } };
}

const dayNamed = (word: string): (typeof weekdays)[number] | undefined => weekdays.find((day) => word.length >= 3 && (day.startsWith(word) || `${day}s` === word));

const clock = ({ hour, minute }: { hour: number; minute: number }): string => `${hour}:${String(minute).padStart(2, "0")}`;

function readTime(word: string, next: string, times: { hour: number; minute: number }[], problems: string[]): void {
	const [, hours, minutes, attached] = /^(\d{1,2})(?:[:.h](\d{2}))?h?([ap]\.?m)?$/.exec(word) ?? [];
	const half = (attached ?? (/^[ap]\.?m\.?$/.test(next) ? next : "")).slice(0, 1);
	const hour = half === "" ? Number(hours) : (Number(hours) % 12) + (half === "p" ? 12 : 0);
	const minute = Number(minutes ?? 0);
	const holds = hours !== undefined && hour < 24 && minute < 60 && (half === "" || (Number(hours) >= 1 && Number(hours) <= 12));
	if (holds) times.push({ hour, minute });
	else problems.push(`Expected a time from 0:00 to 23:59, such as 9:00, got “${half !== "" && attached === undefined ? `${word} ${next}` : word}”.`);
}

/** What is neither a day nor a time is a zone; a word that looks like a weekday is a misspelt one. */
function zoneOrDay(left: readonly string[], hasDay: boolean): { zone: string } | { problem: string } {
	const whole = readZone(left.join(" "));
	if ("zone" in whole) return whole;
	for (const word of hasDay ? [] : left) {
		const near = nearest(word, weekdays).slice(0, 1);
		if (near.length > 0 && !word.includes("/")) return { problem: `Expected a weekday, got “${word}”.${question(near)}` };
	}
	return whole;
}
