// Times as the reader's own zone and language write them.

const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });

/** The moment that a message's timestamp names. @param {string} ts */
export const momentOf = (ts) => new Date(Number(ts) * 1000);
/** @param {string} ts */
export const timeOf = (ts) => time.format(momentOf(ts));
/** @param {string} ts */
export const fullTimeOf = (ts) => full.format(momentOf(ts));

/** @param {string} ts */
export function dayOf(ts) {
	const then = momentOf(ts);
	/** @param {number} days */
	const daysAgo = (days) => new Date(new Date().setDate(new Date().getDate() - days)).toDateString();
	if (then.toDateString() === daysAgo(0)) return "Today";
	return then.toDateString() === daysAgo(1) ? "Yesterday" : day.format(then);
}
