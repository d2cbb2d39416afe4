import type { Tool } from "./tool.ts";

/** A review older than this is said aloud, in answers and by `npm run catalog -- check`. */
export const staleAfterDays = 180;
/** A review older than this fails `npm run catalog -- check --strict-freshness`. */
export const outdatedAfterDays = 365;

/** Days from one ISO date to another; negative where `to` comes first. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** Days since 1 March of the year 0: with years that begin in March, a leap day is the year's last. */
function dayNumber(date: string): number {
	const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
	const years = month > 2 ? year : year - 1;
	const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
	return years * 365 + Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400) + dayOfYear;
}

export type Review = { id: string; reviewed: string; days: number };

/** Tools whose last review lies back too long, oldest first. `stale` holds the `outdated` ones too. */
export function freshnessOf(tools: Iterable<Tool>, today: string): { stale: Review[]; outdated: Review[] } {
	const stale = [...tools]
		.map(({ id, reviewed }) => ({ id, reviewed, days: daysBetween(reviewed, today) }))
		.filter(({ days }) => days > staleAfterDays)
		.sort((a, b) => b.days - a.days || (a.id < b.id ? -1 : 1));
	return { stale, outdated: stale.filter(({ days }) => days > outdatedAfterDays) };
}
