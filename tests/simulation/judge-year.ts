import type { Year } from "./digest-year.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** A digest that took longer than this, not counting when nothing ran, is late; unless told otherwise. */
const usuallyOnTimeMs = 10 * minuteMs;
/** A process that ran for less than this within the day in which a digest could be sent may or may not have managed. */
const enoughMs = 10 * minuteMs;
const twelveWeeksMs = 84 * dayMs;

export type Verdict = {
	counts: Record<string, number>;
	/** What must not be, in sentences. */
	faults: string[];
};

/** Judges a year by what stands in Slack, against when each digest should have come. */
export function judge({ channels, slack, lives, deaths, from, until, ticks }: Year, onTimeMs = usuallyOnTimeMs): Verdict {
	const faults: string[] = [];
	const counts = {
		channels: channels.length,
		weeks: Math.round((until - from) / (7 * dayMs)),
		due: 0,
		sent: 0,
		withinAMinute: 0,
		afterARestart: 0,
		emptyAndSkipped: 0,
		tooLateAndSkipped: 0,
		undecided: 0,
	};
	const up = merged(lives);
	let longest = 0;
	for (const { id, due, asked } of channels) {
		const mine = slack.posted.filter(({ channel }) => channel === id);
		let lastSent: number | undefined;
		const known = new Set<string>();
		for (const { at, week: key } of due) {
			// What became due just before the end had no time left.
			if (until - at < dayMs) continue;
			counts.due++;
			known.add(key);
			const found = mine.filter((message) => message.id === key);
			const tells = lastSent === undefined ? at - 7 * dayMs : Math.max(lastSent, at - 14 * dayMs);
			const hasSomething = asked.some((question) => question >= tells && question < at);
			const ran = overlap(up, at, at + dayMs);
			if (found.length > 1) faults.push(`${id} got ${key} ${found.length} times`);
			const [message] = found;
			if (message === undefined) {
				if (!hasSomething) counts.emptyAndSkipped++;
				else if (ran === 0) counts.tooLateAndSkipped++;
				else if (ran < enoughMs) counts.undecided++;
				else faults.push(`${id} did not get ${key}, due ${new Date(at).toISOString()}`);
				continue;
			}
			if (!hasSomething) faults.push(`${id} got ${key}, with nothing to say`);
			if (message.at < at) faults.push(`${id} got ${key} too early, at ${new Date(message.at).toISOString()}`);
			if (message.at >= at + dayMs + minuteMs) faults.push(`${id} got ${key} more than a day late, at ${new Date(message.at).toISOString()}`);
			const waited = overlap(up, at, message.at);
			longest = Math.max(longest, waited);
			if (waited > onTimeMs) faults.push(`${id} got ${key} after ${Math.round(waited / 1000)} s in which something ran`);
			counts.sent++;
			if (message.at - at <= minuteMs) counts.withinAMinute++;
			else if (waited < message.at - at) counts.afterARestart++;
			lastSent = at;
		}
		for (const message of mine) if (!known.has(message.id) && until - message.at > 2 * dayMs) faults.push(`${id} got ${message.id}, which was not due`);
		for (const [index, { shown, at }] of mine.entries()) {
			if (shown !== undefined && mine.some((other, before) => before < index && other.shown === shown && at - other.at < twelveWeeksMs))
				faults.push(`${id} was shown ${shown} twice within twelve weeks`);
		}
	}
	const kills = { kills: deaths.length, outagesOfOverADay: deaths.filter(({ downMs }) => downMs > dayMs).length, pointsOfDeath: new Set(deaths.map(({ where }) => where)).size };
	const withoutPicture = slack.posted.filter(({ withPicture }) => !withPicture).length;
	return { counts: { ...counts, posted: slack.posted.length, withoutPicture, ...kills, ...slack.counts, longestWaitSeconds: Math.round(longest / 1000), ticks }, faults };
}

type Span = { from: number; until: number };

/** When anything ran at all. */
function merged(lives: readonly Span[]): Span[] {
	const spans: Span[] = [];
	for (const { from, until } of lives.toSorted((a, b) => a.from - b.from)) {
		const last = spans.at(-1);
		if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until);
		else spans.push({ from, until });
	}
	return spans;
}

const overlap = (spans: readonly Span[], from: number, until: number): number => spans.reduce((sum, span) => sum + Math.max(0, Math.min(span.until, until) - Math.max(span.from, from)), 0);

/** What is printed of it. */
export function reportOf(name: string, { counts, faults }: Verdict): string {
	const width = Math.max(...Object.keys(counts).map((key) => key.length)) + 4;
	const words = (key: string): string => key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
	return [
		name,
		...Object.entries(counts).map(([key, count]) => `  ${words(key).padEnd(width)}${String(count).padStart(8)}`),
		faults.length === 0 ? "  every due digest once, on time" : `  ${faults.length} faults:`,
		...faults.slice(0, 20).map((fault) => `    ${fault}`),
	].join("\n");
}
