import { hourMs } from "./local-time.ts";
import { latestOccurrence, nextOccurrence, type Occurrence, type Schedule } from "./schedule.ts";

/** A channel's wish for a weekly digest. */
export type Subscription = {
	workspace: string;
	channel: string;
	/** Who asked for it, and is told where it has to end; empty where they asked to be forgotten. */
	subscriber: string;
	schedule: Schedule;
	/** When it was asked for, or changed: what was due before is not sent. Milliseconds since the epoch. */
	since: number;
	/** The last ISO week that this channel's digest is done with: sent, or skipped for want of anything to say. */
	doneWeek?: string;
};

/** A digest that is to be sent. */
export type Due = Occurrence & { subscription: Subscription };

/** A digest that is later than this is not sent any more. */
export const tooLateMs = 24 * hourMs;

/** Which digests are to be sent at `now`, longest due first. One a week and channel, also where its schedule was changed in between. */
export function whatIsDue(subscriptions: readonly Subscription[], now: number): Due[] {
	return subscriptions
		.flatMap((subscription): Due[] => {
			const { at, week } = latestOccurrence(subscription.schedule, now);
			const due = at > subscription.since && now - at < tooLateMs && !isDone(subscription, week);
			return due ? [{ subscription, at, week }] : [];
		})
		.sort((one, other) => one.at - other.at);
}

/** The next digest that will be sent after `now`, whatever is due just then. */
export function firstDue({ schedule, doneWeek }: Pick<Subscription, "schedule" | "doneWeek">, now: number): Occurrence {
	let next = nextOccurrence(schedule, now);
	while (doneWeek !== undefined && next.week <= doneWeek) next = nextOccurrence(schedule, next.at);
	return next;
}

// Weeks as they are written come in the order of time.
const isDone = ({ doneWeek }: Subscription, week: string): boolean => doneWeek !== undefined && week <= doneWeek;
