// The local workspace: a small Slack in the browser, with the real bot in it.
import { look, playWeek, send } from "./actions.js";
import { composer } from "./composer.js";
import { byId, childrenOf, element, focusable, icon, syncList } from "./dom.js";
import { drawHome } from "./home.js";
import { intro } from "./intro.js";
import { drawMessages, statusLine } from "./messages.js";
import { drawModal, prepareModal } from "./modal.js";
import { mrkdwn } from "./mrkdwn.js";
import { announce, tellReader } from "./notices.js";
import { closePanel, openPanel } from "./panel.js";
import { followPermalinks } from "./permalink.js";
import { drawSide } from "./side.js";
import { channelOf, go, inChannel, inThread, load, onChange, promptsHere, receive, state, statusOf, titleOf, userOf } from "./store.js";

/** @import { PageChannel } from "../page-state.ts" */
/** @import { Sent } from "./composer.js" */
/** @import { Kept } from "./store.js" */

const phone = matchMedia("(max-width: 45rem)");
const narrow = matchMedia("(max-width: 64rem)");
const mention = () => `@${userOf(state.bot).name}`;
const isDirect = () => channelOf(state.channel)?.with !== null;

const write = composer({ id: "text", label: "Message", inThread: false, onSend: sendToChannel, extra: element("div", { id: "prompts" }) });
const reply = composer({ id: "reply-text", label: "Reply in the thread", inThread: true, onSend: sendReply, extra: element("div", { id: "follow-ups" }) });
byId("write").append(write.node);
byId("reply").append(reply.node);

/** Set while a command of ours is on its way: the thread that it begins is opened for us. */
let awaitsThread = false;

/**
 * @param {string} text
 * @returns {Promise<Sent>}
 */
async function sendToChannel(text) {
	awaitsThread = text.startsWith("/");
	toEnd(byId("channel-scroll"));
	const { error, ts } = await send(text);
	if (error !== undefined) return { error };
	if (ts === undefined) return {};
	if (channelOf(state.channel)?.hasBot !== true) return { hint: text.includes(mention()) ? "The bot is not in this channel, so it does not hear this. A slash command works here." : "" };
	if (!isDirect() && !text.includes(mention())) return { hint: `The bot hears what mentions it: begin with ${mention()}.` };
	openThread(ts);
	return {};
}

/**
 * @param {string} text
 * @returns {Promise<Sent>}
 */
async function sendReply(text) {
	// Who writes waits for what comes after it, wherever they had read.
	toEnd(byId("thread-scroll"));
	const { error } = await send(text, state.thread);
	if (error !== undefined) return { error };
	addressed = "";
	addressBot();
	if (isDirect() || text.includes(mention())) return {};
	if (!state.app.hearsMessages) return { hint: `The bot hears what mentions it: begin with ${mention()}.` };
	return hasAskedHere() ? {} : { hint: `Unasked, the bot goes on with who asked it here. To join, begin with ${mention()}.` };
}

/** Whether the reader has asked the bot in the open thread. */
const hasAskedHere = () => inThread().some(({ user, text }) => (user === state.who && text.includes(`<@${state.bot}>`)) || text.startsWith(`<@${state.who}> asked`));

/** Whether the bot may answer a reply that does not mention it. */
const hearsReplies = () => isDirect() || state.app.hearsMessages;

/** @param {string} ts of the message that the thread begins with */
function openThread(ts) {
	if (state.thread !== ts) {
		go({ thread: ts, panel: undefined });
		addressed = "";
		addressBot();
		toEnd(byId("thread-scroll"));
	}
	// On a phone the box would bring up the keyboard, over what is to be read.
	(phone.matches ? byId("thread-title") : reply.text).focus();
}

/** The thread whose next message has been addressed. @type {string | undefined} */
let addressed = "";

/** In a thread that the bot takes part in, the next message is most likely for it; who takes its name out again keeps it so. */
function addressBot() {
	const thread = inThread();
	if (hearsReplies() || addressed === state.thread || !thread.some(({ user, text }) => user === state.bot || text.includes(`<@${state.bot}>`))) return;
	addressed = state.thread;
	if (reply.isEmpty() || reply.text.value.trim() === mention()) reply.write(`${mention()} `);
}

function closeThread() {
	const { thread } = state;
	closePanel();
	go({ thread: undefined });
	const message = childrenOf(byId("messages")).find(({ dataset }) => dataset.key === `${state.channel}/${thread}`);
	if (message !== undefined) focusable(message, "thread")?.focus();
}

/** @param {string} id */
function openChannel(id) {
	go({ channel: id, atHome: false, thread: undefined, panel: undefined });
	showNewest();
}

/** @param {import("./permalink.js").Place} place */
function goTo({ channel, thread }) {
	if (channelOf(channel) === undefined) return;
	go({ channel, atHome: false, panel: undefined, thread: undefined });
	if (inChannel().some(({ ts }) => ts === thread)) openThread(thread);
}

const openHome = () => go({ atHome: true, thread: undefined, panel: undefined });

/** @param {HTMLElement} scroll */
const toEnd = (scroll) => {
	scroll.scrollTop = scroll.scrollHeight;
};

/** Of a channel, the newest message, or the introduction from its beginning. */
function showNewest() {
	if (inChannel().length > 0) toEnd(byId("channel-scroll"));
	else byId("channel-scroll").scrollTop = 0;
}

function draw() {
	const channel = channelOf(state.channel);
	if (channel === undefined) return;
	drawSide({ openChannel, openHome });
	tellWhereWeAre();
	for (const id of ["intro", "messages", "write"]) byId(id).hidden = state.atHome;
	byId("home").hidden = !state.atHome;
	const bot = userOf(state.bot).real_name;
	byId("title").textContent = state.atHome ? "App Home" : isDirect() ? bot : `# ${channel.name}`;
	const topic = isDirect() ? `Direct message, as ${userOf(state.who).real_name}` : channel.hasBot ? channel.topic : `${channel.topic} · ${bot} is not in this channel`;
	byId("topic").textContent = state.atHome ? `What ${bot} shows ${userOf(state.who).real_name}` : topic;
	const said = inChannel();
	if (state.atHome) drawHome();
	else {
		drawIntro(channel, said.length === 0);
		drawMessages(byId("messages"), said, { withReplies: true, openThread, openPanel });
		write.describe(`Message ${isDirect() ? bot : `#${channel.name}`} as ${userOf(state.who).real_name}`);
		drawPrompts(said.length === 0);
	}
	drawThread(channel);
	drawPanes(said);
	drawModal();
}

let told = "";
/** The app hears which of its own tabs, or which channel, somebody turns to. */
function tellWhereWeAre() {
	const at = state.atHome ? "home" : isDirect() ? "messages" : { channel: state.channel };
	const now = JSON.stringify([state.who, at]);
	if (now === told) return;
	told = now;
	void look(at);
}

let introFor = "";
/** @type {(channel: PageChannel, isEmpty: boolean) => void} */
function drawIntro({ id, hasBot }, isEmpty) {
	const wanted = [id, isEmpty].join();
	if (wanted === introFor) return;
	introFor = wanted;
	byId("intro").replaceChildren(intro({ hasBot, isDirect: isDirect(), isEmpty, ask: async (text) => announce((await sendToChannel(text)).error), play }));
}

/**
 * A message of the open channel, once it is drawn: what the server answers can come before the message itself.
 * @param {string} key
 * @returns {Promise<HTMLElement | undefined>}
 */
async function drawnMessage(key) {
	for (let tries = 0; tries < 150; tries++) {
		const message = childrenOf(byId("messages")).find(({ dataset }) => dataset.key === key);
		if (message !== undefined) return message;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	return undefined;
}

/** Plays a week of questions, and goes to the digest that comes of it. */
async function play() {
	announce("A week is being played.");
	toEnd(byId("channel-scroll"));
	const { digest, error } = await playWeek();
	if (digest === undefined) return tellReader(error ?? "");
	openChannel(digest.channel);
	const message = await drawnMessage(`${digest.channel}/${digest.ts}`);
	// Its place is known when its picture is there.
	await Promise.all([...(message?.querySelectorAll("img") ?? [])].map((image) => image.decode().catch(() => {})));
	if (message !== undefined) byId("channel-scroll").scrollTop = message.offsetTop - 8;
	announce("Monday's digest has come.");
}

/** What the bot suggests to begin with, above the box. @param {boolean} isEmpty */
function drawPrompts(isEmpty) {
	const { title = "", prompts = [] } = (isEmpty && promptsHere()) || {};
	const label = title === "" ? [] : [{ title: "", message: title }];
	syncList(byId("prompts"), [...label, ...prompts], {
		keyOf: ({ title: name, message }) => `${name} ${message}`,
		versionOf: () => "",
		make: ({ title: name, message }) =>
			name === "" ? element("span", { class: "quiet" }, message) : element("button", { type: "button", class: "follow-up", onclick: async () => announce((await sendToChannel(message)).error) }, name),
	});
}

const followUps = ["and only open source?", "and hosted for us?", "and on Azure?"];

/** @param {PageChannel} channel */
function drawThread(channel) {
	const thread = inThread();
	const title = titleOf(state.thread ?? "");
	byId("thread-topic").textContent = [isDirect() ? userOf(state.bot).real_name : `# ${channel.name}`, ...(title === undefined ? [] : [title])].join(" · ");
	drawMessages(byId("replies"), thread, { withReplies: false, openThread, openPanel });
	const status = statusOf(state.thread ?? "");
	syncList(byId("thread-status"), status === undefined ? [] : [status], { keyOf: () => "status", versionOf: String, make: statusLine });
	reply.describe(`Reply as ${userOf(state.who).real_name}`);
	const answered = thread.some(({ explained }) => explained);
	const unsaid = followUps.filter((text) => !thread.some((said) => said.text.endsWith(text)));
	syncList(byId("follow-ups"), answered ? unsaid : [], {
		keyOf: (text) => text,
		versionOf: () => "",
		make: (text) => element("button", { type: "button", class: "follow-up", onclick: async () => announce((await sendReply(isDirect() ? text : `${mention()} ${text}`)).error) }, text),
	});
}

/**
 * Which panes stand beside each other is the style sheet's matter; what another one covers takes no focus.
 * @param {readonly Kept[]} said
 */
function drawPanes(said) {
	byId("thread").hidden = state.thread === undefined;
	byId("panel").hidden = state.panel === undefined;
	const inChannelPane = said.some(({ key }) => key === state.panel);
	document.body.dataset.panes = [state.thread !== undefined && "thread", state.panel !== undefined && (inChannelPane ? "panel-of-channel" : "panel-of-thread")].filter(Boolean).join(" ");
	byId("side").inert = phone.matches && (state.thread !== undefined || state.panel !== undefined);
	byId("channel").inert = (phone.matches && state.thread !== undefined) || (narrow.matches && state.panel !== undefined);
	byId("thread").inert = narrow.matches && state.panel !== undefined;
}

/**
 * Follows what is new, unless the reader has scrolled up to read: an answer that is longer than the pane shows its beginning.
 * @type {(pane: { scroll: HTMLElement, list: HTMLElement, wasAtEnd: boolean }, news: readonly Kept[]) => void}
 */
function follow({ scroll, list, wasAtEnd }, news) {
	const last = childrenOf(list).findLast(({ dataset }) => news.some(({ key }) => key === dataset.key));
	if (last === undefined || !wasAtEnd) return;
	if (last.offsetHeight > scroll.clientHeight) scroll.scrollTop = last.offsetTop - 8;
	else toEnd(scroll);
}

/** @param {HTMLElement} scroll */
const isAtEnd = (scroll) => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;

onChange((arrived) => {
	const news = arrived.filter(({ channel }) => channel === state.channel);
	const begun = news.find(({ user, thread_ts, text }) => awaitsThread && user === state.bot && thread_ts === undefined && text.startsWith(`<@${state.who}> asked`));
	const panes = [
		{ scroll: byId("channel-scroll"), list: byId("messages") },
		{ scroll: byId("thread-scroll"), list: byId("replies") },
	].map((pane) => ({ ...pane, wasAtEnd: isAtEnd(pane.scroll) }));
	draw();
	addressBot();
	for (const pane of panes) follow(pane, news);
	const heard = news.findLast(({ user, onlyFor = state.who }) => user === state.bot && onlyFor === state.who);
	if (heard !== undefined) announce(element("p", {}, `${userOf(state.bot).real_name}: `, mrkdwn(heard.text.split("\n")[0] ?? "")).textContent);
	if (begun !== undefined) {
		awaitsThread = false;
		openThread(begun.ts);
	}
});

byId("close-thread").append(icon("close"));
byId("close-thread").addEventListener("click", closeThread);
document.addEventListener("keydown", ({ key }) => {
	if (key !== "Escape") return;
	if (state.panel !== undefined) closePanel();
	else if (state.thread !== undefined) closeThread();
});
for (const size of [phone, narrow]) size.addEventListener("change", draw);
prepareModal();
const openedAt = followPermalinks(goTo);

const events = new EventSource("/workspace/events");
events.addEventListener("message", ({ data }) => receive(JSON.parse(data)));
events.addEventListener("open", async () => {
	byId("lost").hidden = true;
	const isFirst = state.channel === "";
	await load();
	if (!isFirst) return;
	showNewest();
	if (openedAt !== undefined) goTo(openedAt);
});
events.addEventListener("error", () => {
	byId("lost").hidden = false;
});
