// What the page knows of the workspace, and where the reader is in it.
export const state = { bot: "", users: [], channels: [], who: "", channel: "", thread: undefined, panel: undefined };

const messages = new Map();
const listeners = new Set();
let revision = 0;
const keyOf = ({ channel, ts }) => `${channel}/${ts}`;

export const onChange = (listener) => listeners.add(listener);
const tell = (news) => {
	for (const listener of listeners) listener(news);
};

/** Moves the reader: to another channel, thread or person. What another person alone could see is not explained to them. */
export function go(where) {
	Object.assign(state, where);
	if ((messages.get(state.panel)?.onlyFor ?? state.who) !== state.who) state.panel = undefined;
	tell([]);
}

/** Takes in messages as the server sends them. Listeners hear which of them are new. */
function take(all) {
	const news = [];
	for (const one of all) {
		const key = keyOf(one);
		const kept = { ...one, key, revision: ++revision };
		if (!messages.has(key)) news.push(kept);
		messages.set(key, kept);
	}
	return news;
}

/** What the server tells of one change. */
export function receive({ message, shown }) {
	tell(take([shown === undefined ? message : ofOnePerson(shown)]));
}

/** A message that one person sees: the bot's, to that person. */
const ofOnePerson = ({ user, ...rest }) => ({ ...rest, user: state.bot, onlyFor: user });

/**
 * Reads the whole workspace; again after the connection was lost, so that nothing is missed. What the server no longer knows,
 * for it began anew, goes; what arrived while it was asked stays.
 */
export async function load() {
	const asked = revision;
	const { shown, messages: all, ...rest } = await (await fetch("/workspace/state")).json();
	Object.assign(state, rest);
	state.who ||= people()[0].id;
	state.channel ||= state.channels[0].id;
	const known = [...all, ...shown.map(ofOnePerson)];
	const keys = new Set(known.map(keyOf));
	for (const [key, one] of messages) if (one.revision <= asked && !keys.has(key)) messages.delete(key);
	take(known);
	if (!messages.has(`${state.channel}/${state.thread}`)) state.thread = undefined;
	if (!messages.has(state.panel)) state.panel = undefined;
	tell([]);
}

export const people = () => state.users.filter(({ is_bot }) => !is_bot);
export const userOf = (id) => state.users.find((user) => user.id === id) ?? { id, name: id, real_name: id, title: "", is_bot: false };
export const channelOf = (id) => state.channels.find((channel) => channel.id === id);

const byTime = (a, b) => Number(a.ts) - Number(b.ts);
const all = () => [...messages.values()].filter((one) => one.channel === state.channel && (one.onlyFor === undefined || one.onlyFor === state.who)).sort(byTime);

/** Messages of the open channel outside threads. */
export const inChannel = () => all().filter(({ ts, thread_ts }) => thread_ts === undefined || thread_ts === ts);
/** The open thread with the message that it began with. */
export const inThread = () => (state.thread === undefined ? [] : all().filter(({ ts, thread_ts }) => ts === state.thread || thread_ts === state.thread));
export const repliesTo = (ts) => all().filter((one) => one.thread_ts === ts && one.ts !== ts);

/** Sends what somebody wrote. Resolves with what became of it: the message's timestamp, or what was wrong. */
export async function send(text, thread) {
	const body = { user: state.who, channel: state.channel, text, ...(thread === undefined ? {} : { thread_ts: thread }) };
	try {
		const response = await fetch("/workspace/messages", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
		return await response.json();
	} catch {
		return { error: "The local workspace does not answer. Is it still running?" };
	}
}
