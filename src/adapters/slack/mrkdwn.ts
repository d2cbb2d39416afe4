/** Text as Slack's mrkdwn takes it: the three characters that could start markup are escaped. */
export const escapeMrkdwn = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** Text of somebody's as Slack hands it to us, with the three characters back. */
export const unescapeMrkdwn = (text: string): string => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** Bold, with what could end it early taken out. */
export const bold = (text: string): string => `*${escapeMrkdwn(text).replace(/\*/g, "")}*`;

export const italic = (text: string): string => `_${escapeMrkdwn(text).replace(/_/g, " ")}_`;

/** A link to an address of ours: the catalog's, checked when it was loaded. */
export const link = (url: string, label: string): string => `<${new URL(url).href.replace(/[|<>]/g, encodeURIComponent)}|${escapeMrkdwn(label)}>`;

/** Escaped, and as much of it as fits: what is escaped is longer than what was written. */
export function escapeWithin(text: string, most: number): string {
	let room = most;
	let escaped = escapeMrkdwn(truncate(text, room));
	while (escaped.length > most) {
		room -= Math.ceil((escaped.length - most) / 5);
		escaped = escapeMrkdwn(truncate(text, room));
	}
	return escaped;
}

/** Cut at a word, with an ellipsis, to what Slack takes. */
export function truncate(text: string, most: number): string {
	if (text.length <= most) return text;
	const cut = text.slice(0, most - 1);
	const space = cut.lastIndexOf(" ");
	return `${cut.slice(0, space > most * 0.6 ? space : cut.length).trimEnd()}…`;
}

/** Mrkdwn of ours, cut to what fits: never in the middle of a link or of an escaped character. */
export function truncateMarked(text: string, most: number): string {
	if (text.length <= most) return text;
	const cut = truncate(text, most);
	const opened = cut.lastIndexOf("<");
	const whole = opened > cut.lastIndexOf(">") ? cut.slice(0, opened) : cut.replace(/…$/, "");
	return `${whole.replace(/&[a-z]{0,4}$/, "").trimEnd()}…`;
}
