/** What one person alone is told beside the answers, each in a sentence or two. */

/** @param againInMs how long until this person may ask again */
export const limitNotice = (most: number, againInMs: number): string =>
	`${most === 1 ? "One question" : `${most} questions`} in ten minutes ${most === 1 ? "is" : "are"} what I take from one person, so that everybody gets an answer. Please ask this again in ${inMinutes(againInMs)}.`;

/** @param ahead how many questions in the channel are answered before this one */
export const waitingNotice = (ahead: number): string =>
	ahead === 0
		? "Your question is next in this channel: the answer comes in its thread."
		: `${ahead === 1 ? "One question is" : `${ahead} questions are`} ahead of yours in this channel, and Slack takes about one answer a second here. Yours comes in its thread.`;

/** An answer whose fate nobody knows. */
export const unsureNotice = (id: string): string => `My answer may not have come through, and I can't see whether it did. If it isn't there, please ask me again. (${id})`;

function inMinutes(ms: number): string {
	const minutes = Math.max(1, Math.ceil(ms / 60_000));
	return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
