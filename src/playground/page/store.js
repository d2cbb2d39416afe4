// What the page knows of the workspace, and where the reader is in it.

/** @import { PageApp, PageChange, PageChannel, PageEphemeral, PageMessage, PageState } from "../page-state.ts" */
/** @import { OpenView } from "../views.ts" */
/** @import { Prompts, SlackUser } from "../workspace.ts" */

/** @typedef {Omit<PageMessage, "type"> & { key: string, revision: number, onlyFor?: string, asked?: string }} Kept a message; `onlyFor` is the one person who sees it */
/** @typedef {{ who: string, channel: string, atHome: boolean, thread: string | undefined, panel: string | undefined }} Place */

/** @type {Place & { bot: string, app: PageApp, users: SlackUser[], channels: PageChannel[] }} */
export const state = {
	bot: "",
	app: { commands: [], messageShortcuts: [], homeTab: false, messagesTab: false, hearsMessages: false, completions: [] },
	users: [],
	channels: [],
	who: "",
	channel: "",
	/** Whether the App Home stands in the channel's place. */
	atHome: false,
	thread: undefined,
	panel: undefined,
};

/** @type {Map<string, Kept>} */
const messages = new Map();
/** By channel and thread: what the bot is doing. @type {Map<string, string>} */
const statuses = new Map();
/** By channel. @type {Map<string, Prompts>} */
const prompts = new Map();
/** By channel and thread. @type {Map<string, string>} */
const titles = new Map();
/** By person. @type {Map<string, OpenView>} */
const homes = new Map();
/** By person. @type {Map<string, readonly OpenView[]>} */
const modals = new Map();

/** @type {Set<(news: readonly Kept[]) => void>} */
const listeners = new Set();
let revision = 0;
/** @type {(message: { channel: string, ts: string }) => string} */
const keyOf = ({ channel, ts }) => `${channel}/${ts}`;

/** @param {(news: readonly Kept[]) => void} listener is called after each change, with the messages that are new */
export const onChange = (listener) => listeners.add(listener);
/** @param {readonly Kept[]} news */
const tell = (news) => {
	for (const listener of listeners) listener(news);
};

/**
 * Moves the reader: to another place, thread or person. Who becomes somebody else in a direct message is in their own then;
 * what another person alone could see is not explained to them.
 * @param {Partial<Place>} where
 */
export function go(where) {
	const before = channelOf(state.channel);
	Object.assign(state, where);
	if (before !== undefined && before.with !== null && where.channel === undefined && before.with !== state.who)
		Object.assign(state, { channel: ownDirectMessage()?.id, thread: undefined, panel: undefined });
	if ((messages.get(state.panel ?? "")?.onlyFor ?? state.who) !== state.who) state.panel = undefined;
	tell([]);
}

/**
 * Takes in messages as the server sends them. Returns those that are new.
 * @param {readonly (Omit<PageMessage, "type"> & { onlyFor?: string })[]} all
 */
function take(all) {
	/** @type {Kept[]} */
	const news = [];
	for (const one of all) {
		const key = keyOf(one);
		const kept = { ...one, key, revision: ++revision };
		if (!messages.has(key)) news.push(kept);
		messages.set(key, kept);
	}
	return news;
}

/**
 * What the server tells of one change.
 * @param {PageChange} change
 */
export function receive({ message, removed, shown, status, prompts: suggested, title, home, modals: opened }) {
	if (removed !== undefined) messages.delete(keyOf(removed));
	if (status !== undefined) setStatus(status);
	if (suggested !== undefined) prompts.set(suggested.channel, suggested);
	if (title !== undefined) titles.set(`${title.channel}/${title.thread}`, title.title);
	if (home !== undefined) homes.set(home.user, home.view);
	if (opened !== undefined) modals.set(opened.user, opened.stack);
	tell(take([...(message === undefined ? [] : [message]), ...(shown === undefined ? [] : [ofOnePerson(shown)])]));
}

/** @param {{ channel: string, thread: string, text: string }} status */
function setStatus({ channel, thread, text }) {
	if (text === "") statuses.delete(`${channel}/${thread}`);
	else statuses.set(`${channel}/${thread}`, text);
}

/**
 * A message that one person sees: the bot's, to that person.
 * @param {PageEphemeral} shown
 */
const ofOnePerson = ({ user, ...rest }) => ({ ...rest, user: state.bot, onlyFor: user });

/**
 * Reads the whole workspace; again after the connection was lost, so that nothing is missed. What the server no longer knows,
 * for it began anew, goes; what arrived while it was asked stays.
 */
export async function load() {
	const asked = revision;
	/** @type {PageState} */
	const whole = await (await fetch("/workspace/state")).json();
	const { bot, app, users, channels } = whole;
	Object.assign(state, { bot, app, users, channels });
	state.who ||= people()[0]?.id ?? "";
	state.channel ||= channels[0]?.id ?? "";
	const known = [...whole.messages, ...whole.shown.map(ofOnePerson)];
	const keys = new Set(known.map(keyOf));
	for (const [key, one] of messages) if (one.revision <= asked && !keys.has(key)) messages.delete(key);
	for (const map of [statuses, prompts, titles, homes, modals]) map.clear();
	for (const status of whole.statuses) setStatus(status);
	for (const suggested of whole.prompts) prompts.set(suggested.channel, suggested);
	for (const { channel, thread, title } of whole.titles) titles.set(`${channel}/${thread}`, title);
	for (const [user, view] of Object.entries(whole.homes)) homes.set(user, view);
	for (const [user, stack] of Object.entries(whole.modals)) modals.set(user, stack);
	take(known);
	if (!messages.has(`${state.channel}/${state.thread}`)) state.thread = undefined;
	if (!messages.has(state.panel ?? "")) state.panel = undefined;
	tell([]);
}

export const people = () => state.users.filter(({ is_bot }) => !is_bot);
/** @type {(id: string) => SlackUser} */
export const userOf = (id) => state.users.find((user) => user.id === id) ?? { id, name: id, real_name: id, title: "", tz: "", is_bot: false };
/** @type {(id: string) => PageChannel | undefined} */
export const channelOf = (id) => state.channels.find((channel) => channel.id === id);
/** Conversations that the reader takes part in, direct messages apart. */
export const openChannels = () => state.channels.filter((channel) => channel.with === null);
export const ownDirectMessage = () => state.channels.find((channel) => channel.with === state.who);

/** @type {(a: Kept, b: Kept) => number} */
const byTime = (a, b) => Number(a.ts) - Number(b.ts);
const all = () => [...messages.values()].filter((one) => one.channel === state.channel && (one.onlyFor === undefined || one.onlyFor === state.who)).sort(byTime);

/** Messages of the open channel outside threads. */
export const inChannel = () => all().filter(({ ts, thread_ts }) => thread_ts === undefined || thread_ts === ts);
/** The open thread with the message that it began with. */
export const inThread = () => (state.thread === undefined ? [] : all().filter(({ ts, thread_ts }) => ts === state.thread || thread_ts === state.thread));
/** What everybody sees: a private note in a thread is no reply. @param {string} ts of the message that a thread begins with */
export const repliesTo = (ts) => all().filter((one) => one.thread_ts === ts && one.ts !== ts && one.onlyFor === undefined);

/** What the bot is doing in a thread of the open channel; nothing where it does nothing. @param {string} thread */
export const statusOf = (thread) => statuses.get(`${state.channel}/${thread}`);
/** @param {string} thread */
export const titleOf = (thread) => titles.get(`${state.channel}/${thread}`);
/** What the bot suggests to ask in the open channel. */
export const promptsHere = () => prompts.get(state.channel);
/** The reader's own App Home, once the bot has published it. */
export const ownHome = () => homes.get(state.who);
/** The modal in front of the reader. */
export const frontModal = () => modals.get(state.who)?.at(-1);
