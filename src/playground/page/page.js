// The local workspace: a small Slack in the browser, with the real bot in it.
import { composer } from "./composer.js";
import { element, icon, syncList } from "./dom.js";
import { intro } from "./intro.js";
import { avatar, drawMessages } from "./messages.js";
import { mrkdwn } from "./mrkdwn.js";
import { closePanel, openPanel } from "./panel.js";
import { channelOf, go, inChannel, inThread, load, onChange, people, receive, send, state, userOf } from "./store.js";

const $ = (id) => document.getElementById(id);
const phone = matchMedia("(max-width: 45rem)");
const narrow = matchMedia("(max-width: 64rem)");
const mention = () => `@${userOf(state.bot).name}`;

const write = composer({ id: "text", label: "Message", inThread: false, onSend: (text) => sendToChannel(text) });
const reply = composer({ id: "reply-text", label: "Reply in the thread", inThread: true, onSend: (text) => sendReply(text), extra: element("div", { id: "follow-ups" }) });
$("write").append(write.node);
$("reply").append(reply.node);

/** Set while a command of ours is on its way: the thread that it begins is opened for us. */
let awaitsThread = false;

async function sendToChannel(text) {
	awaitsThread = text.startsWith("/");
	toEnd($("channel-scroll"));
	const { error, ts } = await send(text);
	if (error !== undefined) return { error };
	if (ts === undefined) return {};
	if (!channelOf(state.channel).hasBot) return { hint: text.includes(mention()) ? "The bot is not in this channel, so it does not hear this. A slash command works here." : "" };
	if (!text.includes(mention())) return { hint: `The bot hears what mentions it: begin with ${mention()}.` };
	openThread(ts);
	return {};
}

async function sendReply(text) {
	// Who writes waits for what comes after it, wherever they had read.
	toEnd($("thread-scroll"));
	const { error } = await send(text, state.thread);
	if (error !== undefined) return { error };
	addressed = "";
	addressBot();
	if (!text.includes(mention())) return { hint: `The bot hears what mentions it: begin with ${mention()}.` };
	return {};
}

function openThread(ts) {
	if (state.thread !== ts) {
		go({ thread: ts, panel: undefined });
		addressed = "";
		addressBot();
		toEnd($("thread-scroll"));
	}
	// On a phone the box would bring up the keyboard, over what is to be read.
	(phone.matches ? $("thread-title") : reply.text).focus();
}

/** The thread whose next message has been addressed. */
let addressed = "";

/** In a thread that the bot takes part in, the next message is most likely for it; who takes its name out again keeps it so. */
function addressBot() {
	const thread = inThread();
	if (addressed === state.thread || !thread.some(({ user, text }) => user === state.bot || text.includes(`<@${state.bot}>`))) return;
	addressed = state.thread;
	if (reply.isEmpty() || reply.text.value.trim() === mention()) reply.write(`${mention()} `);
}

function closeThread() {
	const { thread } = state;
	closePanel();
	go({ thread: undefined });
	[...$("messages").children]
		.find(({ dataset }) => dataset.key === `${state.channel}/${thread}`)
		?.querySelector("[data-focus=thread]")
		?.focus();
}

function openChannel(id) {
	go({ channel: id, thread: undefined, panel: undefined });
	showNewest();
}

const toEnd = (scroll) => {
	scroll.scrollTop = scroll.scrollHeight;
};

/** Of a channel, the newest message, or the introduction from its beginning. */
function showNewest() {
	if (inChannel().length > 0) toEnd($("channel-scroll"));
	else $("channel-scroll").scrollTop = 0;
}

function draw() {
	const channel = channelOf(state.channel);
	if (channel === undefined) return;
	drawSide();
	$("title").textContent = `# ${channel.name}`;
	$("topic").textContent = channel.hasBot ? channel.topic : `${channel.topic} · mlops-recommend is not in this channel`;
	const said = inChannel();
	drawIntro(channel, said.length === 0);
	drawMessages($("messages"), said, { withReplies: true, openThread, openPanel });
	write.describe(`Message #${channel.name} as ${userOf(state.who).real_name}`);
	drawThread(channel);
	drawPanes(said);
}

function drawSide() {
	syncList($("channels"), state.channels, {
		keyOf: ({ id }) => id,
		versionOf: ({ id }) => String(id === state.channel),
		make: ({ id, name }) =>
			element(
				"li",
				{},
				element("button", { type: "button", "data-focus": id, "aria-current": id === state.channel && "page", onclick: () => openChannel(id) }, element("span", { "aria-hidden": "true" }, "#"), name),
			),
	});
	syncList($("people"), people(), {
		keyOf: ({ id }) => id,
		versionOf: () => "",
		make: (user) =>
			element(
				"label",
				{},
				element("input", { type: "radio", name: "who", value: user.id, checked: user.id === state.who, onchange: () => go({ who: user.id }) }),
				avatar(user),
				element("span", { class: "person" }, element("strong", {}, user.real_name), element("span", {}, user.title || "no title")),
			),
	});
}

let introFor = "";
function drawIntro(channel, isEmpty) {
	const wanted = [channel.id, isEmpty].join();
	if (wanted === introFor) return;
	introFor = wanted;
	$("intro").replaceChildren(intro({ hasBot: channel.hasBot, isEmpty, ask: async (text) => announce((await sendToChannel(text)).error) }));
}

const followUps = ["and only open source?", "and hosted for us?", "and on Azure?"];

function drawThread(channel) {
	const thread = inThread();
	$("thread-topic").textContent = `# ${channel.name}`;
	drawMessages($("replies"), thread, { withReplies: false, openThread, openPanel });
	reply.describe(`Reply as ${userOf(state.who).real_name}`);
	const answered = thread.some(({ explained }) => explained);
	const unsaid = followUps.filter((text) => !thread.some((said) => said.text.endsWith(text)));
	syncList($("follow-ups"), answered ? unsaid : [], {
		keyOf: (text) => text,
		versionOf: () => "",
		make: (text) => element("button", { type: "button", class: "follow-up", onclick: async () => announce((await sendReply(`${mention()} ${text}`)).error) }, text),
	});
}

/** Which panes stand beside each other is the style sheet's matter; what another one covers takes no focus. */
function drawPanes(said) {
	$("thread").hidden = state.thread === undefined;
	$("panel").hidden = state.panel === undefined;
	const inChannelPane = said.some(({ key }) => key === state.panel);
	document.body.dataset.panes = [state.thread !== undefined && "thread", state.panel !== undefined && (inChannelPane ? "panel-of-channel" : "panel-of-thread")].filter(Boolean).join(" ");
	$("side").inert = phone.matches && (state.thread !== undefined || state.panel !== undefined);
	$("channel").inert = (phone.matches && state.thread !== undefined) || (narrow.matches && state.panel !== undefined);
	$("thread").inert = narrow.matches && state.panel !== undefined;
}

/** Says what happened to those who cannot see it happen. */
function announce(text = "") {
	$("status").textContent = text;
}

/** Follows what is new, unless the reader has scrolled up to read: an answer that is longer than the pane shows its beginning. */
function follow(scroll, list, wasAtEnd, news) {
	const last = [...list.children].findLast(({ dataset }) => news.some(({ key }) => key === dataset.key));
	if (last === undefined || !wasAtEnd) return;
	if (last.offsetHeight > scroll.clientHeight) scroll.scrollTop = last.offsetTop - 8;
	else toEnd(scroll);
}

const isAtEnd = (scroll) => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;

onChange((arrived) => {
	const news = arrived.filter(({ channel }) => channel === state.channel);
	const begun = news.find(({ user, thread_ts, text }) => awaitsThread && user === state.bot && thread_ts === undefined && text.startsWith(`<@${state.who}> asked`));
	const panes = [
		[$("channel-scroll"), $("messages")],
		[$("thread-scroll"), $("replies")],
	].map(([scroll, list]) => ({ scroll, list, wasAtEnd: isAtEnd(scroll) }));
	draw();
	addressBot();
	for (const { scroll, list, wasAtEnd } of panes) follow(scroll, list, wasAtEnd, news);
	const heard = news.findLast(({ user, onlyFor = state.who }) => user === state.bot && onlyFor === state.who);
	if (heard !== undefined) announce(element("p", {}, `${userOf(state.bot).real_name}: `, mrkdwn(heard.text.split("\n")[0])).textContent);
	if (begun !== undefined) {
		awaitsThread = false;
		openThread(begun.ts);
	}
});

$("close-thread").append(icon("close"));
$("close-thread").addEventListener("click", closeThread);
document.addEventListener("keydown", ({ key }) => {
	if (key !== "Escape") return;
	if (state.panel !== undefined) closePanel();
	else if (state.thread !== undefined) closeThread();
});
for (const size of [phone, narrow]) size.addEventListener("change", draw);

const events = new EventSource("/workspace/events");
events.addEventListener("message", ({ data }) => receive(JSON.parse(data)));
events.addEventListener("open", async () => {
	$("lost").hidden = true;
	const isFirst = state.channel === "";
	await load();
	if (isFirst) showNewest();
});
events.addEventListener("error", () => {
	$("lost").hidden = false;
});
